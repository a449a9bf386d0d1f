"""The sample as a whole study: two rounds, six settled cases, three rules, alpha before and after.

It begins as the sample does (`sample_project`), whose text and codings it leaves as they are; what
is settled, the rules that came of it and a second text are added.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from annotator import paths
from annotator.corpus.changes import CODING
from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Coder
from annotator.corpus.document import Progress
from annotator.corpus.job import Job, JobProgress, finish
from annotator.corpus.messages import tr
from annotator.corpus.span import Span
from annotator.corpus.team import Cause, Purpose
from annotator.operations import (
    adjudication,
    codings,
    documents,
    projects,
    sample_project,
    sealing,
)
from annotator.operations.codings import NewCoding, coding_values
from annotator.operations.rules import causes, keeping
from annotator.operations.rules.cases import settled
from annotator.operations.rules.drafting import GAP
from annotator.operations.study import methods, plan
from annotator.operations.team import rounds
from annotator.operations.viewing import everything
from annotator.storage import codebook_queries, queries
from annotator.storage.project_file import ProjectFile


def build(path: Path) -> ProjectFile:
    """The study as a new project file, open."""
    finish(made(path))
    return projects.open_(path)


def made(path: Path) -> Job[None]:
    """Write the study as a new project file; a job."""
    yield from sample_project.merged(path)
    yield JobProgress(1, 2, tr("Settling and coding anew"))
    told = _told()
    with projects.open_(path) as project:
        people = {coder.name: coder for coder in sample_project.sample_coders()}
        first = next(iter(people.values())).guid
        plan.write(project, first, told["plan"])
        plan.freeze(project, first)
        methods.write(project, first, told["methods"])
        source = paths.resources_folder() / "sample"
        files = [source / name for name in told["documents"]]
        documents.add(project, first, finish(documents.read_files(files)))
        made_in = _rounds(project, first, told, people)
        before, after = made_in.values()
        sealing.seal(project, first, before)
        _settle(project, first, told["case"], people)
        _accept(project, first, told["rule"])
        _code(project, told, people)
        sealing.seal(project, first, after)


def _told() -> dict[str, Any]:
    path = paths.resources_folder() / "sample" / "study.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _rounds(
    project: ProjectFile, by: str, told: Mapping[str, Any], people: Mapping[str, Coder]
) -> dict[str, str]:
    """Make the rounds, and say of what is coded already in which it was; by document (its name)
    the GUID of its round."""
    made_in: dict[str, str] = {}
    with project.reading() as connection:
        by_name = {one.name: one.guid for one in queries.documents(connection)}
    for entry in told["round"]:
        changes = rounds.add(project, by, entry["name"], Purpose.RELIABILITY)
        (guid,) = changes.added["round"]
        document = by_name[entry["document"]]
        pairs = {(document, coder.guid) for coder in people.values()}
        rounds.assign(project, by, guid, pairs)
        made_in[document] = guid
        _say_round(project, by, document, guid)
    return made_in


def _say_round(project: ProjectFile, by: str, document: str, guid: str) -> None:
    with project.reading() as connection:
        there = [
            one.guid for one in queries.content(connection).codings if one.document == document
        ]
    with project.transaction("Say in which round it was coded", by) as step:
        step.record.change(CODING, {coding: {"round": guid} for coding in there})


def _settle(
    project: ProjectFile, by: str, cases: list[dict[str, str]], people: Mapping[str, Coder]
) -> None:
    order = list(people)
    pair = (people[order[0]].guid, people[order[1]].guid)
    docket = adjudication.docket(everything(project), pair)
    texts: dict[str, str] = {}
    with project.reading() as connection:
        for case in docket.contested:
            document = case.disagreement.document.guid
            texts.setdefault(document, queries.document_text(connection, document))
    for told in cases:
        found = next(
            case
            for case in docket.contested
            for side in case.disagreement.sides
            if side is not None and told["passage"] == _words(texts, case, side.spans)
        )
        side = order.index(told["take"])
        adjudication.take(project, by, found.disagreement, side, told["reason"])
    why = {told["passage"]: Cause(told["cause"]) for told in cases}
    for one in settled(everything(project)).cases:
        cause = next(why[s.passage] for s in one.sides if s.passage in why)
        causes.state(project, by, [one.decision.guid], cause)


def _words(
    texts: Mapping[str, str], case: adjudication.AdjudicationCase, spans: tuple[Span, ...]
) -> str:
    text = texts[case.disagreement.document.guid]
    return text[spans[0].start : spans[-1].end]


def _accept(project: ProjectFile, by: str, wanted: list[dict[str, str]]) -> None:
    for entry in wanted:
        book = settled(everything(project))
        known = keeping.rules(everything(project))
        draft = next(
            one
            for one in keeping.open_drafts(book, known)
            if book.code_name(one.code) == entry["code"] and one.cause == entry["cause"]
        )
        assert GAP not in draft.text
        keeping.accept(project, by, draft, draft.text, book.of(draft.cases))


def _code(
    project: ProjectFile,
    told: Mapping[str, Any],
    people: Mapping[str, Coder],
) -> None:
    with project.reading() as connection:
        book = codebook_queries.codebook(connection)
        name = told["documents"][0]
        document = next(d.guid for d in queries.documents(connection) if d.name == name)
        text = queries.document_text(connection, document)
    for entry in told["coding"]:
        for who in entry["coders"]:
            _make(project, people[who].guid, document, text, book, entry)
    for coder in people.values():
        documents.set_progress(project, coder.guid, document, Progress.DONE)


def _make(
    project: ProjectFile, by: str, document: str, text: str, book: Codebook, entry: dict[str, Any]
) -> None:
    code = next(code.guid for code in book.codes if code.name == entry["code"])
    start = text.index(entry["passage"])
    span = Span(start, start + len(entry["passage"]))
    changes = codings.add_many(project, by, [NewCoding(document, code, [span])])
    (guid,) = changes.added["coding"]
    declared = {attribute.name: attribute.guid for attribute in book.attributes_of(code)}
    for name, value in entry["values"].items():
        coding_values.set_value(project, by, guid, declared[name], value)
