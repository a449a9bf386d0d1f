"""The licences of everything that a build ships, gathered into one folder. Standard library only,
except that it runs in the environment whose packages it reads.

A folder for each part: packages of Python by what they carry, Qt and Python by their texts, system
libraries of Debian by the package's copyright file. A part without a licence text stops the build.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import identity

TEXTS = Path(__file__).resolve().parent / "licences"
QT_PARTS = ("PySide6-Essentials", "shiboken6")
_WORDS = ("licen", "copying", "notice", "authors", "copyright")


def gather(folder: Path) -> None:
    """Fill `folder` with the licences of the program, its packages, Python and Qt."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in identity.distributions():
        if name not in QT_PARTS:
            _package(name, folder / name)
    _copy([identity.CHECKOUT / "LICENSE"], folder / identity.distributions()[0])
    _copy(_python_licence(), folder / "Python")
    _copy([*sorted(TEXTS.glob("*.txt")), TEXTS / "qt.md"], folder / "Qt")


def _package(name: str, target: Path) -> None:
    """The texts that a package's own record names, below folders of their own where they are."""
    if name == identity.distributions()[0]:
        return
    files = [file for file in metadata.distribution(name).files or [] if _is_licence(file)]
    if not files:
        raise FileNotFoundError(f"no licence was found of {name}, which the build ships")
    for file in files:
        below = [part for part in file.parts[1:-1] if part.lower() != "licenses"]
        _copy([Path(str(file.locate()))], target.joinpath(*below))


def _is_licence(file: metadata.PackagePath) -> bool:
    """By its name, or by the folder of licences (PEP 639) in which it lies."""
    if not file.parts[0].endswith(".dist-info"):
        return False
    return "licenses" in file.parts or any(word in file.name.lower() for word in _WORDS)


def _python_licence() -> list[Path]:
    standard = Path(sysconfig.get_path("stdlib"))
    folders = (standard, Path(sys.base_prefix), Path("/usr/share/doc/python3"))
    found = [
        folder / name for folder in folders for name in ("LICENSE.txt", "LICENSE", "copyright")
    ]
    return [path for path in found if path.is_file()][:1]


def _copy(files: Iterable[Path], target: Path) -> None:
    there = [path for path in files if path.is_file()]
    if not there:
        raise FileNotFoundError(f"no licence was found of {target.name}, which the build ships")
    target.mkdir(parents=True, exist_ok=True)
    for path in there:
        shutil.copyfile(path, target / path.name)


def of_the_system(sources: Iterable[str]) -> list[str]:
    """Those of the files that a build takes which neither a package of Python nor Python brings.

    Python's own modules and library come under its own licence, wherever they lie: on a system
    whose Python makes the environment, that is the same `/usr` as of all other libraries.
    """
    places = (sys.prefix, str(identity.CHECKOUT), sysconfig.get_path("stdlib"))
    homes = [Path(place).resolve() for place in places]
    taken = []
    for source in sources:
        real = Path(source).resolve()
        own = any(real.is_relative_to(home) for home in homes)
        if not own and not real.name.startswith("libpython"):
            taken.append(source)
    return sorted(taken)


def without_licence(folder: Path, taken: Iterable[str]) -> list[str]:
    """Libraries of the system in a built `_internal` that are not among the files `taken`.

    What wheels bring lies in their own folders, with symbolic links at the top.
    """
    names = {Path(source).name for source in taken}
    there = [path for path in folder.glob("*.so*") if path.is_file() and not path.is_symlink()]
    return sorted(
        path.name
        for path in there
        if path.name not in names and not path.name.startswith("libpython")
    )


def gather_system(libraries: Iterable[str], folder: Path) -> list[str]:
    """Licences of the system's libraries that the build has taken along; Debian's own files.

    Returns the names of libraries whose package is not known; other systems bring none.
    """
    unknown, known = [], dict[bytes, str]()
    for library in libraries:
        package = debian_package(library)
        notice = Path("/usr/share/doc") / str(package) / "copyright"
        if package is None or not notice.is_file():
            unknown.append(Path(library).name)
        else:
            words = notice.read_bytes()
            first = known.setdefault(words, package)
            if first == package:
                _copy([notice], folder / "system" / package)
            else:  # of one source: the text is there once
                (folder / "system" / package).mkdir(parents=True, exist_ok=True)
                text = f"The copyright file of this package is that of {first}.\n"
                (folder / "system" / package / "copyright").write_text(text, encoding="utf-8")
    return unknown


def debian_package(path: str) -> str | None:
    """The package that installed a file; merged /usr makes two names of one place."""
    real = str(Path(path).resolve())
    for name in (real, real.removeprefix("/usr")):
        try:
            found = subprocess.run(
                ["dpkg-query", "--search", name], capture_output=True, text=True, check=False
            )
        except FileNotFoundError:
            return None
        if found.returncode == 0:
            return found.stdout.split(":")[0]
    return None


if __name__ == "__main__":
    gather(Path(sys.argv[1]))
