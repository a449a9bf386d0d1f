"""Nothing that a person reads escapes the catalogues; no German menu has a letter twice."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from annotator import languages
from annotator.ui.process.translator import CatalogueTranslator
from tests.making import make
from tests.window.conftest import Driver
from tests.window.permitted_texts import Permitted

ROOT = Path(__file__).parents[2]


@pytest.mark.long
def test_every_text_on_the_screens_is_a_message_or_data() -> None:
    """Walks the gallery in a process of its own, in the made-up language."""
    walk = subprocess.run(
        [sys.executable, "-m", "tests.window.message_walk"],
        cwd=ROOT,
        env={**os.environ, languages.VARIABLE: languages.PSEUDO},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (walk.returncode, walk.stdout) == (0, ""), walk.stderr[-2000:]


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("⟦Ópén thé fílé⟧", []),
        ("Open the file", ["Open the file"]),
        ("⟦3 códíngs⟧ swapped round", ["swapped round"]),
        ("⟦Ópén the refrigerator⟧", ["refrigerator"]),
        ("⟦Thé códé⟧ <b>Irony</b>", []),
        ("Ctrl+Z 3,5 %", ["Ctrl+Z 3"]),
    ],
)
def test_what_is_told(text: str, escaped: list[str]) -> None:
    permitted = Permitted()
    permitted.add("Irony")
    assert [parts for _text, parts in permitted.faults([text])] == ([escaped] if escaped else [])


@pytest.mark.parametrize("language", languages.NAMES)
def test_no_letter_is_given_twice_in_a_menu(
    language: str, qapp: QApplication, open_window: Callable[..., Driver], tmp_path: Path
) -> None:
    make(tmp_path / "p.annot").project.close()
    languages.install(language)
    translator = CatalogueTranslator(qapp)
    qapp.installTranslator(translator)
    try:
        window = open_window(tmp_path / "p.annot").window
        twice = {
            (menu.title() if menu else "", letter): texts
            for menu in (None, *window.findChildren(QMenu))
            for letter, texts in letters(
                window.menuBar().actions() if menu is None else menu.actions()
            ).items()
            if len(texts) > 1
        }
    finally:
        qapp.removeTranslator(translator)
        languages.install(languages.ENGLISH)
    assert twice == {}


def letters(actions: list[QAction]) -> dict[str, list[str]]:
    """The texts of a menu by the letter that chooses them."""
    found: dict[str, list[str]] = {}
    for action in actions:
        text = action.text().replace("&&", "")
        if "&" in text:
            found.setdefault(text[text.index("&") + 1].lower(), []).append(text)
    return found
