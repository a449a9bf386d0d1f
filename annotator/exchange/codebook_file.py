"""The readable codebook file: YAML that people write by hand and keep under version control.

Every value is a text, so that codes called ``no`` or ``1`` stay what they are. Reading collects
all problems with their lines before it gives up.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from annotator.corpus.codebook import Attribute, Code, Codebook, Unit
from annotator.corpus.limits import LARGEST_CODEBOOK_FILE, codes_fault
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.codebook_attributes import read_attributes
from annotator.exchange.codebook_dump import dump_codebook
from annotator.exchange.codebook_fields import FieldReader, Fields
from annotator.exchange.codebook_relations import read_relations
from annotator.exchange.codebook_sets import read_sets
from annotator.exchange.palette import color_at, normal_color
from annotator.exchange.yaml_nodes import MAX_DEPTH, Node, YamlSourceError, parse_yaml

VERSION = "1"
MAX_BYTES = LARGEST_CODEBOOK_FILE
TOP_FIELDS = ("annotator-codebook", "name", "codes", "relations", "sets")
_TEXT_FIELDS = {
    "definition": "definition",
    "use when": "when_to_use",
    "do not use when": "when_not_to_use",
}
CODE_FIELDS = (
    *("name", "id", "key", "color", *_TEXT_FIELDS, "examples", "counter-examples", "codable"),
    *("unit", "may nest in itself", "may overlap", "cues", "attributes", "codes"),
)


class CodebookProblems(UserError):  # noqa: N818  (it is a list of them)
    """What is wrong with a codebook file: `problems` holds (line, message), lines from 1."""

    def __init__(self, name: str, problems: Iterable[tuple[int, str]]) -> None:
        self.problems: list[tuple[int, str]] = sorted(problems)
        lines = [f"line {line}: {message}" for line, message in self.problems]
        super().__init__(tr("The codebook “{name}” cannot be used. ", name=name) + "\n".join(lines))


def read_codebook_file(data: bytes, name: str, when: datetime) -> Codebook:
    """The codebook in the file. `name` is for messages, `when` becomes the times of all parts.

    What has no ``id`` gets a GUID from the file's content and its place in it, so that the same
    file gives the same codes on every machine. Raises CodebookProblems.
    """
    if len(data) > MAX_BYTES:
        raise CodebookProblems(
            name,
            [
                (
                    1,
                    tr("The file is larger than {max_bytes} MB.", max_bytes=MAX_BYTES // 10**6),
                )
            ],
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CodebookProblems(name, [(line, tr("The file is not UTF-8 here."))]) from None
    return _read(text, hashlib.sha256(data).hexdigest(), name, when)


def read_codebook_text(text: str, name: str, when: datetime) -> Codebook:
    """The codebook in the text of a file, as `read_codebook_file` reads it from the file.

    Raises CodebookProblems.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise CodebookProblems(name, [(line, tr("Half a character stands here."))]) from None
    return read_codebook_file(data, name, when)


def _read(text: str, digest: str, name: str, when: datetime) -> Codebook:
    try:
        root = parse_yaml(text)
    except YamlSourceError as problem:
        raise CodebookProblems(name, [(problem.line, problem.message)]) from None
    reading = _Reading(FieldReader(digest), when)
    codebook = reading.codebook(root)
    if reading.reader.problems:
        raise CodebookProblems(name, reading.reader.problems)
    return codebook


