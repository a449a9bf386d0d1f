"""Which codings count in a comparison: of one round, or of the rounds of one purpose.

Training, reliability and production answer different questions and are never pooled. A coding that
knows the round it was made in counts there; one that knows none, as all before version 3.2, counts
in each round in which its document is its coder's. What is coded again in a round of its own is a
second judgement of the same passage: it counts there and nowhere else.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from annotator.corpus.coding_columns import CodingColumns
from annotator.corpus.document import DocumentFacts
from annotator.corpus.round_design import design_of
from annotator.corpus.team import Purpose, Round
from annotator.operations.reliability.selection import Selection
from annotator.storage import round_queries, team_queries
from annotator.storage.connections import Connection

ORDER = (Purpose.RELIABILITY, Purpose.PRODUCTION, Purpose.TRAINING)
"""Which purpose is compared where none is chosen and there are several."""


@dataclass(frozen=True)
class RoundsCompared:
    """The rounds of a project, and which of them a comparison is of.

    of_pair: the rounds (GUIDs) in which a document is a coder's. of_coding: the round of a coding
    that knows it. chosen: the rounds whose codings count; None for all codings that are no second
    ones. rest: codings of no round count too.
    """

    rounds: Mapping[str, Round]
    of_pair: Mapping[tuple[str, str], frozenset[str]]
    of_coding: Mapping[str, str]
    chosen: frozenset[str] | None
    rest: bool = True
    purpose: Purpose | None = None
    apart: tuple[Purpose, ...] = ()
    unsought: str = ""

    @property
    def assigned(self) -> Collection[tuple[str, str]]:
        """All pairs (document, coder) that are assigned, in any round."""
        return self.of_pair.keys()

    @property
    def repeats(self) -> frozenset[str]:
        """The rounds in which documents are coded again."""
        return frozenset(guid for guid, one in self.rounds.items() if design_of(one).repeat)

    def counted(self, document: str, columns: CodingColumns) -> CodingColumns:
        """The codings of a document that count."""
        if not self.rounds or (self.chosen is None and not self.repeats):
            return columns
        known, repeats = self.of_coding, self.repeats
        rows = zip(columns.guid, columns.coder, strict=True)
        return columns.where(
            self._counts(known.get(guid), (document, coder), repeats) for guid, coder in rows
        )

    def _counts(self, made_in: str | None, pair: tuple[str, str], repeats: frozenset[str]) -> bool:
        if made_in in self.rounds:
            return made_in in self.chosen if self.chosen is not None else made_in not in repeats
        if self.chosen is None:
            return True
        given = self.of_pair.get(pair, frozenset()) - repeats
        return bool(given & self.chosen) if given else self.rest

    def pairs(
        self, documents: Sequence[DocumentFacts], columns: Sequence[CodingColumns]
    ) -> frozenset[tuple[str, str]] | None:
        """Where a coder is compared at most: what is theirs in these rounds, or coded in them."""
        if self.chosen is None:
            return None
        given = {pair for pair, own in self.of_pair.items() if own & self.chosen}
        for document, own in zip(documents, columns, strict=True):
            given |= {(document.guid, coder) for coder in set(own.coder)}
        return frozenset(given)


def read(connection: Connection, chosen: Selection, documents: Sequence[str]) -> RoundsCompared:
    """The rounds with what a selection compares of them."""
    rounds = {one.guid: one for one in team_queries.rounds(connection)}
    of_pair: dict[tuple[str, str], frozenset[str]] = {}
    for one in team_queries.assignments(connection):
        pair = one.document, one.coder
        of_pair[pair] = of_pair.get(pair, frozenset()) | {one.round}
    of_coding = round_queries.codings_by_round(connection) if rounds else {}
    if chosen.round is not None:
        of = rounds.get(chosen.round)
        return RoundsCompared(
            *(rounds, of_pair, of_coding, frozenset({chosen.round})),
            rest=False,
            unsought=design_of(of).unsought if of is not None else "",
        )
    here = {pair: own for pair, own in of_pair.items() if pair[0] in set(documents)}
    purpose, apart = (None, ()) if chosen.pooled else _purpose(chosen, rounds, here)
    if purpose is None:
        return RoundsCompared(rounds, of_pair, of_coding, None)
    own = frozenset(
        guid for guid, one in rounds.items() if one.purpose is purpose and not design_of(one).repeat
    )
    return RoundsCompared(rounds, of_pair, of_coding, own, False, purpose, apart)


def _purpose(
    chosen: Selection,
    rounds: Mapping[str, Round],
    given: Mapping[tuple[str, str], frozenset[str]],
) -> tuple[Purpose | None, tuple[Purpose, ...]]:
    """What is compared, and what stands apart from it; None where there is one purpose alone."""
    present: dict[Purpose, set[str]] = {}
    several: set[Purpose] = set()
    for (document, _coder), own in given.items():
        for one in {rounds[guid].purpose for guid in own if not design_of(rounds[guid]).repeat}:
            if document in present.setdefault(one, set()):
                several.add(one)
            present[one].add(document)
    if chosen.purpose is None and len(present) < 2:
        return None, ()
    order = [one for one in ORDER if one in present]
    first = next((one for one in order if one in several), order[0] if order else None)
    purpose = chosen.purpose or first
    return purpose, tuple(one for one in order if one is not purpose)
