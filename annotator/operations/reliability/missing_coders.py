"""Coders who count as missing in documents: no coding, and not marked as done.

A missing coder does not disagree, so a rare code looks better agreed on than it is: the texts in
which one coder saw nothing drop out. Marking them as done, or counting what is assigned as coded,
brings them back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.agreement import Continuum
from annotator.operations.reliability.comparison import ComparisonData
from annotator.operations.team import coders

NOT_TOUCHED = "has no coding and has not marked it as done"


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


def missing(data: ComparisonData) -> MissingCoders:
    """Who is missing where, among the compared coders and the chosen documents."""
    pairs, dropped, by_coder = [], 0, [0] * len(data.coders)
    for document, continuum in zip(data.documents, data.continua, strict=True):
        absent = [n for n, own in enumerate(continuum.codings) if own is None]
        there = len(data.coders) - len(absent)
        if not absent or there == 0:
            continue
        dropped += there < 2
        for number in absent:
            by_coder[number] += 1
            pairs.append((document.guid, data.coders[number].guid))
    assigned = sum(pair in data.assigned for pair in pairs)
    return MissingCoders(pairs, len({where for where, _who in pairs}), dropped, by_coder, assigned)


def words(data: ComparisonData) -> list[str]:
    """What of the data should be known beside the figures: who is missing and what to do about
    it, and codings that say the same. Nothing where there is nothing to say."""
    return [*_missing_words(data), *_identical_words(data)]


def _identical_words(data: ComparisonData) -> list[str]:
    number = data.repeated
    if not number:
        return []
    return [
        f"{number:,} coding{'s' if number > 1 else ''} say what the same coder coded there already;"
        " each counts once. “annotator unite” makes one of them."
    ]


def _missing_words(data: ComparisonData) -> list[str]:
    found, chosen = missing(data), data.selection
    if not found.pairs:
        return []
    why = "has not marked it as done" if chosen.finished else NOT_TOUCHED
    said = [
        f"In {_documents(found.documents)} a coder {why}, and counts as missing there"
        f" ({_who(data, found)}){_dropped(found)}. Coders who found nothing should mark the"
        " document as done; otherwise agreement on rare codes looks better than it is."
    ]
    if found.assigned and not chosen.finished:
        said.append(
            f"{found.assigned:,} of these gaps are the coder’s by assignment: assigned documents"
            " can be counted as coded."
        )
    return said


def _dropped(found: MissingCoders) -> str:
    if not found.dropped:
        return ""
    drop = "drops" if found.dropped == 1 else "drop"
    return f"; {found.dropped:,} of these {drop} out of the comparison"


def why_alike(data: ComparisonData, code: int | None = None) -> str:
    """What it means that no disagreement was found, on one code or any: that there is none, that
    there is nothing to disagree on, or that a coder is missing."""
    names, found = _names(data), missing(data)
    together = [one for one in data.continua if _there(one) >= 2]
    if len(names) < 2:
        return "There are no disagreements: fewer than two coders are compared."
    if not together:
        return _nothing_in_common(data, names)
    chosen = [own.code for one in together for own in one.codings if own is not None]
    coded = any(bool(own.size if code is None else (own == code).any()) for own in chosen)
    them = "The two do" if len(names) == 2 else "The coders do"
    said = f"{them} not differ here." if coded else f"{_listed(names)} have no codings here."
    return f"{said} {absence(data)}".strip() if found.pairs else said


def absence(data: ComparisonData) -> str:
    """Where a coder is missing, in a sentence; empty where none is."""
    found = missing(data)
    if not found.pairs:
        return ""
    why = "not marked as done" if data.selection.finished else "no coding, not marked as done"
    return (
        f"Not compared, since a coder is missing ({why}): {_documents(found.documents)}"
        f" ({_who(data, found)})."
    )


def _nothing_in_common(data: ComparisonData, names: Sequence[str]) -> str:
    """No document has two of the coders: who is missing, and where."""
    touched = [any(one.codings[n] is not None for one in data.continua) for n in range(len(names))]
    idle = [name for name, there in zip(names, touched, strict=True) if not there]
    if not idle:
        return f"{_listed(names)} have worked on no document in common, so nothing can be compared."
    documents = data.documents
    where = documents[0].name if len(documents) == 1 else "any of the documents"
    it = "it" if len(documents) == 1 else "one"
    has = "has" if len(idle) == 1 else "have"
    not_done = f"{has} not marked {it} as done"
    if data.selection.finished:
        return f"{_listed(idle)} {not_done}, so nothing can be compared."
    return f"{_listed(idle)} {has} no coding in {where} and {not_done}, so nothing can be compared."


def _there(continuum: Continuum) -> int:
    return sum(own is not None for own in continuum.codings)


def _names(data: ComparisonData) -> list[str]:
    known = coders.labels(data.coders)
    return [known[coder.guid] for coder in data.coders]


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _who(data: ComparisonData, found: MissingCoders) -> str:
    """“Ben 3, Cleo 1”."""
    each = zip(_names(data), found.by_coder, strict=True)
    return ", ".join(f"{name} {number:,}" for name, number in each if number)


def _documents(number: int) -> str:
    return f"{number:,} document{'s' * (number != 1)}"
