"""Notes, comments and tracked changes of Rich Text."""

from __future__ import annotations

from annotator.exchange.documents.rtf import read_rtf
from tests.exchange.documents.rtf_samples import WORD_HEAD, found, only, small, word


def test_footnotes_and_endnotes_stand_at_the_end() -> None:
    document = word(
        rb"One{\cs18\super\chftn{\footnote\pard\plain{\super\chftn} The {\i first}.\par more}} two"
        rb"{\super\chftn{\footnote\ftnalt\pard\plain{\super\chftn} an end}}"
        rb"{\super\chftn{\footnote b}}."
        rb"\par"
    )
    assert document.text == "One[1] two[1][2].\n[1] The first.\nmore\n[2] b\n[1] an end"
    marks = found(document, "note-mark")
    assert [text for _kind, text, _values in marks] == ["[1]", "[1]", "[2]"]
    assert [kind for kind, _text, _values in found(document, "footnote", "endnote")] == [
        *("footnote", "footnote", "endnote")
    ]
    ids = {values["note"] for _kind, _text, values in marks}
    assert ids == {values["note"] for _, _, values in found(document, "footnote", "endnote")}
    assert found(document, "emphasis") == [("emphasis", "first", {"style": "italic"})]


def test_marks_that_the_author_typed() -> None:
    document = word(rb"word{\super *}{\footnote\pard {\super *} Said so.}.")
    assert document.text == "word[*].\n[*] Said so."
    assert only(document, "footnote").values["label"] == "*"


def test_blanks_before_an_automatic_mark_are_part_of_it() -> None:
    document = word(rb"word{{\super  \chftn{\footnote {\super\chftn} n}}}.")
    assert document.text == "word[1].\n[1] n"


def test_superscript_before_a_note_stays_where_it_is_none() -> None:
    assert word(rb"x{\super 2}\par{\super\chftn}{\footnote n}").text == "x2\n[1]\n[1] n"


def test_numbering_of_endnotes() -> None:
    document = word(
        rb"\aftnnrlc a{\super\chftn{\footnote\ftnalt x}}{\super\chftn{\footnote\ftnalt y}}"
    )
    assert document.text == "a[i][ii]\n[i] x\n[ii] y"


def test_notes_in_cells() -> None:
    document = word(
        rb"\trowd\cellx1000\cellx2000\pard\intbl a{\super\chftn{\footnote in a cell}}"
        rb"\cell b\cell\row"
    )
    assert document.text == "a[1]\tb\n[1] in a cell"
    assert found(document, "cell")[0][1] == "a[1]"


def test_comments_have_their_passage_author_and_date() -> None:
    date = (124 << 20) | (5 << 16) | (3 << 11) | (9 << 6) | 7
    document = word(
        rb"a {\*\atrfstart 1}marked words{\*\atrfend 1}{\*\atnid AB}{\*\atnauthor Anna B.}\chatn"
        rb"{\*\annotation{\*\atndate %d}{\*\atnref 1}{\*\atnparent 0}\pard\plain "
        rb"Why?\par Because.} b" % date
    )
    assert document.text == "a marked words b"
    assert found(document, "comment") == [
        (
            "comment",
            "marked words",
            {"author": "Anna B.", "date": "2024-05-03T09:07", "text": "Why?\nBecause."},
        )
    ]


def test_a_comment_without_a_range_is_on_its_place() -> None:
    comment = only(word(rb"ab{\*\atnid X}{\*\annotation Hm}c"), "comment")
    assert (comment.start, comment.end, dict(comment.values)) == (
        2,
        2,
        {"author": "X", "text": "Hm"},
    )


def test_tracked_changes_are_accepted_and_both_readable() -> None:
    document = word(
        rb"a{\revised\revauth1\revdttm0 new\par also} b{\deleted\revauthdel1 old {\b gone}} c\par"
    )
    assert document.text == "anew\nalso b c"
    assert found(document, "inserted") == [("inserted", "new\nalso", {"author": "Anna Berg"})]
    assert found(document, "deleted") == [
        ("deleted", "", {"author": "Anna Berg", "text": "old gone"})
    ]


def test_deletions_in_paragraphs_one_after_the_other_are_apart() -> None:
    document = word(rb"a{\deleted\revauthdel1 b}\par{\deleted\revauthdel1 c}d")
    assert [
        (element.start, element.values["text"])
        for element in document.structure
        if element.kind == "deleted"
    ] == [(1, "b"), (2, "c")]


def test_tracked_changes_rejected_or_shown() -> None:
    data = WORD_HEAD + (
        rb"a{\revised\revauth1 new} b{\deleted\revauthdel1 old} c{\revised\deleted never}}"
    )
    (document,) = read_rtf(data, "a.rtf", {"tracked": "reject"})
    assert document.text == "a bold c"
    assert found(document, "inserted", "deleted") == [
        ("inserted", "", {"author": "Anna Berg", "text": "new"}),
        ("deleted", "old", {"author": "Anna Berg"}),
        ("inserted", "", {"author": "Unknown", "text": "never"}),
    ]
    (document,) = read_rtf(data, "a.rtf", {"tracked": "show"})
    assert document.text == "anew bold cnever"
    assert [text for _, text, _ in found(document, "inserted", "deleted")] == [
        *("new", "old", "never")
    ]


def test_what_hangs_on_a_note_ends_with_it() -> None:
    document = small(rb"\trowd\cellx1\intbl{\b x{\footnote plain}}\cell\row\pard z")
    assert document.text.endswith("plain")
    assert [text for _kind, text, _values in found(document, "emphasis")] == ["x[1]"]
