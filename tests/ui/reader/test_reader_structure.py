"""A structured text looks like one, and is the same text: no position, no mark, no word changes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextLine
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.corpus.span import Span
from annotator.corpus.structure import KINDS, Element, Structure
from annotator.corpus.text import DocumentText
from annotator.ui.reader.elements import Elements
from annotator.ui.reader.marks import Marks
from annotator.ui.reader.reader import Reader
from annotator.ui.reader.reader_view import ReaderView
from annotator.ui.reader.styles import CoderStyle, CodeStyle, Underline
from annotator.ui.theme import Theme, load_theme
from tests.structured import COMMENT, IMAGE, structured

from .conftest import cursor_x

TEXT, ELEMENTS = structured()
CODES = [CodeStyle("claim", "claim", "#0072b2", Underline.SOLID)]
CODERS = [CoderStyle("ana", "Ana Kaya", True)]


def shown(reader: Reader, text: str, elements: Sequence[Element]) -> None:
    reader.show_document(DocumentText(text, Structure.of(elements)))
    reader.set_marks(Marks(["claim"], ["ana"]), CODES, CODERS)
    reader.view.idle.finish()


@pytest.fixture
def reader(qtbot: QtBot, light: Theme) -> Reader:
    reader = Reader(light)
    qtbot.addWidget(reader)
    reader.resize(1000, 700)
    shown(reader, TEXT, ELEMENTS)
    reader.show_structure(plain=False, changes=True)
    reader.show()
    qtbot.waitExposed(reader)
    reader.view.idle.finish()
    return reader


def block_of(reader: Reader, words: str) -> QTextBlock:
    block = reader.view.block_at(TEXT.index(words))
    reader.view.blockBoundingRect(block)
    return block


def x_of(reader: Reader, words: str) -> float:
    block = block_of(reader, words)
    unit = reader.view.positions.to_widget(TEXT.index(words)) - block.position()
    line = block.layout().lineForTextPosition(unit)
    return cursor_x(line, unit)


def first_line(reader: Reader, words: str) -> QTextLine:
    return block_of(reader, words).layout().lineAt(0)


# --- nothing changes


def everything(view: ReaderView) -> tuple[object, ...]:
    """What must be the same however the text is set."""
    view.select(Span(min(3, len(view.text) - 1), min(len(view.text), 40)))
    text = view.text.text
    return (
        view.document().toRawText(),
        view.selected_text(),
        view.createMimeDataFromSelection().text(),
        [view.codings_at(at) for at in range(0, len(text), 7)],
        [view.positions.to_widget(at) for at in range(len(text) + 1)],
        view.marks.all().tolist(),
    )


def test_text_selection_and_codings_are_the_same_with_structure_and_without(reader: Reader) -> None:
    view = reader.view
    for number, start in enumerate(range(0, len(TEXT) - 60, 37)):
        view.add_coding(str(number), (Span(start, start + 50),), "claim", "ana")
    changes = []
    view.document().contentsChange.connect(lambda *told: changes.append(told))
    with_structure = everything(view)
    reader.show_structure(plain=True, changes=False)
    view.idle.finish()
    assert everything(view) == with_structure
    reader.show_structure(plain=False, changes=True)
    view.idle.finish()
    assert everything(view) == with_structure
    assert changes == [], "the widget's text was touched"


_LETTERS = st.text(alphabet="ab \n\tא👩é\u00a0", min_size=1, max_size=120)


@st.composite
def _documents(draw: st.DrawFn) -> tuple[str, list[Element]]:
    text = draw(_LETTERS)
    places = st.integers(0, len(text))
    elements = []
    for _ in range(draw(st.integers(0, 12))):
        start, end = sorted((draw(places), draw(places)))
        values: dict[str, str | int] = {
            "level": draw(st.integers(1, 12)),
            "label": draw(st.sampled_from(["", "1.", "•", "xxviii."])),
            "style": draw(st.sampled_from(["bold", "superscript", "odd"])),
            "column": draw(st.integers(1, 4)),
            "note": "n",
            "text": "words",
        }
        elements.append(Element(draw(st.sampled_from(sorted(KINDS))), start, end, values))
    return text, elements


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(document=_documents(), data=st.data())
def test_no_structure_however_odd_changes_the_text(
    reader: Reader, document: tuple[str, list[Element]], data: st.DataObject
) -> None:
    text, elements = document
    shown(reader, text, elements)
    view = reader.view
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    view.add_coding("k", (Span(start, end),), "claim", "ana")
    found = []
    for plain in (False, True, False):
        reader.show_structure(plain=plain, changes=True)
        view.idle.finish()
        reader.grab()
        view.select(Span(start, end))
        found.append((everything(view), view.selected_span()))
    assert found[0] == found[1] == found[2]
    assert view.text.text == text


# --- how it looks


def test_headings_are_larger_by_level_and_notes_smaller(reader: Reader) -> None:
    heights = [
        first_line(reader, words).height()
        for words in ("The harbour after", "Background", "Two answers", "Nobody had", "[2] Minutes")
    ]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == len(heights)


def test_items_are_indented_by_level_with_their_labels_before_them(reader: Reader) -> None:
    outer, inner = x_of(reader, "Who decides"), x_of(reader, "in the town")
    assert x_of(reader, "Each speaker") < outer < inner < x_of(reader, "on the quays")
    assert outer == x_of(reader, "What will it cost"), "a longer number takes the words nowhere"
    look = reader.view.looks.of(block_of(reader, "in the town"))
    assert look.label == "a)"
    # The second line of an item stands below its first.
    layout = block_of(reader, "What changed after").layout()
    assert layout.lineCount() > 1
    assert len({layout.lineAt(number).x() for number in range(layout.lineCount())}) == 1


def test_right_to_left_items_are_indented_from_the_right(reader: Reader) -> None:
    text = "أولا\nثانيا"
    shown(reader, text, [Element("list-item", 0, 4, {"level": 1, "label": "1."})])
    view = reader.view
    lines = []
    for position in (0, 5):
        block = view.block_at(position)
        view.blockBoundingRect(block)
        lines.append(block.layout().lineAt(0))
    rights = [line.position().x() + line.naturalTextWidth() for line in lines]
    assert rights[0] < rights[1] - 10
    assert abs(rights[1] - (view.viewport().width() - view.document().documentMargin())) < 2


def test_cells_of_a_column_stand_below_each_other(reader: Reader) -> None:
    for column in (
        ("Passengers\tBerths", "412,000\t30", "230,500\t24", "61,200"),
        ("Remark\n", "before the bridge", "two companies", "then one"),
    ):
        places = {round(x_of(reader, words), 1) for words in column}
        assert len(places) == 1, column


def test_cells_of_prose_stand_beside_each_other(reader: Reader) -> None:
    block = block_of(reader, "Dock worker")
    layout = block.layout()
    tops = {
        words: layout.lineForTextPosition(block.text().index(words)).y()
        for words in ("Dock worker", "They told us", "Agency is hidden")
    }
    assert len(set(tops.values())) == 1, tops
    lines = [layout.lineAt(number) for number in range(layout.lineCount())]
    boxes = [QRectF(one.x(), one.y(), one.width(), one.height()) for one in lines]
    for number, box in enumerate(boxes):
        assert not any(box.intersects(other) for other in boxes[number + 1 :])


def test_every_character_is_found_where_it_stands(reader: Reader) -> None:
    view = reader.view
    for words in ("The harbour after", "“We have seen", "on the quays", "Year\t", "Dock worker"):
        start = TEXT.index(words)
        end = TEXT.index("\n", start)
        view.reveal(Span(start, start + 1), force=True)
        QApplication.processEvents()
        for position in range(start, end, 3):
            if TEXT[position] in " \t" or not view.is_visible(position):
                continue
            assert view.position_at(middle_of(view, position)) == position, TEXT[position:][:20]


def middle_of(view: ReaderView, position: int) -> QPoint:
    block = view.block_at(position)
    origin = view.blockBoundingGeometry(block).translated(view.contentOffset()).topLeft()
    unit = view.positions.to_widget(position) - block.position()
    line = block.layout().lineForTextPosition(unit)
    x = (cursor_x(line, unit) + cursor_x(line, unit + 1)) / 2
    return QPoint(round(origin.x() + x), round(origin.y() + line.y() + line.height() / 2))


def test_a_list_in_a_cell_is_indented_within_it_and_moves_no_column(reader: Reader) -> None:
    text = "Name\tWhat\nA\tfirst\nsecond\nB\tlast"
    cells = [("Name", 1, 1), ("What", 1, 2), ("A", 2, 1), ("first\nsecond", 2, 2)]
    cells += [("B", 3, 1), ("last", 3, 2)]
    elements = [Element("table", 0, len(text))]
    for words, row, column in cells:
        start = text.index(words)
        values = {"row": row, "column": column}
        elements.append(Element("cell", start, start + len(words), values))
    for words in ("first", "second"):
        start = text.index(words)
        item: dict[str, str | int] = {"level": 1, "label": "•"}
        elements.append(Element("list-item", start, start + len(words), item))
    shown(reader, text, elements)
    view = reader.view

    def x(words: str) -> float:
        block = view.block_at(text.index(words))
        view.blockBoundingRect(block)
        unit = text.index(words) - block.position()
        return cursor_x(block.layout().lineForTextPosition(unit), unit)

    assert x("Name") == x("A\t") == x("B\t")
    assert x("What") == x("first") == x("last") < x("second")
    assert view.looks.of(view.block_at(text.index("second"))).label == "•"


def test_a_table_too_wide_for_columns_is_read_as_lines(reader: Reader) -> None:
    cells = [f"column {number}" for number in range(40)]
    text = "\t".join(cells)
    elements, at = [Element("table", 0, len(text))], 0
    for column, words in enumerate(cells, 1):
        elements.append(Element("cell", at, at + len(words), {"row": 1, "column": column}))
        at += len(words) + 1
    shown(reader, text, elements)
    block = reader.view.block_at(0)
    row = reader.view.looks.of(block).row
    assert row is not None
    assert row.columns is None
    reader.view.blockBoundingRect(block)
    layout = block.layout()
    tops = [layout.lineAt(number).y() for number in range(layout.lineCount())]
    assert tops == sorted(set(tops))


def test_plain_sets_every_line_as_it_was(reader: Reader, qtbot: QtBot) -> None:
    plain = Reader(reader.view.theme)
    qtbot.addWidget(plain)
    plain.resize(reader.size())
    plain.show_document(TEXT)
    plain.show()
    qtbot.waitExposed(plain)
    plain.view.idle.finish()
    reader.show_structure(plain=True, changes=True)
    reader.view.idle.finish()
    assert line_places(reader.view) == line_places(plain.view)


def line_places(view: ReaderView) -> list[tuple[float, list[tuple[float, float, float]]]]:
    block, places = view.document().firstBlock(), []
    while block.isValid():
        height = view.blockBoundingRect(block).height()
        layout = block.layout()
        lines = [layout.lineAt(number) for number in range(layout.lineCount())]
        places.append((height, [(line.x(), line.y(), line.height()) for line in lines]))
        block = block.next()
    return places


def test_another_theme_and_size_set_it_anew(reader: Reader) -> None:
    block = block_of(reader, "figures of the ministry")

    def colors() -> set[str]:
        return {one.format.foreground().color().name() for one in block.layout().formats()}

    assert load_theme("light").color("accent").name() in colors()
    before = first_line(reader, "The harbour after").height()
    reader.set_theme(load_theme("dark", 2.0))
    block = block_of(reader, "figures of the ministry")
    assert load_theme("dark").color("accent").name() in colors()
    assert first_line(reader, "The harbour after").height() > 1.5 * before


def test_pages_are_named_beside_the_line_in_which_they_begin(reader: Reader) -> None:
    view = reader.view
    view.scroll_to(TEXT.index("2. What") if "2. What" in TEXT else TEXT.index("What was asked"))
    QApplication.processEvents()
    labels = [words for words, _top, _bottom in reader.numbers.visible_pages()]
    assert labels[0] == "p. iv"
    for zoom in (1.0, 1.1, 1.25, 1.5, 2.0):  # widths of letters are no whole numbers
        reader.set_theme(load_theme("light", zoom))
        assert [reader.numbers.cut(words) for words in labels] == labels
    reader.show_structure(plain=True, changes=False)
    assert reader.numbers.visible_pages() == []


def test_comments_and_changes_are_seen_only_when_asked_for(reader: Reader) -> None:
    view = reader.view
    at = TEXT.index("thirty berths")
    block = block_of(reader, "thirty berths")
    assert {sign.kind for sign in view.looks.of(block).signs} == {"comment", "deleted"}
    assert any(COMMENT in line for line in said_at(view, at))
    reader.show_structure(plain=False, changes=False)
    assert view.looks.of(block).signs == ()
    assert said_at(view, at) == []


def said_at(view: ReaderView, position: int) -> list[str]:
    view.reveal(Span(position, position + 1))
    QApplication.processEvents()
    return [line for line in view.tip_at(middle_of(view, position)).split("\n") if line]


def test_tips_tell_note_link_and_picture(reader: Reader) -> None:
    view = reader.view
    assert "a week later" in " ".join(said_at(view, TEXT.index("[1]") + 1))
    assert "https://example.org/ferry" in said_at(view, TEXT.index("figures of"))[0]
    at = TEXT.index("\nFigure 1.")
    view.reveal(Span(at - 1, at))
    block = view.block_at(at)
    assert view.looks.of(block).signs[0].kind == "image"
    assert IMAGE in " ".join(str(e.values) for e in view.looks.of(block).elements)


# --- going


def test_from_the_mark_to_the_note_and_back(reader: Reader) -> None:
    view = reader.view
    mark, note = TEXT.index("[1]"), TEXT.rindex("[1]")
    assert view.follow(mark + 1)
    assert view.cursor_position() == note
    assert view.follow(note + 9)
    assert view.cursor_position() == mark
    assert not view.follow(TEXT.index("Nobody had"))


def test_a_click_with_ctrl_goes_to_the_note_and_selects_nothing(reader: Reader) -> None:
    view = reader.view
    control, left = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
    mark = TEXT.index("[1]") + 1
    view.reveal(Span(mark, mark + 1), force=True)
    QApplication.processEvents()
    QTest.mouseClick(view.viewport(), left, control, middle_of(view, mark))
    assert view.cursor_position() == TEXT.rindex("[1]")
    asked: list[str] = []
    view.linkRequested.connect(asked.append)
    link = TEXT.index("figures of") + 2
    view.reveal(Span(link, link + 1), force=True)
    QApplication.processEvents()
    QTest.mouseClick(view.viewport(), left, pos=middle_of(view, link))
    assert asked == [], "a click without Ctrl reads on"
    QTest.mouseClick(view.viewport(), left, control, middle_of(view, link))
    assert len(asked) == 1
    assert view.selected_span() is None


def test_what_can_be_followed_shows_under_the_mouse(reader: Reader) -> None:
    view = reader.view
    link = TEXT.index("figures of") + 2
    point = middle_of(view, link)
    view.pointing.move(point, control=False)
    assert view.pointing.hovered == Span(link - 2, link - 2 + len("figures of the ministry"))
    shape = view.viewport().cursor().shape()
    view.pointing.move(point, control=True)
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    view.pointing.move(middle_of(view, TEXT.index("Between")), control=True)
    assert view.pointing.hovered is None
    assert view.viewport().cursor().shape() == shape


def test_dragging_in_a_cell_selects_in_that_cell(reader: Reader) -> None:
    view = reader.view
    start = TEXT.index("Who decided does not")
    end = start + len("Who decided")
    view.reveal(Span(start, end), force=True)
    QApplication.processEvents()
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(view.viewport(), left, pos=middle_of(view, start))
    QTest.mouseMove(view.viewport(), middle_of(view, end - 1))
    QTest.mouseRelease(view.viewport(), left, pos=middle_of(view, end - 1))
    assert view.selected_text() == "Who decided"


def test_the_caret_goes_down_within_a_cell_and_out_of_it_below(reader: Reader) -> None:
    view = reader.view
    view.setFocus()
    view.set_cursor_position(TEXT.index("They told us"))
    row = view.looks.of(block_of(reader, "Dock worker")).row
    assert row is not None
    column = row.cells[1]
    seen = []
    for _ in range(30):
        QTest.keyClick(view, Qt.Key.Key_Down)
        seen.append(view.cursor_position())
        if view.block_at(seen[-1]).blockNumber() != block_of(reader, "Dock worker").blockNumber():
            break
    assert seen == sorted(seen)
    start = block_of(reader, "Dock worker").position() + column.start
    end = TEXT.index("Agency is hidden")
    assert all(start <= at < end for at in seen[:-1])
    assert TEXT.index("We decided, and") <= seen[-1] < TEXT.index("Agency is claimed")
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert start <= view.cursor_position() < end


def test_one_scrolls_through_a_tall_row_without_going_back(reader: Reader) -> None:
    words = " ".join(["word"] * 900)
    text = f"Before\nshort\t{words}\t{words[:300]}\nAfter\n" + "\n".join(["line"] * 60)
    row = text.index("short")
    stop = text.index("\nAfter")
    second, third = text.index("\t") + 1, text.rindex("\t") + 1
    cells = [(row, second - 1), (second, third - 1), (third, stop)]
    elements = [Element("table", row, stop)]
    elements += [
        Element("cell", start, end, {"row": 1, "column": column})
        for column, (start, end) in enumerate(cells, 1)
    ]
    shown(reader, text, elements)
    view = reader.view
    bar = view.verticalScrollBar()
    bar.setValue(0)

    def depth() -> float:
        block = view.firstVisibleBlock()
        above = sum(
            view.blockBoundingRect(view.document().findBlockByNumber(number)).height()
            for number in range(block.blockNumber())
        )
        return above - view.contentOffset().y()

    for count in (1, 3, -1, -3):
        before = depth()
        for _ in range(400):
            at = bar.value()
            view.scroll_lines(count)
            if bar.value() == at:
                break
            now = depth()
            assert now > before if count > 0 else now < before
            assert abs(now - before) < 5 * 40, "no line was skipped"
            before = now
        else:
            pytest.fail("never came to the end")
        assert bar.value() == (bar.maximum() if count > 0 else 0)


def ink(reader: Reader, box: QRect) -> int:
    """Pixels in a part of the page that are not of its ground."""
    picture = reader.view.viewport().grab(box).toImage()
    ground = reader.view.theme.color("page").rgb()
    return sum(
        picture.pixel(x, y) != ground
        for x in range(picture.width())
        for y in range(picture.height())
    )


def test_all_cells_of_a_row_are_painted_whatever_part_of_it_is_on_the_page(reader: Reader) -> None:
    """Qt takes lines to be below each other, and leaves out what it thinks is out of sight."""
    view = reader.view
    block = block_of(reader, "Dock worker")
    lines = [block.layout().lineAt(number) for number in range(block.layout().lineCount())]
    tallest = max(lines, key=lambda line: line.y())
    for down in (0, 2, 4):
        view.verticalScrollBar().setValue(block.firstLineNumber() + 1 + down)
        QApplication.processEvents()
        origin = view.blockBoundingGeometry(block).translated(view.contentOffset()).topLeft()
        seen = 0
        for line in lines:
            size = QRectF(line.x(), line.y(), line.naturalTextWidth(), line.height())
            box = size.translated(origin).toRect()
            if view.viewport().rect().contains(box):
                seen += 1
                assert ink(reader, box) > 50, (down, line.textStart())
        assert seen > 1 or tallest.y() + origin.y() < 0
    assert_brackets_where_the_words_are(reader, lines)
    # A strip that ends within the row, as when the page is scrolled by a line.
    strip = view.viewport().grab(QRect(0, 0, view.viewport().width(), 60)).toImage()
    whole = view.viewport().grab().toImage().copy(QRect(0, 0, view.viewport().width(), 60))
    assert strip == whole


def assert_brackets_where_the_words_are(reader: Reader, lines: list[QTextLine]) -> None:
    """Also of lines that are out of sight, and of passages through several cells."""
    view = reader.view
    block = block_of(reader, "Dock worker")
    origin = view.blockBoundingGeometry(block).translated(view.contentOffset()).topLeft()
    tops = view.line_tops()
    to_text = view.positions.to_text
    for line in lines:
        start = to_text(block.position() + line.textStart())
        assert tops.extent(start, start + 1)[0] == pytest.approx(origin.y() + line.y())
    first, last = TEXT.index("read it on"), TEXT.index("Agency is hidden")
    top, bottom = tops.extent(first, last + 6)
    assert top < bottom
    assert bottom == pytest.approx(origin.y() + max(one.y() + one.height() for one in lines))


def test_pages_and_lines_go_through_a_tall_row_by_key(reader: Reader) -> None:
    words = " ".join(["word"] * 900)
    text = f"Before\nshort\t{words}\t{words[:300]}\nAfter\n" + "\n".join(["line"] * 60)
    row, stop = text.index("short"), text.index("\nAfter")
    second, third = text.index("\t") + 1, text.rindex("\t") + 1
    elements = [Element("table", row, stop)]
    for column, (start, end) in enumerate(
        [(row, second - 1), (second, third - 1), (third, stop)], 1
    ):
        elements.append(Element("cell", start, end, {"row": 1, "column": column}))
    shown(reader, text, elements)
    view = reader.view
    view.setFocus()
    view.set_cursor_position(0)
    places = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        stops = []
        for _ in range(30):
            QTest.keyClick(view, key)
            QApplication.processEvents()
            stops.append(view.cursor_position())
            assert view.is_visible(stops[-1])
        places.append(stops)
    assert places[0][-1] >= len(text) - 5
    assert places[1][-1] == 0
    for stops in places:
        assert len({at for at in stops if second <= at < third}) >= 5, "pages of the row in turn"
    view.set_cursor_position(second)
    for _ in range(60):
        QTest.keyClick(view, Qt.Key.Key_Down)
        assert view.is_visible(view.cursor_position())


# --- what is found at a place


@given(seed=st.integers(0, 10_000))
def test_elements_are_those_that_a_plain_look_finds(seed: int) -> None:
    chance = random.Random(seed)
    length = 9_000
    kinds = ("heading", "emphasis", "comment", "quote", "image", "paragraph")
    elements = []
    for _ in range(40):
        start = chance.randrange(length)
        end = min(length, start + chance.choice((0, 1, 5, 300, 2_500, 8_000)))
        elements.append(Element(chance.choice(kinds), start, end))
    index = Elements(Structure.of(elements))
    for _ in range(40):
        start = chance.randrange(length)
        end = start + chance.choice((0, 1, 80))
        wanted = [
            e
            for e in Structure.of(elements)
            if e.kind != "paragraph"
            and (
                start <= e.start <= end
                if e.start == e.end
                else e.start < max(end, start + 1) and e.end > start
            )
        ]
        assert index.touching(start, end) == wanted
        assert index.touched(start, end) or not wanted


def test_a_screen_reader_is_told_what_the_caret_comes_into(reader: Reader) -> None:
    heard: list[str] = []
    reader.announcer.announced.connect(heard.append)
    view = reader.view
    view.set_cursor_position(TEXT.index("Background"))
    view.set_cursor_position(TEXT.index("Background") + 3)
    assert heard == ["Item 1.; Heading, level 2"]
    view.set_cursor_position(TEXT.index("figures of") + 1)
    assert heard[-1] == "Link"
    view.set_cursor_position(TEXT.index("in the town") + 1)
    assert heard[-1] == "Item a)"
    before = len(heard)
    view.set_cursor_position(TEXT.index("Each speaker"))
    assert len(heard) == before


# --- the same picture however one came there


def structured_reader(qtbot: QtBot, light: Theme, lines: Iterable[int], scale: float) -> Reader:
    reader = Reader(light)
    qtbot.addWidget(reader)
    reader.resize(900, 420)
    reader.view.set_scale(scale)
    shown(reader, TEXT, ELEMENTS)
    reader.show_structure(plain=False, changes=True)
    for number, start in enumerate(range(0, len(TEXT) - 60, 41)):
        reader.view.add_coding(str(number), (Span(start, start + 30),), "claim", "ana")
    reader.show()
    qtbot.waitExposed(reader)
    reader.view.idle.finish()
    for line in lines:
        reader.view.verticalScrollBar().setValue(line)
        QApplication.processEvents()
    reader.view.clearFocus()
    return reader


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.35])
def test_a_structured_page_looks_the_same_however_it_was_scrolled_to(
    qtbot: QtBot, light: Theme, scale: float
) -> None:
    first = structured_reader(qtbot, light, [], scale)
    last = first.view.verticalScrollBar().maximum()
    for end in (last // 3, last * 3 // 4, last):
        stepped = structured_reader(qtbot, light, range(0, end + 1, 3), scale)
        stepped.view.verticalScrollBar().setValue(end)
        at_once = structured_reader(qtbot, light, [end], scale)
        assert stepped.view.contentOffset() == at_once.view.contentOffset()
        for one, other in (
            (stepped.view.viewport(), at_once.view.viewport()),
            (stepped.margin, at_once.margin),
        ):
            assert one.grab().toImage() == other.grab().toImage()


@pytest.mark.parametrize("scale", [0.9, 1.35])
def test_structured_blocks_and_letters_end_on_whole_pixels(
    qtbot: QtBot, light: Theme, scale: float
) -> None:
    reader = structured_reader(qtbot, light, [], scale)
    view = reader.view
    block = view.document().firstBlock()
    while block.isValid():
        height = view.blockBoundingRect(block).height()
        if block.next().isValid():
            assert height == round(height), block.text()
        layout = block.layout()
        for number in range(layout.lineCount()):
            bottom = layout.lineAt(number).naturalTextRect().bottom()
            assert bottom == pytest.approx(round(bottom), abs=1e-6), block.text()
        block = block.next()
