"""``annotator repair``, ``backups``, ``handout FILE.age`` and ``decrypt``."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from annotator.__main__ import main
from annotator.operations import projects
from tests import quick_encryption
from tests.making import ANN, Made, make
from tests.soak.repairs import PAGE, stored

WORDS = "bata-kilo-mune-tofa"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = make(tmp_path / "p.annot")
    made.code_words(ANN, "claim", "Nobody")
    return made


@pytest.fixture
def pass_phrase(tmp_path: Path) -> str:
    file = tmp_path / "words.txt"
    file.write_text(f"{WORDS}\r\nsecond line\n", encoding="utf-8")
    return str(file)


def test_a_damaged_project_is_repaired(
    made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, new = made.project.path, tmp_path / "new.annot"
    made.project.close()
    data = bytearray(path.read_bytes())
    data[:PAGE] = bytes(PAGE)
    path.write_bytes(data)
    assert main(["check", str(path)]) == 2
    assert main(["repair", str(path), str(new)]) == 0
    said = capsys.readouterr()
    assert "1 coding" in said.out and "Everything could be saved in new.annot" in said.err
    assert main(["check", str(new)]) == 0
    assert main(["repair", str(path), str(new)]) == 2
    assert "exists already" in capsys.readouterr().err
    assert path.read_bytes() == bytes(data)


def test_what_is_lost_is_listed_as_json(
    made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made.project.path
    made.project.close()
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Nobody expects", b"Nob\xff\xffy expects"))
    assert main(["repair", str(path), str(tmp_path / "new.annot"), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["damaged_texts"][0]["name"] == "talks.txt"
    assert found["saved"]["coding"] == 1
    assert not found["whole"] and not found["sound"]
    assert found["history"]["whole"]


def test_a_sound_project_is_copied(
    made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new.annot"
    assert main(["repair", str(made.project.path), str(new), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sound"]
    assert stored(new) == stored(made.project.path)


def test_backups_are_listed_compared_and_restored(
    made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(made.project.path)
    assert main(["backups", path]) == 0
    assert "no backup" in capsys.readouterr().out
    assert projects.back_up(made.project) is not None
    made.code_words(ANN, "claim", "talks")
    assert main(["backups", path, "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["backups"]
    assert one["number"] == 1 and one["codings"] == 1
    assert main(["backups", path]) == 0
    assert main(["backups", path, "--differences", "1"]) == 0
    assert "Codings" in capsys.readouterr().out
    assert main(["backups", path, "--differences", "1", "--json"]) == 0
    differences = json.loads(capsys.readouterr().out)
    assert differences["coding"] == {"added": 1, "changed": 0, "deleted": 0}
    new = tmp_path / "restored.annot"
    assert main(["backups", path, "--restore", "1", str(new)]) == 0
    assert len([key for key in stored(new) if key[0] == "coding"]) == 1
    for number in ("2", "0", "x"):
        assert main(["backups", path, "--restore", number, str(tmp_path / "no.annot")]) == 2
        assert "There is no backup" in capsys.readouterr().err
    assert main(["backups", path, "--restore", "1", path]) == 2


def test_a_project_goes_out_encrypted_and_comes_back(
    made: Made, tmp_path: Path, pass_phrase: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, file = str(made.project.path), str(tmp_path / "p.annot.age")
    options = ["--pass-phrase-file", pass_phrase]
    assert main(["handout", path, file, *options]) == 0
    assert main(["handout", path, file, *options]) == 2
    assert "exists already" in capsys.readouterr().err
    new = tmp_path / "new.annot"
    assert main(["decrypt", file, str(new), *options]) == 0
    assert stored(new) == stored(made.project.path)
    assert main(["check", str(new)]) == 0


def test_a_coders_copy_goes_out_encrypted(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_encryption.use(monkeypatch)
    path, file = str(made.project.path), str(tmp_path / "ben.annot.age")
    options = ["--pass-phrase-file", "-"]
    monkeypatch.setattr(sys, "stdin", io.StringIO(WORDS + "\n"))
    assert main(["handout", path, file, "--coder", "Ben", "--blind", *options]) == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO(WORDS + "\n"))
    assert main(["decrypt", file, str(tmp_path / "ben.annot"), *options]) == 0
    assert [key for key in stored(tmp_path / "ben.annot") if key[0] == "coding"] == []


def test_pass_phrases_that_are_none(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, file = str(made.project.path), str(tmp_path / "p.annot.age")
    assert main(["handout", path, str(tmp_path / "copy.annot")]) == 2
    assert "Name a coder" in capsys.readouterr().err
    for words, why in (("\n", "is empty"), ("short\n", "too short")):
        monkeypatch.setattr(sys, "stdin", io.StringIO(words))
        assert main(["handout", path, file, "--pass-phrase-file", "-"]) == 2
        assert why in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert main(["handout", path, file]) == 2
    assert "no terminal" in capsys.readouterr().err
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfe")
    assert main(["handout", path, file, "--pass-phrase-file", str(binary)]) == 2
    assert "no text in UTF-8" in capsys.readouterr().err


def test_typed_twice(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    quick_encryption.use(monkeypatch)
    typed = iter([WORDS, WORDS + "x", WORDS, WORDS, WORDS])
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))
    path, file = str(made.project.path), str(tmp_path / "p.annot.age")
    assert main(["handout", path, file]) == 2
    assert main(["handout", path, file]) == 0
    assert main(["decrypt", file, str(tmp_path / "new.annot")]) == 0


def test_an_encrypted_file_without_a_project(
    tmp_path: Path, pass_phrase: str, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = Path(__file__).parents[1] / "files" / "reference.age"
    new = tmp_path / "new.annot"
    assert main(["decrypt", str(reference), str(new), "--pass-phrase-file", pass_phrase]) == 2
    assert "no Annotator project" in capsys.readouterr().err
    assert not new.exists()
