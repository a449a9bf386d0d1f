"""The coded text on paper: every line once, marks as on the screen, and a legend."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPdfWriter

from annotator.corpus.span import Span
from annotator.corpus.text import DocumentText
from annotator.ui.reader.marks import Marks
from annotator.ui.reader.printing import Sheet, print_sheet
from tests.making import ANN, BEN, Made, make
from tests.window.conftest import Driver


class Paper(QImage):
    """Pages to look at: what QPdfWriter is for a file."""

    def __init__(self) -> None:
        super().__init__(840, 1200, QImage.Format.Format_RGB32)
        self.fill(Qt.GlobalColor.white)
        self.sheets: list[QImage] = []

    def newPage(self) -> bool:  # noqa: N802  (Qt's name)
        self.sheets.append(self.copy())
        self.fill(Qt.GlobalColor.white)
        return True


def ink(image: QImage, top: int, bottom: int) -> int:
    """How many of the pixels between two heights are not paper."""
    rows = image.copy(0, top, image.width(), bottom - top)
    white = b"\xff\xff\xff\xff"
    data = bytes(rows.constBits())
    return sum(data[at : at + 4] != white for at in range(0, len(data), 4 * 7))


def printed(sheet: Sheet) -> tuple[Paper, list[int], int]:
    """The paper, the first line of each page, and the number of pages."""
    paper = Paper()
    starts: list[int] = []
    job = print_sheet(paper, sheet)  # type: ignore[arg-type]
    while True:
        try:
            step = next(job)
        except StopIteration as stop:
            paper.newPage()
            return paper, starts, stop.value
        starts.append(step.done)


def plain(text: str) -> Sheet:
    return Sheet("a.txt", DocumentText(text), Marks(), [], [], {})


@pytest.mark.usefixtures("qapp")
def test_every_line_is_on_one_page() -> None:
    text = "\n".join(f"This is paragraph number {n}." for n in range(1, 131))
    paper, starts, pages = printed(plain(text))
    assert starts[0] == 0
    assert starts[-1] == 130
    assert starts == sorted(set(starts))
    assert pages == len(starts) == len(paper.sheets)
    lengths = [after - before for before, after in pairwise(starts)]
    assert max(lengths) - min(lengths[:-1]) <= 1, "full pages hold as many"
    last = paper.sheets[-2]
    used = 34 + 45 * lengths[-1]
    assert ink(last, 40, min(used, 1150)) > 0
    assert ink(last, min(used + 60, 1150), 1150) == 0, "nothing is printed twice"


@pytest.mark.usefixtures("qapp")
def test_an_empty_text_is_a_page_and_a_legend() -> None:
    _paper, starts, pages = printed(plain(""))
    assert (starts, pages) == ([0, 1], 2)


def test_what_is_printed_has_the_marks_and_a_legend(driver: Driver, made: Made) -> None:
    made.code_words(ANN, "claim", "talks to fail")
    made.code_words(BEN, "prediction", "round")
    driver.window.bridge.reload_if_changed()
    sheet = driver.window.controllers.printing._sheet()
    paper, _starts, pages = printed(sheet)
    bare, _starts, _pages = printed(replace(sheet, marks=Marks()))
    assert pages == 2
    assert ink(paper.sheets[0], 40, 400) > ink(bare.sheets[0], 40, 400) + 100
    assert ink(paper.sheets[1], 60, 400) > ink(bare.sheets[1], 60, 400) + 100
    driver.window.page.set_focus(made.codes["claim"], None)
    assert len(driver.window.controllers.printing._sheet().marks.all().T) == 1


def test_a_pdf_is_written(driver: Driver, tmp_path: Path) -> None:
    driver.answers.target = tmp_path / "out"
    driver.window.controllers.printing.save_pdf()
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


def test_a_place_that_cant_be_written_is_told(driver: Driver, tmp_path: Path) -> None:
    driver.answers.target = tmp_path / "nowhere" / "out.pdf"
    driver.window.controllers.printing.save_pdf()
    assert "no folder" in driver.window.notice.text
    assert not (tmp_path / "nowhere").exists()


def test_a_giant_paragraph_is_printed_to_its_end(
    tmp_path: Path, open_window: Callable[..., Driver]
) -> None:
    text = "word and word " * 3_000
    made = make(tmp_path / "g.annot", text=text)
    made.code(ANN, "claim", (len(text) - 20, len(text)))
    driver = open_window(made.project.path)
    writer = QPdfWriter(str(tmp_path / "g.pdf"))
    starts = [
        step.done for step in print_sheet(writer, driver.window.controllers.printing._sheet())
    ]
    assert len(starts) > 5
    assert driver.window.page.codings.entries[0].spans == (Span(len(text) - 20, len(text)),)
    made.project.close()
