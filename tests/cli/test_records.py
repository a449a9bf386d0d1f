"""``annotator add --mapping`` and what it tells."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_commands import Run, run

__all__ = ["run"]

TABLE = "id;who;answer;age\n1;Ann;The quay is quiet.;31\n2;Ben;It may reopen.;2,5\n3;Cleo;;50\n"
MAPPING = "text: answer\nname: who\nkey: id\nattributes:\n  age: number\n"


@pytest.fixture
def project(run: Run, tmp_path: Path) -> Path:
    run("new", tmp_path / "p.annot")
    (tmp_path / "t.csv").write_text(TABLE)
    (tmp_path / "m.yaml").write_text(MAPPING)
    return tmp_path / "p.annot"


def test_a_table_comes_in_as_its_mapping_says(run: Run, project: Path, tmp_path: Path) -> None:
    add = ("add", project, tmp_path / "t.csv", "--mapping", tmp_path / "m.yaml")
    before = project.read_bytes()
    foreseen: dict[str, Any] = json.loads(run(*add, "--dry-run", "--json"))
    assert project.read_bytes() == before
    done = json.loads(run(*add, "--json"))
    assert (foreseen["dry_run"], done["dry_run"]) == (True, False)
    (table,) = done["tables"]
    assert foreseen["tables"] == done["tables"]
    assert table == {
        "file": "t.csv",
        "table": "t",
        "added": 2,
        "first": [{"key": "1", "document": "Ann"}, {"key": "2", "document": "Ben"}],
        "known": 0,
        "changed": 0,
        "changes": [],
        "absent": 0,
        "left_out": {"no text": 1},
        "remarks": [],
    }
    (tmp_path / "t.csv").write_text(TABLE.replace("31", "32"))
    (later,) = json.loads(run(*add, "--json"))["tables"]
    assert (later["added"], later["known"], later["changed"]) == (0, 1, 1)
    assert later["changes"][0]["attributes"] == [{"name": "age", "here": "31", "there": "32"}]
    run(*add)
    assert "age: “31” here, “32” there" in run.err
    assert run.json("text", project, "Ben")["attributes"] == {"age": "2.5"}
    assert "is sound" in run("check", project)


def test_what_a_wave_says_otherwise_is_taken_over(run: Run, project: Path, tmp_path: Path) -> None:
    add = ("add", project, tmp_path / "t.csv", "--mapping", tmp_path / "m.yaml")
    run(*add)
    (tmp_path / "t.csv").write_text(TABLE.replace("31", "32").replace("is quiet", "is loud"))
    done = json.loads(run(*add, "--take-over", "--json"))
    assert done["taken_over"] == [{"values": 1, "texts": 1, "moved": 0, "unsettled": 0}]
    (later,) = json.loads(run(*add, "--json"))["tables"]
    assert (later["known"], later["changed"]) == (2, 0)
    assert "is sound" in run("check", project)


def test_a_mapping_is_proposed(run: Run, project: Path, tmp_path: Path) -> None:
    printed = run("add", project, tmp_path / "t.csv", "--propose-mapping")
    (tmp_path / "proposed.yaml").write_text(printed)
    assert "decimal comma" in run.err
    add = ("add", project, tmp_path / "t.csv", "--mapping", tmp_path / "proposed.yaml", "--json")
    assert json.loads(run(*add))["tables"][0]["added"] == 2


def test_mistakes_are_told_and_nothing_comes_in(run: Run, project: Path, tmp_path: Path) -> None:
    before = project.read_bytes()
    (tmp_path / "bad.yaml").write_text("text: answer\nkeys: id\nas: rows\n")
    run("add", project, tmp_path / "t.csv", "--mapping", tmp_path / "bad.yaml", status=2)
    assert "line 2: “keys” is not a field" in run.err
    assert "line 3: “as” should be" in run.err
    mapping = ("--mapping", tmp_path / "m.yaml")
    (tmp_path / "other.csv").write_text("id;answer\n1;x\n")
    run("add", project, tmp_path / "t.csv", tmp_path / "other.csv", *mapping, status=2)
    assert "lacks the columns “who” (line 2 of m.yaml), “age” (line 5 of m.yaml)" in run.err
    run("add", project, tmp_path / "t.csv", *mapping, "--as", "text", status=2)
    assert "--as is for documents" in run.err
    assert project.read_bytes() == before


def test_records_of_one_document_are_told_with_their_columns(
    run: Run, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "one.yaml").write_text(MAPPING + "as: one\n")
    run("add", project, tmp_path / "t.csv", "--mapping", tmp_path / "one.yaml")
    found = run.json("text", project, "t")
    assert found["reader"] == {"name": "table", "version": 1}
    assert [one["columns"] for one in found["structure"]] == [{"age": "31"}, {"age": "2.5"}]
    run("joined", project, tmp_path / "out.csv", "--cells", "counts", "--no-text")
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[:3] for line in lines] == [
        ["document", "key", "age"],
        ["Ann", "1", "31"],
        ["Ben", "2", "2.5"],
    ]


def test_rows_go_out_and_come_in_as_refi_qda(run: Run, project: Path, tmp_path: Path) -> None:
    run("add", project, tmp_path / "t.csv", "--mapping", tmp_path / "m.yaml")
    run("export", project, tmp_path / "out.qdpx")
    assert "file it was read from is not" not in run.err
    run("import", tmp_path / "other.annot", tmp_path / "out.qdpx", "--new")
    info = run.json("info", tmp_path / "other.annot")
    assert [one["name"] for one in info["documents"]] == ["Ann", "Ben"]
    assert "is sound" in run("check", tmp_path / "other.annot")
