"""One file, read by readers of different versions: one document after merging, in any order."""

from __future__ import annotations

import hashlib
import itertools
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from annotator.corpus.coding import Coder
from annotator.corpus.job import finish
from annotator.corpus.merge_report import MergeReport
from annotator.corpus.span import Span
from annotator.operations import codings, documents, projects
from annotator.operations.codings import memos
from annotator.operations.documents import TextFile, document_attributes
from annotator.operations.documents.document_versions import replaced_with_codings
from annotator.operations.documents.file_reading import read
from annotator.operations.merging import merges
from annotator.operations.projects import integrity
from annotator.operations.team import handout
from annotator.operations.team.handout import Rules
from annotator.storage import document_files, queries, schema, table_parts
from annotator.storage.faulty_files import open_read_only
from annotator.storage.project_file import ProjectFile
from tests import small_format
from tests.examples import examples
from tests.making import ANN, BEN, CLEO, Made, make, text_file

PEOPLE = (ANN, BEN, CLEO)
DATA = small_format.HEAD + (
    b"# Title\nThe min-\nister said a word.\n% Notes of the typist\nAnother para-\n"
    b"graph, a long one.\nAnd a last one, with more words in it than the others have."
)


def reading(version: int, data: bytes = DATA) -> TextFile:
    with pytest.MonkeyPatch.context() as patch:
        small_format.use(patch, version)
        (text,) = read(data, "talk.small")
    return text


def project(path: Path, by: Coder, version: int) -> tuple[Made, str]:
    """A project in which a coder added the file with a reader of this version."""
    made = make(path, by, text=f"Something of {by.name}'s own.")
    changes = documents.add(made.project, by.guid, [reading(version)]).changes
    (made.document,) = changes.added["document"]
    made.text = reading(version).text
    return made, made.document


def code(made: Made, by: Coder, words: str) -> str:
    return made.code_words(by, "claim", words)


def merge(target: ProjectFile, source: Path) -> MergeReport:
    return finish(merges.merge(target, ANN.guid, [source])).reports[0]


def state(path: Path) -> dict[str, Any]:
    """What is in sight, and what waits: documents by text, codings where they are."""
    with projects.open_(path) as opened, opened.reading() as connection:
        visible = {one.guid: one.text_sha256 for one in queries.documents(connection)}
        columns = ("guid", "document", "start", "end", "parts", "changed_at", "changed_by")
        table = schema.coding.c
        rows = connection.execute(select(*(table[name] for name in columns)))
        found = sorted(map(tuple, rows))
        waiting = sorted(replaced_with_codings(connection))
        said = sorted(
            (a.document, a.name, a.value) for a in queries.document_attributes(connection)
        )
        notes = sorted((one.subject, one.text) for one in queries.memos(connection))
        assert integrity.check(opened) == []
    return {
        "visible": visible,
        "codings": found,
        "waiting": waiting,
        "said": said,
        "memos": notes,
    }


def passages(path: Path) -> dict[str, str]:
    """By coding, the words that it marks in the document in sight."""
    with projects.open_(path) as opened, opened.reading() as connection:
        table = schema.coding.c
        return {
            guid: queries.document_text(connection, document)[start:end]
            for guid, document, start, end in connection.execute(
                select(table.guid, table.document, table.start, table.end)
            )
        }


def test_the_same_file_is_the_same_document_under_any_name(tmp_path: Path) -> None:
    one, first = project(tmp_path / "a.annot", ANN, 1)
    other = make(tmp_path / "b.annot", BEN)
    with pytest.MonkeyPatch.context() as patch:
        small_format.use(patch, 1)
        (text,) = read(DATA, "renamed.small")
    (second,) = documents.add(other.project, BEN.guid, [text]).changes.added["document"]
    assert first == second
    again = documents.add(other.project, BEN.guid, [text])
    assert not again.changes and again.known == ["renamed.small"]
    newer = documents.add(other.project, BEN.guid, [reading(2)])
    assert not newer.changes, "what is there is never read again unasked"
    report = merge(one.project, other.project.path)
    assert report.added["document"] == 1, "the text of its own"


