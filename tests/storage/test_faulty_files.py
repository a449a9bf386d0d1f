"""Project files that say what can't be: refused in a sentence, or listed, never half opened."""

from __future__ import annotations

import re
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from annotator.corpus.changes import ATTRIBUTE_VALUE, CODING
from annotator.corpus.identity import guid_from
from annotator.corpus.job import finish
from annotator.corpus.limits import DEEPEST_CODES, LONGEST_NAME
from annotator.corpus.trail import TrailFilter
from annotator.errors import UserError
from annotator.operations import codebook, projects
from annotator.operations.codebook import codes
from annotator.operations.history.trail import steps, tell
from annotator.operations.merging import merges
from annotator.operations.projects import integrity
from annotator.operations.viewing import everything
from annotator.storage import clock, schema
from annotator.storage.project_file import ProjectFile
from annotator.storage.row_checks import faulty_rows
from annotator.storage.validation import fault
from tests.examples import examples
from tests.making import ANN, content, make

SAMPLE = Path(__file__).parents[1] / "files" / f"version-{schema.VERSION}.{schema.MINOR}.annot"
OTHER = "11111111-1111-4111-8111-111111111111"
DEEP = "[" * 100_000 + "]" * 100_000
HUGE = "9" * 10_000

FAULTS = {
    "two projects": f"INSERT INTO project SELECT '{OTHER}', name, cues_locked, created_at,"
    " created_by, changed_at, changed_by, deleted, blind FROM project",
    "no project": "DELETE FROM project",
    "a project whose rules are numbers": "UPDATE project SET blind = 7",
    "an unknown unit": "UPDATE code SET unit = 'paragraph'",
    "a colour that is none": "UPDATE code SET color = 'red'",
    "cues that are no JSON": "UPDATE code SET cues = '{'",
    "cues that are null": "UPDATE code SET cues = 'null'",
    "cues with half a character": """UPDATE code SET cues = '["\\ud800"]'""",
    "examples very deep": f"UPDATE code SET examples = '{DEEP}'",
    "choices of two": """UPDATE attribute SET choices = '[["a","b"]]'""",
    "an unknown kind of attribute": "UPDATE attribute SET kind = 'colour'",
    "a name of a megabyte": "UPDATE code SET name = printf('%.*c', 1000000, 'x')",
    "a name of five megabytes": "UPDATE document SET name = printf('%.*c', 5000000, 'x')",
    "a key of a megabyte": "UPDATE code SET key = printf('%.*c', 1000000, 'x')",
    "a position beyond counting": "UPDATE code SET position = 9223372036854775807",
    "a span before its text": "UPDATE coding SET start = -5",
    "a span after its text": "UPDATE coding SET start = 999999999, end = 9999999999",
    "a span of nothing": "UPDATE coding SET end = start",
    "parts null": "UPDATE coding SET parts = 'null'",
    "parts of strings": """UPDATE coding SET parts = '["a","b"]'""",
    "parts a million deep": f"UPDATE coding SET parts = '{DEEP}'",
    "parts huge": f"UPDATE coding SET parts = '[[{HUGE},{HUGE}]]'",
    "parts true": "UPDATE coding SET parts = '[[false,true],[2,3]]'",
    "a flag of 2": "UPDATE coding SET from_cue = 2",
    "a coding of no document": f"UPDATE coding SET document = '{OTHER}'",
    "a coding of no code": f"UPDATE coding SET code = '{OTHER}'",
    "a coding of no coder": f"UPDATE coding SET coder = '{OTHER}'",
    "a coding without identity": "UPDATE coding SET guid = 'x' || rowid",
    "an identity in upper case": "UPDATE coding SET guid = upper(guid)",
    "an identity with more behind a NUL": "UPDATE coding SET guid = guid || char(0) || 'x'",
    "who made it a path": "UPDATE coding SET created_by = '/etc'",
    "a time before time": "UPDATE coding SET created_at = -1",
    "a time beyond time": "UPDATE coding SET changed_at = 9223372036854775807",
    "a value that is no JSON": "UPDATE attribute_value SET value = 'x'",
    "a value that is a number": "UPDATE attribute_value SET value = '7'",
    "a value with half a character": """UPDATE attribute_value SET value = '"\\udfff"'""",
    "a value very deep": f"UPDATE attribute_value SET value = '{DEEP}'",
    "a relation to nothing": f"UPDATE relation SET target = '{OTHER}'",
    "a memo of nobody": f"UPDATE memo SET coder = '{OTHER}'",
    "a memo on nothing": "UPDATE memo SET subject = '../x'",
    "an unknown progress": "UPDATE status SET progress = 'soon'",
    "an unknown kind of coder": "UPDATE coder SET kind = 'machine'",
    "a document of other length": "UPDATE document SET characters = characters + 1",
    "a document of no length": "UPDATE document SET characters = -1",
    "a document without text": "DELETE FROM document_text",
    "documents in each other's place": "UPDATE document SET replaced_by = (SELECT d.guid FROM"
    " document AS d WHERE d.guid <> document.guid ORDER BY d.guid LIMIT 1)",
    "a document in its own place": "UPDATE document SET replaced_by = guid",
    "a round of no purpose": "UPDATE round SET purpose = 'fun'",
    "a decision about nothing": "UPDATE decision SET about = '[]'",
    "a step at the end of time": "UPDATE step SET at = 9223372036854775807 WHERE seq = 1",
    "a step before time": "UPDATE step SET at = -1 WHERE seq = 1",
    "a step of no kind": "UPDATE step SET kind = 'magic'",
    "a step in no state": "UPDATE step SET state = 'maybe'",
    "changes of no step": "UPDATE change SET step = step + 100000",
    "a step beyond counting": "UPDATE step SET seq = 9223372036854775807 WHERE seq = 1",
    "a name that is no Unicode": "UPDATE code SET name = CAST(x'ff41' AS TEXT)",
    "a label that is no Unicode": "UPDATE step SET label = CAST(x'ff41' AS TEXT)",
    "a passage of no Unicode": "UPDATE document_text SET text = CAST(x'ff' AS TEXT)",
}
LAZY = {"a label that is no Unicode"}
"""What opening does not read; reading it is a sentence then."""


