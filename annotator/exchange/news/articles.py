"""Cuts the lines of an export into articles, and each article into fields, text and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from annotator.exchange.news.heads import Head, head_of
from annotator.exchange.news.layout import (
    DATE,
    EDITION,
    HEADLINE,
    LEAD,
    METADATA,
    TEXT,
    Expression,
    Label,
    Layout,
)
from annotator.exchange.news.lines import Line


@dataclass(slots=True)
class Article:
    """One article: its fields, each with the lines that hold it, the lines of its text, and what
    stands beside it as pairs of a name (empty where it has none) and the words.

    `unknown` are lines among the fields that no rule names; `known` is false where the article is
    not laid out by the rules at all, so that all its lines are its text.
    """

    fields: dict[str, list[Line]] = field(default_factory=dict)
    text: list[Line] = field(default_factory=list)
    above: list[tuple[str, str]] = field(default_factory=list)
    below: list[tuple[str, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    known: bool = True

    def words_of(self, name: str) -> str:
        """The words of a field; empty where it is not there."""
        return " ".join(line.words for line in self.fields.get(name, ()))


@dataclass(frozen=True, slots=True)
class Cut:
    """The articles of a file, and the lines before the first and after the last."""

    articles: Sequence[Article]
    before: Sequence[Line] = ()
    after: Sequence[Line] = ()


def cut(lines: Sequence[Line], layout: Layout) -> Cut:
    """The articles in the lines, by the layout."""
    pieces, before = _pieces(lines, layout)
    articles: list[Article] = []
    after: list[Line] = []
    for number, piece in enumerate(pieces):
        content = [line for line in piece if _is_content(line, layout)]
        contents = not articles and not (content and _is(layout.begins, piece[0]))
        head = head_of(content, layout, after_contents=contents)
        is_last = number == len(pieces) - 1 and bool(articles)
        if head is not None:
            first = _with_own(piece, piece.index(content[head.first]), layout)
            article = _article(piece[first:], content, head, layout)
            if not (article.text or article.fields.keys() & {HEADLINE, LEAD}):
                article = Article(text=list(piece[first:]), known=False)
            if not articles:
                before = [*before, *piece[:first]]
            else:
                _add_stray(article, piece[:first])
            articles.append(article)
        elif content and not (is_last and _is_rest(piece, layout)):
            articles.append(Article(text=list(piece), known=False))
        elif is_last:
            after = list(piece)
        elif not articles:
            before = [*before, *piece]
        else:
            for line in piece:
                _beside(articles[-1].below, line)
    return Cut(articles, before, after)


def _is_content(line: Line, layout: Layout) -> bool:
    return not layout.is_boilerplate(line.words) and not _is(layout.begins, line)


def _add_stray(article: Article, lines: Sequence[Line]) -> None:
    """Lines above the head of an article that nothing names."""
    article.unknown[:0] = [line.words for line in lines]
    article.above[:0] = [("", line.words) for line in lines]


def _ends(piece: Sequence[Line], layout: Layout) -> bool:
    return layout.ends is not None and bool(layout.ends.search(piece[-1].words))


def _is_rest(piece: Sequence[Line], layout: Layout) -> bool:
    """Whether the last lines are no article: nothing begins or ends one there."""
    return not (_is(layout.begins, piece[0]) or _ends(piece, layout))


def _with_own(piece: Sequence[Line], first: int, layout: Layout) -> int:
    """The first line of an article where lines that are none of it may stand above its head."""
    while first and (
        layout.is_boilerplate(piece[first - 1].words) or _is(layout.begins, piece[first - 1])
    ):
        first -= 1
    return first


def _is(expression: Expression | None, line: Line) -> bool:
    return expression is not None and expression.search(line.words) is not None


def _pieces(lines: Sequence[Line], layout: Layout) -> tuple[list[list[Line]], list[Line]]:
    """The stretches that hold one article each, with the lines that begin and end them, and what
    stands before the first, where a line begins articles."""
    pieces: list[list[Line]] = []
    piece: list[Line] = []
    for line in lines:
        if _is(layout.begins, line):
            if piece:
                pieces.append(piece)
            piece = []
        piece.append(line)
        if _is(layout.ends, line):
            pieces.append(piece)
            piece = []
    if piece:
        pieces.append(piece)
    before: list[Line] = []
    if (
        layout.begins
        and pieces
        and not (_is(layout.begins, pieces[0][0]) or _ends(pieces[0], layout))
    ):
        before = pieces.pop(0)
    return pieces, before


def _article(piece: Sequence[Line], content: Sequence[Line], head: Head, layout: Layout) -> Article:
    article = Article()
    of_head = _fields_of(head, content, piece, layout)
    last = piece.index(content[head.end - 1]) + 1 if head.end > head.first else 0
    for line in piece[:last]:
        if id(line) in of_head:
            _take(article, of_head[id(line)], "", line)
        else:
            _beside(article.above, line)
    rest = piece[last:]
    end = _end_of_text(rest, layout)
    _labels_and_text(article, rest[:end], layout)
    _below(article, rest[end:], layout)
    return article


def _fields_of(
    head: Head, content: Sequence[Line], piece: Sequence[Line], layout: Layout
) -> dict[int, str]:
    """The lines of a head (by `id`) with their fields. Where a label tells the headline, what could
    be one in the head is none: below the date it is the edition, above it stands beside the text.
    """
    labels = (layout.label_of(line.text) for line in piece)
    fields = list(head.fields)
    if any(label is not None and label.field == HEADLINE for label in labels):
        date = next((at for name, at in fields if name == DATE), 0)
        fields = [
            ((EDITION if at > date else METADATA) if name == HEADLINE else name, at)
            for name, at in fields
        ]
    return {id(content[at]): name for name, at in fields}


def _take(article: Article, name: str, label: str, line: Line) -> None:
    """A line of a field above the text; what is in the text need not be told beside it."""
    if name == TEXT:
        article.text.append(line)
        return
    if name not in (LEAD, HEADLINE):
        article.above.append((label, line.words))
    if name != METADATA:
        article.fields.setdefault(name, []).append(line)


def _beside(to: list[tuple[str, str]], line: Line) -> None:
    """A line that is no text; one without a letter, such as a rule, tells nothing."""
    if any(map(str.isalnum, line.words)):
        to.append(("", line.words))


def _separates(line: Line, layout: Layout) -> bool:
    return _is(layout.begins, line) or _is(layout.ends, line)


def _labels_and_text(article: Article, lines: Sequence[Line], layout: Layout) -> None:
    """The labels above the text, up to the one of the text or, without one, the first line that is
    none; then the text."""
    labels = [layout.label_of(line.text) for line in lines]
    begins = next((n for n, one in enumerate(labels) if one and one.field == TEXT), None)
    last: Label | None = None
    in_text = False
    for number, (line, label) in enumerate(zip(lines, labels, strict=True)):
        if label is not None and (not in_text or label.field == TEXT):
            last, in_text = label, label.field == TEXT
            value = line.from_(label.end)
            if value.words:
                _take(article, label.field, label.name, value)
            elif label.field not in (TEXT, LEAD, HEADLINE):
                article.above.append((label.name, ""))
        elif layout.is_boilerplate(line.words) or _separates(line, layout):
            _beside(article.below if in_text else article.above, line)
        elif last is not None and last.field == HEADLINE and _goes_on(article):
            _take(article, HEADLINE, last.name, line)
        elif in_text or (begins is None and not (layout.continued and last)):
            in_text = True
            article.text.append(line)
        elif layout.continued and last is not None and number:
            if article.above[-1:] == [(last.name, "")]:
                article.above.pop()
            _take(article, last.field, last.name, line)
        else:
            article.above.append(("", line.words))
            article.unknown.append(line.words)


def _goes_on(article: Article) -> bool:
    """Whether the headline has further parts below its first line, as a semicolon says."""
    return article.fields[HEADLINE][-1].words.endswith(";") if HEADLINE in article.fields else False


def _end_of_text(lines: Sequence[Line], layout: Layout) -> int:
    """Where the labels below the text begin: nothing but labels follows, and lines of those that
    have a line of their own. A paragraph of the text that begins as a label does ends nothing."""
    end = len(lines)
    open_lines = 0
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        label = layout.label_of(line.text)
        if label is not None and layout.is_after(label):
            has_value = bool(line.from_(label.end).words)
            if open_lines and (has_value or open_lines > _LONGEST_VALUE):
                break
            end, open_lines = number, 0
        elif layout.is_boilerplate(line.words) or _separates(line, layout):
            if open_lines <= _NOTICE:
                end, open_lines = number, 0
        elif number and _is_foot(lines, number, layout):
            end, open_lines = number, 0
        else:
            open_lines += 1
    return end


def _is_foot(lines: Sequence[Line], number: int, layout: Layout) -> bool:
    following = lines[number + 1].words if number + 1 < len(lines) else ""
    return layout.is_foot(lines[number].words, following)


def _waits(article: Article) -> bool:
    """Whether the last label has no value yet."""
    return bool(article.below) and article.below[-1][0] != "" and not article.below[-1][1]


_LONGEST_VALUE: Final = 12
"""Lines that a label on a line of its own may have below the text; a heading in it has more."""
_NOTICE: Final = 2
"""Lines that may stand below a copyright line without being text."""


def _below(article: Article, lines: Sequence[Line], layout: Layout) -> None:
    last: Label | None = None
    for number, line in enumerate(lines):
        label = layout.label_of(line.text)
        if label is not None:
            last = label
            value = line.from_(label.end)
            article.below.append((label.name, value.words))
        elif (
            layout.is_boilerplate(line.words)
            or _is_foot(lines, number, layout)
            or (_separates(line, layout) and not (layout.continued and _waits(article)))
        ):
            _beside(article.below, line)
            last = None
            continue
        elif last is None:
            article.below.append(("", line.words))
            article.unknown.append(line.words)
            continue
        else:
            name, words = article.below.pop()
            article.below.append((name, f"{words} {line.words}".strip()))
            value = line
        if last is not None and last.field not in (METADATA, TEXT) and value.words:
            article.fields.setdefault(last.field, []).append(value)
