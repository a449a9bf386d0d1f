"""The rules of rows, one by one: a row that keeps them all, and what is said of one that breaks it.

The rows are those of a file with something of every kind.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from annotator.corpus.changes import KINDS
from annotator.corpus.identity import guid_from
from annotator.corpus.limits import LARGEST_POSITION, LONGEST_KEY, LONGEST_NAME, LONGEST_TEXT
from annotator.errors import UserError
from annotator.operations import projects
from annotator.storage import clock, schema
from annotator.storage.rows import Row
from annotator.storage.validation import fault, refuse_unfit

FILE = Path(__file__).parents[1] / "files" / f"version-{schema.VERSION}.{schema.MINOR}.annot"
NOBODY = guid_from("nobody")
Rows = dict[str, dict[str, Row]]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rows]:
    """All rows of the file by kind and GUID, and a seal besides, which it has none of."""
    path = Path(shutil.copy(FILE, tmp_path_factory.mktemp("rows")))
    with projects.open_(path) as project, project.reading() as connection:
        found: Rows = {}
        for kind in KINDS:
            read = connection.execute(select(schema.ROW_TABLES[kind])).mappings()
            found[kind] = {row["guid"]: dict(row) for row in read}
    (made_in,) = found["round"]
    stamps = {name: found["rule"][next(iter(found["rule"]))][name] for name in schema.STAMP}
    seal = {"guid": guid_from("seal"), "round": made_in, "codebook": "", "settings": "{}"}
    rest = {"content": "", "digest": "", "deleted": 0}
    found["seal"] = {seal["guid"]: {**stamps, **seal, **rest}}
    yield found


def one_of(rows: Rows, kind: str) -> Row:
    """A row of this kind in which most is said."""
    return max(rows[kind].values(), key=lambda row: sum(row[name] is not None for name in row))


def test_every_row_of_a_sound_file_keeps_the_rules(rows: Rows) -> None:
    assert all(rows[kind] for kind in KINDS)
    for kind in KINDS:
        for row in rows[kind].values():
            assert fault(kind, row, rows) is None
            refuse_unfit(kind, [row])


@pytest.mark.parametrize("kind", KINDS)
def test_what_all_rows_have_is_looked_at_in_each(rows: Rows, kind: str) -> None:
    row = one_of(rows, kind)
    for wrong, said in (
        ({"guid": "none"}, "identity"),
        ({"created_at": -1}, "time"),
        ({"changed_at": clock.LATEST + 1}, "time"),
        ({"created_by": "Ann"}, "who made or changed it"),
        ({"changed_by": "Ann"}, "who made or changed it"),
        ({"deleted": 2}, "neither there nor deleted"),
    ):
        assert said in (fault(kind, row | wrong, rows) or "")
    for fit in ({"created_by": "", "changed_by": ""}, {"deleted": 1}, {"created_at": 0}):
        assert fault(kind, row | fit, rows) is None
    if "position" in row:
        for position in (LARGEST_POSITION, -LARGEST_POSITION):
            assert fault(kind, row | {"position": position}, rows) is None
            further = position + (1 if position > 0 else -1)
            assert fault(kind, row | {"position": further}, rows) == "its position is impossible"


WRONG = (
    ("project", {"blind": 2}, "its rules can't be read"),
    ("project", {"cues_locked": -1}, "its rules can't be read"),
    ("project", {"name": "n" * (LONGEST_NAME + 1)}, "its name"),
    ("code", {"parent": NOBODY}, "below a code that is not there"),
    ("code", {"color": "#12345G"}, "its colour"),
    ("code", {"key": "k" * (LONGEST_KEY + 1)}, "its key is no key"),
    ("code", {"examples": "[1]"}, "its examples can't be read"),
    ("code", {"counter_examples": "{}"}, "its counter-examples can't be read"),
    ("code", {"cues": "no JSON"}, "its cues can't be read"),
    ("code", {"unit": "league"}, "its unit is not known"),
    ("code", {"codable": 2}, "its rules can't be read"),
    ("code", {"may_nest": 2}, "its rules can't be read"),
    ("code", {"may_overlap": 2}, "its rules can't be read"),
    ("attribute", {"code": NOBODY}, "belongs to a code that is not there"),
    ("attribute", {"kind": "smell"}, "its kind is not known"),
    ("attribute", {"choices": '"abc"'}, "its values can't be read"),
    ("attribute", {"choices": '[["a", "b"]]'}, "its values can't be read"),
    ("attribute", {"choices": '[["a", "b", 3]]'}, "its values can't be read"),
    ("attribute", {"level": "high"}, "its level of measurement is not known"),
    ("attribute", {"required": 2}, "neither required nor optional"),
    ("relation_type", {"sources": "[1]"}, "the codes it joins can't be read"),
    ("relation_type", {"targets": "no JSON"}, "the codes it joins can't be read"),
    ("attribute_value", {"coding": NOBODY}, "a coding that is not there"),
    ("attribute_value", {"attribute": NOBODY}, "to an attribute that is not there"),
    ("attribute_value", {"value": "7"}, "it can't be read"),
    ("attribute_value", {"value": '"\\ud800"'}, "it can't be read"),
    ("relation", {"kind": NOBODY}, "its kind is not there"),
    ("relation", {"source": NOBODY}, "its source is not there"),
    ("relation", {"target": NOBODY}, "its target is not there"),
    ("relation", {"coder": NOBODY}, "its coder is not there"),
    ("coding", {"document": NOBODY}, "a document that is not there"),
    ("coding", {"code": NOBODY}, "a code that is not there"),
    ("coding", {"coder": NOBODY}, "a coder that is not there"),
    ("coding", {"round": NOBODY}, "a round that is not there"),
    ("coding", {"start": -1}, "it lies outside its text"),
    ("coding", {"start": 5, "end": 5}, "it lies outside its text"),
    ("coding", {"end": 10**6}, "it lies outside its text"),
    ("coding", {"from_cue": 2}, "began from a cue"),
    ("memo", {"coder": NOBODY}, "a coder that is not there"),
    ("memo", {"subject": "weather"}, "it is about nothing"),
    ("memo", {"text": "t" * (LONGEST_TEXT + 1)}, "its “text” is longer than"),
    ("status", {"document": NOBODY}, "a document that is not there"),
    ("status", {"coder": NOBODY}, "a coder that is not there"),
    ("status", {"progress": "halfway"}, "“halfway” is no progress"),
    ("coder", {"kind": "robot"}, "no kind of coder"),
    ("document", {"replaced_by": NOBODY}, "replaced by a document that is not there"),
    ("document_attribute", {"document": NOBODY}, "a document that is not there"),
    ("round", {"purpose": "fun"}, "its purpose is not known"),
    ("round", {"design": "[]"}, "its design can't be read"),
    ("round", {"blind": 2}, "its rules can't be read"),
    ("round", {"cues_locked": 2}, "its rules can't be read"),
    ("assignment", {"round": NOBODY}, "a round that is not there"),
    ("assignment", {"document": NOBODY}, "a document that is not there"),
    ("assignment", {"coder": NOBODY}, "a coder that is not there"),
    ("decision", {"verdict": "guilty"}, "its verdict is not known"),
    ("decision", {"cause": "weather"}, "its cause is not known"),
    ("decision", {"about": "[]"}, "it is about nothing"),
    ("decision", {"about": "7"}, "it is about nothing"),
    ("decision", {"outcome": NOBODY}, "the coding that it came to is not there"),
    ("decision", {"document": NOBODY}, "a document that is not there"),
    ("decision", {"coder": NOBODY}, "a coder that is not there"),
    ("saved_query", {"view": "[]"}, "its view can't be read"),
    ("named_set", {"about": "coder"}, "what it is of is not known"),
    ("set_member", {"member": "somebody"}, "its member is no GUID"),
    ("set_member", {"named_set": NOBODY}, "a named set that is not there"),
    ("speaker_name", {"speaker": NOBODY}, "a speaker that is not there"),
    ("speaker_name", {"document": NOBODY}, "a document that is not there"),
    ("speaker_value", {"speaker": NOBODY}, "a speaker that is not there"),
    ("attribute_type", {"about": "code"}, "its type is not known"),
    ("attribute_type", {"kind": "smell"}, "its type is not known"),
    ("attribute_type", {"choices": "[1]"}, "its values can't be read"),
    ("designation", {"document": NOBODY}, "a document that is not there"),
    ("designation", {"coder": NOBODY}, "a coder that is not there"),
    ("seal", {"round": NOBODY}, "a round that is not there"),
    ("seal", {"settings": "[]"}, "its settings can't be read"),
    ("rule", {"kind": "law"}, "its kind is not known"),
    ("rule", {"state": "forgotten"}, "its kind is not known"),
    ("rule", {"cause": "weather"}, "its cause is not known"),
    ("rule", {"cases": "7"}, "its cases can't be read"),
    ("rule", {"cases": '["a"]'}, "its cases can't be read"),
    ("rule", {"code": NOBODY}, "a code that is not there"),
    ("case_answer", {"decision": NOBODY}, "a decision that is not there"),
    ("case_answer", {"coder": NOBODY}, "a coder that is not there"),
    ("case_answer", {"code": NOBODY}, "a code that is not there"),
    ("study_entry", {"subject": "somebody"}, "it is about nothing"),
    ("registration", {"content": "[]"}, "its content can't be read"),
    ("memo_link", {"memo": NOBODY}, "a memo that is not there"),
    ("memo_link", {"document": NOBODY}, "a document that is not there"),
    ("memo_link", {"start": -1}, "its passage lies outside the text"),
    ("memo_link", {"start": 5, "end": 5}, "its passage lies outside the text"),
    ("memo_link", {"end": 10**6}, "its passage lies outside the text"),
)


@pytest.mark.parametrize(
    ("kind", "wrong", "said"), WRONG, ids=[" ".join((kind, *wrong)) for kind, wrong, _said in WRONG]
)
def test_a_rule_that_is_broken_is_told(rows: Rows, kind: str, wrong: Row, said: str) -> None:
    assert said in (fault(kind, one_of(rows, kind) | wrong, rows) or "")


def test_what_may_be_left_open_is_no_fault(rows: Rows) -> None:
    for kind, open_ in (
        ("code", {"parent": None}),
        ("code", {"key": "k" * LONGEST_KEY}),
        ("coding", {"round": None, "parts": None}),
        ("document", {"replaced_by": None}),
        ("decision", {"outcome": None}),
        ("speaker_name", {"document": None}),
        ("rule", {"code": None, "cases": "[]"}),
        ("case_answer", {"code": None}),
        ("study_entry", {"subject": ""}),
        ("study_entry", {"subject": NOBODY}),
        ("attribute_value", {"value": '["a", "b"]'}),
        ("project", {"blind": 0, "cues_locked": 1}),
        ("code", {"codable": 0, "may_nest": 1, "may_overlap": 0}),
        ("round", {"blind": 0, "cues_locked": 1}),
    ):
        assert fault(kind, one_of(rows, kind) | open_, rows) is None


def test_parts_are_in_order_and_reach_from_the_beginning_to_the_end(rows: Rows) -> None:
    coding = one_of(rows, "coding") | {"start": 2, "end": 9}
    assert fault("coding", coding | {"parts": "[[2, 4], [5, 9]]"}, rows) is None
    for parts in (
        *("no JSON", "7", "[]", "[[2, 9]]", "[2, 9]", "[[2, 4, 5], [6, 9]]"),
        *("[[2, 4], [4, 9]]", "[[5, 9], [2, 4]]", "[[3, 4], [5, 9]]", "[[2, 4], [5, 8]]"),
        *('[["2", 4], [5, 9]]', "[[2, 4.5], [5, 9]]", "[[2, true], [5, 9]]"),
    ):
        assert fault("coding", coding | {"parts": parts}, rows), parts


def test_a_document_is_not_replaced_by_itself(rows: Rows) -> None:
    document = one_of(rows, "document")
    said = fault("document", document | {"replaced_by": document["guid"]}, rows)
    assert said == "it is replaced by itself"


def test_what_is_about_to_be_written_can_be_opened_again(rows: Rows) -> None:
    code = one_of(rows, "code")
    with pytest.raises(ValueError, match="a code with the identity"):
        refuse_unfit("code", [code | {"guid": "none"}])
    with pytest.raises(ValueError, match="a code with the colour"):
        refuse_unfit("code", [code | {"color": "red"}])
    with pytest.raises(UserError, match="The code “claim…” can't be kept: its “definition” is"):
        refuse_unfit("code", [code | {"name": "claim", "definition": "d" * (LONGEST_TEXT + 1)}])
    with pytest.raises(UserError, match=r"The document attribute “….*can't be kept"):
        row = one_of(rows, "document_attribute")
        refuse_unfit("document_attribute", [row | {"name": "", "value": "v" * (LONGEST_TEXT + 1)}])
    with pytest.raises(UserError, match="The memo link can't be kept"):
        row = one_of(rows, "memo_link")
        refuse_unfit("memo_link", [row | {"quote": "q" * (LONGEST_TEXT + 1)}])
