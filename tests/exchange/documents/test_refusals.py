"""Files that are no documents: recognised by content, refused with what to do."""

from __future__ import annotations

import pytest

from annotator.exchange.documents.reader import Sample
from annotator.exchange.documents.recognition import (
    is_old_office,
    is_outlook_message,
    sample_of,
)
from annotator.exchange.documents.refusals import refusal
from annotator.exchange.documents.registry import reader_for
from tests.exchange.documents.mail_samples import Folder, compound, multipart, outlook, part
from tests.exchange.documents.test_bundle import archive

_WAVE = b"RIFF\x00\x00\x00\x00WAVEfmt "
_TABLE = b"application/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("data", "what", "advice"),
    [
        (b"", "is empty", "has a text in it"),
        (b"\x89PNG\r\n\x1a\n..", "picture (PNG)", "OCR"),
        (b"\xff\xd8\xff\xe0", "picture (JPEG)", "OCR"),
        (b"BM\x36\x00\x00\x00\x00\x00", "picture (BMP)", "OCR"),
        (b"II*\x00", "picture (TIFF)", "OCR"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC", "OCR"),
        (b"ID3\x04\x00", "MP3", "Transcribe"),
        (_WAVE, "WAV", "Transcribe"),
        (b"\x00\x00\x00\x18ftypM4A ", "sound recording (MPEG-4)", "Transcribe"),
        (b"\x00\x00\x00\x18ftypmp42", "film (MPEG-4)", "Transcribe"),
        (b"\x1aE\xdf\xa3", "film", "Transcribe"),
        (b"7z\xbc\xaf\x27\x1c", "archive (7z)", "Unpack"),
        (b"Rar!\x1a\x07\x00", "archive (RAR)", "Unpack"),
        (bytes(257) + b"ustar", "archive (tar)", "Unpack"),
        (b"\x1f\x8b\x08", "gzip", "Unpack"),
        (b"!BDN\x00", "mail folder of Outlook", ".mbox"),
        (bytes(60) + b"BOOKMOBI", "e-book", "EPUB"),
        (b"AT&TFORM\x00", "scanned book", "PDF"),
        (b"SQLite format 3\x00", "database", "project"),
        (
            archive({"xl/workbook.xml": b"-", "[Content_Types].xml": b"-"}),
            "spreadsheet",
            "--mapping",
        ),
        (archive({"ppt/presentation.xml": b"-"}), "presentation", "PDF"),
        (archive({"mimetype": _TABLE, "content.xml": b"-"}), "spreadsheet", "--mapping"),
        (archive({"a/1.jpg": b"-", "a/2.JPEG": b"-"}), "archive of pictures", "OCR"),
        (archive({"project.qde": b"-"}), "REFI-QDA project", "Import"),
        (archive({}), "empty archive", "files in it"),
        (archive({"a.txt": b"text" * 20})[:90], "damaged", "copied as a whole"),
        (compound(Folder({"EncryptedPackage": b"-"})), "protected by a password", "without"),
        (compound(Folder({"Workbook": b"-"})), "spreadsheet (Excel)", "--mapping"),
        (compound(Folder({"PowerPoint Document": b"-"})), "presentation", "PDF"),
    ],
)
def test_what_it_is_and_what_to_do(data: bytes, what: str, advice: str) -> None:
    sentence = refusal(sample_of(data, "file.xyz"))
    assert sentence is not None
    assert "“file.xyz”" in sentence
    assert what in sentence
    assert advice in sentence


@pytest.mark.parametrize(
    "data",
    [
        b"ID3 is a tag of sound files",
        b"BM is how the letter begins",
        b"Plain text",
        b"%PDF-1.7",
        rb"{\rtf1 x}",
        archive({"a.txt": b"-", "b.jpg": b"-"}),
        archive({"word/document.xml": b"-", "[Content_Types].xml": b"-"}),
        compound(Folder({"WordDocument": b"-"})),
        compound(outlook({0x0037: "x"})),
    ],
)
def test_what_a_reader_may_know_is_not_refused(data: bytes) -> None:
    assert refusal(sample_of(data, "file.xyz")) is None


def test_letters_with_pictures_are_no_saved_pages() -> None:
    letter = multipart(b"related", part(b"<p>x</p>", b"text/html"))
    page = letter.replace(b"To: ", b"X-To: ").replace(b"Cc: ", b"X-Cc: ")
    for data, name in ((letter, "eml"), (page, "mhtml"), (b"From a 2024\n" + letter, "mbox")):
        reader = reader_for(sample_of(data, "file"))
        assert reader is not None
        assert reader.name == name


def test_compound_files_are_told_apart_by_content() -> None:
    message = sample_of(compound(outlook({0x0037: "x"})), "letter.doc")
    old_word = sample_of(compound(Folder({"WordDocument": b"-", "1Table": b"-"})), "letter.msg")
    sheet = sample_of(compound(Folder({"Workbook": b"-"})), "sheet.doc")
    assert is_outlook_message(message)
    assert not is_old_office(message)
    assert is_old_office(old_word)
    assert not is_outlook_message(old_word)
    assert not is_old_office(sheet)
    for sample, name in ((message, "msg"), (old_word, "office")):
        reader = reader_for(sample)
        assert reader is not None
        assert reader.name == name
    # A damaged one is what its name says; its reader says what is wrong with it.
    damaged = compound(Folder({"WordDocument": b"-"}))[:520]
    assert is_old_office(sample_of(damaged, "a.doc"))
    assert is_outlook_message(sample_of(damaged, "a.msg"))
    assert is_old_office(Sample(b"\xffWPC\x00", "a.wpd"))
