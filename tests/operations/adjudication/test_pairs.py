"""Settling disagreements: the outcome is the consensus coder's, the originals stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.codebook import Attribute, AttributeKind, Choice
from annotator.corpus.coding import CoderKind, Coding
from annotator.corpus.identity import new_guid
from annotator.corpus.span import Span
from annotator.corpus.team import Verdict
from annotator.errors import UserError
from annotator.operations import adjudication, codings, reliability
from annotator.operations.adjudication import AdjudicationQueue, Order
from annotator.operations.codebook import attributes
from annotator.operations.codings import coding_values
from annotator.operations.reliability.disagreements import DisagreementKind
from annotator.operations.team import coders
from annotator.operations.viewing import everything
from tests.making import ANN, BEN, CLEO, Made, code_apart, content, make

PAIR = (ANN.guid, BEN.guid)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = make(tmp_path / "p.annot")
    coders.ensure(made.project, CLEO)
    code_apart(made)
    return made


def docket(made: Made, order: Order = Order.PLACE) -> AdjudicationQueue:
    return adjudication.docket(everything(made.project), PAIR, order=order)


def consensus(made: Made) -> list[Coding]:
    now = content(made.project)
    who = {coder.guid for coder in now.coders if coder.kind is CoderKind.CONSENSUS}
    return [coding for coding in now.codings if coding.coder in who]


def test_every_kind_of_disagreement_is_found_in_order(made: Made) -> None:
    found = docket(made)
    kinds = [one.disagreement.kind for one in found.contested]
    assert kinds == [
        DisagreementKind.BOUNDARY,
        DisagreementKind.CODE,
        DisagreementKind.ONE,
        DisagreementKind.ONE,
    ]
    assert (found.open, found.unsettled_agreed) == (4, 1)
    sizes = [one.disagreement.characters for one in docket(made, Order.SIZE).contested]
    assert sizes == sorted(sizes, reverse=True)


def test_taking_a_side_copies_it_into_the_consensus_and_leaves_the_originals(made: Made) -> None:
    before = [c for c in content(made.project).codings if c.coder in PAIR]
    one = docket(made).contested[0]
    adjudication.take(made.project, CLEO.guid, one.disagreement, 1, "the clause begins here")
    (kept,) = consensus(made)
    assert (kept.code, kept.spans) == (made.codes["claim"], (Span(12, 30),))
    assert [c for c in content(made.project).codings if c.coder in PAIR] == before
    now = docket(made)
    decision = now.contested[0].decision
    assert decision is not None
    assert (decision.verdict, decision.coder, decision.outcome) == (
        Verdict.TAKEN,
        CLEO.guid,
        kept.guid,
    )
    assert decision.reason == "the clause begins here"
    assert now.open == 3


def test_deciding_anew_replaces_the_outcome(made: Made) -> None:
    one = docket(made).contested[0].disagreement
    adjudication.take(made.project, CLEO.guid, one, 0)
    adjudication.take(made.project, CLEO.guid, one, 1)
    assert [c.spans for c in consensus(made)] == [(Span(12, 30),)]
    adjudication.edit(made.project, CLEO.guid, one, made.codes["claim"], [Span(11, 30)], {})
    assert [c.spans for c in consensus(made)] == [(Span(11, 30),)]
    adjudication.reject(made.project, CLEO.guid, one, "no claim")
    assert consensus(made) == []
    for spans in ((Span(11, 30),), (Span(12, 30),), (Span(10, 30),)):
        made.project.undo(CLEO.guid)
        assert [c.spans for c in consensus(made)] == [spans]
    made.project.undo(CLEO.guid)
    assert consensus(made) == []
    assert docket(made).open == 4


def test_a_rejection_needs_a_reason(made: Made) -> None:
    one = docket(made).contested[0].disagreement
    with pytest.raises(UserError, match="why"):
        adjudication.reject(made.project, CLEO.guid, one, "  ")


def test_taking_the_side_of_who_has_nothing_is_a_rejection(made: Made) -> None:
    one = docket(made).contested[2]
    adjudication.take(made.project, CLEO.guid, one.disagreement, 1)
    decision = docket(made).contested[2].decision
    assert decision is not None
    assert (decision.verdict, decision.reason) == (Verdict.REJECTED, "Ben has nothing here")


def test_a_coding_changed_after_the_decision_is_open_again(made: Made) -> None:
    one = docket(made).contested[0]
    adjudication.take(made.project, CLEO.guid, one.disagreement, 1)
    ann = one.disagreement.sides[0]
    assert ann is not None
    codings.reshape(made.project, ANN.guid, ann.coding, [Span(9, 30)])
    now = docket(made)
    assert now.contested[0].is_outdated
    assert now.open == 4


def test_taking_a_decision_back_takes_its_coding_back(made: Made) -> None:
    one = docket(made).contested[0]
    adjudication.take(made.project, CLEO.guid, one.disagreement, 1)
    decision = docket(made).contested[0].decision
    assert decision is not None
    adjudication.reopen(made.project, CLEO.guid, decision)
    assert consensus(made) == []
    assert docket(made).open == 4


def test_what_agrees_is_taken_over_once(made: Made) -> None:
    adjudication.take_agreed(made.project, CLEO.guid, docket(made))
    assert [c.spans for c in consensus(made)] == [(Span(0, 6),)]
    assert docket(made).unsettled_agreed == 0
    assert not adjudication.take_agreed(made.project, CLEO.guid, docket(made))


def test_two_disagreements_that_come_to_one_coding_share_it(made: Made) -> None:
    made.code(CLEO, "claim", (10, 31))
    for pair in (PAIR, (ANN.guid, CLEO.guid)):
        found = adjudication.docket(everything(made.project), pair).contested
        one = next(o.disagreement for o in found if o.disagreement.first.spans[0].start == 10)
        adjudication.take(made.project, CLEO.guid, one, 0)
    assert [c.spans for c in consensus(made)] == [(Span(10, 30),)]
    second = adjudication.docket(everything(made.project), (ANN.guid, CLEO.guid)).contested
    decision = next(o.decision for o in second if o.decision is not None)
    adjudication.reopen(made.project, CLEO.guid, decision)
    assert [c.spans for c in consensus(made)] == [(Span(10, 30),)], "the first still comes to it"


def test_other_values_of_one_coding_are_a_disagreement(made: Made) -> None:
    now = content(made.project)
    both = [c for c in now.codings if c.spans == (Span(0, 6),)]
    choices = (Choice("positive", "", ""), Choice("negative", "", ""))
    polarity = Attribute(
        *(new_guid(), made.codes["claim"], "polarity", AttributeKind.CHOICE),
        *(now.created, now.created),
        choices=choices,
    )
    attributes.declare(made.project, ANN.guid, polarity)
    said = {ANN.guid: "positive", BEN.guid: "negative"}
    for coding in both:
        value = said[coding.coder]
        coding_values.set_value(made.project, coding.coder, coding.guid, polarity.guid, value)
    one = docket(made).contested[0]
    assert one.disagreement.kind is DisagreementKind.ATTRIBUTE
    adjudication.take(made.project, CLEO.guid, one.disagreement, 1)
    (kept,) = consensus(made)
    assert kept.attributes == {polarity.guid: "negative"}, "Ben's is the second side"


def test_agreement_is_computed_on_the_codings_before_adjudication(made: Made) -> None:
    before = reliability.compare(everything(made.project)).table.rows
    for one in docket(made).contested:
        adjudication.take(made.project, CLEO.guid, one.disagreement, 0)
    after = reliability.compare(everything(made.project))
    assert after.table.rows == before
    assert [coder.name for coder in after.coders] == ["Ann", "Ben"]


def test_a_coding_that_began_from_a_cue_did_so_in_the_consensus_too(tmp_path: Path) -> None:
    made = make(tmp_path / "cue.annot")
    coders.ensure(made.project, BEN)
    codings.add(
        made.project, ANN.guid, made.document, made.codes["claim"], [Span(0, 6)], from_cue=True
    )
    made.code(BEN, "claim", (0, 9))
    (case,) = docket(made).contested
    adjudication.take(made.project, ANN.guid, case.disagreement, 0)
    (kept,) = consensus(made)
    assert (kept.spans, kept.from_cue) == ((Span(0, 6),), True)


def test_sides_are_in_the_order_in_which_the_coders_are_named(made: Made) -> None:
    one = docket(made)
    other = adjudication.docket(everything(made.project), (BEN.guid, ANN.guid))
    assert [c.disagreement.coders[0].guid for c in one.contested] == [ANN.guid] * 4
    assert [c.disagreement.coders[0].guid for c in other.contested] == [BEN.guid] * 4
    for case, turned in zip(one.contested, other.contested, strict=True):
        assert case.about == turned.about
        assert case.disagreement.sides == turned.disagreement.sides[::-1]
    adjudication.take(made.project, CLEO.guid, other.contested[0].disagreement, 0)
    (kept,) = consensus(made)
    assert kept.spans == (Span(12, 30),), "what Ben has"
    assert not docket(made).contested[0].is_open
    assert other.unsettled_agreed == 1
