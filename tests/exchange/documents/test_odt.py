"""OpenDocument texts: text and structure, packaged and flat."""

from __future__ import annotations

import pytest

from annotator.errors import UserError
from annotator.exchange.documents.odt import read_odt
from annotator.exchange.documents.reader import ReadDocument
from annotator.exchange.documents.recognition import sample_of
from annotator.exchange.documents.registry import reader_for
from tests.exchange.documents.opendocument_samples import (
    BOLD,
    cell,
    fodt,
    h,
    items,
    note,
    number_level,
    numbers,
    odt,
    p,
    rich,
    rich_flat,
    row,
    style,
    table,
)
from tests.exchange.documents.oracle import told
from tests.exchange.documents.word_samples import packed

WHO = (
    "<office:change-info><dc:creator>Ann</dc:creator><dc:date>2026-01-02</dc:date>"
    "</office:change-info>"
)


def read(body: str, tracked: str = "", **more: str) -> ReadDocument:
    options = {"tracked": tracked} if tracked else {}
    (found,) = read_odt(odt(body, **more), "a.odt", options)  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("data", [rich(), rich_flat()], ids=["packaged", "flat"])
def test_one_of_everything(data: bytes) -> None:
    (found,) = read_odt(data, "a.odt", {})
    assert found.text == (
        "A heading\nWords bold e\u0301 😀 שלום.\na   b\tc\nd\nSee there[1]\n[i]2 May\none\ntwo\n"
        "two a\nnew\nsaid\na/bbeside\nin a box\na\t\tb\nc\td\tx\ty\n\te\tf\n字(ji)\n"
        "In a section.\nThe end.\n[1] N\n[i] E"
    )
    assert found.attributes == {
        "title": "A title",
        "author": "Ann",
        "date": "2026-01-02T03:04:05",
    }
    assert told(found, "heading", "link", "image", "comment", "footnote", "endnote") == [
        ("heading", "A heading", 1),
        ("link", "there", "http://example.org/"),
        ("comment", "said", "Ann", "2026-01-02", "Is it?"),
        ("image", "", "A harbour", "a.png"),
        ("footnote", "[1] N", "1", "f"),
        ("endnote", "[i] E", "i", "e"),
    ]
    assert told(found, "list-item") == [
        ("list-item", "one", "1.", 1),
        ("list-item", "two", "2.", 1),
        ("list-item", "two a", "2.i)", 2),
    ]
    assert [label for _kind, _text, label in told(found, "page")] == ["1", "2", "3"]


def test_white_space_is_that_of_the_format() -> None:
    body = (
        "<text:p>  one\n  two<text:span> </text:span> three<text:s/> four"
        '<text:s text:c="2"/><text:line-break/><text:span> <text:s/>five</text:span> </text:p>'
    )
    assert read(body).text == "one two three  four  \n  five "


def test_lists_go_on_or_begin_anew() -> None:
    automatic = numbers("L", number_level(1, "1"), number_level(2, "a", ")"))
    head = f"<text:list-header>{p('head')}</text:list-header>"
    body = (
        items("a", "b", style_name="L", more='xml:id="l1"')
        + p("between")
        + items("c", style_name="L", more='text:continue-numbering="true"')
        + items("d", style_name="L")
        + items("e", style_name="L", more='text:continue-list="l1"')
        + items(p("f") + items("g", "h") + p("more")).replace(
            "<text:list ", '<text:list text:style-name="L" ', 1
        )
        + f'<text:list text:style-name="L">{head}<text:list-item text:start-value="7">{p("i")}'
        "</text:list-item></text:list>"
    )
    found = read(body, automatic=automatic)
    assert told(found, "list-item") == [
        ("list-item", "a", "1.", 1),
        ("list-item", "b", "2.", 1),
        ("list-item", "c", "3.", 1),
        ("list-item", "d", "1.", 1),
        ("list-item", "e", "4.", 1),
        ("list-item", "f", "1.", 1),
        ("list-item", "g", "a)", 2),
        ("list-item", "h", "b)", 2),
        ("list-item", "i", "7.", 1),
    ]
    assert told(found, "paragraph") == [
        ("paragraph", "between"),
        ("paragraph", "more"),
        ("paragraph", "head"),
    ]


