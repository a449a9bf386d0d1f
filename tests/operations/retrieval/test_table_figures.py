"""Figures by documents and by coders, and what is told beside a table."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from annotator.corpus.changes import NAMED_SET, SET_MEMBER
from annotator.corpus.document import Progress
from annotator.corpus.identity import new_guid, set_member_guid
from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.errors import UserError
from annotator.operations import codings, documents
from annotator.operations.codebook import codes
from annotator.operations.codings import NewCoding
from annotator.operations.documents import document_attributes
from annotator.operations.retrieval import agreement_beside, kept_sets, tables, tidy
from annotator.operations.retrieval.tables import ProjectTable, TableQuestion
from annotator.operations.viewing import Viewer, everything
from annotator.storage import codebook_queries
from annotator.storage.rows import columns_of
from annotator.storage.set_rows import NamedSetRow, SetMemberRow
from tests.making import ANN, BEN, text_file
from tests.operations.retrieval.retrieval_projects import Asked, make_asked


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Asked]:
    """The talk is Daily and done; “other” is Weekly and not done, until a test finishes it."""
    made = make_asked(tmp_path / "asked.annot")
    yield made
    made.project.close()


def _finish(asked: Asked) -> None:
    documents.set_progress(asked.project, ANN.guid, asked.documents["other"], Progress.DONE)


def _table(
    asked: Asked,
    rows: str,
    columns: str,
    *,
    cell: str = "codings",
    by: str = "",
    where: str = "",
    weights: str = "",
    coders: str = "",
) -> ProjectTable:
    question = TableQuestion((rows,), (columns,), cell, by, where, weights, coders)
    return finish(tables.build(everything(asked.project), question))


def _cell(table: ProjectTable, row: str, column: str) -> float:
    labels = list(table.rows.labels), list(table.columns.labels)
    return float(table.figures.cells[labels[0].index(row), labels[1].index(column)])


def test_what_nobody_finished_is_in_no_mean_and_in_no_absence(asked: Asked) -> None:
    table = _table(asked, "codes", "document.outlet", cell="mean")
    assert _cell(table, "claim", "Daily") == 3
    assert math.isnan(_cell(table, "claim", "Weekly")), "not zero: nobody has looked"
    absent = _table(asked, "codes", "document.outlet", cell="without")
    assert math.isnan(_cell(absent, "attribution", "Weekly")), "of no documents"
    _finish(asked)
    absent = _table(asked, "codes", "document.outlet", cell="without")
    assert _cell(absent, "attribution", "Weekly") == 1
    assert _cell(absent, "claim", "Weekly") == 0
    assert "Of 2 documents." in absent.remarks


def test_means_and_shares_have_intervals_by_documents(asked: Asked) -> None:
    _finish(asked)
    table = _table(asked, "codes", "coders", cell="mean", coders="")
    row = list(table.rows.labels).index("claim")
    assert table.figures.row_totals[row] == 2.5
    assert table.figures.low is not None and table.figures.high is not None
    # 3 and 2 in two documents: mean 2.5, standard error 0.5, t of one degree of freedom 12.706.
    np.testing.assert_allclose(table.figures.high[row, -1], 2.5 + 0.5 * 12.7062, rtol=1e-5)
    assert table.figures.low[row, -1] == 0, "no fewer than none"
    assert table.interval_words == "95 % interval by documents"
    share = _table(asked, "codes", "coders", cell="document-share")
    assert share.figures.row_totals.tolist() == [1.0, 0.5, 0.5, 0.5]
    one = _table(asked, "codes", "coders", cell="words", where="document.outlet:Daily")
    assert one.interval_words == "", "of one document there is none"


def test_a_filter_on_documents_is_of_the_denominator_too(asked: Asked) -> None:
    _finish(asked)
    line = {"where": "document.outlet:Daily and not coder:Cleo", "cell": "mean"}
    assert _cell(_table(asked, "codes", "coders", **line), "claim", "Ann") == 2
    for where, documents_ in (
        ('document:"other.txt" or document.outlet:Daily', 2),
        ("not document.outlet:Daily", 1),
        ("code:claim or document.outlet:Daily", 2),
        ("document.date>2024-01-01", 1),
    ):
        table = _table(asked, "codes", "coders", where=where, cell="without")
        assert f"Of {documents_} document{'s' if documents_ > 1 else ''}." in table.remarks, where
    queries = finish(
        tables.build(
            everything(asked.project),
            TableQuestion(("document.outlet:Daily", "code:claim"), ("codes",), "mean"),
        )
    )
    assert queries.figures.cells[0, 0] == 3, "a row's own condition on documents"


def test_documents_of_a_stratified_sample_are_weighted(asked: Asked) -> None:
    _finish(asked)
    talk, other = asked.documents["talk"], asked.documents["other"]
    values = {(talk, "weight"): "1", (other, "weight"): "3"}
    document_attributes.set_values(asked.project, ANN.guid, values)
    table = _table(asked, "codes", "coders", cell="mean", weights="weight")
    assert table.figures.row_totals[0] == (1 * 3 + 3 * 2) / 4
    assert "Documents are weighted by “weight”." in table.remarks
    absent = _table(asked, "codes", "coders", cell="without", weights="weight")
    assert absent.figures.row_totals[list(absent.rows.labels).index("attribution")] == 3
    with pytest.raises(UserError, match="--cell words, mean"):
        _table(asked, "codes", "coders", weights="weight")
    with pytest.raises(UserError, match="says “Daily”"):
        _table(asked, "codes", "coders", cell="mean", weights="outlet")
    document_attributes.set_values(asked.project, ANN.guid, {(talk, "weight"): "-1"})
    with pytest.raises(UserError, match="A weight is a number"):
        _table(asked, "codes", "coders", cell="mean", weights="weight")
    weekly = "document.outlet:Weekly"
    rest = _table(asked, "codes", "coders", cell="mean", weights="weight", where=weekly)
    assert rest.figures.row_totals[0] == 2, "the others need no weight"


def test_all_coders_or_their_mean_and_range_when_that_is_chosen(asked: Asked) -> None:
    both = _table(asked, "codes", "documents", coders="all")
    assert _cell(both, "claim", "talks.txt") == 3
    assert "each counted" in both.head
    mean = _table(asked, "codes", "documents", coders="range")
    row, column = list(mean.rows.labels).index("claim"), 0
    assert mean.columns.labels[column] == "talks.txt"
    assert mean.figures.cells[row, column] == 1, "Ann 2, Ben 1, Cleo 0"
    assert mean.figures.low is not None and mean.figures.high is not None
    assert (mean.figures.low[row, column], mean.figures.high[row, column]) == (0, 2)
    assert mean.interval_words == "range over Ann, Ben and Cleo"
    with pytest.raises(UserError, match="names coders already"):
        _table(asked, "codes", "coders", coders="all")
    with pytest.raises(UserError, match="no choice of coders"):
        _table(asked, "codes", "documents", coders="some")


def test_what_is_mostly_in_one_document_is_told(asked: Asked) -> None:
    talk, claim = asked.documents["talk"], asked.codes["claim"]
    spans = [NewCoding(talk, claim, [Span(at, at + 1)]) for at in range(30)]
    codings.add_many(asked.project, BEN.guid, spans)
    table = _table(asked, "codes", "coders")
    assert "claim, Ben: 31 of 31 codings in one document." in table.remarks
    most = _table(asked, "codes", "coders", cell="most")
    assert _cell(most, "claim", "Ben") == 31
    by_text = _table(asked, "codes", "documents")
    assert not any("in one document" in one for one in by_text.remarks), "it is what it is"


def test_what_the_codebook_rules_out_is_told(asked: Asked) -> None:
    assert not any("By the codebook" in one for one in _table(asked, "codes", "codes").remarks)
    with asked.project.reading() as connection:
        book = codebook_queries.codebook(connection)
    codes.edit(
        asked.project, ANN.guid, replace(book.by_guid[asked.codes["claim"]], may_overlap=False)
    )
    table = _table(asked, "codes", "codes", cell="expected")
    assert "By the codebook these overlap with no other code: claim." in table.remarks


@pytest.mark.parametrize("by", ["", "followed", "in same document as"])
def test_tidy_data_add_up_to_the_table(asked: Asked, tmp_path: Path, by: str) -> None:
    _finish(asked)
    table = _table(asked, "codes", "codes", by=by)
    lines = tidy.write(table, tmp_path / "tidy.csv")
    with (tmp_path / "tidy.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == lines == 2 * len(table.rows.labels) ** 2, "zeros are data"
    assert {row["document.outlet"] for row in rows} == {"Daily", "Weekly"}
    for row, name in enumerate(table.rows.labels):
        for column, other in enumerate(table.columns.labels):
            own = [one for one in rows if one["codes (row)"] == name]
            own = [one for one in own if one["codes (column)"] == other]
            assert sum(int(one["codings"]) for one in own) == table.figures.cells[row, column]


def test_tidy_data_leave_out_what_a_row_is_not_about(asked: Asked, tmp_path: Path) -> None:
    _finish(asked)
    documents.add(asked.project, ANN.guid, [text_file("third.txt", "=1+1 is said")])
    table = _table(asked, "codes", "document.outlet")
    lines = tidy.write(table, tmp_path / "tidy.csv", guard_formulas=True)
    assert lines == 2 * len(table.rows.labels), "a document is of one outlet; the third is not done"


def test_agreement_stands_beside_codes_alone(asked: Asked) -> None:
    viewer = everything(asked.project)
    documents.set_progress(asked.project, BEN.guid, asked.documents["talk"], Progress.DONE)
    table = _table(asked, "codes", "coders")
    names = tuple(table.asked.material.codes)
    found = agreement_beside.agreement_of(viewer, table.rows, names)
    assert len(found) == len(table.rows.labels) and found[0] is not None
    assert found[0].value is not None and -1 <= found[0].value <= 1
    assert agreement_beside.agreement_of(viewer, table.columns, names) == [None] * 3
    blind = Viewer(asked.project, ANN.guid, blind=True)
    assert agreement_beside.agreement_of(blind, table.rows, names) == [None] * len(found)


def test_a_set_of_documents_is_what_a_table_is_of(asked: Asked) -> None:
    _finish(asked)
    made = NamedSetRow(guid=new_guid(), name="Weeklies", position=0, about="document")
    other = asked.documents["other"]
    member = SetMemberRow(guid=set_member_guid(made.guid, other), named_set=made.guid, member=other)
    with asked.project.transaction("Keep a set", ANN.guid) as step:
        step.record.put(NAMED_SET, [columns_of(made)])
        step.record.put(SET_MEMBER, [columns_of(member)])
    table = _table(asked, "codes", "coders", cell="without", where="set:Weeklies")
    assert "Of 1 document." in table.remarks
    assert table.figures.row_totals[list(table.rows.labels).index("attribution")] == 1
    kept = kept_sets.keep(asked.project, ANN.guid, "Claims", [asked.codings["two"]])
    assert kept.added
    table = _table(asked, "codes", "coders", cell="without", where="set:Claims")
    assert "Of 2 documents." in table.remarks, "a set of codings says nothing of documents"
