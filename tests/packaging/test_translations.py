"""The catalogues hold every message of the program, translated, with the places of the message."""

from __future__ import annotations

import ast
import gettext
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import translations

from annotator import errors, languages

FILE_RULES = sorted(
    {
        *(translations.PACKAGE / "storage").rglob("*.py"),
        *(translations.PACKAGE / "corpus" / f"{name}.py" for name in ("codebook", "limits")),
        translations.PACKAGE / "corpus" / "structure_columns.py",
        translations.PACKAGE / "input_files.py",
    }
)
"""Modules whose functions return, yield or raise what is wrong with a file or a row of it."""
NO_SENTENCES = {"storage/journals.py", "storage/backup_names.py"}
"""They return names of files."""
TOLD = {name for name, one in vars(errors).items() if isinstance(one, type)}


def test_every_language_that_is_offered_has_a_catalogue() -> None:
    assert set(translations.languages()) == set(languages.NAMES) - {languages.ENGLISH}


@pytest.mark.parametrize("language", translations.languages())
def test_a_catalogue_is_complete_and_compiled(language: str) -> None:
    assert translations.faults(language) == []


def test_what_is_a_message() -> None:
    source = """
tr("one"), self.tr("two", "verb"), tr("three" if x else "four", context="c"), tr(variable)
number_of(n, "coding"), plural("{n} is", "{n} are", n), _catalogue.pgettext("date", "%Y")
ActionSpec("name", "&Text", run), Remark("five", where), other("six"), gettext_noop("seven")
"""
    found = {(one.message, one.context) for one in translations.messages_in(source, "x.py")}
    assert found == {
        *(("one", ""), ("two", "verb"), ("three", "c"), ("four", "c")),
        *((("coding", "codings"), ""), (("{n} is", "{n} are"), ""), ("%Y", "date")),
        *(("&Text", ""), ("five", ""), ("seven", "")),
    }


def test_a_translation_that_loses_a_place_is_told() -> None:
    catalog = translations.read("de")
    catalog.add("“{name}” of {other}", "„{name}“")
    (message,) = [one for one in catalog if one.id == "“{name}” of {other}"]
    assert list(translations._faults_of(message)) == ["other places"]


def test_the_binary_is_what_gettext_reads() -> None:
    binary = io.BytesIO(translations.as_binary(translations.read("de")))
    assert gettext.GNUTranslations(binary).gettext("&Project") == "&Projekt"


def untranslated(source: str) -> Iterator[str]:
    """The plain English of a module that a function returns or yields, or that an error tells."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Return | ast.Yield) and node.value is not None:
            yield from filter(is_sentence, texts_of(node.value))
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
            name = ast.unparse(node.exc.func)
            if name in TOLD:
                yield from filter(is_sentence, texts_of(node.exc.args[0]))


def texts_of(node: ast.expr) -> Iterator[str]:
    """The texts that a value can be, with {} where something is put in."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in parts)
        case ast.IfExp(body=one, orelse=other):
            yield from texts_of(one)
            yield from texts_of(other)
        case ast.BoolOp(values=several) | ast.Tuple(elts=several):
            for one in several:
                yield from texts_of(one)


def is_sentence(text: str) -> bool:
    """Whether it has words, and is not SQL, which begins in capital letters."""
    words = re.findall(r"[A-Za-z']{2,}", text)
    return " " in text and bool(words) and not words[0].isupper()


@pytest.mark.parametrize("path", FILE_RULES, ids=lambda path: path.stem)
def test_what_is_wrong_with_a_file_is_a_message(path: Path) -> None:
    if path.relative_to(translations.PACKAGE).as_posix() not in NO_SENTENCES:
        assert list(untranslated(path.read_text(encoding="utf-8"))) == []


def test_no_error_is_told_in_plain_english() -> None:
    found = {}
    for path in translations.PACKAGE.rglob("*.py"):
        raised = (
            node
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Raise)
        )
        for node in raised:
            if said := list(untranslated(ast.unparse(node))):
                found[path.name, node.lineno] = said
    assert found == {}


def test_what_is_plain_english() -> None:
    source = """
def why(row):
    if row.a:
        return "it is no JSON"
    if row.b:
        return None if row.c else f"its {row.d} is impossible"
    yield kind, "too large"
    raise UserError("It can't be read.") from None

def sound(row):
    if row.a:
        return tr("it is no JSON")
    yield f"SELECT guid FROM {kind}"
    raise ValueError("a bug is told in English")
"""
    assert set(untranslated(source)) == {
        *("It can't be read.", "it is no JSON", "its {} is impossible", "too large")
    }
