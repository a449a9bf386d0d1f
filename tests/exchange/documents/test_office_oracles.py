"""Words in order as pandoc reads them; files that LibreOffice and pandoc made."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.exchange.documents.docx import read_docx
from annotator.exchange.documents.odt import read_odt
from annotator.exchange.documents.reader import ReadDocument
from tests.exchange.documents import opendocument_samples, word_samples
from tests.exchange.documents.oracle import (
    libreoffice_made,
    likeness,
    needs_libreoffice,
    needs_pandoc,
    pandoc_made,
    pandoc_words,
    told,
    words,
)

FILES = Path(__file__).parent / "files"
BOUND = 0.995
MARKDOWN = """# First heading

Words, *italic* and **bold**, naïve e\u0301 😀 שלום עالم no\u00a0break soft\u00adhyphen H~2~O.[^1]

[^1]: A note with [a link](http://example.org/).

1. one
2. two

    a) below
    b) again

- bullet

> Quoted words.

## Second heading

| Head | Other |
|------|-------|
| cell | next  |
| more | last  |

: A caption

Line one\\
line two

    code = "kept"
"""


def read(data: bytes, form: str) -> ReadDocument:
    (found,) = (read_docx if form == "docx" else read_odt)(data, f"a.{form}", {})
    return found


def without(found: list[str], *passages: str) -> list[str]:
    """The words without these passages, each once where it is there."""
    for passage in passages:
        gone = words(passage)
        places = (n for n in range(len(found)) if found[n : n + len(gone)] == gone)
        at = next(places, len(found))
        found = found[:at] + found[at + len(gone) :]
    return found


@needs_pandoc
@pytest.mark.parametrize(
    ("data", "form", "dropped"),
    [
        (word_samples.report(3), "docx", ()),
        (word_samples.report(2, 1), "docx", ()),
        (opendocument_samples.report(3), "odt", ()),
        # Pandoc 2.17 knows no text boxes, ruby, sections, nor tables within tables of these.
        ((FILES / "libreoffice.docx").read_bytes(), "docx", ("in a box", "字(ji)")),
        (
            (FILES / "libreoffice.odt").read_bytes(),
            "odt",
            ("in a box", "x y", "字(ji)", "In a section."),
        ),
    ],
    ids=["word", "word-2", "opendocument", "libreoffice-docx", "libreoffice-odt"],
)
def test_words_in_order_are_those_of_pandoc(
    data: bytes, form: str, dropped: tuple[str, ...], tmp_path: Path
) -> None:
    document = read(data, form)
    ours, theirs = words(document.text), pandoc_words(data, form, tmp_path)
    if likeness(ours, theirs) < BOUND:
        ours = without(ours, *dropped)
    # Pandoc writes the alternative text of a picture into its text; here it is a value.
    for element in document.structure:
        theirs = without(theirs, str(element.values.get("alt", "")))
    assert likeness(ours, theirs) >= BOUND


@needs_pandoc
@pytest.mark.parametrize("form", ["docx", "odt"])
def test_what_pandoc_writes(form: str, tmp_path: Path) -> None:
    data = pandoc_made(MARKDOWN, form, tmp_path)
    document = read(data, form)
    ours, theirs = words(document.text), pandoc_words(data, form, tmp_path)
    if form == "docx" and theirs.count("caption") == 2:
        # Of a table in Word, pandoc 2.17 writes the caption before and after.
        ours, theirs = without(ours, "A caption"), without(theirs, "A caption", "A caption")
    elif form == "odt" and "other" not in theirs:
        # It drops the heads of tables in OpenDocument.
        ours = without(ours, "Head Other")
    assert likeness(ours, theirs) >= BOUND
    assert told(document, "heading") == [
        ("heading", "First heading", 1),
        ("heading", "Second heading", 2),
    ]
    labels = [(text, label) for _kind, text, label, _level in told(document, "list-item")]
    assert labels[:4] == [("one", "1."), ("two", "2."), ("below", "a)"), ("again", "b)")]
    assert [values[:2] for values in told(document, "quote", "caption")] == [
        ("quote", "Quoted words."),
        ("caption", "A caption"),
    ]
    assert [values[1] for values in told(document, "cell")] == [
        *("Head", "Other", "cell", "next", "more", "last")
    ]
    assert ("link", "a link", "http://example.org/") in told(document, "link")
    assert "Line one\nline two" in document.text


KINDS = (
    *("heading", "list-item", "table", "row", "cell", "comment", "image", "inserted"),
    *("deleted", "emphasis", "line-break"),
)


def same_but_for_times(first: ReadDocument, second: ReadDocument) -> None:
    """Texts and structure are the same; LibreOffice completes dates and names notes anew."""
    assert second.text.replace("\n\n", "\n") == first.text

    def plain(document: ReadDocument) -> list[tuple[str, str, dict[str, object]]]:
        return [
            (
                element.kind,
                document.text[element.start : element.end].replace("\n\n", "\n"),
                {name: value for name, value in element.values.items() if name != "date"},
            )
            for element in document.structure
            if element.kind in KINDS
        ]

    assert plain(second) == plain(first)


def expected() -> ReadDocument:
    """The text that LibreOffice converted, without the formula, which it does not take over."""
    data = opendocument_samples.rich_flat()
    start = data.index(b"<draw:frame><draw:object>")
    end = data.index(b"</draw:frame>", start) + len(b"</draw:frame>")
    return read(data[:start] + data[end:], "odt")


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_what_libreoffice_wrote(form: str) -> None:
    """The files are `opendocument_samples.rich_flat()` as LibreOffice 7.4 converted it."""
    same_but_for_times(expected(), read((FILES / f"libreoffice.{form}").read_bytes(), form))


@needs_libreoffice
@pytest.mark.parametrize("form", ["docx", "odt"])
def test_what_libreoffice_writes(form: str, tmp_path: Path) -> None:
    data = opendocument_samples.report(2)
    made = libreoffice_made(data, ".odt", form, tmp_path)
    first, second = read(data, "odt"), read(made, form)
    assert words(second.text) == words(first.text)
    assert told(second, "heading", "list-item", "cell") == told(
        first, "heading", "list-item", "cell"
    )
