"""Which Python makes the environment."""

from __future__ import annotations

import sys
import sysconfig
import tomllib
from pathlib import Path

import interpreter
import pytest
from packaging.requirements import Requirement

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def unoptimised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "base_prefix", "/home/somebody/python")
    monkeypatch.setattr(sysconfig, "get_config_var", lambda _name: "'--enable-shared'")


def a_python(path: Path, says: str, status: int = 0) -> str:
    """A stand-in for a Python that answers the probe with these words."""
    path.write_text(f"#!/bin/sh\necho '{says}'\nexit {status}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_one_compiled_without_profiles_is_told_by_its_build(
    unoptimised: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not interpreter.is_optimised()
    monkeypatch.setattr(sysconfig, "get_config_var", lambda _name: "'--enable-optimizations'")
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


def test_the_range_of_pythons_is_the_declared_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """`requires-python` is what pip goes by, the sentence what its reader goes by."""
    declared = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    above = (interpreter.NEWEST[0], interpreter.NEWEST[1] + 1)
    oldest, first_above = (".".join(map(str, v)) for v in (interpreter.OLDEST, above))
    assert declared["requires-python"] == f">={oldest},<{first_above}"
    for version in ((3, 10, 1), (*above, 0)):
        monkeypatch.setattr(sys, "version_info", version)
        with pytest.raises(SystemExit, match=rf"Python {oldest} to .*; this is 3\.{version[1]}"):
            interpreter.refuse_unfit()


def test_every_python_has_one_pin_of_qt() -> None:
    """Up to 3.14 a Qt that gives layouts back; 3.15 has the one that runs there."""
    declared = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [line for line in declared["dependencies"] if line.startswith("PySide6")]
    pins = [Requirement(line) for line in lines]
    for minor in range(interpreter.OLDEST[1], interpreter.NEWEST[1] + 1):
        of_this = {"python_version": f"3.{minor}", "python_full_version": f"3.{minor}.0"}
        (pin,) = [pin for pin in pins if pin.marker is None or pin.marker.evaluate(of_this)]
        assert ("6.10.3" in pin.specifier) == (minor < 15)
        assert "6.11.3" not in pin.specifier
        assert ("6.12.0" in pin.specifier) == (minor >= 15)
