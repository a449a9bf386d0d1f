"""What PDFs have beside the running text: heads, notes, labels, outline, properties, faults."""

from __future__ import annotations

from itertools import pairwise

import pytest

from annotator.errors import UserError
from annotator.exchange.documents.pdf import read_pdf
from annotator.exchange.documents.reader import NO_OPTIONS
from tests.exchange.documents.pdf_making import Sheet, pdf, prose, wrap
from tests.exchange.documents.test_pdf_order import elements, read, texts


def body(sheet: Sheet, seed: int) -> str:
    """A page of text that is its own paragraph."""
    text = prose(seed, 90 + seed)
    sheet.block(70, 110, wrap(text, 60))
    return text


def test_running_heads_feet_and_page_numbers_are_no_text() -> None:
    """Left and right heads differ, those on the right by chapter; numbers are Roman, then not."""
    sheets, paragraphs, heads, numbers = [], [], [], []
    for number in range(12):
        sheet = Sheet()
        chapter = "The harbour" if number < 5 else "The market"
        head = "A history of the town" if number % 2 else chapter
        label = ("i", "ii", "iii", "iv")[number] if number < 4 else str(number - 3)
        sheet.put(70, 60, head, size=8)
        paragraphs.append(body(sheet, number))
        sheet.put(290, 780, label)
        heads.append(head)
        numbers.append(label)
        sheets.append(sheet)
    document = read(pdf(sheets))
    assert document.text.split("\n") == paragraphs
    aside = elements(document, "furniture")
    assert [e.values["text"] for e in aside if e.values["place"] == "head"] == heads
    assert [e.values["text"] for e in aside if e.values["place"] == "page-number"] == numbers
    pages = elements(document, "page")
    assert [page.values["label"] for page in pages] == numbers
    assert [page.values["number"] for page in pages] == list(range(1, 13))
    assert all(one.end == other.start for one, other in pairwise(pages))
    assert [document.text[page.start : page.end].strip("\n") for page in pages] == paragraphs


def test_a_number_at_the_foot_of_the_page_a_chapter_begins_on() -> None:
    """The other pages have theirs in the head."""
    sheets = []
    for number in range(9):
        sheet = Sheet()
        if number == 4:
            sheet.put(290, 790, "5")
        else:
            sheet.put(70, 60, f"{number + 1} Of the town")
        body(sheet, number)
        sheets.append(sheet)
    document = read(pdf(sheets))
    assert document.text.split("\n") == [prose(n, 90 + n) for n in range(9)]
    assert [page.values["label"] for page in elements(document, "page")] == list("123456789")


def test_a_page_with_hardly_more_than_its_number() -> None:
    sheets = []
    for number in range(5):
        sheet = Sheet()
        if number == 2:
            sheet.put(250, 300, "Part two")
        else:
            body(sheet, number)
        sheet.put(290, 790, str(number + 11))
        sheets.append(sheet)
    document = read(pdf(sheets))
    assert document.text.split("\n") == [
        "Part two" if number == 2 else prose(number, 90 + number) for number in range(5)
    ]
    labels = [page.values["label"] for page in elements(document, "page")]
    assert labels == ["11", "12", "13", "14", "15"]


@pytest.mark.parametrize("rows", [2, 7])
def test_pages_that_are_alike_keep_their_text(rows: int) -> None:
    """As copies of a form; also where they hold no more than a head would."""
    sheets = []
    for _ in range(3):
        sheet = Sheet()
        sheet.block(70, 100, [f"Question {'abcdefg'[row]}?" for row in range(rows)], leading=30)
        sheets.append(sheet)
    document = read(pdf(sheets))
    questions = [f"Question {'abcdefg'[row]}?" for row in range(rows)]
    assert document.text.split("\n") == questions * 3


def test_lines_of_a_table_of_contents_are_no_furniture() -> None:
    """They are alike but for their numbers, and these do not count the pages."""
    sheets, lines = [], []
    for page in range(3):
        sheet = Sheet()
        sheet.put(70, 60, f"Report, page {page + 1} of 3", size=8)
        sheet.block(70, 100, wrap(prose(page, 60), 60))
        for row in range(3):
            number = 11 * page + 3 * row
            lines.append(f"{page}.{row} Of matters … {number}")
            sheet.put(70, 700 + 14 * row, lines[-1].replace("…", ". . . . ."))
        sheets.append(sheet)
    document = read(pdf(sheets))
    assert [line for line in document.text.split("\n") if "…" in line] == lines
    assert [e.values["text"] for e in elements(document, "furniture")] == [
        f"Report, page {page + 1} of 3" for page in range(3)
    ]


def test_lines_that_open_pages_are_text_where_they_differ() -> None:
    sheets = []
    for number in range(5):
        sheet = Sheet()
        body(sheet, number)
        sheets.append(sheet)
    document = read(pdf(sheets))
    assert elements(document, "furniture") == []
    assert document.text.split("\n") == [prose(n, 90 + n) for n in range(5)]


