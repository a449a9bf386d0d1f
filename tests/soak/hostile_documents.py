"""Documents of other programs with faults: ``python tests/soak/hostile_documents.py``.

``--minutes M`` works so long, ``--times N`` does so many tries of each format, ``--format NAME``
only of that one. Sound files of each format are mutated by fixed seeds: bytes, pieces of markup,
odd values, nesting, repetition, entities, and of archives their members and directory. A file is
read by its reader with each option. Allowed is a UserError in one sentence that can be written as
UTF-8; what is read must be a text that can be stored with a structure that fits it. No other
exception, no try that works for more than 20 seconds, no more than 1 GB of memory, nothing from
another file, and no connection.

`FORMATS` has an entry for each reader: its name and its sound files. What LibreOffice converts is
read by other readers; it is not run here.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import socket
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.corpus.structure import KINDS, structure_fault
from annotator.errors import UserError
from annotator.exchange.documents.choices import CONVERT
from annotator.exchange.documents.reader import ReadDocument
from annotator.exchange.documents.registry import reader_named
from tests.exchange.documents import (
    hostile_samples,
    opendocument_samples,
    web_samples,
    word_samples,
)
from tests.exchange.documents.pdf_making import Sheet, pdf, prose, wrap
from tests.exchange.news import news_samples
from tests.exchange.references.reference_samples import CSL, RDF, RIS
from tests.exchange.transcripts import transcript_samples
from tests.soak.options import MOST_MEMORY, most_memory

LONGEST_S = 20
SECRET = "a line of another file"


def _printed() -> list[bytes]:
    """PDFs: one plain, one with columns, notes, links, an outline and labels of its pages."""
    plain, rich = Sheet(), Sheet()
    plain.block(57, 90, wrap(prose(1, 300), 80))
    rich.put(57, 40, "Of the town", size=8)
    rich.put(57, 80, "1 The harbour", size=16, font=1)
    rich.block(57, 110, wrap(prose(2, 150), 36))
    rich.block(317, 110, wrap(prose(3, 150), 36))
    rich.put(57, 700, "1 A note at the foot of the page.", size=7)
    rich.link(57, 110, 8, "https://example.org/")
    rich.fill_in(57, 720, "Filled in")
    rich.drawn.append("50 735 3 3 re f")
    info = {"Title": "The town", "Author": "A. Writer", "CreationDate": "D:20240503090700Z"}
    labels = "0 << /S /r >> 1 << /S /D /St 5 >>"
    outlined = pdf([rich, plain], info=info, outline=[("The harbour", 0)], labels=labels)
    return [pdf([plain]), outlined]


def _old() -> list[bytes]:
    """Beginnings of files that only other programs read."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return [head + bytes(2000), b"\xffWPC" + bytes(500), *hostile_samples.OUTLOOK]


_TEXT = "A line.\r\n\tÜmläute, שלום, 😀 e\u0301\u00a0x\n" * 20

FORMATS: Mapping[str, Callable[[], list[bytes]]] = {
    "pdf": _printed,
    "epub": web_samples.rich_books,
    "html": lambda: [web_samples.rich_page()],
    "mhtml": lambda: [web_samples.rich_saved_page()],
    "markdown": lambda: [web_samples.rich_markdown()],
    "office": _old,
    "text": lambda: [_TEXT.encode(codec, "replace") for codec in ("utf-8", "utf-16", "cp1252")],
    "docx": lambda: [word_samples.rich(), word_samples.report(1), word_samples.rich("strict")],
    "odt": lambda: [
        opendocument_samples.rich(),
        opendocument_samples.report(1),
        opendocument_samples.rich_flat(),
    ],
    "rtf": lambda: list(hostile_samples.RICH_TEXTS),
    "eml": lambda: list(hostile_samples.MESSAGES),
    "mbox": lambda: [b"From a 2024\n" + data for data in hostile_samples.MESSAGES],
    "msg": lambda: list(hostile_samples.OUTLOOK),
    "subtitles": lambda: [transcript_samples.srt().encode(), transcript_samples.vtt().encode()],
    "elan": lambda: [transcript_samples.eaf().encode()],
    "textgrid": lambda: [
        transcript_samples.textgrid().encode(),
        transcript_samples.textgrid(short=True).encode("utf-16"),
    ],
    "news": lambda: [
        news_samples.nexis_word(),
        news_samples.nexis_rich_text(),
        *(text.encode() for text in (news_samples.nexis_text(), news_samples.proquest_text())),
        *(page.encode() for page in (news_samples.factiva_page(), news_samples.europresse_page())),
        news_samples.factiva_codes_page().encode(),
        news_samples.genios_text().encode(),
    ],
    "references": lambda: [text.encode() for text in (RIS, CSL, RDF)],
    "chat": lambda: [transcript_samples.chat().encode()],
    "whisper": lambda: [
        transcript_samples.whisper(words=True).encode(),
        transcript_samples.whisper_cpp().encode(),
        transcript_samples.table().encode(),
    ],
    "transcript": lambda: [
        transcript_samples.noscribe().encode(),
        *(text.encode() for text in transcript_samples.TEXTS),
        word_samples.word("".join(map(word_samples.para, transcript_samples.TEXTS[0].split("\n")))),
    ],
}

