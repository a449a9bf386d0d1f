"""The report's section on how the figures were made: the questions that the project keeps."""

from __future__ import annotations

from dataclasses import replace

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import number_of, tr
from annotator.errors import NotSavedError, UserError
from annotator.exchange.report_document import Block, Cell, Report, Section, Table
from annotator.operations.retrieval import material as materials
from annotator.operations.retrieval import results, saved_questions
from annotator.operations.retrieval.keywords import scope_words
from annotator.operations.retrieval.material import ProjectMaterial
from annotator.operations.retrieval.results import Results
from annotator.operations.retrieval.saved_questions import (
    CONCORDANCE,
    KEYWORDS,
    PICTURE,
    TABLE,
    QuestionView,
    SavedQuestion,
)
from annotator.operations.viewing import Viewer


def with_questions(viewer: Viewer, job: Job[Report]) -> Job[Report]:
    """A report with this section at its end."""
    made = yield from job
    section = yield from questions_section(viewer)
    return replace(made, sections=[*made.sections, section])


def questions_section(viewer: Viewer) -> Job[Section]:
    """Every kept question as it is answered now: its line, what is shown of it, how many codings
    it finds, and on whose work."""
    title = tr("How the figures were made")
    known = saved_questions.listed(viewer)
    if not known:
        return Section(title, [tr("The project keeps no question.")])
    material = yield from materials.load(viewer)
    rows: list[list[Cell]] = []
    for done, one in enumerate(known):
        yield JobProgress(done, len(known), one.name)
        rows.append((yield from _row(viewer, one, material)))
    counted = number_of(len(material.guids), "coding")
    step = viewer.project.last_step()
    words = tr(
        "Asked of {counted} in {documents}, after step {step:,} of the project’s history. Each line"
        " can be asked again: annotator query PROJECT --saved NAME",
        counted=counted,
        documents=number_of(len(material.documents), "document"),
        step=step,
    )
    header = (tr("Name"), tr("Query"), tr("Shown as"), tr("Codings found"), tr("Answered on"))
    blocks: list[Block] = [
        words,
        Table("Questions", tr("The questions that the project keeps"), header, rows),
    ]
    return Section(title, blocks)


def _row(viewer: Viewer, one: SavedQuestion, material: ProjectMaterial) -> Job[list[Cell]]:
    line = one.line.strip() or "all"
    shown = view_words(one.view)
    try:
        found: Results = yield from results.find(viewer, one.line, QuestionView(), material)
    except NotSavedError:
        raise
    except UserError as error:
        return [one.name, line, shown, None, tr("not answered: {reason}", reason=str(error))]
    return [one.name, line, shown, len(found.answer), found.answer.analysis_set.words()]


def view_words(view: QuestionView) -> str:
    """What is shown of a question, with all that was chosen for it."""
    words = tr("passages")
    if view.shown == CONCORDANCE:
        order = ", ".join(map(str, view.sort)) or tr("the order of the texts")
        words = tr("concordance, sorted by {order}", order=order)
        if view.words:
            words = tr("concordance of “{words}”, sorted by {order}", words=view.words, order=order)
        if view.sample:
            sample = tr("a sample of {count:,}, seed {seed}", count=view.sample, seed=view.seed)
            words = f"{words}; {sample}"
    elif view.shown == KEYWORDS:
        words = tr(
            "key words ({scope}) against {others}",
            scope=scope_words(view.scope),
            others=view.against or tr("all other words"),
        )
    elif view.shown in (TABLE, PICTURE):
        table = f"{'; '.join(view.rows)} × {'; '.join(view.columns)}, {view.cell}"
        more = view.by, view.coders, view.weights
        table = ", ".join((table, *filter(None, more)))
        words = tr("table: {table}", table=table)
        if view.shown == PICTURE:
            what = view.attribute or table
            words = tr("picture: {picture} ({what})", picture=view.picture, what=what)
    return words
