"""The text of a source: inline, a text file of the archive, or what a Word document says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.messages import number_of, tr
from annotator.errors import UserError
from annotator.exchange.archive import Archive
from annotator.exchange.damaged_utf8 import MARK
from annotator.exchange.plain_text import decode
from annotator.exchange.refi.docx import read_docx
from annotator.exchange.refi.parsing import child, text_of
from annotator.exchange.refi.report import Findings

_LOST: Mapping[str, Callable[[int], str]] = {
    "footnote": lambda n: number_of(n, "footnote"),
    "endnote": lambda n: number_of(n, "endnote"),
    "comment": lambda n: number_of(n, "comment"),
    "drawing": lambda n: number_of(n, "drawing"),
}
"""What is left of a Word document, by the names of `docx.py`."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text as stored, without mark; the bytes it came from and their encoding.

    `from_word`: read from a Word document, which another program may have read otherwise.
    """

    raw: str
    source: bytes
    encoding: str
    from_word: bool = False


def source_text(
    element: etree._Element, archive: Archive, own: bool, place: str, findings: Findings
) -> SourceText | None:
    """The text of a TextSource, Representation or Note; None where there is none, which is told.

    `own` texts keep a byte order mark, which this program never puts there as a mark.
    """
    path = element.get("plainTextPath", "").strip()
    inline = child(element, "PlainTextContent")
    if path:
        found = _file_text(path, archive, own, place, findings)
        if found is not None:
            return found
    if inline is not None:
        raw = text_of(inline)
        raw = raw if own else raw.removeprefix("\ufeff")
        return SourceText(raw, raw.encode("utf-8"), "utf-8")
    rich = element.get("richTextPath", "").strip()
    if rich:
        return _rich_text(rich, archive, place, findings)
    if not path:
        findings.left(place, tr("It has no text, neither plain nor rich."))
    return None


def _file_text(
    path: str, archive: Archive, own: bool, place: str, findings: Findings
) -> SourceText | None:
    member = archive.find(path)
    if member is None:
        findings.left(
            place,
            tr("The text file “{path}” {missing}.", path=path[:200], missing=archive.missing),
        )
        return None
    if not path.startswith("internal://"):
        findings.tally(
            tr("sources"),
            tr("{n|text is|texts are} named without “internal://”; found by name."),
        )
    data = archive.read(member)
    try:
        text = data.decode("utf-8" if own else "utf-8-sig")
        encoding = "utf-8-sig" if not own and data.startswith(b"\xef\xbb\xbf") else "utf-8"
    except UnicodeDecodeError:
        text, encoding = "\x00", ""
    if "\x00" in text:
        try:
            text, encoding = decode(data, member.filename)
        except UserError as error:
            findings.left(place, f"{error}")
            return None
        findings.doubtful(place, _not_utf8(text, encoding))
    return SourceText(text, data, encoding)


def _rich_text(path: str, archive: Archive, place: str, findings: Findings) -> SourceText | None:
    member = archive.find(path)
    if member is None:
        findings.left(place, f"The document “{path[:200]}” {archive.missing}.")
        return None
    if member.filename.lower().endswith(".txt"):
        return _file_text(path, archive, False, place, findings)
    if not member.filename.lower().endswith(".docx"):
        findings.left(
            place,
            tr(
                "It has no plain text, and “{filename}” cannot be read here.",
                filename=member.filename,
            ),
        )
        return None
    try:
        found = read_docx(archive.read(member), member.filename)
    except UserError as error:
        findings.left(place, f"{error}")
        return None
    findings.doubtful(
        place,
        tr("It has no plain text; the words of its Word document were taken."),
    )
    lost = ", ".join(_LOST[kind](number) for kind, number in found.left.items())
    if lost:
        findings.left(
            place,
            tr("Only the body of its Word document was read, without {lost}.", lost=lost),
        )
    # Programs count the end of a paragraph as one character or as two: as with CRLF, the passages
    # tell which it is.
    raw = found.text.replace("\n", "\r\n")
    return SourceText(raw, found.text.encode("utf-8"), "utf-8", from_word=True)


def _not_utf8(text: str, encoding: str) -> str:
    if not encoding.startswith("utf-8"):
        return tr("Its text is not UTF-8 as it should be; read as {encoding}.", encoding=encoding)
    return tr(
        "{places} of its text are no characters and are shown as {mark}; "
        "passages behind them may be shifted.",
        places=number_of(text.count(MARK), "place"),
        mark=MARK,
    )
