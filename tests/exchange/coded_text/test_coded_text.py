"""Coded text as documents: every word once, codings where they are, structure kept."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html  # type: ignore[import-untyped]

from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.coding import Coder, Coding, Memo
from annotator.corpus.document import Document, DocumentAttribute
from annotator.corpus.job import finish
from annotator.corpus.project import ProjectContent
from annotator.corpus.span import Span, united
from annotator.corpus.structure import Element, Structure
from annotator.exchange.coded_text import citations
from annotator.exchange.coded_text.choice import SHOWN, WritingChoice
from annotator.exchange.coded_text.docx import write_docx
from annotator.exchange.coded_text.html import write_html
from annotator.exchange.coded_text.markdown import write_markdown
from annotator.exchange.coded_text.model import Written
from annotator.exchange.coded_text.odt import write_odt
from annotator.exchange.coded_text.quotations import quotations
from annotator.exchange.coded_text.texts import coded_texts
from annotator.exchange.coded_text.writing import SUFFIXES, written
from annotator.exchange.exporters.exporter import ExportSettings
from annotator.exchange.exporters.registry import exporter_for
from annotator.operations.documents import read_files
from tests.examples import examples

WHEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
TEXT = (
    "On boats\n"
    "Nobody 👩‍👩‍👧 <expects> & “fears”\tit.\n"
    "first\tsecond\nthird\tfourth\n"
    "The end,  with e\u0301 accents.\n"
)
CODES = (
    Code("c1", "claim", "#1f77b4", WHEN, WHEN),
    Code("c2", "a <b> & “c”", "#d62728", WHEN, WHEN, parent="c1"),
)


def content(
    codings: list[Coding], text: str = TEXT, structure: Structure | None = None
) -> ProjectContent:
    return ProjectContent(
        *("p", "Study", WHEN, WHEN, (Coder("k", "Ann <i>", WHEN, WHEN),), Codebook(CODES)),
        (Document("d", "boats.txt", text, text.encode(), "utf-8", WHEN, WHEN),),
        tuple(codings),
        memos=tuple(Memo("m", "g0", "k", "Who & why?", WHEN, WHEN) for _one in codings[:1]),
        document_attributes=(DocumentAttribute("d", "genre", "news"),),
        structures={"d": structure} if structure else {},
    )


def coding(number: int, code: str, *spans: tuple[int, int]) -> Coding:
    return Coding(f"g{number}", "d", code, "k", united([Span(*s) for s in spans]), WHEN, WHEN)


def structured() -> Structure:
    cells = [("first", 1, 1), ("second", 1, 2), ("third", 2, 1), ("fourth", 2, 2)]
    start = TEXT.index("first")
    end = TEXT.index("fourth") + 6
    return Structure.of(
        [
            Element("heading", 0, 8, {"level": 1}),
            Element("emphasis", 9, 15, {"style": "bold"}),
            Element("table", start, end, {"rows": 2, "columns": 2}),
            *(
                Element("cell", TEXT.index(w), TEXT.index(w) + len(w), {"row": r, "column": c})
                for w, r, c in cells
            ),
            Element("paragraph", 9, TEXT.index("\n", 9)),
            Element("paragraph", TEXT.index("The end"), len(TEXT) - 1),
        ]
    )


CODINGS = [
    coding(0, "c1", (0, 20)),
    coding(1, "c2", (9, 15), (30, 36)),
    coding(2, "c1", (TEXT.index("second"), TEXT.index("second") + 6)),
]


def bytes_of(write: Callable[[Written, BinaryIO], None], made: Written) -> bytes:
    file = io.BytesIO()
    write(made, file)
    return file.getvalue()


pairs = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)).map(
    lambda one: (one[0], min(len(TEXT), one[0] + one[1]))
)


@settings(max_examples=examples(40))
@given(st.lists(st.lists(pairs, min_size=1, max_size=3), max_size=6), st.booleans())
def test_every_word_is_there_once_with_its_codings(
    passages: list[list[tuple[int, int]]], laid_out: bool
) -> None:
    codings = [coding(number, "c1", *own) for number, own in enumerate(passages)]
    made = coded_texts(content(codings, structure=structured() if laid_out else None), _choice())
    runs = [run for block in made.blocks for run in block.all_runs()]
    words = "".join(run.text for run in runs)
    assert "".join(words.split()) == "".join(TEXT.split())
    number = 0
    for one in codings:
        for span in one.spans:
            covered = "".join(run.text for run in runs if number in run.codings)
            assert "".join(covered.split()) == "".join(TEXT[span.start : span.end].split())
            opened = sum(number in run.opens for run in runs)
            assert opened == sum(number in run.closes for run in runs) == bool(covered)
            number += 1


def _choice(show: str = "highlights") -> WritingChoice:
    return WritingChoice("text", show)


@pytest.mark.parametrize("show", SHOWN)
@pytest.mark.parametrize(("suffix", "write"), [(".docx", write_docx), (".odt", write_odt)])
def test_what_is_written_is_read_again(
    suffix: str, write: Callable[[Written, BinaryIO], None], show: str, tmp_path: Path
) -> None:
    """By the program's own readers: words in order, the heading a heading, cells as cells."""
    made = coded_texts(content(CODINGS, structure=structured()), _choice(show))
    path = tmp_path / f"out{suffix}"
    path.write_bytes(bytes_of(write, made))
    (found,) = finish(read_files([path]))
    for words in (
        "On boats",
        "<expects> & “fears”\tit.",
        "first",
        "fourth",
        "The end,  with e\u0301",
    ):
        assert words in found.text
    headings = [found.text[e.start : e.end] for e in found.structure.of_kind("heading")]
    assert "On boats" in headings
    assert found.structure.number_of("cell") >= 4
    comments = found.structure.of_kind("comment")
    if show == "comments":
        said = {str(one.values["text"]) for one in comments}
        assert any("Who & why?" in one for one in said)
        assert {one.values["author"] for one in comments} == {"Ann <i>"}
        (second,) = [one for one in comments if found.text[one.start : one.end] == "second"]
        assert "claim" in str(second.values["text"])
    else:
        assert not comments


