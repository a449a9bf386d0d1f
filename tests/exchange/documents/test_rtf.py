"""Rich Text: characters in every code page, paragraphs, headings, lists, emphasis, pages."""

from __future__ import annotations

import pytest

from annotator.errors import UserError
from annotator.exchange.documents.rtf import read_rtf
from tests.exchange.documents.rtf_samples import TEXTEDIT, WORDPAD, found, small, word


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"caf\'e9 na\'efve", "café naïve"),
        (rb"{\f1 \'cf\'f0\'e8\'e2\'e5\'f2}", "Привет"),
        (rb"{\f11 \'93\'fa\'96{\b \'7b}\'8c\'ea}", "日本語"),
        (rb"{\f11 \'83}{\f11\b A}", "ア"),
        (rb"{\f11 \'83" + b"\n" + rb"A}", "ア"),
        (rb"{\f12 \'d6\'d0\'ce\'c4}", "中文"),
        (rb"{\f13 \'a4\'a4\'a4\'e5}", "中文"),
        (rb"{\f14 \'c7\'d1\'b1\'b9}", "한국"),
        (rb"{\f15 \'f9\'ec\'e5\'ed}", "שלום"),
        (rb"{\f16 \'e1\'e2}", "αβ"),
        (rb"{\f2 abg\'b7}", "αβγ•"),
        (rb"{\f2 \u61623?}", "•"),
        (rb"\u1055?\u1088?\u1080?", "При"),
        (rb"\u-3844 ?", "\uf0fc"),
        (rb"\u-10179?\u-8704?", "😀"),
        (rb"\u55357\'3f{\b \u56832\'3f}", "😀"),
        (rb"\u128512?", "😀"),
        (rb"\u55357?x", "\ufffdx"),
        (rb"\uc2\u20013\'d6\'d0 x", "中 x"),
        (rb"{\uc0\u233 t}\u233?", "été"),
        (rb"{\uc0\u233?}", "é?"),
        (rb"\uc3\u8364 EUR1", "€1"),
        (rb"\u8212\emdash x", "—x"),
        (rb"\u8212\b x", "—x"),
        (rb"e\u769?\u8205?", "e\u0301\u200d"),
        (
            rb"a\~b\-c\_d\emdash\endash\lquote\rquote\ldblquote\rdblquote\bullet",
            "a\u00a0b\u00adc‑d—–‘’“”•",
        ),
        (rb"\{\}\\", "{}\\"),
        (rb"a\tab b", "a\tb"),
        (rb"a\emspace b\enspace c\zwnj d", "a\u2003b\u2002c\u200cd"),
        (rb"x\bin3 }{\y", "xy"),
        (rb"x{\*\unknown lost {\par deeper}}y", "xy"),
        (rb"x{\unknown kept}y", "xkepty"),
        (rb"x\v hidden\v0 y", "xy"),
        (b"a\x00b", "ab"),
    ],
)
def test_characters(body: bytes, text: str) -> None:
    assert word(body).text == text


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        (rb"{\rtf1\ansi\ansicpg1251 ", rb"\'cf\'f0", "Пр"),
        (rb"{\rtf1\mac ", rb"\'8e\'d2", "é“"),
        (rb"{\rtf1\pc ", rb"\'82", "é"),
        (rb"{\rtf1\pca ", rb"\'9b", "ø"),
        (rb"{\rtf1\ansi\ansicpg932 ", rb"\'8a\'bf", "漢"),
        (rb"{\rtf1\ansi\ansicpg65001 ", b"\xc3\xa9\\'c3\\'a9", "éé"),
        (rb"{\rtf1\ansi\ansicpg1252\deff3{\fonttbl{\f3\fcharset238 A;}}", rb"\'b3", "ł"),
        (rb"{\rtf1\ansi{\fonttbl\f0\fnil Arial;\f1\fcharset161 B;}", rb"\f1 \'e1", "α"),
    ],
)
def test_code_page_of_the_document(head: bytes, body: bytes, text: str) -> None:
    assert read_rtf(head + body + b"}", "a.rtf", {})[0].text == text


def test_paragraphs_are_lines_and_empty_ones_stay() -> None:
    document = small(rb"one\par\par two\line three\par ")
    assert document.text == "one\n\ntwo\nthree"
    assert found(document, "paragraph") == [
        ("paragraph", "one", {}),
        ("paragraph", "two\nthree", {}),
    ]
    assert found(document, "line-break") == [("line-break", "\n", {})]


def test_headings_by_level_style_and_name() -> None:
    document = word(
        rb"\pard\s1\outlinelevel0 One\par\pard\s2 Two\par\pard\s3 Three\par"
        rb"\pard\outlinelevel4 Five\par\pard\s4 Said\par\pard\s5 Below\par\pard Plain\par"
    )
    assert found(document, "heading", "quote", "caption", "paragraph") == [
        ("heading", "One", {"level": 1}),
        ("heading", "Two", {"level": 1}),
        ("heading", "Three", {"level": 3}),
        ("heading", "Five", {"level": 5}),
        ("quote", "Said", {"level": 1}),
        ("caption", "Below", {}),
        ("paragraph", "Plain", {}),
    ]


def test_lists_keep_their_numbers_as_values() -> None:
    document = word(
        rb"{\listtext\pard\plain\f2 \'b7\tab}\pard\ls1\ilvl0 one\par"
        rb"{\listtext\pard 1.2)\tab}\pard\ls1\ilvl1 two\par\pard\ls1\ilvl0 more of it\par"
        rb"{\pntext 3.\tab}\pard old\par"
    )
    assert document.text == "one\ntwo\nmore of it\nold"
    assert found(document, "list-item") == [
        ("list-item", "one", {"level": 1, "label": "•"}),
        ("list-item", "two", {"level": 2, "label": "1.2)"}),
        ("list-item", "more of it", {"level": 1}),
        ("list-item", "old", {"level": 1, "label": "3."}),
    ]


