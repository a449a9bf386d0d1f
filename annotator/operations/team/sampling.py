"""Samples for reliability: which documents of the collection a round gets, drawn by a seed.

Documents are put in the order of the SHA-256 of ``seed:GUID`` and taken from the beginning: a
simple random sample without replacement, that anybody can draw again. Of a stratified sample each
stratum has its share of documents, or of words, by the method of largest remainders.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from annotator.corpus.attribute_types import SortKey, Types, sort_key
from annotator.corpus.changes import ASSIGNMENT, ROUND, Changes
from annotator.corpus.document import DocumentFacts
from annotator.corpus.identity import new_guid
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import listing, number_of, tr
from annotator.corpus.step_labels import step_label
from annotator.corpus.team import Assignment, Purpose, Round
from annotator.errors import UserError
from annotator.operations.documents.adding import words_in
from annotator.operations.team.rounds import check_round
from annotator.operations.viewing import Viewer
from annotator.storage import queries, team_queries
from annotator.storage.attribute_type_rows import attribute_types
from annotator.storage.project_file import ProjectFile
from annotator.storage.row_values import assignment_row, round_row

DRAW: Final = "draw"
"""Under which the draw stands in the design of a round."""
_NO_VALUE: Final = "–"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be drawn: `size` documents, or documents of `size` words together; `strata` are
    attributes of documents; `among` are the documents (GUIDs) drawn from, None for all."""

    size: int
    seed: int
    by_words: bool = False
    strata: tuple[str, ...] = ()
    among: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of the collection: its values by attribute, and how many documents and words it has,
    and has in the sample."""

    values: tuple[str, ...]
    documents: int
    words: int
    drawn: int
    drawn_words: int


@dataclass(frozen=True)
class Drawn:
    """A sample: the documents in the order of the collection, and the strata they come from."""

    plan: Plan
    documents: list[DocumentFacts]
    strata: list[Stratum] = field(default_factory=list)

    @property
    def design(self) -> dict[str, object]:
        """The draw on record, as JSON can hold it."""
        return {
            "method": "stratified" if self.plan.strata else "simple random",
            "by": "words" if self.plan.by_words else "documents",
            "size": self.plan.size,
            "seed": self.plan.seed,
            "strata": list(self.plan.strata),
            "parts": [
                {
                    "values": list(one.values),
                    "documents": one.documents,
                    "words": one.words,
                    "drawn": one.drawn,
                    "drawn_words": one.drawn_words,
                }
                for one in self.strata
            ],
            "documents": [one.guid for one in self.documents],
        }


def draw(viewer: Viewer, plan: Plan) -> Job[Drawn]:
    """Draw a sample; a job, since words are counted. UserError where less is there than is wanted,
    or an attribute is said of no document."""
    if plan.size < 1:
        raise UserError(tr("A sample needs at least one document or word."))
    with viewer.reading() as connection:
        listed = queries.documents(connection)
        said: dict[str, dict[str, str]] = {}
        for value in queries.document_attributes(connection):
            said.setdefault(value.document, {})[value.name] = value.value
        types = {one.name: one for one in attribute_types(connection)}
    listed = [one for one in listed if plan.among is None or one.guid in plan.among]
    for name in plan.strata:
        if not any(name in said.get(one.guid, {}) for one in listed):
            raise UserError(tr("No document has the attribute “{name}”.", name=name))
    words: dict[str, int] = {}
    for number, one in enumerate(listed):
        yield JobProgress(number, len(listed), tr("Counting words"))
        with viewer.reading() as connection:
            words[one.guid] = words_in(queries.document_text(connection, one.guid))
    return _drawn(plan, listed, said, words, types)


def _drawn(
    plan: Plan,
    listed: Sequence[DocumentFacts],
    said: Mapping[str, Mapping[str, str]],
    words: Mapping[str, int],
    types: Types,
) -> Drawn:
    there = sum(words.values()) if plan.by_words else len(listed)
    if plan.size > there:
        what = number_of(there, "word") if plan.by_words else number_of(there, "document")
        raise UserError(tr("There is less to draw from than that: {what}.", what=what))
    parts: dict[tuple[str, ...], list[DocumentFacts]] = {}
    for one in listed:
        own = said.get(one.guid, {})
        values = tuple(own.get(name, _NO_VALUE) for name in plan.strata)
        parts.setdefault(values, []).append(one)
    sizes = {
        values: sum(words[one.guid] for one in members) if plan.by_words else len(members)
        for values, members in parts.items()
    }
    shares = proportional(sizes, plan.size)
    chosen: set[str] = set()
    strata = []
    keys = [sort_key(types.get(name)) for name in plan.strata]
    for values, members in sorted(parts.items(), key=lambda part: _keys(keys, part[0])):
        taken = _taken(members, shares[values], plan, words)
        chosen |= {one.guid for one in taken}
        strata.append(
            Stratum(
                *(values, len(members), sum(words[one.guid] for one in members)),
                *(len(taken), sum(words[one.guid] for one in taken)),
            )
        )
    return Drawn(plan, [one for one in listed if one.guid in chosen], strata)


def _keys(keys: Sequence[Callable[[str], SortKey]], values: Sequence[str]) -> list[SortKey]:
    """Where a stratum stands: as lists have the values of its attributes."""
    known = ("" if value == _NO_VALUE else value for value in values)
    return [key(value) for key, value in zip(keys, known, strict=True)]


def _taken(
    members: Sequence[DocumentFacts], size: int, plan: Plan, words: Mapping[str, int]
) -> list[DocumentFacts]:
    """The first documents of the drawn order: so many, or until they have so many words."""
    ordered = sorted(members, key=lambda one: _place(plan.seed, one.guid))
    if not plan.by_words:
        return ordered[:size]
    found: list[DocumentFacts] = []
    left = size
    for one in ordered:
        if left <= 0:
            break
        found.append(one)
        left -= words[one.guid]
    return found


def _place(seed: int, guid: str) -> bytes:
    return hashlib.sha256(f"{seed}:{guid}".encode()).digest()


def proportional(sizes: Mapping[tuple[str, ...], int], wanted: int) -> dict[tuple[str, ...], int]:
    """So many in all, shared out by size: whole parts first, then the largest remainders."""
    total = sum(sizes.values())
    exact = {key: wanted * size / total for key, size in sizes.items()}
    shares = {key: int(value) for key, value in exact.items()}
    by_rest = sorted(sizes, key=lambda key: (shares[key] - exact[key], key))
    for key in by_rest[: wanted - sum(shares.values())]:
        shares[key] += 1
    return shares


def add_round(
    project: ProjectFile,
    by: str,
    name: str,
    drawn: Drawn,
    coders: Sequence[str],
    purpose: Purpose = Purpose.RELIABILITY,
) -> Changes:
    """A new round with the drawn documents, each assigned to all of the coders (GUIDs), with the
    draw on record; one step. UserError where the name is empty or taken."""
    name = name.strip()
    label = step_label("Draw the round {name}", name=name)
    with project.transaction(label, by) as step:
        known = team_queries.rounds(step.record.connection)
        position = known[-1].position + 1 if known else 0
        made = Round(new_guid(), name, purpose, position, design={DRAW: drawn.design})
        check_round(made, known)
        step.record.add(ROUND, [round_row(made)])
        given = [
            assignment_row(Assignment(made.guid, document.guid, coder))
            for document in drawn.documents
            for coder in coders
        ]
        step.record.put(ASSIGNMENT, given)
    return step.changes


def draw_words(design: Mapping[str, object]) -> str:
    """The draw of a round in sentences; empty where none is on record, or it can't be read."""
    draw = design.get(DRAW)
    if not isinstance(draw, Mapping):
        return ""
    try:
        return _words(draw)
    except (KeyError, TypeError, ValueError):
        return ""


def _words(draw: Mapping[str, object]) -> str:
    parts = draw["parts"]
    if not isinstance(parts, list):
        raise TypeError
    counts: Counter[str] = Counter()
    for part in parts:
        counts.update(
            {key: int(part[key]) for key in ("documents", "words", "drawn", "drawn_words")}
        )
    strata = [str(one) for one in draw["strata"]] if isinstance(draw["strata"], list) else []
    said = tr(
        "Drawn at random with the seed {seed}: {drawn} ({words}) of {all_documents}.",
        drawn=number_of(counts["drawn"], "document"),
        words=number_of(counts["drawn_words"], "word"),
        all_documents=f"{counts['documents']:,}",
        seed=str(draw["seed"]),
    )
    if not strata:
        return said
    shares = listing(
        [
            f"{', '.join(map(str, part['values']))}: {int(part['drawn']):,} / "
            f"{int(part['documents']):,}"
            for part in parts
        ]
    )
    by = tr("Stratified by {names}: {shares}.", names=listing(strata), shares=shares)
    return f"{said} {by}"
