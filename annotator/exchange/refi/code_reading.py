"""Code elements to codes: tolerant of missing colours, names and GUIDs, and it says so."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.codebook import Attribute, Code, Codebook
from annotator.corpus.limits import codes_fault
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.palette import color_at, normal_color
from annotator.exchange.refi.attribute_texts import AttributeEntry
from annotator.exchange.refi.coding_texts import Names
from annotator.exchange.refi.descriptions import parse
from annotator.exchange.refi.intake import Identities, Memos
from annotator.exchange.refi.names import normal_guid
from annotator.exchange.refi.parsing import children, text_of
from annotator.exchange.refi.report import Findings


@dataclass
class CodeReader:
    """Reads one codebook. `created` is when codes were made unless their entry says otherwise."""

    identities: Identities
    findings: Findings
    created: datetime
    memos: Memos | None = None
    codes: list[Code] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)
    """GUIDs as codings refer to them, to those of the codes."""
    attributes: list[Attribute] = field(default_factory=list)
    _named: Names | None = None
    _names: set[tuple[str | None, str]] = field(default_factory=set)

    def read(self, codebook: etree._Element | None) -> None:
        """Every code below a CodeBook element, parents before children. UserError where there are
        more than a codebook has."""
        number = 0 if codebook is None else sum(1 for _ in codebook.iter("{*}Code"))
        if (fault := codes_fault(number)) is not None:
            raise UserError(fault)
        stack: list[tuple[etree._Element, str | None, int]] = []
        # Early versions of the format have no Codes element between.
        for codes in children(codebook, "Codes") or ([] if codebook is None else [codebook]):
            stack.extend(_numbered(codes, None))
        stack.reverse()
        while stack:
            element, parent, position = stack.pop()
            guid = self._code(element, parent, position)
            stack.extend(reversed(_numbered(element, guid)))

    def guid(self, raw: str) -> str:
        """The code that a reference means; one that is in no codebook becomes a code."""
        known = self.known.get(raw)
        if known is not None:
            return known
        key = normal_guid(raw)
        if key not in self.known:
            name = f"Unknown code {raw}"
            self.findings.settled(
                name,
                tr("Codings refer to a code that the codebook lacks; made."),
            )
            guid = self.identities.take(raw, "code", name)
            color = color_at(len(self.codes))
            self.codes.append(
                Code(guid, name, color, self.created, self.created, position=len(self.codes))
            )
            self.known[key] = guid
        self.known[raw] = self.known[key]
        return self.known[key]

    def named(self, code: str) -> dict[str, str]:
        """The attributes of a code (GUIDs) by the names that tell them apart."""
        if self._named is None:
            self._named = Names(Codebook(tuple(self.codes), attributes=tuple(self.attributes)))
        return self._named.guids(code)

    def _code(self, element: etree._Element, parent: str | None, position: int) -> str:
        get = element.get
        name = get("name", "")
        place = tr("code “{name}”", name=name)
        if not name.strip():
            name = f"Unnamed code {len(self.codes) + 1}"
            self.findings.settled(name, tr("The code has no name."))
        if (parent, name) in self._names:
            self.findings.settled(
                place,
                tr("Another code of this name stands beside it; both stay."),
            )
        self._names.add((parent, name))
        guid = self.identities.take(get("guid", ""), "code", place)
        if get("guid"):
            self.known.setdefault(normal_guid(get("guid")), guid)
        description = "".join(text_of(found) for found in children(element, "Description"))
        entry = parse(description)
        created = entry.created or self.created
        self.codes.append(
            Code(
                guid=guid,
                name=name,
                color=self._color(get("color"), place),
                created=created,
                modified=entry.modified or created,
                parent=parent,
                position=position if entry.position is None else entry.position,
                key=entry.key[:1],
                definition=entry.definition,
                when_to_use=entry.when_to_use,
                when_not_to_use=entry.when_not_to_use,
                examples=entry.examples,
                counter_examples=entry.counter_examples,
                cues=entry.cues,
                unit=entry.unit,
                may_nest=entry.may_nest,
                may_overlap=entry.may_overlap,
                codable=get("isCodable", "true").strip().lower() not in ("false", "0"),
            )
        )
        for index, declared in enumerate(entry.attributes):
            self._attribute(declared, guid, index)
        if self.memos is not None:
            for ref in children(element, "NoteRef"):
                self.memos.refer(guid, ref.get("targetGUID", ""), place)
        return guid

    def _attribute(self, entry: AttributeEntry, code: str, index: int) -> None:
        name = entry.name if entry.name.strip() else f"Unnamed attribute {index + 1}"
        place = tr("attribute “{name}”", name=name)
        # Other programs pass the description on under a code of another GUID; the attribute's own
        # still says which one it is.
        if entry.guid:
            guid = self.identities.take(entry.guid, "attribute", place)
        else:
            guid = self.identities.make("attribute", code, name)
        created = entry.created or self.created
        self.attributes.append(
            Attribute(
                guid=guid,
                code=code,
                name=name,
                kind=entry.kind,
                created=created,
                modified=entry.modified or created,
                position=index if entry.position is None else entry.position,
                definition=entry.definition,
                choices=tuple(replace(one, key=one.key[:1]) for one in entry.choices),
                required=entry.required,
                default=entry.default,
                level=entry.level,
            )
        )

    def _color(self, raw: str | None, place: str) -> str:
        default = color_at(len(self.codes))
        if not (raw or "").strip():
            self.findings.tally(tr("codes"), tr("{n} without a colour got one."))
            return default
        color = normal_color((raw or "").strip())
        if color is None:
            self.findings.settled(
                place,
                tr("“{value}” is no colour; it got another.", value=(raw or "")[:20]),
            )
        return color or default


def _numbered(
    parent: etree._Element, guid: str | None
) -> list[tuple[etree._Element, str | None, int]]:
    return [(code, guid, index) for index, code in enumerate(children(parent, "Code"))]
