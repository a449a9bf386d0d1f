"""Questions about a project: every condition, whose codings count, and what is said beside."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from annotator.corpus.job import finish
from annotator.corpus.query import (
    Anything,
    CodeIs,
    CoderIs,
    DocumentIs,
    Question,
    RoundIs,
    TextUnit,
    ValueIs,
)
from annotator.errors import UserError
from annotator.operations import codebook
from annotator.operations.codebook import codes
from annotator.operations.retrieval import material, names, questions, results, tables
from annotator.operations.retrieval.tables import TableQuestion
from annotator.operations.team import designations
from annotator.operations.viewing import Viewer, everything
from annotator.retrieval.language import QueryError, complete, parse
from annotator.storage import coding_queries
from tests.making import ANN, BEN, CLEO, make
from tests.operations.retrieval.retrieval_projects import (
    TALK,
    Asked,
    add_consensus,
    designate,
    make_asked,
)

ALL = {"head", "late", "late ben", "term", "street", "both", "note", "two", "five"}
CLAIMS = {"head", "late", "late ben", "two", "five"}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    made = make_asked(tmp_path_factory.mktemp("asked") / "asked.annot")
    yield made
    made.project.close()


def _found(asked: Asked, line: str) -> set[str]:
    answer = finish(questions.ask(everything(asked.project), line))
    by_guid = {guid: name for name, guid in asked.codings.items()}
    return {by_guid.get(row.coding.guid, "consensus") for row in questions.rows(answer)}


TODAY = date.today()
CASES = {
    "all": ALL,
    "code:claim": CLAIMS,
    "below:claim": CLAIMS,
    "coder:Ann": {"head", "late", "term", "both", "two"},
    "coder:ann and code:claim": {"head", "late", "two"},
    "coder:any": ALL,
    "coder:consensus": set(),
    "coder:at-least(2)": {"late", "late ben"},
    "coder:at-least(1, Cleo)": {"note", "five"},
    "coder:at-least(2, Ann, Cleo)": set(),
    'document:"talks.txt"': ALL - {"two", "five"},
    "document.outlet:Daily": ALL - {"two", "five"},
    "document.outlet:*": ALL,
    "document.outlet:/^D/": ALL - {"two", "five"},
    "document.date>=2024-01-01": ALL - {"two", "five"},
    "document.date<2024-01-01": set(),
    "document.outlet>2": set(),
    'value."how sure":plain': CLAIMS - {"late"},
    'value."how sure":hedged': {"late"},
    'said."how sure":plain': set(),
    'said."how sure":*': {"late"},
    "value.number>=2.5": {"head", "two"},
    "value.number>9": {"two"},
    "value.number<9": {"head"},
    "value.number:10": {"two"},
    "round:Pilot": {"late ben", "street"},
    "in:heading": {"head"},
    "in:note": {"note"},
    "in:footnote": {"note"},
    "in:turn": {"late", "late ben", "term", "street", "both"},
    "in:table": set(),
    "page:iii": {"head", "late", "late ben", "term", "both"},
    "page:iv..v": {"street", "both", "note"},
    "page:iv": {"street", "both"},
    "page:99": set(),
    "speaker:mayor": {"late", "late ben", "term", "both"},
    "role:host": {"street", "both"},
    "time:0:01..0:05": {"late", "late ben", "term", "both"},
    "time:0:05..": {"street", "both"},
    "time:..0:01": set(),
    'text:"isn\'t LATE"': {"late", "late ben"},
    'text="isn\'t late"': set(),
    "text=“isn’t LATE”": {"late", "late ben"},
    "text:strasse": {"street"},
    "text=strasse": {"street", "both"},
    'text:"Mayor … Straße"': {"both"},
    "text:/^late$/": {"term"},
    "text:/\\d/": set(),
    "memo:*": {"term"},
    'memo:"\\"MINE"': {"term"},
    "memo:/memo of .mine/": {"term"},
    "memo:other": set(),
    "from-cue": set(),
    "adjudicated": set(),
    f"created:{TODAY - timedelta(1)}..{TODAY + timedelta(1)}": ALL,
    "created:..2001-01-01": set(),
    f"changed:{TODAY + timedelta(2)}..": set(),
    "code:claim linked supports to all": {"head"},
    "all linked supports from code:claim": {"late"},
    "code:claim contains code:claim": {"late"},
    "code:claim within 2 words of code:claim": CLAIMS,
    "code:claim within 0 words of code:claim": {"head", "late", "late ben"},
    "code:claim before code:claim by same coder": {"head"},
    "not code:claim": ALL - CLAIMS,
}


@pytest.mark.parametrize("line", CASES)
def test_a_condition_holds_of_what_its_definition_says(asked: Asked, line: str) -> None:
    assert _found(asked, line) == CASES[line]


def test_what_is_not_there_is_one_sentence(asked: Asked) -> None:
    loaded = finish(material.load(everything(asked.project)))
    for query in (
        CodeIs(("gone",)),
        CoderIs("gone"),
        DocumentIs("gone"),
        RoundIs("gone"),
        ValueIs("gone", Anything()),
    ):
        with pytest.raises(UserError, match="gone"):
            questions.answered(loaded, Question(query))
    for line, words in (
        ("text:/(/", "can't be read"),
        ("value.number>tall", "neither a number nor a day"),
        ("code:clam", "Did you mean claim?"),
    ):
        with pytest.raises(UserError, match=words.replace("?", r"\?")):
            finish(questions.ask(everything(asked.project), line))


def test_an_endless_expression_is_stopped(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.retrieval.passages.TIME_LIMIT", 0.02)
    with pytest.raises(UserError, match="takes too long"):
        finish(questions.ask(everything(asked.project), r"text:/(?:.|.)+(?:.|.)+\d\d$/"))


def test_rows_say_where_and_what(asked: Asked) -> None:
    line = 'pairs code:claim contains code:"evaluative term"'
    answer = finish(questions.ask(everything(asked.project), line))
    rows = {
        (row.coding.guid, row.partner.guid): row for row in questions.rows(answer, 4) if row.partner
    }
    assert set(rows) == {
        (asked.codings[name], asked.codings["term"]) for name in ("late", "late ben")
    }
    row = rows[asked.codings["late ben"], asked.codings["term"]]
    assert (row.text, row.before, row.after) == ("Mayor isn’t late", "The ", ", he")
    assert (row.document, row.code, row.coder) == ("talks.txt", ("claim",), "Ben")
    assert (row.partner_text, row.partner_coder) == ("late", "Ann")
    assert (row.place.page, row.place.section) == ("iii", "Head line")
    assert TALK[row.start : row.end] == row.text


def test_the_common_passage_is_what_both_have(asked: Asked) -> None:
    line = "common code:prediction overlaps code:claim"
    answer = finish(questions.ask(everything(asked.project), line))
    found = {(row.coder, row.partner_coder): row for row in questions.rows(answer)}
    assert {pair: row.text for pair, row in found.items()} == {
        ("Ann", "Ann"): "The Mayor",
        ("Ann", "Ben"): "Mayor",
    }


# --- whose codings


def test_without_consensus_and_designation_it_is_everybody(asked: Asked) -> None:
    answer = finish(questions.ask(everything(asked.project), "all"))
    assert "all coders (there is neither" in answer.analysis_set.words()
    assert answer.remarks == ("1 document nobody has finished.",)
    named = finish(questions.ask(everything(asked.project), "coder:at-least(2)"))
    assert "since the query says whose" in named.analysis_set.words()
    assert named.remarks[0] == "2 coders or more coded in 2 of 2 documents."


def test_the_consensus_counts_before_the_designated_coder(tmp_path: Path) -> None:
    asked = make_asked(tmp_path / "asked.annot")
    designate(asked, asked.documents["other"], CLEO.guid)
    assert _found(asked, 'document:"other.txt"') == {"five"}
    assert _found(asked, "coder:Ann and code:claim") == {"head", "late", "two"}
    add_consensus(asked, asked.documents["talk"])
    assert _found(asked, "all") == {"consensus", "five"}
    assert _found(asked, "coder:any") == ALL | {"consensus"}
    answer = finish(questions.ask(everything(asked.project), "all"))
    words = "the consensus (1 document), one designated coder each (1 document)"
    assert answer.analysis_set.words() == words
    asked.project.close()


def test_who_was_chosen_for_a_document_counts_before_who_is_assigned(tmp_path: Path) -> None:
    asked = make_asked(tmp_path / "asked.annot")
    project, other, talk = asked.project, asked.documents["other"], asked.documents["talk"]
    designate(asked, other, CLEO.guid)
    designations.designate(project, ANN.guid, {other: ANN.guid, talk: BEN.guid})
    assert designations.designated(everything(project)) == {talk: BEN.guid, other: ANN.guid}
    assert _found(asked, "all") == {"two", "late ben", "street"}
    words = finish(questions.ask(everything(project), "all")).analysis_set.words()
    assert words == "one designated coder each (2 documents)"
    designations.designate(project, ANN.guid, {other: None})
    assert _found(asked, "all") == {"five", "late ben", "street"}
    project.undo(ANN.guid)
    assert _found(asked, "all") == {"two", "late ben", "street"}
    project.close()


def test_in_a_blind_project_nobody_else_is_chosen(tmp_path: Path) -> None:
    asked = make_asked(tmp_path / "asked.annot")
    designations.designate(asked.project, ANN.guid, {asked.documents["talk"]: BEN.guid})
    blind = Viewer(asked.project, ANN.guid, blind=True)
    found = finish(questions.ask(blind, 'document:"talks.txt"'))
    assert len(found) == 4, "all that Ann made in it"
    asked.project.close()


# --- names


def test_names_are_known_and_completed(asked: Asked) -> None:
    known = names.vocabulary(everything(asked.project), values=True)
    assert (known.speakers, known.roles) == (("Mayor", "Ilse"), ("guest", "host"))
    assert known.rounds == ("Pilot",)
    assert known.values["how sure"] == ("hedged",) and set(known.values["number"]) == {"2.5", "10"}
    line = 'code:claim and value."how sure":h'
    (found,) = complete(line, len(line), known)
    assert found.text == "hedged"
    with pytest.raises(QueryError) as raised:
        parse("coder:Bne", known)
    assert (raised.value.offset, raised.value.suggestion) == (6, "Ben")


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("code:claim overlaps code:prediction", set()),
        ("code:claim before code:prediction", set()),
        ("code:claim within 5 words of code:prediction", {TextUnit.WORD}),
        (
            "not (code:a in same turn as code:b) or code:a within 2 sentences after code:b",
            {TextUnit.TURN, TextUnit.SENTENCE},
        ),
    ],
)
def test_the_units_that_a_query_needs_are_known_beforehand(line: str, units: set[TextUnit]) -> None:
    assert questions.units_of(parse(line).query) == units


def test_the_units_that_a_table_needs_are_known_beforehand() -> None:
    codes = ("codes",)
    for by, cell, units in (
        ("overlaps", "codings", set()),
        ("in same sentence as", "codings", {TextUnit.SENTENCE}),
        ("followed within 3 paragraphs", "words", {TextUnit.PARAGRAPH, TextUnit.WORD}),
        ("", "nothing", set()),
    ):
        assert tables.units_of(TableQuestion(codes, codes, cell, by)) == units


def test_codings_are_found_by_the_version_of_the_codebook(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    early = made.code_words(ANN, "claim", "talks")
    first = len(codebook.versions(made.project))
    (claim, *_others) = codebook.current(made.project).codes
    time.sleep(0.002)  # versions are told apart by the millisecond
    codes.edit(made.project, ANN.guid, replace(claim, definition="Another one"))
    time.sleep(0.002)
    late = made.code_words(ANN, "claim", "Nobody")
    viewer = everything(made.project)

    def found(line: str) -> set[str]:
        return set(results.guids_of(finish(questions.ask(viewer, line))))

    second = first + 1
    assert found(f"version:{first}") == found(f"version:..{first}") == {early}
    assert found(f"version:{second}") == found(f"version:{second}..") == {late}
    assert found(f"version:{first}..{second}") == {early, late}
    known = codebook.versions(made.project)
    with made.project.reading() as connection:
        stored = list(coding_queries.codings(connection))
    by_version = {one.guid: codebook.version_of(known, one) for one in stored}
    assert by_version == {early: first, late: second}
    with pytest.raises(UserError, match=f"no version {second + 1}; the codebook has {second}"):
        found(f"version:{second + 1}")
    made.project.close()
