"""From settled cases to rules of the codebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.coded_examples import counter_example_fault, example_fault, read_example
from annotator.corpus.span import Span
from annotator.corpus.team import Cause
from annotator.errors import UserError
from annotator.operations import adjudication, codebook, projects
from annotator.operations.adjudication import AdjudicationCase
from annotator.operations.codebook.digests import codebook_digest
from annotator.operations.rules import causes, keeping
from annotator.operations.rules.cases import settled
from annotator.operations.viewing import Viewer, everything, looking
from tests.making import ANN, BEN, CLEO, Made, make
from tests.operations.rules.making import settle_four


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return make(tmp_path / "p.annot")


def viewer(made: Made) -> Viewer:
    return everything(made.project)


def test_cases_say_who_had_what_by_letters_and_count_by_cause(made: Made) -> None:
    settle_four(made)
    book = settled(viewer(made))
    assert [case.decision.cause for case in book.cases] == [
        Cause.BOUNDARY,
        Cause.DEFINITION,
        Cause.AMBIGUITY,
        Cause.OVERSIGHT,
    ]
    first = book.cases[0]
    assert sorted(side.coder for side in first.sides) == ["A", "B"]
    assert first.outcome is not None and first.outcome.coder == ""
    assert first.outcome.bracketed == "Nobody expec[ts the 🇦🇿 talks to] fail."
    counted = causes.counts(book.cases)
    assert {(one.cause, one.number) for one in counted} == {
        (Cause.BOUNDARY, 1),
        (Cause.DEFINITION, 1),
        (Cause.AMBIGUITY, 1),
        (Cause.OVERSIGHT, 1),
    }
    assert all(one.round is None for one in counted)


def test_drafts_name_what_was_decided_and_why(made: Made) -> None:
    settle_four(made)
    book = settled(viewer(made))
    words = {one.cause: one for one in keeping.open_drafts(book, [])}
    assert Cause.OVERSIGHT not in words, "the codebook was clear"
    assert words[Cause.BOUNDARY].text == (
        "Limits of “claim”: leave out “ct”. In general: the subject belongs to it."
    ).replace("“ct”", f"“{made.text[10:12]}”")
    assert words[Cause.DEFINITION].text == "Code “prediction”, not “claim”, when: …"
    assert not words[Cause.DEFINITION].is_complete
    assert words[Cause.AMBIGUITY].type == "exclude", "as it was settled"
    assert words[Cause.AMBIGUITY].text == (
        "Where the text can be read both ways, do not code “attribution”: it may be a name."
    )


def test_an_accepted_rule_is_part_of_the_next_version_with_its_cases(made: Made) -> None:
    settle_four(made)
    book = settled(viewer(made))
    versions = len(codebook.versions(made.project))
    draft = next(d for d in keeping.open_drafts(book, []) if d.cause is Cause.DEFINITION)
    cases = book.of(draft.cases)
    with pytest.raises(UserError, match="Complete the rule"):
        keeping.accept(made.project, ANN.guid, draft, draft.text, cases)
    text = "Code “prediction”, not “claim”, when: the event is still to come."
    keeping.accept(made.project, ANN.guid, draft, text, cases)
    now = codebook.current(made.project)
    assert len(codebook.versions(made.project)) == versions + 1
    code = now.by_guid[made.codes["prediction"]]
    assert code.when_to_use.endswith(text)
    entry = code.examples[-1]
    assert read_example(entry).spans == (made.text[40:50].replace("\xa0", " ").strip(),)
    assert example_fault(now, code, entry) is None
    other = now.by_guid[made.codes["claim"]]
    assert counter_example_fault(now, other, other.counter_examples[-1]) is None
    assert "prediction" in other.counter_examples[-1]
    assert "Ann" not in entry and "Ben" not in other.counter_examples[-1]
    (rule,) = keeping.rules(viewer(made))
    assert (rule.state, rule.text) == (keeping.ACCEPTED, text)
    assert rule.codebook == codebook_digest(now)
    assert draft.cases not in [d.cases for d in keeping.open_drafts(book, [rule])]
    with pytest.raises(UserError, match="part of the codebook already"):
        keeping.reword(made.project, ANN.guid, rule, "other")
    made.project.undo(ANN.guid)
    assert keeping.rules(viewer(made)) == []
    assert codebook.current(made.project).by_guid[code.guid].examples == code.examples[:-1]


def test_a_rejected_case_is_left_out(made: Made) -> None:
    settle_four(made)
    book = settled(viewer(made))
    draft = next(d for d in keeping.open_drafts(book, []) if d.cause is Cause.AMBIGUITY)
    keeping.accept(made.project, ANN.guid, draft, draft.text, book.of(draft.cases))
    now = codebook.current(made.project)
    code = now.by_guid[made.codes["attribution"]]
    assert code.when_not_to_use.endswith("do not code “attribution”: it may be a name.")
    entry = code.counter_examples[-1]
    assert counter_example_fault(now, code, entry) is None
    assert read_example(entry).items == ("not coded",)
    assert read_example(entry).reason.endswith("coded it: it may be a name")


def test_a_kept_draft_is_worded_and_declined(made: Made) -> None:
    settle_four(made)
    book = settled(viewer(made))
    first, *_others = keeping.open_drafts(book, [])
    keeping.keep(made.project, ANN.guid, first)
    (rule,) = keeping.rules(viewer(made))
    keeping.reword(made.project, BEN.guid, rule, "  Other\nwords ")
    with pytest.raises(UserError, match="Say what the rule is"):
        keeping.reword(made.project, BEN.guid, rule, " ")
    (rule,) = keeping.rules(viewer(made))
    assert (rule.text, rule.state) == ("Other words", keeping.DRAFT)
    keeping.decline(made.project, ANN.guid, rule)
    (rule,) = keeping.rules(viewer(made))
    assert rule.state == keeping.DECLINED
    assert first.cases not in [d.cases for d in keeping.open_drafts(book, [rule])]
    keeping.delete(made.project, ANN.guid, rule)
    assert keeping.rules(viewer(made)) == []


def test_a_cause_is_said_of_what_is_settled(made: Made) -> None:
    settle_four(made)
    (case, *_rest) = settled(viewer(made)).cases
    causes.state(made.project, CLEO.guid, [case.decision.guid], Cause.VALUE)
    assert settled(viewer(made)).cases[0].decision.cause is Cause.VALUE
    adjudication.reopen(made.project, ANN.guid, case.decision)
    with pytest.raises(UserError, match="open again"):
        causes.state(made.project, ANN.guid, [case.decision.guid], Cause.VALUE)


def test_settling_anew_asks_anew(made: Made) -> None:
    """The cause was said of the decision before; another decision has none."""
    settle_four(made)
    docket = adjudication.docket(viewer(made), (ANN.guid, BEN.guid))
    case: AdjudicationCase = docket.contested[0]
    adjudication.take(made.project, ANN.guid, case.disagreement, 0)
    assert settled(viewer(made)).cases[0].decision.cause is Cause.UNSTATED


def test_a_blind_project_shows_none_of_it(made: Made) -> None:
    settle_four(made)
    book = settled(viewer(made))
    keeping.keep(made.project, ANN.guid, keeping.open_drafts(book, [])[0])
    projects.set_blind(made.project, ANN.guid, True)
    mine = looking(made.project, ANN.guid)
    assert settled(mine).cases == ()
    assert keeping.rules(mine) == []


def test_brackets_of_the_text_are_no_brackets_of_the_example(tmp_path: Path) -> None:
    made = make(tmp_path / "q.annot", text="They [sic] said so. It holds.")
    made.code(ANN, "claim", (0, 18))
    made.code(BEN, "claim", (5, 18))
    (case,) = adjudication.docket(viewer(made), (ANN.guid, BEN.guid)).contested
    adjudication.edit(
        made.project, ANN.guid, case.disagreement, made.codes["claim"], [Span(0, 18)], {}
    )
    (one,) = settled(viewer(made)).cases
    assert one.shown.bracketed == "[They (sic) said so]."
