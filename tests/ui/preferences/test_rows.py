"""The page of preferences and the catalogue of settings say the same."""

from __future__ import annotations

import dataclasses

from annotator import settings
from annotator.settings import Settings
from annotator.ui.preferences.row import Choice, Command, Number, Section
from annotator.ui.preferences.rows import ROWS, STATE, default_of, rows

NAMES = {field.name for field in dataclasses.fields(Settings)}


def test_every_setting_is_on_the_page_or_kept_by_the_program() -> None:
    shown = {row.name for row in ROWS if row.is_setting}
    assert NAMES - shown - STATE.keys() == set(), "a row in ROWS, or a reason in STATE"
    assert not shown & STATE.keys()


def test_no_row_stands_twice_and_headings_come_once() -> None:
    names = [row.name for row in ROWS]
    assert len(names) == len(set(names))
    order = [row.section for row in rows()]
    assert order == sorted(order, key=list(Section).index)


def test_fields_fit_what_settings_hold() -> None:
    for row in rows():
        if not row.is_setting:
            continue
        usual = default_of(row.name)
        match row.kind:
            case Choice(options):
                assert usual in [value for value, _name in options()], row.name
            case Number(least, most):
                assert least <= int(str(usual)) <= most, row.name
                low, high = settings._RANGES[row.name]
                assert low <= least <= most <= high, row.name
            case _:
                assert isinstance(usual, str | bool | dict), row.name


def test_every_row_says_what_it_is_for() -> None:
    for row in ROWS:
        assert row.title
        assert row.sentence.endswith("."), row.name
        if isinstance(row.kind, Command):
            assert row.kind.label
