"""What desktops read: entry, types, metadata, man page, icons, and the recipes."""

from __future__ import annotations

import configparser
import os
import plistlib
import re
import shutil
import sqlite3
import struct
import subprocess
from pathlib import Path

import deb
import icons
import identity
import pytest
import yaml  # type: ignore[import-untyped]
from lxml import etree  # type: ignore[import-untyped]
from PySide6.QtGui import QImage, QImageReader
from pytestqt.qtbot import QtBot

from annotator.cli.arguments import COMMANDS
from annotator.languages import ENGLISH, NAMES
from annotator.storage import schema
from annotator.storage.project_file import SUFFIX

CHECKOUT = Path(__file__).resolve().parents[2]
DESKTOP = CHECKOUT / "resources" / "desktop"
PACKAGING = CHECKOUT / "packaging"


def test_desktop_entry_opens_projects() -> None:
    entry = configparser.ConfigParser(interpolation=None, strict=True)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(DESKTOP / f"{identity.APP_ID}.desktop", encoding="utf-8")
    values = entry["Desktop Entry"]
    assert values["Exec"] == "annotator %f"
    assert values["MimeType"] == identity.MIME_TYPE + ";"
    assert values["Icon"] == identity.APP_ID


def test_type_is_known_by_suffix_and_by_content() -> None:
    root = etree.parse(str(DESKTOP / f"{identity.APP_ID}.mime.xml")).getroot()
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    (type_,) = root.findall("m:mime-type", space)
    assert type_.get("type") == identity.MIME_TYPE
    assert [glob.get("pattern") for glob in type_.findall("m:glob", space)] == [f"*{SUFFIX}"]
    inner = type_.find("m:magic/m:match/m:match", space)
    assert inner is not None
    assert inner.get("offset") == "68"
    assert inner.get("value", "").encode() == struct.pack(">I", schema.APPLICATION_ID)


def test_content_is_where_sqlite_puts_it(tmp_path: Path) -> None:
    path = tmp_path / "a.annot"
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    assert path.read_bytes()[68:72] == b"ANOT"


def test_metadata_and_entry_speak_every_language() -> None:
    root = etree.parse(str(DESKTOP / f"{identity.APP_ID}.metainfo.xml")).getroot()
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    paragraphs = root.findall("description/p")
    items = root.findall("description/ul/li")
    entry = (DESKTOP / f"{identity.APP_ID}.desktop").read_text("utf-8")
    for code in set(NAMES) - {ENGLISH}:
        spoken = code.replace("_", "-")
        assert [one for one in root.findall("summary") if one.get(language) == spoken], code
        assert [one for one in paragraphs if one.get(language) == spoken], code
        of_all = [one for one in items if one.get(language) is None]
        assert len([one for one in items if one.get(language) == spoken]) == len(of_all), code
        for field in ("GenericName", "Comment", "Keywords"):
            assert f"{field}[{code}]=" in entry, code


def test_metadata_names_what_is_there() -> None:
    root = etree.parse(str(DESKTOP / f"{identity.APP_ID}.metainfo.xml")).getroot()
    assert root.findtext("id") == identity.APP_ID
    assert (DESKTOP / root.findtext("launchable", "")).is_file()
    assert root.findtext("provides/mediatype") == identity.MIME_TYPE
    release = root.find("releases/release")
    assert release is not None
    assert release.get("version") == identity.version()


def test_man_page_names_every_command_and_the_version() -> None:
    text = (DESKTOP / "annotator.1").read_text(encoding="utf-8")
    named = set(re.findall(r"^\.BI (\w+)", text, re.MULTILINE))
    assert named == set(COMMANDS)
    assert f"Annotator {identity.version()}" in text.splitlines()[0]


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_man_page_is_set_without_a_warning() -> None:
    """What lintian looks for in a package."""
    command = ["groff", "-man", "-ww", "-z", "-Tutf8", str(DESKTOP / "annotator.1")]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stderr == ""


def test_macos_properties_hold_type_and_resolution() -> None:
    values = plistlib.loads(plistlib.dumps(identity.macos_properties()))
    assert values["NSHighResolutionCapable"] is True
    (type_,) = values["UTExportedTypeDeclarations"]
    assert type_["UTTypeTagSpecification"]["public.filename-extension"] == [SUFFIX[1:]]
    (document,) = values["CFBundleDocumentTypes"]
    assert document["LSItemContentTypes"] == [type_["UTTypeIdentifier"]]
    assert re.fullmatch(r"[A-Za-z0-9.-]+", type_["UTTypeIdentifier"]), "what an identifier may have"
    assert values["CFBundleVersion"] == values["CFBundleShortVersionString"] == identity.version()
    assert set(values["CFBundleLocalizations"]) == {"en", "de", "fr", "es", "pt_BR"}


