"""What a file is by its first bytes: the kinds that are mistaken for a text."""

from __future__ import annotations

_SAVE_AS = "open it in the program it belongs to, save it as plain text (.txt), and add that file"

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF file", "export its text as plain text (.txt) and add that file"),
    (b"{\\rtf", "a rich-text (RTF) file", _SAVE_AS),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file", _SAVE_AS),
    (b"SQLite format 3\x00", "a database", "open it as a project if it is one"),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)", ""),
    (b"\xff\xd8\xff", "a picture (JPEG)", ""),
    (b"GIF87a", "a picture (GIF)", ""),
    (b"GIF89a", "a picture (GIF)", ""),
    (b"\x7fELF", "a program", ""),
    (b"MZ\x90\x00", "a program", ""),
    (b"\x1f\x8b\x08", "a compressed file (gzip)", "unpack it first"),
    (b"BZh", "a compressed file (bzip2)", "unpack it first"),
    (b"\xfd7zXZ\x00", "a compressed file (xz)", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)", "unpack it first"),
    (b"Rar!\x1a\x07", "an archive (RAR)", "unpack it first"),
    (b"ID3", "a sound recording (MP3)", ""),
    (b"OggS", "a recording (Ogg)", ""),
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


def _zip_kind(data: bytes) -> tuple[str, str]:
    """What kind of ZIP: office documents are ZIP archives with known members."""
    if b"word/" in data:
        return "a Word document (.docx)", _SAVE_AS
    if b"mimetypeapplication/vnd.oasis.opendocument" in data[:200]:
        return "an OpenDocument file", _SAVE_AS
    if b".qde" in data:
        return "a REFI-QDA project", "import it as a project"
    return "an archive (ZIP)", "unpack it first"


def _has_controls(data: bytes) -> bool:
    return any(byte < 32 and byte not in b"\t\n\r\f" for byte in data)
