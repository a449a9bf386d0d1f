"""What a build takes along of Qt and of the system."""

from __future__ import annotations

import importlib.util
import re
import sys
import sysconfig
from pathlib import Path

import contents
import identity
import licences
import pytest
import sizes

from annotator.app import drawing_platform
from annotator.exchange.documents import registry
from annotator.ui.window import about

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui",
        "PySide6/QtWidgets.abi3.so",
        "PySide6\\QtCore.pyd",
        "PySide6\\Qt6Core.dll",
        "PySide6/libpyside6.abi3.so.6.10",
        "libQt6Core.so.6",
        "libxcb-cursor.so.0",
        "numpy/_core/_multiarray_umath.cpython-311-x86_64-linux-gnu.so",
        "resources/themes/dark.toml",
        "numpy-2.4.6.dist-info/METADATA",
        "licences/numpy/LICENSE.txt",
    ],
)
def test_what_is_used_stays(path: str) -> None:
    assert contents.is_wanted(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/imageformats/libqpdf.so",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt/lib/QtQuick.framework/Versions/A/QtQuick",
        "PySide6/QtSql.abi3.so",
        "PySide6\\QtTest.pyd",
        "PySide6\\Qt6Designer.dll",
        "PySide6\\opengl32sw.dll",
        "libcups.so.2",
        "PySide6/libpyside6qml.abi3.so.6.10",
        "PySide6/Qt/translations/qtbase_de.qm",
        "libQt6Quick.so.6",
        "libstdc++.so.6",
        "libgcc_s.so.1",
        "libdbus-1.so.3",
        "libsystemd.so.0",
        "numpy-2.4.6.dist-info/RECORD",
        "annotator_qda-0.1.0.dist-info/direct_url.json",
        "pyrage-1.4.0.dist-info/sboms/pyrage.cyclonedx.json",
        "numpy-2.4.6.dist-info/licenses/LICENSE.txt",
    ],
)
def test_what_is_not_used_goes(path: str) -> None:
    assert not contents.is_wanted(path)


def test_qt_speaks_the_languages_of_the_program() -> None:
    assert contents.is_wanted("PySide6/Qt/translations/qtbase_de.qm", {"de"})
    assert not contents.is_wanted("PySide6/Qt/translations/qtbase_fr.qm", {"de"})
    assert contents.is_wanted("PySide6/Qt/translations/qtbase_pt_BR.qm", {"de", "pt_BR"})
    assert not contents.is_wanted("PySide6/Qt/translations/qtbase_zh_CN.qm", {"de", "pt_BR"})
    assert not contents.is_wanted("PySide6/Qt/translations/assistant_de.qm", {"de"})


def test_libraries_that_only_a_dropped_plugin_links_go() -> None:
    links = {
        "PySide6/a.so": {"libx.so.1"},
        "libx.so.1": {"liby.so.1"},
        "libgtk-3.so.0": {"libx.so.1"},
    }
    there = ["PySide6/a.so", "libx.so.1", "liby.so.1", "libgtk-3.so.0", "libpython3.11.so.1.0"]
    kept = contents.without_orphans(there, lambda name: links.get(name, set()))
    assert set(kept) == set(there) - {"libgtk-3.so.0"}


def test_modules_of_the_code_are_in_the_build() -> None:
    """A window that begins to use another module of Qt must find it in a build."""
    text = "".join(path.read_text("utf-8") for path in (CHECKOUT / "annotator").rglob("*.py"))
    modules = set(re.findall(r"from PySide6\.Qt(\w+) import", text))
    assert modules
    assert modules <= contents.QT_MODULES


def test_the_readers_of_documents_are_in_the_build() -> None:
    """The table of formats names their modules as text, which PyInstaller does not follow."""
    spec = (CHECKOUT / "packaging" / "annotator.spec").read_text("utf-8")
    assert "*modules_of_registries()" in spec
    for reader in registry.BUILT_IN:
        module = reader.function.partition(":")[0]
        assert importlib.util.find_spec(module) is not None


