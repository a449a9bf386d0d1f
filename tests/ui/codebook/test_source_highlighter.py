"""The codebook as coloured text: line by line what the lexer says of the whole."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygments.lexers.data import YamlLexer  # type: ignore[import-untyped]
from PySide6.QtGui import QColor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from annotator.paths import resource
from annotator.ui.codebook import source_highlighter
from annotator.ui.codebook.source_highlighter import START, SourceHighlighter, lex_line
from annotator.ui.contrast import contrast
from annotator.ui.theme import load_theme

LIGHT = load_theme("light")
SOURCE = """# a comment
name: Discourse
codes:
  - name: "claim 🌊" # behind
    definition: >-
      What the writer: says
      # no comment
    key: 1
"""


def by_character(tokens: list[tuple[int, int, Any]], length: int) -> list[Any]:
    kinds: list[Any] = [None] * length
    for start, end, kind in tokens:
        kinds[start:end] = [kind] * (end - start)
    return kinds


def line_by_line(text: str) -> list[Any]:
    state, kinds = START, []
    for line in text.split("\n"):
        tokens, state = lex_line(line, state)
        kinds += [*by_character(tokens, len(line)), None]
    return kinds


def shown(document: QTextDocument, line: int) -> list[tuple[str, QColor]]:
    """The pieces of a line that have a colour."""
    block = document.findBlockByNumber(line)
    units = block.text().encode("utf-16-le")
    return [
        (
            units[2 * part.start : 2 * (part.start + part.length)].decode("utf-16-le"),
            part.format.foreground().color(),
        )
        for part in block.layout().formats()
    ]


@pytest.mark.parametrize("name", ["discourse", "appraisal", "source-cue-content"])
def test_lines_have_the_tokens_of_the_whole(name: str) -> None:
    text = resource("codebooks", f"{name}.yaml").read_text(encoding="utf-8")
    tokens = [(at, at + len(w), kind) for at, kind, w in YamlLexer().get_tokens_unprocessed(text)]
    whole, lines = by_character(tokens, len(text)), line_by_line(text)
    assert all(
        one == other
        for one, other, character in zip(whole, lines, text, strict=False)
        if not character.isspace()
    )


PIECES = st.sampled_from(
    [
        *"-?:,[]{}#&*!|>'\"%@`\\ \t\n",
        "  ",
        "- ",
        ": ",
        "key:",
        "x",
        "---",
        "|2",
        ">-\n",
        "\n\n",
        "é",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_is_lexed(text: str) -> None:
    for line in text.split("\n"):
        tokens, _state = lex_line(line, START)
        assert all(0 <= start < end <= len(line) for start, end, _kind in tokens)
    assert len(line_by_line(text)) == len(text) + 1


def test_a_line_of_any_length_is_taken() -> None:
    tokens, state = lex_line("x: " * 100_000, START)
    assert (tokens, state) == ([], START)


def test_colours_come_from_the_theme(qtbot: QtBot) -> None:
    document = QTextDocument(SOURCE)
    highlighter = SourceHighlighter(document, LIGHT)
    for theme in (LIGHT, load_theme("dark")):
        highlighter.set_theme(theme)
        muted, accent, quoted = (theme.color(role) for role in ("muted", "accent", "success"))
        assert shown(document, 0) == [("# a comment", muted)]
        assert shown(document, 1)[0] == ("name", accent)
        assert [words for words, color in shown(document, 3) if color == quoted] == [
            '"claim',
            '🌊"',
        ]
        assert shown(document, 3)[-1] == ("# behind", muted)
        assert shown(document, 5) == shown(document, 6) == []
        assert shown(document, 7)[0] == ("key", accent)


def test_what_is_typed_above_colours_what_is_below(qtbot: QtBot) -> None:
    editor = QPlainTextEdit()
    qtbot.addWidget(editor)
    highlighter = SourceHighlighter(editor.document(), LIGHT)
    editor.setPlainText("a: |\n  b: c\nd: e\n")
    assert shown(editor.document(), 1) == []
    cursor = editor.textCursor()
    cursor.setPosition(3)
    cursor.deleteChar()
    qtbot.waitUntil(lambda: highlighter.is_done)
    assert shown(editor.document(), 1)[0] == ("b", LIGHT.color("accent"))


def test_a_long_codebook_is_coloured_in_slices(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_highlighter, "_SLICE", 0.001)
    editor = QPlainTextEdit()
    qtbot.addWidget(editor)
    highlighter = SourceHighlighter(editor.document(), LIGHT)
    editor.setPlainText(SOURCE * 100)
    assert not highlighter.is_done
    editor.textCursor().insertText("# first\n\n")
    qtbot.waitUntil(lambda: highlighter.is_done, timeout=20_000)
    comments = range(2, editor.blockCount() - 1, SOURCE.count("\n"))
    for number in islice(comments, 100):
        assert shown(editor.document(), number) == [("# a comment", LIGHT.color("muted"))]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_colours_can_be_read(name: str) -> None:
    theme = load_theme(name)
    for _kind, role in source_highlighter._ROLES:
        for ground in ("page", "raised"):
            assert contrast(theme.color(role), theme.color(ground)) >= 4.5, role