def test_recipes_can_be_read_and_readme_marks_them() -> None:
    flatpak = yaml.safe_load((PACKAGING / "flatpak" / f"{identity.APP_ID}.yaml").read_text("utf-8"))
    assert flatpak["id"] == identity.APP_ID
    assert not any("network" in permission for permission in flatpak["finish-args"])
    workflow = yaml.safe_load((CHECKOUT / ".github/workflows/release.yml").read_text("utf-8"))
    assert {"debian", "flatpak", "macos", "windows"} <= set(workflow["jobs"])
    lines = (PACKAGING / "README.md").read_text("utf-8").splitlines()
    for name in ("macOS", "Windows"):
        row = next(line for line in lines if line.startswith(f"| {name}"))
        assert "not yet built on its system" in row


def test_windows_installer_is_for_the_user_and_knows_the_suffix() -> None:
    text = (PACKAGING / "windows" / "annotator.iss").read_text(encoding="utf-8")
    assert "PrivilegesRequired=lowest" in text
    assert f"Software\\Classes\\{SUFFIX}" in text
    assert "HKLM" not in text
    assert re.search(r"^MinVersion=10\.0\.17763$", text, re.MULTILINE), "the least of Qt 6.10"
    assert f"Software\\Classes\\{SUFFIX}\\OpenWithProgids" in text


def test_flatpak_leaves_the_program_whole() -> None:
    """Stripping cuts off the archive of modules, and the program does not start."""
    flatpak = yaml.safe_load((PACKAGING / "flatpak" / f"{identity.APP_ID}.yaml").read_text("utf-8"))
    (module,) = flatpak["modules"]
    assert module["build-options"] == {"strip": False, "no-debuginfo": True}


def test_macos_bundle_has_a_window_and_can_be_notarised() -> None:
    spec = (PACKAGING / "annotator.spec").read_text("utf-8")
    assert 'console = sys.platform not in ("win32", "darwin")' in spec
    assert "LSBackgroundOnly" not in identity.macos_properties()
    entitlements = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert entitlements == {"com.apple.security.cs.allow-unsigned-executable-memory": True}
    for name in ("codesign_identity", "entitlements_file"):
        assert f'options["{name}"]' in spec


def test_every_system_is_tested_before_it_is_built_for() -> None:
    workflow = yaml.safe_load((CHECKOUT / ".github/workflows/release.yml").read_text("utf-8"))
    built = 0
    for job in workflow["jobs"].values():
        lines = [step.get("run", "") for step in job["steps"]]
        tests = [number for number, line in enumerate(lines) if "packaging/test.py" in line]
        builds = [number for number, line in enumerate(lines) if "packaging/build.py" in line]
        if builds:
            built += 1
            assert tests and tests[0] < builds[0]
    assert built == 3


@pytest.mark.parametrize("name", icons.NAMES)
def test_icon_is_there_at_16_pixels(name: str, qtbot: QtBot) -> None:
    """Not blank, transparent at the corner, and of enough contrast within."""
    image = QImage.fromData(icons.draw(icons.SOURCES / f"{name}.svg", 16))
    pixels = [image.pixelColor(x, y) for x in range(16) for y in range(16)]
    assert image.pixelColor(0, 0).alpha() < 128
    lightness = [pixel.lightness() for pixel in pixels if pixel.alpha() > 200]
    assert len(lightness) > 100
    assert max(lightness) - min(lightness) > 120


def test_containers_hold_their_pictures(qtbot: QtBot, tmp_path: Path) -> None:
    drawn = {size: icons.draw(icons.SOURCES / "annotator.svg", size) for size in (16, 256)}
    path = tmp_path / "a.ico"
    path.write_bytes(icons.ico(drawn))
    assert QImage(str(path)).width() in drawn


