"""Replication archives: what is in them, what is not, and that they know when they are wrong."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.corpus.document import Progress
from annotator.corpus.job import finish
from annotator.corpus.structure import Element, Structure
from annotator.corpus.team import Purpose
from annotator.errors import UserError
from annotator.operations import projects
from annotator.operations.archive import (
    ArchiveChoice,
    Verification,
    table_of_line,
    verify,
    write,
)
from annotator.operations.codings import memos
from annotator.operations.documents import set_progress
from annotator.operations.retrieval import saved_questions
from annotator.operations.retrieval.tables import ALL, TableQuestion
from annotator.operations.team import coders, rounds
from annotator.operations.viewing import looking
from tests.examples import examples
from tests.making import ANN, BEN, TEXT, Made, code_apart, make

QUERIES = ("code:claim and coder:Ann", 'text:"talks"', "code:claim within 3 words of code:claim")
TABLES = (
    TableQuestion(("codes",), ("coders",)),
    TableQuestion(("codes",), ("codes",), "codings", "in same sentence as"),
)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    structure = Structure.of([Element("heading", 0, 38, {"level": 1}), Element("page", 0, 60)])
    made = make(tmp_path / "study.annot", structure=structure)
    coders.ensure(made.project, BEN)
    changes = rounds.add(made.project, ANN.guid, "First", Purpose.RELIABILITY)
    (guid,) = changes.added["round"]
    given = [(made.document, ANN.guid), (made.document, BEN.guid)]
    rounds.assign(made.project, ANN.guid, guid, given)
    code_apart(made)
    two = made.code(ANN, "claim", (0, 6), (10, 13))
    memos.write(made.project, ANN.guid, two, "Ann told Ben to look here.")
    for person in (ANN, BEN):
        set_progress(made.project, person.guid, made.document, Progress.DONE)
    yield made
    made.project.close()


def written(made: Made, choice: ArchiveChoice, name: str = "a.zip") -> Path:
    path = made.project.path.parent / name
    finish(write(looking(made.project, ANN.guid), path, choice))
    return path


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    "choice",
    [
        ArchiveChoice(queries=QUERIES, tables=TABLES, memos=True, history="full"),
        ArchiveChoice(texts=False, words=2, queries=QUERIES, tables=TABLES, history="none"),
        ArchiveChoice(named=True, queries=QUERIES, tables=TABLES, measures=("alpha_u",)),
    ],
)
def test_every_figure_is_as_stated(made: Made, choice: ArchiveChoice) -> None:
    found = finish(verify(written(made, choice)))
    assert found.holds, found
    open_ = [one.what for one in found.checks if one.holds is None]
    assert open_ == ([] if choice.texts else ['text:"talks"'])
    titles = {one.what for one in found.checks}
    assert {"Agreement of all coders, by sentence", "Agreement in the round First"} <= titles


def test_the_same_project_gives_the_same_bytes(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    choice = ArchiveChoice(queries=QUERIES, tables=TABLES, history="full")
    first = written(made, choice)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 86_400)
    assert written(made, choice, "b.zip").read_bytes() == first.read_bytes()


def test_nothing_names_a_coder_unless_asked(made: Made) -> None:
    hidden = ArchiveChoice(queries=QUERIES, tables=TABLES, memos=True, history="full")
    found = members(written(made, hidden))
    found |= members_of(found.pop("refi-qda/project.qdpx"))
    for path, data in found.items():
        for secret in ("Ann", "Ben", ANN.guid, BEN.guid):
            assert secret not in data.decode("utf-8", "replace").replace("Annotator", ""), path
    named = members(written(made, ArchiveChoice(named=True), "named.zip"))
    assert b"Ann" in named["tables/coders.csv"]


def members_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_without_texts_there_are_so_many_words_of_them(made: Made) -> None:
    found = members(written(made, ArchiveChoice(texts=False, words=2, history="full")))
    assert not [path for path in found if path.startswith(("texts/", "refi-qda/"))]
    rows = list(csv.DictReader(io.StringIO(found["tables/codings.csv"].decode("utf-8-sig"))))
    assert all(len(row["text"].removesuffix(" …").split()) <= 2 for row in rows)
    assert {row["section"] for row in rows} == {""}
    for path, data in found.items():
        assert "the 🇦🇿 talks to fail" not in data.decode("utf-8", "replace"), path
    bare = members(written(made, ArchiveChoice(texts=False), "bare.zip"))
    assert b"talks to fail" not in b"".join(bare.values())
    rows = list(csv.DictReader(io.StringIO(bare["tables/codings.csv"].decode("utf-8-sig"))))
    assert {row["text"] for row in rows} == {""}


def test_memos_and_history_as_far_as_chosen(made: Made) -> None:
    without = members(written(made, ArchiveChoice(history="full")))
    assert b"look here" not in b"".join(without.values())
    with_memos = members(written(made, ArchiveChoice(history="full", memos=True), "m.zip"))
    assert b"told Coder B to look here" in with_memos["tables/memos.csv"]
    assert "history/history.csv" not in members(
        written(made, ArchiveChoice(history="none"), "n.zip")
    )


def test_texts_are_those_of_the_project(made: Made) -> None:
    found = members(written(made, ArchiveChoice()))
    assert found["texts/0001.txt"].decode() == TEXT
    crate = json.loads(found["ro-crate-metadata.json"])
    (root,) = [one for one in crate["@graph"] if one["@id"] == "./"]
    assert {one["@id"] for one in root["hasPart"]} == found.keys() - {
        *("ro-crate-metadata.json", "checksums-sha256.txt")
    }


Change = Callable[[dict[str, bytes]], None]


def _other_figure(found: dict[str, bytes]) -> None:
    stated = json.loads(found["figures/figures.json"])
    row = next(
        row
        for one in stated["figures"]
        if one["kind"] == "agreement"
        for row in one["result"]["rows"]
        if row[2] is not None
    )
    row[2] += 0.001
    found["figures/figures.json"] = json.dumps(stated).encode()


def _other_coding(found: dict[str, bytes]) -> None:
    data = json.loads(found["data/project.json"])
    data["codings"][0]["spans"][0]["end"] += 1
    found["data/project.json"] = json.dumps(data).encode()


def _other_text(found: dict[str, bytes]) -> None:
    found["texts/0001.txt"] = b"M" + found["texts/0001.txt"][1:]


def _one_file_more(found: dict[str, bytes]) -> None:
    found["more.txt"] = b"more"


def _wrong(made: Made, change: Change, choice: ArchiveChoice, *, digests: bool) -> Verification:
    """What is said of an archive that somebody changed, its digests made to fit or not."""
    found = members(written(made, choice))
    change(found)
    if digests:
        lines = [
            f"{hashlib.sha256(data).hexdigest()}  {path}\n"
            for path, data in found.items()
            if path != "checksums-sha256.txt"
        ]
        found["checksums-sha256.txt"] = "".join(lines).encode()
    path = made.project.path.parent / "wrong.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in found.items():
            archive.writestr(name, data)
    return finish(verify(path))


@pytest.mark.parametrize("change", [_other_figure, _other_coding, _other_text])
def test_what_was_changed_is_noticed(made: Made, change: Change) -> None:
    found = _wrong(made, change, ArchiveChoice(), digests=True)
    assert not found.holds
    assert "not as the archive states" in found.sentence


@pytest.mark.parametrize("change", [_other_figure, _other_coding])
def test_it_is_noticed_without_texts_too(made: Made, change: Change) -> None:
    assert not _wrong(made, change, ArchiveChoice(texts=False), digests=True).holds


@pytest.mark.parametrize("change", [_other_figure, _one_file_more])
def test_files_are_held_to_their_digests(made: Made, change: Change) -> None:
    found = _wrong(made, change, ArchiveChoice(), digests=False)
    assert found.checks[0].holds is False


def _no_data(found: dict[str, bytes]) -> None:
    del found["data/project.json"]


def _nonsense(found: dict[str, bytes]) -> None:
    found["data/project.json"] = b'{"format": "something else", "version": 1}'


def _broken_rows(found: dict[str, bytes]) -> None:
    data = json.loads(found["data/project.json"])
    data["codings"][0]["code"] = "no code of this project"
    found["data/project.json"] = json.dumps(data).encode()


def _later(found: dict[str, bytes]) -> None:
    data = json.loads(found["data/project.json"])
    found["data/project.json"] = json.dumps(data | {"version": 2}).encode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_no_data, "lacks"),
        (_nonsense, "no data"),
        (_broken_rows, "refer to what is not in them"),
        (_later, "later Annotator"),
    ],
)
def test_what_is_no_archive_is_refused_in_a_sentence(
    made: Made, change: Change, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        _wrong(made, change, ArchiveChoice(), digests=True)


def test_the_same_bytes_and_the_same_verdict_in_another_language(made: Made) -> None:
    """In a process of its own, where the program speaks German from its start."""
    choice = ArchiveChoice(queries=QUERIES[:1], tables=TABLES[:1], history="full")
    here, there = written(made, choice), made.project.path.with_name("german.zip")
    made.project.close()
    command = [sys.executable, "-m", "annotator", "archive", str(made.project.path), str(there)]
    command += ["--query", QUERIES[0], "--table", "codes", "coders", "--history", "full"]
    german = os.environ | {"ANNOTATOR_LANGUAGE": "de", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "5"}
    done = subprocess.run(command, env=german, capture_output=True, text=True, check=True)
    assert "geschrieben" in done.stderr + done.stdout
    assert here.read_bytes() == there.read_bytes()


def test_a_question_that_is_kept_as_a_table_is_stated_as_one(made: Made) -> None:
    view = saved_questions.QuestionView(
        shown=saved_questions.TABLE, rows=("codes",), columns=("documents",), coders=ALL
    )
    saved_questions.save(made.project, ANN.guid, None, "Who says what", "code:claim", view)
    path = written(made, ArchiveChoice())
    stated = json.loads(members(path)["figures/figures.json"])["figures"]
    (table,) = (one for one in stated if one["kind"] == "table")
    assert (table["title"], table["question"]["coders"]) == ("Who says what", ALL)
    assert table["question"]["where"] == "code:claim"
    assert [one["kind"] for one in stated if one["title"] == "Who says what"] == ["query", "table"]
    assert finish(verify(path)).holds


def test_a_question_that_cannot_be_answered_is_named(made: Made) -> None:
    view = saved_questions.QuestionView(shown=saved_questions.TABLE, rows=("nothing-such",))
    saved_questions.save(made.project, ANN.guid, None, "Odd", "code:claim", view)
    with pytest.raises(UserError, match="“Odd” can't be computed"):
        written(made, ArchiveChoice())


@pytest.mark.parametrize("line", ["codes", "codes × ", "a × b × c", ""])
def test_a_line_that_names_no_table_is_refused(line: str) -> None:
    with pytest.raises(UserError, match="is no table"):
        table_of_line(line)


def test_a_table_is_named_by_its_rows_and_columns() -> None:
    wanted = TableQuestion(("codes",), ("document.year",))
    assert (
        table_of_line("codes × document.year") == table_of_line("codes x document.year") == wanted
    )


def test_a_blind_project_is_refused(made: Made) -> None:
    projects.set_blind(made.project, ANN.guid, True)
    with pytest.raises(UserError, match="blind"):
        written(made, ArchiveChoice())
    assert not (made.project.path.parent / "a.zip").exists()


def test_damaged_archives_are_refused_in_a_sentence_or_found_wrong(made: Made) -> None:
    """A few places of each file that is read are overwritten, the digests made to fit."""
    chance = random.Random(21)
    source = members(written(made, ArchiveChoice(queries=QUERIES[:1])))
    for path in ("data/project.json", "data/units.json", "figures/figures.json"):
        for _time in range(examples(3)):

            def damage(found: dict[str, bytes], path: str = path) -> None:
                data = bytearray(found[path])
                for _place in range(chance.randrange(1, 4)):
                    data[chance.randrange(len(data))] = chance.choice(b'0"[]{}x:-, \x00\xff')
                found[path] = bytes(data)

            try:
                verdict = verified(made, dict(source), damage)
            except UserError as error:
                assert str(error)
            else:
                assert verdict.checks


def verified(made: Made, found: dict[str, bytes], change: Change) -> Verification:
    """What is said of these members after a change that their digests follow."""
    change(found)
    lines = [
        f"{hashlib.sha256(data).hexdigest()}  {path}\n"
        for path, data in found.items()
        if path != "checksums-sha256.txt"
    ]
    found["checksums-sha256.txt"] = "".join(lines).encode()
    path = made.project.path.parent / "damaged.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in found.items():
            archive.writestr(name, data)
    return finish(verify(path))
