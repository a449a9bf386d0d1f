"""Files that no reader takes: what each is, and what to do, in a sentence."""

from __future__ import annotations

import re
from typing import Final

from annotator.corpus.messages import tr
from annotator.exchange.documents.compound import SIGNATURE
from annotator.exchange.documents.reader import Sample

_PICTURE: Final = tr(
    "What is written on it must be turned into text first: by a program "
    "that recognises text (OCR), or by hand. Add the result.",
)
_SOUND: Final = tr("Transcribe it, and add the transcript.")
_UNPACK: Final = tr("Unpack it, and add the files or the folder.")
_SHEET: Final = tr(
    "Open it in a spreadsheet program, save the sheet as CSV (.csv), and add that file.",
)
_TABLE: Final = tr(
    "Add it as a table: Project › Add a table in the window, or “annotator add --mapping” with a "
    "mapping that says which column has the text (“--propose-mapping” prints one).",
)
_SLIDES: Final = tr(
    "Open it in the program that it comes from, export it as PDF (.pdf), and add that file.",
)
_PASSWORD: Final = tr(
    "Open it in the program that it comes from, save it without a password, and add that.",
)
_NOTHING: Final = tr("There is no text in it to code.")

_BY_BEGINNING: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)", _PICTURE),
    (b"\xff\xd8\xff", "a picture (JPEG)", _PICTURE),
    (b"GIF87a", "a picture (GIF)", _PICTURE),
    (b"GIF89a", "a picture (GIF)", _PICTURE),
    (b"II*\x00", "a picture (TIFF)", _PICTURE),
    (b"MM\x00*", "a picture (TIFF)", _PICTURE),
    (b"8BPS\x00", "a picture (Photoshop)", _PICTURE),
    (b"BM", "a picture (BMP)", _PICTURE),
    (
        b"AT&TFORM",
        "a scanned book (DjVu)",
        tr(
            "Convert it to PDF with its text, and add that file.",
        ),
    ),
    (b"%!PS", "a file for printing (PostScript)", tr("Convert it to PDF, and add that file.")),
    (b"ID3", "a sound recording (MP3)", _SOUND),
    (b"\xff\xfb", "a sound recording (MP3)", _SOUND),
    (b"\xff\xf3", "a sound recording (MP3)", _SOUND),
    (b"fLaC", "a sound recording (FLAC)", _SOUND),
    (b"OggS", "a recording (Ogg)", _SOUND),
    (b"\x1aE\xdf\xa3", "a film (Matroska or WebM)", _SOUND),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "a recording (Windows Media)", _SOUND),
    (b"\x1f\x8b\x08", "a compressed file (gzip)", _UNPACK),
    (b"BZh", "a compressed file (bzip2)", _UNPACK),
    (b"\xfd7zXZ\x00", "a compressed file (xz)", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a compressed file (Zstandard)", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)", _UNPACK),
    (b"Rar!\x1a\x07", "an archive (RAR)", _UNPACK),
    (
        b"SQLite format 3\x00",
        "a database",
        tr(
            "Where it is a project, open it or merge it as one.",
        ),
    ),
    (b"\x00\x01\x00\x00Standard ", "a database (Access)", _SHEET),
    (
        b"!BDN",
        "a mail folder of Outlook (.pst)",
        tr(
            "Drag its messages out of Outlook to save them as .msg, or export them "
            "as .mbox, and add those.",
        ),
    ),
    (b"\x7fELF", "a program", _NOTHING),
    (b"MZ\x90\x00", "a program", _NOTHING),
    (b"\x00\x01\x00\x00\x00", "a font", _NOTHING),
    (b"OTTO\x00", "a font", _NOTHING),
)
# A box of ISO 14496-12 at the beginning, by the brand that it names.
_BRANDS: Final = (
    ((b"heic", b"heix", b"mif1", b"avif"), "a picture (HEIC or AVIF)", _PICTURE),
    ((b"M4A ", b"M4B "), "a sound recording (MPEG-4)", _SOUND),
    ((), "a film (MPEG-4)", _SOUND),
)
_OF_MEMBERS: Final = (
    ("xl/workbook", "a spreadsheet (Excel)", _TABLE),
    ("ppt/presentation", "a presentation (PowerPoint)", _SLIDES),
    ("visio/document", "a drawing (Visio)", _SLIDES),
    ("Index/Slide", "a presentation (Keynote)", _SLIDES),
)
_OF_STREAMS: Final = (
    ("Workbook", "a spreadsheet (Excel)", _TABLE),
    ("Book", "a spreadsheet (Excel)", _TABLE),
    ("PowerPoint Document", "a presentation (PowerPoint)", _SLIDES),
    ("VisioDocument", "a drawing (Visio)", _SLIDES),
    ("Quill", "a publication (Publisher)", _SLIDES),
)
_OF_MEDIA_TYPES: Final = (
    ("application/vnd.oasis.opendocument.spreadsheet", "a spreadsheet (OpenDocument)", _TABLE),
    ("application/vnd.oasis.opendocument.presentation", "a presentation (OpenDocument)", _SLIDES),
    ("application/vnd.oasis.opendocument.graphics", "a drawing (OpenDocument)", _SLIDES),
)
_PICTURES: Final = re.compile(r"\.(?:jpe?g|png|gif|tiff?|bmp|webp|heic)\Z", re.IGNORECASE)


