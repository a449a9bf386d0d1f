"""What stands behind a figure, and figures of attributes, on projects coded by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.operations import reliability
from annotator.operations import sample_project as sample
from annotator.operations.reliability import (
    AgreementSettings,
    attribute_agreement,
    measure_registry,
)
from annotator.operations.reliability.disagreements import DisagreementKind, disagreements, quotes
from annotator.operations.viewing import everything
from tests.making import ANN, BEN, CLEO, TEXT, Made, make


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "p.annot")
    yield made
    made.project.close()


def test_each_disagreement_is_of_one_kind(made: Made) -> None:
    made.code_words(ANN, "claim", "Nobody expects")
    made.code_words(BEN, "claim", "Nobody expects")  # agreement
    made.code_words(ANN, "claim", "the US-hosted round")
    made.code_words(BEN, "claim", "US-hosted")  # other boundary
    made.code_words(ANN, "prediction", "It may last")
    made.code_words(BEN, "attribution", "may last")  # other code
    made.code_words(BEN, "evaluative term", "years")  # only Ben
    start = TEXT.index("talks")
    made.code(ANN, "attribution", (start, start + 5), (0, 6))  # only Ann, two parts
    data = reliability.load(everything(made.project))
    found = disagreements(data)
    said = list(zip([d.kind for d in found], quotes(made.project, found), strict=True))
    assert said == [
        (DisagreementKind.ONE, ("Nobody … talks", "")),
        (DisagreementKind.BOUNDARY, ("the US-hosted round", "US-hosted")),
        (DisagreementKind.CODE, ("It may last", "may last")),
        (DisagreementKind.ONE, ("", "years")),
    ]
    assert [d.characters for d in found] == [11, 10, 11, 5]
    claim = [code.guid for code in data.codes].index(made.codes["claim"])
    assert [d.kind for d in disagreements(data, claim)] == [DisagreementKind.BOUNDARY]


def test_a_missing_coder_disagrees_with_nobody(made: Made) -> None:
    made.code_words(ANN, "claim", "Nobody expects")
    assert disagreements(reliability.load(everything(made.project))) == []


def test_three_coders_are_compared_two_by_two(made: Made) -> None:
    for coder in (ANN, BEN, CLEO):
        made.code_words(coder, "claim", "Nobody expects")
    made.code_words(CLEO, "claim", "It may last")
    data = reliability.load(
        everything(made.project), None, AgreementSettings(pairs=True, n_resamples=20)
    )
    found = disagreements(data)
    assert [tuple(c.name for c in d.coders) for d in found] == [("Ann", "Cleo"), ("Ben", "Cleo")]
    assert len(reliability.compute(data).pairs) == 3


def test_attributes_of_one_coder_are_undefined_with_a_reason(tmp_path: Path) -> None:
    with sample.build(tmp_path / "s.annot", sample.sample_coders()[0]) as project:
        found = attribute_agreement.attributes(
            everything(project), reliability.load(everything(project))
        )
    assert found
    assert all(one.figure.value is None and one.figure.reason for one in found)


def test_measures_stand_in_the_order_asked_for(made: Made) -> None:
    made.code_words(ANN, "claim", "Nobody expects")
    made.code_words(BEN, "claim", "Nobody")
    names = ["gamma_k", "holsti", "alpha_jaccard", "f1_exact", "u_alpha"]
    data = reliability.load(everything(made.project))
    assert [one.measure.name for one in measure_registry.measure(data, names)] == names
