"""Importing into an open project: what is the same is found, and twice is once."""

from __future__ import annotations

from dataclasses import replace

from annotator.corpus.codebook import AttributeKind, Codebook
from annotator.corpus.coding import CoderKind, Memo
from annotator.corpus.identity import guid_from
from annotator.corpus.project import ProjectContent
from annotator.exchange.refi import Met, match_to
from tests.exchange.refi_samples import (
    ANA,
    BO,
    CLAIM,
    DOCUMENTS,
    coding,
    document,
    later,
    sample_project,
)


def renamed(content: ProjectContent) -> ProjectContent:
    """The project with every GUID changed, as other programs do at each export."""

    def new(guid: str) -> str:
        return guid_from("other export", guid)

    codes = [
        replace(code, guid=new(code.guid), parent=code.parent and new(code.parent))
        for code in content.codebook.codes
    ]
    attributes = [
        replace(one, guid=new(one.guid), code=new(one.code)) for one in content.codebook.attributes
    ]
    types = [
        replace(
            one,
            guid=new(one.guid),
            sources=tuple(map(new, one.sources)),
            targets=tuple(map(new, one.targets)),
        )
        for one in content.codebook.relation_types
    ]
    return ProjectContent(
        new(content.guid),
        content.name,
        content.created,
        content.modified,
        tuple(replace(one, guid=new(one.guid)) for one in content.coders),
        Codebook(tuple(codes), "", tuple(attributes), tuple(types)),
        tuple(replace(one, guid=new(one.guid)) for one in content.documents),
        tuple(
            replace(
                one,
                guid=new(one.guid),
                document=new(one.document),
                code=new(one.code),
                coder=new(one.coder),
                attributes={new(guid): value for guid, value in one.attributes.items()},
            )
            for one in content.codings
        ),
        relations=tuple(
            replace(
                one,
                guid=new(one.guid),
                kind=new(one.kind),
                source=new(one.source),
                target=new(one.target),
                coder=new(one.coder),
            )
            for one in content.relations
        ),
        memos=tuple(
            replace(one, guid=new(one.guid), subject=new(one.subject), coder=new(one.coder))
            for one in content.memos
        ),
        statuses=tuple(
            replace(one, document=new(one.document), coder=new(one.coder))
            for one in content.statuses
        ),
        document_attributes=tuple(
            replace(one, document=new(one.document)) for one in content.document_attributes
        ),
    )


def test_the_same_project_adds_nothing() -> None:
    content = sample_project()
    assert match_to(content, content) == (content, ())


def test_a_project_under_new_guids_adds_nothing() -> None:
    content = sample_project()
    matched, findings = match_to(renamed(content), content)
    assert matched == content
    assert len(findings) == 2 + 1 + 3 + 3 + 2


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
    content = replace(content, relations=(), memos=())
    twins = replace(content, codings=(twin, replace(twin, guid=guid_from("twin 2"))))
    one = replace(content, codings=(twin,))
    matched, _findings = match_to(renamed(twins), one)
    assert len({found.guid for found in matched.codings}) == 2


def test_one_guid_with_another_text_is_another_document() -> None:
    content = replace(sample_project(), codings=(), relations=(), memos=(), statuses=())
    other = replace(document("Talk.txt", "Another text"), guid=DOCUMENTS[0].guid)
    incoming = replace(content, documents=(other,), document_attributes=())
    matched, findings = match_to(incoming, content)
    assert matched.documents[0].text == "Another text"
    assert matched.documents[0].guid != other.guid
    assert "another text" in findings[0].message
    again, _findings = match_to(incoming, matched)
    assert again.documents == matched.documents


def test_a_memo_changed_elsewhere_stays_and_is_met() -> None:
    content = sample_project()
    first = content.memos[0]
    for text in ("More", first.text[:-2], f"{first.text} More"):
        incoming = replace(content, memos=(replace(first, text=text),))
        met = Met()
        matched, _findings = match_to(incoming, content, met)
        assert matched.memos == (first,)
        assert (first, incoming.memos[0]) in met.pairs
    for text in (first.text, f" {first.text}\n"):
        met = Met()
        match_to(replace(content, memos=(replace(first, text=text),)), content, met)
        assert not any(isinstance(ours, Memo) for ours, _theirs in met.pairs)


def test_names_that_several_bear_are_not_matched() -> None:
    content = sample_project()
    namesake = replace(ANA, guid=guid_from("namesake"))
    incoming = renamed(replace(content, codings=(), relations=(), memos=(), statuses=()))
    matched, _findings = match_to(incoming, replace(content, coders=(*content.coders, namesake)))
    assert matched.coders[0].guid == incoming.coders[0].guid


def test_values_that_only_the_import_has_are_taken() -> None:
    content = sample_project()
    first = content.codings[0]
    here = replace(content, codings=(replace(first, attributes={}), *content.codings[1:]))
    matched, _findings = match_to(renamed(content), here)
    assert matched.codings[0].attributes == first.attributes
    other = dict.fromkeys(first.attributes, "factual")
    there = replace(content, codings=(replace(first, attributes=other), *content.codings[1:]))
    met = Met()
    matched, _findings = match_to(there, content, met)
    assert matched == content
    differing = [(ours, theirs) for ours, theirs in met.pairs if ours != theirs]
    assert differing == [(first, there.codings[0])]


def test_an_attribute_of_another_kind_stays_beside_and_comes_once() -> None:
    content = sample_project()
    book = content.codebook
    texts = tuple(
        replace(one, kind=AttributeKind.TEXT) if one.name == "holder" else one
        for one in book.attributes
    )
    other = renamed(replace(content, codebook=replace(book, attributes=texts)))
    matched, _findings = match_to(other, content)
    names = {one.name for one in matched.codebook.attributes}
    assert names == {"type: of claim", "holder (2)"}
    known = {one.guid for one in book.attributes}
    new = [one for one in matched.codebook.attributes if one.guid not in known]
    grown = replace(
        content,
        codebook=replace(book, attributes=(*book.attributes, *new)),
        codings=matched.codings,
    )
    again, _findings = match_to(renamed(other), grown)
    assert {one.guid for one in again.codebook.attributes} <= known | {one.guid for one in new}
    assert again.codings == grown.codings


def test_a_value_that_the_attribute_here_lacks_is_told() -> None:
    content = sample_project()
    fewer = tuple(replace(one, choices=one.choices[:1]) for one in content.codebook.attributes)
    here = replace(content, codebook=replace(content.codebook, attributes=fewer))
    _matched, findings = match_to(content, here)
    assert {f.place for f in findings} == {"attribute “type: of claim”", "attribute “holder”"}


def test_the_consensus_of_both_is_one_whatever_it_is_called() -> None:
    content = sample_project()
    settled = next(one for one in content.coders if one.kind is CoderKind.CONSENSUS)
    other = renamed(content)
    coders = tuple(
        replace(one, name="Settled") if one.kind is CoderKind.CONSENSUS else one
        for one in other.coders
    )
    matched, _findings = match_to(replace(other, coders=coders), content)
    assert matched == content
    person = replace(settled, kind=CoderKind.PERSON)
    as_person = replace(other, coders=(replace(person, guid=coders[-1].guid),))
    as_person = replace(as_person, codings=(), relations=(), memos=(), statuses=())
    assert len(match_to(as_person, content)[0].coders) == 1
    assert match_to(as_person, content)[0].coders[0].guid == coders[-1].guid
