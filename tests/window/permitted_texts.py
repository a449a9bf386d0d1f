"""What may stand on a screen of the gallery without being a message: data, and few names."""

from __future__ import annotations

import ast
import html
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from annotator import languages

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]{2,}")
_VOWEL = re.compile("[aeiouAEIOU]")
_SEPARATOR = re.compile(r"[\n,:;.·—–→←…“”‘’()\[\]=/|&%*▾\"\\]+|  +")
_NO_WORDS = re.compile(r"#[0-9a-f]{6}|\d+ [A-Z][a-z]{2} \d{4}|\S*[âÃ√‚]\S*")
"""Colours, dates as the system writes them, and words read in a wrong encoding."""
_LABELLED = {"step", "change"}
NAMES = (
    *("Annotator", "alpha", "cuα", "γ-cat"),  # the program and coefficients have one name
    *("mac-roman", "windows-1252", "utf-8"),
    "another name of claim",  # made up in the gallery of an f-string
    "t Settle The QuarrelDispute Between Kærholm And The Mainland",  # deleted, inserted
    "selection",  # in a place that holds words for one and for several, which stays as it is
    *("Esc", "QualCoder"),  # a key, a program
    *("Lombard et al. 2002", "Krippendorff 2019", "O’Connor & Joffe 2020"),  # sources
    *("area of a picture", "more memos", "photo"),  # likewise; a file
    # Pictures that the gallery takes from tests of drawing.
    *("mark 0", "Codes × <outlets> & more", "Codings, in the consensus", "A note", "× polarity"),
    *("codes × codes", "codes × documents"),  # in the words of the query language
    *("byline", "outlet"),  # names of attributes, as files have them
    *("Pilot done", "two codes are taken for each other"),  # with marks of Markdown between
    *("Malika", "sample - Malika", "from a colleague"),  # the colleague of the tour, and her file
    *("kærholm", "won't"),  # words of the sample, as lists of key words have them
    *("big5", "Consensus"),  # an encoding; the coder of what was settled, as files name it
)
_TESTS = Path(__file__).parents[1]
_CODEBOOKS = tuple(sorted((_TESTS.parent / "resources" / "codebooks").glob("*.yaml")))
_FILES_OF_THE_GALLERY = (_TESTS / "exchange" / "news" / "news_samples.py",)
_CUT_AT_BOTH_ENDS = 7
"""Letters of a piece of data that can be told for one where its first word is cut as well."""


class Permitted:
    """What may stand on the screen as it is, since it is data: every text in the project's rows
    (not the labels of its steps), the literals of the gallery, and the names in `NAMES`."""

    def __init__(self) -> None:
        self._texts: set[str] = {*NAMES, *languages.NAMES.values()}
        for path in (*sorted(_TESTS.glob("gallery*.py")), *_FILES_OF_THE_GALLERY):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    self._texts.add(node.value)

        for path in _CODEBOOKS:  # looked at before there is a project
            self._texts.add(path.read_text(encoding="utf-8"))

    def add(self, text: str) -> None:
        """Permit one more."""
        self._texts.add(text)

    def add_rows(self, project: Path) -> None:
        """Whatever texts the file has now: documents, names, definitions, values, memos."""
        with closing(sqlite3.connect(project)) as connection:
            tables = (
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
            )
            for (table,) in connection.execute(tables).fetchall():
                if table not in _LABELLED:
                    for row in connection.execute(f'SELECT * FROM "{table}"'):
                        self._texts.update(value for value in row if isinstance(value, str))

    def faults(self, texts: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
        """Texts with what in them is neither a message nor data.

        Between messages every piece must be data, perhaps cut off at its end. Within them, words
        without an accent must be; those with one vowel are let be, since it may be the mnemonic.
        """
        rows = "\n".join(self._texts)
        data = f" {_normal(rows)} {_normal(' '.join(rows.split()))}"
        words = set(_WORD.findall(data))
        for text in texts:
            outside, inside = _parted(_NO_WORDS.sub(" ", html.unescape(_TAG.sub(" ", text))))
            found = [piece for piece in _pieces(outside) if not _is_in(piece, data)]
            for word in _WORD.findall(inside):
                if word.isascii() and len(_VOWEL.findall(word)) > 1 and word not in words:
                    found.append(word)
            if found:
                yield text, found


def _is_in(piece: str, data: str) -> bool:
    return f" {piece}" in data or (len(piece) > _CUT_AT_BOTH_ENDS and piece in data)


def _normal(text: str) -> str:
    return " ".join(_SEPARATOR.sub(" | ", text).split())


def _pieces(text: str) -> Iterator[str]:
    for piece in _SEPARATOR.split(text):
        if any(len(word) > 2 for word in _WORD.findall(piece)):
            yield " ".join(piece.split())


def _parted(text: str) -> tuple[str, str]:
    """What stands between the marked messages, and what stands in them."""
    parts = ["", ""]
    depth = 0
    for part in re.split("([⟦⟧])", text):
        if part in ("⟦", "⟧"):
            depth += 1 if part == "⟦" else -1
            parts = [f"{one} | " for one in parts]
        else:
            parts[depth > 0] += part
    return parts[0], parts[1]
