"""Pictures of answers and tables, for the gallery."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from annotator.corpus.job import finish
from annotator.operations.retrieval import pictures, questions, tables
from annotator.operations.retrieval.tables import TableQuestion
from annotator.retrieval.pictures import Picture
from annotator.ui.main_window import MainWindow
from annotator.ui.pictures.picture_panel import PicturePanel
from tests.retrieval.pictures import examples

_WIDTH, _HEIGHT = 900, 620
_TABLES = {
    "heat-map": ("codes", ""),
    "bars": ("coders", ""),
    "dots": ("documents", ""),
    "network": ("codes", ""),
    "flow": ("codes", "followed"),
}


def picture_screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Each kind of picture of the sample, and large ones of made-up figures."""
    theme = window.services.theme
    panel = PicturePanel(theme, window.ask)
    panel.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
    panel.show()
    for name, picture in _pictures(window):
        panel.take(picture)
        panel.view.canvas.point_at(0)
        panel.activateWindow()
        yield f"picture-{name}", panel
    panel.close()
    panel.deleteLater()


def _pictures(window: MainWindow) -> Iterator[tuple[str, Picture]]:
    viewer = window.bridge.look()
    for kind, (columns, by) in _TABLES.items():
        question = TableQuestion(("codes",), (columns,), by=by)
        yield kind, pictures.of_table(finish(tables.build(viewer, question)), kind)
    answer = finish(questions.ask(viewer, "all"))
    for kind in ("portrait", "distribution", "relations"):
        yield kind, pictures.of_answer(answer, kind)
    yield "timeline", examples.timeline(4, 30)
    yield "portrait-many", examples.portrait(300, 9_000, 8)
    yield "network-many", examples.network(20)
