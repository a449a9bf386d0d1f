"""A case of two coders or more: what each has at one place, and what was decided about it."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from annotator.corpus.coding import Coder
from annotator.corpus.document import DocumentFacts
from annotator.corpus.messages import gettext_noop, tr
from annotator.corpus.team import Decision
from annotator.operations.adjudication.versions import Version
from annotator.operations.reliability.disagreements import DisagreementSide


class CaseKind(enum.StrEnum):
    """How the coders of a case differ; the values are those of machine-readable output, for two
    coders those of their disagreements."""

    ALIKE = "alike"
    ATTRIBUTE = "other attribute"
    BOUNDARY = "other boundary"
    CODE = "other code"
    ONE = "only one coder"
    SOME = "only some coders"

    @property
    def words(self) -> str:
        """As a reader is told."""
        return tr(_KINDS[self])


_KINDS = {
    CaseKind.ALIKE: gettext_noop("all alike"),
    CaseKind.ATTRIBUTE: gettext_noop("different values"),
    CaseKind.BOUNDARY: gettext_noop("different boundaries"),
    CaseKind.CODE: gettext_noop("different codes"),
    CaseKind.ONE: gettext_noop("only one coder"),
    CaseKind.SOME: gettext_noop("only some coders"),
}


class Agreeing(enum.StrEnum):
    """How many coders have the same code and passage, or nothing."""

    DIFFER = "differ"
    """Not all, or they say different things in an attribute."""
    MAJORITY = "majority"
    """More than half of those who coded the document, and not all."""
    NONE = "none"
    """No two of them."""
    ALL = "all"
    """All of them, with the same values."""
    ANY = "any"
    """However many."""


@dataclass(frozen=True)
class Shown:
    """Which cases are listed: those where so many agree, or at least `least` do."""

    agreeing: Agreeing = Agreeing.DIFFER
    least: int = 0


@dataclass(frozen=True)
class Case:
    """What coders have at one place of a document, and what was decided about it.

    row: its number in the table. coders: those who coded the document, in their order; absent:
    those of the chosen ones who did not. versions: in the order of the text, “nothing” last; each
    of the coders is in one. characters: see `CaseTable`. earlier: decisions about some of its
    codings, or with others, which are replaced when the case is decided.
    """

    row: int
    document: DocumentFacts
    coders: tuple[Coder, ...]
    absent: tuple[Coder, ...]
    versions: tuple[Version, ...]
    kind: CaseKind
    characters: int
    decision: Decision | None = None
    is_outdated: bool = False
    earlier: tuple[Decision, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is still to be decided."""
        return self.decision is None or self.is_outdated

    @property
    def about(self) -> tuple[str, ...]:
        """The codings in question (GUIDs), sorted."""
        return tuple(sorted(guid for one in self.versions for guid in one.codings))

    @property
    def first(self) -> DisagreementSide:
        """The version that begins first."""
        side = self.versions[0].side
        assert side is not None
        return side

    @property
    def most(self) -> int:
        """How many coders have the same."""
        return max(len(one.coders) for one in self.versions)

    @property
    def majority(self) -> Version | None:
        """The version that more than half of the coders have."""
        return next((one for one in self.versions if one.is_majority), None)

    def support_words(self) -> str:
        """“2 of 3 alike”, “all differ”, “all 3 alike”."""
        there = len(self.coders)
        if self.most == there:
            return tr("all {there} alike", there=there)
        if self.most == 1:
            return tr("all differ")
        return tr("{most} of {there} alike", most=self.most, there=there)
