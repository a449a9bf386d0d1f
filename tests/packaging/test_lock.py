"""The lock of the build: of what is declared, all of it, within what is allowed, with digests."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import environment
import interpreter
import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement

DECLARED = tomllib.loads((environment.CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
PYTHONS = ("3.11.0", "3.12.0", "3.13.0", "3.14.0", "3.15.0")


def locked() -> list[Requirement]:
    text = environment.BUILD_LOCK.read_text(encoding="utf-8")
    return [Requirement(line) for line in re.findall(r"^(\w[^\\\n]*) \\$", text, re.MULTILINE)]


def holds(marker: Marker | None, python: str) -> bool:
    around = {"python_full_version": python, "python_version": python.rpartition(".")[0]}
    return marker is None or marker.evaluate(around)


@pytest.mark.parametrize("python", PYTHONS)
def test_all_that_is_declared_is_locked_within_what_is_allowed(python: str) -> None:
    project = DECLARED["project"]
    asked = map(Requirement, project["dependencies"] + project["optional-dependencies"]["build"])
    pinned = {one.name: one for one in locked() if holds(one.marker, python)}
    for requirement in asked:
        if holds(requirement.marker, python):
            name = re.sub(r"[-_.]+", "-", requirement.name).lower()
            (version,) = (one.version for one in pinned[name].specifier)
            assert version in requirement.specifier, f"{requirement}: {version} is locked"


def test_every_file_has_a_digest_and_nothing_names_a_place() -> None:
    lines = environment.BUILD_LOCK.read_text(encoding="utf-8").splitlines()
    named = [number for number, line in enumerate(lines) if re.match(r"\w", line)]
    assert len(named) == len(locked()) > 10
    assert all("--hash=sha256:" in lines[number + 1] for number in named)
    assert not any("://" in line or "--index" in line or "file:" in line for line in lines)


def test_a_build_installs_the_lock_first_and_others_do_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []

    def logged(command: list[str | Path]) -> bool:
        commands.append([str(part) for part in command])
        return True

    monkeypatch.setattr(environment, "_logged", logged)
    monkeypatch.setattr(environment, "_refuse_what_is_not_ours", lambda: None)
    monkeypatch.setattr(environment, "_make_environment", lambda _maker: None)
    monkeypatch.setattr(environment, "STAMP", tmp_path / "none.json")
    monkeypatch.setattr(interpreter, "choose", lambda: sys.executable)
    environment._install(["build"])
    assert "--require-hashes" in commands[0]
    assert commands[0][-1] == str(environment.BUILD_LOCK)
    assert commands[1][-2:] == ["--editable", f"{environment.CHECKOUT}[build]"]
    environment._install(["test"])
    assert len(commands) == 3
