"""The files that references name: those within the folder of the export, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final
from urllib.parse import unquote

from annotator.corpus.messages import tr
from annotator.exchange.references.model import Reference

_MOST_NAMED: Final = 5


def attached(
    references: Iterable[Reference], folder: Path
) -> tuple[list[tuple[Reference, Path]], str]:
    """The files that are there, each with its reference, and a sentence on the references of which
    none is; empty where there are none. A file that several name belongs to the first."""
    base = folder.resolve()
    found: list[tuple[Reference, Path]] = []
    seen: set[Path] = set()
    without: list[str] = []
    for one in references:
        files = [
            path for path in map(base.joinpath, _relative(one.files)) if _is_within(path, base)
        ]
        for path in files:
            if path.resolve() not in seen:
                seen.add(path.resolve())
                found.append((one, path))
        if not files:
            without.append(one.name)
    return found, _without(without)


def _relative(paths: Iterable[str]) -> Iterator[str]:
    """The paths that name no place of their own, with the parts of their folders as they are here,
    as written and with the escapes of addresses read."""
    for given in paths:
        path = given.strip().removeprefix("internal-pdf://").replace("\\", "/")
        for one in dict.fromkeys((path, unquote(path))):
            rooted = PurePosixPath(one).is_absolute() or PureWindowsPath(one).drive
            if one and not rooted and "://" not in one and "\x00" not in one:
                yield one


def _is_within(path: Path, base: Path) -> bool:
    """Whether it is a file within the folder; what a link leads out of it is not."""
    try:
        return path.is_file() and path.resolve().is_relative_to(base)
    except OSError:  # a name that no file can have
        return False


def _without(names: list[str]) -> str:
    if not names:
        return ""
    shown = "; ".join(names[:_MOST_NAMED]) + ("; …" if len(names) > _MOST_NAMED else "")
    number = "1 reference has" if len(names) == 1 else f"{len(names):,} references have"
    return tr(
        "{number} no file within the folder of the export, and did not come in:"
        " {shown}. Add the export “--as references” for titles and abstracts.",
        number=number,
        shown=shown,
    )
