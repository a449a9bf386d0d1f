"""Which language the program speaks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from annotator import languages
from annotator.corpus import messages
from annotator.corpus.messages import in_english, tr


@pytest.mark.parametrize(
    ("preferred", "system", "chosen"),
    [
        ("", ["de_AT.UTF-8", "en_US"], "de"),
        ("", ["xx_XX", "de"], "de"),
        ("en", ["de_DE"], "en"),
        ("xx", ["is_IS", "C"], "en"),
        ("", [""], "en"),
        ("de", [], "de"),
        ("", ["pt_BR.UTF-8"], "pt_BR"),
        ("", ["pt-BR"], "pt_BR"),
        ("", ["pt_PT@euro", "de"], "pt_BR"),
        ("", ["pt"], "pt_BR"),
        ("pt-br", ["de"], "pt_BR"),
        ("", ["C.UTF-8"], "en"),
    ],
)
def test_the_language_is_the_preferred_one_else_the_systems(
    preferred: str, system: list[str], chosen: str
) -> None:
    assert languages.choose(preferred, system) == chosen


def test_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(languages.VARIABLE, languages.PSEUDO)
    assert languages.choose("de", ["de"]) == languages.PSEUDO
    monkeypatch.setenv(languages.VARIABLE, "nonsense")
    assert languages.choose("de", []) == "de"


def test_the_environment_names_a_language_as_a_system_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(languages.VARIABLE, "pt_BR.UTF-8")
    assert languages.choose("de", []) == "pt_BR"


def test_brazilian_portuguese_writes_numbers_dates_and_plurals_its_way() -> None:
    languages.install("pt_BR")
    try:
        assert messages.language() == "pt-BR", "as HTML and Qt name it"
        assert messages.localised("1,234.5") == "1.234,5"
        assert messages.day(datetime(2026, 1, 31, tzinfo=UTC)) == "31/01/2026"
        numbers = [messages.number_of(n, "coding") for n in (0, 1, 2)]
        assert numbers == ["0 codificação", "1 codificação", "2 codificações"]
    finally:
        languages.install(languages.ENGLISH)


def test_the_made_up_language_keeps_places_and_mnemonics() -> None:
    pseudo = languages.catalogue(languages.PSEUDO)
    assert pseudo.gettext("&Open {name:,} <b>now</b>") == "⟦&Opén {name:,} <b>nów</b>⟧"
    assert pseudo.ngettext("coding", "codings", 2) == "⟦códíngs⟧"


@pytest.mark.parametrize("language", [name for name in languages.NAMES if name != "en"])
def test_every_language_writes_numbers_and_lists_its_way(language: str) -> None:
    languages.install(language)
    try:
        assert messages.localised("1,234.5")
        assert messages.listing(["a", "b", "c"]).startswith("a")
    finally:
        languages.install(languages.ENGLISH)


def test_a_word_that_is_kept_with_its_plural_is_found_alone() -> None:
    languages.install("de")
    try:
        assert messages.tr("attribute") == "Attribut"
        assert messages.number_of(2, "attribute") == "2 Attribute"
    finally:
        languages.install(languages.ENGLISH)


def test_sentences_lead_back_to_english() -> None:
    """For files that are the same in every language."""
    languages.install("de")
    try:
        least = tr("Both coders chose a value for fewer than {least} codings.", least=10)
        assert least.startswith("Für weniger als 10")
        assert in_english(least) == "Both coders chose a value for fewer than 10 codings."
        undone = tr("Undo: {step}", step=tr("Add the code {name}", name="Zeit"))
        assert in_english(undone) == "Undo: Add the code Zeit"
        assert in_english("Das hat niemand je gesagt!") == "Das hat niemand je gesagt!"
        assert in_english("") == ""
    finally:
        languages.install(languages.ENGLISH)
    assert in_english("Undo: it") == "Undo: it"
