"""The article of a page alone."""

from __future__ import annotations

from tests.exchange.documents.web_samples import page

PARAGRAPHS = "".join(
    f"<p>This is sentence {number} of the story, which is long enough, with commas, to count.</p>"
    for number in range(8)
)
TEXT = "\n".join(
    f"This is sentence {number} of the story, which is long enough, with commas, to count."
    for number in range(8)
)
MENU = "<ul>" + "".join(f"<li><a href='/{n}'>Item {n}</a></li>" for n in range(9)) + "</ul>"


def test_the_whole_page_is_read_unless_the_article_is_asked_for() -> None:
    found = page(f"<nav>{MENU}</nav><article>{PARAGRAPHS}</article>")
    assert "Item 3" in found.text
    assert not found.remarks


def test_what_the_page_calls_its_article() -> None:
    found = page(
        f"<header><h1>Head</h1></header><nav>{MENU}</nav><main><article>{PARAGRAPHS}"
        "<aside>An aside</aside><div class='share-buttons social'>Share</div></article>"
        "<section class=comments><p>A comment that is quite long, too, but no article at all."
        "</section></main><footer><p>Imprint and more of that kind</footer>",
        article="only",
    )
    assert found.text == f"Head\n{TEXT}"
    (remark,) = found.remarks
    for part in ("navigation (18 words)", "asides (2 words)", "comments (12 words)", "page foot"):
        assert part in remark.what


def test_the_article_is_found_where_the_text_is() -> None:
    found = page(
        f"<div id=top>{MENU}</div><div id=x><div class=col>{PARAGRAPHS}</div></div>"
        f"<div id=more><p>Short.</p>{MENU}</div>",
        article="only",
    )
    assert found.text == TEXT


def test_one_article_of_several_is_not_the_page() -> None:
    several = "".join(f"<article>{PARAGRAPHS}</article>" for _ in range(3))
    found = page(f"<nav>{MENU}</nav><main>{several}</main>", article="only")
    assert found.text == "\n".join([TEXT] * 3)


def test_where_no_article_stands_out_all_is_taken() -> None:
    found = page(f"{MENU}<p>Short.", article="only")
    assert "Item 3" in found.text and "Short." in found.text
    assert "No article" in found.remarks[0].what


def test_a_menu_of_notes_stays() -> None:
    notes = "".join(f"<li><a href='#n{n}'>Section {n}</a></li>" for n in range(9))
    found = page(f"<article><ul>{notes}</ul>{PARAGRAPHS}</article>", article="only")
    assert "Section 4" in found.text
