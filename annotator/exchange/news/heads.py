"""Finds the head of an article: outlet, date, headline and the like, in a certain order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from annotator.exchange.news.dates import date_of_line
from annotator.exchange.news.layout import LABELS, Layout, Step
from annotator.exchange.news.lines import Line

_LONGEST: Final = 300
"""Characters of a line of a head; what is longer is text."""
_CONTENTS: Final = 2_000
"""Lines in which the first article's head may begin: a list of contents may stand before it."""
_ABOVE: Final = 5
"""Lines that may stand above the head of any other."""


@dataclass(frozen=True, slots=True)
class Head:
    """Which lines hold what, by the numbers of the lines: `first` to before `end`."""

    first: int
    end: int
    fields: Sequence[tuple[str, int]]


def head_of(lines: Sequence[Line], layout: Layout, *, after_contents: bool) -> Head | None:
    """The first place in the lines where all steps of a head find their lines, or None: anywhere
    near the beginning or, `after_contents`, below a list of contents."""
    last = min(len(lines), _CONTENTS if after_contents else _ABOVE)
    for first in range(last):
        for steps in layout.heads:
            marked = any(line.marked for line in lines[first : first + len(steps) + 4])
            found = _match(lines, first, layout, steps, set(), marked=marked)
            if found is not None:
                return Head(first, found[0], found[1])
    return None


_Found = tuple[int, list[tuple[str, int]]]


def _match(
    lines: Sequence[Line],
    at: int,
    layout: Layout,
    steps: Sequence[Step],
    failed: set[tuple[int, int]],
    *,
    marked: bool,
) -> _Found | None:
    """The steps at the lines from `at` on: as many lines a step as can be. `failed` has the lines
    at which so many last steps find no place, so that none is tried twice."""
    if not steps:
        return at, []
    if (at, len(steps)) in failed:
        return None
    step = steps[0]
    if step.field == LABELS:
        if at < len(lines) and layout.label_of(lines[at].text):
            return at, []
        return None
    most = 0
    # Where no line is set apart, more than one can't be told from what follows.
    limit = 1 if step.marked and not marked else step.most
    while most < limit and at + most < len(lines):
        if not _fits(lines[at + most], step, layout, marked=marked):
            break
        most += 1
    for taken in range(most, -1 if step.optional else 0, -1):
        rest = _match(lines, at + taken, layout, steps[1:], failed, marked=marked)
        if rest is not None:
            return rest[0], [(step.field, at + one) for one in range(taken)] + rest[1]
    failed.add((at, len(steps)))
    return None


def _fits(line: Line, step: Step, layout: Layout, *, marked: bool) -> bool:
    if line.role and line.role != step.field:
        return False
    if step.is_date:
        return date_of_line(line.words) is not None
    if step.like is not None:
        return step.like.search(line.words) is not None and (
            not step.marked or not marked or line.marked
        )
    if len(line.words) > _LONGEST or "\t" in line.words:
        return False
    if step.marked and marked and not line.marked:
        return False
    return layout.label_of(line.text) is None
