"""Turns in the reader: names before them, colours, who is greyed, times beside them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from annotator.corpus.span import Span
from annotator.corpus.structure import Element, Structure
from annotator.corpus.text import DocumentText
from annotator.ui.reader.block_look import BlockLook
from annotator.ui.reader.reader import Reader
from annotator.ui.theme import Theme
from tests.spoken import spoken

TEXT, STRUCTURE = spoken()


@pytest.fixture
def reader(qtbot: QtBot, light: Theme) -> Reader:
    reader = Reader(light)
    qtbot.addWidget(reader)
    reader.resize(1000, 700)
    reader.show_document(DocumentText(TEXT, STRUCTURE))
    reader.show()
    qtbot.waitExposed(reader)
    reader.view.idle.finish()
    return reader


def look(reader: Reader, words: str) -> BlockLook:
    return reader.view.looks.of(reader.view.block_at(TEXT.index(words)))


def ink(reader: Reader, words: str) -> QColor | None:
    """The colour of the letters of a block where it is one of its own."""
    block = reader.view.block_at(TEXT.index(words))
    reader.view.blockBoundingRect(block)
    formats = block.layout().formats()
    return formats[0].format.foreground().color() if formats else None


def test_names_stand_before_turns_and_no_position_changes(reader: Reader) -> None:
    assert [look(reader, words).label for words in ("How", "Since", "And", "All")] == [
        *("Ida", "Anna", "Ida", "Anna")
    ]
    assert look(reader, "Interview").label == ""
    assert look(reader, "How").indent == look(reader, "Since").indent > 0
    assert look(reader, "Interview").indent == 0
    reader.view.select(Span(TEXT.index("Since"), TEXT.index(" Eleven")))
    assert reader.view.selected_text() == "Since the storm 🌊."


def test_a_turn_of_several_blocks_is_named_once(reader: Reader) -> None:
    text = "One.\nTwo.\nAnna: Three."
    turns = [
        Element("turn", 0, 9, {"speaker": "Anna"}),
        Element("turn", 10, 22, {"speaker": "Anna"}),
    ]
    reader.show_document(DocumentText(text, Structure.of(turns)))
    looks = [reader.view.looks.of(reader.view.block_at(at)) for at in (0, 5, 10)]
    # Where the text has the names itself, they are not said twice.
    assert [one.label for one in looks] == ["Anna", "", ""]
    assert len({one.indent for one in looks}) == 1


def test_speakers_have_colours_on_request(reader: Reader, light: Theme) -> None:
    muted = light.color("muted")
    assert look(reader, "How").label_color == look(reader, "Since").label_color == muted
    reader.show_turns(colored=True, only=())
    colors = [look(reader, words).label_color for words in ("How", "Since", "And")]
    assert colors[0] == colors[2] != colors[1]
    assert muted not in colors
    reader.show_turns(colored=False, only=())
    assert look(reader, "Since").label_color == muted


def test_all_but_some_speakers_are_greyed(reader: Reader, light: Theme) -> None:
    reader.show_turns(colored=True, only=["Anna"])
    faint = light.color("faint")
    assert ink(reader, "How") == ink(reader, "Interview") == faint
    assert ink(reader, "Since") is None
    assert look(reader, "How").label_color == faint
    reader.show_turns(colored=True, only=["Otto"])  # who does not speak here
    assert ink(reader, "How") is None
    reader.show_turns(colored=True, only=["Anna"])
    reader.show_turns(colored=True, only=[])
    assert ink(reader, "How") is None
    reader.show_structure(plain=True, changes=False)
    assert look(reader, "How").label == ""


def called(name: str) -> DocumentText:
    """The transcript with another name for Ida."""
    elements = [
        Element(one.kind, one.start, one.end, {**one.values, "speaker": name})
        if one.values.get("speaker") == "Ida"
        else one
        for one in STRUCTURE
    ]
    return DocumentText(TEXT, Structure.of(elements))


def test_speakers_are_called_otherwise_while_one_reads(reader: Reader) -> None:
    reader.show_turns(colored=False, only=["Ida Kern"])
    reader.view.set_cursor_position(TEXT.index("Since"))
    reader.view.show_structure_again(called("Ida Kern"))
    assert look(reader, "How").label == "Ida Kern"
    assert ink(reader, "How") is None
    assert ink(reader, "Since") is not None
    assert reader.view.cursor_position() == TEXT.index("Since")


def test_where_there_is_no_room_for_a_name_its_initials_stand(reader: Reader) -> None:
    name = "Ida Wilhelmina von Kern zu Hohenstein-Niederburg the Younger"
    reader.view.show_structure_again(called(name))
    reader.resize(430, 500)
    assert look(reader, "How").label == "IY"
    assert look(reader, "Since").label == "Anna"


def test_times_stand_where_paragraphs_begin(reader: Reader) -> None:
    assert [words for words, _top, _bottom in reader.numbers.visible_times()] == [
        *("0:00:03", "0:00:09", "0:00:21", "1:00:30")
    ]
    wide = reader.numbers.sizeHint().width()
    reader.show_structure(plain=True, changes=False)
    assert reader.numbers.visible_times() == []
    assert reader.numbers.sizeHint().width() < wide
