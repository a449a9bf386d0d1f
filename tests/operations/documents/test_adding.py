"""Files become documents: looked at first, added as one step, read again as a new version."""

from __future__ import annotations

import random
import tracemalloc
from pathlib import Path

import pytest
from sqlalchemy import Connection

from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.errors import UserError
from annotator.operations import codings, documents
from annotator.operations.documents import (
    adding,
    document_attributes,
    document_versions,
    encodings,
    kept_texts,
    original_files,
)
from annotator.operations.documents.adding import words_in
from annotator.operations.documents.file_reading import AS_FOUND, ReaderChoices, checked
from annotator.operations.projects import integrity
from annotator.storage import document_files, queries
from tests import small_format
from tests.making import ANN, Made, make, text_file

DATA = small_format.HEAD + (
    b"= 1\n@title A talk\n# Title\nThe min-\nister said a word.\n% Typed by N.\nLast words.\n"
)


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    small_format.use(monkeypatch)
    (tmp_path / "talk.small").write_bytes(DATA)
    return make(tmp_path / "p.annot")


def intake(made: Made, *paths: Path, choices: ReaderChoices = AS_FOUND) -> adding.Intake:
    return finish(adding.read(made.project, paths, choices))


def add(made: Made, *paths: Path) -> adding.Summary:
    with intake(made, *paths) as found:
        return finish(adding.add(made.project, ANN.guid, found))


def document(made: Made, name: str) -> str:
    with made.project.reading() as connection:
        return next(one.guid for one in queries.documents(connection) if one.name == name)


def test_many_files_are_one_step_and_one_undo(made: Made, tmp_path: Path) -> None:
    names = []
    for number in range(5):
        names.append(tmp_path / f"{number}.txt")
        names[-1].write_text(f"Text {number}.")
    before = made.project.last_step()
    (tmp_path / "bad.small").write_bytes(small_format.HEAD + b"broken")
    done = add(made, tmp_path / "bad.small", *names, tmp_path / "talk.small")
    assert [one.name for one in done.added] == [*(path.name for path in names), "talk.small"]
    assert [one.file_name for one in done.refused] == ["bad.small"]
    assert made.project.last_step() == before + 1
    assert document_attributes.by_document(made.project)[document(made, "talk.small")] == {
        "title": "A talk"
    }
    made.project.undo(ANN.guid)
    with made.project.reading() as connection:
        assert [one.name for one in queries.documents(connection)] == ["talks.txt"]
    made.project.redo(ANN.guid)
    assert original_files.original(made.project, document(made, "talk.small")) == DATA
    assert integrity.check(made.project) == []


def test_a_preview_marks_what_is_there_and_what_comes_twice(made: Made, tmp_path: Path) -> None:
    copy, other = tmp_path / "copy.small", tmp_path / "other.small"
    copy.write_bytes(DATA)
    other.write_bytes(DATA + b"\n")
    with intake(made, tmp_path / "talk.small", copy, other) as found:
        first, second, third = found.entries
        assert (first.name, first.title, first.pages, first.words) == (
            *("talk.small", "Small format"),
            *(1, 13),
        )
        assert (first.known, second.known, third.known) == ("", "talk.small", "")
        assert third.same_text == ("talk.small",)
        assert (first.twice, second.twice, third.twice) == (False, True, False)
        finish(adding.add(made.project, ANN.guid, found))
    with intake(made, copy) as found:
        assert found.entries[0].known == "talk.small" and not found.entries[0].twice
        assert not finish(adding.add(made.project, ANN.guid, found)).changes


def test_a_file_can_be_read_another_way_before_it_is_added(made: Made, tmp_path: Path) -> None:
    with intake(made, tmp_path / "talk.small") as found:
        found.read_again(0, ReaderChoices(options={"case": "upper"}))
        (text,) = found.texts(0)
        assert "MINISTER" in text.text.replace("-\n", "")
        assert found.entries[0].known == ""
        with pytest.raises(UserError, match="sideways"):
            found.read_again(0, ReaderChoices(options={"case": "sideways"}))
        finish(adding.add(made.project, ANN.guid, found))
    with made.project.reading() as connection:
        origin = document_files.origin(connection, document(made, "talk.small"))
    assert origin is not None and origin.options == {"case": "upper"}


