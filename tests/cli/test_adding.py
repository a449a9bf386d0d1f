"""``annotator add``, ``text`` and ``original``, with a small format of the tests."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from annotator.exchange.documents import registry
from annotator.operations import projects
from tests import small_format
from tests.cli.test_commands import Run, run
from tests.making import ANN, made_of

__all__ = ["run"]

DATA = small_format.HEAD + (
    b"= ii\n@author Jane Doe\n# First part\nWords of the part.\n= 3\n# Second part\nMore words.\n"
)
MANY = small_format.HEAD + b"--- one\n# A\nText one.\n--- two\n# B\nText two.\n"


@pytest.fixture
def project(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    small_format.use(monkeypatch)
    path = tmp_path / "p.annot"
    run("new", path)
    (tmp_path / "talk.small").write_bytes(DATA)
    (tmp_path / "many.small").write_bytes(MANY)
    (tmp_path / "bad.small").write_bytes(small_format.HEAD + b"broken")
    return path


def add(run: Run, *arguments: object, status: int = 0) -> dict[str, object]:
    found: dict[str, object] = json.loads(run("add", *arguments, "--json", status=status))
    return found


def test_content_decides_and_each_file_is_told(run: Run, project: Path, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("Plain words here.\n")
    names = ("talk.small", "bad.small", "many.small", "plain.txt")
    files = [tmp_path / name for name in names]
    before = project.read_bytes()
    foreseen = add(run, project, *files, "--dry-run", status=2)
    assert project.read_bytes() == before
    done = add(run, project, *files, status=2)
    assert (foreseen["dry_run"], done["dry_run"]) == (True, False)
    for found in (foreseen, done):
        assert (found["added"], found["refused"]) == (4, 1)
        told = found["files"]
        assert isinstance(told, list)
        assert [one["file"] for one in told] == list(names)
        assert told[1]["error"].startswith("“bad.small” is damaged")
        assert [one["error"] for one in (told[0], *told[2:])] == [None] * 3
        (talk,) = told[0]["documents"]
        assert talk["reader"] == {"name": "small", "version": 1}
        assert (talk["pages"], talk["words"]) == (2, 10)
        assert [one["document"] for one in told[2]["documents"]] == ["one", "two"]
        assert told[3]["documents"][0]["encoding"] == "utf-8"
    again = add(run, project, *files, status=2)
    assert again["added"] == 0
    assert run.json("info", project)["documents"][0]["attributes"] == {"author": "Jane Doe"}
    run("check", project)


def test_text_and_original(run: Run, project: Path, tmp_path: Path) -> None:
    run("add", project, tmp_path / "talk.small")
    assert run("text", project, "talk.small") == (
        "First part\nWords of the part.\nSecond part\nMore words.\n"
    )
    found = run.json("text", project, "talk.small")
    keys = "document characters text reader attributes structure remarks"
    assert set(found) == set(keys.split())
    assert found["characters"] == len(found["text"]) == 53
    assert found["structure"][0] == {"kind": "page", "start": 0, "end": 30, "label": "ii"}
    assert {"kind": "heading", "start": 0, "end": 10, "level": 1} in found["structure"]
    run("original", project, "talk.small", tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == DATA
    run("original", project, "talk.small", tmp_path / "out", status=2)
    run("original", project, "talk.small", tmp_path / "out", "--overwrite")
    run("text", project, "nothing", status=2)


def test_formats_and_options_can_be_chosen(run: Run, project: Path, tmp_path: Path) -> None:
    talk = tmp_path / "talk.small"
    run("add", project, talk, "--as", "text")
    assert run("text", project, "talk.small").startswith("#small\n= ii")
    run("add", project, talk, "--option", "case=upper")
    assert "WORDS OF THE PART" in run("text", project, "talk (2).small")
    for wrong in (
        ("--as", "nonsense"),
        ("--option", "case"),
        ("--option", "case=sideways"),
        ("--option", "colour=red"),
        ("--as", "text", "--option", "case=upper"),
    ):
        run("add", project, talk, *wrong, status=2)
        assert len(run.err.strip().splitlines()) == 1


def test_codings_name_page_and_section(run: Run, project: Path, tmp_path: Path) -> None:
    run("add", project, tmp_path / "talk.small")
    with projects.open_(project) as opened:
        made_of(opened).code(ANN, "claim", (42, 46))
    (row,) = run.json("codings", project)["codings"]
    assert (row["page"], row["section"], row["text"]) == ("3", "Second part", "More")
    (cells,) = csv.DictReader(io.StringIO(run("codings", project, "--csv")))
    assert list(cells)[-5:] == ["page", "section", "note", "speaker", "time"]
    assert (cells["page"], cells["section"]) == ("3", "Second part")
    run("export", project, tmp_path / "out.csv")
    (exported,) = csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig")))
    assert exported["section"] == "Second part"


def test_the_help_lists_the_formats_of_the_registry(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run("add", "--help")
    shown = capsys.readouterr().out
    assert all(reader.title in shown for reader in registry.BUILT_IN)
