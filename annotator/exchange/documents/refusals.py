"""Files that no reader takes: what each is, and what to do, in a sentence."""

from __future__ import annotations

import re
from typing import Final

from annotator.corpus.messages import tr
from annotator.exchange.documents.compound import SIGNATURE
from annotator.exchange.documents.reader import Sample

_PICTURE: Final = tr(
    "What is written on it must be turned into text first: by a program "
    "that recognises text (OCR), or by hand. Add the result."
)
_SOUND: Final = tr("Transcribe it, and add the transcript.")
_UNPACK: Final = tr("Unpack it, and add the files or the folder.")
_SHEET: Final = tr(
    "Open it in a spreadsheet program, save the sheet as CSV (.csv), and add that file."
)
_TABLE: Final = tr(
    "Add it as a table: Project › Add a table in the window, or “annotator add --mapping” with a "
    "mapping that says which column has the text (“--propose-mapping” prints one)."
)
_SLIDES: Final = tr(
    "Open it in the program that it comes from, export it as PDF (.pdf), and add that file."
)
_PASSWORD: Final = tr(
    "Open it in the program that it comes from, save it without a password, and add that."
)
_NOTHING: Final = tr("There is no text in it to code.")

_BY_BEGINNING: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"\x89PNG\r\n\x1a\n", tr("a picture (PNG)"), _PICTURE),
    (b"\xff\xd8\xff", tr("a picture (JPEG)"), _PICTURE),
    (b"GIF87a", tr("a picture (GIF)"), _PICTURE),
    (b"GIF89a", tr("a picture (GIF)"), _PICTURE),
    (b"II*\x00", tr("a picture (TIFF)"), _PICTURE),
    (b"MM\x00*", tr("a picture (TIFF)"), _PICTURE),
    (b"8BPS\x00", tr("a picture (Photoshop)"), _PICTURE),
    (b"BM", tr("a picture (BMP)"), _PICTURE),
    (
        b"AT&TFORM",
        tr("a scanned book (DjVu)"),
        tr("Convert it to PDF with its text, and add that file."),
    ),
    (b"%!PS", tr("a file for printing (PostScript)"), tr("Convert it to PDF, and add that file.")),
    (b"ID3", tr("a sound recording (MP3)"), _SOUND),
    (b"\xff\xfb", tr("a sound recording (MP3)"), _SOUND),
    (b"\xff\xf3", tr("a sound recording (MP3)"), _SOUND),
    (b"fLaC", tr("a sound recording (FLAC)"), _SOUND),
    (b"OggS", tr("a recording (Ogg)"), _SOUND),
    (b"\x1aE\xdf\xa3", tr("a film (Matroska or WebM)"), _SOUND),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", tr("a recording (Windows Media)"), _SOUND),
    (b"\x1f\x8b\x08", tr("a compressed file (gzip)"), _UNPACK),
    (b"BZh", tr("a compressed file (bzip2)"), _UNPACK),
    (b"\xfd7zXZ\x00", tr("a compressed file (xz)"), _UNPACK),
    (b"\x28\xb5\x2f\xfd", tr("a compressed file (Zstandard)"), _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", tr("an archive (7z)"), _UNPACK),
    (b"Rar!\x1a\x07", tr("an archive (RAR)"), _UNPACK),
    (
        b"SQLite format 3\x00",
        tr("a database"),
        tr("Where it is a project, open it or merge it as one."),
    ),
    (b"\x00\x01\x00\x00Standard ", tr("a database (Access)"), _SHEET),
    (
        b"!BDN",
        tr("a mail folder of Outlook (.pst)"),
        tr(
            "Drag its messages out of Outlook to save them as .msg, or export them "
            "as .mbox, and add those."
        ),
    ),
    (b"\x7fELF", tr("a program"), _NOTHING),
    (b"MZ\x90\x00", tr("a program"), _NOTHING),
    (b"\x00\x01\x00\x00\x00", tr("a font"), _NOTHING),
    (b"OTTO\x00", tr("a font"), _NOTHING),
)
# A box of ISO 14496-12 at the beginning, by the brand that it names.
_BRANDS: Final = (
    ((b"heic", b"heix", b"mif1", b"avif"), tr("a picture (HEIC or AVIF)"), _PICTURE),
    ((b"M4A ", b"M4B "), tr("a sound recording (MPEG-4)"), _SOUND),
    ((), tr("a film (MPEG-4)"), _SOUND),
)
_OF_MEMBERS: Final = (
    ("xl/workbook", tr("a spreadsheet (Excel)"), _TABLE),
    ("ppt/presentation", tr("a presentation (PowerPoint)"), _SLIDES),
    ("visio/document", tr("a drawing (Visio)"), _SLIDES),
    ("Index/Slide", tr("a presentation (Keynote)"), _SLIDES),
)
_OF_STREAMS: Final = (
    ("Workbook", tr("a spreadsheet (Excel)"), _TABLE),
    ("Book", tr("a spreadsheet (Excel)"), _TABLE),
    ("PowerPoint Document", tr("a presentation (PowerPoint)"), _SLIDES),
    ("VisioDocument", tr("a drawing (Visio)"), _SLIDES),
    ("Quill", tr("a publication (Publisher)"), _SLIDES),
)
_OPENDOCUMENT: Final = "application/vnd.oasis.opendocument"
_OF_MEDIA_TYPES: Final = (
    ("application/vnd.oasis.opendocument.spreadsheet", tr("a spreadsheet (OpenDocument)"), _TABLE),
    (
        "application/vnd.oasis.opendocument.presentation",
        tr("a presentation (OpenDocument)"),
        _SLIDES,
    ),
    ("application/vnd.oasis.opendocument.graphics", tr("a drawing (OpenDocument)"), _SLIDES),
)
_PICTURES: Final = re.compile(r"\.(?:jpe?g|png|gif|tiff?|bmp|webp|heic)\Z", re.IGNORECASE)


