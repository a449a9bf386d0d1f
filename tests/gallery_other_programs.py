"""What is written as other programs show it: a browser, LibreOffice. For `gallery.py`.

Where such a program is not installed, the screen says so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from annotator.corpus.job import finish
from annotator.exchange.coded_text.choice import COMMENTS, HIGHLIGHTS, WritingChoice
from annotator.operations import transfer
from annotator.operations.viewing import everything
from annotator.ui.main_window import MainWindow

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_OFFICE = ("soffice", "libreoffice")
_SCREEN = ("xvfb-run", "xdotool", "import")
_IN_ITS_WINDOW = """
"$0" "-env:UserInstallation=$1" --norestore --nologo "$2" &
for _try in $(seq 60); do
    sleep 0.5
    xdotool search --name "$(basename "$2")" && break
done
sleep 4
import -window root "$3"
kill $!
"$0" "-env:UserInstallation=$1" --headless --terminate_after_init
"""
_WAIT_S = 90


def other_program_screens(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """A text with its codings, as a browser shows the HTML and LibreOffice the Word document."""
    page = _written(window, folder / "coded.html", HIGHLIGHTS)
    yield from _shown("html-in-browser", browser(page, folder / "browser.png"), "a browser")
    text = _written(window, folder / "coded.docx", COMMENTS)
    yield from _shown("docx-in-libreoffice", office(text, folder / "office.png"), "LibreOffice")


def _written(window: MainWindow, target: Path, show: str) -> Path:
    project = window.bridge.project
    assert project is not None
    choice = transfer.ExportChoice(writing=WritingChoice("text", show))
    finish(transfer.export_file(everything(project), target, overwrite=True, choice=choice))
    return target


def browser(page: Path, picture: Path) -> Path | None:
    """The page as a headless browser draws it; None where there is none."""
    program = _found(_BROWSERS)
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as profile:
        _run(
            [
                *(program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
                *("--disable-background-networking", f"--user-data-dir={profile}"),
                *("--window-size=1280,800", f"--screenshot={picture}", page.as_uri()),
            ]
        )
    return picture if picture.exists() else None


def office(text: Path, picture: Path) -> Path | None:
    """A document in LibreOffice's own window, on a screen that nobody sees; None where one of the
    programs for that is not installed."""
    programs = [_found(names) for names in (_OFFICE, *((name,) for name in _SCREEN))]
    if None in programs:
        return None
    with tempfile.TemporaryDirectory() as profile:
        command = ["xvfb-run", "-a", "-s", "-screen 0 1280x800x24", "sh", "-c", _IN_ITS_WINDOW]
        found = [str(programs[0]), Path(profile).as_uri(), str(text), str(picture)]
        _run([*command, *found])
    return picture if picture.exists() else None


def _found(names: Sequence[str]) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)


def _run(command: Sequence[str]) -> None:
    # The gallery draws without a screen; that is nothing to these programs.
    environment = {name: said for name, said in os.environ.items() if name != "QT_QPA_PLATFORM"}
    subprocess.run(command, check=False, capture_output=True, timeout=_WAIT_S, env=environment)


def _shown(name: str, picture: Path | None, program: str) -> Iterator[tuple[str, QWidget]]:
    label = QLabel()
    if picture is None:
        label.setText(f"Not drawn: {program} is not installed here.")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.resize(640, 80)
    else:
        drawn = QPixmap(str(picture))
        label.setPixmap(drawn)
        label.setFixedSize(drawn.size())
    label.show()
    yield name, label
    label.close()
    label.deleteLater()
