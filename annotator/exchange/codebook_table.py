"""The codebook as a table, out and in: a row for each code, attribute, choice, type of relations
and set of codes.

`in` names what a row belongs to: the path of a code joined with “ > ” where only one code has it,
else its id. What may be several lines (examples, cues) has a line each in a cell, or stands there
as a JSON list where a line would not come back as it was; so a text, as a JSON string. Text like a
formula is guarded in CSV files, and taken as it was.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from annotator.corpus.codebook import (
    Attribute,
    AttributeKind,
    Choice,
    Code,
    Codebook,
    CodeSet,
    Level,
    RelationType,
    Unit,
)
from annotator.corpus.identity import guid_from
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.codebook_file import read_codebook_file, write_codebook_file
from annotator.exchange.csv_form import COMMA, CsvForm
from annotator.exchange.formulas import unguarded
from annotator.exchange.joined_table import write_table_csv, write_table_xlsx
from annotator.exchange.palette import color_at, normal_color
from annotator.exchange.records.opening import open_table
from annotator.exchange.records.table import text_of

COLUMNS: Final = (
    *("what", "in", "name", "id", "key", "color", "definition", "use when", "do not use when"),
    *("examples", "counter-examples", "codable", "unit", "may nest in itself", "may overlap"),
    *("cues", "kind", "required", "default", "level", "from", "to", "codes"),
)
_SEPARATOR: Final = " > "
_YES, _NO = "yes", "no"
_ODD: Final = re.compile(
    r"[^\n\t\x20-\x7e\xa0-\u2027\u202f-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
SUFFIXES: Final = (".csv", ".xlsx")


def write_codebook_csv(codebook: Codebook, file: BinaryIO, form: CsvForm = COMMA) -> None:
    """The table as CSV, UTF-8 with a mark."""
    write_table_csv(COLUMNS, _cells(codebook), file, guard_formulas=True, form=form)


def write_codebook_xlsx(codebook: Codebook, file: BinaryIO) -> None:
    """The table as a workbook; what is longer than a cell of Excel may be is cut there."""
    write_table_xlsx(COLUMNS, _cells(codebook), file, "Codebook")


def _cells(codebook: Codebook) -> Iterator[list[str]]:
    for row in _rows(codebook):
        yield [_safe(row.get(column, "")) for column in COLUMNS]


def _rows(codebook: Codebook) -> Iterator[dict[str, str]]:
    names = _names(codebook)
    if codebook.name:
        yield {"what": "codebook", "name": codebook.name}
    for _depth, one in codebook.walk():
        above = codebook.by_guid.get(one.parent or "")
        yield _code_row(one, names[above.guid] if above is not None else "")
        for attribute in codebook.attributes_of(one.guid):
            yield _attribute_row(attribute, names[one.guid])
            for choice in attribute.choices:
                yield {
                    "what": "choice",
                    "in": attribute.guid,
                    "name": choice.name,
                    "key": choice.key,
                    "definition": choice.definition,
                }
    for kind in codebook.relation_types:
        yield {
            "what": "relation",
            "name": kind.name,
            "id": kind.guid,
            "key": kind.key,
            "definition": kind.definition,
            "from": _listed([names[guid] for guid in kind.sources if guid in names]),
            "to": _listed([names[guid] for guid in kind.targets if guid in names]),
        }
    for group in codebook.sets:
        yield {
            "what": "set",
            "name": group.name,
            "id": group.guid,
            "codes": _listed([names[guid] for guid in group.codes if guid in names]),
        }


def _names(codebook: Codebook) -> dict[str, str]:
    """What each code is called in other rows: its path, or its id where several have that."""
    paths = {one.guid: _SEPARATOR.join(codebook.path(one.guid)) for one in codebook.codes}
    counts = Counter(paths.values())
    return {guid: path if counts[path] == 1 else guid for guid, path in paths.items()}


def _code_row(one: Code, above: str) -> dict[str, str]:
    return {
        "what": "code",
        "in": above,
        "name": one.name,
        "id": one.guid,
        "key": one.key,
        "color": one.color,
        "definition": one.definition,
        "use when": one.when_to_use,
        "do not use when": one.when_not_to_use,
        "examples": _listed(one.examples),
        "counter-examples": _listed(one.counter_examples),
        "codable": _yes(one.codable),
        "unit": one.unit.value,
        "may nest in itself": _yes(one.may_nest),
        "may overlap": _yes(one.may_overlap),
        "cues": _listed(one.cues),
    }


def _attribute_row(one: Attribute, code: str) -> dict[str, str]:
    return {
        "what": "attribute",
        "in": code,
        "name": one.name,
        "id": one.guid,
        "definition": one.definition,
        "kind": one.kind.value,
        "required": _yes(one.required),
        "default": one.default,
        "level": one.level.value,
    }


def _yes(value: bool) -> str:
    return _YES if value else _NO


def _safe(cell: str) -> str:
    """A cell that comes back as it is: as a JSON string where a table would change it."""
    odd = _ODD.search(cell) or cell != cell.strip() or cell.startswith('"')
    return json.dumps(cell) if odd else cell


def _taken(cell: str) -> str:
    """The inverse of `_safe`, for what people write as well."""
    if cell.startswith('"'):
        try:
            found = json.loads(cell)
        except ValueError:
            return cell
        return found if isinstance(found, str) else cell
    return cell


def _listed(texts: Sequence[str]) -> str:
    lines = "\n".join(texts)
    return lines if list(texts) == _unlisted(lines) else json.dumps(list(texts), ensure_ascii=False)


def _unlisted(cell: str) -> list[str]:
    if cell.startswith("["):
        try:
            found = json.loads(cell)
        except ValueError:
            found = None
        if isinstance(found, list) and all(isinstance(one, str) for one in found):
            return found
    return cell.split("\n") if cell else []


# --- in


def read_codebook_table(path: Path, when: datetime) -> Codebook:
    """The codebook in a table (.csv, .xlsx, .ods …). Columns that are not there say nothing; a row
    without an id gets one from its name and place, the same on every machine. UserError, with the
    row, where a row can't be used."""
    table = open_table(path)
    if "name" not in table.columns:
        raise UserError(tr("“{name}” has no column “name”, so it is no codebook.", name=table.name))
    reading = _Reading(table.name, when)
    for row in table.rows():
        cells = {
            column.strip().casefold(): _taken(unguarded(text_of(cell)))
            for column, cell in zip(table.columns, row.cells, strict=False)
        }
        if any(cells.values()):
            reading.take(cells, f"{table.place} {row.number}")
    # What holds of every codebook is looked at where files of codebooks are.
    return read_codebook_file(write_codebook_file(reading.codebook()), table.name, when)


