"""Where things belong on each system, and where the files that ship with the program live."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import appdirs

_NAME = "Annotator"


def data_folder() -> Path:
    """For what must outlive a session: backups, the user's own codebooks. May not exist yet."""
    return Path(appdirs.user_data_dir(_NAME, appauthor=False))


def config_folder() -> Path:
    """For the preferences. May not exist yet."""
    return Path(appdirs.user_config_dir(_NAME, appauthor=False))


def log_folder() -> Path:
    """For the log. May not exist yet."""
    return Path(appdirs.user_log_dir(_NAME, appauthor=False))


def cache_folder() -> Path:
    """For what can be made again. May not exist yet."""
    return Path(appdirs.user_cache_dir(_NAME, appauthor=False))


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
