"""The members of a replication archive, by their paths, each with what it holds in a sentence.

An archive is for people everywhere and for programs: what is said in it is English, whatever the
language of the program.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from annotator.corpus import changes as kinds
from annotator.corpus.columns import Column
from annotator.corpus.job import Job, JobProgress, finish
from annotator.corpus.messages import in_english, tr
from annotator.corpus.project import ProjectContent
from annotator.corpus.team import Assignment, Decision, Round
from annotator.corpus.text import DocumentText
from annotator.corpus.trail import TrailFilter
from annotator.exchange import refi
from annotator.exchange.codebook_file import write_codebook_file
from annotator.exchange.json_values import to_json
from annotator.exchange.replication import data_file
from annotator.exchange.tidy_tables import (
    DICTIONARY,
    Cell,
    TidyTable,
    csv_bytes,
    dictionary,
    tables,
    text_file,
    without_words,
)
from annotator.exchange.times import format_time
from annotator.operations import codebook, reading, transfer
from annotator.operations.archive import figures, units
from annotator.operations.archive.choice import FULL, NONE, ArchiveChoice
from annotator.operations.archive.pseudonyms import Pseudonyms
from annotator.operations.history import trail, trail_export
from annotator.operations.retrieval import saved_questions
from annotator.operations.team import coders
from annotator.operations.viewing import Viewer

DATA, UNITS, FIGURES = "data/project.json", "data/units.json", "figures/figures.json"
STRUCTURE: Final = "data/structure.json"
_COVERED: Final = frozenset(
    {
        *(kinds.PROJECT, kinds.CODER, kinds.DOCUMENT, kinds.CODE, kinds.ATTRIBUTE),
        *(kinds.RELATION_TYPE, kinds.CODING, kinds.ATTRIBUTE_VALUE, kinds.RELATION, kinds.MEMO),
        *(kinds.STATUS, kinds.DOCUMENT_ATTRIBUTE, kinds.ROUND, kinds.ASSIGNMENT, kinds.DECISION),
    }
)
"""Row tables that the archive has as values; it holds the others as they are."""
_SPEAKERS: Final = frozenset({kinds.SPEAKER, kinds.SPEAKER_NAME, kinds.SPEAKER_VALUE})
"""Who speaks in the texts: with these, or not at all."""
_MEMOS: Final = frozenset({kinds.MEMO, kinds.MEMO_LINK})


@dataclass(frozen=True)
class Member:
    """A file of the archive and what it holds in a sentence."""

    path: str
    what: str
    data: bytes


@dataclass(frozen=True)
class Source:
    """What an archive is made of: the project as it goes in, and who is called what."""

    viewer: Viewer
    choice: ArchiveChoice
    content: ProjectContent
    team: tuple[tuple[Round, ...], tuple[Assignment, ...], tuple[Decision, ...]]
    tables: Mapping[str, tuple[Mapping[str, Column], ...]]
    pseudonyms: Pseudonyms


def source_of(viewer: Viewer, choice: ArchiveChoice) -> Source:
    """Read the project, with coders as they are to be called."""
    content = transfer.whole(viewer)
    hidden = Pseudonyms.of(content.coders, content.guid, named=choice.named)
    rounds, given, decided = reading.team(viewer)
    content = replace(
        content,
        coders=tuple(map(hidden.coder, content.coders)),
        codings=tuple(replace(one, coder=hidden.guid(one.coder)) for one in content.codings),
        relations=tuple(replace(one, coder=hidden.guid(one.coder)) for one in content.relations),
        statuses=tuple(replace(one, coder=hidden.guid(one.coder)) for one in content.statuses),
        memos=tuple(
            replace(one, coder=hidden.guid(one.coder), text=hidden.hide(one.text))
            for one in content.memos
            if choice.memos
        ),
    )
    team = (
        tuple(replace(one, design=_hidden(hidden, one.design)) for one in rounds),
        tuple(replace(one, coder=hidden.guid(one.coder)) for one in given),
        tuple(
            replace(one, coder=hidden.guid(one.coder), reason=hidden.hide(one.reason))
            for one in decided
        ),
    )
    return Source(viewer, choice, content, team, _other_tables(viewer, choice, hidden), hidden)


def _hidden(pseudonyms: Pseudonyms, value: Any) -> Any:
    return json.loads(pseudonyms.hide(json.dumps(value, ensure_ascii=False)))


def _other_tables(
    viewer: Viewer, choice: ArchiveChoice, hidden: Pseudonyms
) -> dict[str, tuple[Mapping[str, Column], ...]]:
    """The row tables that hold something and are not in the archive as values."""
    out = _COVERED | (frozenset() if choice.memos else _MEMOS)
    out |= frozenset() if choice.texts else _SPEAKERS
    found: dict[str, tuple[Mapping[str, Column], ...]] = {}
    for name, rows in reading.every_table(viewer, but=out):
        if rows:
            found[name] = tuple(
                {
                    column: hidden.hide(cell) if isinstance(cell, str) else cell
                    for column, cell in row.items()
                }
                for row in rows
            )
    return found


def members(source: Source) -> Job[list[Member]]:
    """Everything in the archive but what is said of the whole of it."""
    found: list[Member] = []
    # Figures first: while they are computed, they take more memory than all that comes of them.
    parts = (_figures, _data, _unit_positions, _texts, _tidy, _codebooks, _histories, _refi)
    for done, part in enumerate(parts):
        yield JobProgress(done, len(parts), tr("Gathering the archive"))
        found += part(source)
    return found


def _data(source: Source) -> Iterator[Member]:
    files = (
        {one.guid: text_file(n) for n, one in enumerate(source.content.documents, 1)}
        if source.choice.texts
        else {}
    )
    made = data_file.archived(source.content, files, source.team, source.tables)
    yield Member(DATA, "All that the figures rest on, for programs.", data_file.dump(made))


def _unit_positions(source: Source) -> Iterator[Member]:
    positions = {
        one.guid: units.units_of_text(
            DocumentText(one.text, reading.structure(source.viewer, one.guid))
        )
        for one in source.content.documents
    }
    what = "Where words, sentences, paragraphs and turns begin and end, in code points."
    yield Member(UNITS, what, units.dump(positions))


def _texts(source: Source) -> Iterator[Member]:
    if source.choice.texts and source.content.structures:
        found = {guid: to_json([*own]) for guid, own in source.content.structures.items()}
        what = "Headings, pages, turns and other elements of the texts, in code points."
        yield Member(STRUCTURE, what, data_file.json_bytes(found))
    for number, one in enumerate(source.content.documents, 1):
        if source.choice.texts:
            yield Member(text_file(number), f"The text of {one.name}.", one.text.encode())


def _tidy(source: Source) -> Iterator[Member]:
    described: list[TidyTable] = []
    for table in (*tables(source.content), *_team_tables(source), *_plain_tables(source)):
        one = table if source.choice.texts else without_words(table, source.choice.words)
        described.append(one)
        data = csv_bytes(list(one.columns), one.rows)
        yield Member(f"tables/{one.name}.csv", f"A row is {one.what}.", data)
    what = "What each column of each table holds."
    yield Member(f"tables/{DICTIONARY}", what, dictionary(described))


def _team_tables(source: Source) -> Iterator[TidyTable]:
    rounds, given, decided = source.team
    yield TidyTable(
        "rounds",
        "one round of the study",
        {
            "guid": "its identity",
            "name": "its name",
            "purpose": "training, reliability or production",
            "blind": "1 where coders worked without seeing each other’s codings, else 0",
            "cues_locked": "1 where they worked without cues, else 0",
            "design": "how its sample was drawn and what it asks, as JSON",
        },
        [
            (r.guid, r.name, r.purpose.value, int(r.blind), int(r.cues_locked), _json(r.design))
            for r in rounds
        ],
    )
    yield TidyTable(
        "assignments",
        "a document that is a coder’s to code in a round",
        {"round": "GUID in rounds", "document": "GUID in documents", "coder": "GUID in coders"},
        [(one.round, one.document, one.coder) for one in given],
    )
    yield TidyTable(
        "decisions",
        "one disagreement that was settled",
        {
            "guid": "its identity",
            "document": "GUID in documents",
            "coder": "GUID in coders: who decided",
            "verdict": "taken, edited, rejected or agreed",
            "about": "GUIDs in codings of those in question, with a space between",
            "taken": "GUID in codings of the one that was followed",
            "outcome": "GUID in codings of that of the consensus",
            "cause": "why the coders differed",
            "reason": "what was said for it",
            "decided": "when (UTC)",
        },
        [
            (
                *(d.guid, d.document, d.coder, d.verdict.value, " ".join(d.about)),
                *(d.taken or "", d.outcome or "", d.cause.value, d.reason),
                format_time(d.decided),
            )
            for d in decided
        ],
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _plain_tables(source: Source) -> Iterator[TidyTable]:
    for name, rows in source.tables.items():
        columns = dict.fromkeys(rows[0], "as in the project file (see the program’s manual)")
        yield TidyTable(
            name, f"one row of the project’s table {name}", columns, [[*r.values()] for r in rows]
        )


def _codebooks(source: Source) -> Iterator[Member]:
    book, file = source.content.codebook, io.BytesIO()
    yield Member("codebook/codebook.yaml", "The codebook.", write_codebook_file(book))
    refi.write_codebook(book, file)
    yield Member("codebook/codebook.qdc", "The codebook as REFI-QDA.", file.getvalue())
    project, hidden = source.viewer.project, source.pseudonyms
    names = coders.labels(source.content.coders)
    lines: list[Sequence[Cell]] = []
    for one in codebook.versions(project):
        path = f"codebook/version-{one.number:03d}.yaml"
        who = names.get(hidden.guid(one.coder), "")
        lines.append(
            (one.number, path, format_time(one.made), who, hidden.hide(in_english(one.label)))
        )
        data = write_codebook_file(codebook.version(project, one.number))
        yield Member(path, f"Version {one.number} of the codebook.", data)
    header = ("version", "file", "made", "coder", "what")
    what = "The versions of the codebook."
    yield Member("codebook/versions.csv", what, csv_bytes(header, lines))


def _histories(source: Source) -> Iterator[Member]:
    choice, hidden = source.choice, source.pseudonyms
    if choice.history == NONE:
        return
    names = {one.guid: hidden.coder(one).name for one in coders.everybody(source.viewer.project)}
    path, what = "history/history.csv", "Who did what, when"
    if choice.history == FULL:
        out = frozenset() if choice.memos else _MEMOS
        lines = [
            tuple(map(hidden.hide, line))
            for step in trail.detailed(source.viewer, TrailFilter())
            for line in trail_export.lines(step, names)
            if line[4] not in out
        ]
        yield Member(path, f"{what}, before and after.", csv_bytes(trail_export.COLUMNS, lines))
        return
    numbers = trail.steps(source.viewer, TrailFilter())[::-1]
    facts = [
        (format_time(s.at), names.get(s.coder, ""), s.kind, hidden.hide(s.label), s.changes)
        for s in trail.facts(source.viewer, numbers)
    ]
    header = ("at", "coder", "step", "what", "changes")
    yield Member(path, f"{what}.", csv_bytes(header, facts))


def _refi(source: Source) -> Iterator[Member]:
    if source.choice.texts:
        file = io.BytesIO()
        finish(refi.write_project(source.content, file))
        what = "The project as REFI-QDA, for other programs."
        yield Member("refi-qda/project.qdpx", what, file.getvalue())


def _figures(source: Source) -> Iterator[Member]:
    choice, hidden = source.choice, source.pseudonyms
    kept = saved_questions.listed(source.viewer)
    lines = [(one.name, one.line) for one in kept] + [(one, one) for one in choice.queries]
    asked = [
        (one.name, one.view.table(one.line))
        for one in kept
        if one.view.shown == saved_questions.TABLE
    ]
    asked += [(figures.table_title(one), one) for one in choice.tables]
    stated = figures.stated(source.viewer, lines, asked, choice.measures)
    entries = [_entry(one, hidden) for one in stated]
    what = "Every figure with its question, its settings and its result."
    yield Member(FIGURES, what, data_file.json_bytes({"figures": entries}))
    rows: list[Sequence[Cell]] = [
        (one["title"], *row)
        for one in entries
        if one["kind"] == figures.AGREEMENT
        for row in one["result"]["rows"]
    ]
    header = ("figure", "measure", "code", "value", "reason", "low", "high", "clusters")
    what = "The figures of agreement as a table."
    yield Member("figures/agreement.csv", what, csv_bytes(header, rows))


def _entry(one: figures.Figure, hidden: Pseudonyms) -> dict[str, Any]:
    """A figure with coders as they are called in the archive."""
    question, result = dict(one.question), one.result
    for field in ("line", "where"):
        if question.get(field):
            question[field] = hidden.hide_line(question[field])
    for field in ("rows", "columns"):
        question |= (
            {field: list(map(hidden.hide_line, question[field]))} if field in question else {}
        )
    question, result = hidden.hide_guids(question), hidden.hide_guids(result)
    if one.kind == figures.COUNTS:
        result = sorted(result)
    if one.kind == figures.AGREEMENT:
        result["coders"] = sorted(result["coders"])
    if one.kind == figures.TABLE:
        result = {
            name: _hidden(hidden, part) if question.get(name) == ["coders"] else part
            for name, part in result.items()
        }
    return {
        "kind": one.kind,
        "title": hidden.hide(one.title),
        "question": question,
        "asks": list(one.asks),
        "result": result,
    }
