"""Memos in one list, the journal, and both as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.corpus.changes import MEMO
from annotator.errors import UserError
from annotator.operations import reading
from annotator.operations.codings import memo_list, memos
from annotator.operations.codings.memo_list import About
from annotator.operations.team import coders
from annotator.operations.viewing import everything
from tests.making import ANN, BEN, Made, make


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "p.annot")
    for person in (ANN, BEN):
        coders.ensure(made.project, person)
    yield made
    made.project.close()


def listed(made: Made) -> list[memo_list.ListedMemo]:
    return memo_list.listed(everything(made.project))


def test_each_memo_says_what_it_is_on_and_where_it_leads(made: Made) -> None:
    claim = made.codes["claim"]
    coding = made.code(ANN, "claim", (0, 6))
    for subject, words in ((coding, "c"), (made.document, "d"), (claim, "k"), (ANN.guid, "p")):
        memos.write(made.project, BEN.guid, subject, words)
    found = {one.memo.text: one for one in listed(made)}
    assert {words: one.about for words, one in found.items()} == {
        "c": About.CODING,
        "d": About.DOCUMENT,
        "k": About.CODE,
        "p": About.CODER,
    }
    assert found["c"].subject.startswith("“Nobody” (claim, ")
    assert (found["c"].document, found["c"].coding) == (made.document, coding)
    assert (found["d"].document, found["d"].coding) == (made.document, "")
    assert (found["k"].subject, found["k"].document) == ("claim", "")
    assert {one.writer for one in found.values()} == {"Ben"}


def test_a_journal_has_many_entries_on_the_project_and_undo_takes_one_back(made: Made) -> None:
    for text in ("first", "second"):
        memos.write_entry(made.project, ANN.guid, text)
    assert [one.memo.text for one in listed(made)] == ["second", "first"]
    assert {(one.about, one.memo.kind) for one in listed(made)} == {(About.PROJECT, "journal")}
    made.project.undo(ANN.guid)
    assert [one.memo.text for one in listed(made)] == ["first"]


def test_ones_own_memo_gets_another_text_and_kind_and_an_empty_text_removes_it(made: Made) -> None:
    memos.write(made.project, ANN.guid, made.document, "old")
    (one,) = listed(made)
    changes = memos.rewrite(made.project, ANN.guid, one.memo.guid, "new", "theory")
    assert changes.touched(MEMO)
    (now,) = reading.all_memos(everything(made.project))
    assert (now.guid, now.text, now.kind) == (one.memo.guid, "new", "theory")
    memos.rewrite(made.project, ANN.guid, now.guid, "", "theory")
    assert listed(made) == []
    with pytest.raises(UserError, match="removed meanwhile"):
        memos.rewrite(made.project, ANN.guid, now.guid, "again", "")


def test_nobody_rewrites_somebody_elses_memo(made: Made) -> None:
    memos.write(made.project, ANN.guid, made.document, "mine")
    (one,) = listed(made)
    with pytest.raises(UserError, match="somebody else’s"):
        memos.rewrite(made.project, BEN.guid, one.memo.guid, "yours", "")
    assert [one.memo.text for one in listed(made)] == ["mine"]


def test_as_markdown_the_journal_comes_first_and_by_date(made: Made) -> None:
    memos.write(made.project, BEN.guid, made.document, "*about* the text")
    for text in ("first", "second"):
        memos.write_entry(made.project, ANN.guid, text)
    words = memo_list.as_markdown(listed(made), "Study")
    parts = ["# Memos of Study", "## Journal", "first", "second", "## Document", "*about* the text"]
    places = [words.index(part) for part in parts]
    assert places == sorted(places)
    assert "Ben" in words