def test_footnotes_stand_behind_the_text_of_their_page() -> None:
    """Also where a paragraph goes on over the page; the mark is a link to the note."""
    one, two = Sheet(), Sheet()
    lines = wrap(prose(1, 60), 60)
    one.block(70, 110, lines[:4])
    one.put(70 + 6 * len(lines[3]), 143, "1", size=6)
    one.block(
        80, 700, ["1 The first note is long enough that it needs two lines to be", "told."], size=8
    )
    one.put(71, 697, "", size=5)
    two.block(70, 110, lines[4:])
    two.put(70 + 6 * len(lines[-1]), 106 + 12 * (len(lines) - 5), "2", size=6)
    two.block(80, 700, ["2 The second note."], size=8)
    document = read(pdf([one, two]))
    marked = lines[3].strip() + "[1]"
    text = " ".join(line.strip() for line in [*lines[:3], marked, *lines[4:]]) + "[2]"
    assert document.text.split("\n") == [
        text,
        "[1] The first note is long enough that it needs two lines to be told.",
        "[2] The second note.",
    ]
    marks, notes = elements(document, "note-mark"), elements(document, "footnote")
    assert texts(document, "note-mark") == ["[1]", "[2]"]
    assert [mark.values["note"] for mark in marks] == [note.values["note"] for note in notes]
    assert [note.values["label"] for note in notes] == ["1", "2"]
    # The first stands in what is the second page of the text, and says so.
    assert [note.values.get("page") for note in notes] == ["1", None]


def test_footnotes_in_type_as_large_as_the_text() -> None:
    """Set off by a space, with raised marks that the text has too."""
    sheet = Sheet()
    lines = wrap(prose(1, 60), 60)
    sheet.block(70, 110, lines)
    sheet.put(70 + 6 * len(lines[-1]), 106 + 12 * (len(lines) - 1), "1", size=6)
    sheet.put(70, 696, "1", size=6)
    sheet.put(77, 700, "A note in large type.")
    document = read(pdf([sheet]))
    assert document.text.split("\n") == [prose(1, 60) + "[1]", "[1] A note in large type."]
    assert texts(document, "footnote") == ["[1] A note in large type."]


def test_small_type_without_a_mark_is_text() -> None:
    sheet = Sheet()
    text = body(sheet, 1)
    sheet.block(70, 700, ["Source: a survey of the town council, told in small type."], size=8)
    document = read(pdf([sheet]))
    assert elements(document, "footnote") == []
    assert document.text.split("\n") == [
        text,
        "Source: a survey of the town council, told in small type.",
    ]


def test_headings_by_the_outline_else_by_type() -> None:
    first, second = Sheet(), Sheet()
    first.put(70, 80, "1 The harbour", size=14)
    body(first, 1)
    second.put(70, 80, "2 The market", size=14)
    body(second, 2)
    by_type = read(pdf([first, second]))
    assert texts(by_type, "heading") == ["1 The harbour", "2 The market"]
    outline = read(pdf([first, second], outline=[("The market", 1), ("Lost", 0)]))
    assert texts(outline, "heading") == ["2 The market"]
    assert [remark.what for remark in outline.remarks] == [
        "An entry of the outline is in no line of the text."
    ]


def test_labels_and_properties_of_the_file() -> None:
    sheets = [Sheet() for _ in range(3)]
    for number, sheet in enumerate(sheets):
        body(sheet, number)
    data = pdf(
        sheets,
        labels="0 << /S /r >> 2 << /S /D /St 7 >>",
        info={"Title": "A town", "Author": "Ann Writer", "CreationDate": "D:20200517120000+02'00'"},
    )
    document = read(data)
    assert [page.values["label"] for page in elements(document, "page")] == ["i", "ii", "7"]
    assert document.attributes == {"title": "A town", "author": "Ann Writer", "date": "2020-05-17"}


def test_links_have_their_address() -> None:
    sheet = Sheet()
    sheet.put(70, 100, "See the report of the council for more.")
    sheet.link(70 + 6 * 8, 100, 21, "https://example.org/a?b=1")
    document = read(pdf([sheet]))
    assert texts(document, "link") == ["report of the council"]
    assert elements(document, "link")[0].values == {"address": "https://example.org/a?b=1"}


def test_a_page_without_text_is_named() -> None:
    full, bare = Sheet(), Sheet(["0 0 300 300 re f"])
    body(full, 1)
    document = read(pdf([full, bare]))
    assert [(remark.what, remark.where) for remark in document.remarks] == [
        ("A page holds pictures only, and no text.", "page 2")
    ]
    assert [page.values["label"] for page in elements(document, "page")] == ["1", "2"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\x00\x00\n", "is empty"),
        (b"%PDF-1.7\nnothing of the kind", "is damaged or is no PDF"),
        (pdf([Sheet(["0 0 300 300 re f"])]), "is a scan: .* text recognition"),
        (pdf([Sheet()]), "is empty: there is nothing on its pages"),
        (pdf([]), "has no pages"),
        (
            pdf(
                [Sheet()],
                extra="/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                f"/O <{'5a' * 32}> /U <{'a5' * 32}> >> /ID [<00> <00>]",
            ),
            "is encrypted .* password",
        ),
    ],
)
def test_what_can_not_be_read_gets_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UserError, match=rf"^“a\.pdf” .*{words}") as caught:
        read_pdf(data, "a.pdf", NO_OPTIONS)
    assert str(caught.value).count(". ") == 0
    assert str(caught.value).endswith(".")
