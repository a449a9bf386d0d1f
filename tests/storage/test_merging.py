"""Merging: the same result in any order, any number of times, and nothing lost."""

from __future__ import annotations

import contextlib
import itertools
import re
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.corpus.changes import KINDS, PROJECT
from annotator.corpus.coding import Coder
from annotator.corpus.document import Progress
from annotator.corpus.identity import new_guid
from annotator.corpus.job import finish
from annotator.corpus.project import ProjectContent
from annotator.corpus.span import Span
from annotator.errors import UserError
from annotator.operations import codings, documents, projects
from annotator.operations.codebook import codes
from annotator.operations.codings import memos
from annotator.operations.documents import document_versions
from annotator.operations.merging import merges
from annotator.operations.merging.merge_words import MergeWords
from annotator.operations.team import coders
from annotator.storage import clock, schema
from annotator.storage.project_file import ProjectFile
from tests.examples import examples
from tests.making import ANN, BEN, CLEO, TEXT, Made, content, made_of, make, text_file

PEOPLE = (ANN, BEN, CLEO)
EDITS = (
    "code",
    "recode",
    "delete",
    "memo",
    "rename code",
    "drop code",
    "add",
    "say",
    "undo",
    "move",
)


def replica(original: Path, path: Path, by: Coder) -> Made:
    shutil.copy(original, path)
    project = projects.open_(path)
    coders.ensure(project, by)
    return made_of(project)


def edit(made: Made, by: Coder, kind: str, number: int) -> None:
    project = made.project
    now = content(project)
    own = [coding.guid for coding in now.codings if coding.coder == by.guid]
    all_codes = list(now.codebook.codes)
    code = all_codes[number % len(all_codes)]
    match kind:
        case "code" if now.documents:
            document = now.documents[number % len(now.documents)]
            start = number % (len(document.text) - 1)
            span = Span(start, min(start + 3, len(document.text)))
            codings.add(project, by.guid, document.guid, code.guid, [span])
        case "recode" if own:
            codings.recode(project, by.guid, [own[number % len(own)]], code.guid)
        case "delete" if own:
            codings.delete(project, by.guid, [own[number % len(own)]])
        case "memo":
            memos.write(project, by.guid, code.guid, f"{by.name} {number}")
        case "rename code":
            changed = type(code)(
                **{f: getattr(code, f) for f in code.__slots__} | {"name": f"{by.name}{number}"}
            )
            codes.edit(project, by.guid, changed)
        case "drop code" if len(all_codes) > 2:
            if all(c.coder == by.guid for c in now.codings if c.code == code.guid):
                codes.delete(project, by.guid, code.guid)
        case "move":
            with contextlib.suppress(UserError):  # a code can't stand below itself
                codes.move(
                    project, by.guid, code.guid, all_codes[number // 5 % len(all_codes)].guid
                )
        case "add":
            # The same texts come under each coder's own names.
            name = f"{by.name}{number % 3}.txt" if number % 2 else f"{number % 3}.txt"
            documents.add(project, by.guid, [text_file(name, f"T {number % 5}")])
        case "say" if now.documents:
            document = now.documents[number % len(now.documents)]
            memos.write(project, by.guid, document.guid, f"{by.name} {number}")
            documents.set_progress(project, by.guid, document.guid, Progress.DONE)
        case "undo":
            with contextlib.suppress(UserError):  # there may be nothing to undo
                project.undo(by.guid)


def rows(project: ProjectFile) -> dict[str, set[tuple[object, ...]]]:
    """Every row as it is stored; rows that never were here count as absent."""
    with project.reading() as connection:
        return {
            kind: {
                tuple(row)
                for row in connection.execute(schema.ROW_TABLES[kind].select())
                if row.changed_at != clock.NEVER
            }
            for kind in KINDS
            if kind != PROJECT
        }


def skewed(now_ms: Callable[[], int], days: int) -> Callable[[], int]:
    """A clock that is so many days ahead."""
    return lambda: now_ms() + days * 86_400_000


def merge(target: ProjectFile, *sources: Path) -> merges.Merged:
    return finish(merges.merge(target, ANN.guid, sources))


plans = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(EDITS), st.integers(0, 40)), max_size=12
)


