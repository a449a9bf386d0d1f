"""Numbers as letters, as columns of a spreadsheet are called."""

from __future__ import annotations

from string import ascii_lowercase

from annotator.corpus.lettering import letters_of


def test_columns_are_called_as_in_excel() -> None:
    names = [letters_of(column) for column in (0, 25, 26, 51, 52, 701, 702, 16_383)]
    assert names == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]


def test_another_alphabet_is_counted_by_its_length() -> None:
    assert [letters_of(number, "αβγ") for number in range(5)] == ["α", "β", "γ", "αα", "αβ"]
    assert letters_of(27, ascii_lowercase) == "ab"
