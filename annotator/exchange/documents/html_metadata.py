"""What web pages say of themselves: title, author, date, address, language, publisher."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.html_tree import words_of

_XML_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_META: Final = {
    "title": ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title"),
    "author": (
        *("author", "article:author", "dc.creator", "dcterms.creator", "citation_author"),
        *("parsely-author", "byl"),
    ),
    "date": (
        *("article:published_time", "og:published_time", "datepublished", "date", "pubdate"),
        *("dc.date", "dcterms.date", "dcterms.created", "dc.date.issued", "citation_date"),
        *("citation_publication_date", "parsely-pub-date", "dcterms.modified"),
    ),
    "address": ("og:url", "twitter:url"),
    "publisher": ("og:site_name", "dc.publisher", "dcterms.publisher", "application-name"),
    "language": ("dc.language", "dcterms.language", "content-language"),
}
_SEVERAL: Final = frozenset(("author", "dc.creator", "dcterms.creator", "citation_author"))
_ARTICLE_TYPES: Final = (
    "Article NewsArticle BlogPosting Report ScholarlyArticle OpinionNewsArticle "
    "ReportageNewsArticle AnalysisNewsArticle ReviewNewsArticle TechArticle WebPage "
    "LiveBlogPosting SocialMediaPosting Review"
)
_ARTICLES: Final = frozenset(_ARTICLE_TYPES.split())
_LONGEST: Final = 1000
_LONGEST_JSON: Final = 1_000_000


def page_attributes(root: etree._Element) -> dict[str, str]:
    """The attributes of a page by name; what it does not say is not there."""
    named = _named(root)
    said = dict(_structured(root))
    found = {
        name: next((named[key] for key in keys if named.get(key)), said.get(name, ""))
        for name, keys in _META.items()
    }
    found["title"] = _title(root) or found["title"]
    found["address"] = _canonical(root) or found["address"] or said.get("address", "")
    found["language"] = _language(root) or found["language"]
    if not found["date"]:
        found["date"] = _marked_date(root)
    if found["author"].startswith(("http://", "https://")):
        # Some pages name an address for the author, and who it is elsewhere.
        found["author"] = said.get("author", "") or found["author"]
    return {name: value[:_LONGEST] for name, value in found.items() if value}


def _named(root: etree._Element) -> dict[str, str]:
    """The content of each ``meta`` by its name in lower case; authors may be several."""
    named: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = meta.get("name") or meta.get("property") or meta.get("itemprop")
        key = (key or meta.get("http-equiv") or "").strip().lower()
        value = " ".join((meta.get("content") or "").split())
        if not key or not value:
            continue
        if key not in named:
            named[key] = value
        elif key in _SEVERAL and len(named[key]) < _LONGEST and value not in named[key]:
            named[key] += "; " + value
    return named


def _title(root: etree._Element) -> str:
    head = root.find("head")
    title = root.find(".//title") if head is None else head.find("title")
    if title is None:
        title = next((node for node in root.iter("title") if node.getparent() is not None), None)
        if title is not None and any(node.tag == "svg" for node in title.iterancestors()):
            title = None
    return "" if title is None else words_of(title)


def _language(root: etree._Element) -> str:
    body = root.find("body")
    for node in (root, body):
        if node is not None and (said := node.get("lang") or node.get(_XML_LANGUAGE)):
            return str(said).strip()
    return ""


def _canonical(root: etree._Element) -> str:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            address = (link.get("href") or "").strip()
            if address.startswith(("http://", "https://")):
                return address
    return ""


def _marked_date(root: etree._Element) -> str:
    for node in root.iter("time"):
        said = (node.get("datetime") or "").strip()
        if said and (node.get("pubdate") is not None or node.get("itemprop") == "datePublished"):
            return said
    return ""


def _structured(root: etree._Element) -> Iterator[tuple[str, str]]:
    """What an article says in JSON-LD (schema.org)."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = script.text or ""
        if not 0 < len(text) <= _LONGEST_JSON:
            continue
        try:
            said = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for thing in _things(said):
            yield from _of_thing(thing)


def _things(said: object) -> Iterator[dict[str, object]]:
    """The articles, the most particular last."""
    many = said if isinstance(said, list) else [said]
    found: list[dict[str, object]] = []
    for one in many:
        if isinstance(one, dict):
            graph = one.get("@graph")
            found += (
                [one, *(node for node in graph if isinstance(node, dict))]
                if isinstance(graph, list)
                else [one]
            )
    articles = [(kinds, one) for one in found if (kinds := _kinds(one)) & _ARTICLES]
    articles.sort(key=lambda article: "WebPage" not in article[0])
    yield from (one for _kinds_, one in articles)


def _kinds(thing: dict[str, object]) -> set[str]:
    kind = thing.get("@type")
    many = kind if isinstance(kind, list) else [kind]
    return {one for one in many if isinstance(one, str)}


def _of_thing(thing: dict[str, object]) -> Iterator[tuple[str, str]]:
    for name, keys in (
        ("title", ("headline", "name")),
        ("author", ("author", "creator")),
        ("date", ("datePublished", "dateCreated")),
        ("publisher", ("publisher",)),
        ("address", ("url", "mainEntityOfPage")),
        ("language", ("inLanguage",)),
    ):
        for key in keys:
            if value := _plain(thing.get(key)):
                yield name, value
                break


def _plain(said: object, depth: int = 0) -> str:
    """A string, the name of a thing, or several of them."""
    if isinstance(said, str):
        return " ".join(said.split())
    if depth > 5:
        return ""
    if isinstance(said, dict):
        inner = next((said[key] for key in ("name", "@id", "url") if key in said), "")
        return _plain(inner, depth + 1)
    if isinstance(said, list):
        return "; ".join(filter(None, (_plain(one, depth + 1) for one in said[:20])))
    return ""
