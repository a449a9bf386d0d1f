"""What an import or export did: what came over, what did not and why, and every odd thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Protocol

from annotator.corpus.codebook import Codebook
from annotator.corpus.messages import localised
from annotator.corpus.project import ProjectContent


class HasGuid(Protocol):
    """Anything with an identity."""

    @property
    def guid(self) -> str:
        """The identity."""


LEFT_BEHIND = "left behind"
"""Something that has no place on the other side and is not taken over."""
SETTLED = "settled"
"""Something odd that was taken over by a rule that the message names."""
DOUBTFUL = "doubtful"
"""Something taken over that a person should look at."""


@dataclass(frozen=True, slots=True)
class RefiFinding:
    """One odd thing: its `kind` (see the constants above), where it is, and what was done."""

    kind: str
    place: str
    message: str

    def to_json(self) -> dict[str, str]:
        """Its fields by name, for JSON."""
        return {"kind": self.kind, "place": self.place, "message": self.message}


@dataclass(frozen=True, slots=True)
class Positions:
    """How the file counts positions, and the evidence: `proved` passages of `passages`.

    A passage is proved where its selection's name is the text cut out; `at_words` counts those
    that only begin and end with words. `document` is empty for the convention of the whole file.
    """

    convention: str
    proved: int
    at_words: int
    passages: int
    document: str = ""

    def plus(self, other: Positions) -> Positions:
        """The evidence of both, which are of one convention."""
        return replace(
            self,
            proved=self.proved + other.proved,
            at_words=self.at_words + other.at_words,
            passages=self.passages + other.passages,
        )

    def to_json(self) -> dict[str, object]:
        """Its fields by name, for JSON."""
        return {
            "convention": self.convention,
            "proved": self.proved,
            "at_words": self.at_words,
            "passages": self.passages,
            "document": self.document,
        }


@dataclass(frozen=True, slots=True)
class RefiReport:
    """`counts` is what the file brings by kind (“documents”, “codes”, “codings”, …), `added` what
    of it was new where it went; empty where it went into no project."""

    format: str
    origin: str
    counts: dict[str, int]
    findings: tuple[RefiFinding, ...] = ()
    positions: tuple[Positions, ...] = ()
    added: dict[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """The report as one JSON object; its keys are stable."""
        return {
            "format": self.format,
            "origin": self.origin,
            "counts": dict(self.counts),
            "added": dict(self.added),
            "positions": [found.to_json() for found in self.positions],
            "left_behind": [finding.to_json() for finding in self.of(LEFT_BEHIND)],
            "findings": [
                finding.to_json() for finding in self.findings if finding.kind != LEFT_BEHIND
            ],
        }

    def of(self, kind: str) -> list[RefiFinding]:
        """The findings of a kind, in the order of the file."""
        return [finding for finding in self.findings if finding.kind == kind]


@dataclass(frozen=True, slots=True)
class Reading:
    """A project that was read, and the report about it."""

    content: ProjectContent
    report: RefiReport


@dataclass
class Findings:
    """Collects findings; `tally` counts a small thing that happens often and says it once."""

    found: list[RefiFinding] = field(default_factory=list)
    _tallies: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def left(self, place: object, message: str) -> None:
        """Something is left behind. `place` is put into words only now, here and below."""
        self.found.append(RefiFinding(LEFT_BEHIND, str(place), message))

    def settled(self, place: object, message: str) -> None:
        """Something odd was taken over by a rule."""
        self.found.append(RefiFinding(SETTLED, str(place), message))

    def doubtful(self, place: object, message: str) -> None:
        """Something was taken over that a person should look at."""
        self.found.append(RefiFinding(DOUBTFUL, str(place), message))

    def tally(self, place: str, message: str, kind: str = SETTLED) -> None:
        """Count one more of `message`, which has {n} where the number belongs, or the words for
        one and for several with it: {n|text is|texts are}."""
        self._tallies[kind, place, message] += 1

    def all(self) -> tuple[RefiFinding, ...]:
        """Every finding, those counted last."""
        tallied = (
            RefiFinding(kind, place, _NUMBER.sub(partial(_counted, count), message))
            for (kind, place, message), count in self._tallies.items()
        )
        return (*self.found, *tallied)


_NUMBER = re.compile(r"\{n(?:\|([^|}]*)\|([^|}]*))?\}")


def _counted(count: int, found: re.Match[str]) -> str:
    words = found[1] if count == 1 else found[2]
    number = localised(f"{count:,}")
    return number if words is None else f"{number} {words}"


@dataclass(frozen=True, slots=True)
class Fold:
    """Findings that say one thing of many places: those that are shown, and how many more."""

    findings: tuple[RefiFinding, ...]
    more: int = 0


MOST_ALIKE = 5
"""Findings of one kind that are shown one by one."""
_SHOWN_OF_MANY = 3
_PARTICULAR = re.compile(r"“[^”]*”|\d(?:[\d.,’\u00a0\u202f]*\d)?")
"""Names, and numbers as any language groups them."""


def folded(findings: Iterable[RefiFinding]) -> list[Fold]:
    """The findings in order, those that differ by names and numbers alone together: where there
    are many of them, the first few and how many more."""
    alike: dict[tuple[str, str], list[RefiFinding]] = {}
    for finding in findings:
        said = finding.kind, _PARTICULAR.sub("…", finding.message)
        alike.setdefault(said, []).append(finding)
    folds: list[Fold] = []
    for found in alike.values():
        shown = len(found) if len(found) <= MOST_ALIKE else _SHOWN_OF_MANY
        folds.append(Fold(tuple(found[:shown]), len(found) - shown))
    return folds


def counts_of(content: ProjectContent) -> dict[str, int]:
    """How many of each kind a project holds."""
    return {
        "coders": len(content.coders),
        **codebook_counts(content.codebook),
        "documents": len(content.documents),
        "document_attributes": len(content.document_attributes),
        "codings": len(content.codings),
        "attribute_values": sum(len(coding.attributes) for coding in content.codings),
        "relations": len(content.relations),
        "memos": len(content.memos),
        "statuses": len(content.statuses),
    }


def codebook_counts(codebook: Codebook) -> dict[str, int]:
    """How many of each kind a codebook holds."""
    return {
        "codes": len(codebook.codes),
        "attributes": len(codebook.attributes),
        "relation_types": len(codebook.relation_types),
    }


def new_counts(content: ProjectContent, existing: ProjectContent) -> dict[str, int]:
    """How many of each kind `content` has that `existing` has not, by GUID."""
    before = {coding.guid: len(coding.attributes) for coding in existing.codings}
    saying = {one.guid: len(one.attributes) for one in content.codings if one.attributes}
    values = sum(number - before.get(guid, 0) for guid, number in saying.items())
    statuses = {(one.document, one.coder) for one in existing.statuses}
    said = {(one.document, one.name) for one in existing.document_attributes}
    attributes = content.document_attributes
    return {
        "coders": _new(content.coders, existing.coders),
        **new_codebook_counts(content.codebook, existing.codebook),
        "documents": _new(content.documents, existing.documents),
        "document_attributes": sum((a.document, a.name) not in said for a in attributes),
        "codings": _new(content.codings, existing.codings),
        "attribute_values": values,
        "relations": _new(content.relations, existing.relations),
        "memos": _new(content.memos, existing.memos),
        "statuses": sum((s.document, s.coder) not in statuses for s in content.statuses),
    }


def new_codebook_counts(codebook: Codebook, existing: Codebook) -> dict[str, int]:
    """How many of each kind a codebook has that another has not, by GUID."""
    return {
        "codes": _new(codebook.codes, existing.codes),
        "attributes": _new(codebook.attributes, existing.attributes),
        "relation_types": _new(codebook.relation_types, existing.relation_types),
    }


def _new(mine: Iterable[HasGuid], theirs: Iterable[HasGuid]) -> int:
    return len({one.guid for one in mine} - {one.guid for one in theirs})