@settings(max_examples=examples(4), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans, st.permutations([0, 1, 2]), st.integers(-3, 3), st.randoms(use_true_random=False))
def test_all_replicas_end_equal_whatever_the_order(
    tmp_path_factory: pytest.TempPathFactory,
    plan: list[tuple[int, str, int]],
    order: Sequence[int],
    skew: int,
    random: object,
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    origin = make(folder / "origin.annot")
    origin.project.close()
    paths = [folder / f"{person.name}.annot" for person in PEOPLE]
    replicas = [
        replica(origin.project.path, path, who) for path, who in zip(paths, PEOPLE, strict=True)
    ]
    true_now = clock.now_ms
    try:
        for which, kind, number in plan:
            # Each computer's clock is days away from the next one's.
            clock.now_ms = skewed(true_now, which * skew)
            edit(replicas[which], PEOPLE[which], kind, number)
    finally:
        clock.now_ms = true_now
    made_codings = {c.guid for r in replicas for c in content(r.project).codings}

    for target, source in [(0, 1), (1, 2), (2, 0), *itertools.permutations(order, 2)] * 2:
        merge(replicas[target].project, paths[source])
    results = [rows(made.project) for made in replicas]
    assert results[0] == results[1] == results[2]
    assert {c.guid for c in content(replicas[0].project).codings} <= made_codings
    again = merge(replicas[0].project, *paths[1:])
    assert not again.changes, "merging the same files again changes nothing"
    for made in replicas:
        made.project.close()


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Made, Made]:
    ann = make(tmp_path / "ann.annot")
    return ann, replica(ann.project.path, tmp_path / "ben.annot", BEN)


def test_codings_of_both_coders_are_there(pair: tuple[Made, Made]) -> None:
    ann, ben = pair
    first = ann.code(ANN, "claim", (0, 6))
    second = ben.code(BEN, "claim", (0, 6))
    report = merge(ann.project, ben.project.path).reports[0]
    assert {coding.guid for coding in content(ann.project).codings} == {first, second}
    assert report.added["coding"] == 1
    assert not report.conflicts


def test_a_tombstone_wins_over_the_older_coding_and_loses_to_a_later_edit(
    pair: tuple[Made, Made],
) -> None:
    ann, ben = pair
    guid = ann.code(ANN, "claim", (0, 6))
    merge(ben.project, ann.project.path)
    codings.delete(ann.project, ANN.guid, [guid])
    merge(ann.project, ben.project.path)
    assert not content(ann.project).codings, "an old copy does not bring a deleted coding back"

    codings.reshape(ben.project, ANN.guid, guid, [Span(0, 3)])
    report = merge(ann.project, ben.project.path).reports[0]
    (coding,) = content(ann.project).codings
    assert coding.spans == (Span(0, 3),)
    assert [conflict.guid for conflict in report.conflicts] == [guid]


def test_an_edit_of_an_edit_one_has_seen_is_no_conflict(pair: tuple[Made, Made]) -> None:
    ann, ben = pair
    guid = ann.code(ANN, "claim", (0, 6))
    merge(ben.project, ann.project.path)
    codings.reshape(ben.project, ANN.guid, guid, [Span(0, 3)])
    report = merge(ann.project, ben.project.path).reports[0]
    assert report.updated["coding"] == 1
    assert not report.conflicts


def test_both_sides_changing_a_code_is_a_conflict_with_both_versions(
    pair: tuple[Made, Made],
) -> None:
    ann, ben = pair
    for made, who in ((ann, ANN), (ben, BEN)):
        now = content(made.project).codebook.by_guid[made.codes["claim"]]
        edited = {f: getattr(now, f) for f in now.__slots__} | {"definition": who.name}
        codes.edit(made.project, who.guid, type(now)(**edited))
    (conflict,) = merge(ann.project, ben.project.path).reports[0].conflicts
    assert (conflict.kept, conflict.other) == ({"definition": "Ben"}, {"definition": "Ann"})


