"""Rule files: where they are, and what stands in them as a `Layout`, with the line of each mistake.

Those that ship with the program lie in ``resources/news/``. A copy in the folder ``news`` beside
the preferences takes the place of the one of that name; further files there are further layouts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.news.layout import Layout
from annotator.exchange.news.rules import RuleFileError, read_rules
from annotator.paths import config_folder, resource

_SUFFIX = ".yaml"
_LARGEST = 200_000


@dataclass(frozen=True, slots=True)
class RuleFiles:
    """The layouts, those of the user's files first, and what is wrong with files that are not
    used: sentences with the file and the line."""

    layouts: tuple[Layout, ...]
    problems: tuple[str, ...] = ()


def own_folder() -> Path:
    """Where a user's rule files are looked for; may not exist."""
    return config_folder() / "news"


def rule_files() -> RuleFiles:
    """All rule files as they are now. A user's file with a mistake is not used, and that is told;
    the one that ships under its name is used instead."""
    own = _found(own_folder())
    return _read(tuple((str(path), _stamp(path)) for path in own))


@lru_cache(maxsize=1)
def _read(own: tuple[tuple[str, int], ...]) -> RuleFiles:
    layouts: list[Layout] = []
    problems: list[str] = []
    for given, _changed in own:
        try:
            layouts.append(read_rule_file(Path(given), own=True))
        except UserError as error:
            problems.append(str(error))
    there = {layout.name for layout in layouts}
    for path in _found(resource("news")):
        if path.stem not in there:
            layouts.append(read_rule_file(path))
    return RuleFiles(tuple(layouts), tuple(problems))


def read_rule_file(path: Path, *, own: bool = False) -> Layout:
    """The layout in a file. UserError, with the lines, where it can't be used."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise UserError(
            tr("{path} can't be read: {strerror}.", path=path, strerror=error.strerror)
        ) from error
    if len(data) > _LARGEST:
        raise UserError(
            tr(
                "{path} is larger than rules are; {largest:,} bytes are possible.",
                path=path,
                largest=_LARGEST,
            )
        )
    try:
        return read_rules(data, path.stem, str(path) if own else "")
    except RuleFileError as problem:
        lines = "\n".join(f"line {line}: {what}" for line, what in problem.problems)
        raise UserError(
            tr("The rules in {path} are not used. {lines}", path=path, lines=lines)
        ) from None


def _found(folder: Path) -> Iterable[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == _SUFFIX)
    except OSError:  # there is no such folder, or nobody may look into it
        return ()


def _stamp(path: Path) -> int:
    """The time of a file's last change, so that a file that is edited is read anew."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
