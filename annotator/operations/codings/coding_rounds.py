"""Which round a new coding is made in: the coder's current one.

A coder works in the open rounds in which a document is theirs, the earliest first, or in the one
of them that they chose. Sealed rounds are closed: what is coded later is of no round.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from annotator.corpus.round_design import design_of
from annotator.storage import round_queries, team_queries
from annotator.storage.connections import Connection


@dataclass(frozen=True)
class OpenRounds:
    """What a coder can work in. of_document: by document, the round (GUID) that its codings are
    made in. repeats: the rounds in which documents are coded again."""

    of_document: Mapping[str, str]
    repeats: frozenset[str]


def open_rounds(connection: Connection, coder: str, documents: Collection[str]) -> OpenRounds:
    """The current rounds of a coder in documents (GUIDs)."""
    rounds = team_queries.rounds(connection)
    if not rounds:
        return OpenRounds({}, frozenset())
    repeats = frozenset(one.guid for one in rounds if design_of(one).repeat)
    closed = round_queries.sealed_rounds(connection)
    chosen = round_queries.chosen_round(connection, coder)
    found: dict[str, str] = {}
    for made_in, document in round_queries.assigned_rounds(connection, coder, documents):
        if made_in not in closed and (made_in == chosen or document not in found):
            found[document] = made_in
    there = {one.guid for one in rounds} - closed
    if chosen in there and chosen and not round_queries.has_assignments(connection, chosen):
        found |= dict.fromkeys(documents, chosen)  # nothing is divided: it is of all documents
    return OpenRounds(found, repeats)
