#!/usr/bin/env python3
"""Make what users install: ``build.py [--deb] [--archive] [--wheel] [--library]``.

Without arguments: the program in a folder, `dist/annotator`, tried at the end. `--deb` packs that
folder for Debian and Ubuntu, `--archive` for whoever packs it further, `--wheel` makes a wheel,
`--library` one without the window, and `--no-program` packs the program that is there. Products go
to `dist/`, the rest to `build/`.
"""

from __future__ import annotations

import argparse
import os
import plistlib
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Sequence
from pathlib import Path

import archive
import bare_roots
import deb
import library_wheel
import licences
import sizes
import trial
from environment import CHECKOUT, prepare
from system_libraries import say

BUILD, DIST = CHECKOUT / "build", CHECKOUT / "dist"
PACKAGING = CHECKOUT / "packaging"
BILL = "bill-of-materials.cdx.json"
"""The software bill of materials, beside the licences."""


def _moment() -> str:
    """Seconds since 1970: when the commit was made, so that two builds of it are the same."""
    asked = ["git", "-C", str(CHECKOUT), "log", "-1", "--format=%ct"]
    try:
        told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    except FileNotFoundError:
        told = ""
    return os.environ.get("SOURCE_DATE_EPOCH") or told or "315532800"


# Old and new file names do not mix, and two builds of one version have the same contents.
ENVIRONMENT = {
    "ANNOTATOR_BUILD": str(BUILD / "made"),
    "PYTHONHASHSEED": "1",
    "SOURCE_DATE_EPOCH": _moment(),
    # A bundle for macOS that can not be signed is no bundle.
    "PYINSTALLER_STRICT_BUNDLE_CODESIGN_ERROR": "1",
}


