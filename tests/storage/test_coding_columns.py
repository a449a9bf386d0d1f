"""Columns that leave SQLite as texts are those that its rows make."""

from __future__ import annotations

from pathlib import Path

from annotator.corpus.span import Span
from annotator.operations import codings
from annotator.storage.coding_columns_query import coding_columns, coding_columns_plainly
from tests.making import ANN, BEN, Made, make


def _alike(made: Made) -> int:
    with made.project.reading() as connection:
        one = coding_columns(connection, made.document)
        other = coding_columns_plainly(connection, made.document)
    assert (one.guid, one.code, one.coder) == (other.guid, other.code, other.coder)
    assert (one.start.tolist(), one.end.tolist()) == (other.start.tolist(), other.end.tolist())
    assert one.start.dtype == other.start.dtype and one.parts == other.parts
    return len(one.guid)


def test_both_ways_read_the_same(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    assert _alike(made) == 0
    for coder, code, span in (
        *((ANN, "claim", (3, 9)), (BEN, "claim", (3, 9)), (ANN, "claim", (0, 40))),
        *((BEN, "prediction", (3, 7)), (ANN, "prediction", (12, 13))),
    ):
        made.code(coder, code, span)
    parts = [Span(20, 25), Span(2, 4), Span(30, 31)]
    codings.add(made.project, ANN.guid, made.document, made.codes["claim"], parts)
    codings.delete(made.project, BEN.guid, [made.code(BEN, "claim", (50, 55))])
    assert _alike(made) == 6
