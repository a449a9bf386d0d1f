"""The codebook as a document: a heading a code, what it means and when it is used below."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.corpus.codebook import Attribute, Code, Codebook
from annotator.corpus.messages import tr
from annotator.exchange.coded_text.model import HEADING, LIST_ITEM, PARAGRAPH, Block, Run, Written


def codebook_document(codebook: Codebook, name: str) -> Written:
    """Codes in their order, deeper ones under deeper headings; then the types of relations."""
    blocks: list[Block] = []
    for depth, code in codebook.walk():
        words = (Run(code.name, bold=True, fill=code.color),)
        blocks.append(Block(HEADING, words, min(9, depth + 1)))
        blocks += _code(code)
        for attribute in codebook.attributes_of(code.guid):
            blocks.append(_line(attribute.name, _attribute(attribute)))
    if codebook.relation_types:
        blocks.append(Block(HEADING, (Run(tr("Types of relations"), bold=True),), 1))
        blocks += [_line(one.name, one.definition) for one in codebook.relation_types]
    return Written(codebook.name or tr("{name}: codebook", name=name), tuple(blocks))


def _code(code: Code) -> Iterator[Block]:
    said = (
        ("", code.definition),
        (tr("When to use"), code.when_to_use),
        (tr("When not to use"), code.when_not_to_use),
    )
    for label, words in said:
        if words:
            yield _line(label, words)
    for label, examples in (
        (tr("Examples"), code.examples),
        (tr("Counter-examples"), code.counter_examples),
    ):
        if examples:
            yield _line(label, "")
            yield from (Block(LIST_ITEM, (Run(one),), label="•") for one in examples)


def _attribute(one: Attribute) -> str:
    choices = ", ".join(choice.name for choice in one.choices)
    return "; ".join(filter(None, (one.kind.value, choices, one.definition)))


def _line(label: str, words: str) -> Block:
    if not label:
        return Block(PARAGRAPH, (Run(words),))
    return Block(PARAGRAPH, (Run(f"{label}: ", bold=True), Run(words)))
