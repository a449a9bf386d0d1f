"""The libraries of the system that Qt's wheels need, and the line that installs them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path

import contents
import deb
import elf
import PySide6
import pytest
import system_libraries

CHECKOUT = Path(__file__).resolve().parents[2]
# Of the C library and its compiler, and of Python itself.
EVERYWHERE = re.compile(r"(ld-linux.*|lib(c|m|dl|rt|pthread|resolv|gcc_s|z)\.so\.\d+)")
# Who prints has CUPS; without it Qt offers PDF alone.
NOT_ASKED_FOR = {"libcups.so.2"}

linux = pytest.mark.skipif(sys.platform != "linux", reason="wheels of other systems carry all")


def modules_of_the_code() -> set[str]:
    texts = (path.read_text("utf-8") for path in (CHECKOUT / "annotator").rglob("*.py"))
    return {name for text in texts for name in re.findall(r"PySide6\.Qt(\w+)", text)}


def needed_of_the_system() -> set[str]:
    """What the modules that the code imports, and the plugins that ship, need from outside."""
    package = Path(PySide6.__file__).parent
    inside = {path.name: path for path in package.parent.glob("[Ps][yh]*6/**/*.so*")}
    plugins = {name for names in contents.QT_PLUGINS.values() for name in names}
    waiting = deque(package / f"Qt{name}.abi3.so" for name in modules_of_the_code())
    waiting.extend(
        path
        for path in (package / "Qt" / "plugins").rglob("*.so")
        if contents.plain_name(path.name) in plugins
    )
    assert len(waiting) > 10
    seen: set[str] = set()
    while waiting:
        for name in elf.needed(waiting.popleft()):
            if name not in seen and name in inside:
                waiting.append(inside[name])
            seen.add(name)
    return {name for name in seen if name not in inside and not EVERYWHERE.fullmatch(name)}


@linux
def test_every_library_that_qt_needs_is_asked_for() -> None:
    needed = needed_of_the_system()
    assert "libgssapi_krb5.so.2" in needed, "QtNetwork is imported after the first paint"
    assert needed - NOT_ASKED_FOR <= set(system_libraries.LIBRARIES)


@linux
def test_headers_are_read_as_binutils_reads_them() -> None:
    path = Path(PySide6.__file__).parent / "QtCore.abi3.so"
    try:
        result = subprocess.run(
            ["readelf", "--dynamic", path], capture_output=True, text=True, check=True
        )
    except FileNotFoundError:
        pytest.skip("binutils are not installed")
    told = re.findall(r"\(NEEDED\).*\[(.*)\]", result.stdout)
    assert elf.needed(path) == told


def test_other_files_need_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"#!/bin/sh\n")
    assert elf.needed(tmp_path / "a") == []


def test_every_row_has_a_package_of_each_system() -> None:
    for names in (*system_libraries.LIBRARIES.values(), system_libraries.FONT_PACKAGES):
        assert len(names) == len(system_libraries.MANAGERS)
        assert all(names)


@pytest.mark.parametrize(
    ("manager", "line"),
    [
        ("apt-get", "  sudo apt-get update && sudo apt-get install -y libgl1 libxcb-glx0"),
        ("dnf", "  sudo dnf install -y libglvnd-glx libxcb"),
        ("zypper", "  sudo zypper install -y libglvnd libxcb-glx0"),
        ("pacman", "  sudo pacman -S --needed libglvnd libxcb"),
    ],
)
def test_the_line_to_type_is_of_the_system(manager: str, line: str) -> None:
    missing = {name: system_libraries.LIBRARIES[name] for name in ("libGL.so.1", "libxcb-glx.so.0")}
    assert system_libraries.advice(missing, manager, root=False).splitlines()[1] == line
    as_root = system_libraries.advice(missing, manager, root=True)
    assert as_root.splitlines()[1] == line.replace("sudo ", "")


def test_a_system_that_is_not_known_is_told_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "manager", lambda: None)
    told = system_libraries.advice({"libGL.so.1": ("a", "b", "c", "d")}, root=False)
    assert "libGL.so.1" in told
    assert len(told.splitlines()) == 1


def test_missing_libraries_and_fonts_are_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system_libraries, "FONT_FOLDERS", (str(tmp_path),))
    gone: Callable[[str], bool] = lambda name: name != "libgssapi_krb5.so.2"  # noqa: E731
    monkeypatch.setattr(system_libraries, "_loads", gone)
    missing = system_libraries.missing_for_window()
    assert set(missing) == {"libgssapi_krb5.so.2", "a font"}
    (tmp_path / "a.ttf").write_bytes(b"")
    assert set(system_libraries.missing_for_window()) == {"libgssapi_krb5.so.2"}


def test_the_debian_package_needs_what_it_does_not_carry() -> None:
    """Each name under Depends is one of the table's, so that both speak of the same libraries."""
    debian = {names[0] for names in system_libraries.LIBRARIES.values()} | {"libgcc-s1"}
    named = {name.split()[0] for name in deb.DEPENDS}
    assert named <= debian | {"libxext6"}
