"""Footnotes: small type at the foot of a column that begins with a mark, and the mark in the text.

A block of small type is taken for notes where its mark is raised, or where the text of the page
has the same mark raised; a list of references in small type has neither.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from annotator.exchange.documents.pdf.characters import Characters
from annotator.exchange.documents.pdf.columns import Line, Region
from annotator.exchange.documents.pdf.layout import Note, Page

_SMALL: Final = 0.93
_MARK: Final = re.compile(
    r"(\d{1,3}|[*∗†‡§¶‖#]{1,3}|[a-z])(?![\w])[.):]?\s*|(\d{1,3}|[a-z])(?=[^\W\d_])"
)
_MARK_TEXT: Final = re.compile(r"\d{1,3}|[*∗†‡§¶‖#]{1,3}|[a-z]")


def set_aside_notes(pages: list[Page], body: float) -> None:
    """Take the footnotes out of the regions of pages, and note them."""
    before = False
    for page in pages:
        marks: set[str] | None = None
        for region in page.regions:
            start = _small_from(region, body)
            if start == len(region) and not any(line.mixed for line in region):
                continue
            if marks is None:
                marks = _marks_in(page)
            if start == len(region):
                start = _set_off_from(page, region, marks)
            notes, taken = _notes_in(page, region[start:], marks, continued=before)
            if notes:
                page.notes += notes
                del region[len(region) - taken :]
        page.regions = [region for region in page.regions if region]
        before = bool(page.notes)


def _marks_in(page: Page) -> set[str]:
    """What is raised on a page and follows something in its line."""
    return {
        text
        for region in page.regions
        for line in region
        for start, _, text in raised_in(page, line)
        if start > 0
    }


def _small_from(region: Region, body: float) -> int:
    """Where the small type at the foot of a region begins; its length where there is none."""
    start = len(region)
    while start and region[start - 1].size <= _SMALL * body:
        start -= 1
    return start


def _set_off_from(page: Page, region: Region, marks: set[str]) -> int:
    """Where notes in type as large as the text begin: at a line that is set off by a space, with a
    raised mark that the text has, where the lines below are alike; else the length."""
    for number in range(1, len(region)):
        line, before = region[number], region[number - 1]
        raised = raised_in(page, line)
        if (
            raised
            and raised[0][0] == 0
            and raised[0][2] in marks
            and line.baseline - before.baseline > 1.4 * line.size
            and all(abs(other.size - line.size) < 0.5 for other in region[number:])
        ):
            return number
    return len(region)


def _notes_in(
    page: Page, lines: Region, marks: set[str], *, continued: bool
) -> tuple[list[Note], int]:
    """The notes in small type at the foot, and how many of its lines they take."""
    notes: list[Note] = []
    first = None
    size = max((line.size for line in lines), default=0.0)
    expected = None
    for number, line in enumerate(lines):
        found = _mark_of(page, line, marks, expected)
        if found:
            mark, skip = found
            notes.append(Note(mark, [line], skip))
            first = number if first is None else first
            expected = str(int(mark) + 1) if mark.isdecimal() else None
        elif notes:
            notes[-1].lines.append(line)
    if first is None:
        return [], 0
    if first and continued and all(line.size > 0.9 * size for line in lines[:first]):
        notes.insert(0, Note("", lines[:first], begun=False))
        first = 0
    return notes, len(lines) - first


def _mark_of(
    page: Page, line: Line, marks: set[str], expected: str | None
) -> tuple[str, int] | None:
    """The mark that a line begins with and how many characters it takes, or None."""
    text = line.text
    match = _MARK.match(text)
    if not match or match.end() == len(text):
        return None
    mark = match.group(1) or match.group(2)
    raised = raised_in(page, line)
    is_raised = bool(raised) and raised[0][0] == 0 and raised[0][2] == mark
    known = mark in marks and (mark.isdecimal() or is_raised or not mark.isalpha())
    if is_raised and (known or mark.isdecimal() or not mark.isalpha()):
        return mark, match.end()
    if known and match.group(1) and (expected is None or mark == expected):
        return mark, match.end()
    return None


def raised_in(page: Page, line: Line) -> list[tuple[int, int, str]]:
    """Raised small characters of a line that may be marks: start, end in its text, and the text."""
    found: list[tuple[int, int, str]] = []
    if not line.mixed:
        return found
    offset = 0
    baseline, size = line.baseline, line.size
    for segment in line.segments:
        raised = _raised(page.characters, segment.characters, baseline, size)
        if raised is not None:
            edges = np.flatnonzero(np.diff(np.concatenate([[0], raised.view(np.int8), [0]])))
            for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
                text = segment.text[start:end]
                if _MARK_TEXT.fullmatch(text):
                    found.append((offset + start, offset + end, text))
        offset += len(segment.text) + 1
    return found


def _raised(
    characters: Characters, indices: np.typing.NDArray[np.int32], baseline: float, size: float
) -> np.typing.NDArray[np.bool_] | None:
    small = characters.size[indices] < 0.85 * size
    if not small.any():
        return None
    raised = small & (characters.across[indices] < baseline - 0.15 * size) & (indices >= 0)
    return raised if raised.any() else None
