"""The bytes a document was read from, told in a line where telling is enough.

The format carries texts as UTF-8 without mark and with LF. Most original files differ from that
by a rule: another encoding, CRLF line ends. The rule goes into the source's description and the
bytes are made again from it.
"""

from __future__ import annotations

import re

from annotator.corpus.document import Document

_LINE = re.compile(r"Original file: ([\w.-]{2,32}), (LF|CRLF|CR) line ends(, big-endian)?\.")
_ENDS = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}
HEADS = ("Original file: ",)
"""What the line begins with."""
PLAIN_ENCODING = "utf-8"


def original_line(document: Document) -> str | None:
    """The line that the bytes can be made from, empty where they are the plain ones.

    None where no rule gives them back: mixed line ends, a text that no bytes belong to.
    """
    if document.encoding == PLAIN_ENCODING and document.source == document.text.encode():
        return ""
    for name in _ENDS:
        for order in ("", ", big-endian") if "16" in document.encoding else ("",):
            line = f"Original file: {document.encoding}, {name} line ends{order}."
            if _LINE.fullmatch(line) and _bytes(document.text, line) == document.source:
                return line
    return None


def original_of(text: str, line: str) -> tuple[bytes, str] | None:
    """The bytes and the encoding that the line tells of; None where it is no such line."""
    match = _LINE.fullmatch(line)
    source = _bytes(text, line)
    return None if match is None or source is None else (source, match[1])


def is_original_line(line: str) -> bool:
    """Whether a text is such a line."""
    return _LINE.fullmatch(line) is not None


def _bytes(text: str, line: str) -> bytes | None:
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    encoding, ends, big_endian = match.groups()
    text = text.replace("\n", _ENDS[ends])
    try:
        if big_endian:
            return b"\xfe\xff" + text.encode("utf-16-be")
        if encoding == "utf-16":
            return b"\xff\xfe" + text.encode("utf-16-le")
        return text.encode(encoding)
    except (UnicodeError, LookupError):
        return None