def main() -> None:
    """Build what is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--deb", action="store_true", help="a package for Debian and Ubuntu")
    parser.add_argument("--archive", action="store_true", help="with desktop files as .tar.xz")
    parser.add_argument("--wheel", action="store_true", help="a wheel, tried in a new environment")
    parser.add_argument("--library", action="store_true", help="a wheel without the window")
    parser.add_argument("--no-program", action="store_true", help="use dist/annotator as it is")
    parser.add_argument("--no-root", action="store_true", help="do not try the .deb in a Debian")
    options = parser.parse_args()
    os.environ["SOURCE_DATE_EPOCH"] = _moment()  # what packs reads it too
    python = prepare(extras=["build"])
    only_wheel = (options.wheel or options.library) and not (options.deb or options.archive)
    if not options.no_program and not only_wheel:
        build_program(python)
    if options.deb:
        build_deb(may_try=not options.no_root)
    if options.archive:
        build_archive()
    if options.wheel:
        build_wheel(python, CHECKOUT, "annotator_qda", [*_DEMO])
    if options.library:
        tree = library_wheel.write_tree(CHECKOUT, BUILD / "library")
        build_wheel(python, tree, "annotator_qda_core", [*_IMPORT])


def build_program(python: Path) -> None:
    """The one-folder build, with the licences of the libraries it took along; then tries it."""
    start = time.monotonic()
    made = BUILD / "made"
    made.mkdir(parents=True, exist_ok=True)
    for script, target in (("icons.py", "icons"), ("licences.py", "licences")):
        _run([python, PACKAGING / script, made / target])
    if sys.platform == "win32":
        _run([python, PACKAGING / "windows" / "version.py", made / "version.txt"])
    say("Building the program …")
    spec = PACKAGING / "annotator.spec"
    pyinstaller: list[str | Path] = [
        python,
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--clean",
        "--log-level=WARN",
    ]
    _run([*pyinstaller, "--distpath", DIST, "--workpath", BUILD / "pyinstaller", spec])
    folder = DIST / "annotator"
    _run([python, PACKAGING / "sbom.py", _contents(folder) / "licences" / BILL, *_taken()])
    if sys.platform == "linux":
        _add_system_licences(folder)
        _strip(folder)
        _check_links(folder)
    if sys.platform == "darwin":
        _check_bundle()
    say(f"Built {folder} in {time.monotonic() - start:.0f} s:")
    found = sizes.by_part(folder)
    print(sizes.table(found))
    if sum(found.values()) > sizes.LIMIT_MB * 1e6:
        say(f"This is more than {sizes.LIMIT_MB} MB: has something come along that is not used?")
    seconds = trial.try_program([str(_executable(folder))])
    say(f"The built program has done the demo in an empty home; its window took {seconds:.2f} s.")


def _executable(folder: Path) -> Path:
    """What takes commands: on Windows the program with a console."""
    if sys.platform == "darwin":
        return DIST / "Annotator.app" / "Contents" / "MacOS" / "annotator"
    return folder / ("annotator-cli.exe" if sys.platform == "win32" else "annotator")


def _contents(folder: Path) -> Path:
    """Where the files of the program lie."""
    if sys.platform == "darwin":
        return DIST / "Annotator.app" / "Contents" / "Resources"
    return folder / "_internal"


def _taken() -> list[Path]:
    """The list of what a build took from the system; none where it takes nothing."""
    return [one for one in (BUILD / "made" / "system.txt",) if one.is_file()]


def _add_system_licences(folder: Path) -> None:
    """Those of the libraries that came from this system. Stops where one is missing."""
    taken = (BUILD / "made" / "system.txt").read_text(encoding="utf-8").splitlines()
    unknown = licences.without_licence(folder / "_internal", taken)
    unknown += licences.gather_system(taken, folder / "_internal" / "licences")
    if unknown:
        sys.exit(f"No package of the system says under which licence these are: {unknown}")
    packages = len(list((folder / "_internal" / "licences" / "system").iterdir()))
    say(f"Added the licences of {len(taken)} libraries, from {packages} packages of the system.")


def _strip(folder: Path) -> None:
    """Python's extension modules and PDFium without what only a debugger and a linker read; other
    libraries stay as they are, since those of wheels have been moved about and do not all survive
    it."""
    if shutil.which("strip"):
        modules = [
            path
            for pattern in ("*.cpython-*.so", "libpython*", "libpdfium.so")
            for path in folder.rglob(pattern)
        ]
        _run(["strip", "--strip-unneeded", *modules])


def _check_links(folder: Path) -> None:
    """Nothing of Qt that stayed may link something of Qt that was dropped."""
    libraries = [str(path) for path in folder.rglob("*.so*") if not path.is_symlink()]
    result = subprocess.run(
        ["ldd", *libraries],
        env=os.environ | {"LD_LIBRARY_PATH": str(folder / "_internal")},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = result.stdout.splitlines()
    missing = {line.strip() for line in lines if "not found" in line and "libQt6" in line}
    if missing:
        sys.exit("A library of Qt is left out that another needs: " + "; ".join(sorted(missing)))


def _check_bundle() -> None:
    """The bundle as macOS will see it: signed as a whole, and one with a window."""
    bundle = DIST / "Annotator.app"
    _run(["codesign", "--verify", "--deep", "--strict", bundle])
    with (bundle / "Contents" / "Info.plist").open("rb") as file:
        if plistlib.load(file).get("LSBackgroundOnly"):
            sys.exit("The bundle says LSBackgroundOnly, so it would have no icon in the Dock.")


def build_deb(*, may_try: bool) -> None:
    """The package of what is in dist/, tried in a bare Debian where root and debootstrap are."""
    if not shutil.which("dpkg-deb"):
        sys.exit("dpkg-deb is needed for --deb: it comes with Debian and Ubuntu.")
    start = time.monotonic()
    package = deb.build(DIST / "annotator", BUILD / "made" / "icons", BUILD / "deb", DIST)
    size = package.stat().st_size / 1e6
    say(f"Packed {package} ({size:.1f} MB) in {time.monotonic() - start:.1f} s.")
    if may_try and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("debootstrap"):
        suite = bare_roots.own_suite()
        took = bare_roots.try_package(package, suite).get("seconds", {})
        told = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in took.items())
        say(f"Tried it in a bare {suite}: {told}.")
    else:
        say("Not tried in a bare Debian: for that, be root and have debootstrap.")


def build_archive() -> None:
    """The archive of what is in dist/."""
    start = time.monotonic()
    tree = BUILD / "archive"
    deb.lay_out(DIST / "annotator", BUILD / "made" / "icons", tree)
    packed = archive.build(tree, DIST)
    size = packed.stat().st_size / 1e6
    say(f"Packed {packed} ({size:.1f} MB) in {time.monotonic() - start:.0f} s.")


_DEMO = ("-m", "annotator")
_IMPORT = ("-c", "import annotator; print(annotator.open, annotator.edit)")


def build_wheel(python: Path, tree: Path, name: str, proof: Sequence[str]) -> None:
    """A wheel of a tree, and the proof that it works in an environment that has nothing else: the
    demo of the program, the import of the library."""
    for old in DIST.glob(f"{name}-*.whl"):
        old.unlink()
    pip: list[str | Path] = [python, "-m", "pip", "--disable-pip-version-check"]
    _run([*pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", DIST, tree])
    (wheel,) = DIST.glob(f"{name}-*.whl")
    place = BUILD / "wheel-environment"
    venv.create(place, clear=True, with_pip=True)
    own = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    _run([own, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", wheel])
    if proof[0] == "-m":
        trial.try_program([str(own), *proof])
    else:
        _run([own, *proof])
    say(f"Made {wheel}; it works in an environment that has nothing else.")


def _run(command: Sequence[str | Path]) -> None:
    environment = os.environ | ENVIRONMENT
    result = subprocess.run([str(part) for part in command], env=environment, check=False)
    if result.returncode:
        sys.exit(f"This failed, its message stands above: {' '.join(map(str, command))}")


if __name__ == "__main__":
    main()
