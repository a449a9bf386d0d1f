"""A few damaged files; `tests/soak/repairs.py` makes a thousand."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from annotator.corpus.job import finish
from annotator.corpus.repair_report import RepairReport
from annotator.errors import UserError
from annotator.operations import projects
from annotator.operations.projects import integrity, repair_words, repairing
from annotator.storage import schema
from annotator.storage.repair.pages import Pages
from tests.making import ANN, BEN, make
from tests.soak.repairs import PAGE, intact, stored, tries

FILES = Path(__file__).parents[1] / "files"


def test_some_damaged_files_are_repaired_and_never_crash() -> None:
    found = Counter(one.ended for one in tries(12, 1, ("long texts", "past")))
    assert found.total() == 12
    assert found["in part"] + found["whole"] > 6


def repaired(path: Path) -> tuple[Path, RepairReport]:
    target = path.with_name("repaired.annot")
    before = path.read_bytes()
    report = finish(repairing.repair(path, target))
    assert path.read_bytes() == before
    with projects.open_(target) as project:
        assert integrity.check(project) == []
    return target, report


@pytest.mark.parametrize("version", ["1", "2", "3", "3.1", "3.2"])
def test_a_sound_file_comes_out_equal(tmp_path: Path, version: str) -> None:
    path = tmp_path / "project.annot"
    path.write_bytes((FILES / f"version-{version}.annot").read_bytes())
    target, report = repaired(path)
    assert report.sound and report.whole
    with projects.open_(path):
        """It is brought to today's tables."""
    assert stored(target) == stored(path)


@pytest.mark.parametrize("version", ["1", "2", "3", "3.1", "3.2"])
def test_files_of_every_version_are_read_without_their_first_page(
    tmp_path: Path, version: str
) -> None:
    """It holds the schema: the tables are known."""
    data = bytearray((FILES / f"version-{version}.annot").read_bytes())
    path, whole = tmp_path / "project.annot", tmp_path / "whole.annot"
    whole.write_bytes(data)
    data[:PAGE] = bytes(PAGE)
    path.write_bytes(data)
    target, report = repaired(path)
    with projects.open_(whole):
        """As above."""
    found, expected = stored(target), stored(whole)
    missing = [key for key, row in expected.items() if key not in found and not row["deleted"]]
    assert missing == []
    assert report.lost == []


def test_a_lost_page_of_codings_is_read_from_the_history(tmp_path: Path) -> None:
    made = make(tmp_path / "project.annot")
    guids = {made.code(by, "claim", (at, at + 3)) for by in (ANN, BEN) for at in range(30)}
    made.project.close()
    before = stored(made.project.path)
    pages = Pages(made.project.path)
    blank(made.project.path, pages.children(root_of(made.project.path, "coding"))[0])
    target, report = repaired(made.project.path)
    assert report.from_history["coding"] >= 5
    assert report.whole
    assert {guid for kind, guid in stored(target) if kind == "coding"} == guids
    assert stored(target) == before
    assert "read from the history" in "\n".join(repair_words.lines(report))


def test_what_is_lost_is_named(tmp_path: Path) -> None:
    """A coding whose text is gone is told with its code and its place."""
    made = make(tmp_path / "project.annot")
    made.code(ANN, "claim", (2, 9))
    made.project.close()
    with closing(sqlite3.connect(made.project.path)) as connection, connection:
        connection.execute("DELETE FROM document_text")
    target, report = repaired(made.project.path)
    lost = {one.kind: one for one in report.lost}
    assert lost["document"].what == "talks.txt"
    assert lost["document"].reason == "its text can't be read"
    assert lost["coding"].what == "“claim” in “talks.txt”, characters 2 to 9, by Ann"
    assert lost["coding"].reason == "what it belongs to is lost"
    lines = repair_words.lines(report)
    assert "    talks.txt (its text can't be read)" in lines
    assert not report.whole
    assert ("code", made.codes["claim"]) in stored(target)


def test_a_damaged_text_is_made_again_from_the_bytes_of_its_file(tmp_path: Path) -> None:
    made = make(tmp_path / "project.annot")
    made.project.close()
    before = texts(made.project.path)
    with closing(sqlite3.connect(made.project.path)) as connection, connection:
        connection.execute("UPDATE document_text SET text = replace(text, 'talks', 'tolks')")
    target, report = repaired(made.project.path)
    assert report.restored_texts == 1 and report.texts == []
    assert texts(target) == before


