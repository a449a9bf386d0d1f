"""The same document in Word and in OpenDocument has the same text and the same structure."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

import tests.exchange.documents.opendocument_samples as odf
import tests.exchange.documents.word_samples as ooxml
from annotator.corpus.structure import structure_fault
from annotator.exchange.documents.docx import read_docx
from annotator.exchange.documents.odt import read_odt
from annotator.exchange.documents.reader import ReadDocument

WORDS = st.sampled_from(("one", "zwei 😀", "שלום", "e\u0301", "no\u00a0break", "soft\u00adhyphen"))
STYLES = st.sampled_from(("", "bold", "italic"))


@dataclass(frozen=True)
class Paragraph:
    """Runs of words with an emphasis, and a note or none."""

    runs: tuple[tuple[str, str], ...]
    note: str = ""


@dataclass(frozen=True)
class Heading:
    words: str
    level: int


@dataclass(frozen=True)
class Item:
    words: str
    level: int


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[str, ...], ...]


RUNS = st.lists(st.tuples(WORDS, STYLES), min_size=1, max_size=4).map(tuple)
TABLES = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(WORDS, min_size=width, max_size=width).map(tuple), min_size=1, max_size=3
    )
)
BLOCKS = st.one_of(
    st.builds(Paragraph, RUNS, st.just("") | WORDS),
    st.builds(Heading, WORDS, st.integers(1, 2)),
    st.builds(Item, WORDS, st.integers(1, 2)),
    TABLES.map(lambda rows: Table(tuple(rows))),
)
Block = Paragraph | Heading | Item | Table


def as_word(blocks: list[Block]) -> bytes:
    notes: list[str] = []
    body: list[str] = []
    for block in blocks:
        match block:
            case Heading(words, level):
                body.append(ooxml.para(words, style=f"berschrift{level}"))
            case Item(words, level):
                body.append(ooxml.item(words, level - 1))
            case Table(rows):
                body.append(ooxml.table(*(ooxml.row(*cells) for cells in rows)))
                body.append(ooxml.para("after"))
            case Paragraph(runs, note):
                marks = {"": "", "bold": "<w:b/>", "italic": "<w:i/>"}
                content = [ooxml.run(words, marks[style]) for words, style in runs]
                if note:
                    key = len(notes) + 2
                    notes.append(ooxml.note("footnote", key, " " + note))
                    content.append(f'<w:r><w:footnoteReference w:id="{key}"/></w:r>')
                body.append(ooxml.para(*content))
    levels = ooxml.level(0, "decimal", "%1."), ooxml.level(1, "decimal", "%1.%2.")
    numbering = ooxml.definition(0, *levels) + ooxml.instance(1, 0)
    return ooxml.word("".join(body), numbering=numbering, footnotes="".join(notes))


def as_opendocument(blocks: list[Block]) -> bytes:
    notes = 0
    body: list[str] = []
    for block in blocks:
        match block:
            case Heading(words, level):
                body.append(odf.h(words, level))
            case Item(words, level):
                inner = odf.p(words)
                for _level in range(1, level):
                    inner = odf.items(inner, more='text:continue-numbering="true"')
                body.append(odf.items(inner, style_name="L", more='text:continue-numbering="true"'))
            case Table(rows):
                body.append(odf.table(*(odf.row(*cells) for cells in rows), width=len(rows[0])))
                body.append(odf.p("after"))
            case Paragraph(runs, note):
                content = [
                    f'<text:span text:style-name="{style}">{words}</text:span>' if style else words
                    for words, style in runs
                ]
                if note:
                    notes += 1
                    content.append(odf.note("footnote", f"footnote-{notes + 1}", str(notes), note))
                body.append(odf.p(*content))
    automatic = (
        odf.style("bold", odf.BOLD)
        + odf.style("italic", '<style:text-properties fo:font-style="italic"/>')
        + odf.numbers(
            "L",
            odf.number_level(1, "1"),
            odf.number_level(2, "1", more='text:display-levels="2"'),
        )
    )
    return odf.odt("".join(body), automatic=automatic)


def structure(document: ReadDocument) -> list[tuple[str, int, int, dict[str, object]]]:
    return [(e.kind, e.start, e.end, dict(e.values)) for e in document.structure]


@settings(max_examples=150, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=8))
def test_both_formats_agree(blocks: list[Block]) -> None:
    (word,) = read_docx(as_word(blocks), "a.docx", {})
    (opendocument,) = read_odt(as_opendocument(blocks), "a.odt", {})
    assert word.text == opendocument.text
    assert structure(word) == structure(opendocument)
    assert structure_fault(word.structure, len(word.text)) is None
    for element in word.structure:
        passage = word.text[element.start : element.end]
        assert element.kind == "table" or "\n" not in passage, element
