"""Reading commands on a faulty project: what is sound is told, the file stays as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.__main__ import main
from tests.storage.test_faulty_files import FAULTS, damaged


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    folder = tmp_path / "faulty"
    folder.mkdir()
    where = " WHERE guid = (SELECT code FROM coding ORDER BY guid LIMIT 1)"
    return damaged(folder, FAULTS["an unknown unit"] + where)


@pytest.mark.parametrize(
    "arguments",
    [
        *(("info",), ("codings",), ("codings", "--to-complete"), ("codebook",), ("rounds",)),
        *(("codebook", "--versions"), ("disagreements",), ("history",), ("agree",)),
    ],
)
def test_what_is_sound_can_be_read(
    faulty: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    before = faulty.read_bytes()
    command, *options = arguments
    assert main([command, str(faulty), *options]) == 2
    assert "--faulty" in capsys.readouterr().err
    assert main([command, str(faulty), "--faulty", *options]) == 0
    said = capsys.readouterr()
    assert said.out
    assert said.err.count("Left out") == 1
    assert "1 code, " in said.err
    assert faulty.read_bytes() == before
    assert [one.name for one in faulty.parent.iterdir()] == [faulty.name]


def test_what_is_sound_can_be_exported(
    faulty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("out.qdpx", "out.qdc", "out.csv", "out.xlsx", "out.yaml"):
        assert main(["export", str(faulty), str(tmp_path / name), "--faulty"]) == 0
        assert "Left out" in capsys.readouterr().err
        assert (tmp_path / name).stat().st_size > 0
    assert main(["report", str(faulty), str(tmp_path / "report.html"), "--faulty"]) == 0
    assert main(["codings", str(faulty), "--faulty", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["codings"]) > 0


def test_nothing_is_written(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = faulty.read_bytes()
    assert main(["codebook", str(faulty), "--faulty", "--cues", "locked"]) == 2
    assert "nothing is written to it" in capsys.readouterr().err
    assert faulty.read_bytes() == before
