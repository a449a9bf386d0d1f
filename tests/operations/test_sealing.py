"""Sealed rounds: their figures stay, whatever is changed later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from annotator.corpus.document import Progress
from annotator.corpus.round_design import RoundDesign, design_of, with_design
from annotator.corpus.span import Span
from annotator.corpus.team import Purpose, Round
from annotator.errors import UserError
from annotator.operations import codings, documents, reliability, sealing, team_agreement, viewing
from annotator.operations.codebook import codes
from annotator.operations.reliability import (
    AgreementSettings,
    Comparison,
    Selection,
    missing_coders,
)
from annotator.operations.team import coders, current_round, rounds
from annotator.operations.viewing import Viewer, everything
from annotator.storage import coding_queries, queries
from tests.making import ANN, BEN, CLEO, Made, make, text_file

PLAIN = AgreementSettings(interval_method=None)


@dataclass
class Study:
    """A project with three texts, and Ann and Ben at work in rounds."""

    made: Made
    texts: list[str]

    @property
    def viewer(self) -> Viewer:
        return everything(self.made.project)

    def round(self, name: str, purpose: Purpose = Purpose.RELIABILITY, repeat: bool = False) -> str:
        project = self.made.project
        rounds.add(project, ANN.guid, name, purpose)
        found = rounds.find(project, name)
        if repeat:
            rounds.edit(project, ANN.guid, with_design(found, RoundDesign(repeat=True)))
        return found.guid

    def assign(self, guid: str, *pairs: tuple[int, str]) -> None:
        wanted = {(self.texts[number], who) for number, who in pairs}
        rounds.assign(self.made.project, ANN.guid, guid, wanted)

    def code(self, who: str, text: int, start: int, end: int) -> str:
        spans = [Span(start, end)]
        claim = self.made.codes["claim"]
        changes = codings.add(self.made.project, who, self.texts[text], claim, spans)
        (guid,) = changes.added["coding"]
        return guid

    def done(self, who: str, *texts: int) -> None:
        pairs = [(self.texts[text], who) for text in texts]
        documents.mark_done(self.made.project, ANN.guid, pairs)

    def made_in(self, coding: str) -> str | None:
        with self.made.project.reading() as connection:
            (one,) = coding_queries.codings(connection, guids=[coding])
        return one.round

    def compared(self, guid: str) -> Comparison:
        given = {one.guid: pairs for one, pairs in rounds.listed(self.viewer)}[guid]
        pairs = [(a.document, a.coder) for a in given]
        selection = team_agreement.of_round(Selection(), pairs, guid)
        return reliability.compare(self.viewer, selection, PLAIN)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    made = make(tmp_path / "p.annot")
    for who in (BEN, CLEO):
        coders.ensure(made.project, who)
    words = "one two three four five six seven eight nine ten"
    documents.add(
        made.project, ANN.guid, [text_file(f"{n}.txt", f"{n} {words} {n}") for n in (1, 2)]
    )
    with made.project.reading() as connection:
        texts = [one.guid for one in queries.documents(connection)]
    yield Study(made, texts)
    made.project.close()


def claim(comparison: Comparison) -> float | None:
    number = [path[-1] for path in comparison.paths].index("claim")
    return comparison.table.rows[number].alpha_character.value


def test_codings_know_the_round_that_their_document_is_assigned_in(study: Study) -> None:
    assert study.made_in(study.code(ANN.guid, 0, 0, 5)) is None
    pilot, main = study.round("Pilot"), study.round("Main", Purpose.PRODUCTION)
    study.assign(pilot, (0, ANN.guid), (0, BEN.guid))
    study.assign(main, (0, ANN.guid), (1, ANN.guid))
    assert study.made_in(study.code(ANN.guid, 0, 10, 15)) == pilot, "the earlier of the open ones"
    assert study.made_in(study.code(ANN.guid, 1, 0, 3)) == main
    assert study.made_in(study.code(BEN.guid, 1, 0, 3)) is None
    current_round.choose(study.made.project, ANN.guid, main)
    assert study.made_in(study.code(ANN.guid, 0, 20, 25)) == main, "chosen, and remembered"
    chosen = current_round.current(study.viewer, ANN.guid)
    assert chosen is not None and chosen.guid == main
    current_round.choose(study.made.project, ANN.guid, None)
    assert study.made_in(study.code(ANN.guid, 0, 30, 35)) == pilot
    sealing.seal(study.made.project, ANN.guid, pilot)
    assert study.made_in(study.code(ANN.guid, 0, 40, 45)) == main, "a sealed round is closed"


def test_a_round_compares_the_pairs_that_were_assigned(study: Study) -> None:
    """Text 1 is Ann's and Ben's, text 2 Ann's and Cleo's; what Ben coded in text 2 is no part of
    it, although document and coder both are in the round."""
    pilot = study.round("Pilot")
    study.assign(pilot, (1, ANN.guid), (1, BEN.guid), (2, ANN.guid), (2, CLEO.guid))
    for who in (ANN, BEN):
        study.code(who.guid, 1, 0, 5)
    for who in (ANN, CLEO):
        study.code(who.guid, 2, 0, 5)
    study.code(BEN.guid, 2, 20, 40)
    found = study.compared(pilot)
    assert claim(found) == 1.0
    assert [own is None for own in found.data.continua[1].codings] == [False, True, False]


def test_training_reliability_and_production_are_not_pooled(study: Study) -> None:
    training, pilot = study.round("Training", Purpose.TRAINING), study.round("Pilot")
    study.assign(training, (1, ANN.guid), (1, BEN.guid))
    study.assign(pilot, (2, ANN.guid), (2, BEN.guid))
    study.code(ANN.guid, 1, 0, 5)
    study.code(BEN.guid, 1, 20, 30)
    for who in (ANN, BEN):
        study.code(who.guid, 2, 0, 5)
    found = reliability.compare(study.viewer, None, PLAIN)
    assert [one.name for one in found.compared] == ["2.txt"], "the reliability round alone"
    assert claim(found) == 1.0
    (said,) = (one for one in missing_coders.words(found.data) if "not pooled" in one)
    assert "training" in said
    other = reliability.compare(study.viewer, Selection(purpose=Purpose.TRAINING), PLAIN)
    assert [one.name for one in other.compared] == ["1.txt"]


def sealed_pilot(study: Study) -> str:
    """A round of one text on which the two agree but for one passage; sealed."""
    pilot = study.round("Pilot")
    study.assign(pilot, (1, ANN.guid), (1, BEN.guid))
    for who in (ANN, BEN):
        study.code(who.guid, 1, 0, 10)
        study.done(who.guid, 1)
    study.code(ANN.guid, 1, 20, 25)
    sealing.seal(study.made.project, ANN.guid, pilot, PLAIN)
    return pilot


def test_figures_of_a_sealed_round_stay_whatever_is_changed(study: Study) -> None:
    """By hand: 52 characters, Ann has 15 and Ben 10 of them, 5 apart. n = 104, n₁ = 25:
    alpha = 1 − 103 · 5 · 2 / (2 · 25 · 79)."""
    pilot = sealed_pilot(study)
    expected = 1 - 103 * 10 / (2 * 25 * 79)
    found = sealing.find(study.viewer, pilot)
    assert found is not None
    assert claim(sealing.figures(study.viewer, found)) == pytest.approx(expected)
    assert sealing.since(study.viewer, found).words.startswith("Since the round was sealed no")

    project = study.made.project
    with project.reading() as connection:
        own = [c for c in coding_queries.codings(connection) if c.coder == ANN.guid]
    codings.delete(project, ANN.guid, [own[1].guid])
    codings.reshape(project, ANN.guid, own[0].guid, [Span(0, 8)])
    study.code(ANN.guid, 1, 30, 35)
    documents.set_progress(project, BEN.guid, study.texts[1], Progress.IN_PROGRESS)
    codes.edit(project, ANN.guid, replace(found.work.codebook.codes[0], definition="Anew."))
    again = sealing.find(study.viewer, pilot)
    assert again is not None and again.digest == found.digest
    assert claim(sealing.figures(study.viewer, again)) == pytest.approx(expected)
    changed = sealing.since(study.viewer, again)
    assert (changed.added, changed.removed, changed.changed, changed.codebook) == (1, 1, 1, True)
    assert "1 coding was added, 1 removed and 1 changed; the codebook has changed" in changed.words


def test_a_sealed_round_is_closed_and_a_broken_seal_is_loud(study: Study) -> None:
    pilot, project = sealed_pilot(study), study.made.project
    with pytest.raises(UserError, match="sealed already"):
        sealing.seal(project, ANN.guid, pilot)
    with pytest.raises(UserError, match="is sealed, so"):
        study.assign(pilot, (2, ANN.guid))
    with pytest.raises(UserError, match="is sealed, so"):
        rounds.delete(project, ANN.guid, pilot)
    with pytest.raises(UserError, match="Nothing was coded"):
        sealing.seal(project, ANN.guid, study.round("Empty"))
    with project.rewriting() as connection:
        connection.exec_driver_sql("UPDATE seal SET content = 'AAAA' || substr(content, 5)")
    with pytest.raises(UserError, match="seal of the round Pilot is broken"):
        sealing.find(study.viewer, pilot)


def test_a_blind_coder_sees_no_seal(study: Study) -> None:
    pilot = sealed_pilot(study)
    blind = Viewer(study.made.project, ANN.guid, blind=True)
    assert sealing.sealed(blind) == [] and sealing.find(blind, pilot) is None


def test_versions_of_the_codebook_are_compared_round_by_round(study: Study) -> None:
    sealed_pilot(study)
    found = sealing.sealed(study.viewer)[0]
    first = found.work.codebook.codes[0]
    codes.edit(study.made.project, ANN.guid, replace(first, definition="With a rule more."))
    second = study.round("Second")
    study.assign(second, (2, ANN.guid), (2, BEN.guid))
    for who in (ANN, BEN):
        study.code(who.guid, 2, 0, 10)
        study.done(who.guid, 2)
    sealing.seal(study.made.project, ANN.guid, second, PLAIN)
    before, after = sealing.by_version(study.viewer)
    assert [one.name for one in (before, after)] == ["Version 1: Pilot", "Version 2: Second"]
    assert claim(before.comparison) == pytest.approx(1 - 103 * 10 / (2 * 25 * 79))
    assert claim(after.comparison) == 1.0


def test_stability_is_one_coder_at_two_times(study: Study) -> None:
    """52 characters; the first time 15 are coded, again 10 of these: as above."""
    sealed_pilot(study)
    again = study.round("Again", repeat=True)
    with pytest.raises(UserError, match="1 of these are not"):
        study.assign(again, (2, ANN.guid))
    study.assign(again, (1, ANN.guid))
    coding = study.code(ANN.guid, 1, 0, 10)
    assert study.made_in(coding) == again, "the same passage, said a second time"
    study.done(ANN.guid, 1)
    (found,) = sealing.stability(study.viewer, again, PLAIN)
    assert found.coder.guid == ANN.guid
    assert claim(found.comparison) == pytest.approx(1 - 103 * 10 / (2 * 25 * 79))
    pilot = reliability.compare(study.viewer, None, PLAIN)
    assert pilot.table.overall.codings[0] == 2, "the second time is no part of other figures"


def test_a_design_is_read_as_it_was_written() -> None:
    plain = Round("guid", "Pilot", Purpose.TRAINING, design={"drawn by": "hand"})
    design = RoundDesign(True, "gold", 0.8, 10.0, 7, "single coder")
    written = with_design(plain, design)
    assert design_of(written) == design and written.design["drawn by"] == "hand"
    assert design_of(replace(plain, design={"seed": "x", "repeat": 1})) == RoundDesign()
    assert with_design(written, RoundDesign()) == plain


def test_the_first_coding_is_not_seen_until_the_second_is_sealed(study: Study) -> None:
    sealed_pilot(study)
    again = study.round("Again", repeat=True)
    study.assign(again, (1, ANN.guid))
    study.code(ANN.guid, 2, 0, 5)
    project = study.made.project

    def seen(who: str) -> list[tuple[int, int]]:
        with viewing.looking(project, who).reading() as connection:
            found = coding_queries.codings(connection)
        return [(one.start, one.end) for one in found]

    assert seen(ANN.guid) == [(0, 5)], "of the other text alone, neither her own nor Ben's"
    study.code(ANN.guid, 1, 0, 10)
    assert seen(ANN.guid) == [(0, 10), (0, 5)]
    assert len(seen(BEN.guid)) == 5
    sealing.seal(project, ANN.guid, again, PLAIN)
    assert len(seen(ANN.guid)) == 5
