"""The report on agreement: everything that a methods section and its appendix need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from annotator import __version__
from annotator.agreement import BENCHMARK, diagnose
from annotator.corpus.document import DocumentFacts, Progress
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import number_of, plural, quoted, tr
from annotator.corpus.number_words import percent
from annotator.corpus.places import Place
from annotator.errors import UserError
from annotator.exchange.csv_form import COMMA, CsvForm
from annotator.exchange.report_document import (
    Block,
    Cell,
    Quotation,
    Report,
    Section,
    Table,
)
from annotator.exchange.report_html import html_of
from annotator.exchange.tables_csv import write_tables
from annotator.operations import projects, reliability, team_agreement
from annotator.operations.adjudication import about
from annotator.operations.documents import document_attributes, original_files
from annotator.operations.reliability import (
    AgreementSettings,
    Comparison,
    Selection,
    attribute_agreement,
    disagreements,
    missing_coders,
    relation_agreement,
    unfinished_work,
)
from annotator.operations.reliability.cue_shares import CueShares, cue_shares
from annotator.operations.reliability.disagreements import Disagreement, DisagreementSide
from annotator.operations.report import report_levels, report_study, report_team, report_versions
from annotator.operations.report.report_figures import (
    attributes_section,
    by_code_section,
    confusion_section,
    pairs_section,
    relations_section,
)
from annotator.operations.report.report_passages import passages_section, place_words, shortened
from annotator.operations.report.report_project import codebook_section, project_section
from annotator.operations.report.report_trail import trail_section
from annotator.operations.report.report_words import (
    methods,
    not_computed,
    references,
    settings_words,
)
from annotator.operations.rules import test_set
from annotator.operations.study import figures
from annotator.operations.team import coders
from annotator.operations.viewing import Viewer
from annotator.storage import queries, schema, team_queries

SUFFIXES = (".html", ".pdf", ".xlsx", ".zip")
_WORST = 20
WritePdf = Callable[[str, Path], None]
"""Writes HTML as a PDF file; handed in from where Qt may be used."""


def build(
    viewer: Viewer, selection: Selection | None = None, settings: AgreementSettings | None = None
) -> Job[Report]:
    """Compute everything and put it into words. Intervals are the default ones."""
    settings = settings or AgreementSettings(pairs=True, confusion=True)
    yield JobProgress(0, 3, tr("reading"))
    data = reliability.load(viewer, selection, settings)
    yield JobProgress(1, 3, tr("computing"))
    comparison = reliability.compute(data)
    attributes = attribute_agreement.attributes(viewer, data)
    yield JobProgress(2, 3, tr("looking for disagreements"))
    found = disagreements.disagreements(data)
    worst = sorted(found, key=lambda one: -one.characters)[:_WORST]
    quotes = disagreements.quotes(viewer, worst)
    places = original_files.places(
        viewer, [(one.document.guid, one.first.spans[0].start) for one in worst]
    )
    with viewer.reading() as connection:
        name = queries.project(connection).name
        progress = {(s.document, s.coder): s.progress for s in queries.statuses(connection)}
        decisions = team_queries.decisions(connection)
        everybody = coders.labels(queries.coders(connection))
    chosen, plain = (
        data.selection,
        replace(settings, pairs=False, confusion=False),
    )
    cases = test_set.material(viewer)
    reported = figures.reported(viewer)
    against = team_agreement.against_consensus(viewer, chosen, plain) if decisions else []
    decided = report_team.decided_words(worst, decisions, everybody)
    followed = report_team.followed(viewer, data) if decisions else None
    date = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %z")
    labels = coders.labels(comparison.coders)
    return Report(
        tr("Agreement of coders: {name}", name=name),
        tr(
            "Annotator {version}, project file of schema {version_2}, {date}",
            version=__version__,
            version_2=schema.VERSION,
            date=date,
        ),
        [
            Section(
                tr("For the methods section"),
                [
                    *report_study.methods_words(viewer, reported),
                    methods(comparison),
                    *references(comparison),
                ],
            ),
            project_section(viewer, data.codebook, date),
            _corpus(viewer, comparison),
            _coders(comparison, labels, progress, cue_shares(viewer, comparison)),
            Section(tr("Unit and settings"), settings_words(comparison)),
            report_team.rounds_section(viewer, chosen, plain, everybody),
            by_code_section(comparison, labels),
            report_levels.levels_section(viewer, comparison),
            report_levels.thresholds_section(viewer, comparison),
            report_levels.versions_section(viewer),
            report_versions.versions_section(viewer, cases.rules),
            report_levels.drift_section(viewer, comparison),
            attributes_section(attributes),
            relations_section(relation_agreement.relations(viewer, data)),
            pairs_section(comparison, labels),
            confusion_section(comparison, labels),
            _worst(worst, quotes, places, len(found), comparison, labels, decided),
            passages_section(viewer, comparison, labels),
            report_team.adjudication_section(
                against,
                decisions,
                everybody,
                {
                    document.guid: set(columns.coder)
                    for document, columns in zip(data.documents, data.columns, strict=True)
                },
                followed,
            ),
            report_study.causes_section(cases.cases),
            report_study.rules_section(viewer, cases),
            _remarks(comparison),
            Section(tr("What was not computed, and why"), not_computed(comparison, attributes)),
            report_study.plan_section(viewer),
            report_study.checklist_section(viewer, reported),
            codebook_section(comparison),
            trail_section(viewer, everybody),
        ],
    )


def save(
    report: Report,
    target: Path,
    write_pdf: WritePdf | None = None,
    *,
    overwrite: bool = False,
    csv_form: CsvForm = COMMA,
) -> None:
    """Write a report in the format of the suffix; all of it, or nothing. `csv_form` is how its
    tables are written as CSV.

    UserError where the suffix is not known, `target` is in the way, or a PDF can't be made here.
    """
    check_target(target, overwrite=overwrite)
    suffix = target.suffix.lower()
    if suffix == ".pdf" and write_pdf is None:
        raise UserError(tr("A PDF needs the window's libraries; write .html or .xlsx instead."))
    with projects.replacing(target) as partial:
        if suffix == ".html":
            partial.write_text(html_of(report), encoding="utf-8")
        elif suffix == ".pdf" and write_pdf is not None:
            write_pdf(html_of(report, bars=False), partial)
        elif suffix == ".zip":
            with partial.open("wb") as file:
                write_tables(report, file, csv_form)
        else:
            from annotator.exchange.tables_xlsx import write_xlsx  # noqa: PLC0415  (rarely wanted)

            with partial.open("wb") as file:
                write_xlsx(report, file)


def check_target(target: Path, *, overwrite: bool) -> None:
    """Raise UserError where a report can't be written there; before anything is computed."""
    if target.suffix.lower() not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise UserError(
            tr("{target} has no suffix of a report ({known}).", target=target.name, known=known)
        )
    projects.refuse_existing(target, overwrite=overwrite)


