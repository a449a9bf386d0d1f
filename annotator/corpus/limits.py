"""How long, deep and large what a project holds may be: the same on every way in and out.

Every reader and writer (`.annot`, REFI-QDA, the codebook file, CSV, the window) is held to these,
so that what came in can go out.
"""

from __future__ import annotations

from typing import Final

LONGEST_NAME: Final = 10_000
"""Characters of a name; a longer one is no name but an attack or an accident."""

LONGEST_KEY: Final = 100
"""Characters of a key that codes; one is usual, what it is made of in Unicode may be several."""

LONGEST_TEXT: Final = 10_000_000
"""Characters of a memo, a definition, a value: of every text that is not a document's."""

DEEPEST_CODES: Final = 100
"""Levels of the tree of codes. XML parsers refuse documents of more than 256 levels."""

LARGEST_POSITION: Final = 1_000_000_000
"""The largest place of something among its siblings."""

LONGEST_FILE_NAME: Final = 255
"""Bytes of a file's name on the usual file systems (ext4, APFS, NTFS)."""


def name_fault(name: str) -> str | None:
    """Why a name can't be kept, or None."""
    if len(name) > LONGEST_NAME:
        return f"its name is longer than {LONGEST_NAME:,} characters"
    return None
