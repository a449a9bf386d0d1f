"""Published and independently computed values, each reproduced within its tolerance.

The file beside this test is used unless the variable REFERENCE_CASES names another of that shape.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from .reference import MEASURES, NOT_BUILT, Case, Measure, gamma_settings, measure_named
from .strategies import number

PATH = Path(os.environ.get("REFERENCE_CASES") or Path(__file__).with_name("reference_cases.json"))
CASES = json.loads(PATH.read_text(encoding="utf-8"))["cases"]
NAMED = re.compile(r"^(?P<measure>[^\[]+)(?:\[(?P<code>.*)\])?$", re.DOTALL)


def split(case: Case) -> tuple[str, str | None]:
    """Name of the measure and the code in its brackets, None without."""
    match = NAMED.match(case["measure"])
    assert match is not None
    return match["measure"], match["code"]


def known(name: str) -> Measure:
    measure = measure_named(name)
    assert measure is not None, name
    return measure


BUILT = [case for case in CASES if measure_named(split(case)[0]) is not None]


@pytest.mark.parametrize("case", BUILT, ids=lambda case: f"{case['name']}:{case['measure']}")
def test_reference_case(case: Case) -> None:
    measure, code = split(case)
    figure = known(measure)(case["data"], code)
    if case["expected"] is None:
        assert figure.value is None, f"should be undefined, is {figure.value}"
        assert figure.reason
        return
    assert figure.value is not None, figure.reason
    assert figure.value == pytest.approx(case["expected"], rel=0, abs=max(case["tolerance"], 1e-12))


def test_every_measure_is_built_or_listed_as_missing() -> None:
    asked = {split(case)[0] for case in CASES} - NOT_BUILT
    missing = {name for name in asked if measure_named(name) is None}
    assert not missing, "neither built nor listed as missing"
    assert not set(MEASURES) & NOT_BUILT, "listed as missing although built"
    assert CASES


UNITS = {
    "type": "spans_gamma",
    "coders": {
        "a": [[0, 8, "x"], [10, 14, "y"], [20, 26, "x"], [30, 38, "y"], [41, 47, "x"]],
        "b": [[1, 8, "x"], [10, 15, "x"], [19, 26, "x"], [30, 37, "y"], [44, 49, "y"]],
    },
}


@pytest.mark.parametrize("measure", ["gamma", "gamma_cat", "gamma_k[x]"])
def test_a_sampler_that_a_case_names_is_used_for_all_of_gamma(measure: str) -> None:
    name, code = split({"measure": measure})
    figures = {
        sampler: MEASURES[name](UNITS | {"sampler": sampler, "samples": 40}, code)
        for sampler in ("statistical", "shuffle", "ShuffleContinuumSampler")
    }
    plain = MEASURES[name](UNITS | {"samples": 40}, code)
    assert figures["statistical"].value == plain.value
    assert figures["shuffle"].value == figures["ShuffleContinuumSampler"].value
    assert figures["shuffle"].value != figures["statistical"].value
    with pytest.raises(ValueError, match="no sampler"):
        MEASURES[name](UNITS | {"sampler": "guess"}, code)


def test_a_case_names_how_gamma_is_computed() -> None:
    data = UNITS | {"sampler": "shuffle", "n_samples": 7, "seed": 5, "precision": 0.1}
    found = gamma_settings(data | {"unpaired": False, "alpha": 3})
    assert (found.sampler, found.samples, found.seed) == ("shuffle", 7, 5)
    assert (found.precision, found.unpaired, found.dissimilarity.alpha) == (0.1, False, 3.0)


ITEMS = {"type": "items", "kind": "nom", "items": [[0, 0], [0, 0], [1, 1], [0, 1], [1, 1], [0, 0]]}
SPANS = {
    "type": "spans",
    "length": 40,
    "coders": {"a": [[0, 10, "x"], [20, 25, "x"]], "b": [[2, 10, "x"], [30, 33, "x"]]},
}


@pytest.mark.parametrize(
    ("measure", "data"),
    [
        *((name, ITEMS) for name in ("alpha_nominal", "cohen_kappa", "scott_pi", "gwet_ac1")),
        *((f"{name}[x]", SPANS) for name in ("char_binary_alpha", "u_alpha", "alphaU04")),
        *((name, SPANS) for name in ("char_set_jaccard_alpha", "char_nominal_alpha", "alphaU04")),
        *((name, UNITS | {"samples": 20}) for name in ("gamma", "gamma_cat")),
    ],
)
def test_a_coefficient_is_what_its_parts_make(measure: str, data: Case) -> None:
    name, code = split({"measure": measure})
    figure = MEASURES[name](data, code)
    parts = {
        ending: number(known(f"{name}{ending}")(data, code))
        for ending in ("_Do", "_De", "_observed_disagreement", "_expected")
    }
    assert 1 - parts["_Do"] / parts["_De"] == pytest.approx(number(figure), abs=1e-12)
    assert parts["_observed_disagreement"] == parts["_Do"]
    assert parts["_expected"] == parts["_De"]


def test_parts_of_what_is_undefined() -> None:
    """No variation: nothing is expected, so alpha is 0 / 0, but its parts are 0."""
    same = {"type": "items", "kind": "nom", "items": [[1, 1], [1, 1]]}
    assert MEASURES["alpha_nominal"](same, None).value is None
    assert known("alpha_nominal_De")(same, None).value == 0
    nobody = {"type": "items", "kind": "nom", "items": [[1, None]]}
    assert known("alpha_nominal_De")(nobody, None).reason
    assert measure_named("no_such_measure_De") is None
