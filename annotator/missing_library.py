"""A library of the system that a module of Qt needs and does not find, as a sentence.

Linux without a desktop has few of them. Modules of Qt are imported where they are used, so it may
be found at the start, or when something is printed. No Qt and nothing else is imported here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from annotator.corpus.messages import tr
from annotator.errors import UserError

DISTRIBUTION: Final = "annotator-qda"
"""What the whole program is called where packages are published; `annotator` there is another's."""
# What the system's loader says; glibc's words, which no locale translates.
_MISSING = re.compile(r"^(\S+\.so[.\d]*): cannot open shared object file")


def sentence(error: BaseException) -> str | None:
    """What to tell the user of an import that failed for a missing library; None for any other."""
    if isinstance(error, ImportError) and _lacks_the_window(error):
        return tr(
            "The window is not part of this installation, which is the library and the command "
            "line. “pipx install {name}” brings the window.",
            name=DISTRIBUTION,
        )
    found = _MISSING.match(str(error)) if isinstance(error, ImportError) else None
    if found is None:
        return None
    return tr(
        "This system lacks the library {found}, which Annotator needs to draw. "
        "Install the package that brings it, or start with “python3 "
        "packaging/run.py”, which names all that is missing.",
        found=found[1],
    )


def _lacks_the_window(error: ImportError) -> bool:
    """Whether Qt is not installed, or the modules of the window are left out (`packaging/`)."""
    part = (error.name or "").partition(".")
    if part[0] == "PySide6":
        return isinstance(error, ModuleNotFoundError)
    return error.name == "annotator.ui" or str(error).startswith("cannot import name 'app' from")


@contextmanager
def as_user_error() -> Iterator[None]:
    """Turn the failed import of a missing library into a UserError; other errors stay bugs."""
    try:
        yield
    except ImportError as error:
        told = sentence(error)
        if told is None:
            raise
        raise UserError(told) from error
