"""Where, which code, which value; and confusion on aligned codings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.operations import reliability
from annotator.operations.reliability import AgreementSettings, Comparison
from annotator.operations.reliability.aligned_confusion import aligned_confusions
from annotator.operations.reliability.levels import Level, LevelFigure, levels
from annotator.operations.viewing import everything
from tests.making import ANN, BEN, Made, make

PLAIN = AgreementSettings(interval_method=None)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "p.annot")
    yield made
    made.project.close()


def found_in(made: Made) -> tuple[Comparison, dict[tuple[Level, str, str], LevelFigure]]:
    viewer = everything(made.project)
    comparison = reliability.compare(viewer, None, PLAIN)
    rows = levels(viewer, comparison.data)
    return comparison, {(one.level, one.measure, one.about): one for one in rows}


def test_the_same_passages_with_other_names_agree_on_where_alone(made: Made) -> None:
    """Four passages, marked alike; two of them with the codes changed about."""
    for n, (ann, ben) in enumerate(
        (("claim", "claim"), ("prediction", "prediction"), ("claim", "prediction"))
    ):
        made.code(ANN, ann, (n * 20, n * 20 + 10))
        made.code(BEN, ben, (n * 20, n * 20 + 10))
    _comparison, rows = found_in(made)
    assert rows[Level.WHERE, "|uα", ""].figure.value == pytest.approx(1.0)
    which = rows[Level.WHICH, "cuα", ""].figure.value
    assert which is not None and which < 0.6
    aligned = rows[Level.WHICH, "γ-cat", ""].figure.value
    assert aligned is not None and aligned < 0.6
    assert (Level.WHICH, "(k)uα", "claim") in rows
    assert (Level.WHERE, "|uα", "attribution") not in rows, "nobody used it"


def test_the_same_names_at_other_passages_agree_on_which_code_alone(made: Made) -> None:
    for who, shift in ((ANN, 0), (BEN, 9)):
        made.code(who, "claim", (0 + shift, 10 + shift))
        made.code(who, "prediction", (60 + shift, 70 + shift))
    _comparison, rows = found_in(made)
    where = rows[Level.WHERE, "|uα", ""].figure.value
    assert where is not None and where < 0.2
    assert rows[Level.WHICH, "cuα", ""].figure.value == pytest.approx(1.0)


def test_where_is_answered_though_codings_overlap(made: Made) -> None:
    """Two codes on one passage are one stretch that is marked."""
    for who in (ANN, BEN):
        made.code(who, "claim", (0, 20))
        made.code(who, "attribution", (10, 30))
    made.code(ANN, "claim", (60, 70))
    _comparison, rows = found_in(made)
    where = rows[Level.WHERE, "|uα", ""].figure.value
    assert where is not None and 0 < where < 1
    assert rows[Level.WHICH, "cuα", ""].figure.reason
    assert rows[Level.WHICH, "γ-cat", ""].figure.value == pytest.approx(1.0)
    assert not [key for key in rows if key[1] == "(k)uα"], "it would say the same again"


def test_nested_and_multiple_codes_are_no_confusion(made: Made) -> None:
    """Aligned: 1 exact, 1 of another boundary, 1 confused; Ann has besides a code nested in the
    first, a second code on the second passage, and a passage that Ben has not."""
    made.code(ANN, "claim", (0, 20))
    made.code(BEN, "claim", (0, 20))
    made.code(ANN, "evaluative term", (5, 9))
    made.code(ANN, "claim", (30, 40))
    made.code(BEN, "claim", (30, 42))
    made.code(ANN, "prediction", (30, 40))
    made.code(ANN, "prediction", (50, 60))
    made.code(BEN, "claim", (50, 60))
    made.code(ANN, "attribution", (80, 90))
    comparison, _rows = found_in(made)
    number = {path[-1]: place for place, path in enumerate(comparison.paths)}
    (found,) = aligned_confusions(comparison.data)
    assert [one.name for one in found.coders] == ["Ann", "Ben"]
    assert found.same == {number["claim"]: 2}
    assert found.other == {(number["prediction"], number["claim"]): 1}
    assert found.nested == {(number["evaluative term"], number["claim"]): 1}
    assert found.multiple == {(number["prediction"], number["claim"]): 1}
    assert found.alone == {(0, number["attribution"]): 1}
