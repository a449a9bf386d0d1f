"""Names that no file can have, or that are no Unicode, where the window writes or reads files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from annotator.corpus.span import Span
from annotator.ui.codings.export_form import CodingsExportForm
from tests.window.conftest import Driver


def export_codings(driver: Driver) -> None:
    driver.view.select(Span(0, 6))
    driver.key("1")
    driver.window.controllers.transfer.export_csv()
    (form,) = driver.window.findChildren(CodingsExportForm)
    form.try_accept()


LONG = "Ж" * 140
WRITING: dict[str, tuple[str, Callable[[Driver], object]]] = {
    "copy": (".annot", lambda d: d.window.controllers.projects.save_copy()),
    "report": (".html", lambda d: d.window.controllers.agreement.write_report()),
    "codings": (".csv", export_codings),
    "codebook": (".yaml", lambda d: d.window.controllers.transfer.export_codebook_file()),
    "codebook for print": (".pdf", lambda d: d.window.controllers.codebook.print_codebook()),
    "text": (".pdf", lambda d: d.window.controllers.printing.save_pdf()),
}


@pytest.mark.parametrize("what", WRITING)
def test_a_name_too_long_is_told_wherever_something_is_written(
    driver: Driver, tmp_path: Path, what: str
) -> None:
    suffix, write = WRITING[what]
    driver.answers.target = tmp_path / (LONG + suffix)
    before = sorted(tmp_path.iterdir())
    write(driver)
    driver.wait_for_jobs()
    said = driver.window.notice.text
    assert "too long" in said or "can’t be written" in said or "can't be written" in said
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have names in Unicode alone")
def test_names_that_are_no_unicode_come_in_and_go_out(driver: Driver, tmp_path: Path) -> None:
    text = tmp_path / "talk \udcff.txt"
    text.write_text("Nobody expects it.")
    driver.window.controllers.adding.add([text])
    driver.wait_for_jobs()
    assert "talk �.txt" in [one.name for one in driver.window.bridge.documents]
    copy = tmp_path / "copy \udcff.annot"
    driver.answers.target = copy
    driver.window.controllers.projects.save_copy()
    driver.window.controllers.projects.open_project(copy)
    assert driver.window.bridge.project is not None
    assert driver.window.bridge.project.path == copy
    driver.window.services.save_settings()
    driver.window.welcome.show_recent(driver.window.settings)
    driver.window.grab()


def test_recent_projects_of_names_that_none_can_have_are_left_out(
    driver: Driver, tmp_path: Path
) -> None:
    strange = [str(tmp_path / LONG), f"{tmp_path}/a\0b", "", str(tmp_path / "\udcff")]
    driver.window.settings.recent = strange
    driver.window.settings.folders = {"*.annot": strange[0]}
    driver.window.welcome.show_recent(driver.window.settings)
    assert not driver.window.welcome.findChildren(QPushButton, "recent")
    driver.window.grab()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")
def test_pipes_and_devices_are_told(driver: Driver, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)

    def add(path: Path) -> None:
        driver.window.controllers.adding.add([path])

    for path in (pipe, Path("/dev/zero"), tmp_path):
        for take in (
            add,
            driver.window.controllers.projects.open_project,
            lambda path: driver.window.controllers.transfer.take_in([path]),
        ):
            if path == tmp_path and take is add:
                continue  # a folder is added with all that is in it
            driver.window.notice.hide()
            take(path)
            driver.wait_for_jobs()
            assert "device or a pipe" in driver.window.notice.text or (
                "folder" in driver.window.notice.text
            )
