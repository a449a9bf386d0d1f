"""What the reader's tests share."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui.theme import Theme, load_theme


@pytest.fixture(scope="session")
def light(qapp: QApplication) -> Theme:
    """The light theme at 100 %."""
    return load_theme("light")
