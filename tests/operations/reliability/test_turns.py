"""Agreement on turns, and on what some speakers say alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.span import Span, united
from annotator.corpus.turns import TurnChoice
from annotator.operations import reliability, team_agreement
from annotator.operations.documents import named_sets
from annotator.operations.reliability import (
    AgreementSettings,
    ComparisonData,
    Selection,
    measure_registry,
)
from annotator.operations.reliability.disagreements import disagreements
from annotator.operations.reliability.turn_cuts import Cut
from annotator.operations.viewing import everything
from tests.making import ANN, BEN, Made, make
from tests.spoken import spoken

TEXT, STRUCTURE = spoken()
PLAIN = AgreementSettings(interval_method=None)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """They agree on Anna’s first turn; on Ida’s, only Ann codes; on Anna’s last only Ben."""
    made = make(tmp_path / "p.annot", text=TEXT, structure=STRUCTURE)
    for coder in (ANN, BEN):
        made.code_words(coder, "claim", "Since the storm 🌊. Eleven years.")
    made.code_words(ANN, "claim", "How long?")
    made.code_words(BEN, "claim", "is new.")
    yield made
    made.project.close()


def load(made: Made, turns: TurnChoice | None = None, **how: str) -> ComparisonData:
    settings = AgreementSettings(interval_method=None, **how)  # type: ignore[arg-type]
    return reliability.load(everything(made.project), Selection(turns=turns), settings)


def test_turns_are_units(made: Made) -> None:
    data = load(made, unit="turn")
    assert data.choice is not None
    assert data.choice.name == "turns"
    (bounds,) = data.choice.bounds
    assert len(bounds.start) == 5
    (percent,) = measure_registry.measure(data, ["percent_units"])
    claim = percent.by_code[data.labels.index("claim")]
    # Of five turns they agree on three: on Anna's first, and that the last two of Ida are none.
    assert claim.value == pytest.approx(3 / 5)


def test_the_interviewer_is_left_out_of_every_figure(made: Made) -> None:
    data = load(made, TurnChoice(without_roles=["Interviewer"]))
    anna = "Since the storm 🌊. Eleven years.", "All is new."
    assert data.documents[0].characters == sum(map(len, anna))
    assert [len(one) for one in data.columns[0].guid] == [36, 36, 36]
    alone = load(made, TurnChoice(speakers=["Anna"]), unit="word")
    assert alone.choice is not None
    assert len(alone.choice.bounds[0].start) == 9  # the wave is a word
    (found,) = disagreements(data, data.labels.index("claim"))
    assert found.first.spans == (
        Span(TEXT.index("is new."), TEXT.index("is new.") + len("is new.")),
    )


def test_without_a_name_and_nobody_left(made: Made) -> None:
    ida = load(made, TurnChoice(without=["Anna"]))
    assert ida.documents[0].characters == len("How long?And now?Good.")
    assert load(made, TurnChoice(speakers=["Otto"])).documents == []


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), min_size=1, max_size=6), st.data()
)
def test_the_axis_of_turns_is_their_characters_in_order(
    drawn: list[tuple[int, int]], data: st.DataObject
) -> None:
    turns = united([Span(start, start + length) for start, length in drawn])
    cut, places = Cut(turns), [at for turn in turns for at in range(turn.start, turn.end)]
    assert cut.length == len(places)
    start = data.draw(st.integers(0, 49))
    end = data.draw(st.integers(start + 1, 60))
    inside = [number for number, at in enumerate(places) if start <= at < end]
    begin, stop, there = cut.places(np.array([start]), np.array([end]))
    assert bool(there[0]) == bool(inside)
    if inside:
        assert (begin[0], stop[0]) == (inside[0], inside[-1] + 1)
        back = cut.back((Span(int(begin[0]), int(stop[0])),))
        assert [at for one in back for at in range(one.start, one.end)] == [
            places[number] for number in inside
        ]


def test_figures_of_each_speaker_by_themselves(made: Made) -> None:
    found = team_agreement.by_attribute(everything(made.project), Selection(), PLAIN, "speaker")
    assert [name for name, _comparison in found] == ["Ida", "Anna"]
    lengths = [comparison.documents[0].characters for _name, comparison in found]
    assert lengths == [
        len("How long?And now?Good."),
        len("Since the storm 🌊. Eleven years.All is new."),
    ]
    left = Selection(turns=TurnChoice(without_roles=["interviewer"]))
    alone = team_agreement.by_attribute(everything(made.project), left, PLAIN, "speaker")
    assert [name for name, _comparison in alone] == ["Anna"]
    named_sets.create(made.project, ANN.guid, "Pilot", [made.document])
    sets = team_agreement.by_attribute(everything(made.project), Selection(), PLAIN, "set")
    assert [name for name, _comparison in sets] == ["Pilot"]
