"""UIMA CAS as XMI and as JSON, with the types of DKPro and one custom span layer for INCEpTION.

XMI: OMG XMI 2.0 as Apache UIMA has it; JSON: UIMA CAS JSON 0.4. What a coder coded in a document is
a CAS. Positions count UTF-16 units, as UIMA has them. In INCEpTION, import `TypeSystem.xml` as
layers, then the documents as “UIMA CAS XMI”.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, BinaryIO, Final, TypeAlias

from annotator.corpus import boundaries
from annotator.corpus.document import Document
from annotator.corpus.job import Job
from annotator.corpus.project import ProjectContent
from annotator.corpus.span import Span
from annotator.corpus.structure import EMPTY
from annotator.corpus.text import DocumentText
from annotator.exchange.coded_text.xml_words import value, words
from annotator.exchange.corpora import losses
from annotator.exchange.corpora.archive import write_members
from annotator.exchange.corpora.conll import tokens
from annotator.exchange.corpora.material import Material, text_of
from annotator.exchange.corpora.tei import FORBIDDEN
from annotator.exchange.exporters.exporter import ExportSettings
from annotator.exchange.refi.report import RefiReport

_HOLDS = frozenset({losses.TEXTS, losses.ATTRIBUTES, losses.MEMOS, losses.RELATIONS})
CODING: Final = "webanno.custom.Coding"
RELATION: Final = "webanno.custom.CodingRelation"
_SEGMENTATION: Final = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type"
SENTENCE, TOKEN = f"{_SEGMENTATION}.Sentence", f"{_SEGMENTATION}.Token"
_FEATURES: Final = ("code", "coder", "values", "memo", "part")
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


def preview(content: ProjectContent, settings: ExportSettings) -> RefiReport:
    """What a CAS can't hold, as it is used here."""
    return losses.report("UIMA CAS", content, _HOLDS, across=False, xml=True)


def write_xmi(content: ProjectContent, file: BinaryIO, settings: ExportSettings) -> Job[RefiReport]:
    """A ZIP archive with `TypeSystem.xml`, and an `.xmi` file a document in a folder a coder."""
    yield from write_members(file, _members(Material(content), as_json=False))
    return preview(content, settings)


def write_json(
    content: ProjectContent, file: BinaryIO, settings: ExportSettings
) -> Job[RefiReport]:
    """A ZIP archive with a `.json` file a document in a folder a coder."""
    yield from write_members(file, _members(Material(content), as_json=True))
    return preview(content, settings)


def _members(material: Material, *, as_json: bool) -> Iterator[tuple[str, bytes]]:
    if not as_json:
        yield "TypeSystem.xml", type_system().encode()
    segmented: _Segmented | None = None
    for number, document, coder in material.coded():
        if segmented is None or segmented.document is not document:
            segmented = _Segmented(material, document)
        folder = material.folders.get(coder, "corpus")
        cas = _Cas(material, segmented, coder)
        if as_json:
            yield (
                f"{folder}/{number:04d}.json",
                "".join(cas.json()).encode("utf-8", "surrogatepass"),
            )
        else:
            yield f"{folder}/{number:04d}.xmi", "".join(cas.xmi()).encode("utf-8")


