"""Recent projects on the welcome page: whose, of when, how large, and whether still there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from annotator.settings import Settings
from tests.making import ANN, Made
from tests.window.conftest import Driver


def test_recent_projects_tell_coder_and_size_and_what_is_gone_is_told(
    open_window: Callable[..., Driver], made: Made, tmp_path: Path
) -> None:
    path, gone = made.project.path, tmp_path / "gone.annot"
    settings = Settings(coder="Ann", coders={"Ann": ANN.guid}, recent=[str(path), str(gone)])
    settings.keep_coder(path, ANN.guid)
    driver = open_window(settings=settings)
    first, second = driver.window.welcome.findChildren(QPushButton, "recent")
    facts = first.accessibleDescription().split(" · ")
    assert facts[0] == "Ann"
    assert len(facts) == 3
    assert facts[2].endswith("B")
    assert first.isEnabled()
    assert (second.isEnabled(), second.accessibleDescription()) == (False, "not there any more")
