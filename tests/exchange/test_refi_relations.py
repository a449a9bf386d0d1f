"""Links and sets of other programs, and our own after other programs have had them."""

from __future__ import annotations

from pathlib import Path

from annotator.corpus.codebook import CodeSet
from tests.exchange.refi_foreign import (
    ANA,
    CODE,
    TEXT,
    at,
    guid,
    messages,
    project,
    read,
    selection,
    source,
)
from tests.exchange.refi_samples import (
    archive,
    comparable,
    export,
    read_bytes,
    sample_project,
    xml_of,
)

ONE, TWO = selection(*at("One"), "One"), selection(*at("Three"), "Three")
FIRST = ONE.split('"')[1]
SECOND = TWO.split('"')[1]


def link(name: str, origin: str, target: str, rest: str = "", inner: str = "") -> str:
    return (
        f'<Link guid="{guid(name + origin + target)}" name="{name}" originGUID="{origin}" '
        f'targetGUID="{target}" {rest}>{inner}</Link>'
    )


def links(*found: str, notes: str = "") -> str:
    return f"{notes}<Links>{''.join(found)}</Links>"


def test_links_between_codings_become_relations(tmp_path: Path) -> None:
    made = link("explains", FIRST, SECOND, 'direction="OneWay"')
    xml = project(source(ONE + TWO), rest=links(made))
    reading = read(tmp_path, xml)
    (relation,) = reading.content.relations
    (kind,) = reading.content.codebook.relation_types
    texts = {c.guid: TEXT[c.start : c.end] for c in reading.content.codings}
    assert (texts[relation.source], texts[relation.target]) == ("One", "Three")
    assert (kind.guid, kind.name, kind.sources) == (relation.kind, "explains", ())
    assert relation.coder == ANA
    assert "any codes" in messages(reading, "settled")
    assert read(tmp_path, xml).content == reading.content


def test_links_of_one_name_are_of_one_type(tmp_path: Path) -> None:
    codings = [part.split('Coding guid="')[1].split('"')[0] for part in (ONE, TWO)]
    made = (
        link("explains", FIRST, SECOND, 'direction="Associative"'),
        link("explains", SECOND, FIRST, 'direction="OneWay"'),
        link("", *codings),
    )
    reading = read(tmp_path, project(source(ONE + TWO), rest=links(*made)))
    names = [kind.name for kind in reading.content.codebook.relation_types]
    assert names == ["explains", "related to"]
    assert len(reading.content.relations) == 3
    assert "2 without one direction" in messages(reading, "settled")
    assert reading.report.counts["relations"] == 3


def test_other_links_are_left_behind(tmp_path: Path) -> None:
    made = (
        link("to a code", FIRST, CODE),
        link("to itself", FIRST, FIRST),
        link("to nothing", FIRST, guid("nothing")),
        f'<Link guid="{guid("l")}"/>',
    )
    reading = read(tmp_path, project(source(ONE + TWO), rest=links(*made)))
    assert reading.content.relations == ()
    assert messages(reading, "left behind").count("only links between codings") == 4


def test_a_passage_with_several_codings_is_told(tmp_path: Path) -> None:
    both = selection(*at("two"), "two", (CODE, CODE))
    made = link("explains", both.split('"')[1], SECOND, 'direction="OneWay"')
    reading = read(tmp_path, project(source(both + TWO), rest=links(made)))
    assert len(reading.content.relations) == 1
    assert "the first was taken" in messages(reading, "doubtful")


def test_a_note_on_a_link_becomes_a_memo(tmp_path: Path) -> None:
    ref = f'<NoteRef targetGUID="{guid("note")}"/>'
    made = link("explains", FIRST, SECOND, 'direction="OneWay"', ref)
    notes = (
        f'<Notes><Note guid="{guid("note")}" name="Why" creatingUser="{ANA}">'
        "<PlainTextContent>Because.</PlainTextContent></Note></Notes>"
    )
    reading = read(tmp_path, project(source(ONE + TWO), rest=links(made, notes=notes)))
    (memo,) = reading.content.memos
    assert (memo.text, memo.subject) == ("Why\nBecause.", reading.content.relations[0].source)


def test_a_set_of_codes_is_one_here_and_no_relation(tmp_path: Path) -> None:
    sets = (
        f'<Sets><Set guid="{guid("set")}" name="Family"><MemberCode targetGUID="{CODE}"/></Set>'
        f'<Set guid="{guid("r")}" name="by hand"><Description>Relation between codings.\n'
        "From: c\nTo: nowhere\nColour: red</Description></Set></Sets>"
    )
    reading = read(tmp_path, project(source(ONE), rest=sets))
    left = messages(reading, "left behind")
    assert reading.content.memos == ()
    (family,) = reading.content.codebook.sets
    assert family == CodeSet(guid("set"), "Family", (CODE,))
    assert "no code is named so" in left
    assert "Colour: red" in left
    (kind,) = reading.content.codebook.relation_types
    assert (kind.name, kind.sources, kind.targets) == ("by hand", (CODE,), ())


def test_a_comment_on_a_passage_is_still_a_memo(tmp_path: Path) -> None:
    commented = ONE.replace(
        "<Coding", "<Description>Attributes:\nmood: sour</Description><Coding", 1
    )
    reading = read(tmp_path, project(source(commented)))
    assert [memo.text for memo in reading.content.memos] == ["Attributes:\nmood: sour"]


def test_another_program_passes_everything_on(tmp_path: Path) -> None:
    """Its origin, other GUIDs of sets and links, descriptions trimmed: the same comes back."""
    content = sample_project()
    xml = xml_of(export(content)[0]).decode()
    for kind in content.codebook.relation_types:
        xml = xml.replace(f'<Set guid="{kind.guid}"', f'<Set guid="{guid(kind.guid)}"')
    for relation in content.relations:
        xml = xml.replace(relation.guid, guid(relation.guid))
    xml = xml.replace("</Description>", "\n </Description>").replace('origin="Ann', 'origin="Foll')
    texts = {f"sources/{one.guid}.txt": one.text.encode() for one in content.documents}
    reading = read_bytes(archive(xml, texts), tmp_path)
    ours, theirs = comparable(content), comparable(reading.content)
    for same in ("codes", "attributes", "codings"):
        assert theirs[same] == ours[same]
    kinds = {kind.guid: kind.name for kind in reading.content.codebook.relation_types}
    declared = {kind.guid: kind.name for kind in content.codebook.relation_types}
    assert sorted(kinds.values()) == sorted(declared.values())
    assert [
        (kinds[one.kind], one.source, one.target, one.coder, one.created, one.modified)
        for one in reading.content.relations
    ] == [
        (declared[one.kind], one.source, one.target, one.coder, one.created, one.modified)
        for one in content.relations
    ]
