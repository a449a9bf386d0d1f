"""Files from outside: regular ones, within bounds, or a sentence before a byte is read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator import input_files
from annotator.__main__ import main
from annotator.corpus import limits
from annotator.corpus.job import finish
from annotator.errors import UserError
from annotator.operations import documents, projects, reliability, transfer
from annotator.operations.codebook import codes
from annotator.operations.documents import editing
from annotator.operations.reliability import comparison
from annotator.operations.viewing import everything
from tests.making import ANN, content, make

NO_UNICODE = "Interview \udcff\udcfe.txt"


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes among its files")
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    return path


def test_devices_pipes_and_folders_are_told(tmp_path: Path, pipe: Path) -> None:
    for path, kind in (
        (Path("/dev/zero"), "a device or a pipe"),
        (pipe, "a device or a pipe"),
        (tmp_path, "a folder"),
        (tmp_path / "none", "no file"),
        (tmp_path / "a\0b", "name of the file"),
        (tmp_path / ("Ж" * 200), "can't be read"),
        (tmp_path / NO_UNICODE, "no file"),
    ):
        with pytest.raises(UserError, match=kind) as told:
            input_files.read_bytes(path, 1000)
        str(told.value).encode()  # every letter of it can be shown


def test_every_way_in_refuses_them(tmp_path: Path, pipe: Path) -> None:
    project = make(tmp_path / "p.annot").project
    for path in (pipe, Path("/dev/zero"), tmp_path):
        for read in (
            lambda path: finish(documents.read_files([path])),
            lambda path: finish(transfer.import_files(project, ANN.guid, [path])),
            lambda path: codes.load(str(path)),
            projects.open_,
        ):
            with pytest.raises(UserError, match=r"device or a pipe|folder"):
                read(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among the files here")
def test_a_pipe_beside_a_project_is_not_waited_for(tmp_path: Path) -> None:
    project = make(tmp_path / "p.annot").project
    project.close()
    for suffix in ("-journal", "-wal"):
        path = tmp_path / f"p.annot{suffix}"
        os.mkfifo(path)
        with pytest.raises(UserError, match=r"is no file\. Move it away"):
            projects.open_(project.path)
        path.unlink()
    projects.open_(project.path).close()


def test_a_file_that_is_too_large_is_told_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(limits.LARGEST_TEXT_FILE + 1)  # a hole: it takes no room
    project = make(tmp_path / "p.annot").project
    for read in (
        lambda: finish(documents.read_files([path])),
        lambda: finish(transfer.import_files(project, ANN.guid, [path])),
    ):
        with pytest.raises(UserError, match=r"105 MB; 105 MB are possible\. Split it"):
            read()
    with pytest.raises(UserError, match=r"8\.0 MB are possible"):
        codes.load(str(path))


def test_texts_that_are_too_large_together_are_told_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editing, "LARGEST_INTAKE", 20)
    files = [tmp_path / name for name in ("a.txt", "b.txt")]
    for path in files:
        path.write_text("fifteen letters")
    with pytest.raises(UserError, match="Add them in parts"):
        finish(documents.read_files(files))
    assert len(finish(documents.read_files(files[:1]))) == 1


def _yaml(number: int) -> str:
    return "annotator-codebook: 1\ncodes:\n" + "- name: c\n" * number


def _qdc(number: int) -> str:
    code = '<Code guid="00000000-0000-4000-8000-{0:012}" name="c{0}" isCodable="true"/>'
    return (
        '<?xml version="1.0" encoding="utf-8"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0"'
        f' origin="x"><Codes>{"".join(code.format(n) for n in range(number))}</Codes></CodeBook>'
    )


@pytest.mark.parametrize(("suffix", "write"), [(".yaml", _yaml), (".qdc", _qdc)])
def test_codebooks_of_too_many_codes_do_not_come_in(
    tmp_path: Path, suffix: str, write: object
) -> None:
    assert callable(write)
    source = tmp_path / f"many{suffix}"
    source.write_text(write(limits.MOST_CODES + 1))
    project = make(tmp_path / "p.annot").project
    before = content(project)
    with pytest.raises(UserError, match="20,000 at most"):
        finish(transfer.import_files(project, ANN.guid, [source]))
    assert content(project) == before


def test_codes_that_are_too_many_with_those_that_are_there_do_not_come_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make(tmp_path / "p.annot").project
    monkeypatch.setattr(limits, "MOST_CODES", 6)
    source = tmp_path / "more.yaml"
    source.write_text(_yaml(3))
    with pytest.raises(UserError, match="There are 7 codes; a codebook has 6 at most"):
        finish(transfer.import_files(project, ANN.guid, [source]))


def test_a_comparison_of_too_many_codes_is_told_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make(tmp_path / "p.annot").project
    monkeypatch.setattr(comparison, "MOST_CODES_COMPARED", 3)
    with pytest.raises(UserError, match="of 4 codes; 3 are possible at once"):
        reliability.load(everything(project))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have names in Unicode alone")
def test_names_that_are_no_unicode_are_shown_with_a_sign_in_their_place(tmp_path: Path) -> None:
    text = tmp_path / NO_UNICODE
    text.write_text("Some words.")
    path = tmp_path / os.fsdecode(b"P\xff.annot")

    def run(*arguments: object) -> None:
        assert main([str(one) for one in arguments]) == 0

    def said(*arguments: object) -> str:
        command = [sys.executable, "-m", "annotator", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, check=False, cwd=Path.cwd())
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    run("new", path, "--coder", "Ann")
    run("add", path, text, "--coder", "Ann")
    assert "Interview ��.txt" in said("info", path, "--json")
    run("import", path, text, "--coder", "Ann")
    said("codings", path, "--csv")
    said("history", path, "--json")
    run("check", path)
    run("export", path, tmp_path / os.fsdecode(b"out\xff.qdpx"))
    run("import", tmp_path / "new.annot", tmp_path / os.fsdecode(b"out\xff.qdpx"), "--new")
    run("report", path, tmp_path / "r.html")
