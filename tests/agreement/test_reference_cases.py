"""Published and independently computed values, each reproduced within its tolerance.

The file beside this test is used unless the variable REFERENCE_CASES names another of that shape.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from .reference import MEASURES, NOT_BUILT

PATH = Path(os.environ.get("REFERENCE_CASES") or Path(__file__).with_name("reference_cases.json"))
CASES = json.loads(PATH.read_text(encoding="utf-8"))["cases"]
NAMED = re.compile(r"^(?P<measure>[^\[]+)(?:\[(?P<code>.*)\])?$", re.DOTALL)


def split(case):
    """Name of the measure and the code in its brackets, None without."""
    match = NAMED.match(case["measure"])
    return match["measure"], match["code"]


BUILT = [case for case in CASES if split(case)[0] in MEASURES]


@pytest.mark.parametrize("case", BUILT, ids=lambda case: f"{case['name']}:{case['measure']}")
def test_reference_case(case):
    measure, code = split(case)
    figure = MEASURES[measure](case["data"], code)
    if case["expected"] is None:
        assert figure.value is None, f"should be undefined, is {figure.value}"
        assert figure.reason
        return
    assert figure.value is not None, figure.reason
    assert figure.value == pytest.approx(case["expected"], rel=0, abs=max(case["tolerance"], 1e-12))


def test_every_measure_is_built_or_listed_as_missing():
    asked = {split(case)[0] for case in CASES}
    assert not asked - set(MEASURES) - NOT_BUILT, "neither built nor listed as missing"
    assert not set(MEASURES) & NOT_BUILT, "listed as missing although built"
    assert CASES
