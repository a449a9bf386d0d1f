"""Two versions of a codebook side by side, and texts word by word."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.codebook import Attribute, AttributeKind, Choice, Code, Codebook
from annotator.corpus.codebook_comparison import Change, as_text, compared
from annotator.corpus.identity import guid_from
from annotator.corpus.moments import EPOCH
from annotator.corpus.word_differences import Mark, word_differences


def code(name: str, parent: Code | None = None, position: int = 0, definition: str = "") -> Code:
    return Code(
        guid_from("code", name),
        name,
        "#000000",
        EPOCH,
        EPOCH,
        parent=parent.guid if parent else None,
        position=position,
        definition=definition,
    )


A, B = code("a", definition="A claim of fact."), code("b", position=1)
C, B1 = code("c", position=2), code("b1", B)


def changes(old: Codebook, new: Codebook) -> dict[str, tuple[Change, ...]]:
    return {" > ".join(row.path): row.changes for row in compared(old, new) if row.changes}


def test_what_is_the_same_has_no_changes() -> None:
    book = Codebook((A, B, B1, C))
    assert changes(book, book) == {}
    assert as_text(compared(book, book)) == ""


def test_codes_are_added_deleted_renamed_moved_and_changed() -> None:
    old = Codebook((A, B, B1, C))
    new = Codebook(
        (
            replace(A, name="aa", definition="A claim of value."),
            replace(B1, parent=A.guid),
            code("d", position=1),
            C,
        )
    )
    assert changes(old, new) == {
        "aa": (Change.RENAMED, Change.EDITED),
        "aa > b1": (Change.MOVED,),
        "b": (Change.DELETED,),
        "d": (Change.ADDED,),
    }
    rows = {row.path[-1]: row for row in compared(old, new)}
    (field,) = rows["aa"].fields
    assert (field.field, field.before, field.after) == (
        "definition",
        "A claim of fact.",
        "A claim of value.",
    )
    assert rows["b1"].before == ("b", "b1")
    text = as_text(compared(old, new))
    assert "definition: A claim of [−fact−][+value+]." in text
    assert "aa > b1 (before: b > b1): moved" in text


def test_order_is_a_move_of_the_fewest() -> None:
    old = Codebook((A, B, C, code("d", position=3)))
    new = Codebook((replace(A, position=9), B, C, code("d", position=3)))
    assert changes(old, new) == {"a": (Change.MOVED,)}


def test_a_deleted_code_stands_where_it_stood() -> None:
    old = Codebook((A, B, B1, C))
    order = [row.path[-1] for row in compared(old, Codebook((A, C)))]
    assert order == ["a", "b", "b1", "c"]
    assert [row.path[-1] for row in compared(old, Codebook((C,)))] == ["a", "b", "b1", "c"]


def test_attributes_are_fields_of_their_code() -> None:
    tone = Attribute(
        "t", A.guid, "tone", AttributeKind.CHOICE, EPOCH, EPOCH, choices=(Choice("warm"),)
    )
    warmer = replace(tone, choices=(Choice("warm"), Choice("cold", "c")))
    old, new = Codebook((A,), attributes=(tone,)), Codebook((A,), attributes=(warmer,))
    (row,) = compared(old, new)
    (field,) = row.fields
    assert field.title == "attribute “tone”"
    assert field.after.endswith("– warm\n– cold (c)")
    assert row.changes == (Change.EDITED,)


@given(st.text("ab \n.", max_size=30), st.text("ab \n.", max_size=30))
def test_pieces_are_the_two_texts(old: str, new: str) -> None:
    pieces = word_differences(old, new)
    assert "".join(p.words for p in pieces if p.mark is not Mark.ADDED) == old
    assert "".join(p.words for p in pieces if p.mark is not Mark.DELETED) == new
    assert all(piece.words for piece in pieces)


def test_a_sentence_written_anew_is_one_piece() -> None:
    marks = [p.mark for p in word_differences("one two three.", "four five six.")]
    assert marks == [Mark.DELETED, Mark.ADDED, Mark.SAME]
