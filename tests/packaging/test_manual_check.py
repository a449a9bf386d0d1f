"""What the manual and the README say is in order, and the check would notice where it is not."""

from __future__ import annotations

from pathlib import Path

import manual_check
import manual_pictures
import palette
import pytest
from PySide6.QtGui import QColor, QImage

from annotator import manual


def test_links_and_commands_lead_somewhere() -> None:
    assert [*manual_check.link_faults(), *manual_check.command_faults()] == []


def test_every_picture_that_is_named_is_there_and_every_one_that_is_there_is_shown() -> None:
    assert list(manual_check.picture_faults()) == []
    assert set(manual_check.pictures()) == set(manual_pictures.PICTURES), "made anew by the gallery"


def test_the_pictures_are_small() -> None:
    files = list((manual.folder() / "pictures").iterdir())
    assert sum(path.stat().st_size for path in files) < manual_pictures.MOST_BYTES
    assert all(QImage(str(path)).width() <= 1300 for path in files)


def test_every_picture_says_what_is_on_it() -> None:
    for page in manual.pages().values():
        assert "![](" not in page.markdown, page.name


def test_spelling() -> None:
    if not manual_check.can_spell():
        pytest.skip("pyspellchecker is not installed: spelling is looked at where it is")
    assert list(manual_check.spelling_faults()) == []


def test_words_are_prose_alone() -> None:
    text = "A mispelt word of Anna’s, `noword`, [link](a/wrongg.md), HTML, x, e.g. file.yaml.\n"
    found = list(manual_check.words(f"{text}```\ncoode\n```\n"))
    assert found == ["mispelt", "word", "of", "Anna", "link"]


def test_a_wrong_link_picture_command_and_word_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = manual._page(
        "wrong",
        "# W\n\n[a](none.md) [b](coders.md#none) ![c](pictures/none.png) `annotator nonee x`",
    )
    monkeypatch.setattr(manual, "pages", lambda: {"wrong": page, "coders": PAGES["coders"]})
    said = [*manual_check.link_faults(), *manual_check.command_faults()]
    said += [one for one in manual_check.picture_faults() if "no page shows" not in one]
    assert said == [
        "manual/wrong: no page none",
        "manual/wrong: no heading coders#none",
        "manual/wrong: no command annotator nonee",
        "manual/wrong: no picture none",
    ]


PAGES = manual.pages()


def test_fewer_colors_hardly_change_a_picture() -> None:
    picture = QImage(64, 64, QImage.Format.Format_RGB32)
    for x in range(64):
        for y in range(64):
            picture.setPixelColor(x, y, QColor(4 * x, 4 * y, 100))
    small = palette.fewer_colors(picture)
    assert small.format() is QImage.Format.Format_Indexed8
    assert len(small.colorTable()) <= 256
    off = [
        abs(picture.pixelColor(x, y).red() - small.pixelColor(x, y).red())
        for x in range(64)
        for y in range(64)
    ]
    assert sum(off) / len(off) < 10, "4,096 colours of which none is more frequent: the worst case"
    flat = QImage(8, 8, QImage.Format.Format_RGB32)
    flat.fill(QColor("#2b5fb8"))
    assert palette.fewer_colors(flat).pixelColor(3, 3) == QColor("#2b5fb8")