def test_numbered_headings() -> None:
    outline = (
        "<text:outline-style>"
        '<text:outline-level-style text:level="1" style:num-format="1"/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
        "</text:outline-style>"
    )
    body = h("A") + h("B", 2) + h("C", 2) + h("D", 1, 'text:is-list-header="true"') + h("E")
    assert told(read(body, styles=outline), "heading") == [
        ("heading", "A", "1", 1),
        ("heading", "B", "1.1", 2),
        ("heading", "C", "1.2", 2),
        ("heading", "D", 1),
        ("heading", "E", "2", 1),
    ]


def test_styles_are_inherited() -> None:
    styles = style(
        "Quotations", family="paragraph", more='style:display-name="Quotations"'
    ) + style("Bold", BOLD, "paragraph")
    automatic = (
        style("P1", family="paragraph", more='style:parent-style-name="Quotations"')
        + style("P2", family="paragraph", more='style:parent-style-name="Bold"')
        + style("T1", '<style:text-properties fo:font-weight="normal" text:display="none"/>')
        + style("T2", '<style:text-properties style:text-position="33% 58%"/>')
    )
    body = (
        p("quoted", style_name="P1")
        + p("x", '<text:span text:style-name="T2">2</text:span>', style_name="P2")
        + p("seen", '<text:span text:style-name="T1">hidden</text:span>')
    )
    found = read(body, styles=styles, automatic=automatic)
    assert found.text == "quoted\nx2\nseen"
    assert told(found, "quote", "emphasis") == [
        ("quote", "quoted", 1),
        ("emphasis", "x2", "bold"),
        ("emphasis", "2", "superscript"),
    ]
    assert [remark.what for remark in found.remarks] == ["Hidden text was left out (1 place)."]


def test_tables_with_covered_and_repeated_cells() -> None:
    covered = "<table:covered-table-cell/>"
    header = f"<table:table-header-rows>{row('h', 'i', 'j')}</table:table-header-rows>"
    body = table(
        header,
        row(cell("a", 'table:number-columns-spanned="2"'), covered, "b"),
        row(cell("c", 'table:number-columns-repeated="2"'), "d"),
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell'
        ' table:number-columns-repeated="16000"/></table:table-row>',
    )
    found = read(body)
    assert found.text == "h\ti\tj\na\t\tb\nc\tc\td"
    assert told(found, "cell")[:4] == [
        ("cell", "h", 1, 1, 1),
        ("cell", "i", 2, 1, 1),
        ("cell", "j", 3, 1, 1),
        ("cell", "a", 1, 2, 2),
    ]


CHANGES = (
    f'<text:tracked-changes><text:changed-region text:id="i"><text:insertion>{WHO}'
    f'</text:insertion></text:changed-region><text:changed-region text:id="d"><text:deletion>{WHO}'
    f"{p('old')}{p('words')}</text:deletion></text:changed-region></text:tracked-changes>"
)


@pytest.mark.parametrize(
    ("tracked", "text", "elements"),
    [
        (
            "accept",
            "a new\nline b",
            [
                ("inserted", "new\nline", "Ann", "2026-01-02"),
                ("deleted", "", "Ann", "2026-01-02", "old\nwords"),
            ],
        ),
        (
            "reject",
            "a  bold\nwords",
            [
                ("inserted", "", "Ann", "2026-01-02", "newline"),
                ("deleted", "old\nwords", "Ann", "2026-01-02"),
            ],
        ),
        (
            "show",
            "a new\nline bold\nwords",
            [
                ("inserted", "new\nline", "Ann", "2026-01-02"),
                ("deleted", "old\nwords", "Ann", "2026-01-02"),
            ],
        ),
    ],
)
def test_tracked_changes_three_ways(tracked: str, text: str, elements: list[object]) -> None:
    body = (
        CHANGES
        + p("a ", '<text:change-start text:change-id="i"/>', "new")
        + p(
            "line",
            '<text:change-end text:change-id="i"/>',
            " b",
            '<text:change text:change-id="d"/>',
        )
    )
    found = read(body, tracked)
    assert found.text == text
    assert told(found, "inserted", "deleted") == elements