VALUES = (
    *(b"", b"-1", b"0", b"1", b"9", b"63", b"65536", b"2147483648", b"9" * 30, b"1e999", b"NaN"),
    *(b"true", b"off", b"x" * 20_000, b"../../x", b"%1%2%3%%", b"&#x202e;", b"http://[", b"#"),
    *(b"\xff", b"&#0;", b"\xed\xa0\x80", "\ufeff".encode(), "😀".encode()),
)
_DAMAGE = (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError)
_TAG = re.compile(rb"<(/?)([A-Za-z][\w:.-]*)([^<>]*?)(/?)>")
_VALUE = re.compile(rb"=\"([^\"<>]*)\"")


class Faults:
    """Changes of sound files, by a seed."""

    def __init__(self, dice: random.Random, evil: bytes) -> None:
        self.dice = dice
        # A document type that reaches out: to a file and to a port, and entities that grow.
        self.evil = evil

    def spoil(self, data: bytes) -> bytes:
        """One to four faults in the file."""
        for _ in range(self.dice.randint(1, 4)):
            data = self._archive(data) if data.startswith(b"PK") else self._text(data)
        return data

    def _archive(self, data: bytes) -> bytes:
        if self.dice.random() < 0.15:
            return self._bytes(data)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                files = [(info.filename, archive.read(info)) for info in archive.infolist()]
        except _DAMAGE:
            return self._bytes(data)
        if not files:
            return data
        place = self.dice.randrange(len(files))
        name, content = files[place]
        kind = self.dice.random()
        if kind < 0.8:
            files[place] = name, self._text(content)
        elif kind < 0.85:
            del files[place]
        elif kind < 0.9:
            files[place] = name, self.dice.choice(files)[1]
        elif kind < 0.95:
            files[place] = self.dice.choice(("../" + name, "/" + name, name.upper(), "x")), content
        else:
            files.append((name, self._text(content)))
        return _packed(files, self.dice.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)))

    def _text(self, data: bytes) -> bytes:
        way = self.dice.choice(
            (
                *(self._bytes, self._value, self._value, self._piece, self._piece, self._repeat),
                *(self._nest, self._doctype, self._encoding),
            )
        )
        return way(data)

    def _bytes(self, data: bytes) -> bytes:
        changed = bytearray(data)
        for _ in range(self.dice.randint(1, 12) if changed else 0):
            changed[self.dice.randrange(len(changed))] = self.dice.randrange(256)
        if changed and self.dice.random() < 0.2:
            del changed[self.dice.randrange(len(changed)) :]
        return bytes(changed)

    def _value(self, data: bytes) -> bytes:
        """Other values of attributes."""
        found = list(_VALUE.finditer(data))
        for one in sorted(self.dice.sample(found, min(3, len(found))), key=_start, reverse=True):
            value = self.dice.choice(VALUES)
            data = data[: one.start(1)] + value + data[one.end(1) :]
        return data

    def _piece(self, data: bytes) -> bytes:
        """A piece between two tags, gone, twice or elsewhere."""
        tags = list(_TAG.finditer(data))
        if len(tags) < 3:
            return self._bytes(data)
        first, last, other = sorted(self.dice.sample(tags, 3), key=_start)
        piece = data[first.start() : last.start()]
        kind = self.dice.randrange(3)
        if kind == 0:
            return data[: first.start()] + data[last.start() :]
        at = other.start() if kind == 1 else last.start()
        return data[:at] + piece + data[at:]

    def _element(self, data: bytes) -> tuple[int, int] | None:
        """A whole element without another of its name in it."""
        tags = list(_TAG.finditer(data))
        for _ in range(10 if tags else 0):
            one = self.dice.choice(tags)
            if not one[1] and one[4]:
                return one.start(), one.end()
            end = data.find(b"</" + one[2] + b">", one.end())
            if not one[1] and 0 <= end < one.end() + 5_000:
                return one.start(), end + len(one[2]) + 3
        return None

    def _repeat(self, data: bytes) -> bytes:
        found = self._element(data)
        if found is None:
            return self._bytes(data)
        piece = data[slice(*found)]
        times = min(self.dice.choice((2, 30, 1_000, 20_000)), 4_000_000 // len(piece))
        return data[: found[1]] + piece * times + data[found[1] :]

    def _nest(self, data: bytes) -> bytes:
        """An element within copies of itself."""
        tags = [one for one in _TAG.finditer(data) if not one[1] and not one[4]]
        if not tags:
            return self._bytes(data)
        one = self.dice.choice(tags)
        times = self.dice.choice((3, 60, 110, 400, 5_000))
        end = b"</" + one[2] + b">"
        return data[: one.end()] + one[0] * times + end * times + data[one.end() :]

    def _doctype(self, data: bytes) -> bytes:
        head = data.find(b"?>") + 2 if data.startswith(b"<?xml") else 0
        comment = b"<!--" + b"x" * self.dice.choice((0, 70_000)) + b"-->"
        found = _VALUE.search(data, self.dice.randrange(len(data) + 1))
        if found:
            data = data[: found.start(1)] + b"&a;&b;" + data[found.end(1) :]
        return data[:head] + comment + self.evil + data[head:]

    def _encoding(self, data: bytes) -> bytes:
        text = data.decode("utf-8", "replace")
        codec = self.dice.choice(("utf-16", "utf-16-be", "cp037", "latin-1", "utf-7"))
        return text.replace("UTF-8", codec, 1).encode(codec, "replace")


def _start(match: re.Match[bytes]) -> int:
    return match.start()


def _packed(files: list[tuple[str, bytes]], method: int) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files:
            # A name may be there twice.
            archive.filelist = [one for one in archive.filelist if one.filename != name]
            archive.NameToInfo.pop(name, None)
            archive.writestr(name, content)
    return target.getvalue()


def read(name: str, data: bytes, dice: random.Random) -> str:
    """Read a file as this format; how it ended."""
    reader = reader_named(name)
    assert reader is not None, name
    options = {
        choice.name: dice.choice(list(choice.values))
        for choice in reader.options
        if choice.values and choice != CONVERT
    }
    try:
        documents = reader.read(data, f"file{reader.suffixes[0]}", options)
    except UserError as error:
        sentence = str(error)
        assert sentence.endswith(".") and "\n" not in sentence, repr(sentence)
        sentence.encode()
        return "refused"
    for document in documents:
        check(document)
    return "read"


def check(document: ReadDocument) -> None:
    """That a document can be stored, and says nothing of another file."""
    document.text.encode()
    fault = structure_fault(document.structure, len(document.text))
    assert fault is None, fault
    assert "\r" not in document.text
    for element in document.structure:
        assert element.values.keys() <= KINDS[element.kind].values.keys(), element
    said = json.dumps(
        [document.text, dict(document.attributes), [dict(e.values) for e in document.structure]],
        ensure_ascii=False,
    )
    said.encode()
    assert SECRET not in said, "a line of another file"


def tries(name: str, times: int, seed: int = 0) -> Iterator[str]:
    """So many mutated files of a format, each by a seed of its own: how each ended."""
    samples = FORMATS[name]()
    with tempfile.TemporaryDirectory() as folder, socket.socket() as port:
        secret = Path(folder) / "secret"
        secret.write_text(SECRET)
        port.bind(("127.0.0.1", 0))
        port.listen()
        port.setblocking(False)
        evil = (
            f'<!DOCTYPE x SYSTEM "http://127.0.0.1:{port.getsockname()[1]}/x.dtd" ['
            f'<!ENTITY a SYSTEM "file://{secret}"><!ENTITY l "{"lol" * 400}">'
            f'<!ENTITY m "{"&l;" * 400}"><!ENTITY b "{"&m;" * 400}">]>'
        ).encode()
        before = most_memory()  # of the tests that this process ran before
        for number in range(seed, seed + times):
            dice = random.Random(f"{name} {number}")
            data = Faults(dice, evil).spoil(dice.choice(samples))
            begun = time.process_time()
            try:
                yield read(name, data, dice)
            except Exception as error:
                raise AssertionError(f"--format {name} --seed {number} --times 1") from error
            spent = time.process_time() - begun
            assert spent < LONGEST_S, f"--format {name} --seed {number}: {spent:.0f} s"
            memory = most_memory() - before
            assert memory < MOST_MEMORY, f"--format {name} --seed {number}: {memory} bytes"
        try:
            port.accept()
        except BlockingIOError:
            return
        raise AssertionError(f"a file of format {name} made a connection")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=1_000)
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--format", choices=list(FORMATS))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    names = [options.format] if options.format else list(FORMATS)
    found = {name: Counter[str]() for name in names}
    end, seed = time.monotonic() + 60 * options.minutes, options.seed
    while True:
        for name in names:
            found[name].update(tries(name, options.times, seed))
        seed += options.times
        if time.monotonic() >= end:
            break
    if options.json:
        print(json.dumps(found))
    else:
        for name, ended in found.items():
            print(f"{name}: {dict(ended)}")


if __name__ == "__main__":
    main()
