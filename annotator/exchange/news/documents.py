"""An article to a document: headline and text with their structure, the rest beside them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from annotator.corpus.structure import Element
from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.documents.reader import ReadDocument, Remark
from annotator.exchange.news.articles import Article
from annotator.exchange.news.dates import date_of_line, found_date
from annotator.exchange.news.layout import ATTRIBUTES, HEADLINE, LEAD, Layout
from annotator.exchange.news.lines import Line

_NUMBER: Final = re.compile(r"\d[\d.,’' \u00a0]*")
_NOT_OF_ARTICLES: Final = frozenset(("page", "furniture", "heading"))
_WHOLE_ONLY: Final = frozenset(("table", "row", "cell"))
_WANTED: Final = ("date", "outlet")
_LONGEST_SHOWN: Final = 300


def document_of(
    article: Article, source: ReadDocument, layout: Layout, key: str, remarks: Sequence[Remark]
) -> ReadDocument:
    """The document of an article that was cut out of the document of a file."""
    builder = TextBuilder()
    attributes, said = _attributes(article, layout)
    for name, words in article.above:
        builder.mark("metadata", 0, 0, **_named(name), text=words)
    _add_headline(builder, article)
    body = [*article.fields.get(LEAD, ()), *article.text]
    starts = _add_lines(builder, body, plain=not source.structure)
    for element in _carried(source.structure, body, starts):
        builder.mark(element.kind, element.start, element.end, **element.values)
    end = max(0, builder.position - 1)
    for name, words in article.below:
        builder.mark("metadata", end, end, **_named(name), text=words)
    text, structure = builder.finish()
    name = attributes.get(HEADLINE) or _first_words(text)
    return ReadDocument(
        name, text, structure, attributes, [*remarks, *_told(article, layout), *said], key
    )


def _named(name: str) -> dict[str, str]:
    return {"label": name} if name else {}


def _add_headline(builder: TextBuilder, article: Article) -> None:
    lines = article.fields.get(HEADLINE, ())
    if not lines:
        return
    with builder.element("heading", level=1):
        builder.add(" ".join(line.words for line in lines))
    builder.end_block()


def _add_lines(builder: TextBuilder, lines: Sequence[Line], *, plain: bool) -> list[int]:
    """Add lines as blocks; where each begins."""
    starts = []
    for line in lines:
        starts.append(builder.position)
        builder.add(line.text)
        if plain:
            builder.mark("paragraph", starts[-1], builder.position)
        builder.end_block()
    return starts


def _carried(
    structure: Sequence[Element], lines: Sequence[Line], starts: Sequence[int]
) -> Iterator[Element]:
    """The elements of the file that lie in the lines, where the lines are now. Of a table, parts
    that are not whole are left out."""
    if not lines:
        return
    begins = [line.start for line in lines]
    ends = [line.end for line in lines]
    # Marked later is outer: the builder wants inner elements first.
    for element in reversed(structure):
        if element.kind in _NOT_OF_ARTICLES:
            continue
        first = bisect_left(ends, element.start)
        last = bisect_right(begins, element.end) - 1
        if first > last or first == len(lines):
            continue
        start = max(element.start, begins[first])
        end = min(element.end, ends[last])
        if end < start or (end == start and element.start < element.end):
            continue
        if element.kind in _WHOLE_ONLY and (start, end) != (element.start, element.end):
            continue
        yield Element(
            element.kind,
            starts[first] + start - begins[first],
            starts[last] + end - begins[last],
            element.values,
        )


def _attributes(article: Article, layout: Layout) -> tuple[dict[str, str], list[Remark]]:
    """The fields that become attributes, and what could not be read in them."""
    values = {name: article.words_of(name) for name in article.fields}
    given = dict(values)
    for part in layout.parts:
        match = part.like.search(given.get(part.source, ""))
        if match and match[0] == given[part.source] and part.source not in match.groupdict():
            values.pop(part.source, None)  # there is nothing else in it
        for name, value in match.groupdict().items() if match else ():
            if value and (name == part.source or not values.get(name)):
                values[name] = value.strip(" ,;:")
    said = []
    if values.get("date"):
        found = found_date(values["date"])
        if found is None:
            said.append(Remark(f"“{values['date']}” could not be read as a date; it stays as is."))
        else:
            values["date"] = found.iso
            after = (
                date_of_line(article.fields["date"][0].words) if "date" in article.fields else None
            )
            if after and after[1] and not values.get("edition"):
                values["edition"] = after[1]
    if number := _NUMBER.search(values.get("length", "")):
        values["length"] = re.sub(r"\D", "", number[0])
    return {name: values[name] for name in ATTRIBUTES if values.get(name)}, said


def _told(article: Article, layout: Layout) -> Iterator[Remark]:
    if not article.known:
        yield Remark(
            f"This part of the file is not laid out as articles of {layout.title} are; it is here"
            " as it stands."
        )
        return
    for words in article.unknown:
        yield Remark(f"Not understood, and kept beside the text: “{shortened(words)}”.")
    missing = [
        name
        for name in _WANTED
        if not article.fields.get(name) and not _in_part(name, article, layout)
    ]
    if missing:
        yield Remark(f"Not found in this article: {', '.join(missing)}.")
    if not article.text:
        yield Remark("The article has no text.")


def _in_part(name: str, article: Article, layout: Layout) -> bool:
    for part in layout.parts:
        match = part.like.search(article.words_of(part.source))
        if match and match.groupdict().get(name):
            return True
    return False


def shortened(words: str) -> str:
    """Words as a remark shows them."""
    return words if len(words) <= _LONGEST_SHOWN else words[: _LONGEST_SHOWN - 1] + "…"


def _first_words(text: str) -> str:
    words = text[:200].split()
    return " ".join(words[:8]) or "Article"
