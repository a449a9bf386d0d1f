"""CSV for spreadsheets whose language writes numbers with a comma."""

from __future__ import annotations

import io

import pytest

from annotator.errors import UserError
from annotator.exchange.csv_form import FORMS, form_named


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("comma", 'a,1.5,"2.5, or so",3\r\n'),
        ("semicolon", "a;1.5;2.5, or so;3\r\n"),
        ("semicolon-comma", "a;1,5;2.5, or so;3\r\n"),
        ("tab", "a\t1.5\t2.5, or so\t3\r\n"),
    ],
)
def test_numbers_and_never_texts_have_the_sign(name: str, line: str) -> None:
    file = io.StringIO(newline="")
    form = form_named(name)
    form.writer(file).writerow(form.row(["a", 1.5, "2.5, or so", 3]))
    assert file.getvalue() == line


def test_an_unknown_form_is_told() -> None:
    with pytest.raises(UserError, match="semicolon-comma"):
        form_named("pipe")
    assert FORMS["comma"].row([1.5]) == [1.5]
