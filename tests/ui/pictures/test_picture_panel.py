"""The panel of a picture: drawn, reached by mouse and keys, saved and copied."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.corpus.drawing import NO_MARK, Passages
from annotator.operations.retrieval.pictures.saving import print_look
from annotator.retrieval.pictures import Picture, draw
from annotator.ui.ask import Ask
from annotator.ui.pictures.files import painted
from annotator.ui.pictures.picture_panel import PicturePanel
from annotator.ui.pictures.picture_view import PictureCanvas
from annotator.ui.theme import load_theme
from tests.retrieval.pictures import examples


class Saving:
    """Says where to save."""

    target: Path | None = None

    def save_file(self, _parent: object, _title: str, _name: str, _kinds: str) -> Path | None:
        return self.target


@pytest.fixture
def saves() -> Saving:
    return Saving()


@pytest.fixture
def panel(qtbot: QtBot, saves: Saving) -> PicturePanel:
    made = PicturePanel(load_theme("light"), cast(Ask, saves))
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


def _colors(canvas: PictureCanvas) -> set[int]:
    image = canvas.grab().toImage()
    return {
        image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    }


@pytest.mark.parametrize("picture", examples.every_kind(4))
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_kind_is_painted(panel: PicturePanel, picture: Picture, theme: str) -> None:
    panel.restyle(load_theme(theme))
    panel.take(picture)
    canvas = panel.view.canvas
    assert canvas.accessibleName() == picture.heading.title
    assert canvas.accessibleDescription().startswith(picture.heading.about)
    colors = _colors(canvas)
    assert load_theme(theme).color("page").rgb() in colors and len(colors) > 4


def test_a_click_asks_for_the_passages_of_a_mark(qtbot: QtBot, panel: PicturePanel) -> None:
    panel.restyle(load_theme("light", 1.5))
    panel.take(examples.heat_map())
    canvas = panel.view.canvas
    middle = canvas.area_of(5).center().toPoint()
    with qtbot.waitSignal(panel.passagesWanted) as wanted:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=middle)
    assert wanted.args == [Passages("code:5")]
    with qtbot.assertNotEmitted(panel.passagesWanted):
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPointF(2, 2).toPoint())


def test_what_is_pointed_at_is_said(panel: PicturePanel) -> None:
    panel.take(examples.heat_map())
    canvas = panel.view.canvas
    canvas.point_at(3)
    assert panel.said.text() == "mark 3" and canvas.cursor().shape() == (
        Qt.CursorShape.PointingHandCursor
    )
    canvas.point_at(NO_MARK)
    assert panel.said.text() == ""


def test_keys_go_from_mark_to_mark_and_open_them(qtbot: QtBot, panel: PicturePanel) -> None:
    panel.take(examples.bars())
    canvas = panel.view.canvas
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        QTest.keyClick(canvas, key)
    assert canvas.current == 1 and panel.said.text() == "mark 1"
    with qtbot.waitSignal(panel.passagesWanted) as wanted:
        QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert wanted.args == [Passages("code:1")]


@pytest.mark.parametrize("suffix", [".svg", ".png", ".pdf"])
def test_it_is_saved_as_the_user_says(
    panel: PicturePanel, saves: Saving, tmp_path: Path, suffix: str
) -> None:
    panel.restyle(load_theme("dark"))
    panel.take(examples.flow())
    saves.target = tmp_path / f"flow{suffix}"
    panel.save_button.click()
    content = saves.target.read_bytes()
    assert content.startswith({".svg": b"<?xml", ".png": b"\x89PNG", ".pdf": b"%PDF"}[suffix])
    if suffix == ".png":
        image = QImage(str(saves.target))
        assert image.pixelColor(1, 1).name() == "#ffffff", "for print, whatever the theme is"
        assert abs(image.dotsPerMeterX() * 0.0254 - 300) < 1
        assert abs(image.width() / 300 * 25.4 - 170) < 1, "as wide as a column of an A4 page"


def test_a_refusal_is_told(
    qtbot: QtBot, panel: PicturePanel, saves: Saving, tmp_path: Path
) -> None:
    panel.take(examples.heat_map())
    saves.target = tmp_path / "a.bmp"
    with qtbot.waitSignal(panel.refused) as refused:
        panel.save()
    assert refused.args is not None and ".bmp" in refused.args[0]
    assert not list(tmp_path.iterdir())


def test_it_is_copied_as_an_image_and_as_svg(panel: PicturePanel) -> None:
    panel.take(examples.heat_map())
    panel.copy_button.click()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage() and data.text().startswith(examples.HEAD.title)
    assert bytes(data.data("image/svg+xml").data()).startswith(b"<?xml")


def test_without_a_picture_there_is_nothing_to_do(panel: PicturePanel) -> None:
    panel.take(examples.heat_map())
    panel.take(None)
    assert not panel.save_button.isEnabled() and not panel.copy_button.isEnabled()
    panel.save()
    panel.copy()
    QTest.keyClick(panel.view.canvas, Qt.Key.Key_Right)


def test_a_very_large_picture_is_no_larger_than_an_image_may_be(qapp: object) -> None:
    drawing = draw(examples.portrait(3_000, 3_000, 4), print_look())
    assert drawing.height > 10_000
    image = QImage.fromData(painted(drawing, ".png"))
    assert 0 < image.width() * image.height() <= 61_000_000
