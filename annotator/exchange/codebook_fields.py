"""The fields of a codebook file: taken out of its nodes, each mistake noted with its line."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from annotator.corpus.identity import guid_from
from annotator.corpus.messages import tr
from annotator.exchange.yaml_nodes import Node

_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_YES_NO = {"true": True, "yes": True, "false": False, "no": False}
Kind = TypeVar("Kind", bound=enum.StrEnum)
Fields = Mapping[str, Node]


@dataclass
class FieldReader:
    """Takes fields out of nodes; `problems` holds (line, message), `digest` is the file's.

    What is wrong is noted and stands for nothing: every method returns something to go on with.
    """

    digest: str
    problems: list[tuple[int, str]] = field(default_factory=list)
    _guids: dict[str, int] = field(default_factory=dict)

    def say(self, node: Node, message: str) -> None:
        """Note a problem at the node's line."""
        self.problems.append((node.line, message))

    def fields(self, node: Node, known: tuple[str, ...], what: str) -> Fields:
        """The fields of a mapping by name; `what` has them, in words such as “a code”."""
        fields: dict[str, Node] = {}
        for key, value in node.pairs or ():
            if key.text not in known:
                shown = f"“{key.text}”" if key.text is not None else key.kind
                names = ", ".join(f"“{name}”" for name in known)
                self.say(
                    key,
                    tr(
                        "{shown} is not a field of {what}; the fields are {names}.",
                        shown=shown,
                        what=what,
                        names=names,
                    ),
                )
            elif key.text in fields:
                first = fields[key.text].line
                self.say(
                    key,
                    tr(
                        "“{text}” stands here a second time (first at line {first}).",
                        text=key.text,
                        first=first,
                    ),
                )
            else:
                fields[key.text] = value
        return fields

    def text(self, fields: Fields, name: str) -> str:
        """A text; empty where it is absent."""
        node = fields.get(name)
        if node is None:
            return ""
        if node.text is None:
            self.say(
                node,
                tr("“{name}” should be a text, not {kind}.", name=name, kind=node.kind),
            )
            return ""
        return node.text

    def name(self, fields: Fields, node: Node, what: str) -> str:
        """The field “name”, which must say something; `node` is what it names."""
        name = self.text(fields, "name")
        if not name.strip():
            self.say(
                fields.get("name", node),
                tr("The {what} has no name.", what=what),
            )
        return name

    def items(self, fields: Fields, name: str, what: str) -> list[Node]:
        """The entries of a list; none where it is absent or empty. `what` are they, in plural."""
        node = fields.get(name)
        if node is None or node.text == "":
            return []
        if node.items is None:
            self.say(
                node,
                tr(
                    "“{name}” should be a list of {what}, each with a dash, not {kind}.",
                    name=name,
                    what=what,
                    kind=node.kind,
                ),
            )
            return []
        return node.items

    def texts(self, fields: Fields, name: str) -> list[Node]:
        """The entries of a list of texts; those that are none are left out."""
        items = self.items(fields, name, "texts")
        for item in items:
            if item.text is None:
                self.say(
                    item,
                    tr(
                        "An entry of “{name}” should be a text, not {kind}.",
                        name=name,
                        kind=item.kind,
                    ),
                )
        return [item for item in items if item.text is not None]

    def yes_no(self, fields: Fields, name: str, default: bool) -> bool:
        """A field that is true or false."""
        node = fields.get(name)
        if node is None:
            return default
        answer = _YES_NO.get((node.text or "").strip().lower())
        if answer is None:
            self.say(
                node,
                tr("“{name}” should be true or false.", name=name),
            )
        return default if answer is None else answer

    def one_of(self, fields: Fields, name: str, default: Kind) -> Kind:
        """A word of a closed list; `default` where the field is absent."""
        node = fields.get(name)
        if node is None:
            return default
        for word in type(default):
            if word.value == (node.text or "").strip():
                return word
        words = ", ".join(word.value for word in type(default))
        self.say(
            node,
            tr("“{name}” should be one of {words}.", name=name, words=words),
        )
        return default

    def key(self, fields: Fields, taken: dict[str, int], whose: str) -> str:
        """A key of one character. `taken` are those of the other `whose`, with their lines."""
        node = fields.get("key")
        if node is None or node.text == "":
            return ""
        if node.text is None or not is_key(node.text):
            self.say(node, tr("“key” should be one character."))
            return ""
        if node.text in taken:
            self.say(
                node,
                tr(
                    "The key “{text}” is that of the {whose} at line {taken}.",
                    text=node.text,
                    whose=whose,
                    taken=taken[node.text],
                ),
            )
        taken.setdefault(node.text, node.line)
        return node.text

    def guid(self, fields: Fields, *place: str) -> str:
        """The field “id”; without one a GUID from the file's content and the `place` in it."""
        node = fields.get("id")
        if node is None:
            return guid_from("codebook file", self.digest, *place)
        guid = normal_id(node.text or "")
        if guid is None:
            self.say(
                node,
                tr("“id” should be a GUID, 32 hexadecimal digits as 8-4-4-4-12."),
            )
            return guid_from("codebook file", self.digest, *place)
        if guid in self._guids:
            self.say(
                node,
                tr("The id stands at line {guids} already.", guids=self._guids[guid]),
            )
        self._guids.setdefault(guid, node.line)
        return guid


def is_key(text: str) -> bool:
    """Whether the text can be a key: one character that can be typed."""
    return len(text) == 1 and text.isprintable()


def normal_id(text: str) -> str | None:
    """A GUID in lower case without braces; None where the text is none."""
    guid = text.strip().strip("{}").lower()
    return guid if _GUID.fullmatch(guid) else None
