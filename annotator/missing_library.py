"""A library of the system that a module of Qt needs and does not find, as a sentence.

Linux without a desktop has few of them. Modules of Qt are imported where they are used, so it may
be found at the start, or when something is printed. No Qt and nothing else is imported here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from annotator.corpus.messages import tr
from annotator.errors import UserError

# What the system's loader says; glibc's words, which no locale translates.
_MISSING = re.compile(r"^(\S+\.so[.\d]*): cannot open shared object file")


def sentence(error: BaseException) -> str | None:
    """What to tell the user of an import that failed for a missing library; None for any other."""
    found = _MISSING.match(str(error)) if isinstance(error, ImportError) else None
    if found is None:
        return None
    return tr(
        "This system lacks the library {found}, which Annotator needs to draw. "
        "Install the package that brings it, or start with “python3 "
        "packaging/run.py”, which names all that is missing.",
        found=found[1],
    )


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
