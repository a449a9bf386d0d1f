"""How long, deep and large what a project holds may be: the same on every way in and out.

Every reader and writer (`.annot`, REFI-QDA, the codebook file, CSV, the window) is held to these,
so that what came in can go out.
"""

from __future__ import annotations

from typing import Final

from annotator.corpus.messages import tr

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

LARGEST_TEXT_FILE: Final = 105_000_000
"""Bytes of a text that becomes a document, as a file and in UTF-8: 100 MiB, some hundred novels.
What it takes in memory is up to ten times as much where one character of it lies beyond 16 bits:
1 GB, to be added as to be read."""

LARGEST_DOCUMENT_FILE: Final = 500_000_000
"""Bytes of a file of another format that becomes documents, pictures and all."""

LARGEST_INTAKE: Final = 256_000_000
"""Bytes of all texts that are added in one step, and of the file that a document was made of."""

MOST_CODES: Final = 20_000
"""Codes of a codebook that is read, and of a project that takes over others'."""

MOST_CODES_COMPARED: Final = 4_000
"""Codes of one computation of agreement: the table of which code stands where which other does
grows with the square of their number."""

LARGEST_CODEBOOK_FILE: Final = 8_000_000
"""Bytes of a codebook file (YAML)."""

LONGEST_FILE_NAME: Final = 255
"""Bytes of a file's name on the usual file systems (ext4, APFS, NTFS)."""


def codes_fault(number: int) -> str | None:
    """Why a codebook of so many codes can't be taken over, as a sentence, or None."""
    if number > MOST_CODES:
        return tr(
            "There are {number:,} codes; a codebook has {most_codes:,} at most.",
            number=number,
            most_codes=MOST_CODES,
        )
    return None


def document_fault(text_bytes: int, source_bytes: int) -> str | None:
    """Why a text of so many bytes (UTF-8), made of a file of so many, can't be kept, or None."""
    if text_bytes > LARGEST_TEXT_FILE:
        return tr("its text has more than {limit:,} MB", limit=LARGEST_TEXT_FILE // 10**6)
    if source_bytes > LARGEST_INTAKE:
        return tr(
            "the file it was made of has more than {limit:,} MB", limit=LARGEST_INTAKE // 10**6
        )
    return None


def name_fault(name: str) -> str | None:
    """Why a name can't be kept, or None."""
    if len(name) > LONGEST_NAME:
        return tr("its name is longer than {limit:,} characters", limit=LONGEST_NAME)
    return None
