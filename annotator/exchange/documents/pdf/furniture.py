"""Running heads, feet and page numbers, told by what repeats from page to page.

Looked at are the outermost rows of each page. A row is set aside where a page near by (the next,
or the one after, since left and right pages differ) has the same words at the same height, numbers
aside; where it holds a number that counts with the pages; or where most rows at that height
are set aside for one of those reasons, as with heads that name the chapter.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Final

from annotator.exchange.documents.pdf.columns import rows_of
from annotator.exchange.documents.pdf.layout import Furniture, Page
from annotator.exchange.documents.pdf.segments import Segment

_ROWS: Final = 4
_NEAR: Final = (-2, -1, 1, 2)
_SAME_HEIGHT: Final = 3.0
_ROMAN: Final = re.compile(
    r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE
)
_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_NUMBER_ONLY: Final = re.compile(
    r"\W*(?:(?:page|seite|p\.|s\.)\s*)?(\d{1,5}|[ivxlcdm]{1,9})(?:\s*(?:/|of|von)\s*\d{1,5})?\W*",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(r"\b(\d{1,5})\s?(?:/|of|von|sur|de|di|van)\s?(\d{1,5})\Z")
_DATE: Final = re.compile(r"(?<!\d)\d{1,4}([./-])\s?\d{1,2}\1\s?\d{2,4}(?!\d)")
_DIGITS: Final = re.compile(r"[0-9]+")
_EDGE_NUMBER: Final = re.compile(
    r"^\W*(\d{1,5}|[ivxlcdm]{1,9})\b(?![.,]\d)|(?<![.,])\b(\d{1,5}|[ivxlcdm]{1,9})\W*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Row:
    """One of the outermost rows of a page."""

    segments: list[Segment]
    text: str
    key: str
    height: float
    size: float
    numbers: list[tuple[int, str]]
    alone: bool
    aside: bool = False
    printed: str = ""


def set_aside_furniture(pages: list[Page]) -> None:
    """Take the furniture out of the segments of pages, and note it and the printed numbers."""
    both = [[_edge(page, at_top=at_top) for page in pages] for at_top in (True, False)]
    for edges in both:
        for depth in range(_ROWS):
            _judge(edges, depth)
    for number, page in enumerate(pages):
        _printed_by_browser(page, both[0][number], both[1][number], len(pages))
    for at_top, edges in zip((True, False), both, strict=True):
        _single_numbers(pages, edges, _offsets(both))
        for page, rows in zip(pages, edges, strict=True):
            _take(page, rows, at_top=at_top)
    _repeated_margins(pages)


def _printed_by_browser(page: Page, top: list[_Row], bottom: list[_Row], pages: int) -> None:
    """The lines that a browser prints above and below each page, also where there is one page only:
    title and date above, address and “1/1” below, or in another order, at the two margins."""
    if not top or not bottom:
        return
    head, foot = top[0], bottom[0]
    height = max(page.characters.height, 1.0)
    apart = all(
        len(row.segments) == 2 and row.segments[1].left - row.segments[0].right > 4 * row.size
        for row in (head, foot)
    )
    if not apart or head.height > 0.08 * height or foot.height < 0.92 * height:
        return
    count = _COUNT.search(foot.text) or _COUNT.search(head.text)
    dated = _DATE.search(head.text) or _DATE.search(foot.text)
    if count and dated and (int(count[1]), int(count[2])) == (page.number + 1, pages):
        head.aside = foot.aside = True
        foot.printed = foot.printed or count[1]


def _offsets(both: list[list[list[_Row]]]) -> set[int]:
    """What to add to the place of a page for the number that is printed on it."""
    counts = Counter(
        value - page
        for edges in both
        for page, rows in enumerate(edges)
        for row in rows
        if row.printed and (value := number_of(row.printed)) is not None
    )
    return {offset for offset, count in counts.items() if count >= 3} | {1}


def _single_numbers(pages: list[Page], edges: list[list[_Row]], offsets: set[int]) -> None:
    """Numbers that stand alone at the edge of a page and are that page's, where pages near by
    have theirs elsewhere, as those on which a chapter begins."""
    for number, (page, rows) in enumerate(zip(pages, edges, strict=True)):
        row = next((row for row in rows if not row.aside), None)
        if row is None or not row.alone or row is not rows[sum(row.aside for row in rows)]:
            continue
        at_edge = not 0.12 < row.height / max(page.characters.height, 1.0) < 0.84
        if at_edge and any(value - number in offsets for value, _ in row.numbers):
            row.aside, row.printed = True, row.numbers[0][1]


def _edge(page: Page, *, at_top: bool) -> list[_Row]:
    """The outermost rows in the upper or the lower half of a page."""
    rows = rows_of(page.segments)
    if not rows:
        return []
    middle = page.characters.height / 2
    if rows[0][0].baseline < 0:  # Turned type is counted otherwise.
        middle = (rows[0][0].baseline + rows[-1][0].baseline) / 2
    if at_top:
        half = [row for row in rows if row[0].baseline < middle]
    else:
        half = [row for row in reversed(rows) if row[0].baseline >= middle]
    return [_row(row) for row in half[:_ROWS]]


def _row(segments: list[Segment]) -> _Row:
    text = " ".join(segment.text for segment in segments)
    alone = _NUMBER_ONLY.fullmatch(text)
    words = (
        [alone.group(1)] if alone else [one or other for one, other in _EDGE_NUMBER.findall(text)]
    )
    numbers = [(value, word) for word in words if (value := number_of(word)) is not None]
    size = max(segment.size for segment in segments)
    key = _DIGITS.sub("#", text)
    return _Row(segments, text, key, segments[0].baseline, size, numbers, bool(alone))


def number_of(word: str) -> int | None:
    """The value of a number in Arabic or Roman numerals, or None."""
    if word.isdecimal():
        return int(word)
    if not _ROMAN.fullmatch(word):
        return None
    values = [_VALUES[letter] for letter in word.lower()]
    return sum(
        -value if following > value else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _judge(edges: list[list[_Row]], depth: int) -> None:
    """Decide on the rows at one depth; those further in only where the outer ones are aside."""
    candidates = [
        rows[depth] if len(rows) > depth and all(row.aside for row in rows[:depth]) else None
        for rows in edges
    ]
    for page, row in enumerate(candidates):
        if row is not None:
            near = [
                (page + step, other)
                for step in _NEAR
                if 0 <= page + step < len(edges)
                for other in edges[page + step]
                if abs(other.height - row.height) <= _SAME_HEIGHT
            ]
            row.printed = _counting(row, page, near)
            row.aside = bool(row.printed) or any(
                _repeats(row, other, place - page) for place, other in near
            )
    _by_height([row for row in candidates if row is not None])


def _repeats(row: _Row, other: _Row, pages: int) -> bool:
    """Whether two rows, so many pages apart, say the same; numbers may count the pages."""
    letters = sum(character.isalpha() for character in row.key)
    if row.key != other.key or letters < 2 or abs(row.size - other.size) >= 1:
        return False
    numbers = zip(_DIGITS.findall(row.text), _DIGITS.findall(other.text), strict=True)
    return all(one == two or int(two) - int(one) == pages for one, two in numbers)


def _counting(row: _Row, page: int, near: list[tuple[int, _Row]]) -> str:
    """The number in a row that goes up with the pages, as printed, or nothing."""
    for value, word in row.numbers:
        agreeing = sum(
            any(other_value - value == other_page - page for other_value, _ in other.numbers)
            for other_page, other in near
            if other.alone == row.alone
        )
        # A number in a line of words must agree twice: headings count too.
        if agreeing >= (1 if row.alone else 2):
            return word
    return ""


def _by_height(rows: list[_Row]) -> None:
    """Set aside what stands where most of what stands there is set aside."""
    heights: defaultdict[tuple[int, int], list[_Row]] = defaultdict(list)
    for row in rows:
        heights[round(row.height), round(row.size)].append(row)
    for here in list(heights.values()):
        aside = sum(row.aside for row in here)
        if aside >= 3 and 2 * aside > len(here):
            for row in here:
                row.aside = True


def _take(page: Page, rows: list[_Row], *, at_top: bool) -> None:
    taken: set[int] = set()
    found: list[Furniture] = []
    if len(rows) == _ROWS and all(row.aside for row in rows):
        # Heads are not that high: pages that are alike, as forms are, have their text alike.
        for row in rows:
            row.aside = bool(row.printed)
    for row in rows:
        if not row.aside:
            break
        taken.update(id(segment) for segment in row.segments)
        place = "page-number" if row.alone else "head" if at_top else "foot"
        found.append(Furniture(row.text, place))
        page.printed = page.printed or row.printed
    page.furniture += found if at_top else found[::-1]
    page.segments = [segment for segment in page.segments if id(segment) not in taken]


def _repeated_margins(pages: list[Page]) -> None:
    """Turned text that pages have alike stands in the margin."""
    texts = [
        {" ".join(segment.text for segment in turned) for turned in page.others} for page in pages
    ]
    for number, page in enumerate(pages):
        around = [texts[number + step] for step in _NEAR if 0 <= number + step < len(pages)]
        kept = []
        for turned in page.others:
            text = " ".join(segment.text for segment in turned)
            if any(text in other for other in around):
                page.furniture.append(Furniture(text, "margin"))
            else:
                kept.append(turned)
        page.others = kept
