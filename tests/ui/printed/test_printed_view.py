"""The view of printed pages, on pages of a made-up document: 10 lines of 10 characters each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from pytestqt.qtbot import QtBot

from annotator.corpus.span import Span
from annotator.operations.documents.printed_pages import Box, PagePicture
from annotator.ui.printed.layout import PageLayout
from annotator.ui.printed.pictures import PagePictures
from annotator.ui.printed.view import PageMark, PrintedView
from annotator.ui.theme import Theme, load_theme

LINES, COLUMNS = 10, 10
PAGE = LINES * COLUMNS
SIZE = (200.0, 300.0)


class Pages:
    """Characters are 10 points wide and 12 high, from (50, 50) on; lines are 20 points apart."""

    def __init__(self, number: int = 3) -> None:
        self.sizes = [SIZE] * number
        self.labels = [str(page + 1) for page in range(number)]
        self.rendered: list[tuple[int, float]] = []

    def span(self, page: int) -> tuple[int, int]:
        return page * PAGE, (page + 1) * PAGE

    def page_of(self, position: int) -> int:
        return min(position // PAGE, len(self.sizes) - 1)

    def boxes(self, start: int, end: int) -> list[Box]:
        lines: dict[int, list[int]] = {}
        for position in range(start, min(end, PAGE * len(self.sizes))):
            lines.setdefault(position // COLUMNS, []).append(position % COLUMNS)
        return [
            Box(
                line // LINES,
                50 + 10 * columns[0],
                50 + 20 * (line % LINES),
                60 + 10 * columns[-1],
                62 + 20 * (line % LINES),
            )
            for line, columns in lines.items()
        ]

    def position(self, page: int, x: float, y: float) -> int | None:
        line = min(max(round((y - 56) / 20), 0), LINES - 1)
        return page * PAGE + line * COLUMNS + min(max(round((x - 50) / 10), 0), COLUMNS)

    def locate(self) -> None:
        raise AssertionError("these pages know where their words are")

    def close(self) -> None:
        pass

    def render(self, page: int, scale: float) -> PagePicture:
        self.rendered.append((page, scale))
        width, height = round(SIZE[0] * scale), round(SIZE[1] * scale)
        return PagePicture(width, height, 4 * width, b"\xff" * (4 * width * height))


def at_once(task: Callable[[], object]) -> None:
    task()


@pytest.fixture
def theme() -> Theme:
    return load_theme("light")


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> Iterator[PrintedView]:
    made = PrintedView(theme, at_once)
    qtbot.addWidget(made)
    made.resize(420, 500)
    made.show()
    yield made


def place(view: PrintedView, position: int) -> QPoint:
    """Where a character's left edge is on the screen."""
    box = Pages().boxes(position, position + 1)[0]
    rect = view._layout.box(box)
    bars = view.horizontalScrollBar().value(), view.verticalScrollBar().value()
    return QPoint(round(rect.left()) - bars[0] + 1, round(rect.center().y()) - bars[1])


def test_places_and_points_are_inverse() -> None:
    layout = PageLayout([(100, 200), (300, 100), (50, 50)], 1.5, 8, 500)
    for page in range(3):
        rect = layout.rect(page)
        assert layout.page_at(rect.center().y()) == page
        assert layout.point(QPointF(rect.left() + 15, rect.top() + 30)) == (page, 10, 20)
        assert layout.box(Box(page, 10, 20, 20, 30)).topLeft() == QPointF(
            rect.left() + 15, rect.top() + 30
        )
    assert layout.height == layout.rect(2).bottom() + 8
    assert list(layout.visible(0, 10)) == [0]
    assert list(layout.visible(layout.rect(0).bottom() - 1, layout.rect(1).top() + 1)) == [0, 1]


def test_dragging_tells_code_points(view: PrintedView, qtbot: QtBot) -> None:
    view.show_pages(Pages(), lambda _start, _end: ())
    told: list[tuple[int, int]] = []
    view.selected.connect(lambda start, end: told.append((start, end)))
    viewport = view.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=place(view, 12))
    qtbot.mouseMove(viewport, place(view, 27))
    view.mouseMoveEvent(_move(place(view, 27)))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place(view, 27))
    assert told[0] == (12, 12)
    assert told[-1] == (12, 27)


def _move(point: QPoint) -> QMouseEvent:
    from PySide6.QtCore import QEvent  # noqa: PLC0415
    from PySide6.QtGui import QMouseEvent  # noqa: PLC0415

    left = Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    return QMouseEvent(QEvent.Type.MouseMove, QPointF(point), QPointF(point), left, left, none)


def test_codings_and_selection_are_on_their_words(view: PrintedView) -> None:
    mark = PageMark(30, 35, "#ff0000", True, "claim")
    view.show_pages(Pages(), lambda start, end: [mark] if start < 35 and end > 30 else [])
    view.show_selection(Span(52, 54))
    image: QImage = view.viewport().grab().toImage()

    def color(position: int) -> QColor:
        return image.pixelColor(place(view, position) + QPoint(3, 0))

    white = QColor("white")
    assert color(29) == white
    assert color(30).green() < 240 < color(30).red()
    assert color(34).green() < 240
    assert color(35) == white or color(36) == white
    assert color(52) != white
    assert color(55) == white


def test_reveal_scrolls_only_where_needed(view: PrintedView) -> None:
    view.show_pages(Pages(), lambda _start, _end: ())
    bar = view.verticalScrollBar()
    view.reveal(5)
    assert bar.value() == 0
    view.reveal(2 * PAGE + 50)
    seen = view.visible_rect()
    assert seen.contains(view._layout.box(Pages().boxes(2 * PAGE + 50, 2 * PAGE + 51)[0]).toRect())
    assert view.current_page == 2


def test_only_pages_in_sight_and_their_neighbours_are_rendered(view: PrintedView) -> None:
    pages = Pages(500)
    view.show_pages(pages, lambda _start, _end: ())
    assert {page for page, _scale in pages.rendered} == {0, 1}
    view.go_to_page(250)
    assert {page for page, _scale in pages.rendered} <= {0, 1, *range(248, 253)}


def test_pictures_are_kept_within_a_bound(qtbot: QtBot) -> None:
    pages = Pages(40)
    pictures = PagePictures(at_once)
    pictures.show(pages)
    pictures.set_scale(6.0)
    pictures.want(range(40))
    kept = [page for page in range(40) if pictures.picture(page) is not None]
    assert kept[-1] == 39
    assert 1 < len(kept) < 40
    assert len(pages.rendered) == 40


def test_a_page_that_is_wanted_no_longer_is_not_rendered() -> None:
    tasks: list[Callable[[], object]] = []
    pages = Pages(10)
    pictures = PagePictures(tasks.append)
    pictures.show(pages)
    pictures.want([0, 1, 2])
    pictures.want([7])
    while tasks:
        tasks.pop(0)()
    assert [page for page, _scale in pages.rendered] == [0, 7]


def test_zoom_keeps_the_middle(view: PrintedView) -> None:
    view.show_pages(Pages(20), lambda _start, _end: ())
    view.go_to_page(10)
    before = view.current_page
    view.zoom(1.5)
    assert view.current_page == before
    view.fit_width()
    widest = view._layout.rect(0).width()
    assert abs(widest + 2 * view._gap - view.viewport().width()) < 2


def test_another_width_keeps_the_place(view: PrintedView) -> None:
    view.show_pages(Pages(40), lambda _start, _end: ())
    view.go_to_page(30)
    for width in (700, 260, 420):
        view.resize(width, 500)
        assert view._layout.page_at(view.verticalScrollBar().value() + 2 * view._gap) == 30
