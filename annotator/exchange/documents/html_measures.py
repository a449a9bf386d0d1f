"""How much text and how many links stand in each element of a page, taken in one walk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.html_names import BLOCKS, HIDDEN, style_of


@dataclass(slots=True)
class Measure:
    """Characters, with white space at the ends of each piece left out, of an element with all in
    it: shown, in links, in paragraphs; `own` without the blocks within it. Words, commas, links."""

    shown: int = 0
    linked: int = 0
    running: int = 0
    own: int = 0
    own_linked: int = 0
    words: int = 0
    commas: int = 0
    links: int = 0
    inner_links: int = 0
    """Links to places in the page itself."""

    def add(self, text: str | None, in_link: bool, in_paragraph: bool) -> None:
        """A piece of text that stands here."""
        if text is None or not (text := text.strip()):
            return
        length = len(text)
        self.shown += length
        self.own += length
        self.words += len(text.split())
        self.commas += text.count(",")
        if in_link:
            self.linked += length
            self.own_linked += length
        if in_paragraph:
            self.running += length

    def take(self, child: Measure, block: bool) -> None:
        """All of an element within this one."""
        self.shown += child.shown
        self.linked += child.linked
        self.running += child.running
        self.words += child.words
        self.commas += child.commas
        self.links += child.links
        self.inner_links += child.inner_links
        if not block:
            self.own += child.own
            self.own_linked += child.own_linked


NOTHING: Final = Measure()


def measures(body: etree._Element) -> dict[etree._Element, Measure]:
    """Of every element that is shown, by element."""
    found: dict[etree._Element, Measure] = {}
    stack: list[Measure] = []
    links = paragraphs = 0
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, node in walk:
        tag = node.tag
        if event == "start":
            measure = Measure()
            stack.append(measure)
            if tag in HIDDEN or style_of(node.get("style") or "").hidden:
                walk.skip_subtree()
                continue
            found[node] = measure
            links += tag == "a"
            paragraphs += tag in ("p", "pre")
            measure.add(node.text, links > 0, paragraphs > 0)
            continue
        measure = stack.pop()
        if node in found:
            if tag == "a":
                links -= 1
                measure.links += 1
                measure.inner_links += (node.get("href") or "").startswith("#")
            paragraphs -= tag in ("p", "pre")
        if stack:
            stack[-1].take(measure, tag in BLOCKS)
            stack[-1].add(node.tail, links > 0, paragraphs > 0)
    return found
