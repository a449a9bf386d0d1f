"""Web pages: text and structure."""

from __future__ import annotations

import pytest

from annotator.errors import UserError
from annotator.exchange.documents.html import read_html
from tests.exchange.documents.web_samples import HARD, of_kind, page


def test_white_space_is_as_browsers_have_it() -> None:
    found = page(
        "<body>\n <p> one <b> two </b>\n\tthree </p>four<div>five <i>six</i></div> seven\n</body>"
    )
    assert found.text == "one two three\nfour\nfive six\nseven"
    assert of_kind(found, "paragraph") == [
        ("one two three",),
        ("four",),
        ("five six",),
        ("seven",),
    ]
    assert of_kind(found, "emphasis") == [("two ", "bold"), ("six", "italic")]


def test_characters_that_are_no_white_space_of_html_stay() -> None:
    assert page(f"<p>{HARD}</p>").text == HARD
    assert page("<p>a&nbsp;&nbsp;b&shy;c&#x1F600;&hellip;&zzz;</p>").text == (
        "a\u00a0\u00a0b\u00adc😀…&zzz;"
    )


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>a<br>b</p>", "a\nb"),
        ("<p>a <br> b<br></p><p>c</p>", "a\nb\nc"),
        ("<p>a<br><br>b</p>", "a\n\nb"),
        ("<p>a</p><p><br></p><p>b</p>", "a\n\nb"),
        ("<p>a</p><p></p><p> </p><p>b</p>", "a\nb"),
        ("<p>a</p><hr><p>b</p><hr>", "a\n\nb"),
    ],
)
def test_breaks(markup: str, text: str) -> None:
    assert page(markup).text == text


def test_breaks_within_a_paragraph_are_elements() -> None:
    found = page("<p>a<br>b</p><p>c</p>")
    assert of_kind(found, "line-break") == [("\n",)]
    assert of_kind(found, "paragraph") == [("a\nb",), ("c",)]


def test_emphasis_over_blocks_ends_and_begins_with_each() -> None:
    found = page("<b>a<div>b</div>c</b>")
    assert found.text == "a\nb\nc"
    assert of_kind(found, "emphasis") == [("a", "bold"), ("b", "bold"), ("c", "bold")]
    found = page('<a href="http://x.org/"><div>a</div><div>b</div></a>')
    assert of_kind(found, "link") == [("a", "http://x.org/"), ("b", "http://x.org/")]


def test_headings_have_levels() -> None:
    found = page(
        "<h1>One <b>x</b></h1><h6>Six</h6>"
        '<div role="heading" aria-level="3">Three</div><p role="heading">Two</p>'
    )
    assert of_kind(found, "heading") == [("One x", 1), ("Six", 6), ("Three", 3), ("Two", 2)]
    assert of_kind(found, "emphasis") == []


def test_lists_have_the_labels_that_browsers_show() -> None:
    found = page(
        "<ul><li>a<ul><li>b<ol type=a start=27><li>c<li value=3>d</ol></ul><li>e</ul>"
        "<ol reversed><li>x<li>y</ol><ol type=I start=4><li>z</ol>"
        "<ol style='list-style-type: lower-roman'><li>i<li>j</ol>"
        "<ul style='list-style:none'><li>n</ul><ul type=square><li>q</ul>"
    )
    assert found.text == "a\nb\nc\nd\ne\nx\ny\nz\ni\nj\nn\nq"
    assert of_kind(found, "list-item") == [
        ("a", 1, "•"),
        ("b", 2, "◦"),
        ("c", 3, "aa."),
        ("d", 3, "c."),
        ("e", 1, "•"),
        ("x", 1, "2."),
        ("y", 1, "1."),
        ("z", 1, "IV."),
        ("i", 1, "i."),
        ("j", 1, "ii."),
        ("n", 1),
        ("q", 1, "▪"),
    ]


