"""What of the system a Qt window needs, by the names of four families of Linux.

The files are those that the wheels of Qt for Python name as needed (`NEEDED` in their headers) for
the modules and plugins that the program uses; tests/packaging/test_system_libraries.py reads them.
Standard library only: this runs on a Python that has nothing else.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

# The command that installs packages, and its column in the tables below.
MANAGERS = {
    "apt-get": ("apt-get update && {sudo}apt-get install -y", 0),
    "dnf": ("dnf install -y", 1),
    "zypper": ("zypper install -y", 2),
    "pacman": ("pacman -S --needed", 3),
}


def _xcb(part: str, version: int) -> tuple[str, tuple[str, ...]]:
    """A library of libxcb's own source: a package each on Debian and openSUSE, one elsewhere."""
    package = f"libxcb-{part}{version}"
    return f"libxcb-{part}.so.{version}", (package, "libxcb", package, "libxcb")


# The file: its package on Debian and Ubuntu, Fedora, openSUSE, Arch.
LIBRARIES = {
    "libstdc++.so.6": ("libstdc++6", "libstdc++", "libstdc++6", "gcc-libs"),
    "libzstd.so.1": ("libzstd1", "libzstd", "libzstd1", "zstd"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "libglib-2_0-0", "glib2"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2", "libgthread-2_0-0", "glib2"),
    "libGL.so.1": ("libgl1", "libglvnd-glx", "libglvnd", "libglvnd"),
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "libglvnd", "libglvnd"),
    "libX11.so.6": ("libx11-6", "libX11", "libX11-6", "libx11"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb", "libX11-xcb1", "libx11"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon0", "libxkbcommon"),
    "libfreetype.so.6": ("libfreetype6", "freetype", "libfreetype6", "freetype2"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "libfontconfig1", "fontconfig"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "libdbus-1-3", "dbus"),
    # QtNetwork: by its local socket one start of the program reaches another.
    "libgssapi_krb5.so.2": ("libgssapi-krb5-2", "krb5-libs", "krb5", "krb5"),
    "libbrotlicommon.so.1": ("libbrotli1", "libbrotli", "libbrotlicommon1", "brotli"),
    "libbrotlidec.so.1": ("libbrotli1", "libbrotli", "libbrotlidec1", "brotli"),
    # A screen of X11.
    "libxcb.so.1": ("libxcb1", "libxcb", "libxcb1", "libxcb"),
    **dict(
        _xcb(*part)
        for part in (
            *(("glx", 0), ("randr", 0), ("render", 0), ("shape", 0)),
            *(("shm", 0), ("sync", 1), ("xfixes", 0), ("xkb", 1)),
        )
    ),
    "libxcb-cursor.so.0": (
        *("libxcb-cursor0", "xcb-util-cursor", "libxcb-cursor0", "xcb-util-cursor"),
    ),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image", "libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": (
        *("libxcb-keysyms1", "xcb-util-keysyms", "libxcb-keysyms1", "xcb-util-keysyms"),
    ),
    "libxcb-render-util.so.0": (
        *("libxcb-render-util0", "xcb-util-renderutil"),
        *("libxcb-render-util0", "xcb-util-renderutil"),
    ),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util", "libxcb-util1", "xcb-util"),
    "libxkbcommon-x11.so.0": (
        *("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    ),
    # A screen of Wayland.
    "libwayland-client.so.0": (
        *("libwayland-client0", "libwayland-client", "libwayland-client0", "wayland"),
    ),
    "libwayland-cursor.so.0": (
        *("libwayland-cursor0", "libwayland-cursor", "libwayland-cursor0", "wayland"),
    ),
    "libwayland-egl.so.1": ("libwayland-egl1", "libwayland-egl", "libwayland-egl1", "wayland"),
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
FONT_PACKAGES = ("fonts-dejavu-core", "dejavu-sans-fonts", "dejavu-fonts", "ttf-dejavu")


def say(text: str) -> None:
    """Write a line to standard error at once."""
    print(text, file=sys.stderr, flush=True)


def manager() -> str | None:
    """The system's command for packages, or None where it is none of those known."""
    return next((name for name in MANAGERS if shutil.which(name)), None)


def missing_for_window() -> dict[str, tuple[str, ...]]:
    """What of LIBRARIES and fonts this Linux lacks, as rows of package names; on others nothing."""
    if not sys.platform.startswith("linux"):
        return {}
    missing = {file: names for file, names in LIBRARIES.items() if not _loads(file)}
    if not any(_has_font(Path(folder).expanduser()) for folder in FONT_FOLDERS):
        missing["a font"] = FONT_PACKAGES
    return missing


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_font(folder: Path) -> bool:
    return any(any(folder.rglob(f"*{suffix}")) for suffix in (".ttf", ".otf", ".ttc"))


def provide(missing: Mapping[str, Sequence[str]]) -> bool:
    """Install what `missing` names where that is allowed; returns whether it is there now.

    Only where the user is root and the system is Debian's or Ubuntu's: elsewhere `advice` says what
    to type.
    """
    if manager() != "apt-get" or not _is_root():
        return False
    packages = sorted({names[0] for names in missing.values()})
    say(f"Installing system packages: {' '.join(packages)} …")
    return _apt_get("install", packages) or (_apt_get("update") and _apt_get("install", packages))


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _apt_get(verb: str, packages: Sequence[str] = ()) -> bool:
    command = ["apt-get", verb, "-y", "-qq"]
    if packages:
        command += ["--no-install-recommends", *packages]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    result = subprocess.run(
        command, env=environment, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return result.returncode == 0


def advice(
    missing: Mapping[str, Sequence[str]], found: str | None = None, *, root: bool | None = None
) -> str:
    """The sentence that leads on: the line to type, or the files where the system is not known.

    `found` and `root` are the package manager and whether the user is root; by default, asked of
    the system.
    """
    found = found or manager()
    root = _is_root() if root is None else root
    if found is None:
        return (
            f"This system lacks what Annotator’s window needs ({', '.join(missing)}): install the"
            " packages that bring it, then type the same again."
        )
    command, column = MANAGERS[found]
    sudo = "" if root else "sudo "
    packages = " ".join(sorted({names[column] for names in missing.values()}))
    line = f"{sudo}{command.format(sudo=sudo)} {packages}"
    return f"This system lacks what Annotator needs; type this, then the same again:\n  {line}"
