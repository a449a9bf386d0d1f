"""Reading order, paragraphs and hyphens of PDFs against what was put on their pages."""

from __future__ import annotations

import pytest

from annotator.corpus.structure import Element, of_kind, structure_fault
from annotator.exchange.documents.pdf import read_pdf
from annotator.exchange.documents.reader import NO_OPTIONS, ReadDocument
from tests.exchange.documents.pdf_making import Sheet, pdf, prose, wrap


def read(data: bytes) -> ReadDocument:
    (document,) = read_pdf(data, "a.pdf", NO_OPTIONS)
    assert structure_fault(document.structure, len(document.text)) is None
    return document


def elements(document: ReadDocument, *kinds: str) -> list[Element]:
    return list(of_kind(document.structure, *kinds))


def texts(document: ReadDocument, *kinds: str) -> list[str]:
    return [document.text[e.start : e.end] for e in elements(document, *kinds)]


@pytest.mark.parametrize("interleaved", [False, True])
def test_two_columns_below_a_title_and_around_a_wide_caption(interleaved: bool) -> None:
    """Also where the file draws row by row, across both columns."""
    sheet = Sheet()
    sheet.put(170, 80, "A title over two columns", size=18)
    parts = [prose(seed, 70) for seed in range(4)]
    lines = [wrap(part, 40) for part in parts]
    for left, right, top in ((lines[0], lines[1], 120), (lines[2], lines[3], 460)):
        left_calls = [(50, top + 12 * n, line) for n, line in enumerate(left)]
        right_calls = [(310, top + 12 * n, line) for n, line in enumerate(right)]
        calls = left_calls + right_calls
        if interleaved:
            calls.sort(key=lambda call: (call[1], call[0]))
        for x, y, line in calls:
            sheet.put(x + 6 * (len(line) - len(line.lstrip())), y, line.strip())
    sheet.put(
        60, 430, "Figure 1: A caption that is as wide as both of the columns together are wide"
    )
    document = read(pdf([sheet]))
    caption = "Figure 1: A caption that is as wide as both of the columns together are wide"
    sheet.put(60, 430, caption)
    document = read(pdf([sheet]))
    assert document.text.split("\n") == [
        "A title over two columns",
        parts[0],
        parts[1],
        caption,
        parts[2],
        parts[3],
    ]
    assert texts(document, "caption") == [caption]
    assert texts(document, "heading") == ["A title over two columns"]


def test_a_table_is_read_by_rows() -> None:
    sheet = Sheet()
    sheet.block(50, 100, wrap(prose(1, 60), 80))
    rows = [
        ("Name", "Age", "Place"),
        ("Ann", "31", "Oslo"),
        ("Ben", "42", "Rome"),
        ("Cy", "7", "Ur"),
    ]
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.put(60 + 150 * column, 250 + 13 * number, cell)
    sheet.block(50, 340, wrap(prose(2, 60), 80))
    document = read(pdf([sheet]))
    assert document.text == "\n".join(
        [prose(1, 60), *("\t".join(row) for row in rows), prose(2, 60)]
    )
    assert texts(document, "cell") == [cell for row in rows for cell in row]
    (table,) = elements(document, "table")
    assert dict(table.values) == {"rows": 4, "columns": 3}


@pytest.mark.parametrize("indent", [2, 0])
def test_paragraphs_not_lines(indent: int) -> None:
    """Told by the indent, or by the space where there is none; one goes on over the page."""
    paragraphs = [prose(seed, 40 + 5 * seed) for seed in range(6)]
    sheets, sheet, y = [], Sheet(), 100.0
    for paragraph in paragraphs:
        for line in wrap(paragraph, 60, indent=indent):
            if y > 260:
                sheets.append(sheet)
                sheet, y = Sheet(), 100.0
            sheet.put(70 + 6 * (len(line) - len(line.lstrip())), y, line.strip())
            y += 12
        y += 0 if indent else 8
    document = read(pdf([*sheets, sheet]))
    assert document.text.split("\n") == paragraphs
    assert texts(document, "paragraph") == paragraphs


def test_hyphens_at_line_ends() -> None:
    """Joined with a record; kept where the text has the compound elsewhere; NOT before capitals."""
    sheet = Sheet()
    lines = [
        "The council spoke of co-determination and of the infra-",
        "structure of the harbour, and it said that its co-",
        "determination was the work of all those of Stratford-",
        "Upon-Avon who were there, as everybody knows it by now.",
    ]
    sheet.block(70, 100, lines)
    document = read(pdf([sheet]))
    assert document.text == (
        "The council spoke of co-determination and of the infrastructure of the harbour, and it "
        "said that its co-determination was the work of all those of Stratford-Upon-Avon who were "
        "there, as everybody knows it by now."
    )
    (hyphen,) = elements(document, "hyphen")
    assert hyphen.start == hyphen.end == document.text.index("structure")
    assert hyphen.values["text"] == "-"


