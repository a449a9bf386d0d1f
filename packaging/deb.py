"""Packs the one-folder build for Debian and Ubuntu.

Standard library only, besides dpkg-deb; `bare_roots.py` tries what is made.
"""

from __future__ import annotations

import gzip
import os
import platform
import re
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from email.utils import format_datetime
from pathlib import Path

import identity
from environment import CHECKOUT
from system_libraries import LIBRARIES

DESKTOP = CHECKOUT / "resources" / "desktop"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
PNG_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
# What the build does not carry: drivers, the desktop's protocols, and the data files of libraries
# that it does carry (fonts' configuration, keyboard tables). Newer releases have other names.
DEPENDS = (
    *("libstdc++6 (>= 12)", "libgcc-s1"),
    *("libgl1", "libegl1", "libfontconfig1", "libxkbcommon0", "libxcb1", "libx11-6", "libxext6"),
    *("libwayland-client0", "libwayland-cursor0", "libwayland-egl1"),
)
RECOMMENDS = ("fonts-dejavu-core | fonts-noto-core", "xdg-desktop-portal", "libcups2")
_BROUGHT = "opt/annotator/_internal"
LINTIAN = {
    "A package that is not Debian's own belongs below /opt.": ("dir-or-file-in-opt",),
    "The program brings its Python, and the libraries that its wheels were tried with.": (
        *("package-installs-python-bytecode", "embedded-library"),
        "shared-library-lacks-prerequisites",
    ),
    "PyInstaller's starter is taken as it comes.": ("hardening-no-pie",),
    "Libraries that were moved about when wheels were made do not all survive stripping.": (
        f"unstripped-binary-or-object [{_BROUGHT}/PySide6/Qt/lib/libicu*]",
        f"unstripped-binary-or-object [{_BROUGHT}/numpy.libs/*]",
    ),
    "Every Debian and Ubuntu that is supported unpacks zstd.": ("malformed-deb-archive",),
}
DESCRIPTION = """\
 Annotator opens texts, lets coders mark passages with the codes of a codebook,
 puts the work of a team together, and computes agreement figures. Projects are
 exchanged as REFI-QDA with other programs for qualitative analysis."""


