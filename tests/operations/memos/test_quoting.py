"""Passages that memos quote: written, undone, merged, followed into later versions of a text."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.corpus.changes import MEMO_LINK
from annotator.corpus.coding import Coder
from annotator.corpus.identity import memo_guid
from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.errors import UserError
from annotator.operations import codings, documents, projects, reading
from annotator.operations.codings import memo_list, memos
from annotator.operations.documents import document_versions
from annotator.operations.memos import links, quoting
from annotator.operations.memos.links import LinkedPassage, LinkState
from annotator.operations.merging import merges
from annotator.operations.team import coders
from annotator.operations.viewing import everything
from annotator.storage.project_file import ProjectFile
from tests.making import ANN, BEN, TEXT, Made, make, text_file


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "p.annot")
    for person in (ANN, BEN):
        coders.ensure(made.project, person)
    yield made
    made.project.close()


def passage(made: Made, words: str) -> quoting.Quoted:
    start = made.text.index(words)
    span = Span(start, start + len(words))
    return quoting.Quoted(made.document, (span,), f"“{words}” (talks.txt)")


def linked(project: ProjectFile) -> dict[str, list[LinkedPassage]]:
    return links.links(everything(project))


def texts(project: ProjectFile) -> dict[str, str]:
    return {one.guid: one.text for one in reading.all_memos(everything(project))}


def write(made: Made, subject: str, by: Coder = ANN) -> str:
    memos.write(made.project, by.guid, subject, "on it")
    return memo_guid(subject, by.guid)


def test_a_quotation_stands_in_the_text_and_a_link_beside_it(made: Made) -> None:
    memo = write(made, made.document)
    quoting.quote(made.project, ANN.guid, memo, passage(made, "2,5 years"))
    assert texts(made.project) == {memo: "on it\n\n> “2,5 years” (talks.txt)"}
    (one,) = linked(made.project)[memo]
    assert (one.words, one.document, one.name) == ("2,5 years", made.document, "talks.txt")
    assert one.span is not None
    assert TEXT[one.span.start : one.span.end] == "2,5 years"
    made.project.undo(ANN.guid)
    assert texts(made.project) == {memo: "on it"}
    assert linked(made.project) == {}
    made.project.redo(ANN.guid)
    assert len(linked(made.project)[memo]) == 1


def test_a_memo_begins_with_a_quotation_and_a_second_one_is_a_memo_of_its_own(made: Made) -> None:
    claim = made.codes["claim"]
    for words in ("Nobody", "It may last"):
        quoting.quote_anew(made.project, ANN.guid, claim, passage(made, words), "theory")
    found = memo_list.listed(everything(made.project))
    assert {one.memo.text for one in found} == {
        "> “Nobody” (talks.txt)",
        "> “It may last” (talks.txt)",
    }
    assert {(one.subject, one.memo.kind) for one in found} == {("claim", "theory")}
    assert sorted(map(len, linked(made.project).values())) == [1, 1]


def test_entries_of_the_journal_quote_too_and_stay_many(made: Made) -> None:
    for words in ("Nobody", "It may last"):
        quoting.quote_anew(made.project, ANN.guid, "", passage(made, words), memo_list.JOURNAL)
    found = memo_list.listed(everything(made.project))
    assert {one.about for one in found} == {memo_list.About.PROJECT}
    assert len(linked(made.project)) == 2


def test_links_go_with_their_memo_and_come_back_by_undo(made: Made) -> None:
    memo = write(made, made.document)
    quoting.quote(made.project, ANN.guid, memo, passage(made, "Nobody"))
    changes = memos.write(made.project, ANN.guid, made.document, "")
    assert len(changes.deleted[MEMO_LINK]) == 1
    write(made, made.document)
    assert linked(made.project) == {}
    made.project.undo(ANN.guid)
    made.project.undo(ANN.guid)
    assert len(linked(made.project)[memo]) == 1


def test_a_link_is_taken_off_and_the_text_stays(made: Made) -> None:
    memo = write(made, made.document)
    quoting.quote(made.project, ANN.guid, memo, passage(made, "Nobody"))
    (one,) = linked(made.project)[memo]
    quoting.unlink(made.project, ANN.guid, one.guid)
    assert linked(made.project) == {}
    assert "“Nobody”" in texts(made.project)[memo]
    with pytest.raises(UserError, match="removed meanwhile"):
        quoting.unlink(made.project, ANN.guid, one.guid)


def test_nobody_quotes_in_somebody_elses_memo_or_takes_its_links_off(made: Made) -> None:
    memo = write(made, made.document)
    quoting.quote(made.project, ANN.guid, memo, passage(made, "Nobody"))
    (one,) = linked(made.project)[memo]
    with pytest.raises(UserError, match="somebody else’s"):
        quoting.quote(made.project, BEN.guid, memo, passage(made, "2,5"))
    with pytest.raises(UserError, match="somebody else’s"):
        quoting.unlink(made.project, BEN.guid, one.guid)


def test_what_says_nothing_or_lies_outside_the_text_is_refused(made: Made) -> None:
    with pytest.raises(UserError, match="says nothing"):
        quoting.begin(made.project, ANN.guid, made.document, "  \n")
    outside = quoting.Quoted(made.document, (Span(0, len(TEXT) + 1),), "x")
    with pytest.raises(UserError, match="Select a passage"):
        quoting.quote_anew(made.project, ANN.guid, "", outside)
    assert texts(made.project) == {}


def test_a_later_version_moves_links_and_tells_whose_words_are_gone(made: Made) -> None:
    memo = write(made, made.document)
    for words in ("2,5 years", "Nobody"):
        quoting.quote(made.project, ANN.guid, memo, passage(made, words))
    corrected = "A new line.\n" + TEXT.replace("2,5 years", "three years")
    job = document_versions.replace(
        made.project, ANN.guid, made.document, text_file("talks.txt", corrected)
    )
    new = finish(job).document
    now = memo_guid(new, ANN.guid)
    gone, there = linked(made.project)[now]
    assert (gone.words, gone.span, gone.state) == ("2,5 years", None, LinkState.GONE)
    assert there.document == new
    assert there.span is not None
    assert corrected[there.span.start : there.span.end] == "Nobody"
    made.project.undo(ANN.guid)
    assert [one.state for one in linked(made.project)[memo]] == [LinkState.THERE] * 2


def test_a_further_memo_on_a_document_goes_on_to_its_later_version(made: Made) -> None:
    write(made, made.document)
    quoting.begin(made.project, ANN.guid, made.document, "and more", "method", "Second")
    job = document_versions.replace(
        made.project, ANN.guid, made.document, text_file("talks.txt", TEXT + "\nMore.")
    )
    new = finish(job).document
    found = memo_list.listed(everything(made.project))
    assert {(one.memo.text, one.document) for one in found} == {("on it", new), ("and more", new)}
    assert {one.memo.title for one in found} == {"", "Second"}


def test_a_text_that_is_deleted_leaves_the_words(made: Made) -> None:
    memo = write(made, ANN.guid)
    quoting.quote(made.project, ANN.guid, memo, passage(made, "Nobody"))
    documents.delete(made.project, ANN.guid, [made.document])
    (one,) = linked(made.project)[memo]
    assert (one.words, one.state, one.span) == ("Nobody", LinkState.DELETED, None)


def test_codings_that_become_one_keep_what_their_memos_quote(made: Made) -> None:
    one, other = made.code(ANN, "claim", (0, 6)), made.code(ANN, "claim", (10, 20))
    for coding, words in ((one, "Nobody"), (other, "2,5 years")):
        quoting.quote(made.project, ANN.guid, write(made, coding), passage(made, words))
    codings.reshape(made.project, ANN.guid, other, [Span(0, 6)])
    (found,) = linked(made.project).values()
    assert {link.words for link in found} == {"Nobody", "2,5 years"}


def test_a_merge_brings_links_and_its_undo_takes_them_away(made: Made, tmp_path: Path) -> None:
    copy = tmp_path / "ben.annot"
    shutil.copy(made.project.path, copy)
    with projects.open_(copy) as theirs:
        coders.ensure(theirs, BEN)
        quoting.quote_anew(theirs, BEN.guid, "", passage(made, "2,5 years"), memo_list.JOURNAL)
    finish(merges.merge(made.project, ANN.guid, [copy]))
    ((one,),) = linked(made.project).values()
    assert one.words == "2,5 years"
    made.project.undo(ANN.guid)
    assert linked(made.project) == {}


def test_a_memo_on_a_text_that_was_added_twice_keeps_its_links(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "ben.annot"
    shutil.copy(made.project.path, path)
    same = "The same words in both files, added apart."
    documents.add(made.project, ANN.guid, [text_file("ours.txt", same)])
    with projects.open_(path) as theirs:
        coders.ensure(theirs, BEN)
        documents.add(theirs, BEN.guid, [text_file("theirs.txt", same)])
        (document,) = [
            one.guid for one in reading.documents(everything(theirs)) if one.name == "theirs.txt"
        ]
        memos.write(theirs, BEN.guid, document, "on it")
        quoted = quoting.Quoted(document, (Span(4, 8),), "“same”")
        quoting.quote(theirs, BEN.guid, memo_guid(document, BEN.guid), quoted)
    finish(merges.merge(made.project, ANN.guid, [path]))
    (memo,) = reading.all_memos(everything(made.project))
    (one,) = linked(made.project)[memo.guid]
    assert one.words == "same"
    assert one.span == Span(4, 8)
    assert one.name in {"ours.txt", "theirs.txt"}


def test_a_citation_names_the_source_that_the_pattern_asks_for(made: Made) -> None:
    memo = write(made, made.document)
    quoting.quote(made.project, ANN.guid, memo, passage(made, "2,5 years"))
    found = linked(made.project)[memo]
    cited = links.citations(everything(made.project), found, "“…” ({document}, {paragraph})")
    assert list(cited.values()) == ["“2,5 years” (talks.txt, 3)"]
    text = texts(made.project)[memo]
    assert links.unquoted(text, found) == []
    assert links.unquoted("on it", found) == found
