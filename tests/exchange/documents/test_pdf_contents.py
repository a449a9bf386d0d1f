"""Tables of contents, lines of authors, what is filled in in forms, what lies beside the page."""

from __future__ import annotations

from annotator.exchange.documents.pdf import read_pdf
from annotator.exchange.documents.pdf.fonts import _BOLD_NAME, _ITALIC_NAME
from annotator.exchange.documents.pdf.page_map import locate
from annotator.exchange.documents.reader import NO_OPTIONS, ReadDocument
from tests.exchange.documents.pdf_making import Sheet, pdf, prose, wrap


def read(data: bytes) -> ReadDocument:
    return read_pdf(data, "report.pdf", NO_OPTIONS)[0]


def words(document: ReadDocument, kind: str) -> list[str]:
    return [document.text[e.start : e.end] for e in document.structure if e.kind == kind]


def contents() -> bytes:
    sheet = Sheet()
    sheet.put(70, 60, "Contents", size=16, font=1)
    sheet.put(70, 90, "1 Introduction", font=1)
    sheet.put(505, 90, "12", font=1)
    sheet.put(86, 104, "1.1 Why we ask" + " ." * 28 + " 13")
    sheet.put(86, 118, "1.2 A title that is much longer than the others are and goes on in")
    sheet.put(110, 132, "a second line" + "." * 50 + "14")
    sheet.put(70, 160, "2 Method", font=1)
    sheet.put(505, 160, "xii", font=1)
    sheet.put(86, 174, "2.1 Sample" + "." * 50 + "21")
    sheet.put(70, 300, "Name: " + "." * 30 + " Date: " + "." * 12)
    return pdf([sheet])


def test_a_line_of_a_table_of_contents_is_a_paragraph_without_its_dots() -> None:
    document = read(contents())
    assert document.text.split("\n") == [
        "Contents",
        "1 Introduction … 12",
        "1.1 Why we ask … 13",
        "1.2 A title that is much longer than the others are and goes on in a second line … 14",
        "2 Method … xii",
        "2.1 Sample … 21",
        "Name: " + "." * 30 + " Date: " + "." * 12,
    ]
    assert words(document, "paragraph") == document.text.split("\n")[1:]
    assert words(document, "heading") == ["Contents"]
    assert not words(document, "table")


def test_an_entry_of_a_table_of_contents_is_found_on_its_page() -> None:
    places = locate(contents())
    at = places.text.index("Why we ask … 13")
    title, gap, number = (
        places.rectangles(at + i, at + j) for i, j in ((0, 10), (10, 13), (13, 15))
    )
    assert len(title) == len(number) == 1
    assert not gap
    assert title[0].x1 < number[0].x0


def test_names_below_a_title_are_no_headings_and_sections_are() -> None:
    sheet = Sheet()
    sheet.put(70, 60, "On the Talk of Ministers", size=18)
    sheet.put(70, 90, "Ana Almeida and Ben Okafor", size=12)
    sheet.put(70, 120, "Abstract", size=12, font=1)
    y = sheet.block(70, 140, wrap(prose(1, 60), 60))
    sheet.put(70, y + 20, "The Talk of Others", size=12, font=1)
    y = sheet.block(70, y + 40, wrap(prose(2, 60), 60))
    assert words(read(pdf([sheet])), "heading") == [
        "On the Talk of Ministers",
        "Abstract",
        "The Talk of Others",
    ]


def test_capitals_below_a_title_are_a_heading_where_others_have_their_type() -> None:
    sheet = Sheet()
    sheet.put(70, 60, "On the Talk of Ministers", size=18)
    sheet.put(70, 90, "Talk And Silence", size=12)
    y = sheet.block(70, 120, wrap(prose(1, 60), 60))
    y = sheet.block(70, y + 12, wrap(prose(3, 200), 60))
    sheet.put(70, y + 20, "Ministers And Others", size=12)
    sheet.block(70, y + 40, wrap(prose(2, 60), 60))
    assert words(read(pdf([sheet])), "heading") == [
        "On the Talk of Ministers",
        "Talk And Silence",
        "Ministers And Others",
    ]


def test_what_is_filled_in_in_a_form_is_text_where_it_is_printed() -> None:
    sheet = Sheet()
    sheet.put(70, 100, "Why did you move here?")
    sheet.fill_in(70, 120, "Because of the harbour")
    sheet.put(70, 140, "Would you do it again?")
    sheet.link(70, 140, 5, "https://example.org/")
    data = pdf([sheet])
    document = read(data)
    said = "Why did you move here? Because of the harbour Would you do it again?"
    assert document.text.split() == said.split()
    assert words(document, "link") == ["Would"]
    places = locate(data)
    (answer,) = places.rectangles(places.text.index("Because"), places.text.index("harbour"))
    assert 69 < answer.x0 < 71
    assert 110 < answer.y0 < answer.y1 < 125


def test_styles_by_the_names_of_fonts() -> None:
    bold = ("NimbusRomNo9L-Medi", "CMBX10", "Arial-BoldMT", "NimbusRomNo9L-MediItal")
    italic = ("NimbusRomNo9L-ReguItal", "NimbusRomNo9L-Regu-Slant", "CMTI10", "Arial-ItalicMT")
    assert all(_BOLD_NAME.search(name) for name in bold)
    assert all(_ITALIC_NAME.search(name) for name in italic)
    assert not any(_BOLD_NAME.search(name) for name in (*italic, "NimbusRomNo9L-Regu", "Medici"))
    assert not any(_ITALIC_NAME.search(name) for name in ("NimbusRomNo9L-Medi", "Digital"))


def test_what_lies_beside_the_page_as_it_is_shown_is_no_text() -> None:
    sheet = Sheet(crop="/CropBox [50 50 400 800]")
    for row in range(12):
        sheet.put(10, 60 + 12 * row, str(row + 1))
        sheet.put(450, 60 + 12 * row, f"{row + 1} R")
    said = prose(4, 60)
    sheet.block(70, 60, wrap(said, 50))
    assert read(pdf([sheet])).text == said
