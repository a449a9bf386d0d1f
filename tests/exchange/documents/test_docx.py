"""Word documents: text and structure of what Word, Google Docs and strict OOXML write."""

from __future__ import annotations

import pytest

from annotator.errors import UserError
from annotator.exchange.documents.docx import read_docx
from annotator.exchange.documents.reader import ReadDocument
from annotator.exchange.documents.recognition import sample_of
from annotator.exchange.documents.registry import reader_for
from tests.exchange.documents.oracle import told
from tests.exchange.documents.word_samples import (
    cell,
    definition,
    field,
    instance,
    item,
    level,
    note,
    packed,
    para,
    rich,
    root,
    row,
    run,
    table,
    word,
)

ANN = 'w:author="Ann" w:date="2026-01-02T03:04:05Z"'
WHEN = "2026-01-02T03:04:05Z"


def read(body: str, tracked: str = "", **more: str) -> ReadDocument:
    options = {"tracked": tracked} if tracked else {}
    (found,) = read_docx(word(body, **more), "a.docx", options)  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("shape", ["word", "second", "strict"])
def test_one_of_everything(shape: str) -> None:
    (found,) = read_docx(rich(shape), "a.docx", {})
    assert found.text == (
        "A heading\nWords bold e\u0301 😀 שלום.\nSee there and here\nWith a note[1], an endnote\n"
        "[i]\none\none a\nbeside it\nin a box\nnew movedsaid\n\n\tα\na\t\tb\nc\td\tx\ty\n\te\tf\n"
        "controlled\na/b\n[1] The note.\n[i] The endnote."
    )
    assert found.attributes == {"title": "A title", "author": "Ann", "date": WHEN}
    assert told(found, "heading", "link", "image", "comment", "footnote", "endnote") == [
        ("heading", "A heading", 1),
        ("link", "there", "http://example.org/a"),
        ("link", "here", "https://example.org/?a=1&b=2#here"),
        ("image", "", "A harbour", "image1.png"),
        ("comment", "said", "Ann", WHEN, "Is it?"),
        ("footnote", "[1] The note.", "1", "footnote-2"),
        ("endnote", "[i] The endnote.", "i", "endnote-2"),
    ]
    assert told(found, "note-mark") == [
        ("note-mark", "[1]", "footnote-2"),
        ("note-mark", "[i]", "endnote-2"),
    ]
    pages = [(str(text)[:9], label) for _kind, text, label in told(found, "page")]
    assert pages == [("A heading", "iii"), ("\tα\na\t\tb\nc", "4")]
    assert [remark.what for remark in found.remarks] == [
        "Hidden text was left out (1 place).",
        "Tracked changes were accepted (4 places); what was deleted is kept beside the text.",
    ]


def test_google_docs_shape_without_styles() -> None:
    found = read(para("Words ", run("bold", "<w:b/>")), shape="google")
    assert found.text == "Words bold"
    assert told(found, "emphasis") == [("emphasis", "bold", "bold")]


def test_headings_by_outline_inheritance_and_name() -> None:
    named = (
        '<w:style w:type="paragraph" w:styleId="U3"><w:name w:val="Überschrift 3"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Below"/><w:basedOn w:val="A"/>'
        '<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 1"/>'
        '<w:basedOn w:val="B"/></w:style>'
    )
    assert told(read(para("x", style="Mine")), "heading") == [("heading", "x", 2)]
    own = '<w:outlineLvl w:val="4"/>'
    assert told(read(para("x", properties=own)), "heading") == [("heading", "x", 5)]
    assert told(read(para("x", style="U3"), styles=named), "heading") == [("heading", "x", 3)]
    # Two styles based on each other end somewhere; a style can take a level back.
    assert told(read(para("x", style="B"), styles=named), "heading") == []
    # Without styles only their ids are left.
    assert told(read(para("x", style="Heading2"), styles="x"), "heading") == [("heading", "x", 2)]
    bold = run("x", "<w:b/>") + run("y", '<w:b w:val="0"/><w:i/>')
    found = read(para(bold, style="berschrift1"))
    assert told(found, "emphasis") == [("emphasis", "y", "italic")]


