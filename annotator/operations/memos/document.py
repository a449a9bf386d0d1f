"""Memos as a document: the journal first and by date, then the others by what they are on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from annotator.corpus.document import Document
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.moments import EPOCH
from annotator.corpus.project import ProjectContent
from annotator.corpus.structure import Structure
from annotator.errors import UserError
from annotator.exchange.coded_text import citations
from annotator.exchange.coded_text.choice import WritingChoice
from annotator.exchange.coded_text.model import HEADING, PARAGRAPH, QUOTE, Block, Run, Written
from annotator.exchange.coded_text.texts import coded_texts
from annotator.exchange.coded_text.writing import SUFFIXES as WRITERS
from annotator.exchange.documents.markdown import read_markdown
from annotator.operations import projects, reading
from annotator.operations.codings import memo_list
from annotator.operations.codings.memo_list import JOURNAL, About, ListedMemo
from annotator.operations.memos import links
from annotator.operations.memos.links import LinkedPassage, LinkState
from annotator.operations.viewing import Viewer

MARKDOWN: Final = ".md"
SUFFIXES: Final = tuple(WRITERS)
"""Of the formats that memos are written in; in Markdown their texts go in as they are."""
_BELOW: Final = 3
"""Levels by which headings in a memo's text lie below that of the memo."""
_DEEPEST: Final = 6


def export(
    viewer: Viewer,
    memos: Sequence[ListedMemo],
    target: Path,
    pattern: str,
    *,
    overwrite: bool = False,
) -> Job[None]:
    """Write memos in the format of the suffix, passages that they quote with their sources as the
    pattern of citations says. UserError for another suffix, or where `target` is in the way."""
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        raise UserError(
            tr(
                "{value} has no suffix of a document ({known}).",
                value=target.name,
                known=", ".join(SUFFIXES),
            )
        )
    citations.check(pattern)
    projects.refuse_existing(target, overwrite=overwrite)
    yield JobProgress(0, len(memos), tr("Reading the project"))
    name = reading.project_facts(viewer).name
    quoted = passages(viewer, memos, pattern)
    with projects.replacing(target) as partial, partial.open("wb") as file:
        if suffix == MARKDOWN:
            file.write(memo_list.as_markdown(memos, name, quoted).encode("utf-8"))
            return
        blocks: list[Block] = []
        for number, part in enumerate(_blocks(memos, quoted)):
            yield JobProgress(min(number, len(memos)), len(memos), tr("Laying out"))
            blocks += part
        title = tr("Memos of {project}", project=name)
        WRITERS[suffix](Written(title, tuple(blocks)), file)


def passages(viewer: Viewer, memos: Iterable[ListedMemo], pattern: str) -> dict[str, list[str]]:
    """By memo (a GUID), the passages that it quotes and its text does not have itself, with their
    sources; a passage whose place is lost says so."""
    found = links.links(viewer)
    left = {
        one.memo.guid: links.unquoted(one.memo.text, found[one.memo.guid])
        for one in memos
        if one.memo.guid in found
    }
    cited = links.citations(viewer, (link for of in left.values() for link in of), pattern)
    return {memo: [_cited(one, cited[one.guid]) for one in of] for memo, of in left.items() if of}


def _cited(one: LinkedPassage, words: str) -> str:
    if one.state is LinkState.THERE:
        return words
    return tr("{quotation} – {state}", quotation=words, state=tr(one.state.value))


def _blocks(
    memos: Sequence[ListedMemo], quoted: Mapping[str, Sequence[str]]
) -> Iterator[list[Block]]:
    """The blocks of each heading and each memo, one after the other."""
    journal = [one for one in memos if one.memo.kind == JOURNAL]
    if journal:
        yield [_heading(tr("Journal"), 1)]
        for one in sorted(journal, key=lambda one: one.memo.created):
            yield _entry(one, memo_list.day_of(one), quoted)
    for about in About:
        others = [one for one in memos if one.about is about and one.memo.kind != JOURNAL]
        if others:
            yield [_heading(tr(about.value).capitalize(), 1)]
            for one in sorted(others, key=lambda one: (one.subject, one.memo.created)):
                yield _entry(one, one.subject or tr(about.value), quoted)


def _heading(words: str, level: int) -> Block:
    return Block(HEADING, (Run(words, bold=True),), level)


def _entry(one: ListedMemo, heading: str, quoted: Mapping[str, Sequence[str]]) -> list[Block]:
    """A memo: what it is on, its facts, its text, and what it quotes besides."""
    found = [_heading(heading, 2), Block(PARAGRAPH, (Run(memo_list.facts_of(one), italic=True),))]
    found += text_blocks(one.memo.text)
    found += [Block(QUOTE, (Run(words),)) for words in quoted.get(one.memo.guid, ())]
    return found


def text_blocks(text: str) -> list[Block]:
    """The text of a memo, which may be Markdown, as blocks. A line end stays one."""
    lines = text.split("\n")
    broken = "\n".join(f"{line}  " if line.strip() else "" for line in lines)
    try:
        (read,) = read_markdown(broken.encode("utf-8"), "", {"encoding": "utf-8"})
    except UserError:
        return [Block(PARAGRAPH, (Run(text),))]
    document = Document("memo", "", read.text, b"", "utf-8", EPOCH, EPOCH)
    structures = {"memo": Structure.of(read.structure)}
    content = ProjectContent("", "", EPOCH, EPOCH, documents=(document,), structures=structures)
    return [_lowered(block) for block in coded_texts(content, WritingChoice()).blocks]


def _lowered(block: Block) -> Block:
    if block.kind != HEADING:
        return block
    return Block(HEADING, block.runs, min(_DEEPEST, block.level + _BELOW - 1))
