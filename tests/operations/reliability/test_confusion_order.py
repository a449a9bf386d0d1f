"""Confusion between many codes: only those that occur, the most confused first."""

from __future__ import annotations

import numpy as np

from annotator.agreement.coefficients.confusion import Confusion
from annotator.operations.reliability.confusion_order import MOST_NAMED, ordered


def confusion(size: int, **cells: float) -> Confusion:
    """`r1c2` names row 1, column 2; the last row and column are "uncoded"."""
    units = np.zeros((size + 1, size + 1))
    for name, value in cells.items():
        row, column = name[1:].split("c")
        units[int(row), int(column)] = value
    return Confusion(0, 1, units)


def test_unused_codes_are_left_out_and_uncoded_stays_last() -> None:
    found = ordered(confusion(5, r1c1=10, r3c4=7, r2c5=90, r5c5=1000))
    assert found.codes.tolist() == [3, 4, 2, 1, 5], "other codes before nothing, nothing last"
    names = ["a", "b", "c", "d", "e", "uncoded"]
    assert found.rows(names) == found.columns(names) == ["d", "e", "c", "b", "uncoded"]
    assert found.units[0, 1] == 7
    assert found.units.sum() == 1107


def test_many_columns_are_headed_by_numbers_that_stand_beside_the_names() -> None:
    size = MOST_NAMED + 3
    cells = {f"r{code}c{code}": 5.0 for code in range(size)}
    found = ordered(confusion(size, **cells, r0c1=9.0))
    names = [*(f"group > code {n}" for n in range(size)), "uncoded"]
    assert found.columns(names) == [str(n) for n in range(1, size + 2)]
    assert found.rows(names)[:2] == ["group > code 0   1", "group > code 1   2"]
    assert found.rows(names)[-1] == f"uncoded   {size + 1}"


def test_nobody_used_any_code() -> None:
    assert ordered(confusion(3, r3c3=50)).codes.tolist() == [3]
