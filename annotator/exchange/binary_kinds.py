"""What a file is by its first bytes: the kinds that are mistaken for a text."""

from __future__ import annotations

from annotator.corpus.messages import tr

_AS_IT_IS = tr("add it as the document it is, not as plain text")
_SAVE_AS = tr("open it in the program it belongs to, save it as .docx or PDF, and add that file")
_SHEET = tr("save the sheet with the texts as plain text (.txt or .csv), and add that file")

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", tr("a PDF file"), _AS_IT_IS),
    (b"{\\rtf", tr("a rich-text (RTF) file"), _AS_IT_IS),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", tr("an old Microsoft Office file"), _SAVE_AS),
    (b"SQLite format 3\x00", tr("a database"), tr("open it as a project if it is one")),
    (b"\x89PNG\r\n\x1a\n", tr("a picture (PNG)"), ""),
    (b"\xff\xd8\xff", tr("a picture (JPEG)"), ""),
    (b"GIF87a", tr("a picture (GIF)"), ""),
    (b"GIF89a", tr("a picture (GIF)"), ""),
    (b"\x7fELF", tr("a program"), ""),
    (b"MZ\x90\x00", tr("a program"), ""),
    (b"\x1f\x8b\x08", tr("a compressed file (gzip)"), tr("unpack it first")),
    (b"BZh", tr("a compressed file (bzip2)"), tr("unpack it first")),
    (b"\xfd7zXZ\x00", tr("a compressed file (xz)"), tr("unpack it first")),
    (b"7z\xbc\xaf\x27\x1c", tr("an archive (7z)"), tr("unpack it first")),
    (b"Rar!\x1a\x07", tr("an archive (RAR)"), tr("unpack it first")),
    (b"ID3", tr("a sound recording (MP3)"), ""),
    (b"OggS", tr("a recording (Ogg)"), ""),
)


def binary_kind(data: bytes) -> tuple[str, str] | None:
    """What the file is and what to do about it, or None where the first bytes tell nothing.

    Some signatures are letters that a text may begin with: those count only with a control
    character near the beginning.
    """
    for signature, kind, advice in _SIGNATURES:
        if data.startswith(signature):
            if signature.isalnum() and not _has_controls(data[:512]):
                continue
            return kind, advice
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    return None


_MIMETYPES: tuple[tuple[bytes, str, str], ...] = (
    (b"application/epub+zip", tr("an e-book (EPUB)"), _AS_IT_IS),
    (b"application/vnd.oasis.opendocument.text", tr("an OpenDocument text"), _AS_IT_IS),
    (b"application/vnd.oasis.opendocument.spreadsheet", tr("an OpenDocument spreadsheet"), _SHEET),
    (b"application/vnd.oasis.opendocument", tr("an OpenDocument file"), _SAVE_AS),
)
_MEMBERS: tuple[tuple[bytes, str, str], ...] = (
    (b"word/", tr("a Word document (.docx)"), _AS_IT_IS),
    (b"xl/", tr("an Excel workbook (.xlsx)"), _SHEET),
    (b"ppt/", tr("a presentation (.pptx)"), tr("save it as PDF, and add that file")),
    (b".qde", tr("a REFI-QDA project"), tr("import it as a project")),
)


def _zip_kind(data: bytes) -> tuple[str, str]:
    """What kind of ZIP: office documents and e-books are ZIP archives with known members."""
    for mimetype, kind, advice in _MIMETYPES:
        if b"mimetype" + mimetype in data[:200]:
            return kind, advice
    for name, kind, advice in _MEMBERS:
        if name in data:
            return kind, advice
    return tr("an archive (ZIP)"), tr("add it as it is: all texts in it come in")


def _has_controls(data: bytes) -> bool:
    return any(byte < 32 and byte not in b"\t\n\r\f" for byte in data)
