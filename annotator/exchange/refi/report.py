"""What an import or export did: what came over, what did not and why, and every odd thing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from annotator.corpus.codebook import Codebook
from annotator.corpus.project import ProjectContent

LEFT_BEHIND = "left behind"
"""Something that has no place on the other side and is not taken over."""
SETTLED = "settled"
"""Something odd that was taken over by a rule that the message names."""
DOUBTFUL = "doubtful"
"""Something taken over that a person should look at."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One odd thing: its `kind` (see the constants above), where it is, and what was done."""

    kind: str
    place: str
    message: str

    def to_json(self) -> dict[str, str]:
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

    def to_json(self) -> dict[str, object]:
        return {
            "convention": self.convention,
            "proved": self.proved,
            "at_words": self.at_words,
            "passages": self.passages,
            "document": self.document,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """`counts` is what came over by kind (“documents”, “codes”, “codings”, …)."""

    format: str
    origin: str
    counts: dict[str, int]
    findings: tuple[Finding, ...] = ()
    positions: tuple[Positions, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The report as one JSON object; its keys are stable."""
        return {
            "format": self.format,
            "origin": self.origin,
            "counts": dict(self.counts),
            "positions": [found.to_json() for found in self.positions],
            "left_behind": self._of(LEFT_BEHIND),
            "findings": [
                finding.to_json() for finding in self.findings if finding.kind != LEFT_BEHIND
            ],
        }

    def _of(self, kind: str) -> list[dict[str, str]]:
        return [finding.to_json() for finding in self.findings if finding.kind == kind]


@dataclass(frozen=True, slots=True)
class Reading:
    """A project that was read, and the report about it."""

    content: ProjectContent
    report: Report


@dataclass
class Findings:
    """Collects findings; `tally` counts a small thing that happens often and says it once."""

    found: list[Finding] = field(default_factory=list)
    _tallies: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def left(self, place: str, message: str) -> None:
        """Something is left behind."""
        self.found.append(Finding(LEFT_BEHIND, place, message))

    def settled(self, place: str, message: str) -> None:
        """Something odd was taken over by a rule."""
        self.found.append(Finding(SETTLED, place, message))

    def doubtful(self, place: str, message: str) -> None:
        """Something was taken over that a person should look at."""
        self.found.append(Finding(DOUBTFUL, place, message))

    def tally(self, place: str, message: str, kind: str = SETTLED) -> None:
        """Count one more of `message`, which has {n} where the number belongs."""
        self._tallies[kind, place, message] += 1

    def all(self) -> tuple[Finding, ...]:
        """Every finding, those counted last."""
        tallied = (
            Finding(kind, place, message.replace("{n}", str(count)))
            for (kind, place, message), count in self._tallies.items()
        )
        return (*self.found, *tallied)


def counts_of(content: ProjectContent) -> dict[str, int]:
    """How many of each kind a project holds."""
    return {
        "coders": len(content.coders),
        **codebook_counts(content.codebook),
        "documents": len(content.documents),
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