def test_an_item_may_have_paragraphs() -> None:
    found = page("<ol><li><p>a<p>b<ul><li>c</ul>d</ol>e")
    assert found.text == "a\nb\nc\nd\ne"
    assert of_kind(found, "list-item") == [("a\nb", 1, "1."), ("c", 2, "◦")]
    assert of_kind(found, "paragraph") == [("b",), ("d",), ("e",)]


def test_definitions_are_items_a_level_apart() -> None:
    found = page("<dl><dt>Term<dd>What it is<dt>Other<dd>That</dl>")
    assert of_kind(found, "list-item") == [
        ("Term", 1),
        ("What it is", 2),
        ("Other", 1),
        ("That", 2),
    ]


def test_items_saved_by_word_have_their_labels() -> None:
    found = page(
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]>"
        "<span style='mso-list:Ignore'>a)<span>&nbsp;&nbsp; </span></span><![endif]>Item</p>"
    )
    assert found.text == "Item"
    assert of_kind(found, "list-item") == [("Item", 2, "a)")]


def test_tables_with_spans_and_heads() -> None:
    found = page(
        "<p>before<table><caption>Caption</caption><tr><th rowspan=2>a<th colspan=2>b"
        "<tr><td>c<td><p>d<p>e<tr><td><td>f<td rowspan=9>g</table>after"
    )
    assert found.text == "before\nCaption\na\tb\nc\td\ne\n\tf\tg\nafter"
    assert of_kind(found, "caption") == [("Caption",)]
    assert of_kind(found, "table") == [("a\tb\nc\td\ne\n\tf\tg", 3, 3)]
    cells = [element.values for element in found.structure if element.kind == "cell"]
    assert [dict(values) for values in cells] == [
        {"row": 1, "column": 1, "rows": 2, "header": 1},
        {"row": 1, "column": 2, "columns": 2, "header": 1},
        {"row": 2, "column": 2},
        {"row": 2, "column": 3},
        {"row": 3, "column": 1},
        {"row": 3, "column": 2},
        {"row": 3, "column": 3},
    ]
    assert of_kind(found, "row") == [("a\tb", 1), ("c\td\ne", 2), ("\tf\tg", 3)]


def test_tables_within_tables() -> None:
    found = page("<table><tr><td>a<table><tr><td>b<td>c<tr><td>d</table>e<td>f</table>")
    assert found.text == "a\nb\tc\nd\ne\tf"
    assert of_kind(found, "table") == [("a\nb\tc\nd\ne\tf", 1, 2), ("b\tc\nd", 2, 2)]


def test_a_table_for_layout_is_none() -> None:
    found = page("<table role=presentation><tr><td>a<td>b</table><p>c")
    assert found.text == "a\nb\nc"
    assert of_kind(found, "table") == []


def test_quotes() -> None:
    found = page(
        "<blockquote>a<blockquote><p>b</blockquote></blockquote>"
        '<p lang="de"><q>c <q>d</q></q> <q lang="en">e</q>'
    )
    assert found.text == "a\nb\n„c ‚d‘“ “e”"
    assert of_kind(found, "quote") == [("a\nb", 1), ("b", 2)]


def test_links_have_addresses() -> None:
    found = page(
        '<base href="http://x.org/a/"><a href=" b.html ">b</a> <a href="#p">c</a> '
        '<a href="javascript:void(0)">d</a> <a name=p>e</a> <a href="mailto:a@b.c">f</a>'
    )
    assert found.text == "b c d e f"
    assert of_kind(found, "link") == [
        ("b", "http://x.org/a/b.html"),
        ("c", "#p"),
        ("f", "mailto:a@b.c"),
    ]


def test_preformatted_text_stays_as_written() -> None:
    found = page("<pre>\n a\n\n  <b>b</b>\t\n</pre><p style='white-space:pre-wrap'>c  d\ne</p>")
    assert found.text == " a\n\n  b\t\nc  d\ne"
    assert of_kind(found, "preformatted") == [(" a\n\n  b\t",)]


