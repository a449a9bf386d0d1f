"""What a comparison reads: codings, coders and codebook, and who is finished with what."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Coder, CoderKind
from annotator.corpus.coding_columns import CodingColumns
from annotator.corpus.document import DocumentFacts, Progress
from annotator.corpus.identity import consensus_guid
from annotator.operations.reliability.selection import Selection
from annotator.operations.viewing import Viewer
from annotator.storage import codebook_queries, queries, team_queries
from annotator.storage.coding_columns_query import coding_columns


@dataclass(frozen=True)
class CodedWork:
    """Codings with what decides where a coder is compared. Pairs are (document, coder), GUIDs.

    columns: one of each document, without repeats. done: pairs that coders marked, and documents
    that adjudication decided on with the consensus. assigned: pairs, in any round. repeated: how
    many codings said the same again and were left out.
    """

    codebook: Codebook
    documents: list[DocumentFacts]
    coders: list[Coder]
    columns: list[CodingColumns]
    done: frozenset[tuple[str, str]]
    assigned: frozenset[tuple[str, str]] = frozenset()
    repeated: int = 0

    @cached_property
    def people(self) -> frozenset[str]:
        """The coders (GUIDs) who are people."""
        return frozenset(one.guid for one in self.coders if one.kind is CoderKind.PERSON)

    def goes_by_marks(self, chosen: Selection) -> bool:
        """Whether coders are compared only where they marked documents as done: so it was asked
        for, or nothing else was and one of the chosen people marked one of these documents."""
        if chosen.finished or chosen.touched or chosen.assigned:
            return chosen.finished
        here = {document.guid for document in self.documents}
        return any(
            where in here and who in self.people and _is_among(who, chosen.coders)
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
            if not by_marks:
                own |= set(columns.coder)
            elif not chosen.finished:
                own |= set(columns.coder) - self.people  # the consensus marks nothing
            if chosen.pairs is not None:
                own = {who for who in own if (document.guid, who) in chosen.pairs}
            found.append(own)
        return found

    def unfinished(self, chosen: Selection) -> Mapping[tuple[str, str], int]:
        """By pair, the codings of chosen people in documents that they have not marked as done."""
        found: dict[tuple[str, str], int] = {}
        for document, columns in zip(self.documents, self.columns, strict=True):
            for who in set(columns.coder) & self.people:
                pair = document.guid, who
                if pair in self.done or not _is_among(who, chosen.coders):
                    continue
                if chosen.pairs is None or pair in chosen.pairs:
                    found[pair] = columns.coder.count(who)
        return found


def _is_among(coder: str, coders: Collection[str] | None) -> bool:
    return coders is None or coder in coders


def stored(viewer: Viewer, chosen: Selection) -> CodedWork:
    """What the project holds now of the chosen documents."""
    with viewer.reading() as connection:
        documents = [
            document
            for document in queries.documents(connection)
            if chosen.documents is None or document.guid in chosen.documents
        ]
        done = {
            (status.document, status.coder)
            for status in queries.statuses(connection)
            if status.progress == Progress.DONE
        }
        settled = consensus_guid(queries.project(connection).guid)
        # A document in which all was rejected has a consensus too: that nothing is there.
        done |= {(one, settled) for one in team_queries.decided_documents(connection)}
        assigned = {(one.document, one.coder) for one in team_queries.assignments(connection)}
        read = [coding_columns(connection, document.guid) for document in documents]
        columns = [one.without_repeats() for one in read]
        return CodedWork(
            codebook_queries.codebook(connection),
            documents,
            queries.coders(connection),
            columns,
            frozenset(done),
            frozenset(assigned),
            sum(len(one.guid) for one in read) - sum(len(one.guid) for one in columns),
        )
