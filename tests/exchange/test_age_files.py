"""Files encrypted with a pass phrase: those that the reference program makes, and back."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from annotator.corpus.pass_phrases import Strength, bits, strength, suggested
from annotator.errors import UserError
from annotator.exchange import age_files

WORDS = "bata-kilo-mune-tofa"
MADE = Path(__file__).parents[1] / "files" / "reference.age"
"""Made by age 1.1.1: the words “Nobody expects the talks to fail.” and a line end."""
SAID = b"Nobody expects the talks to fail.\n"


def test_a_file_of_the_reference_program_is_opened() -> None:
    assert age_files.decrypt(MADE.read_bytes(), WORDS) == SAID


def test_what_is_encrypted_comes_back_and_nothing_else() -> None:
    data = os.urandom(200_000)
    encrypted = age_files.encrypt(data, WORDS)
    assert age_files.is_encrypted(encrypted[:30])
    assert age_files.decrypt(encrypted, WORDS) == data
    with pytest.raises(UserError, match="pass phrase does not open"):
        age_files.decrypt(encrypted, WORDS + " ")
    with pytest.raises(UserError, match="damaged or cut off"):
        age_files.decrypt(encrypted[:-20], WORDS)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"SQLite format 3\0", "not encrypted with age"),
        (b"", "not encrypted with age"),
        (b"age-encryption.org/v1\n-> X25519 abc\n", "for a key"),
        (b"age-encryption.org/v1\n-> scrypt ", "damaged or cut off"),
    ],
)
def test_what_is_no_such_file_is_told(data: bytes, why: str) -> None:
    with pytest.raises(UserError, match=why):
        age_files.decrypt(data, WORDS)


@pytest.mark.skipif(shutil.which("age") is None, reason="age is not installed")
@pytest.mark.skipif(sys.platform == "win32", reason="it asks a terminal")
def test_the_reference_program_opens_ours(tmp_path: Path) -> None:
    path = tmp_path / "ours.age"
    path.write_bytes(age_files.encrypt(SAID, WORDS))
    assert _told_at_a_terminal(["age", "-d", "-o", str(tmp_path / "out"), str(path)]) == 0
    assert (tmp_path / "out").read_bytes() == SAID


def _told_at_a_terminal(command: list[str]) -> int:
    """Run a command that asks a terminal for the pass phrase."""
    import pty  # noqa: PLC0415  (Windows has none)

    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    said = b""
    while b"passphrase" not in said:
        said += os.read(terminal, 1000)
    os.write(terminal, WORDS.encode() + b"\n")
    try:
        while os.read(terminal, 1000):
            pass
    except OSError:
        pass
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_without_the_library_it_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    with pytest.raises(UserError, match="pyrage"):
        age_files.encrypt(b"x", WORDS)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("short", Strength.SHORT),
        ("password", Strength.WEAK),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", Strength.WEAK),
        ("12345678901234567890", Strength.WEAK),
        ("harbour lantern violet", Strength.FAIR),
        ("harbour lantern violet crossing umbrella", Strength.GOOD),
    ],
)
def test_how_hard_a_pass_phrase_is_to_guess(words: str, expected: Strength) -> None:
    assert strength(words) is expected, bits(words)


def test_proposals_are_good_and_never_the_same() -> None:
    found = {suggested() for _ in range(2_000)}
    assert len(found) == 2_000
    assert {strength(words) for words in found} == {Strength.GOOD}