def test_numbers_of_lists() -> None:
    numbering = (
        definition(
            0,
            level(0, "upperRoman", "%1."),
            level(1, "decimal", "%1.%2", "<w:isLgl/>"),
            level(2, "bullet", "\uf0b7"),
        )
        + definition(1, level(0, "lowerLetter", "(%1)"))
        + instance(1, 0)
        + instance(2, 1)
        + instance(3, 1)
        + instance(4, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    )
    body = "".join(
        (
            *(item("a"), item("b", 1), item("c", 2), item("d", 1), item("e"), item("f", 1)),
            *(item("g", 0, 2), para("between"), item("h", 0, 3), item("i", 0, 4), item("j", 0, 4)),
            *(item("k", 0, 99), item("l", 0, 0)),
        )
    )
    found = read(body, numbering=numbering)
    assert told(found, "list-item") == [
        ("list-item", "a", "I.", 1),
        ("list-item", "b", "1.1", 2),
        ("list-item", "c", "•", 3),
        ("list-item", "d", "1.2", 2),
        ("list-item", "e", "II.", 1),
        ("list-item", "f", "2.1", 2),
        ("list-item", "g", "(a)", 1),
        ("list-item", "h", "(b)", 1),
        ("list-item", "i", "(e)", 1),
        ("list-item", "j", "(f)", 1),
    ]
    assert told(found, "paragraph") == [
        ("paragraph", "between"),
        ("paragraph", "k"),
        ("paragraph", "l"),
    ]


def test_numbered_headings_and_lists_by_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/>'
        '<w:basedOn w:val="H1"/></w:style>'
    )
    numbering = definition(
        0,
        level(0, "decimal", "%1", '<w:pStyle w:val="H1"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/>'),
    ) + instance(1, 0)
    body = para("A", style="H1") + para("B", style="H2") + para("C", style="H2")
    assert told(read(body, styles=styles, numbering=numbering), "heading") == [
        ("heading", "A", "1", 1),
        ("heading", "B", "1.1", 2),
        ("heading", "C", "1.2", 2),
    ]


def test_levels_that_restart_or_do_not() -> None:
    numbering = definition(
        0,
        level(0, "decimal", "%1"),
        level(1, "decimal", "%2", '<w:lvlRestart w:val="0"/>'),
    ) + instance(1, 0)
    body = item("a") + item("b", 1) + item("c") + item("d", 1)
    labels = [values[2] for values in told(read(body, numbering=numbering), "list-item")]
    assert labels == ["1", "1", "2", "2"]


