"""Versions of a document: each earlier one names, in `replaced_by`, what stands in its place."""

from __future__ import annotations

from sqlalchemy import Connection

from annotator.storage import queries


def latest_versions(connection: Connection) -> dict[str, str]:
    """By the GUID of each earlier version, the document that stands in its place now.

    Those whose place nobody takes, because the later version was deleted, are left out.
    """
    present = {facts.guid for facts in queries.documents(connection)}
    following = {f.guid: f.replaced_by for f in queries.replaced_documents(connection)}
    found = {}
    for guid, first in following.items():
        seen, place = {guid}, first
        while place in following and place not in seen:
            seen.add(place)
            place = following[place]
        if place in present:
            found[guid] = str(place)
    return found


def earlier_versions(connection: Connection, document: str) -> list[str]:
    """The documents that this one stands for, the oldest first."""
    latest = latest_versions(connection)
    known = queries.replaced_documents(connection)
    ordered = sorted(known, key=lambda facts: (facts.created, facts.guid))
    return [facts.guid for facts in ordered if latest.get(facts.guid) == document]
