"""Whether the window moves by itself: the one switch for effects, animations and what blinks.

Nothing in the window is animated by its own code. Whatever comes to move asks `moves` first; a test
holds that no other module makes an animation.
"""

from __future__ import annotations

import enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.ui.system_looks import system_reduces_motion

_REDUCED, _USUAL = "reducedMotion", "usualMotion"
"""Properties of the application: whether it is still, and effects and blinking as they were
before."""


class Motion(enum.StrEnum):
    """What the user asked for."""

    SYSTEM = "system"
    FULL = "full"
    REDUCED = "reduced"


def is_reduced(choice: str) -> bool:
    """Whether a choice (of `Motion`; anything else is the system's) asks for a still window."""
    return choice == Motion.REDUCED or (choice != Motion.FULL and system_reduces_motion())


def apply_motion(application: QApplication, choice: str) -> None:
    """Make the window still, or let it move. In a still one menus, lists and tips are there at
    once, and the caret stands."""
    reduced = is_reduced(choice)
    was = application.property(_REDUCED)
    application.setProperty(_REDUCED, reduced)
    if reduced and not was:
        usual = application.isEffectEnabled(Qt.UIEffect.UI_General)
        application.setProperty(_USUAL, [usual, application.cursorFlashTime()])
        application.setEffectEnabled(Qt.UIEffect.UI_General, False)
        application.setCursorFlashTime(0)
    elif was and not reduced:
        effects, flash = application.property(_USUAL)
        application.setEffectEnabled(Qt.UIEffect.UI_General, effects)
        application.setCursorFlashTime(flash)


def moves() -> bool:
    """Whether something may move by itself now."""
    application = QApplication.instance()
    return application is None or not application.property(_REDUCED)
