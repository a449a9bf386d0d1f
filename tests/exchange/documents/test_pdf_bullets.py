"""Items of lists whose bullets are drawn as shapes, as browsers print them."""

from __future__ import annotations

from tests.exchange.documents.pdf_making import Sheet, pdf, prose, wrap
from tests.exchange.documents.test_pdf_order import elements, read


def dot(sheet: Sheet, x: float, y: float, size: float = 3) -> None:
    """A square filled, beside the line whose baseline is at `y`."""
    sheet.drawn.append(f"{x} {842 - y + 2} {size} {size} re f")


def test_lines_with_a_drawn_bullet_are_items_with_their_levels() -> None:
    sheet = Sheet()
    sheet.block(70, 60, wrap(prose(1, 40), 60))
    long = [line.strip() for line in wrap(prose(2, 25), 56)]
    dot(sheet, 76, 160)
    y = sheet.block(90, 160, long)
    for words, left in (("a short one", 90), ("an inner one", 110), ("the last", 90)):
        dot(sheet, left - 14, y)
        sheet.put(left, y, words)
        y += 12
    sheet.block(70, y + 12, wrap(prose(3, 40), 60))
    document = read(pdf([sheet]))
    items = elements(document, "list-item")
    assert [document.text[e.start : e.end] for e in items] == [
        prose(2, 25),
        "a short one",
        "an inner one",
        "the last",
    ]
    assert [e.values for e in items] == [{"level": level, "label": "•"} for level in (1, 1, 2, 1)]
    assert len(elements(document, "paragraph")) == 2


def test_other_shapes_beside_a_line_are_no_bullets() -> None:
    sheet = Sheet()
    for row in range(4):
        y = 100 + 30 * row
        sheet.put(90, y, "a line of words that is not an item")
        if row == 0:
            dot(sheet, 76, y, size=9)  # as high as the line: a box to tick
        elif row == 1:
            dot(sheet, 40, y)  # far from it
        elif row == 2:
            dot(sheet, 76, y)
            dot(sheet, 82, y)  # two of them
        else:
            sheet.drawn.append(f"76 {842 - y + 2} 10 1 re f")  # a rule
    assert elements(read(pdf([sheet])), "list-item") == []
