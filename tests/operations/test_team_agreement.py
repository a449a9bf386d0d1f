"""Agreement by rounds and against the consensus."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.document import Progress
from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.corpus.team import Purpose
from annotator.errors import UserError
from annotator.exchange.report_html import html_of
from annotator.operations import (
    adjudication,
    codings,
    documents,
    reliability,
    report,
    team_agreement,
)
from annotator.operations.reliability import AgreementSettings, Selection
from annotator.operations.team import coders, rounds
from annotator.operations.viewing import everything
from tests.making import ANN, BEN, CLEO, Made, content, make, text_file


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Two documents: in the first Ann and Ben agree, in the second they do not."""
    made = make(tmp_path / "p.annot")
    coders.ensure(made.project, BEN)
    coders.ensure(made.project, CLEO)
    documents.add(made.project, ANN.guid, [text_file("b.txt", "Second text, with a few words.")])
    for who in (ANN, BEN):
        made.code(who, "claim", (0, 30))
    second = content(made.project).documents[1].guid
    for who, span in ((ANN, Span(0, 6)), (BEN, Span(13, 20))):
        codings.add(made.project, who.guid, second, made.codes["claim"], [span])
    for number, name in enumerate(("first", "second")):
        rounds.add(made.project, ANN.guid, name, Purpose.RELIABILITY)
        guid = rounds.find(made.project, name).guid
        document = content(made.project).documents[number].guid
        pairs = {(document, ANN.guid), (document, BEN.guid)}
        rounds.assign(made.project, ANN.guid, guid, pairs)
    return made


def alpha(comparison: reliability.Comparison) -> float | None:
    return comparison.table.rows[0].alpha_character.value


def test_each_round_is_computed_on_what_is_assigned_in_it(made: Made) -> None:
    found = team_agreement.by_round(everything(made.project), Selection(), AgreementSettings())
    assert [one.name for one, _own in found] == ["first", "second"]
    (_first, agree), (_second, differ) = found
    assert alpha(agree) == pytest.approx(1.0)
    value = alpha(differ)
    assert value is not None
    assert value < 0


def test_a_round_with_one_coder_has_no_figures(made: Made) -> None:
    guid = rounds.find(made.project, "second").guid
    rounds.assign(made.project, ANN.guid, guid, {(made.document, ANN.guid)})
    found = team_agreement.by_round(everything(made.project), Selection(), AgreementSettings())
    assert [one.name for one, _own in found] == ["first"]


def test_without_a_consensus_it_is_said_what_to_do(made: Made) -> None:
    with pytest.raises(UserError, match="adjudicated"):
        team_agreement.against_consensus(everything(made.project), Selection(), AgreementSettings())


def test_whoever_was_followed_agrees_with_the_consensus(made: Made) -> None:
    pair = (ANN.guid, BEN.guid)
    found = adjudication.docket(everything(made.project), pair)
    adjudication.take_agreed(made.project, CLEO.guid, found)
    ann_only, ben_only = found.contested
    adjudication.take(made.project, CLEO.guid, ann_only.disagreement, 0)
    adjudication.take(made.project, CLEO.guid, ben_only.disagreement, 0)
    ann, ben = team_agreement.against_consensus(
        everything(made.project), Selection(), AgreementSettings()
    )
    assert [coder.name for coder in ann.coders] == ["Ann", "Consensus"]
    assert alpha(ann) == pytest.approx(1.0)
    value = alpha(ben)
    assert value is not None
    assert value < 1
    before = reliability.compare(everything(made.project))
    assert "Consensus" not in {coder.name for coder in before.coders}


def test_only_finished_documents_are_compared_where_that_is_chosen(made: Made) -> None:
    for who in (ANN, BEN):
        documents.set_progress(made.project, who.guid, made.document, Progress.DONE)
    found = reliability.compare(everything(made.project), Selection(finished=True))
    assert [document.name for document in found.compared] == ["talks.txt"]
    assert len(reliability.compare(everything(made.project)).compared) == 1, "so without asking"
    touched = reliability.compare(everything(made.project), Selection(touched=True))
    assert len(touched.compared) == 2


def test_the_report_tells_of_rounds_and_decisions(made: Made) -> None:
    (one, _other) = adjudication.docket(everything(made.project), (ANN.guid, BEN.guid)).contested
    adjudication.take(made.project, CLEO.guid, one.disagreement, 0, "the source is named")
    text = html_of(
        finish(report.build(everything(made.project), settings=AgreementSettings(n_resamples=0)))
    )
    assert "Settled by Cleo" in text
    assert "adjudication was independent" in text
    assert "the source is named" in text
    assert "before adjudication" in text
    assert "reliability" in text