def test_changes_emphasis_and_ruby() -> None:
    found = page(
        "<p>a <ins datetime='2020-01-02'>b</ins> <del>c</del> <s>d</s> x<sup>2</sup> H<sub>2</sub>O"
        " <span style='font-variant: small-caps; font-weight:700'>e</span> <u>f</u>"
        " <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>"
    )
    assert found.text == "a b c d x2 H2O e f 漢(kan)"
    assert of_kind(found, "inserted") == [("b", "2020-01-02")]
    assert of_kind(found, "deleted") == [("c",)]
    assert set(of_kind(found, "emphasis")) == {
        ("d", "strike"),
        ("2", "superscript"),
        ("2", "subscript"),
        ("e", "bold"),
        ("e", "small-caps"),
        ("f", "underline"),
    }


def test_pictures_are_values_and_captions_are_text() -> None:
    found = page(
        "<p>a</p><figure><img src='p/c%20d.png' alt='A  cat'><figcaption>The cat</figcaption>"
        "</figure><svg><title>Logo</title><text>x</text></svg><img src='data:image/png;base64,AA'>"
    )
    assert found.text == "a\nThe cat"
    assert of_kind(found, "caption") == [("The cat",)]
    images = [dict(element.values) for element in found.structure if element.kind == "image"]
    assert images == [{"alt": "A cat", "file": "c d.png"}, {"alt": "Logo"}]


def test_what_is_not_shown_is_left_out() -> None:
    found = page(
        "<head><title>T</title><style>x</style></head><script>x</script><noscript>x</noscript>"
        "<template>x</template><p hidden>x</p><p style='color:red; Display : none'>x</p>"
        "<p style='visibility:hidden'>x</p><i aria-hidden=true>x</i><!-- x --><iframe>x</iframe>"
        "<select><option>s</select><dialog>x</dialog><details><summary>a</summary>b</details>y"
    )
    assert found.text == "s\na\nb\ny"
    assert any("frames" in remark.what for remark in found.remarks)


def test_what_a_page_says_of_itself() -> None:
    found = page(
        '<html lang="de"><head><title> A\n title </title><meta name="author" content="Ann">'
        '<meta name="author" content="Ben"><link rel=canonical href="https://x.org/a">'
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "H",'
        '"datePublished": "2020-01-02", "publisher": {"name": "Paper"}}]}</script></head><p>x'
    )
    assert found.attributes == {
        "title": "A title",
        "author": "Ann; Ben",
        "date": "2020-01-02",
        "address": "https://x.org/a",
        "publisher": "Paper",
        "language": "de",
    }


def test_xhtml_may_close_any_element_at_once() -> None:
    found = page(
        '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head>'
        "<title/></head><body><p>a<a id='x'/> b&nbsp;c</p><script src='x'/><p>d &amp; e</p>"
        "</body></html>"
    )
    assert found.text == "a b\u00a0c\nd & e"
    assert of_kind(found, "link") == []


def test_an_address_without_quotes_may_end_in_a_slash() -> None:
    found = page("<p>a <a href=http://x.org/>b</a> c")
    assert found.text == "a b c"
    assert of_kind(found, "link") == [("b", "http://x.org/")]


def test_elements_nested_too_deep_lose_their_kind_and_not_their_words() -> None:
    found = page("<p>a" + "<font><b>x " * 3000 + "<p>the end")
    assert found.text.endswith("the end")
    with pytest.raises(UserError, match="thousands deep"):
        page("<div>x" * 5000)


@pytest.mark.parametrize("data", [b"", b" \n", b"<html><body><p> </p></body></html>"])
def test_a_page_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(UserError):
        read_html(data, "page.html", {})


def test_a_page_made_by_a_script_says_so() -> None:
    with pytest.raises(UserError, match="made by a script"):
        page("<body><div id=root></div><script src=app.js></script>")


@pytest.mark.parametrize("markup", ["<p>a<o:<li>b</o:<li>c", '<p>a<x:b"c>b</x:b"c>c'])
def test_names_of_elements_that_are_none_lose_no_words(markup: str) -> None:
    (document,) = read_html(f"<html><body>{markup}</body></html>".encode(), "a.html", {})
    assert document.text == "abc"
