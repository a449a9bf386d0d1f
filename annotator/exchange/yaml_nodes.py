"""YAML as plain nodes with line numbers: every scalar a string, nothing shared, nothing typed.

PyYAML's own loaders turn ``no`` into False and ``1`` into a number, follow aliases and recurse;
a codebook wants none of it. Only the event parser is used.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml  # type: ignore[import-untyped]

from annotator.corpus.limits import DEEPEST_CODES
from annotator.corpus.messages import tr

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_DEPTH = DEEPEST_CODES
MAX_NODES = 1_000_000
"""Fields, names of fields, lists and sets: a code has some ten."""
_DEEPEST = 2 * MAX_DEPTH + 6
"""A code is a mapping inside a list; the values of its attributes lie deeper by two of both."""
_TOO_DEEP = tr("Codes are nested more than {max_depth} deep.", max_depth=MAX_DEPTH)


@dataclass(slots=True)
class Node:
    """A scalar (`text`), a list (`items`) or a mapping (`pairs`), with its line from 1."""

    line: int
    text: str | None = None
    items: list[Node] | None = None
    pairs: list[tuple[Node, Node]] | None = None

    @property
    def kind(self) -> str:
        """What it is, for messages."""
        if self.text is not None:
            return "a text"
        return "a list" if self.items is not None else "a set of fields"


class YamlSourceError(Exception):
    """The file is no YAML that is understood here; `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read; `key` waits for its value."""

    node: Node
    key: Node | None = field(default=None)


def parse_yaml(text: str) -> Node | None:
    """The one document of the file, or None where the file says nothing.

    Raises YamlSourceError at the first thing that is no YAML, an anchor, an alias, a tag, a second
    document or a nesting that no codebook has.
    """
    root: Node | None = None
    number = 0
    stack: list[_Open] = []
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            line = event.start_mark.line + 1
            if isinstance(event, yaml.CollectionEndEvent):
                stack.pop()
                continue
            if not isinstance(event, yaml.NodeEvent):
                continue
            if root is not None and not stack:
                raise YamlSourceError(
                    line,
                    tr("A second document begins here; a codebook is one."),
                )
            node = _node(event, line)
            number += 1
            if number > MAX_NODES:
                raise YamlSourceError(
                    line,
                    tr("There are more than {max_nodes:,} entries in it.", max_nodes=MAX_NODES),
                )
            _place(node, stack)
            root = root or node
            if node.text is None:
                if len(stack) >= _DEEPEST:
                    raise YamlSourceError(line, _TOO_DEEP)
                stack.append(_Open(node))
    except yaml.YAMLError as error:
        raise _problem(error, text) from None
    return root


def _node(event: yaml.NodeEvent, line: int) -> Node:
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        raise YamlSourceError(
            line,
            tr("Anchors (&) and aliases (*) are not used in codebooks; put the text in quotes."),
        )
    if isinstance(event, yaml.ScalarEvent):
        if event.tag is not None and event.tag != "!":
            raise YamlSourceError(
                line,
                tr("The tag {tag} is not used in codebooks.", tag=event.tag),
            )
        return Node(line, text=event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        return Node(line, items=[])
    return Node(line, pairs=[])


def _place(node: Node, stack: list[_Open]) -> None:
    if not stack:
        return
    top = stack[-1]
    if top.node.items is not None:
        top.node.items.append(node)
    elif top.key is None:
        top.key = node
    elif top.node.pairs is not None:
        top.node.pairs.append((top.key, node))
        top.key = None


def _problem(error: yaml.YAMLError, text: str) -> YamlSourceError:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        what = error.problem or error.context or "it is no YAML"
        line = mark.line + 1 if mark is not None else 1
        if "nesting depth" in what:  # libyaml has a bound of its own, which it meets reading ahead
            return YamlSourceError(line, _TOO_DEEP)
        return YamlSourceError(
            line,
            tr("The file cannot be read here: {what}.", what=what),
        )
    position = getattr(error, "position", None)
    line = text.count("\n", 0, position) + 1 if isinstance(position, int) else 1
    return YamlSourceError(
        line,
        tr("There is a character here that a codebook file cannot hold."),
    )
