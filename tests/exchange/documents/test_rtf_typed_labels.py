"""Rich Text: numbers and bullets that a program wrote as text, before a tab."""

from __future__ import annotations

import pytest

from annotator.exchange.documents.rtf import read_rtf

HANGING = rb"\pard\li360\fi-360 "
FURTHER = rb"\pard\li720\fi-360 "


def items(body: bytes) -> tuple[str, list[tuple[object, ...]]]:
    (document,) = read_rtf(rb"{\rtf1\ansi " + body + b"}", "a.rtf", {})
    told: list[tuple[object, ...]] = [
        (document.text[one.start : one.end], one.values["level"], one.values["label"])
        for one in document.structure
        if one.kind == "list-item"
    ]
    return document.text, told


def test_levels_are_those_of_the_indents() -> None:
    text, told = items(
        HANGING + rb"1.\tx360\tab one\par"
        b"{" + HANGING + rb"{\b 2.}\tab {\i tw}o\par}"
        b"{" + FURTHER + rb"\bullet\tab inner\par}"
        b"{" + HANGING + rb"3.\tab three\par}"
        rb"{\pard text\par}" + FURTHER + rb"iv)\tab four\par"
    )
    assert text == "one\ntwo\ninner\nthree\ntext\nfour"
    assert told == [
        ("one", 1, "1."),
        ("two", 1, "2."),
        ("inner", 2, "•"),
        ("three", 1, "3."),
        ("four", 1, "iv)"),
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        # The initial of who speaks, a word, and paragraphs that do not hang.
        (HANGING + rb"A.\tab Yes.\par", "A.\tYes."),
        (HANGING + rb"Well, then\tab Yes.\par", "Well, then\tYes."),
        (rb"\pard 1.\tab one\par", "1.\tone"),
        # Nothing follows, or no tab does.
        (HANGING + rb"12.\par", "12."),
        (HANGING + rb"12.\line one\par", "12.\none"),
        (HANGING + rb"1. one\tab two\par", "1. one\ttwo"),
        (HANGING + rb"x 1.\tab one\par", "x 1.\tone"),
    ],
)
def test_what_is_no_label_stays_text(body: bytes, text: str) -> None:
    assert items(body) == (text, [])


def test_the_mark_of_a_note_may_follow() -> None:
    body = HANGING + rb"1.{\super\chftn}{\footnote\pard\chftn\~ note}\tab one\par"
    assert items(body) == ("1.[1]\tone\n[1] note", [])
