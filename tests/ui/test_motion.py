"""One switch for what moves by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.ui import motion
from annotator.ui.motion import Motion, apply_motion, is_reduced

UI = Path(motion.__file__).parent
ANIMATING = re.compile(r"QPropertyAnimation|QVariantAnimation|QTimeLine|QMovie|setAnimated\(True")


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    apply_motion(qapp, Motion.FULL)


def test_a_still_window_neither_fades_nor_blinks(application: QApplication) -> None:
    application.setEffectEnabled(Qt.UIEffect.UI_General, True)
    application.setEffectEnabled(Qt.UIEffect.UI_FadeTooltip, True)
    blink = application.cursorFlashTime()
    apply_motion(application, Motion.REDUCED)
    assert not application.isEffectEnabled(Qt.UIEffect.UI_FadeTooltip)
    assert application.cursorFlashTime() == 0
    assert not motion.moves()
    apply_motion(application, Motion.REDUCED)  # once more keeps what was before the first time
    apply_motion(application, Motion.FULL)
    assert application.isEffectEnabled(Qt.UIEffect.UI_FadeTooltip)
    assert application.cursorFlashTime() == blink
    assert motion.moves()


def test_the_systems_wish_holds_where_the_user_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(motion, "system_reduces_motion", lambda: True)
    assert is_reduced(Motion.SYSTEM)
    assert is_reduced("what a later version calls it")
    assert not is_reduced(Motion.FULL)


def test_nothing_moves_past_the_switch() -> None:
    found = {
        path.name for path in UI.rglob("*.py") if ANIMATING.search(path.read_text(encoding="utf-8"))
    }
    assert found <= {"motion.py"}
