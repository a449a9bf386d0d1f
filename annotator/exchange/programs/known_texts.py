"""The texts of a format that brings codings alone: those of the open project, or beside the file.

A text is found by its name; where no name fits, by the words that are quoted from it, if all of
them stand in one text only.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from annotator.corpus.document import Document
from annotator.corpus.folding import search_key
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.plain_text import decode
from annotator.exchange.programs.draft import UNSURE, Draft, DraftDocument
from annotator.exchange.programs.program import Source
from annotator.exchange.refi.names import collapsed

_MOST_QUOTES: Final = 50


class KnownTexts:
    """Finds documents, and adds each to the draft once."""

    def __init__(self, source: Source, draft: Draft) -> None:
        self._source, self._draft = source, draft
        self._found: dict[str, str | None] = {}

    @cached_property
    def _documents(self) -> Sequence[Document]:
        return self._source.documents()

    @cached_property
    def _by_name(self) -> dict[str, Document | None]:
        """By name with and without its suffix, folded; None for a name of several."""
        found: dict[str, Document | None] = {}
        for one in self._documents:
            for name in {search_key(one.name), search_key(_stem(one.name))}:
                found[name] = None if name in found else one
        return found

    @cached_property
    def _collapsed(self) -> dict[str, str]:
        return {one.guid: collapsed(one.text) for one in self._documents}

    def key(self, names: Sequence[str], quotes: Sequence[str] = ()) -> str | None:
        """The key of the document that is called one of these, or holds all of these words; None
        where there is none, which is told once by who asks."""
        first = names[0] if names else ""
        if first not in self._found:
            self._found[first] = self._search([name for name in names if name.strip()], quotes)
        return self._found[first]

    def _search(self, names: Sequence[str], quotes: Sequence[str]) -> str | None:
        identities = {name.removeprefix("urn:uuid:") for name in names}
        same = next((one for one in self._documents if one.guid in identities), None)
        if same is not None:
            return self._add(same)
        for name in names:
            for spelling in (name, _stem(name), name.rstrip("/").rpartition("/")[2]):
                document = self._by_name.get(search_key(spelling))
                if document is not None:
                    return self._add(document)
        for name in names:
            for spelling in (name, f"{name}.txt", name.rstrip("/").rpartition("/")[2]):
                beside = self._source.files.found(spelling)
                if beside is not None and beside != self._source.files.only:
                    return self._beside(beside)
        words = [collapsed(quote) for quote in quotes[:_MOST_QUOTES] if quote.strip()]
        holding = [
            one for one in self._documents if all(w in self._collapsed[one.guid] for w in words)
        ]
        return self._add(holding[0]) if words and len(holding) == 1 else None

    def _add(self, document: Document) -> str:
        if all(one.key != document.guid for one in self._draft.documents):
            self._draft.documents.append(
                DraftDocument(document.guid, document.name, "", UNSURE, here=document)
            )
        return document.guid

    def _beside(self, name: str) -> str | None:
        if all(one.key != name for one in self._draft.documents):
            data = self._source.files.read(name)
            try:
                raw, encoding = decode(data, name)
            except UserError:
                return None
            document = DraftDocument(name, name, raw, UNSURE, data, encoding)
            self._draft.documents.append(document)
        return name

    def missing(self, name: str) -> UserError:
        """Of a file whose texts are nowhere."""
        return UserError(
            tr(
                "“{file}” has codings and no texts, and “{name}” is neither in the project nor a "
                "file beside it. Add the texts first, or put them into the same folder.",
                file=self._source.name,
                name=name,
            )
        )


def _stem(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return stem if dot and stem and len(suffix) <= 5 else name
