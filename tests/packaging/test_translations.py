"""The catalogues hold every message of the program, translated, with the places of the message."""

from __future__ import annotations

import gettext
import io

import pytest
import translations

from annotator import languages


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
