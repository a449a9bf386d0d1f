"""Quotations under headings, each with its source, the memos on it after it."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.corpus.attribute_types import sort_key
from annotator.corpus.coding import Coding
from annotator.corpus.messages import tr
from annotator.corpus.project import ProjectContent
from annotator.corpus.span import passage
from annotator.corpus.structure import EMPTY
from annotator.corpus.text import DocumentText
from annotator.exchange.coded_text import citations
from annotator.exchange.coded_text.choice import BY_CODE, BY_DOCUMENT, WritingChoice
from annotator.exchange.coded_text.model import HEADING, PARAGRAPH, QUOTE, Block, Run, Written


def quotations(content: ProjectContent, choice: WritingChoice) -> Written:
    """Every coded passage once under its heading: by code, by document, or by what is said of the
    documents. UserError for a pattern of citations that is none."""
    citations.check(choice.citation)
    groups: dict[str, list[Coding]] = {}
    for heading, coding in _headed(content, choice.group):
        groups.setdefault(heading, []).append(coding)
    texts = {
        one.guid: DocumentText(one.text, content.structures.get(one.guid, EMPTY))
        for one in content.documents
    }
    memos: dict[str, list[str]] = {}
    coders = {one.guid: one.name for one in content.coders}
    for memo in content.memos:
        memos.setdefault(memo.subject, []).append(f"{coders[memo.coder]}: {memo.text}")
    names = {one.guid: one.name for one in content.documents}
    blocks: list[Block] = []
    for heading, codings in groups.items():
        words = f"{heading} ({len(codings):,})"
        blocks.append(Block(HEADING, (Run(words, bold=True),), 1))
        for one in codings:
            blocks += _quotation(content, choice, one, texts[one.document], names[one.document])
            blocks += [
                Block(PARAGRAPH, (Run(text, italic=True),)) for text in memos.get(one.guid, ())
            ]
    return Written(tr("{name}: quotations", name=content.name), tuple(blocks))


def _headed(content: ProjectContent, group: str) -> Iterator[tuple[str, Coding]]:
    """Each coding with its heading, in the order of the headings."""
    book = content.codebook
    if group == BY_CODE:
        order = {code.guid: place for place, (_depth, code) in enumerate(book.walk())}
        for one in sorted(content.codings, key=lambda coding: order[coding.code]):
            yield " > ".join(book.path(one.code)), one
        return
    if group == BY_DOCUMENT:
        names = {one.guid: one.name for one in content.documents}
        yield from ((names[one.document], one) for one in content.codings)
        return
    said = {a.document: a.value for a in content.document_attributes if a.name == group}
    declared = next((one for one in content.attribute_types if one.name == group), None)
    place = sort_key(declared)
    found = [(said.get(one.document, ""), one) for one in content.codings]
    found.sort(key=lambda pair: place(pair[0]))
    yield from ((value or "–", one) for value, one in found)


def _quotation(
    content: ProjectContent, choice: WritingChoice, one: Coding, text: DocumentText, name: str
) -> Iterator[Block]:
    """The passage with its source; where it is not under its code, the code after it."""
    source = citations.source_of(name, text, one.start)
    words = " ".join(passage(text.text, one.spans).split())
    cited = citations.cite(choice.citation, words, source)
    if choice.group != BY_CODE:
        code = content.codebook.by_guid[one.code]
        path = " > ".join(content.codebook.path(one.code))
        yield Block(QUOTE, (Run(cited), Run("  "), Run(path, fill=code.color)))
    else:
        yield Block(QUOTE, (Run(cited),))
