"""CATMA: annotation collections in TEI, with the texts that they point into.

Source: CATMA's export: tagsets in `fsdDecl`, annotations in `fs`, and in the body a chain of `ptr`
elements whose targets are characters of the text, those annotated within `seg`. Offsets are UTF-16
units. The texts are plain files beside the collections, or stand in the body in place of the
pointers, where the collection was exported with its text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.xml_tree import parse_tree
from annotator.exchange.plain_text import decode
from annotator.exchange.programs.draft import (
    CODE_POINTS,
    UNSURE_UTF16,
    Draft,
    DraftCode,
    DraftCoding,
    DraftDocument,
)
from annotator.exchange.programs.files import Files
from annotator.exchange.programs.known_texts import KnownTexts
from annotator.exchange.programs.program import Source
from annotator.exchange.refi.report import LEFT_BEHIND

_TEI: Final = "{http://www.tei-c.org/ns/1.0}"
_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
_TARGET: Final = re.compile(r"(?:catma://)?([^#]*)#char=(\d{1,12}),(\d{1,12})")
_VERSION: Final = re.compile(r" \d{4}-\d\d-\d\dT.*\Z")
_LARGEST: Final = 400_000_000


def recognises(files: Files) -> bool:
    """Whether there is a collection of CATMA among the files."""
    names = [files.only] if files.only else files.ending(".xml")[:20]
    return any(_is_collection(files.head(name)) for name in names)


def _is_collection(head: bytes) -> bool:
    return b"http://www.tei-c.org/ns/1.0" in head and (
        b"catma_displaycolor" in head or b"catma://" in head or b'type="catma"' in head
    )


def read(source: Source) -> Job[Draft]:
    """Every collection with its text."""
    files = source.files
    draft = Draft("CATMA", source.stem)
    texts = _Texts(source, draft)
    names = [files.only] if files.only else files.ending(".xml")
    for number, name in enumerate(names):
        yield JobProgress(number, len(names), tr("Reading {name}", name=name))
        if _is_collection(files.head(name)):
            root = parse_tree([files.read(name, _LARGEST)], name)
            _Collection(draft, root, name, texts).read()
    if not draft.documents:
        raise UserError(
            tr(
                "“{name}” holds annotations of CATMA, but not the text that they are in. Put the "
                "text (.txt) beside them, or add it to the project under the same name.",
                name=source.name,
            )
        )
    return draft


@dataclass
class _Texts:
    """Finds the text of a collection: in its folder or the one above, else among those known."""

    source: Source
    draft: Draft
    known: KnownTexts = field(init=False)

    def __post_init__(self) -> None:
        self.known = KnownTexts(self.source, self.draft)

    def key(self, collection: str, named: list[str]) -> str | None:
        """The key of the text's document, None where there is none or several could be it."""
        folder = collection.rpartition("/")[0]
        for _level in range(3):
            found = [
                name
                for name in self.source.files.ending(".txt")
                if name.rpartition("/")[0] == folder
            ]
            if len(found) == 1 and not self.source.files.only:
                return self._add(found[0])
            if not folder:
                break
            folder = folder.rpartition("/")[0]
        return self.known.key(named)

    def inline(self, text: str, name: str) -> str:
        """The key of a text that stands in a collection; several collections may have it."""
        for one in self.draft.documents:
            if one.raw == text and one.countings == CODE_POINTS:
                return one.key
        key = f"inline {len(self.draft.documents)}"
        self.draft.documents.append(DraftDocument(key, name, text, CODE_POINTS))
        return key

    def _add(self, name: str) -> str:
        if all(one.key != name for one in self.draft.documents):
            data = self.source.files.read(name)
            raw, encoding = decode(data, name)
            called = name.rpartition("/")[2]
            self.draft.documents.append(
                DraftDocument(name, called, raw, UNSURE_UTF16, data, encoding)
            )
        return name