# --- sections


def _corpus(viewer: Viewer, comparison: Comparison) -> Section:
    compared = {document.guid for document in comparison.compared}
    documents = comparison.documents
    total = sum(document.characters for document in documents)
    double = sum(document.characters for document in comparison.compared)
    share = tr(" ({double} of the characters)", double=percent(double / total, 0)) if total else ""
    words = plural(
        "{n:,} of {documents} was coded by at least two of the "
        "coders{share}. The digests identify the files that were coded.",
        "{n:,} of {documents} were coded by at least two of the "
        "coders{share}. The digests identify the files that were coded.",
        len(compared),
        documents=number_of(len(documents), "document"),
        share=share,
    )
    said = document_attributes.by_document(viewer)
    names = document_attributes.names(viewer)
    rows = [
        [*_document_row(one, one.guid in compared), *(said.get(one.guid, {}).get(n) for n in names)]
        for one in documents
    ]
    header = (tr("Document"), tr("Characters"), tr("Compared"), tr("SHA-256 of the file"), *names)
    return Section(tr("Corpus"), [words, Table("Documents", tr("The documents"), header, rows)])


def _document_row(document: DocumentFacts, compared: bool) -> list[Cell]:
    return [
        document.name,
        document.characters,
        tr("yes") if compared else tr("no"),
        document.sha256,
    ]


def _coders(
    comparison: Comparison,
    labels: dict[str, str],
    progress: dict[tuple[str, str], Progress],
    cues: CueShares,
) -> Section:
    rows: list[list[Cell]] = []
    for coder, from_cue in zip(comparison.coders, cues.coders, strict=True):
        mine = [progress.get((document.guid, coder.guid)) for document in comparison.documents]
        touched = sum(
            coder.guid in set(columns.coder) or state is Progress.DONE
            for columns, state in zip(comparison.data.columns, mine, strict=True)
        )
        codings = sum(c.coder.count(coder.guid) for c in comparison.data.columns)
        done = sum(state is Progress.DONE for state in mine)
        rows.append([labels[coder.guid], touched, done, codings, from_cue])
    header = (
        tr("Coder"),
        tr("Documents worked on"),
        tr("of these done"),
        tr("Codings"),
        tr("of these from a cue"),
    )
    caption = tr(
        "A coder counts as missing in a document that they neither coded nor marked as done."
    )
    began = cues.words([labels[coder.guid] for coder in comparison.coders])
    return Section(tr("Coders and their progress"), [Table("Coders", caption, header, rows), began])


def _worst(
    worst: list[Disagreement],
    quotes: list[tuple[str, str]],
    places: list[Place],
    number: int,
    comparison: Comparison,
    labels: dict[str, str],
    decided: Mapping[tuple[str, ...], str],
) -> Section:
    words = tr(
        "There are {number:,} disagreements between two coders; the {count} "
        "that concern the most text:",
        number=number,
        count=len(worst),
    )
    blocks: list[Block] = [words if worst else missing_coders.why_alike(comparison.data)]
    for one, sides, place in zip(worst, quotes, places, strict=True):
        begin = tr("from character {n:,}", n=one.first.spans[0].start)
        where = ", ".join(filter(None, (one.document.name, place_words(place), begin)))
        parts = [
            (_who(side, coder.guid, comparison, labels), _shortened(quote))
            for side, coder, quote in zip(one.sides, one.coders, sides, strict=True)
        ]
        blocks.append(Quotation(f"{where}: {one.kind.words}", parts))
        if about(one) in decided:
            blocks.append(decided[about(one)])
    return Section(tr("The largest disagreements"), blocks)


def _who(
    side: DisagreementSide | None, coder: str, comparison: Comparison, labels: dict[str, str]
) -> str:
    code = comparison.data.labels[side.code] if side else "nothing"
    return f"{labels[coder]}, {code}:"


def _shortened(quote: str) -> str:
    if not quote:
        return "–"
    return quoted(shortened(quote))


def _remarks(comparison: Comparison) -> Section:
    unfinished = unfinished_work.unfinished_coders(comparison.data)
    found = [f"{one.finding} {one.advice}" for one in diagnose(comparison.table, unfinished)]
    return Section(tr("Remarks"), [*found, BENCHMARK])
