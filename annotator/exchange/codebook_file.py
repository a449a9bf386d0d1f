"""The readable codebook file: YAML that people write by hand and keep under version control.

Every value is a text, so that codes called ``no`` or ``1`` stay what they are. Reading collects
all problems with their lines before it gives up.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.identity import guid_from
from annotator.errors import UserError
from annotator.exchange.codebook_dump import dump_codebook
from annotator.exchange.palette import color_at, normal_color
from annotator.exchange.yaml_nodes import MAX_DEPTH, Node, YamlSourceError, parse_yaml

VERSION = "1"
MAX_BYTES = 8_000_000
_TOP_FIELDS = ("annotator-codebook", "name", "codes")
_TEXT_FIELDS = {
    "definition": "definition",
    "use when": "when_to_use",
    "do not use when": "when_not_to_use",
}
CODE_FIELDS = ("name", "id", "key", "color", *_TEXT_FIELDS, "examples", "codable", "codes")
_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_YES_NO = {"true": True, "yes": True, "false": False, "no": False}


class CodebookProblems(UserError):  # noqa: N818  (it is a list of them)
    """What is wrong with a codebook file: `problems` holds (line, message), lines from 1."""

    def __init__(self, name: str, problems: Iterable[tuple[int, str]]) -> None:
        self.problems: list[tuple[int, str]] = sorted(problems)
        lines = [f"line {line}: {message}" for line, message in self.problems]
        super().__init__(f"The codebook “{name}” cannot be used. " + "\n".join(lines))


def read_codebook_file(data: bytes, name: str, when: datetime) -> Codebook:
    """The codebook in the file. `name` is for messages, `when` becomes the codes' times.

    A code without an ``id`` gets a GUID from the file's content and its place in it, so that
    the same file gives the same codes on every machine. Raises CodebookProblems.
    """
    if len(data) > MAX_BYTES:
        raise CodebookProblems(name, [(1, f"The file is larger than {MAX_BYTES // 10**6} MB.")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CodebookProblems(name, [(line, "The file is not UTF-8 here.")]) from None
    try:
        root = parse_yaml(text)
    except YamlSourceError as problem:
        raise CodebookProblems(name, [(problem.line, problem.message)]) from None
    reading = _Reading(hashlib.sha256(data).hexdigest(), when)
    codebook = reading.codebook(root)
    if reading.problems:
        raise CodebookProblems(name, reading.problems)
    return codebook


@dataclass
class _Reading:
    """One reading of a file: the codes so far and everything that is wrong with it."""

    digest: str
    when: datetime
    problems: list[tuple[int, str]] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    guids: dict[str, int] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)

    def codebook(self, root: Node | None) -> Codebook:
        """The codebook of a file; what is wrong with it is in `problems`."""
        if root is None or root.pairs is None:
            self._say(root or Node(1), "A codebook begins with “annotator-codebook: 1”.")
            return Codebook()
        fields = self._fields(root, _TOP_FIELDS, "a codebook")
        version = fields.get("annotator-codebook")
        if version is None:
            self._say(root, "The line “annotator-codebook: 1” is missing.")
        elif version.text != VERSION:
            self._say(version, "This version of the codebook format is not known; it should be 1.")
        self._codes(fields.get("codes"), None, ())
        return Codebook(tuple(self.codes), self._text(fields, "name"))

    def _codes(self, node: Node | None, parent: str | None, place: tuple[str, ...]) -> None:
        if node is None or node.text == "":
            return
        if node.items is None:
            self._say(
                node, f"“codes” should be a list of codes, each with a dash, not {node.kind}."
            )
            return
        for position, item in enumerate(node.items):
            self._code(item, parent, position, (*place, str(position)))

    def _code(self, node: Node, parent: str | None, position: int, place: tuple[str, ...]) -> None:
        if node.pairs is None:
            self._say(node, "A code is a set of fields that begins with “name:”.")
            return
        fields = self._fields(node, CODE_FIELDS, "a code")
        name = self._text(fields, "name")
        if not name.strip():
            self._say(fields.get("name", node), "The code has no name.")
        guid = self._guid(fields.get("id"), (*place, name))
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
                key=self._key(fields.get("key")),
                examples=self._examples(fields.get("examples")),
                codable=self._codable(fields.get("codable")),
                **{role: self._text(fields, label) for label, role in _TEXT_FIELDS.items()},
            )
        )
        self._codes(fields.get("codes"), guid, place)

    def _fields(self, node: Node, known: tuple[str, ...], what: str) -> dict[str, Node]:
        fields: dict[str, Node] = {}
        for key, value in node.pairs or ():
            if key.text not in known:
                shown = f"“{key.text}”" if key.text is not None else key.kind
                names = ", ".join(f"“{name}”" for name in known)
                self._say(key, f"{shown} is not a field of {what}; the fields are {names}.")
            elif key.text in fields:
                first = fields[key.text].line
                self._say(key, f"“{key.text}” stands here a second time (first at line {first}).")
            else:
                fields[key.text] = value
        return fields

    def _text(self, fields: dict[str, Node], name: str) -> str:
        node = fields.get(name)
        if node is None:
            return ""
        if node.text is None:
            self._say(node, f"“{name}” should be a text, not {node.kind}.")
            return ""
        return node.text

    def _guid(self, node: Node | None, place: tuple[str, ...]) -> str:
        if node is None:
            return guid_from("codebook file", self.digest, *place)
        guid = (node.text or "").strip().strip("{}").lower()
        if not _GUID.fullmatch(guid):
            self._say(node, "“id” should be a GUID, 32 hexadecimal digits as 8-4-4-4-12.")
        elif guid in self.guids:
            self._say(node, f"The id is that of the code at line {self.guids[guid]}.")
        self.guids.setdefault(guid, node.line)
        return guid

    def _color(self, node: Node | None) -> str:
        if node is None:
            return color_at(len(self.codes))
        color = normal_color((node.text or "").strip())
        if color is None:
            self._say(node, '“color” should be like "#56b4e9", in quotes because of the #.')
        return color or color_at(0)

    def _key(self, node: Node | None) -> str:
        if node is None or node.text == "":
            return ""
        if node.text is None or len(node.text) != 1 or not node.text.isprintable():
            self._say(node, "“key” should be one character.")
            return ""
        if node.text in self.keys:
            first = self.keys[node.text]
            self._say(node, f"The key “{node.text}” already codes with the code at line {first}.")
        self.keys.setdefault(node.text, node.line)
        return node.text

    def _examples(self, node: Node | None) -> tuple[str, ...]:
        if node is None or node.text == "":
            return ()
        if node.items is None:
            self._say(node, "“examples” should be a list, each example with a dash.")
            return ()
        for item in node.items:
            if item.text is None:
                self._say(item, f"An example should be a text, not {item.kind}.")
        return tuple(item.text for item in node.items if item.text is not None)

    def _codable(self, node: Node | None) -> bool:
        if node is None:
            return True
        answer = _YES_NO.get((node.text or "").strip().lower())
        if answer is None:
            self._say(node, "“codable” should be true or false.")
        return answer is not False

    def _say(self, node: Node, message: str) -> None:
        self.problems.append((node.line, message))


def write_codebook_file(codebook: Codebook) -> bytes:
    """The codebook as a file that `read_codebook_file` gives back exactly but for the times.

    UTF-8, LF, block style; texts of several lines stand as literal blocks. Raises UserError
    where codes are nested deeper than such a file may be.
    """
    if any(depth >= MAX_DEPTH for depth, _code in codebook.walk()):
        raise UserError(f"Codes are nested more than {MAX_DEPTH} deep; no file can hold that.")
    return dump_codebook(codebook)