class _Reading:
    """The rows so far; a row belongs to one above it."""

    def __init__(self, name: str, when: datetime) -> None:
        self._name, self._when = name, when
        self._title = ""
        self._codes: dict[str, Code] = {}
        self._paths: dict[str, str] = {}
        self._attributes: dict[str, Attribute] = {}
        self._relations: list[RelationType] = []
        self._sets: list[CodeSet] = []
        self._positions: Counter[str] = Counter()

    def take(self, cells: Mapping[str, str], place: str) -> None:
        """Take in a row."""
        what = cells.get("what", "").strip().casefold() or "code"
        take = {
            "codebook": self._take_title,
            "code": self._take_code,
            "attribute": self._take_attribute,
            "choice": self._take_choice,
            "relation": self._take_relation,
            "set": self._take_set,
        }.get(what)
        if take is None:
            raise self._fault(place, tr("“{what}” is no kind of row", what=what))
        try:
            take(cells, place)
        except ValueError as error:
            raise self._fault(place, str(error)) from error

    def codebook(self) -> Codebook:
        """What the rows come to."""
        return Codebook(
            *(tuple(self._codes.values()), self._title),
            tuple(self._attributes.values()),
            tuple(self._relations),
            tuple(self._sets),
        )

    def _fault(self, place: str, why: str) -> UserError:
        return UserError(tr("“{name}”, {place}: {why}.", name=self._name, place=place, why=why))

    def _take_title(self, cells: Mapping[str, str], place: str) -> None:
        self._title = cells["name"]

    def _take_code(self, cells: Mapping[str, str], place: str) -> None:
        above = self._code(cells.get("in", ""), place) if cells.get("in") else None
        name = cells["name"]
        if not name.strip():
            raise self._fault(place, tr("the code has no name"))
        path = f"{self._path(above)}{_SEPARATOR}{name}" if above else name
        guid = cells.get("id", "").strip() or guid_from("code of a table", path)
        color = cells.get("color", "").strip()
        if color and normal_color(color) is None:
            raise self._fault(place, tr("“{color}” is no colour", color=color))
        self._codes[guid] = Code(
            *(guid, name, normal_color(color) or color_at(len(self._codes))),
            *(self._when, self._when, above),
            position=self._next(f"code {above}"),
            key=cells.get("key", ""),
            definition=cells.get("definition", ""),
            when_to_use=cells.get("use when", ""),
            when_not_to_use=cells.get("do not use when", ""),
            examples=tuple(_unlisted(cells.get("examples", ""))),
            counter_examples=tuple(_unlisted(cells.get("counter-examples", ""))),
            codable=_flag(cells, "codable", True),
            unit=Unit(cells.get("unit", "").strip() or Unit.FREE),
            may_nest=_flag(cells, "may nest in itself", True),
            may_overlap=_flag(cells, "may overlap", True),
            cues=tuple(_unlisted(cells.get("cues", ""))),
        )
        self._paths.setdefault(path, guid)

    def _take_attribute(self, cells: Mapping[str, str], place: str) -> None:
        code = self._code(cells.get("in", ""), place)
        name = cells["name"]
        guid = cells.get("id", "").strip() or guid_from("attribute of a table", code, name)
        self._attributes[guid] = Attribute(
            *(guid, code, name, AttributeKind(cells.get("kind", "").strip() or "text")),
            *(self._when, self._when, self._next(f"attribute {code}")),
            definition=cells.get("definition", ""),
            required=_flag(cells, "required", False),
            default=cells.get("default", ""),
            level=Level(cells.get("level", "").strip()),
        )

    def _take_choice(self, cells: Mapping[str, str], place: str) -> None:
        """A choice belongs to an attribute by id, or to the last one of that name."""
        wanted = cells.get("in", "")
        named = [guid for guid, one in self._attributes.items() if one.name == wanted]
        guid = wanted if wanted in self._attributes else named[-1] if named else ""
        if not guid and not wanted and self._attributes:
            guid = list(self._attributes)[-1]
        if not guid:
            raise self._fault(place, tr("there is no attribute “{name}” above it", name=wanted))
        one = self._attributes[guid]
        choice = Choice(cells["name"], cells.get("key", ""), cells.get("definition", ""))
        self._attributes[guid] = replace(one, choices=(*one.choices, choice))

    def _take_relation(self, cells: Mapping[str, str], place: str) -> None:
        name = cells["name"]
        ends = [
            tuple(self._code(one, place) for one in _unlisted(cells.get(side, "")))
            for side in ("from", "to")
        ]
        self._relations.append(
            RelationType(
                cells.get("id", "").strip() or guid_from("relation of a table", name),
                *(name, self._when, self._when, len(self._relations), cells.get("key", "")),
                *(cells.get("definition", ""), ends[0], ends[1]),
            )
        )

    def _take_set(self, cells: Mapping[str, str], place: str) -> None:
        name = cells["name"]
        if not name.strip():
            raise self._fault(place, tr("the set has no name"))
        codes = tuple(self._code(one, place) for one in _unlisted(cells.get("codes", "")))
        guid = cells.get("id", "").strip() or guid_from("set of a table", name)
        self._sets.append(CodeSet(guid, name, codes))

    def _code(self, name: str, place: str) -> str:
        if name in self._codes:
            return name
        if name not in self._paths:
            raise self._fault(place, tr("there is no code “{name}” above it", name=name))
        return self._paths[name]

    def _path(self, guid: str) -> str:
        names: list[str] = []
        current: str | None = guid
        while current is not None:
            names.append(self._codes[current].name)
            current = self._codes[current].parent
        return _SEPARATOR.join(reversed(names))

    def _next(self, among: str) -> int:
        self._positions[among] += 1
        return self._positions[among] - 1


def _flag(cells: Mapping[str, str], name: str, default: bool) -> bool:
    """ValueError for a cell that is neither yes nor no."""
    said = cells.get(name, "").strip().casefold()
    if said not in ("", _YES, _NO, "true", "false", "1", "0"):
        raise ValueError(tr("“{said}” in “{name}” is neither yes nor no", said=said, name=name))
    return default if not said else said in (_YES, "true", "1")