def test_work_with_a_code_that_a_colleague_deleted_stays_in_sight(
    pair: tuple[Made, Made],
) -> None:
    ann, ben = pair
    guid = ben.code(BEN, "claim", (0, 6))
    codes.delete(ann.project, ANN.guid, ann.codes["claim"])
    for target, source in ((ann, ben), (ben, ann)):
        merge(target.project, source.project.path)
        now = content(target.project)
        assert [coding.guid for coding in now.codings] == [guid]
        assert ann.codes["claim"] in now.codebook.by_guid


def test_projects_made_apart_share_the_text_and_the_built_in_codes(tmp_path: Path) -> None:
    ann, ben = make(tmp_path / "a.annot"), make(tmp_path / "b.annot", BEN)
    ben.code(BEN, "claim", (0, 6))
    report = merge(ann.project, ben.project.path).reports[0]
    assert report.added["document"] == report.added["code"] == 0
    assert len(content(ann.project).codings) == 1


def test_two_coders_of_one_name_stay_two(tmp_path: Path) -> None:
    first, second = (Coder(new_guid(), "default", ANN.created, ANN.created) for _ in range(2))
    one, two = make(tmp_path / "a.annot", first), make(tmp_path / "b.annot", second)
    one.code(first, "claim", (0, 6))
    two.code(second, "claim", (0, 6))
    merge(one.project, two.project.path)
    assert len({coding.coder for coding in content(one.project).codings}) == 2


def test_undoing_a_merge_restores_everything_and_merging_again_brings_it_back(
    pair: tuple[Made, Made],
) -> None:
    ann, ben = pair
    ann.code(ANN, "claim", (0, 6))
    before = content(ann.project)
    ben.code(BEN, "claim", (3, 9))
    documents.add(ben.project, BEN.guid, [text_file("more.txt", "More")])
    merge(ann.project, ben.project.path)
    after = content(ann.project)
    ann.project.undo(ANN.guid)
    assert content(ann.project) == before
    ann.project.redo(ANN.guid)
    assert content(ann.project) == after
    ann.project.undo(ANN.guid)
    merge(ann.project, ben.project.path)
    assert content(ann.project) == after


