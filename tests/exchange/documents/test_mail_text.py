"""Plain text of messages: quotes, answers, signatures, flowed lines."""

from __future__ import annotations

import pytest

from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.documents.mail.model import PlainBody
from annotator.exchange.documents.mail.plain import add_plain, unflowed


def marked(text: str, *, flowed: bool = False) -> list[tuple[str, str, object]]:
    """The elements of a body: kind, text, level."""
    builder = TextBuilder()
    add_plain(builder, PlainBody(text, flowed))
    whole, elements = builder.finish()
    return [
        (element.kind, whole[element.start : element.end], element.values.get("level"))
        for element in elements
    ]


def test_quoted_lines_by_level() -> None:
    text = "On 3 May 2024 Anna wrote:\n> one\n>> two\n> > deep\n> three\n\nanswer\n>four"
    assert marked(text) == [
        ("quote", "> one\n>> two\n> > deep\n> three", 1),
        ("quote", ">> two\n> > deep", 2),
        ("quote", ">four", 1),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "On Fri, 3 May 2024 at 09:07, Anna <a@example.org> wrote:",
        "Am 03.05.24 um 09:07 schrieb Anna Berg:",
        "Le 3 mai 2024 à 09:07, Anna a écrit :",
        "On Fri, 3 May 2024 at 09:07, Anna Berg-Schmidt\n<anna@example.org> wrote:",
        "-----Original Message-----",
        "From: Anna\nSent: Friday\nTo: Ben\nSubject: Re: x",
        "*Von:* Anna\n*Gesendet:* Freitag\n*An:* Ben\n*Betreff:* AW: x",
        "-----Original Message-----\nFrom: Anna\nSent: Friday\nTo: Ben\nSubject: x",
    ],
)
def test_what_is_answered_without_marks(line: str) -> None:
    assert marked(f"answer\n\n{line}\n\nold text\nmore") == [
        ("quote", f"{line}\n\nold text\nmore", 1)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "He wrote:\nnothing",
        "From: nobody\nand so on",
        "a > b",
        "In 2024 she wrote of it.\nThen",
        "On 3 May 2024 Anna wrote:",
    ],
)
def test_what_is_no_quote(text: str) -> None:
    assert marked(text) == []


def test_signature_ends_before_what_is_quoted() -> None:
    assert marked("text\n-- \nAnna\nOslo\n\n> old") == [
        ("signature", "-- \nAnna\nOslo", None),
        ("quote", "> old", 1),
    ]
    assert marked("text\n--\nAnna") == [] or marked("text\n--\nAnna")[0][0] == "signature"


def test_flowed_lines_are_joined() -> None:
    text = "one \ntwo\n\n> quoted \n> more\n>> deep \n> not\n from\n-- \nA"
    assert unflowed(text, delsp=False) == (
        "one two\n\n> quoted more\n>> deep \n> not\nfrom\n-- \nA"
    )
    assert unflowed("日本 \n語", delsp=True) == "日本語"


def test_long_flowed_paragraphs_take_no_time() -> None:
    text = "word \n" * 300_000
    assert len(unflowed(text, delsp=False)) == 5 * 300_000


@pytest.mark.parametrize("line", ["> " * 3000 + "x", "wrote:\n" * 20_000, "From: x\n" * 20_000])
def test_text_made_to_be_slow(line: str) -> None:
    marked(line)
