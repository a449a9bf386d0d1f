"""What is told of a mistake of the program, without a word of the project in it.

A message of an exception may hold names and passages: it is told only where Python's own words
show that it names nothing but code. Values of variables are never looked at.
"""

from __future__ import annotations

import platform
import re
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final

from annotator import __version__
from annotator.corpus.messages import language

_MOST_LINKS: Final = 10
"""Exceptions that are told of a chain."""
_NAME = r"'[A-Za-z_][A-Za-z0-9_.]*'"
_OF_CODE: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_NAME} object has no attribute {_NAME}",
        rf"type object {_NAME} has no attribute {_NAME}",
        rf"module {_NAME} has no attribute {_NAME}",
        rf"name {_NAME} is not defined",
        rf"No module named {_NAME}",
        r"(float |integer )?division( or modulo)? by zero",
        r"maximum recursion depth exceeded.*",
        rf"{_NAME} object is not (callable|iterable|subscriptable)",
        rf"unhashable type: {_NAME}",
        r"[A-Za-z_.]+\(\) (missing|takes) [0-9a-z ]+(argument|arguments).*",
        rf"unsupported operand type\(s\) for [^:]{{1,4}}: {_NAME} and {_NAME}",
        rf"[<>=]+ not supported between instances of {_NAME} and {_NAME}",
        r"(list|tuple|string|bytearray) (assignment )?index out of range",
        r"generator already executing",
    )
)
"""Messages that Python itself makes of names in the code."""


def report(error: BaseException) -> str:
    """Versions, the kinds of the exceptions, and where in the program they were raised."""
    return "\n".join([*_versions(), "", *_chain(error)]) + "\n"


def signature(error: BaseException) -> str:
    """The same for every time that a mistake happens at one place."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    place = f"{_file(last.filename)}:{last.lineno}" if last else ""
    return f"{type(error).__qualname__} {place}"


def _versions() -> list[str]:
    from PySide6.QtCore import qVersion  # noqa: PLC0415

    return [
        f"Annotator {__version__}{' (build)' if getattr(sys, 'frozen', False) else ''}",
        f"Python {platform.python_version()}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()}, {platform.machine()}, {language() or 'en'}",
    ]


def _chain(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen and len(seen) < _MOST_LINKS:
        seen.add(id(found))
        if len(seen) > 1:
            yield "because of"
        yield from _one(found)
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)


def _one(error: BaseException) -> Iterator[str]:
    kind = type(error)
    module = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
    yield f"{module}{kind.__qualname__}{_message(error)}"
    yield from _places(error.__traceback__)


def _message(error: BaseException) -> str:
    name = getattr(getattr(error, "orig", error), "sqlite_errorname", None)
    if isinstance(name, str) and re.fullmatch(r"SQLITE_[A-Z_]+", name):
        return f" ({name})"
    if isinstance(error, OSError):
        return f" (errno {error.errno})"
    try:
        words = str(error)
    except Exception:
        return ""
    return f": {words}" if any(one.fullmatch(words) for one in _OF_CODE) else ""


def _places(trace: TracebackType | None) -> Iterator[str]:
    for frame in traceback.extract_tb(trace):
        yield f"  {_file(frame.filename)}, line {frame.lineno}, in {frame.name}"


def _file(name: str) -> str:
    """A file of code, from its package on: where it lies on this computer is nobody's business."""
    parts = Path(name.replace("\\", "/")).parts
    for start in ("site-packages", "dist-packages"):
        if start in parts:
            return "/".join(parts[parts.index(start) + 1 :])
    if "annotator" in parts:
        last = len(parts) - 1 - parts[::-1].index("annotator")
        return "/".join(parts[last:])
    return parts[-1] if parts else ""
