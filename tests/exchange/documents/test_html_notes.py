"""Notes of web pages, as other programs write them."""

from __future__ import annotations

import pytest

from tests.exchange.documents.web_samples import of_kind, page

PANDOC = (
    '<p>Text<a href="#fn1" id="fnref1" class="footnote-ref" role="doc-noteref"><sup>1</sup></a>.'
    '</p><section class="footnotes"><hr><ol><li id="fn1"><p>The <i>note</i>.</p><p>More.'
    '<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>'
)
LIBREOFFICE = (
    '<p>Text<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>.'
    '</p><div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" '
    'href="#sdfootnote1anc">1</a>The <i>note</i>.</p><p>More.</p></div>'
)
WORD = (
    "<p>Text<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'><span>[1]</span></a>.</p>"
    "<div style='mso-element:footnote-list'><br clear=all><hr size=1>"
    "<div style='mso-element:footnote' id=ftn1><p><a style='mso-footnote-id:ftn1' href='#_ftnref1' "
    "name='_ftn1'><span>[1]</span></a> The <i>note</i>.</p><p>More.</p></div></div>"
)
GOOGLE = (
    '<p>Text<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>.</p>'
    '<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a>&nbsp;The <i>note</i>.</p></div>'
)
WIKIPEDIA = (
    '<p>Text<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup>.</p>'
    '<ol><li id="cite_note-1"><span class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b>'
    "</span> <span>The <i>note</i>.</span></li></ol>"
)


@pytest.mark.parametrize("markup", [PANDOC, LIBREOFFICE, WORD, GOOGLE, WIKIPEDIA])
def test_notes_follow_the_text_with_their_marks(markup: str) -> None:
    found = page(markup)
    lines = [line for line in found.text.split("\n") if line]
    assert lines[0] == "Text[1]."
    assert lines[1].replace("\u00a0", "").replace("^ ", "") == "[1] The note."
    assert lines[2:] in ([], ["More."])
    ((mark, note),) = of_kind(found, "note-mark")
    assert mark == "[1]"
    ((words, id_, label),) = of_kind(found, "footnote")
    assert (words, id_, label) == ("\n".join(lines[1:]), note, "1")
    assert ("note", "italic") in of_kind(found, "emphasis")
    assert of_kind(found, "list-item", "link") == []


def test_several_marks_of_one_note() -> None:
    found = page(
        '<p>a<sup id="r1"><a href="#n">2</a></sup> b<sup id="r2"><a href="#n">2</a></sup></p>'
        '<p id="n"><a href="#r1">↑</a> <a href="#r2">↑</a> Note</p>'
    )
    assert found.text == "a[2] b[2]\n[2] Note"
    assert [mark for mark, _note in of_kind(found, "note-mark")] == ["[2]", "[2]"]


def test_endnotes_are_told_apart() -> None:
    found = page(PANDOC.replace('<li id="fn1">', '<li id="fn1" role="doc-endnote">'))
    assert [label for _words, _id, label in of_kind(found, "endnote")] == ["1"]


def test_links_that_only_look_like_marks_stay_links() -> None:
    found = page(
        '<ul><li><a id=t1 href="#c1">1</a></li></ul><h2 id=c1><a href="#t1">1</a></h2><p>x</p>'
        '<p><a href="#far">2</a></p><p id=far>No way back</p><p><a href="#gone">3</a></p>'
    )
    assert found.text == "1\n1\nx\n2\nNo way back\n3"
    assert of_kind(found, "note-mark", "footnote") == []


def test_a_note_may_have_a_note() -> None:
    found = page(
        '<p>a<a role="doc-noteref" href="#n1">1</a></p><aside id=n1>b'
        '<a role="doc-noteref" href="#n2">2</a></aside><aside id=n2>c</aside><p>d</p>'
    )
    assert found.text == "a[1]\nd\n[1] b[2]\n[2] c"