def test_fields_sections_frames_and_what_is_hidden() -> None:
    group = (
        f"<draw:g><draw:custom-shape>{p('shape')}</draw:custom-shape><draw:frame><draw:text-box>"
        f"{p('box')}</draw:text-box></draw:frame></draw:g>"
    )
    body = (
        p("a ", "<text:page-number>3</text:page-number>", '<text:bookmark text:name="b"/>', group)
        + f'<text:section text:display="none">{p("gone")}</text:section>'
        + f"<text:table-of-content><text:table-of-content-source>{p('source')}"
        f"</text:table-of-content-source><text:index-body>{p('entry')}</text:index-body>"
        "</text:table-of-content>"
        + p('<text:hidden-text text:is-hidden="true">no</text:hidden-text>', "end")
    )
    found = read(body)
    assert found.text == "a 3\nshape\nbox\nentry\nend"
    assert [remark.what for remark in found.remarks] == ["Hidden text was left out (2 places)."]


def test_pages_by_style_with_their_numbers_and_furniture() -> None:
    automatic = (
        '<style:page-layout style:name="r"><style:page-layout-properties style:num-format="i"/>'
        "</style:page-layout>"
        + style(
            "P1",
            '<style:paragraph-properties style:page-number="5"/>',
            "paragraph",
            'style:master-page-name="Front"',
        )
        + style("P2", '<style:paragraph-properties fo:break-before="page"/>', "paragraph")
    )
    masters = (
        f'<style:master-page style:name="Front" style:page-layout-name="r"><style:header>'
        f"{p('Running head')}</style:header></style:master-page>"
    )
    found = read(
        p("one", style_name="P1")
        + p("two", style_name="P2")
        + p("three ", "<text:soft-page-break/>", "four"),
        automatic=automatic,
        masters=masters,
    )
    pages = [(text, label) for _kind, text, label in told(found, "page")]
    assert [text for text, _label in pages] == ["one\n", "two\nthree ", "four"]
    assert [label for _text, label in pages][1:] == ["6", "7"] or pages[0][1] in ("5", "v")
    assert told(found, "furniture") == [("furniture", "", "head", "Running head")]


def test_notes_with_marks_of_their_own() -> None:
    found = read(p("a", note("footnote", "x", "*", "said"), note("endnote", "y", "i", "end"), "b"))
    assert found.text == "a[*][i]b\n[*] said\n[i] end"


def test_flat_and_packaged_are_the_same() -> None:
    (flat,), (packaged,) = read_odt(rich_flat(), "a.fodt", {}), read_odt(rich(), "a.odt", {})
    assert (flat.text, flat.structure) == (packaged.text, packaged.structure)


@pytest.mark.parametrize("data", [rich(), rich_flat()], ids=["packaged", "flat"])
def test_the_registry_knows_it_whatever_it_is_called(data: bytes) -> None:
    reader = reader_for(sample_of(data, "a.bin"))
    assert reader is not None and reader.name == "odt"
    assert reader.read(data, "a.bin")[0].text.startswith("A heading")


ENCRYPTED = packed(
    {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": b"\x00\x01\x02",
        "META-INF/manifest.xml": "<!DOCTYPE m SYSTEM 'M.dtd'><m:manifest><m:encryption-data/>",
    }
)
SHEET = fodt("").replace(b"office:text>", b"office:spreadsheet>")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (ENCRYPTED, "password"),
        (SHEET, "no text"),
        (packed({"mimetype": "x"}), "content.xml is missing"),
        (b"<a/>", "no office:document"),
        (b"<office:document", "damaged"),
        (fodt("<!---->").replace(b"?>", b"?><!DOCTYPE x>", 1), "document type"),
        (odt("<text:section>" * 200 + "</text:section>" * 200), "nested"),
        (
            odt(
                f'<table:table><table:table-row table:number-rows-repeated="9999999">{cell("x")}'
                "</table:table-row></table:table>"
            ),
            "more than 500000 cells",
        ),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(UserError, match=said) as caught:
        read_odt(data, "a.odt", {})
    assert "a.odt" in str(caught.value) and str(caught.value).endswith(".")
