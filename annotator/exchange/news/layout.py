"""The rules by which the export of a news database is read, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import regex

LIMIT: Final = 1.0
"""Seconds that one expression may take over one line."""

ATTRIBUTES: Final = (
    *("headline", "outlet", "date", "section", "page", "edition", "byline", "length"),
    *("language", "dateline", "place", "id", "url"),
)
"""Fields that become attributes of the document, in this order."""
HEADLINE: Final = "headline"
TEXT: Final = "text"
LEAD: Final = "lead"
METADATA: Final = "metadata"
"""Lines that stand beside the text, under the name that the file gives them."""
IMPRINT: Final = "imprint"
"""A line that holds several fields, which `Part` takes out of it."""
FIELDS: Final = frozenset((*ATTRIBUTES, TEXT, LEAD, METADATA, IMPRINT))
DATE: Final = "date"
EDITION: Final = "edition"


class SlowRuleError(Exception):
    """An expression of a rule file took longer than `LIMIT`."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression of a rule file."""

    pattern: regex.Pattern[str]

    def search(self, text: str) -> regex.Match[str] | None:
        """The first match, or None. SlowRuleError where it takes too long."""
        try:
            return self.pattern.search(text, timeout=LIMIT)
        except TimeoutError:
            raise SlowRuleError(self.pattern.pattern) from None


@dataclass(frozen=True, slots=True)
class Step:
    """One to `most` lines of an article's head that hold a field, or none where it is optional.

    `like` has to be found in each; `is_date`: the line is a date; `marked`: the lines are set apart
    as a headline is, where any line is. A step of the field ``labels`` takes no line: labels begin.
    """

    field: str
    like: Expression | None = None
    is_date: bool = False
    optional: bool = False
    most: int = 1
    marked: bool = False


LABELS: Final = "labels"


@dataclass(frozen=True, slots=True)
class Part:
    """Fields within another field: the groups of `like` are named like the fields they become."""

    source: str
    like: Expression


class Label(NamedTuple):
    """A label at a line's beginning: as it is written, the field that it begins, and where in the
    line its value does."""

    name: str
    field: str
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """How the exports of one database look. All expressions see one line, but for `recognise`,
    which sees the whole text.

    `heads` are tried in order. `labels` has each label, as `label_key` makes it, with the field
    that it begins, `after` those that stand below the text. `foot` is of a line directly above the
    one that ends an article. `continued`: the value of a label may take several lines. `wrapped`:
    paragraphs were filled to a width. `file` is that of a user.
    """

    name: str
    title: str
    rests_on: str
    tried: str
    recognise: Sequence[Expression]
    heads: Sequence[Sequence[Step]]
    labels: Mapping[str, str]
    label_pattern: Expression | None
    begins: Expression | None = None
    ends: Expression | None = None
    foot: Expression | None = None
    wrapped: bool = False
    continued: bool = False
    after: frozenset[str] = frozenset()
    boilerplate: Sequence[Expression] = ()
    parts: Sequence[Part] = ()
    classes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    file: str = ""

    def is_boilerplate(self, line: str) -> bool:
        """Whether a line is none of the article."""
        return any(one.search(line) for one in self.boilerplate)

    def label_of(self, line: str) -> Label | None:
        """The label that a line begins with, or None."""
        found = self.label_pattern.search(line) if self.label_pattern else None
        if found is None:
            return None
        name = " ".join(found["label"].split())
        return Label(name, self.labels[label_key(name)], found.end())

    def is_after(self, label: Label) -> bool:
        """Whether a label may stand below the text."""
        return label_key(label.name) in self.after

    def is_foot(self, line: str, following: str) -> bool:
        """Whether a line stands directly above the one that ends an article and is no text."""
        return (
            self.foot is not None
            and self.ends is not None
            and bool(self.ends.search(following) and self.foot.search(line))
        )


def label_key(label: str) -> str:
    """A label as it is looked up: whatever the case, hyphens and spaces, so that “Load-Date”, “Load
    Date” and “LoadDate” are one."""
    return "".join(label.replace("-", " ").lower().split())