@pytest.mark.parametrize("write", [write_docx, write_odt])
def test_the_same_document_gives_the_same_bytes(write: Callable[[Written, BinaryIO], None]) -> None:
    made = coded_texts(content(CODINGS), _choice("comments"))
    assert bytes_of(write, made) == bytes_of(write, made)


@pytest.mark.parametrize("write", [write_docx, write_odt])
def test_characters_that_xml_forbids_are_left_out(
    write: Callable[[Written, BinaryIO], None],
) -> None:
    made = coded_texts(content([coding(0, "c1", (0, 3))], "a\x00b\x0bc\ufffe\n"), _choice())
    with zipfile.ZipFile(io.BytesIO(bytes_of(write, made))) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                etree.fromstring(archive.read(name))


@pytest.mark.parametrize("show", SHOWN)
def test_the_page_is_whole_and_fetches_nothing(show: str) -> None:
    data = bytes_of(
        write_html, coded_texts(content(CODINGS, structure=structured()), _choice(show))
    )
    page = html.document_fromstring(data.decode())
    assert not page.xpath("//@src | //link | //img | //iframe")
    assert all(link.startswith("#") for link in page.xpath("//@href"))
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]
    main = page.xpath("//main")[0]
    words = "".join(main.text_content().split())
    assert "Nobody👩‍👩‍👧<expects>&“fears”it." in words
    assert page.xpath("//h2")[-1].text_content() == "On boats"
    assert len(page.xpath("//td")) == 4
    shown = page.xpath("//span[contains(@class, 'c')][text()='second']/@title")
    assert shown == ["claim (Ann <i>)"]
    assert page.xpath("//input[@name='code']") and page.xpath("//input[@name='coder']")


