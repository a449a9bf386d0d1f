"""Formats that only an office program knows: advice, and conversion by LibreOffice."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
import threading
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.exchange.documents import libreoffice, office
from annotator.exchange.documents.libreoffice import as_word, find_libreoffice
from annotator.exchange.documents.office import read_office
from annotator.exchange.documents.reader import ReadDocument
from annotator.exchange.documents.recognition import sample_of
from annotator.exchange.documents.registry import reader_for, reader_named
from annotator.operations.documents import file_reading
from tests.exchange.documents.mail_samples import Folder, compound

_CHOSEN = {"convert": "libreoffice"}
needs_libreoffice = pytest.mark.skipif(
    find_libreoffice() is None, reason="LibreOffice is not installed"
)


def old_word(flags: int = 0) -> bytes:
    """A file that says it is a Word document, and no more."""
    return compound(Folder({"WordDocument": bytes(11) + bytes((flags,)) + bytes(20)}))


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (old_word(), "a.doc", "Word document of the old format"),
        (b"\xffWPC\x10\x00\x00\x00\x01\x0a", "a.wpd", "WordPerfect"),
        (b"PK\x03\x04", "a.pages", "export it as Word"),
        (compound(Folder({"MM": b"-"})), "a.wps", "Works"),
        (compound(Folder({"CONTENTS": b"-"})), "a.wps", "Works"),
        (old_word(1), "a.doc", "protected by a password"),
        (compound(Folder({"WORDDOCUMENT": bytes(32)})), "a.doc", "Word document of the old format"),
    ],
)
def test_advice(data: bytes, name: str, says: str) -> None:
    reader = reader_for(sample_of(data, name))
    # Of a ZIP archive that is cut off nothing but its name tells.
    assert data == b"PK\x03\x04" or (reader is not None and reader.name == "office")
    with pytest.raises(UserError, match=says) as error:
        read_office(data, name, {})
    assert f"“{name}”" in str(error.value)
    assert ".docx" in str(error.value)


def test_the_choice_is_named_where_libreoffice_is_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(office, "find_libreoffice", lambda: "soffice")
    with pytest.raises(UserError, match="--option convert=libreoffice"):
        read_office(old_word(), "a.doc", {})
    monkeypatch.setattr(office, "find_libreoffice", lambda: None)
    with pytest.raises(UserError) as error:
        read_office(old_word(), "a.doc", {})
    assert "convert" not in str(error.value)
    with pytest.raises(UserError, match="is not installed"):
        read_office(old_word(), "a.doc", _CHOSEN)


def test_what_is_converted_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_libreoffice", lambda: "soffice")
    monkeypatch.setattr(office, "as_word", lambda *_: b"converted")
    word = reader_named("docx")
    assert word is not None
    monkeypatch.setattr(
        type(word),
        "read",
        lambda _self, data, name, _options: [ReadDocument(name, data.decode())],
    )
    (document,) = read_office(old_word(), "a.doc", _CHOSEN)
    assert (document.name, document.text) == ("a.doc", "converted")
    assert "Converted by LibreOffice" in document.remarks[0].what


@pytest.mark.skipif(sys.platform == "win32", reason="a script as a program")
def test_a_program_that_hangs_is_ended_with_what_it_started(tmp_path: Path) -> None:
    started = tmp_path / "started"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > '{started}'\nwait\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(UserError, match="within 1 seconds"):
        as_word(str(program), b"x", ".doc", "a.doc", time_limit=1)
    child = started.read_text().strip()
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", child], check=False, capture_output=True, text=True
    )
    assert state.stdout.strip()[:1] in ("", "Z")  # gone, or ended and not yet waited for


@pytest.mark.skipif(sys.platform == "win32", reason="a script as a program")
def test_who_cancels_need_not_wait_for_the_program(tmp_path: Path) -> None:
    started = tmp_path / "started"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\necho > '{started}'\nexec sleep 600\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)

    def cancel() -> None:
        while not started.exists():
            time.sleep(0.01)
        file_reading.stop()

    other = threading.Thread(target=cancel)
    other.start()
    with pytest.raises(UserError, match="can't convert"):
        as_word(str(program), b"x", ".doc", "a.doc")
    other.join()
    file_reading.stop()  # where nothing runs, nothing happens


@pytest.mark.skipif(sys.platform == "win32", reason="a script as a program")
def test_a_program_that_makes_nothing(tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(UserError, match="can't convert"):
        as_word(str(program), b"x", ".doc", "a.doc")
    with pytest.raises(UserError, match="can't be started"):
        as_word(str(tmp_path / "nothing"), b"x", ".doc", "a.doc")


@needs_libreoffice
def test_libreoffice_converts(tmp_path: Path) -> None:
    program = find_libreoffice()
    assert program is not None
    source = tmp_path / "a.rtf"
    source.write_bytes(rb"{\rtf1\ansi Gr\'fc\'dfe \u26085?}")
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            *(program, "--headless", f"-env:UserInstallation={profile}"),
            *("--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=libreoffice.TIME_LIMIT,
    )
    converted = as_word(program, (tmp_path / "a.doc").read_bytes(), ".doc", "a.doc")
    with zipfile.ZipFile(BytesIO(converted)) as archive:
        text = re.sub(r"<[^>]*>", "", archive.read("word/document.xml").decode())
    assert "Grüße 日" in text
