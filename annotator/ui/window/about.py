"""What Help → About tells: the version, what the program consists of, and the folders in use.

Nothing is asked of a network; a new version is announced where the program was downloaded.
"""

from __future__ import annotations

import platform
import re
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import qVersion

from annotator import __version__, paths, settings
from annotator.corpus.messages import tr
from annotator.missing_library import DISTRIBUTION

_LONGEST_LICENCE = 60


@dataclass(frozen=True, slots=True)
class Component:
    """A part that ships with the program. `licence` is empty where the part names none."""

    name: str
    version: str
    licence: str


def components() -> list[Component]:
    """Python, Qt, and the packages that the program's own declaration names."""
    found = [
        Component("Python", platform.python_version(), "PSF-2.0"),
        Component("Qt", qVersion(), "LGPL-3.0"),
    ]
    for name in _declared():
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue  # a packager may have left its declaration out; the part itself works
        found.append(Component(about["Name"], about["Version"], _licence(about)))
    return found


def _declared() -> list[str]:
    lines: list[str] = []
    # An environment of a checkout that was made before may still have it under its former name.
    for name in (DISTRIBUTION, "annotator"):
        try:
            lines = lines or metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
    needed = [line for line in lines if "extra ==" not in line]
    names = (match[0] for line in needed if (match := re.match(r"[\w.-]+", line)))
    return list(dict.fromkeys(names))  # a line for each range of Pythons may name one twice


def _licence(about: metadata.PackageMetadata) -> str:
    """The short name of a licence: packages give it in one of three fields."""
    expression: list[str] = about.get_all("License-Expression") or []
    named = expression or list(about.get_all("License") or [])
    short = next((text for text in named if len(text) <= _LONGEST_LICENCE), "")
    kinds = [text for text in about.get_all("Classifier") or [] if text.startswith("License")]
    if short or not (named or kinds):
        return short
    if kinds:
        return str(kinds[-1]).rsplit(" :: ", maxsplit=1)[-1]
    return named[0].split(" AND ")[0].splitlines()[0][:_LONGEST_LICENCE] + " …"


def licences_folder() -> Path | None:
    """Where the full texts lie; None where the packages were installed on their own."""
    frozen = getattr(sys, "_MEIPASS", None)
    folder = Path(frozen) / "licences" if frozen else None
    return folder if folder is not None and folder.is_dir() else None


def message() -> str:
    """The sentence on top: version, licence, folders in use."""
    lines = [
        f"Annotator {__version__}",
        tr("Free software under the MIT licence. It never contacts a server."),
        "",
        tr("Settings: {0}").format(settings.settings_file()),
        tr("Backups and sample: {0}").format(paths.data_folder()),
        tr("Log: {0}").format(paths.log_folder()),
        tr("Program files: {0}").format(paths.resources_folder().parent),
    ]
    folder = licences_folder()
    if folder is not None:
        lines.append(tr("Licences: {0}").format(folder))
    return "\n".join(lines)


def details() -> str:
    """What ships, one part a line, with version and licence."""
    return "\n".join(f"{part.name} {part.version}: {part.licence}" for part in components())