def test_a_part_with_two_pins_is_named_once() -> None:
    """Qt for Python is declared for each range of Pythons."""
    for names in (identity.distributions(), [part.name for part in about.components()]):
        assert len(names) == len(set(names))
        assert sum(name.lower().startswith("pyside6") for name in names) == 1


def test_every_part_has_a_licence(tmp_path: Path) -> None:
    licences.gather(tmp_path)
    there = {folder.name for folder in tmp_path.iterdir()}
    assert there >= {*identity.distributions(), "Python", "Qt"} - {*licences.QT_PARTS}
    assert all(any(folder.iterdir()) for folder in tmp_path.iterdir())
    assert "LESSER GENERAL PUBLIC" in (tmp_path / "Qt" / "LGPL-3.0.txt").read_text("utf-8")


def test_libraries_of_the_system_are_told_from_python_and_its_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the system's own Python, whose home is /usr, has made the environment."""
    usr, prefix = tmp_path / "usr", tmp_path / "checkout" / ".venv"
    monkeypatch.setattr(sys, "prefix", str(prefix))
    monkeypatch.setattr(sys, "base_prefix", str(usr))
    monkeypatch.setattr(identity, "CHECKOUT", tmp_path / "checkout")
    standard = usr / "lib" / "python3.11"
    monkeypatch.setattr(sysconfig, "get_path", lambda _name: str(standard))
    taken = [str(usr / "lib" / name) for name in ("libglib-2.0.so.0", "libxcb.so.1")]
    own = [standard / "lib-dynload" / "_bz2.so", usr / "lib" / "libpython3.11.so.1.0"]
    own += [prefix / "lib" / "numpy" / "a.so", tmp_path / "checkout" / "resources" / "a.so"]
    assert licences.of_the_system([*map(str, own), *reversed(taken)]) == taken


def test_a_library_without_a_licence_is_found(tmp_path: Path) -> None:
    for name in ("libglib-2.0.so.0", "libxcb.so.1", "libpython3.11.so.1.0"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "libQt6Core.so.6").symlink_to("libxcb.so.1")
    assert licences.without_licence(tmp_path, ["/lib/libxcb.so.1"]) == ["libglib-2.0.so.0"]
    assert licences.without_licence(tmp_path, []) == ["libglib-2.0.so.0", "libxcb.so.1"]


def test_a_library_of_no_package_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "debian_package", lambda _path: None)
    assert licences.gather_system(["/lib/libxcb.so.1"], tmp_path) == ["libxcb.so.1"]


def test_sizes_are_told_by_part(tmp_path: Path) -> None:
    for name, size in (
        ("annotator", 10),
        ("_internal/PySide6/Qt/lib/libQt6Core.so.6", 20),
        ("_internal/PySide6/Qt/lib/libicudata.so.73", 30),
        ("_internal/libxcb.so.1", 40),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * size)
    (tmp_path / "_internal" / "libQt6Core.so.6").symlink_to("PySide6/Qt/lib/libQt6Core.so.6")
    assert sizes.by_part(tmp_path) == {
        "system libraries": 40,
        "Qt: ICU": 30,
        "Qt: libraries": 20,
        "program and its modules": 10,
    }


def test_what_only_printing_needs_is_left_to_the_system() -> None:
    links = {"PySide6/Qt/plugins/printsupport/libcupsprintersupport.so": {"libgnutls.so.30"}}
    there = [*links, "libgnutls.so.30"]
    assert contents.without_orphans(there, lambda name: links.get(name, set())) == [*links]


@pytest.mark.parametrize(
    ("system", "platform"), [("linux", "offscreen"), ("darwin", "offscreen"), ("win32", "windows")]
)
def test_pictures_and_reports_are_drawn_where_there_are_fonts(system: str, platform: str) -> None:
    """Qt's platform without a screen has the system's fonts everywhere but on Windows."""
    assert drawing_platform(system) == platform
    assert f"q{platform}" in contents.QT_PLUGINS["platforms"], "it does not ship"
