"""The environment of the two commands: what is left alone, who waits, and what a failure says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path

import environment
import interpreter
import pip_log
import pytest
import run
import system_libraries

PACKAGING = Path(environment.__file__).parent
CHECKOUT = PACKAGING.parent


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of its own, on a system that lacks no library."""
    (tmp_path / "pyproject.toml").write_bytes((CHECKOUT / "pyproject.toml").read_bytes())
    monkeypatch.setattr(environment, "CHECKOUT", tmp_path)
    monkeypatch.setattr(environment, "ENVIRONMENT", tmp_path / ".venv")
    for name in ("MARK", "STAMP", "LOG"):
        old: Path = getattr(environment, name)
        monkeypatch.setattr(environment, name, tmp_path / ".venv" / old.name)
    monkeypatch.setattr(environment, "LOCK", tmp_path / ".venv.lock")
    monkeypatch.setattr(system_libraries, "missing_for_window", dict)
    monkeypatch.setattr(interpreter, "choose", lambda: sys.executable)
    return tmp_path


@pytest.fixture
def commands(place: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would be run, noted. The Python of an environment made by it is this one."""
    noted: list[list[str]] = []

    def logged(command: Sequence[str | Path]) -> bool:
        noted.append([str(part) for part in command])
        if "venv" in noted[-1]:
            python = environment._python_in(environment.ENVIRONMENT)
            python.parent.mkdir(parents=True)
            python.symlink_to(sys.executable)
        return True

    monkeypatch.setattr(environment, "_logged", logged)
    return noted


def told(call: Callable[[], object]) -> str:
    with pytest.raises(SystemExit) as ended:
        call()
    return str(ended.value.code)


def test_a_second_start_finds_it_made(commands: list[list[str]]) -> None:
    environment.prepare()
    assert ["venv" in command for command in commands] == [True, False]
    assert environment.prepare() == environment._python_in(environment.ENVIRONMENT)
    assert len(commands) == 2
    environment.prepare(extras=["test"])
    assert commands[-1][-1].endswith("[test]")


def test_an_interrupted_installation_is_begun_again(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calm = environment._logged

    def interrupted(command: Sequence[str | Path]) -> bool:
        if "pip" in command:
            raise KeyboardInterrupt
        return bool(calm(command))

    monkeypatch.setattr(environment, "_logged", interrupted)
    assert told(environment.prepare) == "130"
    assert "type the same again" in capsys.readouterr().err
    (environment.ENVIRONMENT / "half").write_text("")
    monkeypatch.setattr(environment, "_logged", calm)
    environment.prepare()
    assert not (environment.ENVIRONMENT / "half").exists()
    assert environment.STAMP.exists()


def test_an_environment_of_somebody_else_is_left_alone(
    place: Path, commands: list[list[str]]
) -> None:
    (place / ".venv").mkdir()
    (place / ".venv" / "theirs").write_text("")
    assert "was not made by this script" in told(environment.prepare)
    assert (place / ".venv" / "theirs").exists()
    assert commands == []


def test_a_link_is_left_alone(place: Path, commands: list[list[str]]) -> None:
    theirs = place / "elsewhere"
    theirs.mkdir()
    (theirs / environment.MARK.name).write_text("")
    (place / ".venv").symlink_to(theirs)
    assert "is a link" in told(environment.prepare)
    assert (theirs / environment.MARK.name).exists()
    assert commands == []


def test_a_file_by_that_name_is_left_alone(place: Path, commands: list[list[str]]) -> None:
    (place / ".venv").write_text("mine")
    assert "was not made by this script" in told(environment.prepare)


def test_an_empty_folder_will_do(place: Path, commands: list[list[str]]) -> None:
    (place / ".venv").mkdir()
    environment.prepare()
    assert environment.MARK.exists()


def test_a_checkout_that_can_not_be_written_is_told(
    place: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "LOCK", place / "missing" / ".venv.lock")
    assert "Copy the checkout to a folder of yours" in told(environment.prepare)
    assert commands == []


def test_a_whole_environment_works_where_nothing_can_be_written(
    place: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.prepare()
    monkeypatch.setattr(environment, "LOCK", place / "missing" / ".venv.lock")
    environment.prepare()


def test_missing_libraries_stop_a_window_and_nothing_else(
    place: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = {"libGL.so.1": system_libraries.LIBRARIES["libGL.so.1"]}
    monkeypatch.setattr(system_libraries, "missing_for_window", lambda: gone)
    monkeypatch.setattr(system_libraries, "provide", lambda _missing: False)
    environment.prepare(needs_qt=False)
    assert "lacks what Annotator" in told(environment.prepare)
    monkeypatch.setattr(system_libraries, "missing_for_window", dict)
    environment.prepare()
    assert json.loads(environment.STAMP.read_text())["can_show"]
    assert len(commands) == 2


_TWO = """
import sys, time
from pathlib import Path
sys.path.insert(0, {packaging!r})
import environment
environment.LOCK = Path({lock!r})
with environment._locked():
    print("in", flush=True)
    time.sleep(1)
    print("out", flush=True)
"""


def test_of_two_starts_at_once_the_second_waits(tmp_path: Path) -> None:
    code = textwrap.dedent(_TWO).format(packaging=str(PACKAGING), lock=str(tmp_path / "lock"))
    log = (tmp_path / "log").open("w")
    with log:
        both = [
            subprocess.Popen([sys.executable, "-c", code], stdout=log, stderr=subprocess.PIPE)
            for _ in range(2)
        ]
        errors = [process.communicate()[1].decode() for process in both]
    assert (tmp_path / "log").read_text().split() == ["in", "out", "in", "out"]
    assert sorted("Another start is installing" in error for error in errors) == [False, True]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("NameResolutionError(... [Errno -3] Temporary failure in name resolution", "could not be"),
        ("ERROR: No matching distribution found for numpy<3,>=2", "there is no numpy<3,>=2 for"),
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "PIP_CERT"),
        ("OSError: [Errno 13] Permission denied: '/x'", "can’t be written"),
        ("error: subprocess-exited-with-error", "at the end of"),
    ],
)
def test_what_pip_says_becomes_a_sentence(text: str, sentence: str) -> None:
    told = pip_log.explain(f"Collecting numpy\n{text}\n", Path("a.log"), "3.11")
    assert sentence in told
    assert len(told.splitlines()) == 1
    assert "a.log" in told


def test_no_network_is_not_said_where_there_is_one() -> None:
    told = pip_log.explain("ERROR: No matching distribution found for a", Path("a.log"), "3.16")
    assert "network" not in told
    assert "3.16" in told


def test_pip_that_fails_ends_with_its_log(
    place: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    calm = environment._logged

    def failing(command: Sequence[str | Path]) -> bool:
        if "pip" not in command:
            return bool(calm(command))
        environment.LOG.write_text("Network is unreachable")
        return False

    monkeypatch.setattr(environment, "_logged", failing)
    assert str(environment.LOG) in told(environment.prepare)
    assert not environment.STAMP.exists()


@pytest.mark.parametrize(
    ("arguments", "draws"),
    [
        ([], True),
        (["demo"], True),
        (["there.annot"], True),
        (["info", "there.annot"], False),
        (["report", "there.annot", "out.pdf"], True),
        (["report", "there.annot", "out.html"], False),
        (["--version"], False),
    ],
)
def test_what_draws_needs_the_libraries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], draws: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.annot").write_bytes(b"")
    assert run.needs_qt(arguments) is draws


@pytest.mark.skipif(os.name == "nt", reason="its Python comes whole")
def test_a_python_without_ensurepip_is_told_its_package(tmp_path: Path) -> None:
    python = tmp_path / "python"
    script = f'case "$2" in *ensurepip*) exit 1;; esac\nexec {sys.executable} "$@"'
    python.write_text(f"#!/bin/sh\n{script}\n")
    python.chmod(0o755)
    (names,) = interpreter.missing_modules(str(python)).values()
    assert names[0] == f"python3.{sys.version_info[1]}-venv"
    assert interpreter.missing_modules(sys.executable) == {}
