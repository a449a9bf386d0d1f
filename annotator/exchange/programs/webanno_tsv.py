"""WebAnno TSV 3.x: a token a line, a column a feature, with the text of each sentence before it.

Source: the appendix “WebAnno TSV 3.3” of INCEpTION's user guide. Offsets are UTF-16 units. White
space between sentences is not in the format: it is made of one line end and spaces, so that no
position moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.programs.layers import Annotation

MARK: Final = "#FORMAT=WebAnno TSV 3"
_UNIT: Final = re.compile(r"(\d{1,9}-\d{1,9})(?:\.\d{1,9})?")
_OFFSETS: Final = re.compile(r"(\d{1,12})-(\d{1,12})")
_ID: Final = re.compile(r"(?<!\\)\[(\d{1,12})\]\Z")
_ADDRESS: Final = re.compile(r"(\d{1,9}-\d{1,9}(?:\.\d{1,9})?)(?:\[(\d{1,12})_(\d{1,12})\])?")
_TARGET: Final = re.compile(r"(\d{1,9}-\d{1,9}(?:\.\d{1,9})?)(?:\[(\d{1,12})\])?")
_ANY: Final = "uima.tcas.Annotation"
_CHAIN: Final = re.compile(r"(.*)->(\d{1,9})-(\d{1,9})", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_CONTROLS: Final = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
_LARGEST_GAP: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of the header with its features, and where its columns begin."""

    kind: str
    name: str
    features: tuple[str, ...]
    column: int

    @property
    def width(self) -> int:
        """How many columns it has; one without features has one."""
        return max(1, len(self.features))


@dataclass
class TsvText:
    """The text that sentences and their offsets make up, in UTF-16 units as it grows."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, sentence: str, at: int) -> None:
        """Add a sentence that begins at an offset. UserError where it can't begin there."""
        gap = at - self.length
        if not 0 <= gap <= _LARGEST_GAP:
            raise ValueError(f"a sentence begins at {at}, the text before ends at {self.length}")
        if gap:
            self.parts.append("\n" + " " * (gap - 1) if self.parts else " " * gap)
        self.parts.append(sentence)
        self.length = at + _units(sentence)

    def text(self) -> str:
        """All of it."""
        return "".join(self.parts)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def read_tsv(data: bytes, name: str) -> tuple[str, list[Annotation]]:
    """The text of a file and what is annotated in it. UserError where it is damaged."""
    text = data.decode("utf-8-sig", "replace")
    if not text.startswith(MARK):
        raise UserError(tr("“{name}” is no WebAnno TSV 3.", name=name))
    reader = _Reader(name)
    for number, line in enumerate(text.split("\n"), 1):
        try:
            reader.line(line.removesuffix("\r"))
        except (ValueError, IndexError) as error:
            raise UserError(
                tr(
                    "“{name}”, line {number:,}: this is not as WebAnno TSV has it ({error}).",
                    name=name,
                    number=number,
                    error=error,
                )
            ) from None
    return reader.text.text(), list(reader.annotations())


