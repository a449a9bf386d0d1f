"""Cases of several coders: what is listed, how it is settled, and what it does to pairs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.corpus.codebook import Attribute, AttributeKind, Choice
from annotator.corpus.coding import CoderKind, Coding
from annotator.corpus.document import Progress
from annotator.corpus.identity import new_guid
from annotator.corpus.span import Span
from annotator.corpus.team import Verdict
from annotator.errors import UserError
from annotator.operations import adjudication, codings, documents
from annotator.operations.adjudication import Agreeing, Case, CaseKind, CaseQueue, Order, Shown
from annotator.operations.codebook import attributes
from annotator.operations.codings import NewCoding, coding_values
from annotator.operations.team import coders
from annotator.operations.viewing import everything
from annotator.storage import team_queries
from tests.examples import examples
from tests.making import ANN, BEN, CLEO, Made, content, make, person

DORA = person("Dora")
THREE = (ANN.guid, BEN.guid, CLEO.guid)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Alike; two of three with the same boundaries; two of three at all; three different codes."""
    made = make(tmp_path / "p.annot")
    coders.ensure(made.project, DORA)
    for who in (ANN, BEN, CLEO):
        made.code(who, "claim", (0, 6))
    made.code(ANN, "claim", (10, 30))
    made.code(BEN, "claim", (12, 30))
    made.code(CLEO, "claim", (12, 30))
    made.code(ANN, "attribution", (60, 65))
    made.code(CLEO, "attribution", (60, 65))
    for who, code in ((ANN, "claim"), (BEN, "prediction"), (CLEO, "attribution")):
        made.code(who, code, (40, 50))
    return made


def queue(made: Made, shown: Shown | None = None, order: Order = Order.PLACE) -> CaseQueue:
    return adjudication.cases(everything(made.project), THREE, order=order, shown=shown)


def case_at(made: Made, start: int) -> Case:
    found = queue(made, Shown(Agreeing.ANY)).contested
    return next(one for one in found if one.first.spans[0].start == start)


def consensus(made: Made) -> list[Coding]:
    now = content(made.project)
    who = {coder.guid for coder in now.coders if coder.kind is CoderKind.CONSENSUS}
    return [coding for coding in now.codings if coding.coder in who]


def decisions(made: Made) -> list[tuple[Verdict, int, str]]:
    with made.project.reading() as connection:
        found = team_queries.decisions(connection)
    return [(one.verdict, len(one.about), one.reason) for one in found]


def said(case: Case) -> list[tuple[list[str], bool]]:
    return [([coder.name for coder in one.coders], one.is_majority) for one in case.versions]


def test_versions_stand_side_by_side_with_who_has_them(made: Made) -> None:
    found = queue(made)
    boundary, codes, some = found.contested
    assert [one.kind for one in (boundary, codes, some)] == [
        CaseKind.BOUNDARY,
        CaseKind.CODE,
        CaseKind.SOME,
    ]
    assert said(boundary) == [(["Ann"], False), (["Ben", "Cleo"], True)]
    assert [one[1] for one in said(codes)] == [False] * 3
    assert said(some) == [(["Ann", "Cleo"], True), (["Ben"], False)]
    assert some.versions[-1].side is None, "who has nothing there is a version, and last"
    words = [one.support_words() for one in (boundary, codes, some)]
    assert words == ["2 of 3 alike", "all differ", "2 of 3 alike"]
    assert [one.characters for one in (boundary, codes, some)] == [2, 10, 5]
    assert found.open == 3


def test_what_is_listed_is_chosen_by_how_many_agree(made: Made) -> None:
    def starts(shown: Shown) -> list[int]:
        return [one.first.spans[0].start for one in queue(made, shown).contested]

    assert starts(Shown(Agreeing.ANY)) == [0, 10, 40, 60]
    assert starts(Shown(Agreeing.ALL)) == [0]
    assert starts(Shown(Agreeing.MAJORITY)) == [10, 60]
    assert starts(Shown(Agreeing.NONE)) == [40]
    assert starts(Shown(least=2)) == [0, 10, 60]
    assert starts(Shown(least=3)) == [0]


def test_the_order_is_that_of_the_text_the_codes_or_the_size(made: Made) -> None:
    sizes = [one.characters for one in queue(made, order=Order.SIZE).contested]
    assert sizes == [10, 5, 2]
    by_code = queue(made, order=Order.CODE)
    firsts = [min(v.side.code for v in one.versions if v.side) for one in by_code.contested]
    assert firsts == sorted(firsts)


