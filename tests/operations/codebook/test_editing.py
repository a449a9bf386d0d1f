"""The codebook as an instrument: attributes, relations, merging, splitting, versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.corpus.codebook import (
    Attribute,
    AttributeKind,
    Choice,
    Code,
    Codebook,
    RelationType,
)
from annotator.corpus.identity import guid_from, new_guid
from annotator.corpus.job import finish
from annotator.errors import UserError
from annotator.exchange.codebook_file import read_codebook_file, write_codebook_file
from annotator.operations import codebook, codings, projects
from annotator.operations.codebook import attributes, code_merging, codes, relation_types
from annotator.operations.codings import coding_values, relations
from annotator.operations.merging import merges
from annotator.operations.projects import integrity
from annotator.operations.viewing import everything
from tests.examples import examples
from tests.making import ANN, BEN, Made, content, make

NOW = ANN.created


def attribute(
    made: Made, name: str, kind: AttributeKind, *values: str, **more: object
) -> Attribute:
    return Attribute(
        guid_from("test attribute", name),
        made.codes[str(more.pop("code", "claim"))],
        name,
        kind,
        NOW,
        NOW,
        choices=tuple(Choice(value, value[0]) for value in values),
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "p.annot")
    yield made
    assert integrity.check(made.project) == []
    made.project.close()


def values(made: Made, coding: str) -> dict[str, object]:
    """What a coding says, by the name of the attribute."""
    now = content(made.project)
    names = {a.guid: a.name for a in now.codebook.attributes}
    (found,) = (c for c in now.codings if c.guid == coding)
    return {names[guid]: value for guid, value in found.attributes.items()}


def test_a_value_is_set_changed_taken_back_and_undone(made: Made) -> None:
    kind = attribute(made, "type", AttributeKind.CHOICE, "factual", "causal")
    attributes.declare(made.project, ANN.guid, kind)
    guid = made.code(ANN, "claim", (0, 6))
    for value in ("factual", "causal"):
        coding_values.set_value(made.project, ANN.guid, guid, kind.guid, value)
        assert values(made, guid) == {"type": value}
    coding_values.set_value(made.project, ANN.guid, guid, kind.guid, None)
    assert values(made, guid) == {}
    made.project.undo(ANN.guid)
    assert values(made, guid) == {"type": "causal"}


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (AttributeKind.CHOICE, "factual", "other"),
        (AttributeKind.CHOICES, ("factual", "causal"), ("factual", "other")),
        (AttributeKind.NUMBER, "2.5", "many"),
        (AttributeKind.YES_NO, "yes", "perhaps"),
    ],
)
def test_a_value_fits_its_attribute_or_is_refused(
    made: Made, kind: AttributeKind, good: str | tuple[str, ...], bad: str | tuple[str, ...]
) -> None:
    closed = ("factual", "causal") if "choice" in kind.value else ()
    declared = attribute(made, "a", kind, *closed)
    attributes.declare(made.project, ANN.guid, declared)
    guid = made.code(ANN, "claim", (0, 6))
    coding_values.set_value(made.project, ANN.guid, guid, declared.guid, good)
    with pytest.raises(UserError):
        coding_values.set_value(made.project, ANN.guid, guid, declared.guid, bad)
    assert values(made, guid) == {"a": good}


def test_values_of_another_coder_stay_as_they_are(made: Made) -> None:
    declared = attribute(made, "a", AttributeKind.TEXT)
    attributes.declare(made.project, ANN.guid, declared)
    guid = made.code(BEN, "claim", (0, 6))
    with pytest.raises(UserError, match="another coder"):
        coding_values.set_value(made.project, ANN.guid, guid, declared.guid, "mine")


def test_required_attributes_are_listed_until_they_are_said(made: Made) -> None:
    needed = attribute(made, "type", AttributeKind.CHOICE, "factual", required=True)
    attributes.declare(made.project, ANN.guid, needed)
    guid = made.code(ANN, "claim", (0, 6))
    made.code(ANN, "prediction", (0, 6))
    (found,) = coding_values.incomplete(everything(made.project))
    assert (found.coding.guid, found.missing) == (guid, ["type"])
    coding_values.set_value(made.project, ANN.guid, guid, needed.guid, "factual")
    assert coding_values.incomplete(everything(made.project)) == []


def test_entities_offer_what_was_said_before(made: Made) -> None:
    who = attribute(made, "source", AttributeKind.ENTITY)
    attributes.declare(made.project, ANN.guid, who)
    for number, name in enumerate(("the mayor", "the port office", "the port office")):
        guid = made.code(ANN, "claim", (number, 6))
        coding_values.set_value(made.project, ANN.guid, guid, who.guid, name)
    assert coding_values.entities(everything(made.project), who.guid) == [
        "the writer",
        "unstated",
        "the port office",
        "the mayor",
    ]


def test_changing_a_closed_list_maps_the_old_values_or_is_refused(made: Made) -> None:
    kind = attribute(made, "type", AttributeKind.CHOICE, "factual", "causal")
    attributes.declare(made.project, ANN.guid, kind)
    guid = made.code(ANN, "claim", (0, 6))
    coding_values.set_value(made.project, ANN.guid, guid, kind.guid, "causal")
    shorter = replace(kind, choices=(Choice("factual"), Choice("because")))
    with pytest.raises(UserError, match="causal"):
        attributes.edit(made.project, ANN.guid, shorter)
    assert values(made, guid) == {"type": "causal"}
    attributes.edit(made.project, ANN.guid, shorter, {"causal": "because"})
    assert values(made, guid) == {"type": "because"}
    made.project.undo(ANN.guid)
    assert values(made, guid) == {"type": "causal"}


def test_merging_codes_loses_no_coding_and_no_value(made: Made) -> None:
    ours = attribute(made, "type", AttributeKind.CHOICE, "factual", "causal")
    theirs = replace(
        attribute(made, "other", AttributeKind.CHOICE, "factual", code="prediction"), name="type"
    )
    alone = attribute(made, "note", AttributeKind.TEXT)
    for declared in (ours, theirs, alone):
        attributes.declare(made.project, ANN.guid, declared)
    guid = made.code(ANN, "claim", (0, 6))
    foreign = made.code(BEN, "claim", (3, 9))
    coding_values.set_value(made.project, ANN.guid, guid, ours.guid, "causal")
    coding_values.set_value(made.project, ANN.guid, guid, alone.guid, "kept")
    before = content(made.project)

    source, target = made.codes["claim"], made.codes["prediction"]
    preview = code_merging.preview_merge(everything(made.project), source, target)
    assert (preview.codings, preview.joined, preview.moved) == (2, ["type"], ["note"])
    assert preview.added_values == {"type": ["causal"]}
    code_merging.merge(made.project, ANN.guid, source, target)
    now = content(made.project)
    assert {c.guid: c.code for c in now.codings} == {guid: target, foreign: target}
    assert values(made, guid) == {"type": "causal", "note": "kept"}
    assert source not in now.codebook.by_guid
    made.project.undo(ANN.guid)
    again = content(made.project)
    assert again.codings[0].attributes == before.codings[0].attributes
    assert {c.code for c in again.codings} == {source}


def test_splitting_by_a_value_keeps_what_the_codings_say(made: Made) -> None:
    kind = attribute(made, "type", AttributeKind.CHOICE, "factual", "causal")
    attributes.declare(made.project, ANN.guid, kind)
    guids = [made.code(ANN, "claim", (n, n + 3)) for n in range(3)]
    for guid, value in zip(guids, ("factual", "causal", "causal"), strict=True):
        coding_values.set_value(made.project, ANN.guid, guid, kind.guid, value)
    groups = code_merging.codings_by_value(everything(made.project), kind)
    new = Code(new_guid(), "causal claim", "#123456", NOW, NOW)
    source = made.codes["claim"]
    code_merging.split(made.project, ANN.guid, source, new, groups["causal"])
    now = content(made.project)
    assert [c.code for c in now.codings] == [source, new.guid, new.guid]
    assert [values(made, guid)["type"] for guid in guids] == ["factual", "causal", "causal"]


def test_deleting_a_used_code_moves_or_deletes_its_codings(made: Made) -> None:
    mine = made.code(ANN, "claim", (0, 6))
    made.code(BEN, "claim", (0, 6))
    claim, prediction = made.codes["claim"], made.codes["prediction"]
    with pytest.raises(UserError, match="Other coders"):
        codes.delete(made.project, ANN.guid, claim)
    codes.delete(made.project, ANN.guid, claim, move_to=prediction)
    assert {c.code for c in content(made.project).codings} == {prediction}
    made.project.undo(ANN.guid)
    assert mine in {c.guid for c in content(made.project).codings if c.code == claim}


def test_relations_join_what_they_may(made: Made) -> None:
    supports = RelationType(
        new_guid(),
        "supports",
        NOW,
        NOW,
        sources=(made.codes["claim"],),
        targets=(made.codes["claim"],),
    )
    relation_types.declare(made.project, ANN.guid, supports)
    one, two = made.code(ANN, "claim", (0, 6)), made.code(ANN, "claim", (7, 14))
    other = made.code(ANN, "prediction", (7, 14))
    relations.relate(made.project, ANN.guid, supports.guid, one, two)
    relations.relate(made.project, ANN.guid, supports.guid, one, two)
    (relation,) = content(made.project).relations
    assert (relation.source, relation.target) == (one, two)
    with pytest.raises(UserError, match="does not lead"):
        relations.relate(made.project, ANN.guid, supports.guid, one, other)
    with pytest.raises(UserError, match="itself"):
        relations.relate(made.project, ANN.guid, supports.guid, one, one)
    codings.delete(made.project, ANN.guid, [two])
    assert content(made.project).relations == (), "a relation needs both its ends"
    made.project.undo(ANN.guid)
    assert content(made.project).relations == (relation,)
    relations.delete(made.project, ANN.guid, relation.guid)
    assert content(made.project).relations == ()


def test_values_and_relations_are_merged(made: Made, tmp_path: Path) -> None:
    kind = attribute(made, "note", AttributeKind.TEXT)
    attributes.declare(made.project, ANN.guid, kind)
    guid = made.code(ANN, "claim", (0, 6))
    made.project.copy_to(tmp_path / "copy.annot")
    coding_values.set_value(made.project, ANN.guid, guid, kind.guid, "said")
    made.project.copy_to(tmp_path / "later.annot")
    other = projects.open_(tmp_path / "copy.annot")
    finish(merges.merge(other, ANN.guid, [tmp_path / "later.annot"]))
    assert content(other) == content(made.project)
    other.close()


def test_versions_tell_what_changed_and_what_to_look_at_again(made: Made) -> None:
    first = len(codebook.versions(made.project))
    old = made.code(ANN, "claim", (0, 6))
    claim = content(made.project).codebook.by_guid[made.codes["claim"]]
    codes.edit(made.project, ANN.guid, replace(claim, definition="Something else."))
    made.code(ANN, "claim", (7, 14))
    assert [d.what for d in codebook.changed_since(made.project, first)] == [
        "Code “claim” changed: definition"
    ]
    (found,) = codebook.outdated(everything(made.project))
    assert (found.coding.guid, found.version) == (old, first)
    was = codebook.version(made.project, first).by_guid[claim.guid]
    assert was.definition == claim.definition
    with pytest.raises(UserError, match="no version"):
        codebook.version(made.project, 99)


def test_applying_a_codebook_is_one_undoable_step(made: Made) -> None:
    before = codebook.current(made.project)
    fewer = tuple(
        replace(code, name="assertion") if code.name == "claim" else code
        for code in before.codes
        if code.name != "attribution"
    )
    after = replace(before, codes=(*fewer, Code(new_guid(), "stance", "#123456", NOW, NOW)))
    assert [d.what for d in codebook.preview(made.project, after)] == [
        "Code “claim” is now called “assertion”",
        "New code “stance”",
        "Code “attribution” deleted",
    ]
    codebook.apply(made.project, ANN.guid, after)
    assert {c.name for c in codebook.current(made.project).codes} == {
        "assertion",
        "prediction",
        "evaluative term",
        "stance",
    }
    made.project.undo(ANN.guid)
    assert described(codebook.current(made.project)) == described(before)


def test_applying_a_codebook_that_would_lose_codings_is_refused(made: Made) -> None:
    made.code(ANN, "claim", (0, 6))
    before = codebook.current(made.project)
    with pytest.raises(UserError, match="1 codings"):
        codebook.apply(made.project, ANN.guid, Codebook(before.codes[1:]))
    assert described(codebook.current(made.project)) == described(before)


def test_a_file_without_identities_changes_nothing_when_it_says_the_same(made: Made) -> None:
    text = write_codebook_file(codebook.current(made.project)).decode()
    lines = [line for line in text.splitlines() if not line.strip().startswith("id:")]
    data = "\n".join(lines).encode()
    again = read_codebook_file(data, "x.yaml", NOW)
    assert codebook.preview(made.project, again) == []


def described(book: Codebook) -> list[tuple[object, ...]]:
    """The codebook without the times of its rows."""
    return [
        (
            book.path(code.guid),
            code.definition,
            code.key,
            code.color,
            code.examples,
            [(a.name, a.choices) for a in book.attributes_of(code.guid)],
        )
        for _depth, code in book.walk()
    ]


STEPS = ("add", "rename", "redefine", "attribute", "merge", "drop")


@settings(max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 30)), max_size=8))
def test_editing_undoing_writing_and_reading_return_the_same_codebook(
    tmp_path_factory: pytest.TempPathFactory, plan: list[tuple[str, int]]
) -> None:
    made = make(tmp_path_factory.mktemp("book") / "p.annot")
    project, by = made.project, ANN.guid
    states = [described(codebook.current(project))]
    for step, number in plan:
        book = codebook.current(project)
        code = book.codes[number % len(book.codes)]
        other = book.codes[(number + 1) % len(book.codes)]
        match step:
            case "add":
                codes.add(project, by, codes.new_code(f"n{number}", "#123456", parent=code.guid))
            case "rename":
                codes.edit(project, by, replace(code, name=f"r{number}"))
            case "redefine":
                codes.edit(project, by, replace(code, definition=f"Line\nand {number}"))
            case "attribute":
                guid = new_guid()
                attribute_ = Attribute(
                    guid,
                    code.guid,
                    f"a{guid}",  # a code has one attribute of a name
                    AttributeKind.CHOICE,
                    NOW,
                    NOW,
                    choices=(Choice("x"),),
                )
                attributes.declare(project, by, attribute_)
            case "merge" if code.guid not in codes.with_descendants(book, other.guid) and (
                other.guid not in codes.with_descendants(book, code.guid)
            ):
                code_merging.merge(project, by, code.guid, other.guid)
            case "drop" if len(book.codes) > 3:
                codes.delete(project, by, code.guid)
        now = described(codebook.current(project))
        if now != states[-1]:
            states.append(now)
        book = codebook.current(project)
        read = read_codebook_file(write_codebook_file(book), "x.yaml", NOW)
        assert described(read) == now
        last = codebook.versions(project)[-1].number
        assert described(codebook.version(project, last)) == now
    for state in reversed(states[:-1]):
        project.undo(by)
        assert described(codebook.current(project)) == state
    project.close()
