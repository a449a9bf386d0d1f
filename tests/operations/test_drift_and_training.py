"""Simulations: drift, an unfinished coder and a wrong definition are planted, and found as what
they are; training is measured against a gold set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.agreement import diagnose
from annotator.corpus.coding import Coder
from annotator.corpus.span import Span
from annotator.corpus.team import Purpose
from annotator.errors import UserError
from annotator.operations import documents, reliability, team_training
from annotator.operations.codings import NewCoding, add_many
from annotator.operations.reliability import AgreementSettings, drift, unfinished_work
from annotator.operations.team import coders, rounds
from annotator.operations.viewing import everything
from annotator.storage import queries
from tests.making import ANN, BEN, CLEO, Made, make, text_file

TEXTS = 12
CODES = ("claim", "prediction")


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """Twelve texts of twenty sentences of 20 characters."""
    made = make(tmp_path / "p.annot")
    for who in (BEN, CLEO):
        coders.ensure(made.project, who)
    texts = [
        text_file(f"{n:02}.txt", "".join(f"Sentence {n:02} {m:02} here. "[:20] for m in range(20)))
        for n in range(TEXTS)
    ]
    documents.add(made.project, ANN.guid, texts)
    yield made
    made.project.close()


def texts_of(made: Made) -> list[str]:
    with made.project.reading() as connection:
        return [one.guid for one in queries.documents(connection)][1:]


def code(
    made: Made, who: Coder, is_coded: Callable[[int, int, str], bool], last: int = TEXTS
) -> None:
    """Code the sentences of which this says so: by number of the text, of the sentence, code."""
    for number, document in enumerate(texts_of(made)[:last]):
        new = [
            NewCoding(document, made.codes[name], [Span(n * 20, n * 20 + 20)])
            for name in CODES
            for n in range(20)
            if is_coded(number, n, name)
        ]
        add_many(made.project, who.guid, new)


def truth(text: int, sentence: int, name: str) -> bool:
    """Which sentences hold a code: a fifth of them each, by turns."""
    return (sentence + text) % 5 == (0 if name == "claim" else 2)


def slips(text: int, sentence: int, name: str) -> bool:
    """The truth, but for a slip in each text and code."""
    missed = sentence == (3 * text + 5 * CODES.index(name)) % 20
    return truth(text, sentence, name) != missed


def test_planted_drift_is_seen_by_code_and_nowhere_else(made: Made) -> None:
    """From the seventh text on Ben codes other sentences as claims; predictions stay."""
    code(made, ANN, truth)
    code(
        made,
        BEN,
        lambda text, n, name: slips(text, n + (name == "claim" and text >= 6 and n % 2), name),
    )
    viewer = everything(made.project)
    data = reliability.load(viewer)
    periods = drift.drift(viewer, data)
    assert [len(one.comparison.compared) for one in periods] == [4, 4, 4]
    labels = data.labels
    assert [labels[number] for number in drift.fallen(periods)] == ["claim"]
    said, when = drift.words(periods)
    assert when.startswith("Coded: 1: ")
    assert said.startswith("“claim” has drifted: alpha was")


def test_without_drift_none_is_claimed(made: Made) -> None:
    code(made, ANN, truth)
    code(made, BEN, slips)
    viewer = everything(made.project)
    periods = drift.drift(viewer, reliability.load(viewer))
    assert drift.words(periods)[0] == "No code has drifted beyond what the intervals allow."
    few = reliability.load(viewer, reliability.Selection(documents=texts_of(made)[:7]))
    assert drift.drift(viewer, few) == []
    assert "fewer than 8" in drift.words([])[0]


def test_a_planted_unfinished_coder_is_named_and_not_the_definition(made: Made) -> None:
    """Cleo is as good as Ben and has coded four texts of twelve, and begun the others."""
    for who in (ANN, BEN):
        code(made, who, truth if who == ANN else slips)
    code(made, CLEO, lambda text, n, name: slips(text, n, name) if text < 4 else n + text == 12)
    viewer = everything(made.project)
    unmarked = reliability.compare(viewer)
    said = diagnose(unmarked.table, unfinished_work.unfinished_coders(unmarked.data))
    findings = [one for one in said if one.kind == "one-sided margins"]
    assert all("(not finished)" in one.finding for one in findings)
    assert not any("definition" in one.advice for one in findings)
    pairs = [(text, who.guid) for text in texts_of(made) for who in (ANN, BEN)]
    pairs += [(text, CLEO.guid) for text in texts_of(made)[:4]]
    documents.mark_done(made.project, ANN.guid, pairs)
    marked = reliability.compare(viewer)
    before = unmarked.table.rows[0].alpha_character.value
    after = marked.table.rows[0].alpha_character.value
    assert before is not None and after is not None and before < 0.8 < after
    assert unfinished_work.whose(marked.data) == "Cleo 8 documents (16 codings)"


def test_a_planted_error_of_definition_is_found_where_both_are_done(made: Made) -> None:
    """Ben takes predictions for what every second sentence is; both are done."""
    code(made, ANN, truth)
    code(
        made,
        BEN,
        lambda text, n, name: n % 2 == 0 if name == "prediction" else slips(text, n, name),
    )
    done = [(text, who.guid) for text in texts_of(made) for who in (ANN, BEN)]
    documents.mark_done(made.project, ANN.guid, done)
    found = reliability.compare(everything(made.project))
    by_name = {row.label: row.alpha_character.value for row in found.table.rows}
    assert by_name["claim"] is not None and by_name["claim"] > 0.8
    assert by_name["prediction"] is not None and by_name["prediction"] < 0.5
    assert unfinished_work.unfinished_coders(found.data) == frozenset()


def test_training_is_measured_against_a_gold_set_with_a_pass_mark(made: Made) -> None:
    """Ben codes as the gold set has it, Cleo takes half the predictions for something else."""
    code(made, ANN, truth, 6)
    code(made, BEN, truth, 6)
    code(
        made,
        CLEO,
        lambda text, n, name: truth(text, n, name) and (name == "claim" or n % 2 == 0),
        6,
    )
    project = made.project
    rounds.add(project, ANN.guid, "Training", Purpose.TRAINING)
    one = rounds.find(project, "Training")
    with pytest.raises(UserError, match="has no gold set"):
        team_training.against_gold(everything(project), one)
    pairs = {(text, who.guid) for text in texts_of(made)[:6] for who in (BEN, CLEO)}
    rounds.assign(project, ANN.guid, one.guid, pairs)
    with pytest.raises(UserError, match="pass mark"):
        team_training.set_gold(project, ANN.guid, one, ANN.guid, 80)
    team_training.set_gold(project, ANN.guid, one, ANN.guid, 0.8)
    plain = AgreementSettings(interval_method=None)
    results = team_training.against_gold(
        everything(project), rounds.find(project, "Training"), plain
    )
    by_name = {result.coder.name: result for result in results}
    assert by_name["Ben"].passed and by_name["Ben"].words == "Ben has passed (0.800)."
    assert not by_name["Cleo"].passed
    assert by_name["Cleo"].words.startswith("Cleo has not passed (0.800): prediction 0.")
    assert "claim" not in by_name["Cleo"].words
