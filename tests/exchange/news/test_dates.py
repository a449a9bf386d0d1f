"""Dates in the languages of the interface, as databases write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.news.dates import date_of_line, found_date

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
    " dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro"
    " dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
FORMS = {
    "en": (
        "{m} {d}, {y}",
        "{d} {m} {y}",
        "{m} {d}, {y} Monday 9:20 AM GMT",
        "Monday, {m} {d}, {y}",
    ),
    "de": ("{d}. {m} {y}", "Mittwoch, den {d}. {m} {y}"),
    "fr": ("{d} {m} {y}", "mardi {d} {m} {y}", "le {d} {m} {y}"),
    "es": ("{d} de {m} de {y}", "martes {d} de {m} de {y}", "{d} {m} {y}"),
    "it": ("{d} {m} {y}", "giovedì {d} {m} {y}"),
    "pt": ("{d} de {m} de {y}", "Sexta-feira, {d} de {m} de {y}"),
    "nl": ("{d} {m} {y}", "zaterdag {d} {m} {y}", "{d} {m} {y} zaterdag"),
}


@given(
    st.dates(date(1800, 1, 1), date(2099, 12, 31)),
    st.sampled_from([(one, form) for one, forms in FORMS.items() for form in forms]),
    st.sampled_from([str, str.upper, str.title]),
)
def test_every_day_in_every_language(day: date, form: tuple[str, str], case: object) -> None:
    language, pattern = form
    month = MONTHS[language].split()[day.month - 1]
    line = pattern.format(d=day.day, m=case(month), y=day.year)  # type: ignore[operator]
    assert date_of_line(line) == (day.isoformat(), "")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Mar 9, 2022", "2022-03-09"),
        ("08 May 2010: AA.2.", "2010-05-08"),
        ("1er mars 2006", "2006-03-01"),
        ("12.03.2019", "2019-03-12"),
        ("3.4.19", "2019-04-03"),
        ("3.4.78", "1978-04-03"),
        ("13/4/2019", "2019-04-13"),
        ("4/13/2019", "2019-04-13"),
        ("5/5/2019", "2019-05-05"),
        ("2018 年 10 月 7 日 17:04", "2018-10-07"),
        ("May 2011", "2011-05"),
        ("2021-01-31", "2021-01-31"),
    ],
)
def test_other_ways(text: str, iso: str) -> None:
    found = found_date(text)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    "text",
    [
        "3/4/2019",
        "31 February 2019",
        "2019",
        "in 2019 words",
        "99.99.2019",
        "12345.03.2019",
        "",
        "May",
    ],
)
def test_what_is_no_date_or_could_be_two(text: str) -> None:
    assert found_date(text) is None


def test_what_stands_behind_a_date_is_told_and_a_sentence_is_no_date() -> None:
    assert date_of_line("July 1, 2019 Monday, Late Edition - Final") == (
        "2019-07-01",
        "Late Edition - Final",
    )
    assert date_of_line("He came on July 1, 2019.") is None
    assert date_of_line("July 1, 2019 " + "was a day of rain " * 9) is None
