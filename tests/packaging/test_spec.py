"""What the one specification makes on each system, evaluated with stand-ins for PyInstaller."""

from __future__ import annotations

import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import identity
import pytest

PACKAGING = Path(identity.__file__).parent
Call = tuple[str, tuple[Any, ...], dict[str, Any]]


def evaluated(system: str, made: Path, monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    """The calls that the specification makes of PyInstaller on a system."""
    calls: list[Call] = []

    def stand_in(name: str) -> Any:
        def called(*positional: Any, **named: Any) -> Any:
            calls.append((name, positional, named))
            return types.SimpleNamespace(binaries=[], datas=named.get("datas", []), scripts=[])

        return called

    def analysis(*positional: Any, **named: Any) -> Any:
        calls.append(("Analysis", positional, named))
        return types.SimpleNamespace(binaries=[], datas=[], pure=[], scripts=[])

    bindepend: Any = types.ModuleType("PyInstaller.depend.bindepend")
    bindepend.get_imports = lambda _path: []
    hooks: Any = types.ModuleType("PyInstaller.utils.hooks")
    hooks.copy_metadata = lambda name: [(name, name)]
    for name in ("PyInstaller", "PyInstaller.depend", "PyInstaller.utils"):
        monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
    monkeypatch.setitem(sys.modules, "PyInstaller.depend.bindepend", bindepend)
    monkeypatch.setitem(sys.modules, "PyInstaller.utils.hooks", hooks)
    told = subprocess.CompletedProcess([], 0, stdout="annotator sys")
    monkeypatch.setattr(subprocess, "run", lambda *_positional, **_named: told)
    monkeypatch.setenv("ANNOTATOR_BUILD", str(made))
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(sys, "path", list(sys.path))
    names = {name: stand_in(name) for name in ("PYZ", "EXE", "COLLECT", "BUNDLE")}
    code = compile((PACKAGING / "annotator.spec").read_text("utf-8"), "annotator.spec", "exec")
    exec(code, {"SPECPATH": str(PACKAGING), "Analysis": analysis, **names})
    return calls


def only(calls: list[Call], name: str) -> list[Call]:
    return [call for call in calls if call[0] == name]


def test_on_macos_a_bundle_with_a_window_its_icon_and_its_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = evaluated("darwin", tmp_path, monkeypatch)
    ((_name, (folder,), bundle),) = only(calls, "BUNDLE")
    ((_name, _positional, program),) = only(calls, "EXE")
    ((_name, collected, named),) = only(calls, "COLLECT")
    assert folder is not None and len(collected) == 3
    assert (program["name"], program["console"], named["name"]) == ("annotator", False, "annotator")
    assert Path(program["entitlements_file"]).is_file()
    assert bundle["name"] == "Annotator.app"
    assert bundle["bundle_identifier"] == identity.APP_ID
    assert bundle["icon"] == str(tmp_path / "icons" / "annotator.icns")
    assert bundle["info_plist"] == identity.macos_properties()
    ((_name, _positional, analysis),) = only(calls, "Analysis")
    (type_,) = identity.macos_properties()["CFBundleDocumentTypes"]  # type: ignore[misc]
    icon = str(tmp_path / "icons" / type_["CFBundleTypeIconFile"])  # type: ignore[has-type]
    assert (icon, ".") in analysis["datas"], "where the bundle looks for it"


def test_on_windows_a_program_with_a_console_beside_the_one_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = evaluated("win32", tmp_path, monkeypatch)
    programs = {call[2]["name"]: call[2] for call in only(calls, "EXE")}
    assert {name: one["console"] for name, one in programs.items()} == {
        "annotator": False,
        "annotator-cli": True,
    }
    for one in programs.values():
        assert one["icon"] == str(tmp_path / "icons" / "annotator.ico")
        assert one["version"] == str(tmp_path / "version.txt")
    assert not only(calls, "BUNDLE")


def test_on_linux_one_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = evaluated("linux", tmp_path, monkeypatch)
    ((_name, _positional, program),) = only(calls, "EXE")
    assert (program["name"], program["console"], program["icon"]) == ("annotator", True, None)
    assert not only(calls, "BUNDLE")
