"""What comes in can go out: one set of limits on every way in and out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.corpus import limits
from annotator.corpus.codebook import Code
from annotator.corpus.job import finish
from annotator.corpus.limits import DEEPEST_CODES, LONGEST_NAME
from annotator.corpus.undo_state import EDIT
from annotator.errors import UserError
from annotator.operations import codebook, documents, projects, transfer
from annotator.operations.codebook import codes
from annotator.operations.merging import merges
from annotator.operations.projects import integrity
from annotator.operations.viewing import everything
from annotator.storage.codebook_rows import code_row
from annotator.storage.project_file import ProjectFile
from tests.making import ANN, content, make


def deep(path: Path, levels: int) -> ProjectFile:
    """A project with a chain of codes on so many levels, whatever the limits say."""
    made = make(path)
    chain: list[Code] = []
    parent = None
    for number in range(levels):
        code = codes.new_code(f"level {number}", "#336699", parent=parent)
        chain.append(code)
        parent = code.guid
    with made.project.transaction("Make codes", ANN.guid, EDIT) as step:
        step.record.add("code", [code_row(code) for code in chain])
    return made.project


@pytest.mark.parametrize("suffix", [".qdpx", ".qdc", ".yaml"])
def test_the_deepest_codebook_goes_out_and_comes_in(tmp_path: Path, suffix: str) -> None:
    project = deep(tmp_path / "p.annot", DEEPEST_CODES)
    target = tmp_path / f"out{suffix}"
    finish(transfer.export_file(everything(project), target))
    back = make(tmp_path / "back.annot").project
    finish(transfer.import_files(back, ANN.guid, [target]))
    assert codebook.current(back).depth == DEEPEST_CODES
    assert integrity.check(back) == []


def test_codes_that_stand_too_deep_go_out_as_they_are_read(tmp_path: Path) -> None:
    project = deep(tmp_path / "p.annot", 3 * DEEPEST_CODES)
    assert integrity.check(project) == []
    target = tmp_path / "out.qdpx"
    finish(transfer.export_file(everything(project), target))
    back = make(tmp_path / "back.annot").project
    finish(transfer.import_files(back, ANN.guid, [target]))
    assert codebook.current(back).depth == DEEPEST_CODES
    assert len(content(back).codebook.codes) == len(content(project).codebook.codes)


def _yaml(levels: int, name: str = "code") -> str:
    lines = ["annotator-codebook: 1", "codes:"]
    for level in range(levels):
        pad = "    " * level
        lines += [f"{pad}- name: {name} {level}", f"{pad}  codes:"]
    return "\n".join(lines[:-1]) + "\n"


def _qdc(levels: int, name: str = "code") -> str:
    begin = "".join(
        f'<Code guid="00000000-0000-4000-8000-{number:012}" name="{name} {number}"'
        ' isCodable="true" color="#336699">'
        for number in range(levels)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0"'
        f' origin="x"><Codes>{begin}{"</Code>" * levels}</Codes></CodeBook>'
    )


@pytest.mark.parametrize("levels", [DEEPEST_CODES + 1, 490, 5_000])
@pytest.mark.parametrize(("suffix", "write"), [(".yaml", _yaml), (".qdc", _qdc)])
def test_a_codebook_that_is_too_deep_does_not_come_in(
    tmp_path: Path, levels: int, suffix: str, write: object
) -> None:
    source = tmp_path / f"deep{suffix}"
    if levels > 1_000 and suffix == ".yaml":
        pytest.skip("the indentation alone takes 50 MB")
    source.write_text(write(levels), encoding="utf-8")  # type: ignore[operator]
    project = make(tmp_path / "p.annot").project
    before = content(project)
    with pytest.raises(UserError):
        finish(transfer.import_files(project, ANN.guid, [source]))
    assert content(project) == before


@pytest.mark.parametrize(("suffix", "write"), [(".yaml", _yaml), (".qdc", _qdc)])
def test_a_name_that_is_too_long_does_not_come_in(
    tmp_path: Path, suffix: str, write: object
) -> None:
    source = tmp_path / f"long{suffix}"
    source.write_text(write(1, "x" * LONGEST_NAME), encoding="utf-8")  # type: ignore[operator]
    project = make(tmp_path / "p.annot").project
    with pytest.raises(UserError, match="longer than"):
        finish(transfer.import_files(project, ANN.guid, [source]))
    with pytest.raises(UserError, match="longer than"):
        projects.rename(project, ANN.guid, "x" * (LONGEST_NAME + 1))
    assert integrity.check(project) == []


# --- project files


def test_a_project_of_too_many_codes_does_not_open_and_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(tmp_path / "p.annot")
    number = len(content(made.project).codebook.codes)
    monkeypatch.setattr(limits, "MOST_CODES", number)
    assert integrity.check(made.project) == []
    with pytest.raises(UserError, match="at most"):
        codes.add(made.project, ANN.guid, codes.new_code("one more", "#336699"))
    assert len(content(made.project).codebook.codes) == number
    made.project.close()
    monkeypatch.setattr(limits, "MOST_CODES", number - 1)
    with pytest.raises(UserError, match=f"There are {number} codes"):
        projects.open_(made.project.path)


def test_a_merge_does_not_bring_too_many_codes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, source = make(tmp_path / "target.annot"), make(tmp_path / "source.annot")
    codes.add(source.project, ANN.guid, codes.new_code("another", "#336699"))
    before = content(target.project)
    monkeypatch.setattr(limits, "MOST_CODES", len(content(source.project).codebook.codes) - 1)
    for work in (
        merges.preview(target.project, [source.project.path]),
        merges.merge(target.project, ANN.guid, [source.project.path]),
    ):
        with pytest.raises(UserError, match="can't be merged"):
            finish(work)
    assert content(target.project) == before


@pytest.mark.parametrize("limit", ["LARGEST_TEXT_FILE", "LARGEST_INTAKE"])
def test_a_text_too_large_does_not_open_and_does_not_come_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    source = make(tmp_path / "source.annot", text="é" * 600)
    target = make(tmp_path / "target.annot", text="Short.")
    monkeypatch.setattr(limits, limit, 1_100)  # 1,200 bytes, as few characters as they are
    report = finish(merges.merge(target.project, ANN.guid, [source.project.path])).reports[0]
    assert ["MB" in one.reason for one in report.rejected if one.kind == "document"] == [True]
    assert len(content(target.project).documents) == 1
    with pytest.raises(UserError, match="MB"):
        documents.add(target.project, ANN.guid, [documents.text_of("à".encode() * 600, "b.txt")])
    assert any("too large" in fault for fault in integrity.check(source.project))
    source.project.close()
    with pytest.raises(UserError, match="too large"):
        projects.open_(source.project.path)


@pytest.mark.parametrize("color", ["#C0504D", "red", "#12345"])
def test_a_colour_that_can_not_be_opened_is_not_written(tmp_path: Path, color: str) -> None:
    with make(tmp_path / "p.annot").project as project:
        with pytest.raises(ValueError, match="with the colour"):
            codes.add(project, ANN.guid, codes.new_code("a code", color))
        known = next(iter(content(project).codebook.codes))
        with pytest.raises(ValueError, match="with the colour"):
            codes.edit(project, ANN.guid, replace(known, color=color))
    projects.open_(tmp_path / "p.annot").close()