def test_lists_have_their_markers_as_values() -> None:
    sheet = Sheet()
    sheet.block(70, 100, wrap(prose(3, 40), 60))
    sheet.put(80, 200, "• first point of the list that is long enough for two")
    sheet.put(92, 212, "lines of it")
    sheet.put(80, 224, "• second point")
    sheet.put(100, 236, "- a point within it")
    sheet.put(80, 248, "• third point")
    document = read(pdf([sheet]))
    items = elements(document, "list-item")
    assert [document.text[item.start : item.end] for item in items] == [
        "first point of the list that is long enough for two lines of it",
        "second point",
        "a point within it",
        "third point",
    ]
    assert [(item.values["label"], item.values["level"]) for item in items] == [
        ("•", 1),
        ("•", 1),
        ("-", 2),
        ("•", 1),
    ]


def test_numbered_lists_and_numbered_paragraphs() -> None:
    """A run of numbers that stands in or hangs is a list; numbers of paragraphs stay text."""
    sheet = Sheet()
    sheet.block(70, 100, wrap(prose(3, 40), 60, indent=0))
    sheet.put(88, 200, "1. the harbour")
    sheet.put(88, 212, "2. the market, of which there is so much to be said")
    sheet.put(106, 224, "that it needs two lines")
    sheet.put(88, 236, "3. the council")
    sheet.block(70, 280, ["7. The council of the town shall meet in the harbour", "once a year."])
    document = read(pdf([sheet]))
    items = elements(document, "list-item")
    assert [str(item.values["label"]) for item in items] == ["1.", "2.", "3."]
    assert texts(document, "list-item") == [
        "the harbour",
        "the market, of which there is so much to be said that it needs two lines",
        "the council",
    ]
    assert document.text.endswith(
        "7. The council of the town shall meet in the harbour once a year."
    )


def test_lines_spaced_out_to_fill_a_narrow_column_are_no_table() -> None:
    sheet = Sheet()
    for number, words in enumerate(
        (
            ("the", "town", "and", "its", "harbour"),
            ("administration", "considered"),
            ("communication", "of", "all"),
            ("that", "was", "said", "there"),
        )
    ):
        letters = sum(map(len, words))
        gap = (180 - 6 * letters) / (len(words) - 1)
        x = 70.0
        for word in words:
            sheet.put(x, 100 + 12 * number, word)
            x += 6 * len(word) + gap
    document = read(pdf([sheet]))
    assert document.text == (
        "the town and its harbour administration considered communication of all that was said "
        "there"
    )


def test_emphasis_where_the_font_tells() -> None:
    sheet = Sheet()
    sheet.put(70, 100, "It is")
    sheet.put(70 + 36, 100, "very bold", font=1)
    sheet.put(70 + 6 * 16, 100, "and quite")
    sheet.put(70 + 6 * 26, 100, "oblique", font=2)
    sheet.put(70 + 6 * 34, 100, "to say that of H")
    sheet.put(70 + 6 * 50, 102, "2", size=6)
    sheet.put(70 + 6 * 50.6, 100, "O in the river.")
    document = read(pdf([sheet]))
    assert document.text == "It is very bold and quite oblique to say that of H2O in the river."
    found = {
        (str(e.values["style"]), document.text[e.start : e.end])
        for e in elements(document, "emphasis")
    }
    assert found == {("bold", "very bold"), ("italic", "oblique"), ("subscript", "2")}


def test_a_heading_beside_a_line_of_the_other_column_is_no_part_of_it() -> None:
    """The gap between the columns is as wide as a wide space of the heading."""
    sheet = Sheet()
    sides = [prose(seed, 120) for seed in (1, 2)]
    left, right = (wrap(side, 40) for side in sides)
    for number, line in enumerate(left):
        sheet.put(50 + 6 * (len(line) - len(line.lstrip())), 120 + 12 * number, line.strip())
    widest = max(range(1, len(left)), key=lambda number: len(left[number]))
    edge, row = 50 + 6 * len(left[widest]), 120 + 12 * widest
    sheet.put(edge + 10, row, "2", size=14.3, font=1)
    sheet.put(edge + 35, row, "Part two", size=14.3, font=1)
    for number, line in enumerate(right):
        x = edge + 10 + 6 * (len(line) - len(line.lstrip()))
        sheet.put(x, row + 12 * (number + 2), line.strip())
    document = read(pdf([sheet]))
    assert document.text.split("\n") == [sides[0], "2 Part two", sides[1]]
    assert texts(document, "heading") == ["2 Part two"]
