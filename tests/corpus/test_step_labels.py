"""Labels of steps in the language of the program."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest

import annotator
from annotator.corpus import messages
from annotator.corpus.step_labels import (
    _TEMPLATES,
    StepLabel,
    _patterns,
    label_from,
    label_in_words,
    step_label,
    words_of_label,
)

OPERATIONS = Path(annotator.__file__).parent / "operations"


class Loud(NullTranslations):
    """A language of capitals."""

    def gettext(self, message: str) -> str:
        return message.replace("Add", "ADD").replace("documents", "DOCUMENTS")


@pytest.fixture
def loud() -> Iterator[None]:
    messages.install(Loud())
    yield
    messages.install(NullTranslations())


@pytest.mark.usefixtures("loud")
def test_a_label_is_said_in_the_language_with_its_parameters() -> None:
    assert label_in_words("Add 1,234 documents") == "ADD 1,234 DOCUMENTS"
    assert label_in_words("Add some documents.txt") == "ADD some documents.txt"
    assert label_in_words("Add the code {x} %s") == "ADD the code {x} %s"


def test_a_label_of_another_program_stays_as_it_is() -> None:
    assert label_in_words("Something else") == "Something else"


@pytest.mark.parametrize("template", _TEMPLATES)
def test_every_template_knows_its_own_labels(template: str) -> None:
    values = dict.fromkeys(("number",), "7")
    label = template.format_map(_Filled(values))
    assert label_in_words(label) == label
    first = next(one for one, pattern in _patterns() if pattern.fullmatch(label))
    assert first == template


def test_what_a_file_keeps_comes_back() -> None:
    label = step_label("Add {number} documents", number=1234)
    assert label == "Add 1,234 documents"
    again = label_from("Add 1,234 documents", words_of_label(label))
    assert isinstance(again, StepLabel)
    assert (again.message, dict(again.parameters)) == (
        "Add {number} documents",
        {"number": "1,234"},
    )


def test_a_name_like_another_label_is_a_name() -> None:
    """The sentence alone would be taken for a code that is added."""
    label = step_label("Add {name}", name="the code x")
    again = label_from(str(label), words_of_label(label))
    assert isinstance(again, StepLabel) and again.message == "Add {name}"


@pytest.mark.parametrize(
    "words",
    [
        *("", "{", "7", "[]", '["Add {name}"]', '["Add {name}", 7]', '["Add {name}", {}]'),
        *('["Add {name}", {"name": 7}]', '["Add {name.__class__}", {"name": "x"}]'),
        *('["{x}", {"x": "y"}]', '["Add {name}", {"name": "x", "more": "y"}]', "[" * 100_000),
    ],
)
def test_what_a_file_can_not_say_of_a_label_leaves_the_sentence(words: str) -> None:
    found = label_from("Add a document", words)
    assert found == "Add a document" and not isinstance(found, StepLabel)


class _Filled(dict[str, str]):
    def __missing__(self, place: str) -> str:
        return f"a {place}"


def _labels() -> Iterator[str]:
    """The labels that operations give to steps, with “7” for what is filled in."""
    for path in OPERATIONS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "transaction":
                yield from _texts(node.args[0])
            elif isinstance(node, ast.Assign) and any(
                getattr(target, "attr", "") == "label" for target in node.targets
            ):
                yield from _texts(node.value)


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "7" for part in node.values)
        yield "".join(str(part) for part in parts)


def test_every_label_has_a_template() -> None:
    found = set(_labels()) - {"", "Preview"}
    assert len(found) > 50
    known = [pattern for _template, pattern in _patterns()]
    helped = {"Delete 7", "Code 7 as 7", "Re-code 7 as 7"}  # “7” stands for “7 codings” there
    missing = [one for one in found - helped if not any(p.fullmatch(one) for p in known)]
    assert missing == []