def test_a_text_that_can_not_be_made_again_is_told_and_its_places_stay(tmp_path: Path) -> None:
    made = make(tmp_path / "project.annot")
    made.code_words(ANN, "claim", "2,5 years")
    made.project.close()
    with closing(sqlite3.connect(made.project.path)) as connection, connection:
        connection.execute("UPDATE document_text SET text = replace(text, 'expects', x'00')")
        connection.execute("UPDATE document_text SET source = x'00'")
    target, report = repaired(made.project.path)
    (text,) = report.texts
    assert (text.name, text.characters) == ("talks.txt", 7)
    ((words, _source),) = texts(target).values()
    assert len(words) == len(made.text)
    (coding,) = [row for (kind, _guid), row in stored(target).items() if kind == "coding"]
    start, end = coding["start"], coding["end"]
    assert isinstance(start, int) and isinstance(end, int)
    assert words[start:end] == "2,5 years"
    assert "7 characters" in "\n".join(repair_words.lines(report))


def test_a_time_thousands_of_years_ahead_does_not_come_along(tmp_path: Path) -> None:
    made = make(tmp_path / "project.annot")
    made.code(ANN, "claim", (2, 9))
    made.project.close()
    with closing(sqlite3.connect(made.project.path)) as connection, connection:
        connection.execute("UPDATE coding SET changed_at = changed_at * 2")
    target, report = repaired(made.project.path)
    assert report.whole
    with projects.open_(target) as project:
        project.undo(ANN.guid)


def test_the_history_that_is_lost_is_said_and_nothing_can_be_undone(tmp_path: Path) -> None:
    made = make(tmp_path / "project.annot")
    made.code(ANN, "claim", (2, 9))
    made.project.close()
    with closing(sqlite3.connect(made.project.path)) as connection, connection:
        connection.execute('DELETE FROM "change" WHERE number = 0')
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE coding SET from_cue = 7")
    target, report = repaired(made.project.path)
    assert not report.history_whole
    with projects.open_(target) as project, pytest.raises(UserError, match="nothing to undo"):
        project.undo(ANN.guid)


def test_nothing_is_written_over_and_nothing_becomes_nothing(tmp_path: Path) -> None:
    made = make(tmp_path / "project.annot")
    made.project.close()
    path = made.project.path
    with pytest.raises(UserError, match="exists already"):
        finish(repairing.repair(path, path))
    with pytest.raises(UserError, match="damaged file itself"):
        finish(repairing.repair(path, path, overwrite=True))
    other = tmp_path / "notes.txt"
    other.write_text("no project " * 9000, encoding="utf-8")
    with pytest.raises(UserError, match="Nothing of a project"):
        finish(repairing.repair(other, tmp_path / "new.annot"))
    with pytest.raises(UserError, match="no file"):
        finish(repairing.repair(tmp_path / "none.annot", tmp_path / "new.annot"))
    assert not (tmp_path / "new.annot").exists()


def test_a_journal_of_a_crash_is_brought_in_first(tmp_path: Path) -> None:
    made = make(tmp_path / "project.annot")
    made.code(ANN, "claim", (2, 9))
    made.project.close()
    path = made.project.path
    before = path.read_bytes()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN")
    connection.execute("DELETE FROM coding")
    connection.execute("UPDATE code SET definition = printf('%9000d', 1)")
    crashed, journal = path.read_bytes(), path.with_name(path.name + "-journal").read_bytes()
    connection.execute("ROLLBACK")
    connection.close()
    assert crashed != before
    damaged = tmp_path / "crashed.annot"
    data = bytearray(crashed)
    data[len(data) - 30 :] = bytes(30)
    damaged.write_bytes(data)
    damaged.with_name("crashed.annot-journal").write_bytes(journal)
    target, _report = repaired(damaged)
    kept = {key for key, row in stored(path).items() if not row["deleted"]}
    assert kept <= stored(target).keys()


def test_the_reader_of_pages_finds_every_row() -> None:
    """Or the soak would ask for nothing."""
    project = intact("past")
    assert {kind for kind, _guid in project.rows} >= {"coding", "memo", "decision", "rule"}
    assert project.rows.keys() <= project.pages.keys()


def root_of(path: Path, table: str) -> int:
    assert table in schema.ROW_TABLES
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return int(connection.execute(query, (table,)).fetchone()[0])


def blank(path: Path, page: int) -> None:
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(bytes(PAGE))


def texts(path: Path) -> dict[str, tuple[str, bytes]]:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT document, text, source FROM document_text"
        return {guid: (text, source) for guid, text, source in connection.execute(query)}