def refusal(sample: Sample) -> str | None:
    """Why a file is not taken, as sentences with what to do, where that can be told from what it
    begins with; None where a reader may know it."""
    if not sample.head:
        return tr("“{sample}” is empty. Add a file that has a text in it.", sample=sample.name)
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
    return tr("“{name}” is {what}. {advice}", name=sample.name, what=what, advice=advice)


def _compound(sample: Sample) -> tuple[str, str] | None:
    if "EncryptedPackage" in sample.members:
        return tr("an Office document protected by a password"), _PASSWORD
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
        return tr("a spreadsheet (Numbers)"), _SHEET
    if any(name.endswith(".qde") for name in files):
        return tr("a REFI-QDA project"), tr("Import it as a project.")
    if files and all(_PICTURES.search(name) for name in files):
        return tr("an archive of pictures"), _PICTURE
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
_NO_FILES: Final = (tr("an empty archive (ZIP)"), tr("Add an archive that has files in it."))
_DAMAGED: Final = (
    tr("a ZIP archive or an office document, and damaged"),
    tr("Perhaps it was not copied as a whole: get it again, and add that."),
)
_MOBI: Final = tr("Convert it to EPUB (.epub), for example with Calibre, and add that file.")
_BY_PLACE: Final = (
    (60, b"BOOKMOBI", tr("an e-book (Kindle or Mobipocket)"), _MOBI),
    (60, b"TEXtREAd", tr("an e-book (Mobipocket)"), _MOBI),
    (257, b"ustar", tr("an archive (tar)"), _UNPACK),
)
_RIFF: Final = {
    b"WAVE": (tr("a sound recording (WAV)"), _SOUND),
    b"AVI ": (tr("a film (AVI)"), _SOUND),
    b"WEBP": (tr("a picture (WebP)"), _PICTURE),
}


def _has_controls(head: bytes) -> bool:
    return any(byte < 32 and byte not in b"\t\n\r\f" for byte in head[:512])