def test_a_text_cannot_end_the_script() -> None:
    evil = Code("c1", "</script><script>alert(1)</script>", "#1f77b4", WHEN, WHEN)
    one = content([coding(0, "c1", (0, 3))])
    one = ProjectContent(
        *(one.guid, one.name, WHEN, WHEN, one.coders, Codebook((evil,)), one.documents),
        one.codings,
    )
    data = bytes_of(write_html, coded_texts(one, _choice())).decode()
    assert data.count("</script>") == 2
    assert len(html.document_fromstring(data).xpath("//script")) == 2


def test_markdown_marks_notes_and_margins() -> None:
    texts = {
        show: bytes_of(write_markdown, coded_texts(content(CODINGS), _choice(show))).decode()
        for show in SHOWN
    }
    assert '<mark title="claim (Ann &lt;i&gt;)">second</mark>' in texts["highlights"]
    assert "\\<expects\\> \\& “fears”" in texts["margin"]
    assert texts["comments"].count("[^1]") == 2, "its mark and what it says"
    assert "[^1]: claim — Who \\& why? (Ann \\<i\\>)" in texts["comments"]
    assert "> claim (Ann \\<i\\>)" in texts["margin"]


def test_a_line_of_markdown_stays_words() -> None:
    text = "1. not a list\n\n- nor this\n\n# nor a heading\n"
    data = bytes_of(write_markdown, coded_texts(content([], text), _choice())).decode()
    assert "1\\. not a list" in data
    assert "\\- nor this" in data
    assert "\\# nor a heading" in data


def test_quotations_under_headings_with_sources() -> None:
    one = content(CODINGS, structure=structured())
    by_code = quotations(one, WritingChoice("quotations"))
    heads = [b.runs[0].text for b in by_code.blocks if b.kind == "heading"]
    assert heads == ["claim (2)", "claim > a <b> & “c” (1)"]
    quoted = [b.runs[0].text for b in by_code.blocks if b.kind == "quote"]
    assert "“second” (boats.txt)" in quoted
    assert by_code.blocks[2].runs[0].text == "Ann <i>: Who & why?", "the memo follows"
    by_genre = quotations(one, WritingChoice("quotations", group="genre"))
    assert by_genre.blocks[0].runs[0].text == "news (3)"
    assert by_genre.blocks[1].runs[-1].text == "claim"


@pytest.mark.parametrize(
    ("pattern", "source", "cited"),
    [
        ("“…” ({speaker}, {document}, {page})", ("a.txt",), "“Hm.” (a.txt)"),
        ("“…” ({speaker}, {document}, {page})", ("a.txt", "7"), "“Hm.” (a.txt, 7)"),
        ("{document}: …", ("{page}",), "{page}: Hm."),
        ("… [{page}]", ("a.txt",), "Hm."),
        ("… ({page}; {section})", ("a.txt", "", "On boats"), "Hm. (On boats)"),
    ],
)
def test_what_a_source_does_not_say_is_left_out(
    pattern: str, source: tuple[str, ...], cited: str
) -> None:
    assert citations.cite(pattern, "Hm.", citations.Source(*source)) == cited


@pytest.mark.parametrize("pattern", ["({document})", "… {title}"])
def test_a_pattern_that_is_none_is_told(pattern: str) -> None:
    from annotator.errors import UserError  # noqa: PLC0415

    with pytest.raises(UserError):
        citations.check(pattern)


def test_every_format_is_an_exporter() -> None:
    for suffix in SUFFIXES:
        exporter = exporter_for(suffix)
        assert exporter is not None
        for what in ("", "quotations", "codebook"):
            file = io.BytesIO()
            how = ExportSettings(writing=WritingChoice(what))
            assert finish(exporter.write(content(CODINGS), file, how)) is None
            assert file.getvalue()
    assert written(content([]), WritingChoice("codebook")).blocks[0].runs[0].text == "claim"


def test_a_project_without_texts_is_an_empty_document() -> None:
    empty = ProjectContent("p", "Study", WHEN, WHEN)
    for write in SUFFIXES.values():
        assert bytes_of(write, coded_texts(empty, _choice()))
