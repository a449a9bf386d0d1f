"""The article of a web page without what stands around it on every page of its site.

What the page itself calls its article (``article``, ``main``, ``role``) is it where that holds
enough; else the element in which most of the running text stands, by the length of paragraphs and
the share of links in them. Menus, comments, advertisements and the like within are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.messages import tr
from annotator.exchange.documents.html_measures import NOTHING, Measure, measures
from annotator.exchange.documents.reader import Remark

_ENOUGH: Final = 250
"""Characters of paragraphs below which nothing is an article by its element alone."""
_TEXTS: Final = ("p", "pre", "blockquote", "td", "div")
_OUTER: Final = ("body", "html", "table", "tbody", "tr")
_ELEMENTS: Final = {
    "nav": "navigation",
    "aside": "asides",
    "footer": "page foot",
    "form": "forms",
    "button": "buttons",
    "select": "forms",
    "dialog": "dialogs",
    "menu": "navigation",
}
_ROLES: Final = {
    "navigation": "navigation",
    "complementary": "asides",
    "contentinfo": "page foot",
    "banner": "page head",
    "search": "forms",
    "dialog": "dialogs",
    "alertdialog": "dialogs",
    "menu": "navigation",
    "menubar": "navigation",
    "toolbar": "buttons",
    "button": "buttons",
}
_CLASSES: Final = (
    (
        re.compile(r"\b(?:breadcrumbs?|pagination|pager|skip-?link|(?:site|main)?-?nav\w*)\b"),
        "navigation",
    ),
    (
        re.compile(r"\b(?:comments?(?:-?(?:list|area|section))?|disqus\w*|respond)\b"),
        "comments",
    ),
    (re.compile(r"\b(?:shar(?:e|ing)|social|addtoany|sharedaddy)\b"), "buttons"),
    (
        re.compile(r"\b(?:related|recommend(?:ed|ations)?|outbrain|taboola|more-stories)\b"),
        "links to other articles",
    ),
    (re.compile(r"\b(?:ads?|advert\w*|sponsor\w*|promo\w*|banner-ad)\b"), "advertisements"),
    (
        re.compile(r"\b(?:newsletter|subscribe|subscription|signup|paywall)\b"),
        "offers to subscribe",
    ),
    (re.compile(r"\b(?:cookies?|consent|gdpr|popup|modal|overlay)\b"), "notices about cookies"),
    (re.compile(r"\b(?:sidebar|widget\w*)\b"), "asides"),
)
_GOOD = re.compile(r"\b(?:article|body|content|entry|main|page|post|story|text|blog)\b")


@dataclass
class Article:
    """What is read of a page: `heading` first where it stands apart, then `root` without
    `left_out`. `remarks` say what was left out."""

    root: etree._Element
    heading: etree._Element | None = None
    left_out: set[etree._Element] = field(default_factory=set)
    remarks: list[Remark] = field(default_factory=list)


def find_article(page: etree._Element) -> Article:
    """The article of a page; the whole page, with a remark, where none stands out."""
    body = page.find("body")
    return _Finder(page if body is None else body).article()


class _Finder:
    def __init__(self, body: etree._Element) -> None:
        self._body = body
        self._measures = measures(body)

    def article(self) -> Article:
        root = self._declared()
        if root is None:
            root = self._densest()
        if root is None:
            what = tr("No article stands out from the rest of the page; all of it was taken.")
            return Article(self._body, remarks=[Remark(what)])
        parts: Counter[str] = Counter()
        left_out = set(self._boilerplate(root, parts))
        for node in self._around(root):
            parts[_kind(node) or "other parts"] += self._of(node).words
        heading = self._heading(root)
        if heading is not None:
            parts["other parts"] -= self._of(heading).words
        said = ", ".join(f"{name} ({count} words)" for name, count in parts.most_common() if count)
        remarks = [Remark(f"Only the article was taken. Left out: {said}.")] if said else []
        return Article(root, heading, left_out, remarks)

    def _of(self, node: etree._Element) -> Measure:
        return self._measures.get(node, NOTHING)

    def _declared(self) -> etree._Element | None:
        """What the page calls its article, where that holds enough."""
        outer: list[etree._Element] = []
        mains: list[etree._Element] = []
        walk = etree.iterwalk(self._body, events=("start",))
        for _event, node in walk:
            if node.tag == "article" or node.get("role") == "article":
                outer.append(node)
                walk.skip_subtree()
            elif node.tag == "main" or node.get("role") == "main":
                mains.insert(0, node)
            elif "articleBody" in (node.get("itemprop") or ""):
                mains.append(node)
        if outer:
            best = max(outer, key=lambda node: self._of(node).running)
            all_of_them = sum(self._of(node).running for node in outer)
            if self._of(best).running >= max(_ENOUGH, 0.6 * all_of_them):
                return best
        return next((node for node in mains if self._of(node).running >= _ENOUGH), None)

    def _densest(self) -> etree._Element | None:
        """The element in which most of the running text stands."""
        scores: dict[etree._Element, float] = {}
        for part, measure in self._measures.items():
            if part.tag not in _TEXTS or measure.own < 40:
                continue
            unlinked = 1 - measure.own_linked / measure.own
            score = (1 + measure.commas + min(measure.own / 100, 10)) * unlinked
            holder = part if part.tag in ("div", "td") else part.getparent()
            for share in (1.0, 0.5, 0.25):
                if holder is None or holder.tag in ("body", "html"):
                    break
                scores[holder] = scores.get(holder, _promise(holder)) + share * score
                holder = holder.getparent()
        if not scores:
            return None
        best = max(scores, key=lambda node: scores[node])
        if max(self._of(best).running, self._of(best).own) < _ENOUGH:
            return None
        return self._whole(best)

    def _whole(self, best: etree._Element) -> etree._Element:
        """A text in several parts: the element that they stand in."""
        above = best.getparent()
        while above is not None and above.tag not in _OUTER and not _kind(above):
            if self._of(above).running < 1.3 * self._of(best).running:
                break
            best, above = above, above.getparent()
        return best

    def _boilerplate(self, root: etree._Element, parts: Counter[str]) -> Iterator[etree._Element]:
        """The elements within an article that are none of it."""
        most = 0.5 * self._of(root).running
        walk = etree.iterwalk(root, events=("start",))
        for _event, node in walk:
            if node is root:
                continue
            kind = _kind(node) or ("navigation" if self._is_menu(node) else "")
            # A class may mean something else where most of the text stands in it.
            if kind and self._of(node).running <= most:
                parts[kind] += self._of(node).words
                walk.skip_subtree()
                yield node

    def _is_menu(self, node: etree._Element) -> bool:
        """A list or block of short links, out of the page, and little else."""
        if node.tag not in ("ul", "div", "section"):
            return False
        measure = self._of(node)
        if measure.links < 4 or measure.running or measure.inner_links:
            return False
        return measure.linked > 0.8 * measure.shown and measure.shown / measure.links < 60

    def _around(self, root: etree._Element) -> Iterator[etree._Element]:
        """The elements beside it and beside what it stands in."""
        node = root
        while node is not self._body:
            yield from node.itersiblings()
            yield from node.itersiblings(preceding=True)
            above = node.getparent()
            if above is None:
                return
            node = above

    def _heading(self, root: etree._Element) -> etree._Element | None:
        """The only highest heading of the page where it stands apart from the article."""
        headings = [node for node in self._body.iter("h1") if self._of(node).shown]
        if len(headings) != 1 or next(root.iter("h1"), None) is not None:
            return None
        return headings[0]


def _promise(node: etree._Element) -> float:
    """What class and id say of it."""
    if _kind(node):
        return -25.0
    return 10.0 if _GOOD.search(_named(node)) else 0.0


def _named(node: etree._Element) -> str:
    return f"{node.get('class', '')} {node.get('id', '')}".lower().replace("_", "-")


def _kind(node: etree._Element) -> str:
    """What of a page an element is by its name, role or class; empty for nothing known."""
    kind = _ELEMENTS.get(node.tag) or _ROLES.get((node.get("role") or "").lower(), "")
    if kind:
        return kind
    named = _named(node)
    if named.strip():
        for pattern, name in _CLASSES:
            if pattern.search(named):
                return name
    return ""
