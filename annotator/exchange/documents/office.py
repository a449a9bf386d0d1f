"""Formats that only an office program knows: Word before 2007, WordPerfect, Works, Pages.

LibreOffice, where it is installed and chosen, converts them; nothing of it is part of this program.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.choices import CONVERT
from annotator.exchange.documents.compound import SIGNATURE, CompoundFile
from annotator.exchange.documents.libreoffice import as_word, find_libreoffice
from annotator.exchange.documents.reader import Options, ReadDocument, Remark
from annotator.exchange.documents.recognition import sample_of
from annotator.exchange.documents.registry import reader_named

_ENCRYPTED_AT: Final = 11
"""Byte of a Word document's first block with the bit that says it is encrypted (MS-DOC 2.5.2)."""
_NOT_PAGES: Final = tr("Open it in Pages, export it as Word (.docx), and add that file.")


def read_office(data: bytes, name: str, options: Options) -> Sequence[ReadDocument]:
    """The documents that LibreOffice makes of a file, where option `convert` is ``libreoffice``;
    else UserError that says what to do."""
    kind, suffix = _kind(data, name)
    if suffix == ".doc" and _is_encrypted(data, name):
        raise UserError(
            tr(
                "“{name}” is protected by a password. Open it in Word or LibreOffice, "
                "save it without one as .docx, and add that file.",
                name=name,
            )
        )
    program = find_libreoffice()
    if options.get(CONVERT.name, CONVERT.default) != "libreoffice":
        raise UserError(_advice(name, kind, suffix, installed=program is not None))
    if program is None:
        raise UserError(
            tr(
                "“{name}” is {kind}, and LibreOffice, which could convert it, is not "
                "installed. Install it, or save the file as .docx where it can be "
                "opened, and add that file.",
                name=name,
                kind=kind,
            )
        )
    converted = as_word(program, data, suffix, name)
    reader = reader_named("docx")
    assert reader is not None
    remark = Remark(f"Converted by LibreOffice; before, it was {kind}.")
    return [
        replace(document, name=name, remarks=[remark, *document.remarks])
        for document in reader.read(converted, f"{name}.docx", {})
    ]


def _advice(name: str, kind: str, suffix: str, *, installed: bool) -> str:
    what = (
        _NOT_PAGES
        if suffix == ".pages"
        else tr("Open it in Word or LibreOffice, save it as .docx, and add that file.")
    )
    choice = (
        tr(
            " LibreOffice is installed here and can convert the file: choose so "
            "before you add it (on the command line: --option convert=libreoffice)."
        )
        if installed
        else ""
    )
    return tr(
        "“{name}” is {kind}, which can't be read as it is. {what}{choice}",
        name=name,
        kind=kind,
        what=what,
        choice=choice,
    )


def _kind(data: bytes, name: str) -> tuple[str, str]:
    """What a file is, and the suffix of such files, by its content."""
    if data.startswith(b"\xffWPC"):
        return tr("a WordPerfect document"), ".wpd"
    if data.startswith(b"PK"):
        return tr("a Pages document"), ".pages"
    members = {member.lower() for member in sample_of(data, name).members}
    if data.startswith(SIGNATURE) and members and "worddocument" not in members:
        suffix = ".wps" if members & {"mm", "contents"} else ".sdw"
        return tr("a document of Works or StarOffice"), suffix
    return tr("a Word document of the old format (.doc)"), ".doc"


def _is_encrypted(data: bytes, name: str) -> bool:
    if not data.startswith(SIGNATURE):
        return False
    first = CompoundFile(data, name).read(("WordDocument",))[: _ENCRYPTED_AT + 1]
    return len(first) > _ENCRYPTED_AT and bool(first[_ENCRYPTED_AT] & 1)