@dataclass
class _Collection:
    """One collection: its tags become codes, its annotations codings."""

    draft: Draft
    root: Any
    name: str
    texts: _Texts
    parts: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def read(self) -> None:
        """All of it. A collection without its text is told as left behind."""
        titles = [one.text or "" for one in self.root.iter(f"{_TEI}title")]
        stem = self.name.rpartition("/")[2].removesuffix(".xml")
        inline = self._inline()
        if inline:
            key: str | None = self.texts.inline(inline, next(filter(None, titles), stem))
        else:
            documents = self._places()
            key = self.texts.key(self.name, [*documents, *titles, stem])
        if key is None:
            self.draft.findings.left(self.name, tr("The text that it is about is not there."))
            return
        self._tags()
        for text in self.root.iterchildren(f"{_TEI}text"):  # the header has others
            for one in text.iter(f"{_TEI}fs"):
                self._annotation(one, key)

    def _inline(self) -> str:
        """The text that stands in the body, with the characters of each annotation collected; empty
        where the body points elsewhere."""
        text = ""
        bodies = [one for one in self.root.iter(f"{_TEI}ab") if one.get("type") == "catma"]
        if any(next(one.iter(f"{_TEI}ptr"), None) is not None for one in bodies):
            return ""
        for body in bodies:
            text += body.text or ""
            for segment in body.iterchildren():
                words = "".join(segment.itertext())
                for key in (segment.get("ana") or "").split():
                    place = len(text), len(text) + len(words)
                    self.parts.setdefault(key.lstrip("#"), []).append(place)
                text += words + (segment.tail or "")
        return text

    def _places(self) -> list[str]:
        """Collect the characters of each annotation; the texts that are pointed at."""
        documents: dict[str, None] = {}
        for segment in self.root.iter(f"{_TEI}seg"):
            keys = [one.lstrip("#") for one in (segment.get("ana") or "").split()]
            for pointer in segment.iter(f"{_TEI}ptr"):
                found = _TARGET.fullmatch(pointer.get("target") or "")
                if found is None:
                    continue
                documents[found[1]] = None
                for key in keys:
                    self.parts.setdefault(key, []).append((int(found[2]), int(found[3])))
        return list(documents)

    def _tags(self) -> None:
        for tagset in self.root.iter(f"{_TEI}fsdDecl"):
            key = tagset.get(_ID) or tagset.get("n") or ""
            name = _VERSION.sub("", tagset.get("n") or key)
            self._code(key, name, "", "", codable=False)
            for tag in tagset.iter(f"{_TEI}fsDecl"):
                described = tag.find(f"{_TEI}fsDescr")
                called = "" if described is None else (described.text or "")
                parent = tag.get("baseTypes") or key
                own = tag.get(_ID) or tag.get("type") or ""
                self._code(own, called, parent, _color(tag), codable=True)

    def _code(self, key: str, name: str, parent: str, color: str, *, codable: bool) -> None:
        if all(one.key != key for one in self.draft.codes):
            code = DraftCode(key, name, parent, color, codable=codable)
            self.draft.codes.append(code)

    def _annotation(self, one: Any, document: str) -> None:
        key, tag = one.get(_ID) or "", one.get("type") or ""
        parts = _joined(sorted(self.parts.get(key, ())))
        if not parts:
            message = tr("{n|annotation has|annotations have} no place in the text.")
            self.draft.findings.tally(self.name, message, LEFT_BEHIND)
            return
        said: dict[str, str] = {}
        for feature in one.iter(f"{_TEI}f"):
            words = [each.text or "" for each in feature.iter(f"{_TEI}string")]
            said[feature.get("name") or ""] = "; ".join(filter(None, words))
        coder = said.pop("catma_markupauthor", "")
        created = said.pop("catma_markuptimestamp", "")
        said.pop("catma_displaycolor", None)
        if coder:
            self.draft.coders.append(coder)
        self.draft.codings.append(
            DraftCoding(document, tag, coder, parts, created=created, values=said, key=key)
        )


def _joined(parts: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Touching parts as one: CATMA cuts the text wherever an annotation begins or ends."""
    joined: list[tuple[int, int]] = []
    for start, end in parts:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def _color(tag: Any) -> str:
    """The colour, which is a signed number of its bits."""
    for feature in tag.iter(f"{_TEI}fDecl"):
        if feature.get("name") == "catma_displaycolor":
            for each in feature.iter(f"{_TEI}string"):
                text = (each.text or "").strip()
                if re.fullmatch(r"-?\d{1,10}", text):
                    return f"#{int(text) & 0xFFFFFF:06x}"
    return ""