def test_merged_and_nested_tables() -> None:
    body = table(
        row("a", cell("b", '<w:gridSpan w:val="2"/>')),
        row(cell("c", '<w:vMerge w:val="restart"/>'), "d", "e", properties="<w:tblHeader/>"),
        row(cell("", "<w:vMerge/>"), cell(para("f") + para("g")), "h"),
        row("i", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
    )
    found = read(para("before") + body + para("after"))
    assert found.text == "before\na\tb\t\nc\td\te\n\tf\ng\th\n\ti\t\nafter"
    assert told(found, "table", "row")[0] == ("table", "a\tb\t\nc\td\te\n\tf\ng\th\n\ti\t", 3, 4)
    assert told(found, "cell") == [
        ("cell", "a", 1, 1),
        ("cell", "b", 2, 2, 1),
        ("cell", "c", 1, 1, 2, 2),
        ("cell", "d", 2, 1, 2),
        ("cell", "e", 3, 1, 2),
        ("cell", "f\ng", 2, 3),
        ("cell", "h", 3, 3),
        ("cell", "i", 2, 4),
    ]
    assert told(found, "paragraph") == [
        ("paragraph", "before"),
        ("paragraph", "f"),
        ("paragraph", "g"),
        ("paragraph", "after"),
    ]


def test_tracked_changes_three_ways() -> None:
    gone = f'<w:pPr><w:rPr><w:del w:id="9" {ANN}/></w:rPr></w:pPr>'
    body = (
        para(
            "keep ",
            f'<w:ins w:id="1" {ANN}>{run("new")}</w:ins>',
            f'<w:del w:id="2" {ANN}><w:r><w:delText>old</w:delText></w:r></w:del>',
        )
        + f"<w:p>{gone}{run('joined ')}</w:p>"
        + para("line")
        + table(row("row", properties=f'<w:del w:id="3" {ANN}/>'), row("stays"))
    )
    accepted = read(body)
    assert accepted.text == "keep new\njoined line\nstays"
    assert told(accepted, "inserted", "deleted") == [
        ("inserted", "new", "Ann", WHEN),
        ("deleted", "", "Ann", WHEN, "old"),
    ]
    rejected = read(body, "reject")
    assert rejected.text == "keep old\njoined \nline\nrow\nstays"
    assert told(rejected, "inserted", "deleted") == [
        ("deleted", "old", "Ann", WHEN),
        ("inserted", "", "Ann", WHEN, "new"),
    ]
    shown = read(body, "show")
    assert shown.text == "keep newold\njoined \nline\nrow\nstays"
    assert len(told(shown, "inserted", "deleted")) == 2


def test_fields_nested_unfinished_and_without_result() -> None:
    nested = field(" IF ", run("shown ") + field(" PAGE ", "7"))
    box = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox>'
        '</w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    hidden = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + field(" DATE ", "in the instruction")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    endless = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("still there")
    simple = f'<w:fldSimple w:instr="HYPERLINK &quot;http://a.b/&quot;">{run("link")}</w:fldSimple>'
    symbol = field(" SYMBOL 97 \\f Symbol ", "").replace('w:fldCharType="separate"', "")
    found = read(para(nested, box, hidden, simple, symbol, endless))
    assert found.text == "shown 7☒linkαstill there"
    assert told(found, "link") == [("link", "link", "http://a.b/")]


def test_marks_within_a_line() -> None:
    marks = (
        "<w:r><w:t>a</w:t><w:tab/><w:noBreakHyphen/><w:softHyphen/><w:br/><w:t>b</w:t></w:r>"
        '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:font="Odd" w:char="F0E0"/></w:r>'
        "<w:r><w:ruby><w:rt><w:r><w:t>ji</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r>"
        "</w:rubyBase></w:ruby></w:r>"
    )
    found = read(para(marks) + para("c", '<w:r><w:br w:type="page"/></w:r>', "d"))
    assert found.text == "a\t\u2011\u00ad\nb→\uf0e0字(ji)\nc\nd"
    assert [text for _kind, text in told(found, "line-break")] == ["\n", "\n"]
    assert [text for _kind, text, _label in told(found, "page")] == [found.text[:-1], "d"]
    said = [remark.what for remark in found.remarks]
    assert "Characters of a symbol font have no known Unicode character (1 place)." in said
    assert any("page numbers may be lower" in what for what in said)


def test_pretty_printed_text_and_unknown_wrappers() -> None:
    body = (
        "<w:p><w:r><w:t>\n   one\n   two\n  </w:t></w:r><w:smartTag><w:new><w:r><w:t> three</w:t>"
        "</w:r></w:new></w:smartTag></w:p>"
    )
    assert read(body).text == "one two three"


def test_pages_are_counted_once() -> None:
    broken = '<w:r><w:br w:type="page"/></w:r>'
    rendered = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = (
        para("one", broken)
        + para(rendered, "two")
        + para("a ", rendered, "three")
        + para("four", properties="<w:pageBreakBefore/>")
        + para(broken, broken, "six")
    )
    found = read(body)
    pages = [(text, label) for _kind, text, label in told(found, "page")]
    # The fifth is empty; an empty element comes after a longer one at its place.
    assert pages == [
        ("one\n", "1"),
        ("two\na ", "2"),
        ("three\n", "3"),
        ("four\n", "4"),
        ("six", "6"),
        ("", "5"),
    ]


def test_notes_by_section_and_by_hand() -> None:
    def mark(key: int, more: str = "") -> str:
        return (
            f'<w:r><w:footnoteReference {more} w:id="{key}"/>{"<w:t>*</w:t>" if more else ""}</w:r>'
        )

    section = '<w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>'
    body = (
        para("a", mark(2), properties=section)
        + para("b", mark(3), mark(4, 'w:customMarkFollows="1"'), mark(9))
        + section
    )
    notes = "".join(note("footnote", key, f" note {key}") for key in (2, 3, 4))
    found = read(body, footnotes=notes)
    assert found.text == "a[1]\nb[1][*]\n[1] note 2\n[1] note 3\n[*] note 4"
    assert [remark.what for remark in found.remarks][:1] == [
        "The text of a note is missing in the file (1 note)."
    ]


def test_emphasis_runs_are_merged_and_styles_toggle() -> None:
    strong = '<w:rStyle w:val="Strong"/>'
    found = read(
        para(run("a", "<w:b/>"), run("b", '<w:b/><w:sz w:val="2"/>'), run("c", strong), "d")
        + para(run("e", '<w:u w:val="none"/><w:vertAlign w:val="superscript"/><w:smallCaps/>'))
    )
    assert told(found, "emphasis") == [
        ("emphasis", "abc", "bold"),
        ("emphasis", "e", "superscript"),
        ("emphasis", "e", "small-caps"),
    ]
    styles = (
        '<w:style w:type="paragraph" w:styleId="P"><w:name w:val="P"/><w:rPr><w:b/></w:rPr>'
        "</w:style>"
        '<w:style w:type="character" w:styleId="Strong"><w:name w:val="S"/><w:rPr><w:b/></w:rPr>'
        "</w:style>"
    )
    found = read(para("a", run("b", strong), style="P"), styles=styles)
    assert told(found, "emphasis") == [("emphasis", "a", "bold")]


def test_emphasis_of_right_to_left_runs() -> None:
    found = read(para(run("שלום", "<w:bCs/><w:rtl/>"), run("a", "<w:bCs/>"), run("b", "<w:iCs/>")))
    assert told(found, "emphasis") == [("emphasis", "שלום", "bold")]


def test_hidden_paragraphs_leave_no_line() -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    run_in = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    body = (
        para("one")
        + para(run("gone", "<w:vanish/>"), properties=hidden)
        + para("two")
        + para("Head.", style="berschrift1", properties=run_in)
        + para("Its text.")
    )
    found = read(body)
    assert found.text == "one\ntwo\nHead.\nIts text."
    assert told(found, "heading") == [("heading", "Head.", 1)]


def test_quotes_and_captions() -> None:
    found = read(para("Said.", style="Quote") + para("Table 1", style="Cap"))
    assert told(found, "quote", "caption", "paragraph", "emphasis") == [
        ("quote", "Said.", 1),
        ("caption", "Table 1"),
    ]


def test_headers_are_furniture() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rH"/></w:sectPr>'
    data = word(
        para("Body") + section,
        links={"rH": "header1.xml"},
        more={"word/header1.xml": root("hdr", para("A running ", "head"))},
    )
    (found,) = read_docx(data, "a.docx", {})
    assert found.text == "Body"
    assert told(found, "furniture") == [("furniture", "", "head", "A running head")]


def test_documents_within_a_document() -> None:
    chunk = "".join(f'<w:altChunk r:id="r{place}"/>' for place in "ABC")
    inner = word(
        para("Within", "<w:r><w:footnoteReference w:id='2'/></w:r>", style="berschrift1")
        + '<w:altChunk r:id="rA"/>',
        footnotes=note("footnote", 2, "note"),
    )
    data = word(
        para("Before") + chunk + para("after"),
        links={"rA": "a.docx", "rB": "b.txt", "rC": "c.png"},
        more={"word/a.docx": inner, "word/b.txt": b"Lines\nof text", "word/c.png": b"\x89PNG\0"},
    )
    (found,) = read_docx(data, "a.docx", {})
    assert found.text == "Before\nWithin[1]\n[1] note\nLines\nof text\nafter"
    assert told(found, "heading") == [("heading", "Within[1]", 1)]
    assert told(found, "note-mark", "footnote") == [
        ("note-mark", "[1]", "7-footnote-2"),
        ("footnote", "[1] note", "1", "7-footnote-2"),
    ]
    assert [remark.what for remark in found.remarks] == [
        "Another document is embedded and was not read (1 part)."
    ]


def test_words_drawn_as_pictures_and_diagrams() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="WORDS"/></v:shape></w:pict></w:r>'
    shape = "<w:r><w:drawing><a:txBody><a:t>in</a:t><a:t>shapes</a:t></a:txBody></w:drawing></w:r>"
    diagram = (
        '<w:r><w:drawing><dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/'
        'diagram" r:dm="rD"/></w:drawing></w:r>'
    )
    parts = (
        '<x xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>One</a:t>'
        "<a:t>Two</a:t></x>"
    )
    data = word(para(art, shape, diagram), links={"rD": "d.xml"}, more={"word/d.xml": parts})
    (found,) = read_docx(data, "a.docx", {})
    assert [values[2] for values in told(found, "image")] == ["WORDS", "in shapes", "One; Two"]


def test_formulas() -> None:
    def part(name: str, *content: str) -> str:
        return f"<m:{name}>{''.join(content)}</m:{name}>"

    def letters(words: str) -> str:
        return part("r", part("t", words))

    power = part("sSup", part("e", letters("x")), part("sup", letters("2")))
    root_ = part("rad", part("deg"), part("e", letters("y")))
    sum_ = part(
        "nary",
        '<m:naryPr><m:chr m:val="∑"/></m:naryPr>',
        part("sub", letters("i=1")),
        part("sup", letters("n")),
        part("e", part("d", part("e", letters("a+b")))),
    )
    found = read(part("oMathPara", part("oMath", power, letters("+"), root_, letters("="), sum_)))
    assert found.text == "x^2+√(y)=∑_(i=1)^n (a+b)"


def test_a_damaged_part_is_left_out_and_a_missing_one_missed() -> None:
    data = word(para("Body"), more={"word/styles.xml": "<w:styles"})
    (found,) = read_docx(data, "a.docx", {})
    assert found.text == "Body"
    assert [(remark.where, "damaged" in remark.what) for remark in found.remarks] == [
        ("word/styles.xml", True)
    ]


def test_the_deepest_that_is_read_fits_the_stack() -> None:
    inner = para("<w:ins>" * 115 + run("x") + "</w:ins>" * 115)
    for _level in range(78):
        inner = table(row(cell(inner)), width=1)
    assert read(inner).text == "x"


def test_the_registry_knows_it_whatever_it_is_called() -> None:
    for shape in ("word", "google", "second", "strict"):
        data = word(para("x"), shape=shape)
        reader = reader_for(sample_of(data, "a.bin"))
        assert reader is not None and reader.name == "docx"
        assert reader.read(data, "a.bin")[0].text == "x"
        with pytest.raises(UserError, match="Choose one of: accept, reject, show"):
            reader.read(data, "a.bin", {"tracked": "perhaps"})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (packed({"x": "y"}), "no Word document"),
        (packed({"word/document.xml": "<w"}), "damaged"),
        (packed({"word/document.xml": root("document", "")}), "has no body"),
        (
            packed({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x y="&a;"/>'}),
            "document type",
        ),
        (word("<w:p><w:r>" + "<w:x>" * 200 + "</w:x>" * 200 + "</w:r></w:p>"), "nested"),
        (word("<w:sdt><w:sdtContent>" * 200 + "</w:sdtContent></w:sdt>" * 200), "nested"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(UserError, match=said) as caught:
        read_docx(data, "a.docx", {})
    assert "a.docx" in str(caught.value) and str(caught.value).endswith(".")