HISTORY = {
    what for what, statement in FAULTS.items() if re.search("UPDATE (step|change)", statement)
}


def read_history(project: ProjectFile, whole: bool = True) -> None:
    """The latest steps in words, and some of every kind before; where it is the `whole`, every
    seventh. Rows, which it tells the names of, it meets in a few steps."""
    viewer = everything(project)
    numbers = steps(viewer, TrailFilter())
    latest, every = (20, 7) if whole else (8, 31)
    for number in (*numbers[:latest], *numbers[latest::every]):
        tell(viewer, number)


def damaged(folder: Path, statement: str) -> Path:
    path = Path(shutil.copy(SAMPLE, folder / "p.annot"))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA ignore_check_constraints=ON")
    connection.execute(statement)
    connection.commit()
    connection.close()
    return path


@pytest.mark.parametrize("what", sorted(FAULTS.keys() - LAZY))
def test_a_faulty_project_is_refused_with_what_to_do(tmp_path: Path, what: str) -> None:
    path = damaged(tmp_path, FAULTS[what])
    before = path.read_bytes()
    with pytest.raises(UserError) as told:
        projects.open_(path)
    assert "backup" in str(told.value)
    assert str(path) in str(told.value)
    assert len(str(told.value)) < 1_500
    assert path.read_bytes() == before


@pytest.mark.parametrize("what", FAULTS)
def test_check_lists_what_is_wrong(tmp_path: Path, what: str) -> None:
    path = damaged(tmp_path, FAULTS[what])
    try:
        with projects.open_unvalidated(path) as project:
            assert integrity.check(project) != []
    except UserError as error:
        assert "backup" in str(error)


@pytest.mark.parametrize("what", FAULTS)
def test_a_merge_takes_no_faulty_row(tmp_path: Path, what: str) -> None:
    path = damaged(tmp_path, FAULTS[what])
    target = make(tmp_path / "target.annot")
    try:
        foreseen = finish(merges.preview(target.project, [path]))
        reports = finish(merges.merge(target.project, ANN.guid, [path])).reports
    except UserError as error:
        assert str(path) in str(error)
    else:
        assert foreseen == reports
    assert integrity.check(target.project) == []
    content(target.project)
    read_history(target.project, what in HISTORY)


BROKEN_HISTORY = ("{", "[]", "null", DEEP, '{"start": "x"}', f'{{"start": {HUGE}}}')


