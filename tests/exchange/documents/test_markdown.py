"""Markdown: what its marks mean, front matter, HTML within, as written."""

from __future__ import annotations

import pytest

from annotator.errors import UserError
from annotator.exchange.documents.markdown import read_markdown
from tests.exchange.documents.web_samples import HARD, markdown, of_kind


def test_structure() -> None:
    found = markdown(
        "# One *two*\n\nText[^n] **bold** ~~gone~~ `code` [link](http://x.org/ 'T').\\\nnext\n"
        "soft  \nhard\n\nHead\n----\n\n> quote\n>\n> > inner\n\n3. c\n4. d\n   - e\n\n"
        "![A cat](cat.png)\n\n```py\nx = 1\n\n  y\n```\n\n| a | b |\n|---|--:|\n| c | d |\n\n"
        "Term\n: Meaning\n\n[^n]: Note *it*.\n"
    )
    assert found.text == (
        "One two\nText[1] bold gone code link.\nnext soft\nhard\nHead\nquote\ninner\nc\nd\ne\n"
        "x = 1\n\n  y\na\tb\nc\td\nTerm\nMeaning\n[1] Note it."
    )
    assert of_kind(found, "heading") == [("One two", 1), ("Head", 2)]
    assert of_kind(found, "quote") == [("quote\ninner", 1), ("inner", 2)]
    assert of_kind(found, "list-item") == [
        ("c", 1, "3."),
        ("d", 1, "4."),
        ("e", 2, "◦"),
        ("Term", 1),
        ("Meaning", 2),
    ]
    assert of_kind(found, "preformatted") == [("x = 1\n\n  y",)]
    assert of_kind(found, "link") == [("link", "http://x.org/")]
    assert of_kind(found, "image") == [("", "A cat", "cat.png")]
    assert of_kind(found, "emphasis") == [
        ("two", "italic"),
        ("bold", "bold"),
        ("gone", "strike"),
        ("it", "italic"),
    ]
    assert [words for words, *_ in of_kind(found, "footnote")] == ["[1] Note it."]
    assert [words for words, *_ in of_kind(found, "table")] == ["a\tb\nc\td"]
    assert of_kind(found, "line-break") == [("\n",), ("\n",)]


def test_hard_characters_stay() -> None:
    assert markdown(f"# {HARD}\n\n{HARD}\n").text == f"{HARD}\n{HARD}"


def test_front_matter_becomes_attributes() -> None:
    found = markdown(
        "---\ntitle: 'A: title'\nauthor: [Ann, Ben]\nno: no\nlang: de\nx: {y: z}\nempty:\n---\nText"
    )
    assert found.text == "Text"
    assert found.attributes == {
        "title": "A: title",
        "author": "Ann; Ben",
        "no": "no",
        "language": "de",
    }
    assert markdown("---\n- [\n---\nText").text == "Text"


def test_html_is_read_and_what_only_looks_like_it_stays() -> None:
    found = markdown(
        "A <b>bold</b> word, <laughs> and </laughs>, <!-- x -->1 < 2.\n\n<div>\nIn a <i>div</i>\n"
        "</div>\n\n<script>\nx\n</script>\n\n<Speaker one>\n\nEnd <https://x.org/>"
    )
    assert found.text == (
        "A bold word, <laughs> and </laughs>, 1 < 2.\nIn a div\n<Speaker one>\nEnd https://x.org/"
    )
    assert ("bold", "bold") in of_kind(found, "emphasis")


def test_the_text_as_it_is_written() -> None:
    source = "# One\r\n\r\n*two* é\r\n"
    (found,) = read_markdown(source.encode("cp1252"), "a.md", {"markup": "keep"})
    assert found.text == "# One\n\n*two* é\n"
    assert found.encoding and found.guessed
    assert not found.structure


def test_deep_nesting_loses_no_words() -> None:
    assert markdown("> " * 40 + "deep").text == "deep"
    assert "deep" in markdown("[" * 400 + "deep" + "]" * 400).text


@pytest.mark.parametrize("data", [b"", b"---\ntitle: x\n---\n", b"<!-- x -->", b"\x00\x01"])
def test_what_has_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UserError):
        read_markdown(data, "a.md", {})