def refusal(sample: Sample) -> str | None:
    """Why a file is not taken, as sentences with what to do, where that can be told from what it
    begins with; None where a reader may know it."""
    if not sample.head:
        return tr(
            "“{sample}” is empty. Add a file that has a text in it.",
            sample=sample.name,
        )
    found = (
        _compound(sample)
        if sample.head.startswith(SIGNATURE)
        else _archive(sample)
        if sample.head.startswith(b"PK")
        else _other(sample)
    )
    if found is None:
        return None
    what, advice = found
    return f"“{sample.name}” is {what}. {advice}"


def _compound(sample: Sample) -> tuple[str, str] | None:
    if "EncryptedPackage" in sample.members:
        return "an Office document protected by a password", _PASSWORD
    for stream, what, advice in _OF_STREAMS:
        if stream in sample.members and "WordDocument" not in sample.members:
            return what, advice
    return None


def _archive(sample: Sample) -> tuple[str, str] | None:
    if not sample.members:
        return _DAMAGED if len(sample.head) > _EMPTY_ARCHIVE else _NO_FILES
    for kind, what, advice in _OF_MEDIA_TYPES:
        if sample.media_type.startswith(kind):
            return what, advice
    for beginning, what, advice in _OF_MEMBERS:
        if any(name.startswith(beginning) for name in sample.members):
            return what, advice
    return _of_files(sample, [name for name in sample.members if not name.endswith("/")])


def _of_files(sample: Sample, files: list[str]) -> tuple[str, str] | None:
    if sample.suffix == ".numbers" and any(name.endswith(".iwa") for name in files):
        return "a spreadsheet (Numbers)", _SHEET
    if any(name.endswith(".qde") for name in files):
        return "a REFI-QDA project", tr("Import it as a project.")
    if files and all(_PICTURES.search(name) for name in files):
        return "an archive of pictures", _PICTURE
    return None


def _other(sample: Sample) -> tuple[str, str] | None:
    head = sample.head
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        return next((what, then) for marks, what, then in _BRANDS if not marks or brand in marks)
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12])
    for place, mark, what, advice in _BY_PLACE:
        if head.startswith(mark, place):
            return what, advice
    for beginning, what, advice in _BY_BEGINNING:
        # Letters alone may begin a text as well.
        if head.startswith(beginning) and (not beginning.isalnum() or _has_controls(head)):
            return what, advice
    return None


_EMPTY_ARCHIVE: Final = 22
"""Bytes of an archive without files (APPNOTE 4.3.16)."""
_NO_FILES: Final = ("an empty archive (ZIP)", tr("Add an archive that has files in it."))
_DAMAGED: Final = (
    "a ZIP archive or an office document, and damaged",
    tr(
        "Perhaps it was not copied as a whole: get it again, and add that.",
    ),
)
_MOBI: Final = tr(
    "Convert it to EPUB (.epub), for example with Calibre, and add that file.",
)
_BY_PLACE: Final = (
    (60, b"BOOKMOBI", "an e-book (Kindle or Mobipocket)", _MOBI),
    (60, b"TEXtREAd", "an e-book (Mobipocket)", _MOBI),
    (257, b"ustar", "an archive (tar)", _UNPACK),
)
_RIFF: Final = {
    b"WAVE": ("a sound recording (WAV)", _SOUND),
    b"AVI ": ("a film (AVI)", _SOUND),
    b"WEBP": ("a picture (WebP)", _PICTURE),
}


def _has_controls(head: bytes) -> bool:
    return any(byte < 32 and byte not in b"\t\n\r\f" for byte in head[:512])
