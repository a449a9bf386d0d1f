"""The table with the codings joined on: a row a document or a record, a column a code."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.errors import UserError
from annotator.exchange.records.mapping_file import read_mapping
from annotator.exchange.records.opening import open_table
from annotator.operations import codings, projects
from annotator.operations.codebook import codes
from annotator.operations.documents import records
from annotator.operations.documents.records import Source
from annotator.operations.team import coders
from annotator.operations.transfer import joined
from annotator.operations.transfer.joined import Cells, Wanted
from annotator.operations.viewing import everything
from annotator.storage import codebook_queries, queries
from annotator.storage.project_file import ProjectFile
from tests.making import ANN, BEN

TABLE = "id,answer,place\n7,=Quiet quay.,Bremen\n8,It may reopen.,Kiel\n"
MAPPING = "table: T\ntext: answer\nname: place\nkey: id\nattributes: [place]\n"


def made(folder: Path, more: str = "") -> tuple[ProjectFile, dict[str, str]]:
    project = projects.create(folder / "p.annot", codes.load(), ANN)
    (folder / "t.csv").write_text(TABLE)
    mapping = read_mapping((MAPPING + more).encode(), "m")
    finish(records.add(project, ANN.guid, Source(folder / "t.csv", mapping)))
    coders.ensure(project, BEN)
    with project.reading() as connection:
        documents = [one.guid for one in queries.documents(connection)]
        named = {code.name: code.guid for code in codebook_queries.codebook(connection).codes}
    first = documents[0]
    for by, code, start, end in (
        (ANN, "claim", 1, 6),
        (BEN, "claim", 1, 6),
        (BEN, "prediction", 7, 11),
    ):
        codings.add(project, by.guid, first, named[code], [Span(start, end)])
    return project, named


def table(project: ProjectFile, wanted: Wanted, name: str = "out.csv") -> list[dict[str, str]]:
    target = project.path.with_name(name)
    finish(joined.write(everything(project), target, wanted, overwrite=True))
    if name.endswith(".csv"):
        with target.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    found = open_table(target)
    return [dict(zip(found.columns, map(str, row.cells), strict=True)) for row in found.rows()]


@pytest.mark.parametrize(
    ("cells", "claim", "none"),
    [
        (Cells.PRESENCE, "1", "0"),
        (Cells.COUNTS, "2", "0"),
        (Cells.WORDS, "Quiet | Quiet", ""),
    ],
)
def test_a_row_a_document_and_a_column_a_code(
    tmp_path: Path, cells: Cells, claim: str, none: str
) -> None:
    project, named = made(tmp_path)
    first, second = table(project, Wanted(cells))
    assert list(first)[:4] == ["document", "key", "place", "text"]
    assert (first["document"], first["key"], first["text"]) == ("Bremen", "7", "=Quiet quay.")
    columns = [name for name in first if name.endswith("claim")]
    assert (first[columns[0]], second[columns[0]]) == (claim, none)
    book = table(project, Wanted(cells), "out.xlsx")
    assert [one["key"] for one in book] == ["7", "8"]
    assert book[0][columns[0]].removesuffix(".0") == claim
    wanted = Wanted(
        cells, coders=frozenset([ANN.guid]), codes=frozenset([named["claim"]]), text=False
    )
    (only, _other) = table(project, wanted)
    assert list(only) == ["document", "key", "place", columns[0]]
    assert only[columns[0]] == claim.replace("2", "1").removesuffix(" | Quiet")


def test_records_of_one_document_are_rows(tmp_path: Path) -> None:
    project, _named = made(tmp_path, "as: one\n")
    first, second = table(project, Wanted(Cells.COUNTS))
    assert [(one["document"], one["key"], one["place"]) for one in (first, second)] == [
        ("Bremen", "7", "Bremen"),
        ("Kiel", "8", "Kiel"),
    ]
    assert second["text"] == "It may reopen."
    assert sum(int(value) for value in list(first.values())[4:]) == 3
    assert sum(int(value) for value in list(second.values())[4:]) == 0


def test_other_suffixes_are_refused(tmp_path: Path) -> None:
    project, _named = made(tmp_path)
    with pytest.raises(UserError, match=r"no suffix of a table \(.csv or .xlsx\)"):
        finish(joined.write(everything(project), tmp_path / "out.txt"))
