"""Importing into an open project: what is the same is found, and twice is once."""

from __future__ import annotations

from dataclasses import replace

from refi_samples import ANA, BO, CLAIM, DOCUMENTS, coding, document, later, sample_project

from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Memo
from annotator.corpus.identity import guid_from
from annotator.corpus.project import ProjectContent
from annotator.exchange.refi import match_to


def renamed(content: ProjectContent) -> ProjectContent:
    """The project with every GUID changed, as other programs do at each export."""

    def new(guid: str) -> str:
        return guid_from("other export", guid)

    codes = [
        replace(code, guid=new(code.guid), parent=code.parent and new(code.parent))
        for code in content.codebook.codes
    ]
    return ProjectContent(
        new(content.guid),
        content.name,
        content.created,
        content.modified,
        tuple(replace(one, guid=new(one.guid)) for one in content.coders),
        Codebook(tuple(codes)),
        tuple(replace(one, guid=new(one.guid)) for one in content.documents),
        tuple(
            replace(
                one,
                guid=new(one.guid),
                document=new(one.document),
                code=new(one.code),
                coder=new(one.coder),
            )
            for one in content.codings
        ),
        memos=tuple(
            replace(one, guid=new(one.guid), subject=new(one.subject), coder=new(one.coder))
            for one in content.memos
        ),
        statuses=tuple(
            replace(one, document=new(one.document), coder=new(one.coder))
            for one in content.statuses
        ),
    )


def test_the_same_project_adds_nothing() -> None:
    content = sample_project()
    assert match_to(content, content) == (content, ())


def test_a_project_under_new_guids_adds_nothing() -> None:
    content = sample_project()
    matched, findings = match_to(renamed(content), content)
    assert matched == content
    assert len(findings) == 2 + 3 + 3


def test_new_work_is_added_once() -> None:
    content = sample_project()
    extra = coding("new", DOCUMENTS[0].guid, CLAIM.guid, BO.guid, (2, 5))
    memo = Memo(guid_from("new memo"), extra.guid, ANA.guid, "New", later(1), later(1))
    other = replace(content, codings=(*content.codings, extra), memos=(*content.memos, memo))
    matched, _findings = match_to(renamed(other), content)
    added = {one.guid for one in matched.codings} - {one.guid for one in content.codings}
    assert len(added) == 1
    assert len(matched.memos) == len(content.memos) + 1
    grown = replace(content, codings=matched.codings, memos=matched.memos)
    assert match_to(renamed(other), grown)[0] == grown


def test_two_equal_codings_stay_two() -> None:
    content = sample_project()
    twin = coding("twin", DOCUMENTS[0].guid, CLAIM.guid, ANA.guid, (50, 52))
    twins = replace(content, codings=(twin, replace(twin, guid=guid_from("twin 2"))), memos=())
    one = replace(content, codings=(twin,), memos=())
    matched, _findings = match_to(renamed(twins), one)
    assert len({found.guid for found in matched.codings}) == 2


def test_one_guid_with_another_text_is_another_document() -> None:
    content = replace(sample_project(), codings=(), memos=(), statuses=())
    other = replace(document("Talk.txt", "Another text"), guid=DOCUMENTS[0].guid)
    incoming = replace(content, documents=(other,))
    matched, findings = match_to(incoming, content)
    assert matched.documents[0].text == "Another text"
    assert matched.documents[0].guid != other.guid
    assert "another text" in findings[0].message
    again, _findings = match_to(incoming, matched)
    assert again.documents == matched.documents


def test_memos_that_differ_are_both_kept() -> None:
    content = sample_project()
    first = content.memos[0]
    incoming = replace(content, memos=(replace(first, text="More"),))
    matched, _findings = match_to(incoming, content)
    assert matched.memos[0].text == f"{first.text}\n\nMore"
    grown = replace(content, memos=(matched.memos[0], *content.memos[1:]))
    assert match_to(incoming, grown)[0].memos == (grown.memos[0],)


def test_names_that_several_bear_are_not_matched() -> None:
    content = sample_project()
    namesake = replace(ANA, guid=guid_from("namesake"))
    incoming = renamed(replace(content, codings=(), memos=(), statuses=()))
    matched, _findings = match_to(incoming, replace(content, coders=(*content.coders, namesake)))
    assert matched.coders[0].guid == incoming.coders[0].guid
