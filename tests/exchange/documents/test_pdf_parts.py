"""The parts of the PDF reader by themselves: numbers, hyphens, directions, and spoilt files."""

from __future__ import annotations

import random
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.structure import structure_fault
from annotator.errors import UserError
from annotator.exchange.documents.pdf import read_pdf
from annotator.exchange.documents.pdf.codes import (
    joined_surrogates,
    with_accents,
    without_ligatures,
)
from annotator.exchange.documents.pdf.directions import logical_order
from annotator.exchange.documents.pdf.furniture import number_of
from annotator.exchange.documents.pdf.hyphens import Hyphenation
from annotator.exchange.documents.pdf.labels import roman
from annotator.exchange.documents.pdf.pictures import PageImages
from annotator.exchange.documents.reader import NO_OPTIONS
from tests.exchange.documents.test_pdf_pages import sample


@given(st.integers(1, 3999), st.booleans())
def test_roman_numerals(value: int, upper: bool) -> None:
    assert number_of(roman(value, upper=upper)) == value


@pytest.mark.parametrize("word", ["iiii", "vx", "harbour", "", "1a"])
def test_what_is_no_number(word: str) -> None:
    assert number_of(word) is None


@pytest.mark.parametrize(
    ("line", "following", "parted"),
    [
        ("the infra-", "structure", True),
        ("the co-", "determination", False),
        ("the har-", "bour", True),
        ("its self-", "interest", False),
        ("of Stratford-", "Upon", False),
        ("pages 12-", "seventeen", False),
        ("soft\u00ad", "ware", True),
        ("a –", "dash", False),
    ],
)
def test_whether_a_hyphen_is_of_the_line(line: str, following: str, parted: bool) -> None:
    known = Hyphenation(["co-determination is not codetermined", "the harbour", line, following])
    assert known.parts_word(line, following) is parted


def meant_by(text: str, *, mostly: bool = False) -> str:
    """What is seen of a text from left to right, and back: in the order of reading."""
    places = np.array([[n * 6, n * 6 + 6] for n in range(len(text))], np.float32)
    codes = np.array([ord(c) for c in text], np.uint32)
    indices = np.array([-1 if c == " " else n for n, c in enumerate(text)], np.int32)
    apart = np.zeros(len(text), np.bool_)
    order, found = logical_order(places, apart, indices, codes, mostly=mostly)
    assert sorted(order.tolist()) == sorted(indices.tolist())
    return "".join(map(chr, found.tolist()))


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("םולש", "שלום"),
        ("123 םולש", "שלום 123"),
        ("12.5 םולש", "שלום 12.5"),
        (".םולש ,םלוע", "עולם, שלום."),
        (")ןחבמ( םלוע", "עולם (מבחן)"),
        ("(ןחבמ) םלוע", "עולם (מבחן)"),
        ("English words ןאכ רבד", "English words דבר כאן"),
        ("One םולש two", "One שלום two"),
    ],
)
def test_right_to_left_is_read_in_its_order(seen: str, meant: str) -> None:
    assert meant_by(seen) == meant


def test_a_foreign_line_of_a_right_to_left_page() -> None:
    assert meant_by("English words ןאכ", mostly=True) == "כאן English words"


def test_pairs_of_surrogates_are_one_character() -> None:
    codes = np.array([0x41, 0xD83D, 0xDE00, 0xD800, 0x42], np.uint32)
    joined, keep = joined_surrogates(codes)
    assert joined[keep].tolist() == [0x41, 0x1F600, 0xFFFD, 0x42]


def test_ligatures_become_their_letters() -> None:
    codes = np.array([0x61, 0xFB03, 0x62], np.uint32)
    kept, letters = without_ligatures(codes, np.arange(3))
    assert "".join(map(chr, letters.tolist())) == "affib"
    assert kept.tolist() == [0, 1, 1, 1, 2]


def test_accents_printed_over_their_letters() -> None:
    """Not those that stand beside one, as a circumflex in a formula."""
    codes = np.array([ord(c) for c in "na¨ıve x^2 `a"], np.uint32)
    middle = np.array([3, 9, 15, 15.5, 21, 27, 33, 39, 45, 51, 57, 63, 69], np.float64)
    stays = with_accents(codes, middle, np.full(13, 10.0))
    assert "".join(map(chr, codes[stays].tolist())) == "naïve x^2 `a"


def spoil(data: bytes, chance: random.Random) -> bytes:
    """A file with some of its bytes changed, left out, doubled, or its numbers made absurd."""
    spoilt = bytearray(data)
    for _ in range(chance.choice([1, 2, 5, 30])):
        place = chance.randrange(len(spoilt))
        kind = chance.randrange(5)
        if kind == 0:
            spoilt[place] = chance.randrange(256)
        elif kind == 1:
            del spoilt[place : place + chance.choice([1, 5, 400])]
        elif kind == 2:
            spoilt[place:place] = spoilt[place : place + chance.choice([3, 200])]
        elif kind == 3:
            near = list(re.finditer(rb"\d+", bytes(spoilt[place : place + 500])))
            if near:
                first, last = chance.choice(near).span()
                absurd = chance.choice([b"0", b"-1", b"99999999", b"4294967296", b"1e30"])
                spoilt[place + first : place + last] = absurd
        elif chance.random() < 0.2:
            del spoilt[place:]
        if not spoilt:
            spoilt = bytearray(b"%PDF-")
    return bytes(spoilt)


def test_spoilt_files_are_read_or_said_to_be_spoilt() -> None:
    data = sample()
    chance = random.Random(18)
    read = 0
    for _ in range(90):
        spoilt = spoil(data, chance)
        try:
            (document,) = read_pdf(spoilt, "a.pdf", NO_OPTIONS)
            assert structure_fault(document.structure, len(document.text)) is None
            document.text.encode()
            with PageImages(spoilt, "a.pdf") as images:
                images.draw(images.page_count - 1, 0.5)
            read += 1
        except UserError as error:
            assert str(error).startswith("“a.pdf” ")
    assert 15 < read < 90