@dataclass
class _Reading:
    """One reading of a file: the codes so far; what is wrong with it is the reader's."""

    reader: FieldReader
    when: datetime
    codes: list[Code] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)

    def codebook(self, root: Node | None) -> Codebook:
        """The codebook of a file."""
        reader = self.reader
        if root is None or root.pairs is None:
            reader.say(root or Node(1), tr("A codebook begins with “annotator-codebook: 1”."))
            return Codebook()
        fields = reader.fields(root, TOP_FIELDS, "a codebook")
        version = fields.get("annotator-codebook")
        if version is None:
            reader.say(root, tr("The line “annotator-codebook: 1” is missing."))
        elif version.text != VERSION:
            reader.say(
                version,
                tr("This version of the codebook format is not known; it should be 1."),
            )
        self._codes(fields, None, ())
        name = reader.text(fields, "name")
        codes, attributes = tuple(self.codes), tuple(self.attributes)
        types = read_relations(reader, fields, Codebook(codes), self.when)
        sets = read_sets(reader, fields, Codebook(codes))
        return Codebook(codes, name, attributes, tuple(types), sets)

    def _codes(self, fields: Fields, parent: str | None, place: tuple[str, ...]) -> None:
        items = self.reader.items(fields, "codes", "codes")
        if items and (fault := codes_fault(len(self.codes) + len(items))) is not None:
            self.reader.say(items[0], fault)
            return
        for position, item in enumerate(items):
            self._code(item, parent, position, (*place, str(position)))

    def _code(self, node: Node, parent: str | None, position: int, place: tuple[str, ...]) -> None:
        reader = self.reader
        if node.pairs is None:
            reader.say(
                node,
                tr("A code is a set of fields that begins with “name:”."),
            )
            return
        if len(place) > MAX_DEPTH:
            reader.say(
                node,
                tr("Codes are nested more than {max_depth} deep.", max_depth=MAX_DEPTH),
            )
            return
        fields = reader.fields(node, CODE_FIELDS, "a code")
        name = reader.name(fields, node, "code")
        guid = reader.guid(fields, *place, name)
        # Taken before the children so that parents come first and colours follow the file.
        self.codes.append(
            Code(
                guid=guid,
                name=name,
                color=self._color(fields.get("color")),
                created=self.when,
                modified=self.when,
                parent=parent,
                position=position,
                key=reader.key(fields, self.keys, "code"),
                examples=_texts(reader.texts(fields, "examples")),
                counter_examples=_texts(reader.texts(fields, "counter-examples")),
                codable=reader.yes_no(fields, "codable", default=True),
                unit=reader.one_of(fields, "unit", Unit.FREE),
                may_nest=reader.yes_no(fields, "may nest in itself", default=True),
                may_overlap=reader.yes_no(fields, "may overlap", default=True),
                cues=self._cues(fields),
                **{role: reader.text(fields, label) for label, role in _TEXT_FIELDS.items()},
            )
        )
        self.attributes += read_attributes(reader, fields, guid, place, self.when)
        self._codes(fields, guid, place)

    def _color(self, node: Node | None) -> str:
        if node is None:
            return color_at(len(self.codes))
        color = normal_color((node.text or "").strip())
        if color is None:
            said = tr(
                '“color” should be a name, such as orange, or like "#56b4e9", in quotes because of'
            )
            self.reader.say(node, f"{said} the #.")
        return color or color_at(0)

    def _cues(self, fields: Fields) -> tuple[str, ...]:
        cues = self.reader.texts(fields, "cues")
        for node in cues:
            fault = cue_fault(node.text or "")
            if fault is not None:
                self.reader.say(node, fault)
        return _texts(cues)


def _texts(nodes: list[Node]) -> tuple[str, ...]:
    return tuple(node.text or "" for node in nodes)


def cue_fault(cue: str) -> str | None:
    """Why a text can't be a cue, a sentence, or None. ``/…/`` is a regular expression."""
    if not cue.strip():
        return tr("The cue says nothing.")
    if len(cue) < 2 or not (cue.startswith("/") and cue.endswith("/")):
        return None
    if len(cue) == 2:
        return tr("The regular expression between the slashes is empty.")
    import regex  # noqa: PLC0415  (what runs them; few codebooks have any)

    try:
        with warnings.catch_warnings(action="ignore"):
            regex.compile(cue[1:-1])
    except (regex.error, ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        return tr("The regular expression is not understood: {error}.", error=error)
    return None


def write_codebook_file(codebook: Codebook) -> bytes:
    """The codebook as a file that `read_codebook_file` gives back exactly but for the times.

    UTF-8, LF, block style; texts of several lines stand as literal blocks. Where two have one
    key, only the first keeps it. Raises UserError where codes are nested deeper than such a file
    may be.
    """
    if any(depth >= MAX_DEPTH for depth, _code in codebook.walk()):
        raise UserError(
            tr(
                "Codes are nested more than {max_depth} deep; no file can hold that.",
                max_depth=MAX_DEPTH,
            )
        )
    data = dump_codebook(codebook)
    if len(data) > MAX_BYTES:
        raise UserError(
            tr(
                "As a codebook file, this codebook has {count:,.1f} MB, and no program "
                "could read it again ({max_bytes} MB are possible). Export it as .qdc.",
                count=len(data) / 1000000.0,
                max_bytes=MAX_BYTES // 10**6,
            )
        )
    return data
