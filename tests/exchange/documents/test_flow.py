"""What the readers of office documents share: blocks, pages, numbers, symbol fonts, XML trees."""

from __future__ import annotations

import pytest

from annotator.errors import UserError
from annotator.exchange.documents.flow import Flow, Pages
from annotator.exchange.documents.numerals import FORMATS, letters, numeral, roman
from annotator.exchange.documents.symbol_fonts import from_symbol_font
from annotator.exchange.documents.xml_tree import parse_tree


def test_blocks_are_parted_and_elements_do_not_take_the_parting_in() -> None:
    flow = Flow()
    for words in ("one", "", "two"):
        flow.begin_block()
        flow.emphasis(frozenset(("bold",)))
        flow.text(words)
        flow.end_block()
    assert flow.position == 9
    text, elements = flow.builder.finish()
    assert text == "one\n\ntwo"
    assert [(e.start, e.end) for e in elements] == [(0, 3), (5, 8)]


def test_emphasis_is_merged_and_overlaps() -> None:
    flow = Flow()
    flow.begin_block()
    for styles, words in (("b", "a"), ("b i", "b"), ("b", ""), ("b i", "c"), ("i", "d")):
        flow.emphasis(frozenset(styles.split()))
        flow.text(words)
    flow.end_block()
    text, elements = flow.builder.finish()
    found = sorted((text[e.start : e.end], e.values["style"]) for e in elements)
    assert found == [("abc", "b"), ("b", "i"), ("cd", "i")]


def test_emphasis_ends_before_a_note_s_mark_or_goes_on_over_it() -> None:
    flow = Flow()
    for words in ("", "two"):
        flow.begin_block()
        flow.emphasis(frozenset(("bold",)))
        flow.text("one")
        flow.note_reference("1", "n")
        if words:
            flow.text(words)
        flow.end_block()
    text, elements = flow.builder.finish()
    assert text == "one[1]\none[1]two"
    found = [text[e.start : e.end] for e in elements if e.kind == "emphasis"]
    assert found == ["one", "one[1]two"]


def test_a_break_parts_words_only_within_a_block() -> None:
    flow = Flow()
    flow.begin_block()
    flow.part_words()
    flow.text("one")
    flow.part_words()
    flow.end_block()
    flow.begin_block()
    flow.text("two")
    flow.part_words()
    flow.text("three")
    assert flow.builder.finish()[0] == "one\ntwo\nthree"


def test_pages_count_the_author_s_and_the_rendered_break_once() -> None:
    pages = Pages()
    pages.numbering("lowerRoman", 3)
    pages.hard_break()
    pages.rendered_break()
    pages.begin(10)
    pages.rendered_break()
    pages.begin(20)
    pages.hard_break()
    pages.numbering("decimal", 1)
    pages.begin(30)
    flow = Flow()
    flow.text("x" * 40)
    pages.write(flow.builder, 40)
    found = [(e.start, e.end, e.values["label"]) for e in flow.builder.finish()[1]]
    assert found == [(0, 10, "iii"), (10, 20, "iv"), (20, 30, "v"), (30, 40, "1")]


def test_a_text_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.exchange.documents.flow.MOST_CHARACTERS", 10)
    flow = Flow("a.docx")
    with pytest.raises(UserError, match=r"a\.docx.*more than 10 characters"):
        flow.text("x" * 11)


@pytest.mark.parametrize(
    ("style", "number", "shown"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerLetter", 28, "bb"),
        ("upperLetter", 26, "Z"),
        ("a", 28, "ab"),
        ("A", 703, "AAA"),
        ("ordinal", 12, "12th"),
        ("ordinal", 22, "22nd"),
        ("russianLower", 2, "б"),
        ("hebrew1", 16, "טז"),
        ("chicago", 5, "**"),
        ("chineseCounting", 21, "二十一"),
        ("decimalEnclosedCircle", 3, "③"),
        ("no such format", 4, "4"),
        ("none", 4, ""),
    ],
)
def test_numerals(style: str, number: int, shown: str) -> None:
    assert numeral(number, style) == shown


@pytest.mark.parametrize("style", list(FORMATS))
@pytest.mark.parametrize("number", [-(10**9), -1, 0, 1, 99, 4000, 10**9])
def test_every_number_has_a_short_numeral(style: str, number: int) -> None:
    assert len(numeral(number, style)) <= 20


def test_roman_numerals_and_letters_read_back() -> None:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    for number in range(1, 4000):
        digits = [values[sign] for sign in roman(number)]
        after = [*digits[1:], 0]
        total = sum(d if d >= next_ else -d for d, next_ in zip(digits, after, strict=True))
        assert total == number
    for number in range(1, 2000):
        value = 0
        for letter in letters(number):
            value = 26 * value + ord(letter) - 96
        assert value == number


def test_symbol_fonts() -> None:
    assert from_symbol_font("\uf061b", "Symbol") == "αβ"
    assert from_symbol_font("\uf0e0J", "Wingdings") == "→☺"
    assert from_symbol_font("\uf061", "Arial") == "\uf061"
    assert from_symbol_font("o", "Courier New", bullet=True) == "○"
    assert from_symbol_font("\uf0b7", "", bullet=True) == "•"


@pytest.mark.parametrize(
    "head",
    [
        "<!DOCTYPE x>",
        "<!--" + "x" * 70_000 + '--><!DOCTYPE x [<!ENTITY a "b">]>',
        "<?p " + "y" * 5_000 + "?><!DOCTYPE x SYSTEM 'http://127.0.0.1:9/'>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_document_types_are_refused_wherever_they_stand(head: str, encoding: str) -> None:
    data = f'<?xml version="1.0"?>{head}<x y="&a;"/>'.encode(encoding)
    with pytest.raises(UserError, match=r"document type|damaged"):
        parse_tree([data], "a")


def test_trees_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.exchange.documents.xml_tree.MAX_TREE_MARKS", 50)
    assert parse_tree([b"<a>", b"<b/>" * 20, b"</a>"], "a").tag == "a"
    with pytest.raises(UserError, match="more elements"):
        parse_tree([b"<a>", b"<b/>" * 60, b"</a>"], "a")
    with pytest.raises(UserError, match="damaged"):
        parse_tree([b"<a>"], "a")
    with pytest.raises(UserError, match="damaged"):
        parse_tree([], "a")