@dataclass(frozen=True, eq=False)
class _Segmented:
    """A document in sentences and tokens, which are the same in every coder's CAS and so written
    once."""

    material: Material
    document: Document

    @cached_property
    def _astral(self) -> list[int]:
        """Where characters stand that UTF-16 counts as two."""
        text = self.document.text
        return [at for at, one in enumerate(text) if one > "\uffff"] if not text.isascii() else []

    def unit(self, position: int) -> int:
        """A position (code points) in UTF-16 units."""
        return position + bisect_left(self._astral, position)

    @cached_property
    def annotations(self) -> list[_Annotation]:
        """Sentences, then tokens; numbers begin at 2, behind that of the text."""
        structure = self.material.content.structures.get(self.document.guid, EMPTY)
        text = DocumentText(self.document.text, structure)
        found = [(SENTENCE, start, end) for start, end in boundaries.sentences(text)]
        found += [(TOKEN, *token) for sentence in tokens(text) for token in sentence]
        return [
            _Annotation(number, kind, self.unit(start), self.unit(end), {}, {})
            for number, (kind, start, end) in enumerate(found, 2)
        ]

    @cached_property
    def xmi(self) -> str:
        """They as XMI."""
        return "".join(map(_element, self.annotations))

    @cached_property
    def json(self) -> str:
        """They as members of a list in JSON, each with a comma behind it."""
        return "".join(f"{_ascii(_object(one))},\n" for one in self.annotations)


@dataclass(frozen=True, slots=True)
class _Annotation:
    """One feature structure: its number, type, place in UTF-16 units, and features."""

    number: int
    kind: str
    begin: int
    end: int
    features: dict[str, str]
    references: dict[str, int]


_Add: TypeAlias = Callable[[str, int, int, dict[str, str], dict[str, int]], int]
"""Adds an annotation (type, start, end, features, references) and returns its number."""


@dataclass(frozen=True, eq=False)
class _Cas:
    """A document as a coder coded it."""

    material: Material
    segmented: _Segmented
    coder: str

    @cached_property
    def document(self) -> Document:
        """The document."""
        return self.segmented.document

    @cached_property
    def annotations(self) -> list[_Annotation]:
        """Codings (a part each) and relations, numbered behind what the text is segmented in."""
        found: list[_Annotation] = []
        first, unit = len(self.segmented.annotations) + 2, self.segmented.unit

        def add(
            kind: str, start: int, end: int, features: dict[str, str], refers: dict[str, int]
        ) -> int:
            number = len(found) + first
            found.append(_Annotation(number, kind, unit(start), unit(end), features, refers))
            return number

        self._codings(add)
        return found

    @cached_property
    def _members(self) -> range:
        """The numbers of all annotations."""
        return range(2, 2 + len(self.segmented.annotations) + len(self.annotations))

    def _codings(self, add: _Add) -> None:
        material = self.material
        first: dict[str, tuple[int, Span]] = {}
        for one in material.codings(self.document.guid, self.coder):
            said = material.attributes(one).items()
            features = {
                "code": material.paths[one.code],
                "coder": material.coders[one.coder],
                "values": "; ".join(f"{name}: {text_of(text)}" for name, text in said),
                "memo": material.memos.get(one.guid, ""),
            }
            for place, span in enumerate(one.spans, 1):
                part = {"part": f"{place}/{len(one.spans)}"} if len(one.spans) > 1 else {}
                own = {name: text for name, text in (features | part).items() if text}
                number = add(CODING, span.start, span.end, own, {})
                first.setdefault(one.guid, (number, span))
        for relation in material.relations(self.document.guid, self.coder):
            source, target = first[relation.source], first[relation.target]
            ends = {"Governor": source[0], "Dependent": target[0]}
            kind = {"kind": material.kinds[relation.kind]}
            add(RELATION, target[1].start, target[1].end, kind, ends)

    def xmi(self) -> Iterator[str]:
        """The CAS as XMI."""
        yield (
            f'{_HEAD}<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmi:version="2.0"'
            ' xmlns:cas="http:///uima/cas.ecore"'
            ' xmlns:type="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore"'
            ' xmlns:custom="http:///webanno/custom.ecore">\n<cas:NULL xmi:id="0"/>\n'
        )
        yield self.segmented.xmi
        yield from map(_element, self.annotations)
        yield (
            '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text"'
            f" sofaString={_value(self.document.text)}/>\n"
        )
        members = " ".join(map(str, self._members))
        yield f'<cas:View sofa="1" members="{members}"/>\n</xmi:XMI>\n'

    def json(self) -> Iterator[str]:
        """The CAS as UIMA CAS JSON."""
        sofa = {
            "%ID": 1,
            "%TYPE": "uima.cas.Sofa",
            "sofaNum": 1,
            "sofaID": "_InitialView",
            "mimeType": "text",
            "sofaString": self.document.text,
        }
        yield f'{{"%TYPES": {json.dumps(_json_types())},\n"%FEATURE_STRUCTURES": [\n'
        yield self.segmented.json
        for one in self.annotations:
            yield f"{_json(_object(one))},\n"
        yield f"{json.dumps(sofa, ensure_ascii=False)}],\n"
        view = {"%SOFA": 1, "%MEMBERS": list(self._members)}
        yield f'"%VIEWS": {{"_InitialView": {json.dumps(view)}}}}}\n'