def test_none_read_is_an_error_and_changes_nothing(made: Made, tmp_path: Path) -> None:
    (tmp_path / "bad.small").write_bytes(small_format.HEAD + b"broken")
    before = made.project.last_step()
    with pytest.raises(UserError, match="damaged"):
        add(made, tmp_path / "bad.small")
    with pytest.raises(UserError, match="None of the 2 files"):
        add(made, tmp_path / "bad.small", tmp_path / "missing.small")
    assert made.project.last_step() == before


def test_stopping_leaves_everything_as_it_was(made: Made, tmp_path: Path) -> None:
    before = made.project.last_step()
    with intake(made, tmp_path / "talk.small", tmp_path / "talk.small") as found:
        job = adding.add(made.project, ANN.guid, found)
        next(job)
        job.close()
    assert made.project.last_step() == before


def test_one_file_of_many_documents_is_kept_once(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "many.small"
    parts = b"".join(b"--- %d\nText %d.\n" % (n, n) for n in range(1_000))
    path.write_bytes(small_format.HEAD + parts)
    done = add(made, path)
    assert len(done.added) == 1_000
    with made.project.reading() as connection:
        number = connection.exec_driver_sql("SELECT count(*) FROM original").scalar()
    assert number == 1
    assert not add(made, path).changes


def test_the_bytes_of_one_file_are_digested_once(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "many.small"
    path.write_bytes(
        small_format.HEAD + b"".join(b"--- %d\nText %d.\n" % (n, n) for n in range(900))
    )
    calls: list[bytes] = []
    with pytest.MonkeyPatch.context() as patch:
        keep = document_files.add_original

        def counting(connection: Connection, data: bytes) -> str:
            calls.append(data)
            return keep(connection, data)

        patch.setattr(document_files, "add_original", counting)
        add(made, path)
    assert calls == [path.read_bytes()]


def test_values_that_several_formats_have_are_named_once() -> None:
    with pytest.raises(UserError, match=r"It has accept, reject, show\.$"):
        checked(ReaderChoices(options={"tracked": "x"}))


def test_of_texts_that_are_alike_a_few_are_named(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "many.small"
    path.write_bytes(small_format.HEAD + b"".join(b"--- %d\nThe same.\n" % n for n in range(90)))
    with intake(made, path) as found:
        named = [len(entry.same_text) for entry in found.entries]
    assert named == [*range(20), *[20] * 70]
    assert [len(one.same_text) for one in add(made, path).added] == named


def test_documents_of_one_file_are_kept_in_portions(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_texts, "_PORTION", 7)
    path, other = tmp_path / "many.small", tmp_path / "other.txt"
    path.write_bytes(
        small_format.HEAD + b"".join(b"--- %d\nText %d.\n" % (n, n) for n in range(20))
    )
    other.write_text("Another.")
    with intake(made, path, other) as found:
        assert [len(portion) for portion in found.portions(0)] == [7, 7, 6]
        texts = found.texts(0)
        assert [text.text for text in texts] == [f"Text {number}." for number in range(20)]
        assert all(text.data == path.read_bytes() for text in texts)
        assert all(text.source == text.text.encode() for text in texts)
        assert [found.text(0, number) for number in range(20)] == texts
        assert found.text(1, 0).source == b"Another."
        with pytest.raises(IndexError):
            found.text(1, 1)
        left_out = {(0, number) for number in range(20) if number % 3}
        summary = finish(adding.add(made.project, ANN.guid, found, left_out))
    assert [one.name for one in summary.added] == [
        *(texts[number].name for number in range(0, 20, 3)),
        "other.txt",
    ]


def test_memory_does_not_grow_with_the_number_of_files(made: Made, tmp_path: Path) -> None:
    words = ["word", "other", "more"]
    chance = random.Random(1)
    paths = []
    for number in range(30):
        path = tmp_path / f"{number}.txt"
        path.write_text(" ".join(chance.choices(words, k=60_000)))
        paths.append(path)
    size = paths[0].stat().st_size
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_texts, "_IN_MEMORY", 30_000)
        tracemalloc.start()
        add(made, *paths)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert most < 25 * size, f"{most / size:.0f} times a file, of {len(paths)}"


@pytest.mark.parametrize("text", ["", "a", "one two", "  x  ", "ab" * 700_000, "a b " * 600_000])
def test_words_are_counted_across_the_pieces(text: str) -> None:
    assert words_in(text) == len(text.split())


def test_reading_again_is_a_new_version(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(made, tmp_path / "talk.small")
    old = document(made, "talk.small")
    text = original_files.reading(made.project, old).text
    made.document, made.text = old, text
    kept = made.code_words(ANN, "claim", "said a word")
    torn = made.code_words(ANN, "claim", "min-\nister")
    assert finish(document_versions.read_again(made.project, ANN.guid, old)) is None
    assert document_versions.outdated(made.project) == {}
    small_format.use(monkeypatch, 3)
    assert document_versions.outdated(made.project) == {old: (1, 3)}
    done = finish(document_versions.read_again(made.project, ANN.guid, old))
    assert done is not None
    assert (done.moved, done.unsettled) == (1, 1)
    found = original_files.reading(made.project, done.document)
    assert (found.name, found.version) == ("talk.small", 3)
    assert "minister said a word.\nLast words." in found.text
    assert found.remarks == (("A line was left out.", "% Typed by N."),)
    assert [one.kind for one in found.structure] == ["page", "heading", *["paragraph"] * 2]
    with made.project.reading() as connection:
        rows = {kept: done.document, torn: old}
        for guid, place in rows.items():
            query = f"SELECT document FROM coding WHERE guid = '{guid}'"
            assert connection.exec_driver_sql(query).scalar() == place
    small_format.use(monkeypatch, 2)
    with pytest.raises(UserError, match="later version"):
        finish(document_versions.read_again(made.project, ANN.guid, done.document))
    with pytest.raises(UserError, match="plain text"):
        finish(document_versions.read_again(made.project, ANN.guid, document(made, "talks.txt")))
    with pytest.raises(UserError, match="no plain text"):
        encodings.read_again(made.project, ANN.guid, done.document, "latin-1")
    assert integrity.check(made.project) == []


def test_a_corrected_text_has_the_structure_of_the_one_before(made: Made, tmp_path: Path) -> None:
    add(made, tmp_path / "talk.small")
    old = document(made, "talk.small")
    text = original_files.reading(made.project, old).text
    corrected = "A new line.\n" + text.replace("a word", "two words")
    file = text_file("corrected.txt", corrected)
    done = finish(document_versions.replace(made.project, ANN.guid, old, file))
    structure = original_files.structure(made.project, done.document)
    found = [(one.kind, corrected[one.start : one.end]) for one in structure]
    assert ("heading", "Title") in found
    assert ("paragraph", "ister said two words.") in found
    assert ("paragraph", "Last words.") in found
    assert found[0][0] == "page" and found[0][1].endswith("Last words.")
    assert original_files.place(made.project, done.document, len(corrected) - 1).section == "Title"


def test_structured_paragraphs_are_what_is_coded_by(made: Made, tmp_path: Path) -> None:
    add(made, tmp_path / "talk.small")
    with made.project.reading() as connection:
        text = queries.structured_text(connection, document(made, "talk.small"))
    assert len(list(text.paragraphs())) == len(text.structure.numbers("paragraph", "heading"))
    changes = codings.add(
        *(made.project, ANN.guid, document(made, "talk.small"), made.codes["claim"]),
        [Span(0, 5)],
    )
    assert changes.added["coding"]


def test_documents_read_by_readers_are_found_by_import_too(made: Made, tmp_path: Path) -> None:
    (text,) = finish(documents.read_files([tmp_path / "talk.small"]))
    assert text.origin is not None and text.structure
