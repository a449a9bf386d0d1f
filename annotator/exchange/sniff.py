"""Which format a file has, by what is in it; the suffix is only a hint among texts."""

from __future__ import annotations

import enum
import re
from pathlib import Path

from annotator.errors import UserError
from annotator.exchange.binary_kinds import binary_kind
from annotator.exchange.plain_text import decode
from annotator.exchange.refi.archive import Archive
from annotator.input_files import opened

_HEAD = 1 << 16
_CODEBOOK_XML = re.compile(r"<(?:[\w.-]+:)?CodeBook[\s>/]")
_CODEBOOK_YAML = re.compile(r"^[\"']?annotator-codebook[\"']?\s*:", re.MULTILINE)


class Format(enum.Enum):
    """The formats that the application tells apart."""

    REFI_PROJECT = "REFI-QDA project"
    REFI_CODEBOOK = "REFI-QDA codebook"
    CODEBOOK = "codebook file"
    PROJECT = "project"
    PLAIN_TEXT = "plain text"
    UNKNOWN = "unknown"


def sniff(path: Path) -> Format:
    """The format of the file at `path`. UserError where it can't be read."""
    with opened(path) as file:
        head = file.read(_HEAD)
    if head.startswith(b"SQLite format 3\x00"):
        return Format.PROJECT
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(path)
    if binary_kind(head) is not None or not head:
        return Format.UNKNOWN
    return _text_format(head, path)


def _zip_format(path: Path) -> Format:
    if path.suffix.lower() == ".qdpx":
        # Damaged or not, it is meant as one: the importer says what is wrong with it.
        return Format.REFI_PROJECT
    try:
        with Archive(path, path.name) as archive:
            return Format.REFI_PROJECT if archive.has_project else Format.UNKNOWN
    except UserError:
        return Format.UNKNOWN


def _text_format(head: bytes, path: Path) -> Format:
    # The head may end within a character; a text of the head's length is told by all but that.
    for cut in range(4):
        try:
            text, _encoding = decode(head[: len(head) - cut] if len(head) == _HEAD else head, "")
            break
        except UserError:
            continue
    else:
        return Format.UNKNOWN
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("<") and _CODEBOOK_XML.search(start[:4096]):
        return Format.REFI_CODEBOOK
    if _CODEBOOK_YAML.search(text[:4096]) and path.suffix.lower() != ".txt":
        return Format.CODEBOOK
    return Format.REFI_CODEBOOK if path.suffix.lower() == ".qdc" else Format.PLAIN_TEXT
