"""PDFs as browsers print them: lines above and below each page, short items of lists."""

from __future__ import annotations

import pytest

from tests.exchange.documents.pdf_making import Sheet, pdf, prose, wrap
from tests.exchange.documents.test_pdf_order import elements, read, texts


def printed(number: int, pages: int, body: int) -> Sheet:
    sheet = Sheet()
    sheet.put(24, 24, "11/30/26, 4:15 PM", size=8)
    sheet.put(260, 24, "A page", size=8)
    sheet.block(40, 60, wrap(prose(number, body), 80))
    sheet.put(24, 826, "https://example.org/page.html", size=8)
    sheet.put(540, 826, f"{number}/{pages}", size=8)
    return sheet


@pytest.mark.parametrize("pages", [1, 2, 3])
def test_lines_that_a_browser_prints_are_set_aside(pages: int) -> None:
    document = read(pdf([printed(number, pages, 60) for number in range(1, pages + 1)]))
    assert "11/30" not in document.text
    assert "example.org" not in document.text
    said = [one.values["text"] for one in elements(document, "furniture")]
    assert said[:2] == ["11/30/26, 4:15 PM A page", f"https://example.org/page.html 1/{pages}"]
    assert len(said) == 2 * pages


def test_a_count_of_something_else_stays() -> None:
    document = read(pdf([printed(3, 7, 60)]))
    assert document.text.startswith("11/30/26")
    assert document.text.endswith("3/7")


def test_short_items_with_an_inner_list_count_on() -> None:
    sheet = Sheet()
    sheet.block(40, 60, wrap(prose(1, 60), 80))
    items = [(60, "1. First item"), (60, "2. Second item"), (90, "a. inner"), (90, "b. inner two")]
    items += [(60, "3. Third item"), (60, "4. Fourth")]
    for number, (left, item) in enumerate(items):
        sheet.put(left, 160 + 13 * number, item)
    sheet.block(40, 260, wrap(prose(2, 60), 80))
    document = read(pdf([sheet]))
    told = [(one.values["label"], one.values["level"]) for one in elements(document, "list-item")]
    assert told == [("1.", 1), ("2.", 1), ("a.", 2), ("b.", 2), ("3.", 1), ("4.", 1)]
    assert texts(document, "list-item") == [
        *("First item", "Second item", "inner", "inner two", "Third item", "Fourth")
    ]