def damage(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


HOSTILE = {
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON step BEGIN DELETE FROM coding; END",
    "a view": "CREATE VIEW v AS SELECT * FROM coding",
    "a newer version": f"PRAGMA user_version = {(schema.VERSION + 1) << 16}",
    "another program": "PRAGMA application_id = 7",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_that_is_no_sound_project_is_refused_whole(
    pair: tuple[Made, Made], what: str
) -> None:
    ann, ben = pair
    ben.project.close()
    damage(ben.project.path, HOSTILE[what])
    before, bytes_before = content(ann.project), ann.project.path.read_bytes()
    with pytest.raises(UserError):
        merge(ann.project, ben.project.path)
    assert content(ann.project) == before
    assert ann.project.path.read_bytes() == bytes_before


@pytest.mark.parametrize("size", [0, 50, 5_000])
def test_a_truncated_file_is_refused(pair: tuple[Made, Made], size: int) -> None:
    ann, ben = pair
    ben.project.close()
    ben.project.path.write_bytes(ben.project.path.read_bytes()[:size])
    with pytest.raises(UserError):
        merge(ann.project, ben.project.path)


REJECTED = {
    "a span outside its text": "UPDATE coding SET end = 999999",
    "a coder who is not there": "UPDATE coding SET coder = '00000000-0000-4000-8000-000000000000'",
    "parts out of order": "UPDATE coding SET parts = '[[9,12],[0,6]]'",
    "parts that are no JSON": "UPDATE coding SET parts = '['",
    "an impossible time": "UPDATE coding SET changed_at = 9223372036854775807",
}


@pytest.mark.parametrize("what", REJECTED)
def test_a_row_that_is_not_sound_is_listed_and_left_out(pair: tuple[Made, Made], what: str) -> None:
    ann, ben = pair
    guid = ben.code(BEN, "claim", (0, 12))
    ben.project.close()
    damage(ben.project.path, "PRAGMA foreign_keys=OFF", REJECTED[what])
    report = merge(ann.project, ben.project.path).reports[0]
    assert [(rejected.kind, rejected.guid) for rejected in report.rejected] == [("coding", guid)]
    assert not content(ann.project).codings


def test_a_text_that_does_not_match_its_digest_is_left_out_with_its_codings(
    tmp_path: Path,
) -> None:
    ann, ben = make(tmp_path / "a.annot"), make(tmp_path / "b.annot", BEN, text="Another text.")
    ben.code(BEN, "claim", (0, 7))
    ben.project.close()
    damage(tmp_path / "b.annot", "UPDATE document_text SET text = 'Changed text!'")
    report = merge(ann.project, tmp_path / "b.annot").reports[0]
    assert {rejected.kind for rejected in report.rejected} == {"document", "coding"}
    assert len(content(ann.project).documents) == 1


def test_one_bad_source_among_several_changes_nothing(
    pair: tuple[Made, Made], tmp_path: Path
) -> None:
    ann, ben = pair
    ben.code(BEN, "claim", (0, 6))
    (tmp_path / "bad.annot").write_bytes(b"not a project")
    before: ProjectContent = content(ann.project)
    with pytest.raises(UserError, match=r"bad\.annot"):
        merge(ann.project, ben.project.path, tmp_path / "bad.annot")
    assert content(ann.project) == before


def test_stopping_a_merge_leaves_the_target_as_it_was(pair: tuple[Made, Made]) -> None:
    ann, ben = pair
    ben.code(BEN, "claim", (0, 6))
    before = content(ann.project)
    job = merges.merge(ann.project, ANN.guid, [ben.project.path])
    for _ in range(9):
        next(job)
    job.close()
    assert content(ann.project) == before


# --- what has one name, or one text


def test_one_text_added_apart_under_two_names_is_one_document(tmp_path: Path) -> None:
    ann, ben = make(tmp_path / "a.annot"), make(tmp_path / "b.annot", BEN, text="Only mine.")
    documents.add(ben.project, BEN.guid, [text_file("rede.txt", TEXT)])
    rede = next(d.guid for d in content(ben.project).documents if d.name == "rede.txt")
    coders.ensure(ben.project, BEN)
    codings.add(ben.project, BEN.guid, rede, ben.codes["claim"], [Span(0, 6)])
    memos.write(ben.project, BEN.guid, rede, "About the talks")
    documents.set_progress(ben.project, BEN.guid, rede, Progress.DONE)
    ann.code(ANN, "claim", (0, 6))

    report = merge(ann.project, ben.project.path).reports[0]
    assert [(same.theirs, same.ours) for same in report.same_texts] == [("rede.txt", "talks.txt")]
    assert report.added["document"] == 1, "the other text of Ben's"
    merge(ben.project, ann.project.path)
    for made in (ann, ben):
        now = content(made.project)
        talks = next(d for d in now.documents if d.text == TEXT)
        assert {c.document for c in now.codings if c.code == ann.codes["claim"]} == {talks.guid}
        assert len(now.codings) == 2
        assert [memo.subject for memo in now.memos] == [talks.guid]
        assert [(s.document, s.progress) for s in now.statuses] == [(talks.guid, Progress.DONE)]
    assert not merge(ann.project, ben.project.path).changes


def test_undoing_the_merge_parts_the_documents_again(tmp_path: Path) -> None:
    ann, ben = make(tmp_path / "a.annot"), make(tmp_path / "b.annot", BEN, text="Only mine.")
    documents.add(ben.project, BEN.guid, [text_file("rede.txt", TEXT)])
    before = content(ben.project)
    finish(merges.merge(ben.project, BEN.guid, [ann.project.path]))
    assert content(ben.project) != before
    ben.project.undo(BEN.guid)
    assert content(ben.project) == before


def test_forty_equal_answers_are_forty_documents(tmp_path: Path) -> None:
    ann, ben = make(tmp_path / "a.annot"), make(tmp_path / "b.annot", BEN, text="Other.")
    documents.add(ann.project, ANN.guid, [text_file(f"{n}.txt", "Yes.") for n in range(3)])
    documents.add(ben.project, BEN.guid, [text_file("answer.txt", "Yes.")])
    report = merge(ann.project, ben.project.path).reports[0]
    assert not report.same_texts
    assert sum(d.text == "Yes." for d in content(ann.project).documents) == 4


def test_one_name_with_another_text_says_where_they_part(tmp_path: Path) -> None:
    ann = make(tmp_path / "a.annot", text="One.\nTwo 🇦🇿 three.\nFour.")
    ben = make(tmp_path / "b.annot", BEN, text="One.\nTwo 🇩🇪, three.\nFour.")
    report = merge(ann.project, ben.project.path).reports[0]
    (found,) = report.differences
    assert (found.name, found.line) == ("talks.txt", 2)
    assert (found.ours_only, found.theirs_only) == (2, 3)
    assert len(content(ann.project).documents) == 2


def test_another_text_of_one_name_can_be_a_version_of_mine(tmp_path: Path) -> None:
    ann = make(tmp_path / "a.annot", text="One two three.\nFour five six.\nSeven eight.")
    ben = make(tmp_path / "b.annot", BEN, text="One two three.\nFour FIVE six.\nSeven, eight.")
    ann.code(ANN, "claim", (0, 3))
    for words in ("Seven", "FIVE"):
        ben.code_words(BEN, "claim", words)
    documents.set_progress(ben.project, BEN.guid, ben.document, Progress.DONE)
    before = content(ann.project)
    (found,) = finish(merges.preview(ann.project, [ben.project.path]))[0].differences
    finish(merges.merge(ann.project, ANN.guid, [ben.project.path], versions=[found]))
    now = content(ann.project)
    assert [document.guid for document in now.documents] == [ann.document]
    marked = {now.documents[0].text[c.start : c.end] for c in now.codings}
    assert marked == {"One", "Seven"}, "what is the same has moved; FIVE waits to be settled"
    with ann.project.reading() as connection:
        pairs = document_versions.replaced_with_codings(connection)
    assert pairs == [(ben.document, ann.document)]
    assert [(s.document, s.progress) for s in now.statuses] == [
        (ann.document, Progress.IN_PROGRESS)
    ], "who has something to settle is not done"
    ann.project.undo(ANN.guid)
    assert content(ann.project) == before
    ann.project.redo(ANN.guid)
    assert content(ann.project) == now
    merge(ben.project, ann.project.path)
    assert content(ben.project).codings == now.codings
    assert not merge(ann.project, ben.project.path).changes


def test_codes_of_one_name_made_apart_are_joined_where_the_user_says_so(tmp_path: Path) -> None:
    ann, ben = make(tmp_path / "a.annot"), make(tmp_path / "b.annot", BEN)
    for made, who in ((ann, ANN), (ben, BEN)):
        new = replace(
            content(made.project).codebook.codes[0], guid=new_guid(), name="Irony", key=""
        )
        codes.add(made.project, who.guid, new)
        made.codes["Irony"] = new.guid
        made.code(who, "Irony", (0, 6))
    reports = finish(merges.preview(ann.project, [ben.project.path]))
    (pair,) = reports[0].code_name_conflicts
    assert (pair.name, pair.ours, pair.theirs) == ("Irony", ann.codes["Irony"], ben.codes["Irony"])
    done = finish(merges.merge(ann.project, ANN.guid, [ben.project.path], [pair]))
    assert done.reports[0].code_name_conflicts == [pair]
    now = content(ann.project)
    assert [code.guid for code in now.codebook.codes if code.name == "Irony"] == [pair.ours]
    assert {c.code for c in now.codings} == {pair.ours}
    merge(ben.project, ann.project.path)
    assert content(ben.project).codings == now.codings
    ann.project.undo(ANN.guid)
    assert len(content(ann.project).codings) == 1


def test_the_version_that_was_not_kept_is_one_step_away(pair: tuple[Made, Made]) -> None:
    ann, ben = pair
    guid = ann.code(ANN, "claim", (0, 6))
    merge(ben.project, ann.project.path)
    codings.reshape(ann.project, ANN.guid, guid, [Span(0, 4)])
    codings.reshape(ben.project, ANN.guid, guid, [Span(0, 5)])
    (conflict,) = merge(ann.project, ben.project.path).reports[0].conflicts
    assert content(ann.project).codings[0].spans == (Span(0, 5),)
    merges.take_other(ann.project, ANN.guid, conflict)
    assert content(ann.project).codings[0].spans == (Span(0, 4),)
    merge(ben.project, ann.project.path)
    assert content(ben.project).codings[0].spans == (Span(0, 4),), "it is a later change"


def test_what_a_later_deletion_takes_away_is_listed(pair: tuple[Made, Made]) -> None:
    ann, ben = pair
    guid = ann.code(ANN, "claim", (0, 6))
    merge(ben.project, ann.project.path)
    codings.delete(ben.project, ANN.guid, [guid])
    report = merge(ann.project, ben.project.path).reports[0]
    assert [(gone.kind, gone.guid) for gone in report.deletions] == [("coding", guid)]


def test_a_preview_says_what_the_merge_then_does(tmp_path: Path) -> None:
    ann = make(tmp_path / "ann.annot")
    ben = replica(ann.project.path, tmp_path / "ben.annot", BEN)
    cleo = replica(ann.project.path, tmp_path / "cleo.annot", CLEO)
    ann.code(ANN, "claim", (0, 6))
    ben.code(BEN, "claim", (0, 6))
    cleo.code(CLEO, "claim", (7, 14))
    merge(cleo.project, ben.project.path)
    sources = [ben.project.path, cleo.project.path]
    before = ann.project.path.read_bytes()
    foreseen = finish(merges.preview(ann.project, sources))
    assert ann.project.path.read_bytes() == before
    assert merge(ann.project, *sources).reports == foreseen
    assert [report.added["coding"] for report in foreseen] == [1, 1]


def apart(tmp_path: Path) -> tuple[Made, list[Path]]:
    """A project and two copies in which Ben and Cleo changed, added and named the same things."""
    ann = make(tmp_path / "ann.annot")
    coding = ann.code_words(ANN, "claim", "talks")
    paths = []
    for who, name, length in ((BEN, "assertion", 6), (CLEO, "statement", 7)):
        copy = replica(ann.project.path, tmp_path / f"{name}.annot", who)
        book = content(copy.project).codebook
        codes.edit(copy.project, who.guid, replace(book.by_guid[ann.codes["claim"]], name=name))
        codes.move(copy.project, who.guid, ann.codes["prediction"], ann.codes["claim"])
        codings.reshape(copy.project, ANN.guid, coding, [Span(0, length)])
        texts = [text_file("one.txt", f"by {name}"), text_file(f"{name}.txt", "the same")]
        documents.add(copy.project, who.guid, texts)
        codes.add(copy.project, who.guid, codes.new_code("irony", "#123456"))
        paths.append(copy.project.path)
    return ann, paths


def test_a_preview_of_several_files_judges_each_after_those_before_it(tmp_path: Path) -> None:
    ann, sources = apart(tmp_path)
    before = ann.project.path.read_bytes()
    foreseen = finish(merges.preview(ann.project, sources))
    assert ann.project.path.read_bytes() == before
    second = foreseen[1]
    assert {conflict.kind for conflict in second.conflicts} >= {"code", "coding"}
    assert [found.name for found in second.differences] == ["one.txt"]
    assert [pair.theirs for pair in second.same_texts] == ["statement.txt"]
    assert [pair.name for pair in second.code_name_conflicts] == ["irony"]
    assert merge(ann.project, *sources).reports == foreseen


def test_a_report_in_words_holds_no_clocks_and_no_guids(tmp_path: Path) -> None:
    ann, sources = apart(tmp_path)
    for reports in (
        finish(merges.preview(ann.project, sources)),
        merge(ann.project, *sources).reports,
    ):
        words = MergeWords(ann.project, reports)
        lines = [line for file in reports for line in words.lines("file", file)]
        told = "\n".join(lines)
        assert "Changed on both sides" in told
        assert not re.search(r"\d{12}|[0-9a-f]{8}-[0-9a-f]{4}|changed at", told), told
