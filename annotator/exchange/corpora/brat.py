"""brat stand-off annotation: a folder a coder, with a `.txt` and an `.ann` file a document.

The format: https://brat.nlplab.org/standoff.html and configuration.html. Labels are identifiers;
`visual.conf` has the names as they are. Positions are code points; brat takes no passage over a
line's end, so such a one is written as parts.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from annotator.corpus.codebook import AttributeKind
from annotator.corpus.coding import Coding
from annotator.corpus.document import Document
from annotator.corpus.job import Job
from annotator.corpus.project import ProjectContent
from annotator.exchange.corpora import losses
from annotator.exchange.corpora.archive import write_members
from annotator.exchange.corpora.material import Material, distinct, text_of
from annotator.exchange.exporters.exporter import ExportSettings
from annotator.exchange.refi.report import RefiReport

_HOLDS = frozenset(
    {
        losses.PARTS,
        losses.ATTRIBUTES,
        losses.MEMOS,
        losses.RELATIONS,
        losses.HIERARCHY,
        losses.COLORS,
        losses.TEXTS,
    }
)


def preview(content: ProjectContent, settings: ExportSettings) -> RefiReport:
    """What brat can't hold."""
    return losses.report("brat", content, _HOLDS, across=False)


def write(content: ProjectContent, file: BinaryIO, settings: ExportSettings) -> Job[RefiReport]:
    """Write the folders as a ZIP archive."""
    yield from write_members(file, _members(Material(content)))
    return preview(content, settings)


def _members(material: Material) -> Iterator[tuple[str, bytes]]:
    names = _Names(material)
    used = dict.fromkeys(coder for _number, _document, coder in material.coded())
    for coder in used:
        folder = material.folders.get(coder, "corpus")
        yield f"{folder}/annotation.conf", names.configuration().encode()
        yield f"{folder}/visual.conf", names.visual().encode()
    for number, document, coder in material.coded():
        stem = f"{material.folders.get(coder, 'corpus')}/{number:04d}"
        yield f"{stem}.txt", document.text.encode()
        yield f"{stem}.ann", "".join(_lines(material, names, document, coder)).encode()
    yield "documents.csv", _index(material)


def _index(material: Material) -> bytes:
    """Which document has which number: its name is never part of a path."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(("number", "document"))
    writer.writerows((f"{n:04d}", d.name) for n, d in enumerate(material.content.documents, 1))
    return file.getvalue().encode("utf-8-sig")


class _Names:
    """Identifiers for codes, attributes, values and relations, and what they stand for."""

    def __init__(self, material: Material) -> None:
        self._material = material
        book = material.content.codebook
        self.kinds = distinct({one.guid: one.name for one in book.relation_types})
        attributes = distinct(
            {name: name for name in dict.fromkeys(a.name for a in book.attributes)}
        )
        self.attributes: Mapping[str, str] = attributes
        values: dict[str, dict[str, str]] = {}
        for one in book.attributes:
            if one.kind in (AttributeKind.CHOICE, AttributeKind.CHOICES, AttributeKind.YES_NO):
                own = values.setdefault(one.name, {})
                own |= {choice.name: choice.name for choice in one.choices}
                if one.kind is AttributeKind.YES_NO:
                    own |= {"yes": "yes", "no": "no"}
        self.values = {name: distinct(own) for name, own in values.items()}

    def configuration(self) -> str:
        """`annotation.conf`: entities by the tree of codes, attributes and relations."""
        material = self._material
        labels, book = material.labels, material.content.codebook
        lines = ["[entities]"]
        for depth, code in book.walk():
            mark = "" if code.codable else "!"
            lines.append("\t" * depth + mark + labels[code.guid])
        lines += ["", "[relations]"]
        for kind in book.relation_types:
            first = "|".join(labels[guid] for guid in kind.sources if guid in labels) or "<ANY>"
            second = "|".join(labels[guid] for guid in kind.targets if guid in labels) or "<ANY>"
            lines.append(f"{self.kinds[kind.guid]}\tArg1:{first}, Arg2:{second}")
        lines += ["<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>", "", "[events]", ""]
        lines.append("[attributes]")
        for name, own in self.values.items():
            if own:
                values = "|".join(own.values())
                lines.append(f"{self.attributes[name]}\tArg:<ENTITY>, Value:{values}")
        return "\n".join(lines) + "\n"

    def visual(self) -> str:
        """`visual.conf`: the names and colours of codes."""
        material = self._material
        codes = material.content.codebook.codes
        lines = ["[labels]"]
        for one in codes:
            name = " ".join(one.name.replace("|", "/").split())
            lines.append(f"{material.labels[one.guid]} | {name}")
        lines += ["", "[drawing]", "SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen"]
        lines += [f"{material.labels[one.guid]}\tbgColor:{one.color}" for one in codes]
        return "\n".join(lines) + "\n"


def _lines(material: Material, names: _Names, document: Document, coder: str) -> Iterator[str]:
    """The annotations of a coder: passages, what they say, notes, then relations."""
    marks: dict[str, str] = {}
    attribute = note = 0
    for number, one in enumerate(material.codings(document.guid, coder), 1):
        mark = marks[one.guid] = f"T{number}"
        spans = _spans(document.text, one)
        where = ";".join(f"{start} {end}" for start, end in spans)
        words = " ".join(document.text[start:end] for start, end in spans)
        yield f"{mark}\t{material.labels[one.code]} {where}\t{words}\n"
        told: list[str] = []
        for name, said in material.attributes(one).items():
            known = names.values.get(name, {})
            values = [said] if isinstance(said, str) else list(said)
            if len(values) == 1 and values[0] in known:
                attribute += 1
                yield f"A{attribute}\t{names.attributes[name]} {mark} {known[values[0]]}\n"
            else:
                told.append(f"{name}: {text_of(said)}")
        memo = material.memos.get(one.guid, "")
        for words in (*told, *([memo] if memo else [])):
            note += 1
            yield f"#{note}\tAnnotatorNotes {mark}\t{' '.join(words.split())}\n"
    for number, relation in enumerate(material.relations(document.guid, coder), 1):
        ends = f"Arg1:{marks[relation.source]} Arg2:{marks[relation.target]}"
        yield f"R{number}\t{names.kinds[relation.kind]} {ends}\n"


def _spans(text: str, coding: Coding) -> list[tuple[int, int]]:
    """The parts of a passage, none of them over a line's end."""
    found: list[tuple[int, int]] = []
    for span in coding.spans:
        start = span.start
        while start < span.end:
            feed = text.find("\n", start, span.end)
            end = span.end if feed < 0 else feed
            if start < end:
                found.append((start, end))
            start = end + 1
    return found or [(coding.start, coding.end)]
