"""An answer beside the window's thread, and what is said of it above its results."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.corpus.job import Job
from annotator.corpus.messages import number_of, tr
from annotator.errors import NotSavedError, UserError
from annotator.operations.retrieval import results
from annotator.operations.retrieval.material import ProjectMaterial
from annotator.operations.retrieval.ordering import ColumnOrder
from annotator.operations.retrieval.results import Results
from annotator.operations.retrieval.saved_questions import (
    CONCORDANCE,
    KEYWORDS,
    PICTURE,
    TABLE,
    QuestionView,
)
from annotator.operations.retrieval.tables import ProjectTable
from annotator.operations.viewing import Viewer
from annotator.ui.questions.group_lines import line_of


def caught(
    viewer: Viewer,
    line: str,
    view: QuestionView,
    material: ProjectMaterial | None,
    order: ColumnOrder | None = None,
) -> Job[Results | UserError]:
    """The results, or what is wrong with the question."""
    try:
        return (yield from results.find(viewer, line, view, material, order))
    except NotSavedError:
        raise  # the file can't be read now, whatever is asked
    except UserError as error:
        return error


def head_of(found: Results) -> Iterator[str]:
    """What was found, and on whose codings."""
    answer = found.answer
    if found.table is not None:
        yield found.table.head
        yield from found.table.remarks
        return
    if found.key_words is not None:
        yield found.key_words.head
        yield tr("Words of a text are not independent: G² is no test of a hypothesis about texts.")
        return
    if found.lines is not None:
        yield tr("{places} in all texts.", places=number_of(len(found.lines), "place"))
        return
    yield tr(
        "{found} in {whose}.",
        found=number_of(len(answer), "result"),
        whose=answer.analysis_set.words(),
    )
    yield from answer.remarks


def cell_title(table: ProjectTable, row: int, column: int) -> str:
    """What a cell is called: the ends of the names of its row and column."""
    labels = table.rows.labels[row], table.columns.labels[column]
    return " · ".join(label.rsplit(" > ", 1)[-1] for label in labels)


def view_name(view: QuestionView) -> str:
    """What is shown where no line is asked: rows by columns, or the keywords; else empty."""
    if view.shown in (TABLE, PICTURE):
        return f"{line_of(view.rows)} × {line_of(view.columns)}"
    if view.shown == KEYWORDS:
        return tr("Key words")
    return view.words if view.shown == CONCORDANCE else ""
