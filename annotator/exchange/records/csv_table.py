"""Text tables (RFC 4180 and what programs make of it): delimiter, quoting and encoding are found.

A file is read in one pass, a record at a time, whatever its size; to find out how it is written,
its beginning is looked at, and to prove UTF-8, its bytes.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from annotator.corpus.messages import gettext_noop, tr
from annotator.errors import UserError
from annotator.exchange.plain_text import decode
from annotator.exchange.records.table import (
    LARGEST_TABLE,
    LONGEST_CELL,
    Header,
    Row,
    Table,
    TableOptions,
    shaped,
)
from annotator.exchange.records.title_rows import head_of
from annotator.input_files import opened

_SAMPLE: Final = 1 << 18
_CHUNK: Final = 1 << 20
_RECORDS: Final = 200
"""Records from which the delimiter is found."""
_DELIMITERS: Final = {
    ",": gettext_noop("comma"),
    ";": gettext_noop("semicolon"),
    "\t": gettext_noop("tab"),
    "|": gettext_noop("vertical bar"),
}
_NAMES: Final = {word: sign for sign, word in _DELIMITERS.items()}
_SPLIT: Final = gettext_noop("Split it into several files.")
_QUALTRICS: Final = '{"ImportId"'
"""How the cells of the third row begin that Qualtrics writes (its second are the questions)."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a text table is written. `skip` lines stand before it."""

    encoding: str
    delimiter: str
    skip: int = 0


def read_csv(path: Path, name: str, options: TableOptions) -> Table:
    """The table of a text file. UserError where it can't be read or is none."""
    with opened(path, LARGEST_TABLE, tr(_SPLIT)) as file:
        form = _form_of(file, name, options)
    rows = _records(path, name, form)
    try:
        head = head_of((row for row in rows if row[1]), name, options.header)
    finally:
        rows.close()
    if head is None:
        raise UserError(tr("“{name}” is empty. Add a table that has rows in it.", name=name))
    header = Header.of(head.cells, name)
    rows = _below(path, name, form, head.number)
    try:
        skipped = _qualtrics_rows(rows)
    finally:
        rows.close()
    remarks = [*head.remarks, *header.remarks]
    if skipped:
        remarks.append(tr("The second and third row are Qualtrics’ own and were left out."))
    sign = tr(_DELIMITERS.get(form.delimiter, form.delimiter))
    facts = ((tr("delimiter"), sign), (tr("encoding"), form.encoding.removesuffix("-sig")))
    width = len(header.names)

    def read() -> Iterator[Row]:
        found = _below(path, name, form, head.number)
        for _row in range(skipped):
            next(found, None)
        yield from shaped(found, width, name, "line")

    return Table(name, tuple(header.names), read, "line", facts=facts, remarks=tuple(remarks))


def _below(
    path: Path, name: str, form: Form, header: int
) -> Generator[tuple[int, list[str]], None, None]:
    """The records below the one that has the names of columns."""
    rows = _records(path, name, form)
    for line, _cells in rows:
        if line >= header:
            break
    yield from rows


def _qualtrics_rows(rows: Iterator[tuple[int, list[str]]]) -> int:
    """How many rows below the names of columns are no data."""
    next(rows, None)
    third = next(rows, None)
    if third is None or not third[1]:
        return 0
    return 2 if all(cell.startswith(_QUALTRICS) for cell in third[1] if cell) and third[1][0] else 0


def _form_of(file: BinaryIO, name: str, options: TableOptions) -> Form:
    head = file.read(_SAMPLE)
    if not head:
        raise UserError(tr("“{name}” is empty. Add a table that has rows in it.", name=name))
    encoding = options.encoding or _encoding_of(file, head, name)
    try:
        text = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    except LookupError:
        raise UserError(
            tr(
                "There is no encoding “{encoding}”. Name one such as utf-8 or windows-1252.",
                encoding=encoding,
            )
        ) from None
    text = text.lstrip("\ufeff")
    told = _told_delimiter(text)
    if options.delimiter:
        sign = _NAMES.get(options.delimiter.strip().lower(), options.delimiter)
        if len(sign) != 1 or sign in '"\r\n':
            words = ", ".join(_NAMES)
            raise UserError(tr("A delimiter is one character, or one of {words}.", words=words))
        return Form(encoding, sign, 1 if told else 0)
    return Form(encoding, told or _delimiter_of(text, len(head) == _SAMPLE), 1 if told else 0)


