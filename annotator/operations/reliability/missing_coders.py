"""Coders who count as missing in documents: not marked as done; where no marks are made, no coding.

A missing coder does not disagree, so a rare code looks better agreed on than it is: the texts in
which one coder saw nothing drop out. Marking them as done, or counting what is assigned as coded,
brings them back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.agreement import Continuum
from annotator.corpus.messages import plural, tr
from annotator.operations.reliability import round_words, unfinished_work
from annotator.operations.reliability.comparison import ComparisonData
from annotator.operations.team import coders

NOT_TOUCHED = tr("has no coding and has not marked it as done")


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
    it, work that goes on, and codings that say the same. Nothing where there is nothing to say."""
    return [
        *round_words.words(data),
        *unfinished_work.words(data),
        *_missing_words(data),
        *_identical_words(data),
    ]


def _identical_words(data: ComparisonData) -> list[str]:
    number = data.repeated
    if not number:
        return []
    return [
        plural(
            "{n} coding says what the same coder coded there already; it counts once."
            " “annotator unite” makes one of them.",
            "{n:,} codings say what the same coder coded there already; each counts once."
            " “annotator unite” makes one of them.",
            number,
        )
    ]


def _missing_words(data: ComparisonData) -> list[str]:
    found = missing(data)
    if not found.pairs:
        return []
    why = tr("has not marked it as done") if data.by_marks else NOT_TOUCHED
    said = [
        tr(
            "In {documents} a coder {why}, and counts as missing there "
            "({data}){found}. Coders who found nothing should mark the document as "
            "done; otherwise agreement on rare codes looks better than it is.",
            documents=_documents(found.documents),
            why=why,
            data=_who(data, found),
            found=_dropped(found),
        )
    ]
    if found.assigned and not data.by_marks:
        said.append(
            tr(
                "{assigned:,} of these gaps are the coder’s by assignment: assigned "
                "documents can be counted as coded.",
                assigned=found.assigned,
            )
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
        return tr("There are no disagreements: fewer than two coders are compared.")
    if not together:
        return _nothing_in_common(data, names)
    chosen = [own.code for one in together for own in one.codings if own is not None]
    coded = any(bool(own.size if code is None else (own == code).any()) for own in chosen)
    them = tr("The two do") if len(names) == 2 else tr("The coders do")
    said = (
        tr("{them} not differ here.", them=them)
        if coded
        else tr("{names} have no codings here.", names=_listed(names))
    )
    return f"{said} {absence(data)}".strip() if found.pairs else said


def absence(data: ComparisonData) -> str:
    """Where a coder is missing, in a sentence; empty where none is."""
    found = missing(data)
    if not found.pairs:
        return ""
    why = tr("not marked as done" if data.by_marks else "no coding, not marked as done")
    return tr(
        "Not compared, since a coder is missing ({why}): {documents} ({data}).",
        why=why,
        documents=_documents(found.documents),
        data=_who(data, found),
    )


def _nothing_in_common(data: ComparisonData, names: Sequence[str]) -> str:
    """No document has two of the coders: who is missing, and where."""
    touched = [any(one.codings[n] is not None for one in data.continua) for n in range(len(names))]
    idle = [name for name, there in zip(names, touched, strict=True) if not there]
    if not idle:
        return tr(
            "{names} have worked on no document in common, so nothing can be compared.",
            names=_listed(names),
        )
    if data.by_marks:
        return _nothing_done(data, idle)
    return _nothing_coded(data, idle)


def _nothing_done(data: ComparisonData, idle: Sequence[str]) -> str:
    if len(data.documents) == 1:
        return plural(
            "{idle} has not marked it as done, so nothing can be compared.",
            "{idle} have not marked it as done, so nothing can be compared.",
            len(idle),
            idle=_listed(idle),
        )
    return plural(
        "{idle} has not marked one as done, so nothing can be compared.",
        "{idle} have not marked one as done, so nothing can be compared.",
        len(idle),
        idle=_listed(idle),
    )


def _nothing_coded(data: ComparisonData, idle: Sequence[str]) -> str:
    if len(data.documents) == 1:
        return plural(
            "{idle} has no coding in {document} and has not marked it as done, so nothing can be"
            " compared.",
            "{idle} have no coding in {document} and have not marked it as done, so nothing can be"
            " compared.",
            len(idle),
            idle=_listed(idle),
            document=data.documents[0].name,
        )
    return plural(
        "{idle} has no coding in any of the documents and has not marked one as done, so nothing"
        " can be compared.",
        "{idle} have no coding in any of the documents and have not marked one as done, so nothing"
        " can be compared.",
        len(idle),
        idle=_listed(idle),
    )


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
