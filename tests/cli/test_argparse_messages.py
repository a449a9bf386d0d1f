"""What argparse says is in the language of the program."""

from __future__ import annotations

import argparse
import ast
import inspect

import pytest

from annotator import languages
from annotator.cli import argparse_messages
from annotator.cli.parser import main, parser
from annotator.corpus.messages import tr


@pytest.fixture
def german() -> object:
    languages.install("de")
    yield
    languages.install(languages.ENGLISH)


def test_messages_are_argparse_s() -> None:
    said = {
        node.value
        for node in ast.walk(ast.parse(inspect.getsource(argparse)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(argparse_messages.MESSAGES) <= said


@pytest.mark.usefixtures("german")
def test_translations_keep_what_is_filled_in() -> None:
    filled = {"argument_name": "a", "message": "b", "option": "c", "matches": "d"}
    filled |= {"type": "int", "value": "e", "choices": "f"}
    for message in argparse_messages.MESSAGES:
        values = filled if "%(" in message else ("x",) * message.count("%")
        assert tr(message) != message
        assert all(one in tr(message) % values for one in ("x",) * message.count("%s"))


@pytest.mark.usefixtures("german")
def test_help_is_german(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["agree", "--help"], lambda _: 0)
    said = capsys.readouterr().out
    assert said.startswith("Aufruf: annotator agree")
    assert "Übereinstimmung" in parser().format_help()
    assert "show this help" not in said


@pytest.mark.usefixtures("german")
def test_mistakes_are_german(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agree"], lambda _: 0) == 2
    assert "Es fehlt: project" in capsys.readouterr().err