@pytest.mark.parametrize("image", BROKEN_HISTORY, ids=lambda text: text[:16])
def test_a_broken_history_is_a_sentence_and_does_not_come_in(tmp_path: Path, image: str) -> None:
    statement = f"UPDATE change SET after = '{image}', before = '{image}' WHERE kind = 'coding'"
    path = damaged(tmp_path, statement)
    with projects.open_(path) as project:
        assert any("history" in line for line in integrity.check(project))
        with project.reading() as connection:
            coder = connection.scalar(
                select(schema.step.c.coder).order_by(schema.step.c.seq.desc()).limit(1)
            )
        for _ in range(60):
            try:
                project.undo(str(coder))
            except UserError:
                break
    target = make(tmp_path / "target.annot")
    report = finish(merges.merge(target.project, ANN.guid, [path])).reports[0]
    assert "step" in {one.kind for one in report.rejected}
    assert integrity.check(target.project) == []
    read_history(target.project)


def test_undo_does_not_write_what_can_not_be(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    made.code(ANN, "claim", (0, 6))
    project = made.project
    codes.edit(project, ANN.guid, codebook.current(project).codes[0])
    name = codebook.current(project).codes[0]
    codes.edit(project, ANN.guid, replace(name, name="Other"))
    project.close()
    connection = sqlite3.connect(project.path)
    connection.execute(
        """UPDATE change SET before = '{"name":"x","unit":"paragraph"}' WHERE kind = 'code'"""
        " AND before IS NOT NULL"
    )
    connection.commit()
    connection.close()
    with projects.open_(project.path) as opened:
        with pytest.raises(UserError, match="history"):
            opened.undo(ANN.guid)
        assert integrity.check(opened) == []


def test_a_file_at_the_end_of_time_opens_and_says_why_nothing_can_be_coded(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    made.project.close()
    connection = sqlite3.connect(made.project.path)
    connection.execute("UPDATE step SET at = ? WHERE seq = 1", (clock.LATEST,))
    connection.commit()
    connection.close()
    with projects.open_(made.project.path) as project:
        made.project = project
        with pytest.raises(UserError, match="year 6000"):
            made.code(ANN, "claim", (0, 6))
        assert integrity.check(project) == []


def test_names_too_long_are_refused_on_the_way_in(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    code = codes.new_code("x" * (LONGEST_NAME + 1), "#336699")
    with pytest.raises(UserError, match="longer than"):
        codes.add(made.project, ANN.guid, code)
    assert integrity.check(made.project) == []


def test_codes_too_deep_are_refused_on_the_way_in(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    parent = None
    for number in range(DEEPEST_CODES):
        code = codes.new_code(f"level {number}", "#336699", parent=parent)
        codes.add(made.project, ANN.guid, code)
        parent = code.guid
    with pytest.raises(UserError, match="levels"):
        codes.add(made.project, ANN.guid, codes.new_code("one more", "#336699", parent=parent))
    with pytest.raises(UserError, match="levels"):
        codes.move(made.project, ANN.guid, made.codes["claim"], parent)
    assert codebook.current(made.project).depth == DEEPEST_CODES


VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.sampled_from([0, 1, 2, 6, clock.LATEST]),
    st.sampled_from(["", "x", '"x"', "[]", "[[0,2],[4,6]]", "[[0,2]]", '["a"]', '"\\ud800"']),
    st.sampled_from([ANN.guid, ANN.guid.upper(), OTHER, guid_from("no such thing")]),
    st.text(max_size=8),
)


@settings(max_examples=examples(50), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([CODING, ATTRIBUTE_VALUE]), st.data())
def test_what_sql_lets_pass_keeps_the_rules(
    tmp_path_factory: pytest.TempPathFactory, kind: str, data: st.DataObject
) -> None:
    """The quick check by SQL and the rules agree on every row."""
    folder = tmp_path_factory.mktemp("rules")
    path = Path(shutil.copy(SAMPLE, folder / "p.annot"))
    table = schema.ROW_TABLES[kind]
    column = data.draw(st.sampled_from([c.name for c in table.columns]))
    value = data.draw(VALUES)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA ignore_check_constraints=ON")
    try:
        connection.execute(
            f'UPDATE "{kind}" SET "{column}" = ? WHERE rowid IN'
            f' (SELECT rowid FROM "{kind}" LIMIT 3)',
            (value,),
        )
    except (sqlite3.IntegrityError, UnicodeEncodeError):
        return  # of another type than the column, or the same identity twice
    finally:
        connection.commit()
        connection.close()
    with projects.open_unvalidated(path) as project, project.reading() as opened:
        rows = {
            name: {row["guid"]: dict(row) for row in opened.execute(select(t)).mappings()}
            for name, t in schema.ROW_TABLES.items()
        }
        expected = {guid for guid, row in rows[kind].items() if fault(kind, row, rows)}
        assert {guid for name, guid, _why in faulty_rows(opened) if name == kind} == expected