def test_of_two_versions_the_higher_stays_and_codings_are_at_their_passages(
    tmp_path: Path,
) -> None:
    ann, old = project(tmp_path / "a.annot", ANN, 1)
    ben, new = project(tmp_path / "b.annot", BEN, 2)
    said = code(ann, ANN, "said a word")
    torn = code(ann, ANN, "The min-\nister")
    theirs = code(ben, BEN, "minister")
    memos.write(ann.project, ANN.guid, said, "why")
    document_attributes.set_value(ann.project, ANN.guid, old, "genre", "news")
    foreseen = finish(merges.preview(ann.project, [ben.project.path]))
    report = merge(ann.project, ben.project.path)
    assert foreseen == [report]
    assert [(one.replaced, one.stays, one.versions) for one in report.same_files] == [
        (old, new, (1, 2))
    ]
    assert [(one.coding, one.document) for one in report.unplaced] == [(torn, old)]
    found = state(ann.project.path)
    assert new in found["visible"] and old not in found["visible"]
    assert (new, "genre", "news") in found["said"]
    assert passages(ann.project.path) | {torn: ""} == {
        said: "said a word",
        theirs: "minister",
        torn: "",
    }
    assert found["waiting"] == [(old, new)]
    assert (said, "why") in found["memos"]
    # The other way round comes to the same, and so does merging back and forth.
    merge(ben.project, tmp_path / "a.annot")
    assert state(ben.project.path)["codings"] == found["codings"]
    assert not merge(ann.project, ben.project.path).added["coding"]
    assert state(ann.project.path) == state(ben.project.path)


def test_a_merge_of_readings_is_undone_as_a_whole(tmp_path: Path) -> None:
    ann, old = project(tmp_path / "a.annot", ANN, 1)
    ben, _new = project(tmp_path / "b.annot", BEN, 2)
    code(ann, ANN, "said a word")
    before = state(ann.project.path)
    merge(ann.project, ben.project.path)
    after = state(ann.project.path)
    ann.project.undo(ANN.guid)
    undone = state(ann.project.path)
    assert undone["codings"] == before["codings"]
    assert old in undone["visible"]
    merge(ann.project, ben.project.path)
    assert state(ann.project.path)["codings"] == after["codings"]


@st.composite
def _work(draw: st.DrawFn) -> list[tuple[int, tuple[int, int]]]:
    person = st.integers(0, 2)
    place = st.integers(0, 140)
    spans = st.tuples(place, st.integers(1, 25)).map(lambda pair: (pair[0], sum(pair)))
    return draw(st.lists(st.tuples(person, spans), min_size=1, max_size=6))


@settings(
    max_examples=examples(4),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking would take minutes
)
@given(_work(), st.permutations([1, 2, 3]), st.booleans())
def test_three_versions_in_any_order_come_to_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    work: list[tuple[int, tuple[int, int]]],
    versions: list[int],
    edited: bool,
) -> None:
    folder = tmp_path_factory.mktemp("readings")
    made = [
        project(folder / f"{by.name}.annot", by, version)[0]
        for by, version in zip(PEOPLE, versions, strict=True)
    ]
    for person, (start, end) in work:
        if start < (last := min(end, len(made[person].text))):
            made[person].code(PEOPLE[person], "claim", (start, last))
    paths = [one.project.path for one in made]
    if edited:  # work goes on in a merged file, which then meets the third reading
        merge(made[0].project, paths[1])
        with made[0].project.reading() as connection:
            table = schema.coding.c
            own = select(table.guid, table.start).where(table.coder == ANN.guid)
            rows = list(connection.execute(own))
        for guid, start in rows[:2]:
            codings.reshape(made[0].project, ANN.guid, guid, [Span(start, start + 1)])
    for one in made:
        one.project.close()
    found = []
    for number, order in enumerate(itertools.permutations(paths)):
        target = folder / f"merged {number}.annot"
        shutil.copy(order[0], target)
        with projects.open_(target) as opened:
            for path in order[1:]:
                merge(opened, path)
        found.append(state(target))
    # The project's own text is known to each alone; what is compared is the same document.
    assert all(one == found[0] for one in found)
    texts = {reading(version).text for version in versions}
    assert len(texts) == 3
    highest = documents.text_digest(reading(3).text)
    assert highest in found[0]["visible"].values()
    assert sum(digest == highest for digest in found[0]["visible"].values()) == 1
    # Merging results with each other changes nothing any more.
    with projects.open_(folder / "merged 0.annot") as opened:
        merge(opened, folder / "merged 5.annot")
    assert state(folder / "merged 0.annot") == found[0]


def test_equal_texts_are_one_document_whatever_they_are_called(tmp_path: Path) -> None:
    ann, first = project(tmp_path / "a.annot", ANN, 2)
    ben = make(tmp_path / "b.annot", BEN)
    documents.add(ben.project, BEN.guid, [text_file("copied out.txt", reading(2).text)])
    report = merge(ann.project, ben.project.path)
    assert [one.theirs for one in report.same_texts] == ["copied out.txt"]
    assert first in state(ann.project.path)["visible"]


