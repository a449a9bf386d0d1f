"""Samples drawn from the collection: by a seed, by strata, by documents or words, on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.job import finish
from annotator.corpus.team import Purpose
from annotator.errors import UserError
from annotator.operations import documents, reading
from annotator.operations.documents import document_attributes
from annotator.operations.reliability import needed_units
from annotator.operations.reliability.needed_units import Wanted
from annotator.operations.team import rounds, sampling
from annotator.operations.team.sampling import Drawn, Plan
from annotator.operations.viewing import Viewer, everything
from tests.making import ANN, BEN, Made, make, text_file


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """Thirty texts of ten words; two thirds are of the Daily, the others of the Post."""
    made = make(tmp_path / "p.annot", text="one two three four five six seven eight nine ten. ")
    texts = [text_file(f"t{n:02}", f"{n} " + "word " * 9) for n in range(29)]
    documents.add(made.project, ANN.guid, texts)
    values = {
        (one.guid, "outlet"): "Daily" if n % 3 else "Post"
        for n, one in enumerate(reading.documents(everything(made.project)))
    }
    document_attributes.set_values(made.project, ANN.guid, values)
    yield made
    made.project.close()


def draw(made: Made, *plan: int, **how: object) -> Drawn:
    return finish(sampling.draw(everything(made.project), Plan(*plan, **how)))  # type: ignore[arg-type]


def test_the_same_seed_draws_the_same_documents(made: Made) -> None:
    first, again, other = draw(made, 6, 7), draw(made, 6, 7), draw(made, 6, 8)
    assert [one.guid for one in first.documents] == [one.guid for one in again.documents]
    assert {one.guid for one in first.documents} != {one.guid for one in other.documents}
    assert len(first.documents) == 6
    # A larger sample of the seed holds the smaller one.
    assert {d.guid for d in first.documents} < {d.guid for d in draw(made, 9, 7).documents}


def test_each_document_is_as_likely_as_any_other(made: Made) -> None:
    counts = Counter(one.guid for seed in range(100) for one in draw(made, 9, seed).documents)
    assert len(counts) == 30
    # 9 of 30 a hundred times: 30 each, with a standard deviation of 4.6.
    assert all(8 < number < 56 for number in counts.values())


def test_strata_have_their_shares(made: Made) -> None:
    drawn = draw(made, 9, 1, strata=("outlet",))
    parts = {one.values: (one.documents, one.drawn) for one in drawn.strata}
    assert parts == {("Daily",): (20, 6), ("Post",): (10, 3)}
    assert sampling.draw_words({"draw": drawn.design}) == (
        "Drawn at random with the seed 1: 9 documents (90 words) of 30. Stratified by outlet:"
        " Daily: 6 / 20 and Post: 3 / 10."
    )


def test_words_are_drawn_as_whole_documents(made: Made) -> None:
    drawn = draw(made, 45, 1, by_words=True)
    assert len(drawn.documents) == 5
    assert [one.drawn_words for one in drawn.strata] == [50]


def test_what_can_not_be_drawn(made: Made) -> None:
    for plan, how, fault in (
        ((0, 1), {}, "at least one"),
        ((31, 1), {}, "30 documents"),
        ((301, 1), {"by_words": True}, "300 words"),
        ((3, 1), {"strata": ("genre",)}, "attribute “genre”"),
        ((3, 1), {"among": ()}, "0 documents"),
    ):
        with pytest.raises(UserError, match=fault):
            draw(made, *plan, **how)


def test_the_draw_is_a_round_on_record_and_undone_at_once(made: Made) -> None:
    drawn = draw(made, 4, 3)
    sampling.add_round(made.project, ANN.guid, " Pilot ", drawn, [ANN.guid])
    ((one, given_),) = rounds.listed(everything(made.project))
    assert (one.name, one.purpose, len(given_)) == ("Pilot", Purpose.RELIABILITY, 4)
    assert "seed 3" in sampling.draw_words(one.design)
    with pytest.raises(UserError, match="round called Pilot"):
        sampling.add_round(made.project, ANN.guid, "Pilot", drawn, [])
    made.project.undo(ANN.guid)
    assert rounds.listed(everything(made.project)) == []


def test_what_a_foreign_design_says_is_no_sentence() -> None:
    for draw_said in (3, {}, {"parts": 1, "seed": 2}):
        design: dict[str, object] = {"draw": draw_said}
        assert sampling.draw_words(design) == ""


@given(
    st.dictionaries(st.tuples(st.text(max_size=3)), st.integers(1, 50), min_size=1, max_size=6),
    st.integers(0, 60),
)
def test_shares_add_up_and_are_within_one_of_the_exact(
    sizes: dict[tuple[str, ...], int], wanted: int
) -> None:
    wanted = min(wanted, sum(sizes.values()))
    shares = sampling.proportional(sizes, wanted)
    total = sum(sizes.values())
    assert sum(shares.values()) == wanted
    assert all(abs(shares[key] - wanted * size / total) < 1 for key, size in sizes.items())
    assert all(shares[key] <= size for key, size in sizes.items())


def look(made: Made) -> Viewer:
    return everything(made.project)


def test_how_many_units_are_needed_is_said_with_its_source(made: Made) -> None:
    with pytest.raises(UserError, match="nobody knows how rare"):
        needed_units.needed(look(made), Wanted())
    found = needed_units.needed(look(made), Wanted(), share=0.1, population=1_000)
    assert (found.for_alpha, found.code) == (147, "")
    assert "147 sentences" in found.sentences[0]
    assert "Krippendorff 2019" in found.sentences[0]
    assert "Riffe" in found.sentences[1]
    for wrong in (Wanted(least=1.0), Wanted(risk=0.7)):
        with pytest.raises(UserError, match="has to be above 0 and below"):
            needed_units.needed(look(made), wanted, share=0.1) if (wanted := wrong) else None


def test_the_rarest_code_so_far_decides(tmp_path: Path) -> None:
    made = make(tmp_path / "q.annot", text="One. Two. Three. Four. Five. Six. Seven. Eight.")
    for coder in (ANN, BEN):
        made.code_words(coder, "claim", "One. Two. Three.")
        made.code_words(coder, "prediction", "Four.")
    found = needed_units.needed(look(made), Wanted(0.667, 0.05))
    assert found.code == "prediction"
    assert found.share == pytest.approx(1 / 8)
    made.project.close()
