"""Which Python makes the environment."""

from __future__ import annotations

import sys
from pathlib import Path

import interpreter
import pytest


@pytest.fixture
def unoptimised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "base_prefix", "/home/somebody/python")
    monkeypatch.setattr(interpreter.sysconfig, "get_config_var", lambda _name: "'--enable-shared'")


def a_python(path: Path, says: str, status: int = 0) -> str:
    """A stand-in for a Python that answers the probe with these words."""
    path.write_text(f"#!/bin/sh\necho '{says}'\nexit {status}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_one_compiled_without_profiles_is_told_by_its_build(
    unoptimised: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not interpreter.is_optimised()
    monkeypatch.setattr(
        interpreter.sysconfig, "get_config_var", lambda _name: "'--enable-optimizations'"
    )
    assert interpreter.is_optimised()


def test_the_systems_own_is_taken_as_optimised(
    unoptimised: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    assert interpreter.is_optimised()
    assert interpreter.choose() == sys.executable


def test_an_unoptimised_one_gives_way_to_the_systems(
    unoptimised: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interpreter, "usable_system_python", lambda: "/usr/bin/python3.11")
    assert interpreter.choose() == "/usr/bin/python3.11"
    monkeypatch.setattr(interpreter, "usable_system_python", lambda: None)
    assert interpreter.choose() == sys.executable


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")
def test_a_system_python_must_be_new_enough_and_make_environments(tmp_path: Path) -> None:
    name = tmp_path / "python3"
    assert interpreter.usable_system_python(str(name)) is None, "there is none"
    new = a_python(name, '["/usr/bin/python3.12", [3, 12]]')
    assert interpreter.usable_system_python(new) == "/usr/bin/python3.12"
    old = a_python(name, '["/usr/bin/python3.9", [3, 9]]')
    assert interpreter.usable_system_python(old) is None
    without_venv = a_python(name, "No module named ensurepip", status=1)
    assert interpreter.usable_system_python(without_venv) is None
