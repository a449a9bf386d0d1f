"""Every screen of the gallery in the dark and with letters of 200 %. On light screens
`message_walk.py` looks."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.ui.theme import ThemeChoice
from tests.window import looking
from tests.window.screen_checks import Check, NothingIsCut, RingsAreSeen


@pytest.mark.long
def test_dark_screens_with_letters_of_200_percent(qapp: object, home: Path, tmp_path: Path) -> None:
    checks: dict[str, Check] = {"nothing is cut": NothingIsCut(), "focus": RingsAreSeen()}
    faults: list[str] = []
    with looking.every_screen(tmp_path, ThemeChoice.DARK, 200) as screens:
        for screen, top in screens:
            for name, check in checks.items():
                faults += [f"{name}: {screen}: {fault}" for fault in check.faults(top)]
    assert not faults, "\n".join(faults)
    assert len(checks["focus"].seen) > 100, "the walk went everywhere"
