"""The archive in words: in English, whatever the language of the program: it is for all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from annotator import __version__
from annotator.corpus.coding import CoderKind
from annotator.operations.archive.choice import FULL, NONE

if TYPE_CHECKING:
    from annotator.operations.archive.contents import Member, Source

NAME: Final = "README.txt"


def summary(source: Source) -> str:
    """The archive in one sentence."""
    content = source.content
    people = sum(one.kind is CoderKind.PERSON for one in content.coders)
    return (
        f"{len(content.documents):,} documents, {len(content.codebook.codes):,} codes and "
        f"{len(content.codings):,} codings by {people:,} coders."
    )


def text(source: Source, members: Sequence[Member]) -> str:
    """What is in the archive, what is left out, and how its figures are computed again."""
    title = f"Replication archive of {source.content.name}"
    lines = [
        *(title, "=" * len(title), "", summary(source)),
        *(f"Written by Annotator {__version__}.", "", "What is in it", "-------------"),
        *(f"{one.path}: {one.what}" for one in members if not one.path.startswith("texts/")),
    ]
    if source.choice.texts:
        lines.append("texts/: the texts in UTF-8, by the numbers in tables/documents.csv.")
    lines += ["", "What is not in it", "-----------------", *_left_out(source), ""]
    lines += [
        *("How to read it", "--------------"),
        "Positions count Unicode code points of a text from 0; the end is left out. Line ends are",
        "LF. Tables are CSV in UTF-8 with a mark; data-dictionary.csv says what each column holds.",
        "Each coder's own codings are those before adjudication; those of the coder of kind",
        "“consensus” are what adjudication came to, and decisions.csv says how.",
        *("", "How to check it", "---------------"),
        "sha256sum --check checksums-sha256.txt      compares the files",
        "annotator archive --verify FILE.zip         computes every figure again from the data",
        "The boundaries of words, sentences and paragraphs are in data/units.json as positions,",
        "so figures can be computed again without the texts.",
    ]
    return "\n".join(lines) + "\n"


def _left_out(source: Source) -> list[str]:
    choice = source.choice
    found = []
    if not choice.texts:
        quoted = (
            f"{choice.words} words of each passage at most" if choice.words else "no quotations"
        )
        found.append(
            f"The texts: there are their names, digests and positions, with {quoted}. "
            "Examples in the codebook stand as they are."
        )
    if not choice.named:
        found.append(
            "The names of coders: they are called Coder A, Coder B and so on, by the order in "
            "which they came. Names were also replaced in memos, reasons and the history."
        )
    if not choice.memos:
        found.append("The memos of coders.")
    if choice.history == NONE:
        found.append("The history.")
    elif choice.history != FULL:
        found.append("What each step of the history changed: there is who did what, when.")
    found.append("The original files that the texts were read from.")
    return found
