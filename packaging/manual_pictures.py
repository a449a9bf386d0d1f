"""The pictures of the manual and of the README, made anew from the screens of the gallery.

Small files: 255 colours are chosen for each picture, which screens hardly need more than.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from palette import fewer_colors
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

CHECKOUT = Path(__file__).resolve().parent.parent
MANUAL = CHECKOUT / "resources" / "manual" / "pictures"
README = CHECKOUT / "resources" / "pictures"
PICTURES: Mapping[str, str] = {
    "welcome": "welcome",
    "new-project": "new-project",
    "join": "join",
    "coding": "coding",
    "agreement": "agreement",
    "adjudication": "adjudication",
    "merge": "merge-preview",
    "questions": "questions-table",
    "memos": "memos",
    "history": "history",
    "transcript": "transcript",
    "code": "code",
}
"""Screens of the gallery by the name of the manual's picture."""
OF_README: Mapping[str, tuple[str, str]] = {
    "window-light": ("reader", "light"),
    "window-dark": ("reader", "dark"),
    "agreement": ("agreement", "light"),
    "adjudication": ("adjudication", "light"),
}
"""Screens and themes by the name of the README's picture."""
MOST_BYTES = 1_500_000
"""That all pictures of the manual may have together: they go into every package."""
_SIZE = QSize(1160, 740)
_REST_MS = 400


def draw() -> list[Path]:
    """Make every picture anew; their files."""
    made = []
    for theme in ("light", "dark"):
        wanted: dict[str, list[Path]] = {}
        for name, (screen, of_theme) in OF_README.items():
            if of_theme == theme:
                wanted.setdefault(screen, []).append(README / f"{name}.png")
        for name, screen in PICTURES.items() if theme == "light" else ():
            wanted.setdefault(screen, []).append(MANUAL / f"{name}.png")
        for screen, image in _screens(theme, set(wanted)):
            small = fewer_colors(image)
            for path in wanted[screen]:
                path.parent.mkdir(parents=True, exist_ok=True)
                writer = QImageWriter(str(path))
                writer.setQuality(0)  # as small as can be
                writer.write(small)
                made.append(path)
    return made


def _screens(theme: str, wanted: set[str]) -> Iterator[tuple[str, QImage]]:
    """The screens of the gallery that are wanted, each as it looks at rest."""
    # Only here are the tests needed.
    from annotator import app  # noqa: PLC0415
    from annotator.operations import sample_project  # noqa: PLC0415
    from tests import gallery  # noqa: PLC0415

    application = app.make_application()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["HOME"] = scratch  # so that folders are shown as anybody's
        project = Path(scratch) / "Documents" / "sample.annot"
        project.parent.mkdir()
        sample_project.build_merged(project).close()
        settings = gallery.PassingSettings(coder="Noor", coders=gallery.noor(), theme=theme)
        window = app.make_window(application, settings)
        window.resize(_SIZE)
        window.show()
        left = set(wanted)
        for name, widget in gallery.screens(window, project):
            if name in left:
                left.remove(name)
                yield name, _at_rest(application, widget)
            if not left:
                break
        window.close()
        window.deleteLater()
        application.processEvents()


def _at_rest(application: QApplication, widget: QWidget) -> QImage:
    for _ in range(5):
        application.processEvents()
    QTest.qWait(_REST_MS)
    return widget.grab().toImage()