def _element(one: _Annotation) -> str:
    """An annotation as XMI."""
    prefix = "custom" if one.kind.startswith("webanno") else "type"
    more = "".join(f" {name}={_value(text)}" for name, text in one.features.items())
    more += "".join(f' {name}="{number}"' for name, number in one.references.items())
    return (
        f'<{prefix}:{one.kind.rpartition(".")[2]} xmi:id="{one.number}" sofa="1"'
        f' begin="{one.begin}" end="{one.end}"{more}/>\n'
    )


# One encoder for hundreds of thousands of objects: `json.dumps` makes one for each.
_json = json.JSONEncoder(ensure_ascii=False).encode
_ascii = json.JSONEncoder().encode


def _object(one: _Annotation) -> dict[str, Any]:
    """An annotation as JSON has it."""
    references = {f"@{name}": number for name, number in one.references.items()}
    place = {"%ID": one.number, "%TYPE": one.kind, "@sofa": 1, "begin": one.begin, "end": one.end}
    return place | one.features | references


def _value(text: str) -> str:
    """An attribute whose line ends and tabs stay what they are, and whose forbidden characters are
    one character each, so that nothing is shifted."""
    return value(FORBIDDEN.sub("\ufffd", text))


def _json_types() -> dict[str, Any]:
    annotation = "uima.tcas.Annotation"

    def feature(name: str, range_: str = "uima.cas.String") -> dict[str, Any]:
        return {name: {"%NAME": name, "%RANGE": range_}}

    coding: dict[str, Any] = {"%NAME": CODING, "%SUPER_TYPE": annotation}
    for name in _FEATURES:
        coding |= feature(name)
    relation = {"%NAME": RELATION, "%SUPER_TYPE": annotation} | feature("kind")
    relation |= feature("Governor", CODING) | feature("Dependent", CODING)
    return {
        SENTENCE: {"%NAME": SENTENCE, "%SUPER_TYPE": annotation},
        TOKEN: {"%NAME": TOKEN, "%SUPER_TYPE": annotation},
        CODING: coding,
        RELATION: relation,
    }


def type_system() -> str:
    """The types that are used, as a UIMA type system description."""

    def kind(name: str, features: str = "") -> str:
        inner = f"<features>{features}</features>" if features else ""
        return (
            f"<typeDescription><name>{name}</name><description/>"
            f"<supertypeName>uima.tcas.Annotation</supertypeName>{inner}</typeDescription>"
        )

    def feature(name: str, range_: str = "uima.cas.String") -> str:
        return (
            f"<featureDescription><name>{name}</name><description/>"
            f"<rangeTypeName>{range_}</rangeTypeName></featureDescription>"
        )

    coding = "".join(map(feature, _FEATURES))
    ends = feature("Governor", CODING) + feature("Dependent", CODING)
    types = kind(SENTENCE) + kind(TOKEN) + kind(CODING, coding)
    types += kind(RELATION, feature("kind") + ends)
    return (
        f'{_HEAD}<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">'
        f"<name>{words('Annotator')}</name><types>{types}</types></typeSystemDescription>\n"
    )