class _Reader:
    """Reads line by line; annotations grow with their tokens."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.text = TsvText()
        self._layers: list[Layer] = []
        self._columns = 3
        self._sentence: list[str] = []
        self._placed = True
        self._found: dict[tuple[str, str], Annotation] = {}
        self._at: dict[tuple[str, str, str], str] = {}
        self._relations: list[tuple[Layer, dict[str, str], str, str]] = []
        self._slots: list[tuple[Annotation, str, str, str, str]] = []
        self._chains: dict[tuple[str, int], dict[int, tuple[str, str]]] = {}
        self._places: dict[str, tuple[int, int]] = {}

    def line(self, line: str) -> None:
        """One line of the file."""
        if line.startswith("#T_"):
            self._header(line)
        elif line.startswith("#Text="):
            if self._placed:
                self._sentence = []
            self._placed = False
            self._sentence.append(unescaped(line[len("#Text=") :]))
        elif line and not line.startswith("#"):
            self._token(line.split("\t"))

    def _header(self, line: str) -> None:
        kind, _, rest = line[len("#T_") :].partition("=")
        layer, *features = rest.split("|")
        wanted = tuple(one for one in features if one)
        found = Layer(kind, layer, wanted, self._columns)
        self._layers.append(found)
        self._columns += found.width

    def _token(self, cells: Sequence[str]) -> None:
        unit, offsets = _UNIT.fullmatch(cells[0]), _OFFSETS.fullmatch(cells[1])
        if unit is None or offsets is None:
            raise ValueError("a token has a number and offsets")
        begin, end = int(offsets[1]), int(offsets[2])
        if not self._placed:
            sentence = "\n".join(self._sentence)
            before = sentence.find(unescaped(cells[2]))
            self.text.add(sentence, begin - _units(sentence[: max(before, 0)]))
            self._placed = True
        self._places[cells[0]] = begin, end
        for layer in self._layers:
            columns = cells[layer.column : layer.column + layer.width]
            if layer.kind == "RL":
                self._relation(layer, columns, cells[0])
            else:
                self._spans(layer, columns, (begin, end), cells)

    def _spans(
        self, layer: Layer, columns: Sequence[str], place: tuple[int, int], cells: Sequence[str]
    ) -> None:
        (begin, end), (unit, _offsets, words) = place, cells[:3]
        stacks = [split(cell, "|") for cell in columns]
        for number in range(max(map(len, stacks), default=0)):
            values = [stack[number] if number < len(stack) else "_" for stack in stacks]
            if all(value in ("_", "") for value in values):
                continue
            named = zip(("", *layer.features), values, strict=False)
            found = [_ID.search(value) for before, value in named if before[:5] != "ROLE_"]
            ids = [one[1] for one in found if one is not None]
            chain = _CHAIN.fullmatch(_ID.sub("", values[0])) if layer.kind == "CH" else None
            if chain is not None:  # the number in brackets is that of the chain, not of the link
                ids = [f"{chain[2]}-{chain[3]}"]
            key = ids[0] if ids else f"{unit} {number}"
            known = self._found.get((layer.name, key))
            if known is None:
                known = Annotation(f"{layer.name} {key}", layer.name, begin, end)
                self._found[layer.name, key] = known
                known.quote = unescaped(words)  # of one token: it proves the place
                self._features(layer, values, known)
            elif end > (known.end or 0):
                known.end, known.quote = end, ""
            self._at.setdefault((layer.name, unit, ids[0] if ids else "0"), known.key)

    def _features(self, layer: Layer, values: Sequence[str], into: Annotation) -> None:
        roles: list[str] = []
        for name, raw in zip(layer.features, values, strict=False):
            value = raw if roles else _ID.sub("", raw)
            if name.startswith("ROLE_"):  # a slot is two columns: roles, then what stands in them
                named = name.rpartition(":")[2].partition("_")[0]
                roles = [_value(one) or named for one in split(value, ";")]
                continue
            if roles:
                places = [_TARGET.fullmatch(one) for one in split(value, ";")]
                for role, place in zip(roles, places, strict=False):
                    if place is not None:
                        self._slots.append((into, role, name, place[1], place[2] or "0"))
                roles = []
                continue
            if layer.kind == "CH":
                chain = _CHAIN.fullmatch(value)
                if chain is not None:
                    links = self._chains.setdefault((layer.name, int(chain[2])), {})
                    links[int(chain[3])] = into.key, _value(chain[1])
                    continue
            if value != "_" and _value(value):
                into.features[name] = _value(value)

    def _relation(self, layer: Layer, columns: Sequence[str], unit: str) -> None:
        if not columns or not layer.features:
            return
        stacks = [split(cell, "|") for cell in columns]
        for number, raw in enumerate(stacks[-1]):
            found = _ADDRESS.fullmatch(raw)
            if found is None:
                continue
            base = layer.features[-1].removeprefix("BT_")
            source = self._key(base, found[1], found[2] or "0")
            target = self._key(base, unit, found[3] or "0")
            said = {
                name: _value(_ID.sub("", stack[number]))
                for name, stack in zip(layer.features[:-1], stacks, strict=False)
                if number < len(stack) and stack[number] != "_"
            }
            self._relations.append((layer, said, source, target))

    @staticmethod
    def _key(layer: str, unit: str, number: str) -> str:
        return f"{layer}\t{unit}\t{number}"

    def annotations(self) -> Iterator[Annotation]:
        """All of them, relations and links of chains among them."""
        by_key = {one.key: one for one in self._found.values()}
        for links in self._chains.values():
            ordered = [links[at] for at in sorted(links)]
            for (key, relation), (follower, _relation) in pairwise(ordered):
                by_key[key].references["next"] = follower
                by_key[key].features["referenceRelation"] = relation
        for host, role, kind, unit, place in self._slots:
            kinds = {one for one, *_rest in self._at} if kind == _ANY else {kind}
            found = (self._at.get((one, unit, place)) for one in sorted(kinds))
            target = next(filter(None, found), None)
            if target is not None:
                host.links.append((role, target))
        self._add_bare_ends()
        yield from self._found.values()
        for number, (layer, said, source, target) in enumerate(self._relations):
            ends = {
                end: self._at.get((base, unit, place), "")
                for end, raw in (("Governor", source), ("Dependent", target))
                for base, unit, place in [raw.split("\t")]
            }
            yield Annotation(f"relation {number}", layer.name, None, None, said, ends)

    def _add_bare_ends(self) -> None:
        """Relations may lie between tokens themselves: a layer of which the file has no column."""
        told = {layer.name for layer in self._layers}
        for _layer, _said, *ends in self._relations:
            for base, unit, number in (raw.split("\t") for raw in ends):
                if base not in told and unit in self._places:
                    begin, stop = self._places[unit]
                    end = Annotation(f"{base} {unit}", base, begin, stop)
                    known = self._found.setdefault((base, unit), end)
                    self._at[base, unit, number] = known.key


def split(cell: str, sign: str) -> list[str]:
    """The parts of a cell between signs that are not escaped."""
    if "\\" not in cell:
        return cell.split(sign)
    parts, start, at = [], 0, 0
    while at < len(cell):
        if cell[at] == "\\":
            at += 2
            continue
        if cell[at] == sign:
            parts.append(cell[start:at])
            start = at + 1
        at += 1
    parts.append(cell[start:])
    return parts


def unescaped(text: str) -> str:
    """The text without the backslashes that keep signs of the format apart."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda found: _CONTROLS.get(found[1], found[1]), text)


def _value(raw: str) -> str:
    return "" if raw == "*" else unescaped(raw)