def test_who_did_not_code_the_document_is_left_out_and_named(made: Made) -> None:
    four = (*THREE, DORA.guid)
    found = adjudication.cases(everything(made.project), four).contested[0]
    assert [one.name for one in found.absent] == ["Dora"]
    assert len(found.coders) == 3
    documents.set_progress(made.project, DORA.guid, made.document, Progress.DONE)
    found = adjudication.cases(everything(made.project), four).contested[1]
    assert found.absent == ()
    assert said(found)[-1] == (["Dora"], False), "done, with nothing there"


def test_a_version_is_taken_for_all_codings_of_the_case(made: Made) -> None:
    case = case_at(made, 10)
    adjudication.take_version(made.project, DORA.guid, case, case.versions[1], reason="the clause")
    (kept,) = consensus(made)
    assert kept.spans == (Span(12, 30),)
    assert decisions(made) == [(Verdict.TAKEN, 3, "the clause")]
    now = queue(made)
    assert now.open == 2
    assert not now.contested[0].is_open
    assert now.contested[0].decision is not None
    adjudication.reopen(made.project, DORA.guid, now.contested[0].decision)
    assert consensus(made) == []


def test_taking_nothing_is_a_rejection_that_says_how_many(made: Made) -> None:
    case = case_at(made, 60)
    adjudication.take_version(made.project, DORA.guid, case, case.versions[-1])
    assert decisions(made) == [(Verdict.REJECTED, 2, "1 of 3 coders has nothing here")]


def test_a_case_is_settled_on_another_coding_or_rejected(made: Made) -> None:
    case = case_at(made, 40)
    adjudication.edit(
        made.project, DORA.guid, case, made.codes["claim"], [Span(41, 50)], {}, "the noun"
    )
    assert [one.spans for one in consensus(made)] == [(Span(41, 50),)]
    with pytest.raises(UserError, match="why"):
        adjudication.reject(made.project, DORA.guid, case, " ")
    adjudication.reject(made.project, DORA.guid, case, "a title")
    assert consensus(made) == []
    made.project.undo(DORA.guid)
    assert len(consensus(made)) == 1


def test_a_coding_changed_or_made_later_opens_the_case_again(made: Made) -> None:
    case = case_at(made, 10)
    adjudication.take_version(made.project, DORA.guid, case, case.versions[1])
    assert case.versions[0].side is not None
    codings.reshape(made.project, ANN.guid, case.versions[0].side.coding, [Span(9, 30)])
    assert case_at(made, 9).is_outdated
    case = case_at(made, 60)
    adjudication.take_version(made.project, DORA.guid, case, case.versions[0])
    made.code(BEN, "attribution", (61, 65))
    now = case_at(made, 60)
    assert now.decision is None
    assert [one.verdict for one in now.earlier] == [Verdict.TAKEN]
    adjudication.take_version(made.project, DORA.guid, now, now.versions[1])
    assert (Span(61, 65),) in [one.spans for one in consensus(made)]
    assert (Span(60, 65),) not in [one.spans for one in consensus(made)], "one place, one outcome"
    assert len(decisions(made)) == 2
    made.project.undo(DORA.guid)
    assert (Span(60, 65),) in [one.spans for one in consensus(made)]


def test_what_several_settled_is_settled_for_two_of_them(made: Made) -> None:
    case = case_at(made, 10)
    adjudication.take_version(made.project, DORA.guid, case, case.versions[1])
    pair = adjudication.docket(everything(made.project), (ANN.guid, BEN.guid))
    first = pair.contested[0]
    assert not first.is_open
    adjudication.take(made.project, DORA.guid, first.disagreement, 0)
    assert [one.spans for one in consensus(made)] == [(Span(10, 30),)], "one place, one outcome"
    assert case_at(made, 10).is_open
    assert len(case_at(made, 10).earlier) == 1


def test_what_several_settled_otherwise_is_not_taken_over_for_two(made: Made) -> None:
    """Ben and Cleo agree; but it was settled as Ann has it."""
    case = case_at(made, 10)
    adjudication.take_version(made.project, DORA.guid, case, case.versions[0])
    pair = adjudication.docket(everything(made.project), (BEN.guid, CLEO.guid))
    assert pair.unsettled_agreed == 1, "what is alike at the beginning"
    adjudication.take_agreed(made.project, DORA.guid, pair)
    assert [one.spans for one in consensus(made)] == [(Span(0, 6),), (Span(10, 30),)]


def test_what_two_settled_is_open_for_three(made: Made) -> None:
    pair = adjudication.docket(everything(made.project), (ANN.guid, BEN.guid)).contested[0]
    adjudication.take(made.project, DORA.guid, pair.disagreement, 0)
    case = case_at(made, 10)
    assert case.is_open
    assert len(case.earlier) == 1
    adjudication.take_version(made.project, DORA.guid, case, case.versions[1])
    assert [one.spans for one in consensus(made)] == [(Span(12, 30),)]
    assert len(decisions(made)) == 1


