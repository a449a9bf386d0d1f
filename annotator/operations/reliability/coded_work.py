"""What a comparison reads: codings, coders and codebook, and who is finished with what."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from annotator.corpus.codebook import Codebook, Value
from annotator.corpus.coding import Coder, CoderKind, Relation
from annotator.corpus.coding_columns import CodingColumns
from annotator.corpus.document import DocumentFacts, Progress
from annotator.corpus.identity import consensus_guid
from annotator.corpus.team import Purpose
from annotator.operations.reliability import rounds_compared
from annotator.operations.reliability.selection import Selection
from annotator.operations.reliability.turn_cuts import Cut, cuts
from annotator.operations.viewing import Viewer
from annotator.storage import codebook_queries, queries, team_queries
from annotator.storage.coding_columns_query import coding_columns
from annotator.storage.connections import Connection


@dataclass(frozen=True)
class CodedWork:
    """Codings with what decides where a coder is compared. Pairs are (document, coder), GUIDs.

    columns: one of each document, without repeats. done: pairs that coders marked, and documents
    that adjudication decided on with the consensus. assigned: pairs, in any round. repeated: how
    many codings said the same again and were left out. pairs: where a coder is compared at most;
    None for everywhere. purpose: of the rounds that are compared, where there are several;
    apart: the other ones, which are not pooled with it. sealed: values and relations of a sealed
    round, None where the project's own hold. unsought: why agreement is not sought in the round.
    """

    codebook: Codebook
    documents: list[DocumentFacts]
    coders: list[Coder]
    columns: list[CodingColumns]
    done: frozenset[tuple[str, str]]
    assigned: frozenset[tuple[str, str]] = frozenset()
    repeated: int = 0
    pairs: frozenset[tuple[str, str]] | None = None
    purpose: Purpose | None = None
    apart: tuple[Purpose, ...] = ()
    sealed: SealedAnswers | None = None
    cuts: Mapping[str, Cut] = field(default_factory=dict)
    """Where turns alone are compared, their axis by document (GUID): codings and lengths of
    documents are on it."""
    elsewhere: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Then also who coded anything in a document: in the turns they found nothing, perhaps."""
    unsought: str = ""

    @cached_property
    def people(self) -> frozenset[str]:
        """The coders (GUIDs) who are people."""
        return frozenset(one.guid for one in self.coders if one.kind is CoderKind.PERSON)

    def of(self, documents: Collection[str] | None) -> CodedWork:
        """The same of these documents (GUIDs) alone; None is all."""
        if documents is None:
            return self
        rows = [n for n, one in enumerate(self.documents) if one.guid in set(documents)]
        return replace(
            self,
            documents=[self.documents[n] for n in rows],
            columns=[self.columns[n] for n in rows],
        )

    def goes_by_marks(self, chosen: Selection) -> bool:
        """Whether coders are compared only where they marked documents as done: so it was asked
        for, or nothing else was and one of the chosen people marked one of these documents."""
        if chosen.finished or chosen.touched or chosen.assigned:
            return chosen.finished
        here = {document.guid for document in self.documents}
        return any(
            where in here
            and who in self.people
            and _is_among(who, chosen.coders)
            and self._may_be_compared((where, who), chosen)
            for where, who in self.done
        )

    def compared(self, chosen: Selection, *, by_marks: bool) -> list[set[str]]:
        """Who is compared in each document: coders (GUIDs)."""
        declared: dict[str, set[str]] = {}
        for where, who in self.done | (self.assigned if chosen.assigned else frozenset()):
            declared.setdefault(where, set()).add(who)
        found = []
        for document, columns in zip(self.documents, self.columns, strict=True):
            own = set(declared.get(document.guid, ()))
            there = set(columns.coder) | self.elsewhere.get(document.guid, frozenset())
            if not by_marks:
                own |= there
            elif not chosen.finished:
                own |= there - self.people  # the consensus marks nothing
            found.append(
                {who for who in own if self._may_be_compared((document.guid, who), chosen)}
            )
        return found

    def unfinished(self, chosen: Selection) -> Mapping[tuple[str, str], int]:
        """By pair, the codings of chosen people in documents that they have not marked as done."""
        found: dict[tuple[str, str], int] = {}
        for document, columns in zip(self.documents, self.columns, strict=True):
            for who in set(columns.coder) & self.people:
                pair = document.guid, who
                if pair in self.done or not _is_among(who, chosen.coders):
                    continue
                if self._may_be_compared(pair, chosen):
                    found[pair] = columns.coder.count(who)
        return found

    def _may_be_compared(self, pair: tuple[str, str], chosen: Selection) -> bool:
        """The round, or the rounds of the purpose, are theirs; the consensus is of none."""
        if pair[1] not in self.people:
            return True
        return all(some is None or pair in some for some in (chosen.pairs, self.pairs))


@dataclass(frozen=True)
class SealedAnswers:
    """What codings of a sealed round say beside their code: values, and relations between them."""

    values: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()


def _is_among(coder: str, coders: Collection[str] | None) -> bool:
    return coders is None or coder in coders


def stored(viewer: Viewer, chosen: Selection) -> CodedWork:
    """What the project holds now of the chosen documents."""
    with viewer.reading() as connection:
        return read(connection, chosen)


def read(connection: Connection, chosen: Selection) -> CodedWork:
    """The same on a connection that is there."""
    documents = [
        document
        for document in queries.documents(connection)
        if chosen.documents is None or document.guid in chosen.documents
    ]
    on_axis = {} if chosen.turns is None else cuts(connection, documents, chosen.turns)
    if chosen.turns is not None:
        documents = [
            replace(one, characters=on_axis[one.guid].length)
            for one in documents
            if one.guid in on_axis
        ]
    done = {
        (status.document, status.coder)
        for status in queries.statuses(connection)
        if status.progress == Progress.DONE
    }
    settled = consensus_guid(queries.project(connection).guid)
    # A document in which all was rejected has a consensus too: that nothing is there.
    done |= {(one, settled) for one in team_queries.decided_documents(connection)}
    within = rounds_compared.read(connection, chosen, [one.guid for one in documents])
    read = [
        within.counted(document.guid, coding_columns(connection, document.guid))
        for document in documents
    ]
    columns = [one.without_repeats() for one in read]
    repeated = sum(len(one.guid) for one in read) - sum(len(one.guid) for one in columns)
    pairs = within.pairs(documents, columns)
    elsewhere: dict[str, frozenset[str]] = {}
    if on_axis:
        named = zip(documents, columns, strict=True)
        elsewhere = {document.guid: frozenset(own.coder) for document, own in named}
        columns = [
            on_axis[document.guid].columns(own)
            for document, own in zip(documents, columns, strict=True)
        ]
    return CodedWork(
        codebook_queries.codebook(connection),
        documents,
        queries.coders(connection),
        columns,
        frozenset(done),
        frozenset(within.assigned),
        repeated,
        pairs,
        within.purpose,
        within.apart,
        cuts=on_axis,
        elsewhere=elsewhere,
        unsought=within.unsought,
    )