def _encoding_of(file: BinaryIO, head: bytes, name: str) -> str:
    """The codec of the file: by its mark, by proof of UTF-8, else by what its beginning is like."""
    if not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and b"\x00" not in head:
        decoder = codecs.getincrementaldecoder("utf-8-sig")()
        file.seek(0)
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            pass
        else:
            return "utf-8-sig"
    for cut in range(4):  # the sample may end within a character
        try:
            return decode(head[: len(head) - cut], name)[1]
        except UserError:
            if cut == 3 or len(head) < _SAMPLE:
                raise
    raise AssertionError


def _told_delimiter(text: str) -> str:
    """What Excel's line ``sep=;`` says, which is no part of the table."""
    line = text[: text.find("\n")].rstrip("\r") if "\n" in text else ""
    return line[4] if line.lower().startswith("sep=") and len(line) == 5 else ""


def _delimiter_of(text: str, is_part: bool) -> str:
    """The delimiter that parts most of the first records into one number of values, more than one;
    of several, the one that makes the most. A comma where none does."""
    best, most = ",", (0.0, 0)
    for sign in _DELIMITERS:
        widths: list[int] = []
        with _long_cells():
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
            try:
                for cells, _number in zip(reader, range(_RECORDS), strict=False):
                    if cells:
                        widths.append(len(cells))
            except csv.Error:
                pass
        if is_part and len(widths) > 1 and len(widths) < _RECORDS:
            widths.pop()  # the sample ends within it
        width, times = Counter(widths).most_common(1)[0] if widths else (0, 0)
        alike = times / max(1, len(widths))
        if width > 1 and (alike, width) > most:
            best, most = sign, (alike, width)
    return best


@contextmanager
def _long_cells() -> Iterator[None]:
    """The module's bound on cells is one of the process; ours holds while we read."""
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


class _Lines(Iterator[str]):
    """The lines of a file, none longer than may be; what no table holds is refused."""

    def __init__(self, file: io.TextIOWrapper, name: str) -> None:
        self._file, self._name = file, name
        self.number, self.ended = 0, False

    def __next__(self) -> str:
        try:
            line = self._file.readline(2 * LONGEST_CELL)
        except UnicodeDecodeError as error:
            raise UserError(
                tr(
                    "“{name}” is not {encoding} throughout: it is not after line "
                    "{number:,}. Name its encoding, or save it as UTF-8.",
                    name=self._name,
                    encoding=error.encoding,
                    number=self.number,
                )
            ) from None
        if not line:
            self.ended = True
            raise StopIteration
        self.number += 1
        if "\x00" in line:
            raise UserError(
                tr(
                    "“{name}”, line {number:,}: there is a zero character (NUL), which no "
                    "table has. Export it again, as UTF-8.",
                    name=self._name,
                    number=self.number,
                )
            )
        if len(line) >= 2 * LONGEST_CELL:
            raise UserError(
                tr(
                    "“{name}”, line {number:,}: the line is longer than {longest:,} "
                    "characters. It is no table of texts; export it again.",
                    name=self._name,
                    number=self.number,
                    longest=2 * LONGEST_CELL,
                )
            )
        return line


def _records(path: Path, name: str, form: Form) -> Generator[tuple[int, list[str]], None, None]:
    """The records with the lines that they begin in."""
    with (
        opened(path, LARGEST_TABLE, tr(_SPLIT)) as file,
        io.TextIOWrapper(file, encoding=form.encoding, newline="") as text,
    ):
        lines = _Lines(text, name)
        for _line in range(form.skip):
            next(lines, None)
        reader = csv.reader(lines, delimiter=form.delimiter)
        while True:
            start = lines.number + 1
            try:
                with _long_cells():
                    cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise UserError(_why(str(error), name, start)) from None
            if lines.ended:  # a record asks for another line within a quotation alone
                raise UserError(_why("no end", name, start))
            yield start, cells


def _why(error: str, name: str, line: int) -> str:
    if "field larger" in error:
        return tr(
            "“{name}”, line {line:,}: a cell that begins here has more than "
            '{longest_cell:,} characters. Perhaps a quotation mark (") has no end; '
            "correct it, or split the text.",
            name=name,
            line=line,
            longest_cell=LONGEST_CELL,
        )
    if error == "no end":
        return tr(
            '“{name}”, line {line:,}: a quotation mark (") in the record that '
            "begins here has no end. Correct it, or export the table again.",
            name=name,
            line=line,
        )
    return tr(
        "“{name}”, line {line:,}: the record can't be read. Export the table again.",
        name=name,
        line=line,
    )