def certain(made: Made) -> Attribute:
    now = content(made.project).codings[0]
    attribute = Attribute(
        *(new_guid(), made.codes["attribution"], "certain", AttributeKind.CHOICE),
        *(now.created, now.created),
        choices=(Choice("yes"), Choice("no")),
    )
    attributes.declare(made.project, ANN.guid, attribute)
    return attribute


def test_values_are_settled_one_by_one(made: Made) -> None:
    attribute = certain(made)
    case = case_at(made, 60)
    for guid, who, value in zip(case.versions[0].codings, (ANN, CLEO), ("yes", "no"), strict=True):
        coding_values.set_value(made.project, who.guid, guid, attribute.guid, value)
    case = case_at(made, 60)
    version = case.versions[0]
    apart = version.apart[attribute.guid]
    assert [(one.value, [c.name for c in one.coders]) for one in apart] == [
        ("no", ["Cleo"]),
        ("yes", ["Ann"]),
    ]
    with pytest.raises(UserError, match="certain"):
        adjudication.take_version(made.project, DORA.guid, case, version)
    assert decisions(made) == []
    adjudication.take_version(made.project, DORA.guid, case, version, {attribute.guid: "no"})
    (kept,) = consensus(made)
    assert dict(kept.attributes) == {attribute.guid: "no"}
    with made.project.reading() as connection:
        (decision,) = team_queries.decisions(connection)
    assert (decision.verdict, decision.taken) == (Verdict.TAKEN, version.codings[1])
    adjudication.take_version(made.project, DORA.guid, case, version, {attribute.guid: None})
    assert [dict(one.attributes) for one in consensus(made)] == [{}]
    assert decisions(made)[0][0] is Verdict.EDITED, "nobody says nothing of it"


def test_all_alike_but_for_a_value_is_contested(made: Made) -> None:
    attribute = certain(made)
    made.code(BEN, "attribution", (60, 65))
    case = case_at(made, 60)
    assert case.kind is CaseKind.ALIKE
    coding_values.set_value(
        made.project, BEN.guid, case.versions[0].codings[1], attribute.guid, "no"
    )
    (found,) = [one for one in queue(made).contested if one.first.spans[0].start == 60]
    assert (found.kind, found.characters) == (CaseKind.ATTRIBUTE, 0)
    assert found.support_words() == "all 3 alike"


def test_who_has_nothing_but_a_coding_of_another_case_is_known(made: Made) -> None:
    """Ann has both of the passages that Ben and Cleo have one each of."""
    for who, spans in ((ANN, (80, 95)), (ANN, (86, 95)), (BEN, (80, 95)), (CLEO, (86, 95))):
        made.code(who, "claim", spans)
    found = queue(made)
    longer, shorter = (case for case in found.contested if case.first.spans[0].start >= 80)
    assert said(longer) == [(["Ann", "Ben"], True), (["Cleo"], False)]
    assert [one.name for one in found.nearby(longer)] == ["Cleo"]
    assert [one.name for one in found.nearby(shorter)] == ["Ben"]
    assert found.nearby(case_at(made, 60)) == (), "Ben has nothing there at all"


def test_two_named_twice_or_unknown_are_no_cases(made: Made) -> None:
    assert len(adjudication.cases(everything(made.project), (ANN.guid,)).contested) == 0


PEOPLE = (ANN, BEN)
CODES = ("claim", "prediction")
marks = st.lists(
    st.tuples(
        st.integers(0, 1), st.integers(0, 1), st.integers(0, 40), st.integers(1, 12), st.booleans()
    ),
    max_size=12,
)


@settings(max_examples=examples(10), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(marks)
def test_two_coders_have_the_cases_of_a_pair(
    tmp_path_factory: pytest.TempPathFactory, marked: list[tuple[int, int, int, int, bool]]
) -> None:
    made = make(tmp_path_factory.mktemp("cases") / "p.annot")
    for number, who in enumerate(PEOPLE):
        coders.ensure(made.project, who)
        new = []
        for coder, code, start, length, in_parts in marked:
            spans = [Span(start, start + length)]
            if in_parts:
                spans.append(Span(start + length + 2, start + length + 5))
            if coder == number:
                new.append(NewCoding(made.document, made.codes[CODES[code]], spans))
        if new:
            codings.add_many(made.project, who.guid, new)
    pair = (ANN.guid, BEN.guid)
    slow = adjudication.docket(everything(made.project), pair).contested
    fast = adjudication.cases(everything(made.project), pair).contested
    assert {
        (one.about, one.disagreement.kind.value, one.disagreement.characters) for one in slow
    } == {(one.about, one.kind.value, one.characters) for one in fast}
    made.project.close()