def test_structure_and_file_come_along(tmp_path: Path) -> None:
    ann, document = project(tmp_path / "a.annot", ANN, 1)
    ben = make(tmp_path / "b.annot", BEN)
    merge(ben.project, ann.project.path)
    projects.save_copy(ben.project, tmp_path / "copy.annot")
    for path in (ben.project.path, tmp_path / "copy.annot"):
        with projects.open_(path) as opened, opened.reading() as connection:
            assert document_files.original(connection, document) == DATA
            assert document_files.structure(connection, document) == reading(1).structure
            assert document_files.origin(connection, document) == reading(1).origin


def test_a_file_that_lost_its_structure_gets_it_back(tmp_path: Path) -> None:
    """As where an older program handed the project out: it empties tables that it does not know."""
    ann, document = project(tmp_path / "a.annot", ANN, 1)
    projects.save_copy(ann.project, tmp_path / "copy.annot")
    with projects.open_(tmp_path / "copy.annot") as copy:
        with copy.rewriting() as connection:
            for table in (schema.document_structure, schema.document_origin, schema.original):
                connection.execute(table.delete())
        assert integrity.check(copy) == []
        merge(copy, ann.project.path)
        with copy.reading() as connection:
            assert document_files.structure(connection, document) == reading(1).structure


@pytest.mark.parametrize("table", ["original", "document_origin", "document_structure"])
def test_what_is_damaged_is_told_and_not_taken_over(tmp_path: Path, table: str) -> None:
    ann, document = project(tmp_path / "a.annot", ANN, 1)
    values: dict[str, dict[str, object]] = {
        "original": {"data": b"other"},
        "document_origin": {"options": "[1]"},
        "document_structure": {"end": b"\xff\xff\xff\x7f" * 6},
    }
    with ann.project.rewriting() as connection:
        connection.execute(table_parts.metadata.tables[table].update().values(values[table]))
    assert integrity.check(ann.project)
    ben = make(tmp_path / "b.annot", BEN)
    merge(ben.project, ann.project.path)
    assert integrity.check(ben.project) == []
    with ben.project.reading() as connection:
        assert queries.document_text(connection, document) == reading(1).text


def test_what_an_older_program_reads_is_a_plain_text_that_is_whole(tmp_path: Path) -> None:
    """A program of format 3.0 knows `document` and `document_text` alone, and checks these."""
    ann, document = project(tmp_path / "a.annot", ANN, 1)
    with ann.project.reading() as connection:
        row = connection.execute(
            select(schema.document).where(schema.document.c.guid == document)
        ).one()
        source = queries.document_source(connection, document)
        text = queries.document_text(connection, document)
    assert row.encoding == "utf-8"
    assert source.decode("utf-8") == text
    assert hashlib.sha256(source).hexdigest() == row.sha256
    assert row.characters == len(text)


def test_a_copy_for_a_coder_has_the_files_of_its_documents_alone(tmp_path: Path) -> None:
    ann, _document = project(tmp_path / "a.annot", ANN, 1)
    other = small_format.HEAD + b"# Another\nWith a secret in it.\n"
    documents.add(ann.project, ANN.guid, [reading(1, other)])
    ben, _new = project(tmp_path / "b.annot", BEN, 2)
    code(ann, ANN, "said a word")
    code(ben, BEN, "minister")
    merge(ann.project, ben.project.path)
    with ann.project.reading() as connection:
        newest = document_files.living_by_file(connection)[reading(2).origin.identity]  # type: ignore[union-attr]
    target = tmp_path / "ben.annot"
    handout.hand_out(ann.project, target, BEN, Rules(blind=True, documents=[newest]))
    with projects.open_(target) as copy, copy.reading() as connection:
        assert document_files.original(connection, newest) == DATA
        assert document_files.structure(connection, newest) == reading(2).structure
        assert list(connection.execute(select(schema.carried))) == []
        assert integrity.check(copy) == []
    held = target.read_bytes()
    assert b"secret" not in held and ANN.guid.encode() not in held
    # What Ben codes there comes back.
    report = merge(ann.project, target)
    assert not report.rejected


@pytest.mark.parametrize("table", ["original", "document_origin", "document_structure"])
def test_a_faulty_file_is_looked_at_as_plain_texts(tmp_path: Path, table: str) -> None:
    ann, document = project(tmp_path / "a.annot", ANN, 1)
    values: dict[str, dict[str, object]] = {
        "original": {"data": b"other"},
        "document_origin": {"options": "[1]"},
        "document_structure": {"end": b"\xff\xff\xff\x7f" * 6},
    }
    with ann.project.rewriting() as connection:
        connection.execute(table_parts.metadata.tables[table].update().values(values[table]))
    with open_read_only(ann.project.path) as looked, looked.reading() as connection:
        text = queries.structured_text(connection, document)
        assert text.text == reading(1).text
        assert len(looked.left_out.rows) == 1
        assert integrity.check(looked) == []
