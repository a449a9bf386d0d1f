"""Passages in the report: by code, with page, section and note, in every format."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

from annotator.corpus.job import finish
from annotator.corpus.places import Place
from annotator.corpus.structure import Element, Structure
from annotator.exchange.report_document import Report, Table
from annotator.operations import report
from annotator.operations.reliability import AgreementSettings
from annotator.operations.report.report_passages import place_words
from annotator.operations.viewing import everything
from tests.making import ANN, BEN, Made, make

TEXT = "Of talks\nNobody expects them to fail.\nWhat then\nThey may last.\n[1] Nobody knows."
STRUCTURE = Structure.of(
    [
        Element("heading", 0, 8, {"level": 1}),
        Element("page", 0, 47, {"label": "iv", "number": 1}),
        Element("heading", 38, 47, {"level": 1}),
        Element("page", 48, 79, {"label": "v", "number": 2}),
        Element("footnote", 63, 79, {"note": "1", "label": "1"}),
    ]
)


def coded(folder: Path) -> Made:
    made = make(folder / "p.annot", text=TEXT, structure=STRUCTURE)
    for coder in (ANN, BEN):
        made.code_words(coder, "claim", "Nobody expects")
    made.code_words(ANN, "claim", "may last")
    made.code_words(BEN, "prediction", "Nobody knows")
    for word in ("talks", "them", "fail", "What"):
        made.code_words(ANN, "attribution", word)
    return made


def built(made: Made) -> Report:
    return finish(
        report.build(everything(made.project), settings=AgreementSettings(interval_method=None))
    )


def test_examples_of_each_code_say_where_they_stand(tmp_path: Path) -> None:
    found = built(coded(tmp_path))
    (section,) = (one for one in found.sections if one.title == "Examples of the codes")
    (table,) = section.blocks
    assert isinstance(table, Table)
    rows = [(row[0], row[1], *row[3:]) for row in table.rows]
    assert rows[:3] == [
        ("claim", "Ann", "iv", "Of talks", "", 9, "Nobody expects"),
        ("claim", "Ben", "iv", "Of talks", "", 9, "Nobody expects"),
        ("claim", "Ann", "v", "What then", "", 53, "may last"),
    ]
    assert ("prediction", "Ben", "v", "What then", "1", 67, "Nobody knows") in rows
    # Of four codings the first, the last and one between.
    assert [row[-1] for row in rows if row[0] == "attribution"] == ["talks", "fail", "What"]


def test_disagreements_name_page_section_and_note_in_every_format(tmp_path: Path) -> None:
    found = built(coded(tmp_path))
    where = "talks.txt, page v, section “What then”, note 1, from character 67: only one coder"
    report.save(found, tmp_path / "r.html")
    assert where in (tmp_path / "r.html").read_text(encoding="utf-8")
    report.save(found, tmp_path / "r.zip")
    with zipfile.ZipFile(tmp_path / "r.zip") as archive:
        assert where in archive.read("report.txt").decode()
        (name,) = (one for one in archive.namelist() if one.endswith("Passages.csv"))
        lines = list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
    last = next(one for one in lines if one["Code"] == "prediction")
    assert (last["Page"], last["Section"], last["Note"]) == ("v", "What then", "1")
    report.save(found, tmp_path / "r.xlsx")
    with zipfile.ZipFile(tmp_path / "r.xlsx") as book:
        assert where in book.read("xl/sharedStrings.xml").decode()


def test_a_plain_text_has_no_places() -> None:
    assert place_words(Place()) == ""
    assert place_words(Place("3", "", "")) == "page 3"
