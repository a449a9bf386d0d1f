"""Large projects of every program: each passage has its words, its code and its coder."""

from __future__ import annotations

import dataclasses
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from annotator.corpus.job import finish
from annotator.corpus.span import passage
from annotator.exchange.refi import Reading, match_to
from annotator.exchange.refi.report import DOUBTFUL, LEFT_BEHIND
from annotator.operations import projects, transfer
from tests.exchange.refi_dialects import DIALECTS, LEVELS, Dialect, Truth, make_truth, write
from tests.exchange.refi_foreign import messages
from tests.exchange.refi_samples import read_bytes
from tests.making import ANN

NAMES = ("full", "cut", "empty", "mixed")


@cache
def truth() -> Truth:
    return make_truth(20261125)


def pairs(reading: Reading) -> Counter[tuple[str, tuple[str, ...], str, str]]:
    content = reading.content
    documents = {one.guid: one for one in content.documents}
    coders = {one.guid: one.name for one in content.coders}
    return Counter(
        (
            documents[one.document].name,
            content.codebook.path(one.code),
            coders[one.coder],
            passage(documents[one.document].text, one.spans),
        )
        for one in content.codings
    )


def test_the_truth_is_hard() -> None:
    made = truth()
    assert max(map(len, made.codes)) == LEVELS
    assert len(set(made.codes)) < len(made.codes) > 200
    assert (
        sum(char > "\uffff" for text in make_truth(1, documents=40).texts for char in text) > 3000
    )


@pytest.mark.parametrize("name", DIALECTS)
def test_every_passage_of_every_program(tmp_path: Path, name: str) -> None:
    dialect = DIALECTS[name]
    reading = read_bytes(write(truth(), dialect), tmp_path)
    assert [one.text for one in reading.content.documents] == list(truth().texts)
    assert len(reading.content.codebook.codes) == len(truth().codes)
    assert pairs(reading) == truth().pairs()
    attributes = {
        (one.name, one.value)
        for one in reading.content.document_attributes
        if one.document == reading.content.documents[2].guid
    }
    assert (("age", "32") in attributes) == bool(dialect.variables)
    assert (("Case", "Person 2") in attributes) == (dialect.variables == "cases")
    assert messages(reading, LEFT_BEHIND).count("is empty") == 6 * dialect.empty
    assert (
        sum("Look here" in memo.text for memo in reading.content.memos) == 6 * dialect.annotations
    )


@pytest.mark.parametrize("names", NAMES)
@pytest.mark.parametrize("units", ["points", "utf16"])
@pytest.mark.parametrize(("crlf", "as_one"), [(False, False), (True, False), (True, True)])
def test_every_way_of_counting_with_every_kind_of_names(
    tmp_path: Path, units: str, crlf: bool, as_one: bool, names: str
) -> None:
    """Whoever wrote it: the program's name decides nothing here."""
    small = make_truth(5, codes=20, documents=3, passages=90)
    dialect = Dialect("Some program", units, crlf, as_one, names=names)
    reading = read_bytes(write(small, dialect), tmp_path)
    assert pairs(reading) == small.pairs()
    assert "proves" not in messages(reading, DOUBTFUL)


def test_a_second_export_under_new_guids_adds_nothing(tmp_path: Path) -> None:
    small = make_truth(6, codes=60, documents=3, passages=120)
    dialect = dataclasses.replace(DIALECTS["nvivo-win"], annotations=False)
    first = read_bytes(write(small, dialect, 1), tmp_path).content
    second = read_bytes(write(small, dialect, 2), tmp_path).content
    assert {c.guid for c in first.codings}.isdisjoint(c.guid for c in second.codings)
    matched, _findings = match_to(second, first)
    assert {c.guid for c in matched.codings} == {c.guid for c in first.codings}
    assert {c.guid for c in matched.codebook.codes} == {c.guid for c in first.codebook.codes}
    assert {d.guid for d in matched.documents} == {d.guid for d in first.documents}


def test_where_nothing_proves_the_way_it_is_told(tmp_path: Path) -> None:
    """Chinese without names: no word begins or ends anywhere, so the program's habit decides."""
    text = "談話分析😀研究者標記段落。" * 30
    chinese = Truth((text,), (("c",),), (None,), make_truth(1).passages[:0])
    spans = [
        dataclasses.replace(make_truth(1).passages[0], document=0, start=n, end=n + 2, code=0)
        for n in range(20, 300, 13)
    ]
    chinese = dataclasses.replace(chinese, passages=tuple(spans))
    for program, told in (("NVivo 14", "NVivo"), ("Some program", "standard")):
        units = "utf16" if told == "NVivo" else "points"
        reading = read_bytes(write(chinese, Dialect(program, units, names="empty")), tmp_path)
        assert pairs(reading) == chinese.pairs()
        assert "Nothing in the file proves" in messages(reading, DOUBTFUL)
        assert told in messages(reading, DOUBTFUL)


@pytest.mark.parametrize("name", ["nvivo-win", "atlasti-mac", "quirkos"])
def test_importing_twice_and_under_new_guids_adds_nothing(tmp_path: Path, name: str) -> None:
    """Into a project file, with all that belongs to it."""
    small = make_truth(3, codes=40, documents=2, passages=60)
    files = [tmp_path / f"{export}.qdpx" for export in (1, 2)]
    for export, file in enumerate(files, 1):
        file.write_bytes(write(small, DIALECTS[name], export))
    path = tmp_path / "p.annot"
    first = finish(transfer.import_as_project(path, ANN, files[:1]))
    assert len(first.changes.added["coding"]) == 60
    with projects.open_(path) as project:
        for file in files:
            again = finish(transfer.import_files(project, ANN.guid, [file]))
            assert not again.changes
            assert set(again.reports[file.name].added.values()) == {0}
