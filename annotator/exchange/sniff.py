"""Which format a file has, by what is in it; the suffix is only a hint among texts."""

from __future__ import annotations

import enum
import re
from pathlib import Path

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.archive import Archive
from annotator.exchange.binary_kinds import binary_kind
from annotator.exchange.plain_text import decode
from annotator.input_files import opened

_HEAD = 1 << 16
_CODEBOOK_XML = re.compile(r"<(?:[\w.-]+:)?CodeBook[\s>/]")
_CODEBOOK_YAML = re.compile(r"^[\"']?annotator-codebook[\"']?\s*:", re.MULTILINE)


# Possessive, so that a file of comments without end is read once.
_PROLOG = r"(?:<\?xml.*?\?>|<!--.*?-->|\s)*+"
_PROJECT_XML = re.compile(_PROLOG + r"<(?:[\w.-]+:)?Project[\s>/]", re.DOTALL)
_WEB_PAGE = re.compile(_PROLOG + r"<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


class Format(enum.Enum):
    """The formats that the application tells apart."""

    REFI_PROJECT = "REFI-QDA project"
    REFI_CODEBOOK = "REFI-QDA codebook"
    CODEBOOK = "codebook file"
    PROJECT = "project"
    PLAIN_TEXT = "plain text"
    UNKNOWN = "unknown"


def sniff(path: Path) -> Format:
    """The format of the file at `path`. UserError where it can't be read, or is named as a project
    and is something else."""
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
    if _PROJECT_XML.match(start):
        return Format.REFI_PROJECT
    if path.suffix.lower() in (".qdpx", ".qde", ".qdc"):
        _refuse_web_page(start, path.name)
    if start.startswith("<") and _CODEBOOK_XML.search(start[:4096]):
        return Format.REFI_CODEBOOK
    if _CODEBOOK_YAML.search(text[:4096]) and path.suffix.lower() != ".txt":
        return Format.CODEBOOK
    if path.suffix.lower() in (".qdpx", ".qde"):
        begins = " ".join(start[:40].split())
        raise UserError(
            tr(
                "“{path}” is no REFI-QDA project: it begins with “{begins}”. Export it "
                "again from the program that it comes from.",
                path=path.name,
                begins=begins,
            )
        )
    return Format.REFI_CODEBOOK if path.suffix.lower() == ".qdc" else Format.PLAIN_TEXT


def _refuse_web_page(start: str, name: str) -> None:
    """What a browser saves where a download wants a password or is gone."""
    if _WEB_PAGE.match(start):
        title = re.search(r"<title[^>]*>(.*?)</title>", start, re.IGNORECASE | re.DOTALL)
        words = " ".join(title[1].split())[:80] if title else ""
        called = f" (“{words}”)" if words else ""
        raise UserError(
            tr(
                "“{name}” is a web page{called}, not a project: the download failed, "
                "perhaps for want of a password. Download the file again.",
                name=name,
                called=called,
            )
        )
