"""What two coders differ on, one disagreement after the other, with what was decided about it."""

from __future__ import annotations

import enum
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.corpus.coding import Coding
from annotator.corpus.document import DocumentFacts
from annotator.corpus.team import Decision
from annotator.operations.adjudication.consensus import missing_in_consensus
from annotator.operations.adjudication.standing import Decisions, is_outdated
from annotator.operations.adjudication.versions import Version
from annotator.operations.reliability import (
    AgreementSettings,
    ComparisonData,
    Selection,
    disagreements,
    load,
)
from annotator.operations.reliability.disagreements import Disagreement, DisagreementSide
from annotator.operations.viewing import Viewer
from annotator.storage import coding_queries, team_queries


class Order(enum.StrEnum):
    """How disagreements are stepped through."""

    PLACE = "place"
    CODE = "code"
    SIZE = "size"


@dataclass(frozen=True)
class AdjudicationCase:
    """A disagreement with what was decided about it.

    `is_open` where nothing was, or a coding has changed since (`is_outdated`).
    """

    disagreement: Disagreement
    decision: Decision | None
    is_outdated: bool

    @property
    def is_open(self) -> bool:
        """Whether it is still to be decided."""
        return self.decision is None or self.is_outdated

    @property
    def about(self) -> tuple[str, ...]:
        """The codings in question (GUIDs), sorted."""
        return about(self.disagreement)

    @property
    def document(self) -> DocumentFacts:
        """Where it is."""
        return self.disagreement.document

    @property
    def first(self) -> DisagreementSide:
        """The side that is there."""
        return self.disagreement.first


def about(disagreement: Disagreement) -> tuple[str, ...]:
    """The codings that a disagreement is about (GUIDs), sorted."""
    return tuple(sorted(side.coding for side in disagreement.sides if side is not None))


@dataclass(frozen=True)
class AdjudicationQueue:
    """What is to be settled between two coders, and what they agree on.

    `codings` are those in question by GUID; `unsettled_agreed` counts codings that both coders
    have and the consensus has not.
    """

    data: ComparisonData
    contested: list[AdjudicationCase]
    codings: dict[str, Coding]
    unsettled_agreed: int

    @property
    def open(self) -> int:
        """How many are undecided."""
        return sum(one.is_open for one in self.contested)

    def is_open_at(self, place: int) -> bool:
        """Whether the disagreement at a place of the list is undecided."""
        return self.contested[place].is_open

    def place_of(self, about: tuple[str, ...]) -> int | None:
        """Where the disagreement about these codings (GUIDs, sorted) is in the list."""
        found = (n for n, one in enumerate(self.contested) if one.about == about)
        return next(found, None)

    def place_of_coding(self, coding: str) -> int | None:
        """Where the first disagreement about a coding (a GUID) is in the list."""
        found = (n for n, one in enumerate(self.contested) if coding in one.about)
        return next(found, None)

    def versions(self, case: AdjudicationCase) -> tuple[Version, ...]:
        """What stands side by side: what each of the two coders has, in their order."""
        found = case.disagreement
        return tuple(
            Version((coder,), None)
            if side is None
            else Version((coder,), side, (side.coding,), (self.codings[side.coding].attributes,))
            for coder, side in zip(found.coders, found.sides, strict=True)
        )


def docket(
    viewer: Viewer,
    coders: tuple[str, str],
    documents: Collection[str] | None = None,
    codes: Collection[str] | None = None,
    order: Order = Order.PLACE,
) -> AdjudicationQueue:
    """Every disagreement of two coders (GUIDs), in all documents or some, of all codes or some; the
    sides of each are in the order in which the coders are named."""
    data = load(
        viewer,
        Selection(coders, documents, codes, touched=True, pooled=True),
        AgreementSettings(interval_method=None),
    )
    data = _in_order(data, coders)
    with viewer.reading() as connection:
        guids = [guid for columns in data.columns for guid in columns.guid]
        values = coding_queries.attribute_values(connection, guids)
        decided = Decisions(team_queries.decisions(connection))
        found = disagreements.disagreements(data, values=values)
        in_question = {guid for one in found for guid in about(one)}
        found_codings = coding_queries.codings(connection, guids=in_question)
    codings = {coding.guid: coding for coding in found_codings}
    contested = [_contested(one, decided, codings) for one in found]
    keep = agreed(data, decided) if len(data.coders) == 2 else {}
    missing = missing_in_consensus(viewer, data, list(keep))
    return AdjudicationQueue(data, _ordered(contested, order), codings, len(missing))


def agreed(data: ComparisonData, decided: Decisions) -> dict[str, tuple[str, ...]]:
    """The first of two coders' codings (a GUID) of each two that match exactly, with both (sorted);
    without those about which was decided together with what others have there."""
    found: dict[str, tuple[str, ...]] = {}
    for one, other in disagreements.agreed(data):
        both = tuple(sorted((one.coding, other.coding)))
        if not decided.wider(both):
            found[one.coding] = both
    return found


def _in_order(data: ComparisonData, coders: Sequence[str]) -> ComparisonData:
    """The same with its coders in the order of these GUIDs."""
    order = sorted(
        range(len(data.coders)), key=lambda number: coders.index(data.coders[number].guid)
    )
    return replace(
        data,
        coders=[data.coders[number] for number in order],
        continua=[continuum.of_coders(order) for continuum in data.continua],
    )


def _contested(
    one: Disagreement, decided: Decisions, codings: Mapping[str, Coding]
) -> AdjudicationCase:
    names = about(one)
    decision = decided.of(names)
    changed = {guid: codings[guid].modified for guid in names}
    return AdjudicationCase(
        one, decision, decision is not None and is_outdated(decision, names, changed)
    )


def _ordered(contested: list[AdjudicationCase], order: Order) -> list[AdjudicationCase]:
    if order is Order.CODE:
        return sorted(contested, key=lambda one: one.disagreement.first.code)
    if order is Order.SIZE:
        return sorted(contested, key=lambda one: -one.disagreement.characters)
    return contested