def test_the_icon_of_macos_is_whole_and_readable(qtbot: QtBot, tmp_path: Path) -> None:
    """Each part a picture of the size that its type says, and Qt’s own reader finds them."""
    source = icons.SOURCES / "annotator.svg"
    data = icons.icns({kind: icons.draw(source, size) for kind, size in icons.ICNS_TYPES.items()})
    assert data[:4] == b"icns"
    assert struct.unpack(">I", data[4:8])[0] == len(data)
    at, found = 8, {}
    while at < len(data):
        kind, length = data[at : at + 4], struct.unpack(">I", data[at + 4 : at + 8])[0]
        found[kind] = QImage.fromData(data[at + 8 : at + length]).width()
        at += length
    assert found == icons.ICNS_TYPES
    assert not {b"icp4", b"icp5", b"icp6"} & set(found), "shown wrongly where they are in a bundle"
    path = tmp_path / "a.icns"
    path.write_bytes(data)
    reader = QImageReader(str(path))
    assert reader.canRead()
    assert reader.imageCount() == len(icons.ICNS_TYPES)
    assert reader.read().width() in icons.ICNS_TYPES.values()


def test_debian_package_says_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "libannotator.so").write_bytes(b"GLIBC_2.4\0GLIBC_2.35\0")
    (tmp_path / "libxcb-cursor.so.0").write_bytes(b"")
    fields = dict(re.findall(r"^([\w-]+): (.*)$", deb.control(tmp_path, 7), re.MULTILINE))
    assert fields["Version"] == identity.version()
    assert fields["Installed-Size"] == "7"
    needed = fields["Depends"].split(", ")
    assert "libc6 (>= 2.35)" in needed
    assert "libgl1" in needed
    assert "libxcb-icccm4" in needed
    assert "libxcb-cursor0" not in needed


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="dpkg-deb is not installed")
def test_debian_package_is_the_same_whatever_the_umask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A builder who keeps files private makes the package that everybody makes."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    def made(umask: int) -> bytes:
        folder = tmp_path / f"{umask:o}"
        before = os.umask(umask)
        try:
            for name in ("annotator", "icons"):
                (folder / name).mkdir(parents=True)
            (folder / "annotator" / "annotator").write_bytes(b"")
            (folder / "annotator" / "annotator").chmod(0o700)
            for icon in icons.NAMES:
                for size in deb.PNG_SIZES:
                    (folder / "icons" / f"{icon}-{size}.png").write_bytes(b"")
            package = deb.build(folder / "annotator", folder / "icons", folder / "work", folder)
        finally:
            os.umask(before)
        return package.read_bytes()

    assert made(0o077) == made(0o022)


def test_installed_size_is_counted_as_debian_counts(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 1025)
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("a")
    assert deb.installed_kb(tmp_path) == 2 + 1 + 1


def test_debian_package_names_an_address_that_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEBEMAIL", raising=False)
    assert deb.maintainer().endswith(".invalid>")
    monkeypatch.setenv("DEBFULLNAME", "Ann")
    monkeypatch.setenv("DEBEMAIL", "ann@here.org")
    assert deb.maintainer() == "Ann <ann@here.org>"
    assert re.search(
        rf"\Aannotator \({re.escape(identity.version())}\) stable; urgency=medium\n\n  \* .*\n\n"
        r" -- Ann <ann@here\.org>  \w{3}, \d\d \w{3} \d{4} 00:00:00 \+0000\n\Z",
        deb.changelog(),
    )


def test_debian_package_lays_everything_out(tmp_path: Path) -> None:
    program, drawn = tmp_path / "annotator", tmp_path / "icons"
    program.mkdir()
    drawn.mkdir()
    (program / "annotator").write_bytes(b"")
    for name in icons.NAMES:
        for size in deb.PNG_SIZES:
            (drawn / f"{name}-{size}.png").write_bytes(b"")
    deb.lay_out(program, drawn, tmp_path / "root")
    share = tmp_path / "root" / "usr" / "share"
    link = (tmp_path / "root" / "usr" / "bin" / "annotator").readlink()
    assert (tmp_path / "root" / link.relative_to("/")).is_file()
    for path in (
        f"applications/{identity.APP_ID}.desktop",
        f"mime/packages/{identity.APP_ID}.xml",
        f"metainfo/{identity.APP_ID}.metainfo.xml",
        "man/man1/annotator.1.gz",
        "doc/annotator/copyright",
        "doc/annotator/changelog.gz",
        "doc/annotator/CHANGELOG.md.gz",
        "lintian/overrides/annotator",
        f"icons/hicolor/16x16/apps/{identity.APP_ID}.png",
        "icons/hicolor/scalable/mimetypes/application-x-annotator-project.svg",
    ):
        assert (share / path).is_file(), path
