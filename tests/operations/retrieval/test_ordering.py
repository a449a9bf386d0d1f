"""Results by each of their columns, as sorting their rows one by one would have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.codebook import Codebook
from annotator.corpus.job import finish
from annotator.operations.retrieval import questions
from annotator.operations.retrieval.ordering import COLUMNS, ColumnOrder, in_order
from annotator.operations.retrieval.questions import Row
from annotator.operations.viewing import everything
from tests.operations.retrieval.retrieval_projects import Asked, make_asked


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    return make_asked(tmp_path / "p.annot")


def shown(row: Row, book: Codebook, order: list[str]) -> dict[str, str]:
    last = chr(0x10FFFF)  # what is empty comes last
    return {
        "document": row.document.casefold(),
        "place": f"{order.index(row.document):03}{row.coding.start:09}",
        "code": " > ".join(row.code).casefold(),
        "coder": row.coder.casefold(),
        "passage": row.text.replace("’", "'").casefold(),
        "partner": " > ".join(row.partner_code).casefold(),
        "values": book.values_in_words(row.coding.code, row.coding.attributes).casefold() or last,
        "speaker": row.place.speaker.casefold() or last,
    }


@pytest.mark.parametrize("line", ["coder:any", "pairs coder:any overlaps coder:any"])
@pytest.mark.parametrize("column", list(COLUMNS))
def test_rows_are_sorted_as_they_are_shown(asked: Asked, column: str, line: str) -> None:
    answer = finish(questions.ask(everything(asked.project), line))
    book = answer.material.codebook

    documents = [one.name for one in answer.material.documents]

    def keys(*, descending: bool) -> list[str]:
        rows = questions.rows(in_order(answer, ColumnOrder(column, descending)))
        return [shown(row, book, documents)[column] for row in rows]

    found = keys(descending=False)
    assert found == sorted(found)
    assert len(set(found)) > 1 or column in ("partner", "document", "speaker")
    assert keys(descending=True) == sorted(found, reverse=True)
