"""What a corpus format can't hold of a project, told before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from annotator.corpus.messages import number_of, plural, tr
from annotator.corpus.project import ProjectContent
from annotator.exchange.coded_text.xml_words import loses
from annotator.exchange.corpora.material import Material
from annotator.exchange.refi.report import LEFT_BEHIND, SETTLED, RefiFinding, RefiReport, counts_of

PARTS, ATTRIBUTES, MEMOS, RELATIONS, HIERARCHY, DEFINITIONS, DOCUMENT_VALUES, TEXTS, STRUCTURE = (
    *("parts", "attributes", "memos", "relations", "hierarchy", "definitions"),
    *("document values", "texts", "structure"),
)
COLORS, TIMES = "colors", "times"
EVERYTHING: Final = frozenset(
    {PARTS, ATTRIBUTES, MEMOS, RELATIONS, HIERARCHY, DEFINITIONS, DOCUMENT_VALUES, TEXTS}
) | {COLORS}


def report(
    name: str,
    content: ProjectContent,
    holds: frozenset[str],
    *,
    across: bool = True,
    xml: bool = False,
    tokens: bool = False,
) -> RefiReport:
    """What the format `name`, which holds these parts of a project, can't hold of this one.

    across: it holds relations between codings of different coders or documents. xml: it is XML.
    tokens: passages become whole tokens.
    """
    found = [*_left(content, holds), *_relations(content, holds, across=across)]
    if xml:
        found += _characters(content)
    if tokens:
        found += _tokens(content)
    return RefiReport(name, "Annotator", counts_of(content), tuple(found))


def _left(content: ProjectContent, holds: frozenset[str]) -> Iterator[RefiFinding]:
    book = content.codebook
    subjects = {one.guid for one in content.codings}
    on_codings = sum(one.subject in subjects for one in content.memos)
    discontinuous = sum(len(one.spans) > 1 for one in content.codings)
    valued = sum(bool(one.attributes) for one in content.codings)
    nested = sum(one.parent is not None for one in book.codes)
    defined = sum(bool(one.definition or one.when_to_use) for one in book.codes)
    detailed = sum(
        bool(one.examples or one.counter_examples or one.cues or one.key) for one in book.codes
    )
    sets = len(content.document_sets) + len(book.sets)
    what = (
        (PARTS, "codings", discontinuous, tr("discontinuous: each part becomes a coding")),
        (ATTRIBUTES, "codings", valued, tr("what they say in attributes")),
        (MEMOS, "memos", on_codings, tr("memos on codings")),
        (HIERARCHY, "codes", nested, tr("that they stand below others; the path is in the name")),
        (DEFINITIONS, "codes", defined, tr("definitions and rules")),
        ("", "codes", detailed, tr("examples, cues and keys")),
        ("", "codes", len(book.attributes), tr("which attributes they have, of what kind")),
        (COLORS, "codes", len(book.codes), tr("colours")),
        (TIMES, "codings", len(content.codings), tr("when they were made and changed")),
        ("", "sets", sets, tr("sets of documents and of codes")),
        (DOCUMENT_VALUES, "documents", len(content.document_attributes), tr("attributes")),
        (TEXTS, "documents", len(content.documents), tr("texts: they are named, not contained")),
        (
            STRUCTURE,
            "documents",
            len(content.structures),
            tr("headings, pages, turns and the like"),
        ),
    )
    for part, place, number, words in what:
        if number and part not in holds:
            yield RefiFinding(LEFT_BEHIND, place, f"{words} ({number:,})")
    elsewhere = len(content.memos) - on_codings
    if elsewhere:
        yield RefiFinding(
            LEFT_BEHIND,
            "memos",
            tr("memos on documents, codes and the project ({number:,})", number=elsewhere),
        )
    if content.statuses:
        yield RefiFinding(LEFT_BEHIND, "statuses", tr("how far coders are with documents"))


def _relations(
    content: ProjectContent, holds: frozenset[str], *, across: bool
) -> Iterator[RefiFinding]:
    material = Material(content)
    number = len(content.relations)
    if RELATIONS in holds:
        number = 0 if across else sum(not material.together(one) for one in content.relations)
    if number:
        words = (
            tr("relations between codings")
            if RELATIONS not in holds
            else tr("relations between codings of different coders or documents")
        )
        yield RefiFinding(LEFT_BEHIND, "relations", f"{words} ({number:,})")


def _characters(content: ProjectContent) -> Iterator[RefiFinding]:
    number = sum(loses(one.text) for one in content.documents)
    if number:
        yield RefiFinding(
            LEFT_BEHIND,
            "documents",
            plural(
                "{n} character that XML forbids is written as U+FFFD.",
                "{n:,} characters that XML forbids are written as U+FFFD.",
                number,
            ),
        )


def _tokens(content: ProjectContent) -> Iterator[RefiFinding]:
    if content.codings:
        yield RefiFinding(
            SETTLED,
            "codings",
            tr(
                "Passages are written by token: one that begins or ends within a word has the whole"
                " word. ({codings})",
                codings=number_of(len(content.codings), "coding"),
            ),
        )
