"""Where things belong on each system, and where the files that ship with the program live."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

import appdirs

_NAME = "Annotator"
PORTABLE = "portable"
"""A folder of this name beside the program takes settings, logs and backups."""


@cache
def portable_folder() -> Path | None:
    """The folder beside the program that takes what else belongs to the user's account; None where
    there is none, or it can't be written."""
    beside = _program_folder()
    folder = None if beside is None else beside / PORTABLE
    return folder if folder and folder.is_dir() and os.access(folder, os.W_OK) else None


def _program_folder() -> Path | None:
    """Where the program is: of a bundle, an image or an executable the folder that the user sees
    it in, of a checkout its top. None where it is a package among others."""
    if getattr(sys, "frozen", False):
        program = Path(os.environ.get("APPIMAGE") or sys.executable).resolve()
        bundles = (one for one in program.parents if one.suffix == ".app")
        return next(bundles, program).parent
    top = Path(__file__).resolve().parent.parent
    return top if (top / "pyproject.toml").is_file() else None


def _own(name: str, usual: str) -> Path:
    """A folder of the program: in the portable one, else the usual one of the system."""
    portable = portable_folder()
    return _as_the_environment_says(Path(usual)) if portable is None else portable / name


def _as_the_environment_says(folder: Path) -> Path:
    """The folder in the home that the environment names. On Windows appdirs asks the system alone,
    so that a trial or a test would be in the home of who runs it."""
    said = os.environ.get("LOCALAPPDATA")
    if sys.platform != "win32" or not said:
        return folder
    return Path(said) / folder.relative_to(appdirs.user_data_dir())


def data_folder() -> Path:
    """For what must outlive a session: backups, the user's own codebooks. May not exist yet."""
    return _own("data", appdirs.user_data_dir(_NAME, appauthor=False))


def config_folder() -> Path:
    """For the preferences. May not exist yet."""
    return _own("settings", appdirs.user_config_dir(_NAME, appauthor=False))


def log_folder() -> Path:
    """For the log. May not exist yet."""
    return _own("log", appdirs.user_log_dir(_NAME, appauthor=False))


def cache_folder() -> Path:
    """For what can be made again. May not exist yet."""
    return _own("cache", appdirs.user_cache_dir(_NAME, appauthor=False))


@cache
def resources_folder() -> Path:
    """The folder of themes, icons, codebooks and the sample project.

    A wheel carries it inside the package, a frozen build beside its modules, and a checkout has
    it at the top level. Raises FileNotFoundError where none of them is there: a broken install.
    """
    package = Path(__file__).resolve().parent
    candidates = [package / "_resources", package.parent / "resources"]
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        candidates[:0] = [Path(frozen) / "annotator" / "_resources", Path(frozen) / "resources"]
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the program's own files are missing: looked in {candidates}")


def resource(*parts: str) -> Path:
    """The path of one file that ships with the program, e.g. ``resource("themes", "dark.toml")``.

    Raises FileNotFoundError where it is missing.
    """
    path = resources_folder().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(path)
    return path
