"""Coders who count as missing in documents: no coding, and not marked as done.

A missing coder does not disagree, so a rare code looks better agreed on than it is: the texts in
which one coder saw nothing drop out. Marking them as done, or counting what is assigned as coded,
brings them back.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.operations import coders
from annotator.operations.reliability import Comparison


@dataclass(frozen=True)
class MissingCoders:
    """pairs: (document, coder) GUIDs of those missing where another of the coders was at work.
    documents: how many documents that concerns; dropped: how many of them have fewer than two
    coders left and are not compared. by_coder: in the order of the coders. assigned: how many of
    the pairs are assigned."""

    pairs: list[tuple[str, str]]
    documents: int
    dropped: int
    by_coder: list[int]
    assigned: int


def missing(comparison: Comparison) -> MissingCoders:
    """Who is missing where, among the compared coders and the chosen documents."""
    material = comparison.material
    pairs, dropped, by_coder = [], 0, [0] * len(material.coders)
    for document, continuum in zip(material.documents, material.continua, strict=True):
        absent = [n for n, own in enumerate(continuum.codings) if own is None]
        there = len(material.coders) - len(absent)
        if not absent or there == 0:
            continue
        dropped += there < 2
        for number in absent:
            by_coder[number] += 1
            pairs.append((document.guid, material.coders[number].guid))
    assigned = sum(pair in material.assigned for pair in pairs)
    return MissingCoders(pairs, len({where for where, _who in pairs}), dropped, by_coder, assigned)


def words(comparison: Comparison) -> list[str]:
    """How many documents that concerns, and what to do about it; nothing where it concerns none."""
    found, chosen = missing(comparison), comparison.material.selection
    if not found.pairs:
        return []
    known = coders.labels(comparison.coders)
    names = [known[coder.guid] for coder in comparison.coders]
    who = ", ".join(
        f"{name} in {number:,}"
        for name, number in zip(names, found.by_coder, strict=True)
        if number
    )
    why = (
        "has not marked it as done"
        if chosen.finished
        else ("has no coding and has not marked it as done")
    )
    said = [
        f"In {_documents(found.documents)} one of the coders {why}, and counts as missing there"
        f" ({who}); {found.dropped:,} of these drop out of the comparison. A coder who found"
        " nothing should mark the document as done; otherwise agreement on rare codes looks"
        " better than it is."
    ]
    if found.assigned and not chosen.finished:
        said.append(
            f"{found.assigned:,} of these gaps are assigned to the coder: assigned documents can"
            " be counted as coded."
        )
    return said


def _documents(number: int) -> str:
    return f"{number:,} document{'s' * (number != 1)}"