def test_emphasis_ends_with_its_paragraph() -> None:
    document = small(
        rb"a {\b b\i c\b0 d}\par{\ul e\par f}\strike g\strike0{\super 2}{\sub 3}\plain h"
    )
    assert found(document, "emphasis") == [
        ("emphasis", "bc", {"style": "bold"}),
        ("emphasis", "cd", {"style": "italic"}),
        ("emphasis", "e", {"style": "underline"}),
        ("emphasis", "f", {"style": "underline"}),
        ("emphasis", "g", {"style": "strike"}),
        ("emphasis", "2", {"style": "superscript"}),
        ("emphasis", "3", {"style": "subscript"}),
    ]


def test_pages_where_breaks_say_so() -> None:
    document = small(
        rb"one\par\page two\par\sect\sectd\sbknone same\par"
        rb"\sect\sectd three\par\pard\pagebb four\par"
    )
    assert document.text == "one\ntwo\nsame\nthree\nfour"
    assert found(document, "page") == [
        ("page", "one\n", {"label": "1"}),
        ("page", "two\nsame\n", {"label": "2"}),
        ("page", "three\n", {"label": "3"}),
        ("page", "four", {"label": "4"}),
    ]
    assert any("page breaks" in remark.what for remark in document.remarks)
    assert not found(small(rb"one\par two"), "page")


def test_links_and_results_of_fields() -> None:
    document = small(
        rb'see {\field{\*\fldinst {HYPERLINK "https://example.org/a" \\l "b" \\o "tip"}}'
        rb"{\fldrslt {\ul here}}} and {\field{\*\fldinst DATE}{\fldrslt today}}."
    )
    assert document.text == "see here and today."
    assert found(document, "link") == [("link", "here", {"address": "https://example.org/a#b"})]


def test_pictures_have_their_alternative_text() -> None:
    document = word(
        rb"a{\*\shppict{\pict{\*\picprop{\sp{\sn wzDescription}{\sv A caf\'e9 \u26085?}}}"
        rb"\pngblip 89504e470d}}{\nonshppict{\pict\wmetafile8 0100}}b"
    )
    assert document.text == "ab"
    assert found(document, "image") == [("image", "", {"alt": "A café 日"})]


def test_shapes_that_are_pictures() -> None:
    document = word(
        rb"a{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 75}}{\sp{\sn pib}{\sv {\pict\pngblip 8950}}}"
        rb"{\sp{\sn wzDescription}{\sv A harbour}}}{\shprslt{\pict 00}}}b"
    )
    assert document.text == "ab"
    assert found(document, "image") == [("image", "", {"alt": "A harbour"})]


def test_text_boxes_follow_their_paragraph() -> None:
    document = word(
        rb"before {\shp{\*\shpinst\shpleft0{\sp{\sn shapeType}{\sv 202}}"
        rb"{\shptxt \pard in a box\par "
        rb"second\par}}{\shprslt{\*\do\dptxbx{\dptxbxtext\pard in a box\par}}}}after\par next"
    )
    assert document.text == "before after\nin a box\nsecond\nnext"


def test_what_is_said_of_the_document() -> None:
    assert word(b"x").attributes == {
        "title": "A title",
        "author": "José",
        "date": "2024-05-03T09:07",
    }
    both = small(rb"{\info{\upr{\title ?}{\*\ud{\title \u24066?\u22580?}}}}x")
    assert both.attributes == {"title": "市場"}


def test_heads_and_feet_are_not_text() -> None:
    document = word(rb"{\header\pard Report {\field{\fldrslt 3}}\par}{\footerr\pard foot\par}x\par")
    assert document.text == "x"
    said = [values for _kind, _text, values in found(document, "furniture")]
    assert sorted(said, key=lambda values: values["place"]) == [
        {"text": "foot", "place": "foot"},
        {"text": "Report 3", "place": "head"},
    ]


def test_as_textedit_writes() -> None:
    document = read_rtf(TEXTEDIT, "a.rtf", {})[0]
    assert document.text == "First “line”é bold\nSecond line\nan item"
    assert ("emphasis", " bold", {"style": "bold"}) in found(document, "emphasis")
    assert found(document, "list-item") == [("list-item", "an item", {"level": 1, "label": "•"})]
    assert not document.remarks


def test_as_wordpad_writes() -> None:
    document = read_rtf(WORDPAD, "a.rtf", {})[0]
    assert document.text == "Привет мир\none\ntwo"
    assert [values["label"] for _kind, _text, values in found(document, "list-item")] == [
        "1.",
        "2.",
    ]


def test_a_file_that_was_cut_is_read_and_says_so() -> None:
    document = read_rtf(rb"{\rtf1\ansi one {\b two", "a.rtf", {})[0]
    assert document.text == "one two"
    assert any("cut" in remark.what for remark in document.remarks)
    assert not small(b"whole").remarks


def test_hidden_text_is_counted() -> None:
    (remark,) = small(rb"a{\v hidden}b").remarks
    assert "6 characters" in remark.what


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no Rich Text"),
        (b"plain", "no Rich Text"),
        (rb"{\rtf1\ansi}", "no text"),
        (rb"{\rtf1\ansi{\pict 00ff}}", "pictures but no text"),
    ],
)
def test_refusals(data: bytes, says: str) -> None:
    with pytest.raises(UserError, match=says):
        read_rtf(data, "a.rtf", {})
