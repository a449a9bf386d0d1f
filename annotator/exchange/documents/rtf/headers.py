"""What a Rich Text file says before its text: fonts, styles, authors, title and date."""

from __future__ import annotations

from typing import Final

from annotator.exchange.documents.rtf.interpreter import Interpreter, Word
from annotator.exchange.documents.rtf.tables_of_file import MOST, read_fonts, read_styles

_ABOUT: Final = {
    b"title": "title",
    b"author": "author",
    b"subject": "subject",
    b"keywords": "keywords",
    b"doccomm": "comment",
    b"company": "company",
}


def _fonts(reader: Interpreter, _number: int | None) -> None:
    reader.fonts.by_number.update(read_fonts(reader.skipped_group()))
    reader.fonts.settle()


def _styles(reader: Interpreter, _number: int | None) -> None:
    raw = reader.skipped_group()
    reader.gathered.styles.by_number.update(read_styles(raw, reader.plain))


def _revisors(reader: Interpreter, _number: int | None) -> None:
    names = reader.plain(reader.skipped_group()).split(";")
    reader.gathered.authors = [name.strip() for name in names[:MOST]]


def _information(reader: Interpreter, _number: int | None) -> None:
    reader.divert([])


def _property(name: str) -> Word:
    def act(reader: Interpreter, _number: int | None) -> None:
        parts: list[str] = []

        def close() -> None:
            value = " ".join("".join(parts).split())
            if value:
                reader.gathered.about.setdefault(name, value)

        reader.divert(parts, close)

    return act


def _created(reader: Interpreter, _number: int | None) -> None:
    reader.time = {}

    def close() -> None:
        time = reader.time
        year, month, day = (time.get(part, 0) for part in (b"yr", b"mo", b"dy"))
        if 1 <= month <= 12 and 1 <= day <= 31 and 0 < year < 10_000:
            date = f"{year:04}-{month:02}-{day:02}"
            hour, minute = time.get(b"hr", 0), time.get(b"min", 0)
            if (hour or minute) and 0 <= hour < 24 and 0 <= minute < 60:
                date += f"T{hour:02}:{minute:02}"
            reader.gathered.about.setdefault("date", date)

    reader.divert([], close)


def _part_of_time(part: bytes) -> Word:
    def act(reader: Interpreter, number: int | None) -> None:
        reader.time[part] = number or 0

    return act


def _both(reader: Interpreter, _number: int | None) -> None:
    r"""``{\upr{in a code page}{\*\ud{in Unicode}}}``: the second says the same, and all of it."""
    reader.pass_group()


WORDS: Final[dict[bytes, Word]] = {
    b"fonttbl": _fonts,
    b"stylesheet": _styles,
    b"revtbl": _revisors,
    b"info": _information,
    b"creatim": _created,
    b"upr": _both,
    **{word: _property(name) for word, name in _ABOUT.items()},
    **{part: _part_of_time(part) for part in (b"yr", b"mo", b"dy", b"hr", b"min")},
}