def control(folder: Path, installed_kb: int) -> str:
    """The control file: what the package is and needs."""
    libc = f"libc6 (>= {newest_glibc(folder)})"
    # Carried, should the analysis find them on the building machine; named where it did not.
    named = {name.split()[0] for name in DEPENDS}
    absent = {
        names[0]: None
        for library, names in LIBRARIES.items()
        if names[0] not in named and not list(folder.rglob(library))
    }
    fields = {
        "Package": "annotator",
        "Version": identity.version(),
        "Section": "science",
        "Priority": "optional",
        "Architecture": ARCHITECTURES.get(platform.machine(), platform.machine()),
        "Maintainer": maintainer(),
        "Installed-Size": str(installed_kb),
        "Depends": ", ".join([libc, *DEPENDS, *absent]),
        "Recommends": ", ".join(RECOMMENDS),
        "Description": f"{identity.SUMMARY}\n{DESCRIPTION}",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def maintainer() -> str:
    """Who answers for the package: as Debian's tools have it, who builds it; the project itself
    has no address, and a domain that can not exist says so (RFC 2606)."""
    name = os.environ.get("DEBFULLNAME", "The Annotator contributors")
    return f"{name} <{os.environ.get('DEBEMAIL', 'annotator@annotator.invalid')}>"


def newest_glibc(folder: Path) -> str:
    """The newest version of the C library that any file of the build asks for."""
    versions = {(2, 17)}
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink() and (".so" in path.name or not path.suffix):
            found = re.findall(rb"GLIBC_2\.(\d+)\b", path.read_bytes())
            versions.update((2, int(minor)) for minor in found)
    return ".".join(map(str, max(versions)))


def lay_out(folder: Path, icons: Path, root: Path) -> None:
    """Everything at its place below `root`, as it will lie in the system."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder, root / "opt" / "annotator", symlinks=True)
    share = root / "usr" / "share"
    app = identity.APP_ID
    _put(DESKTOP / f"{app}.desktop", share / "applications")
    _put(DESKTOP / f"{app}.metainfo.xml", share / "metainfo")
    _put(DESKTOP / f"{app}.mime.xml", share / "mime" / "packages", f"{app}.xml")
    mime_icon = identity.MIME_TYPE.replace("/", "-")
    sources = CHECKOUT / "resources" / "icons"
    for name, kind, source in (
        (app, "apps", "annotator"),
        (mime_icon, "mimetypes", "document"),
    ):
        theme = share / "icons" / "hicolor"
        _put(sources / f"{source}.svg", theme / "scalable" / kind, f"{name}.svg")
        for size in PNG_SIZES:
            _put(icons / f"{source}-{size}.png", theme / f"{size}x{size}" / kind, f"{name}.png")
    _put_compressed(DESKTOP / "annotator.1", share / "man" / "man1" / "annotator.1.gz")
    document = share / "doc" / "annotator"
    _put(CHECKOUT / "LICENSE", document, "copyright")
    with (document / "copyright").open("a", encoding="utf-8") as file:
        file.write("\nWhat the program is built upon: /opt/annotator/_internal/licences\n")
    _put_compressed(CHECKOUT / "CHANGELOG.md", document / "CHANGELOG.md.gz")
    _write_compressed(changelog(), document / "changelog.gz")
    overrides = share / "lintian" / "overrides"
    overrides.mkdir(parents=True)
    (overrides / "annotator").write_text(lintian_overrides(), encoding="utf-8")
    program = root / "usr" / "bin" / "annotator"
    program.parent.mkdir(parents=True)
    # From one directory of the root to another, Debian's policy (10.5) wants the whole path.
    program.symlink_to("/opt/annotator/annotator")


def _put(source: Path, folder: Path, name: str | None = None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / (name or source.name))


def _put_compressed(source: Path, target: Path) -> None:
    _write_compressed(source.read_text(encoding="utf-8"), target)


def _write_compressed(text: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def changelog() -> str:
    """This version in the form that Debian's tools read; what changed stands in CHANGELOG.md."""
    metadata = (DESKTOP / f"{identity.APP_ID}.metainfo.xml").read_text(encoding="utf-8")
    released = rf'<release version="{identity.version()}" date="([^"]+)"'
    found = re.search(released, metadata)
    if found is None:
        sys.exit(
            f"The release {identity.version()} is not in {DESKTOP.name}’s metainfo.xml: add it."
        )
    day = date.fromisoformat(found[1])
    when = format_datetime(datetime(day.year, day.month, day.day, tzinfo=UTC))
    return (
        f"annotator ({identity.version()}) stable; urgency=medium\n\n"
        "  * See /usr/share/doc/annotator/CHANGELOG.md.gz.\n\n"
        f" -- {maintainer()}  {when}\n"
    )


def lintian_overrides() -> str:
    """What of Debian's policy does not hold for a package from outside, each with its reason."""
    lines: list[str] = []
    for reason, tags in LINTIAN.items():
        lines += [f"# {reason}", *(f"annotator: {tag}" for tag in tags)]
    return "\n".join(lines) + "\n"


def build(folder: Path, icons: Path, work: Path, target: Path) -> Path:
    """The package of a one-folder build; returns its path."""
    lay_out(folder, icons, work)
    text = control(folder, installed_kb(work))
    (work / "DEBIAN").mkdir()
    (work / "DEBIAN" / "control").write_text(text, encoding="utf-8")
    _set_modes(work)
    (architecture,) = re.findall(r"^Architecture: (.+)$", text, re.MULTILINE)
    package = target / f"annotator_{identity.version()}_{architecture}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zzstd", "--build", str(work), str(package)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return package


def installed_kb(root: Path) -> int:
    """What all of it takes, as Debian's policy (5.6.20) counts: each file rounded up to a KiB, and
    one for whatever else there is; so it is the same on every file system."""
    paths = list(root.rglob("*"))
    files = [path for path in paths if path.is_file() and not path.is_symlink()]
    return sum(-(-path.stat().st_size // 1024) for path in files) + len(paths) - len(files)


def _set_modes(root: Path) -> None:
    """Readable for all, writable for the owner, whatever the umask of the builder."""
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or (path.parent.name == "annotator" and os.access(path, os.X_OK))
            path.chmod(0o755 if runs else 0o644)
