"""``import`` and ``export``: choices, reports, nothing half done."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from annotator.operations import projects
from annotator.operations.documents import document_attributes
from tests.cli.test_commands import Run, coded, run  # noqa: F401  (fixtures)
from tests.making import ANN, TEXT, content
from tests.refi_editing import edited, replaced


def test_an_export_of_a_part(run: Run, coded: Path, tmp_path: Path) -> None:  # noqa: F811
    out, back = tmp_path / "part.qdpx", tmp_path / "back.annot"
    found = run.json("export", coded, out, "--coder", "Ann", "--code", "claim", "--for-nvivo")
    assert found["counts"]["codings"] == 1
    assert found["origin"].startswith("Annotator (UTF-16 positions)")
    run("import", back, out, "--new")
    info = run.json("info", back)
    assert (info["project"]["name"], info["codings"]) == ("back", 1)
    assert [code["path"] for code in info["codes"]] == [["claim"]]
    with projects.open_(back) as project:
        (coding,) = content(project).codings
        (document,) = content(project).documents
    assert document.text[coding.start : coding.end] == "the US-hosted round"


def test_a_dry_run_tells_what_cannot_be_carried(
    run: Run,  # noqa: F811
    coded: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    found = run.json("export", coded, tmp_path / "x.qdpx", "--dry-run")
    assert "NVivo" in " ".join(one["message"] for one in found["findings"])
    assert "doubtful: document “talks.txt”" in run.err
    assert not (tmp_path / "x.qdpx").exists()
    run("export", coded, tmp_path / "x.csv", "--dry-run", status=2)
    run("export", coded, tmp_path / "x.qdpx", "--code", "nothing", status=2)


def test_the_report_of_an_import(run: Run, coded: Path, tmp_path: Path) -> None:  # noqa: F811
    run("export", coded, tmp_path / "x.qdpx")
    first = run.json("import", tmp_path / "n.annot", tmp_path / "x.qdpx", "--new")
    report = first["reports"]["x.qdpx"]
    assert set(report) == {
        *("format", "origin", "counts", "added", "positions", "left_behind", "findings")
    }
    assert report["counts"]["codings"] == report["added"]["codings"] == 3
    assert "positions count code points, proved by 4 of 4 passages" in run.err
    again = run.json("import", tmp_path / "n.annot", tmp_path / "x.qdpx")
    assert again["added"] == {}
    assert set(again["reports"]["x.qdpx"]["added"].values()) == {0}


def test_a_new_project_appears_whole_or_not_at_all(
    run: Run,  # noqa: F811
    coded: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    run("export", coded, tmp_path / "x.qdpx")
    broken = tmp_path / "broken.qdpx"
    broken.write_bytes((tmp_path / "x.qdpx").read_bytes()[:-60])
    before = {path.name for path in tmp_path.iterdir()}
    run("import", tmp_path / "n.annot", tmp_path / "x.qdpx", broken, "--new", status=2)
    assert {path.name for path in tmp_path.iterdir()} == before
    run("import", coded, tmp_path / "x.qdpx", "--new", status=2)


def test_attributes_of_documents_travel(run: Run, coded: Path, tmp_path: Path) -> None:  # noqa: F811
    with projects.open_(coded) as project:
        document = content(project).documents[0].guid
        document_attributes.set_value(project, ANN.guid, document, "genre", "interview")
    run("export", coded, tmp_path / "x.qdpx")
    run("import", tmp_path / "n.annot", tmp_path / "x.qdpx", "--new")
    info = run.json("info", tmp_path / "n.annot")
    assert info["documents"][0]["attributes"] == {"genre": "interview"}
    with zipfile.ZipFile(tmp_path / "x.qdpx") as packed:
        assert b"<TextValue>interview</TextValue>" in packed.read("project.qde")


@pytest.mark.parametrize("names", [("a/x.qdpx", "b/x.qdpx")])
def test_two_files_of_one_name_both_report(
    run: Run,  # noqa: F811
    coded: Path,  # noqa: F811
    tmp_path: Path,
    names: tuple[str, str],
) -> None:
    paths = [tmp_path / name for name in names]
    for path in paths:
        path.parent.mkdir()
        run("export", coded, path)
    found = run.json("import", tmp_path / "n.annot", *paths, "--new")
    assert list(found["reports"]) == ["x.qdpx", "x.qdpx (2)"]


def test_what_was_changed_elsewhere_is_listed_and_taken(
    run: Run,  # noqa: F811
    coded: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    run("export", coded, tmp_path / "out.qdpx")
    change = replaced('name="claim"', 'name="assertion"')
    back = edited(tmp_path / "out.qdpx", tmp_path / "back.qdpx", change)
    found = run.json("import", coded, back)
    assert found["added"] == {}
    (difference,) = found["differences"]["back.qdpx"]
    assert (difference["kind"], difference["what"]) == ("code", "The code “claim”")
    assert difference["kept"] == {"name": "claim"}
    assert difference["other"] == {"name": "assertion"}
    assert "here claim; in the file assertion" in run.err
    assert "--take-theirs takes those of the file" in run.err
    names = [code["path"] for code in run.json("info", coded)["codes"]]
    assert ["claim"] in names
    run("import", coded, back, "--take-theirs")
    assert "Changed: 1 code" in run.err
    names = [code["path"] for code in run.json("info", coded)["codes"]]
    assert ["assertion"] in names
    assert ["claim"] not in names


def test_an_imported_text_says_how_it_was_read_and_whether_it_is_there(
    run: Run,  # noqa: F811
    coded: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    (tmp_path / "copy.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "odd.txt").write_bytes("“so”".encode() + b" isn\x92t")
    run("import", coded, tmp_path / "copy.txt", tmp_path / "odd.txt")
    assert "copy.txt has the text of talks.txt" in run.err
    assert "odd.txt: 10 characters, utf-8 (guessed)" in run.err
