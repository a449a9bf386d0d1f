"""The codebook: a tree of codes with their definitions, attributes, and types of relations."""

from __future__ import annotations

import enum
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from annotator.corpus.messages import gettext_noop, tr

CodePath = tuple[str, ...]
"""The names from a root of the tree down to a code. Names may hold any character."""


class Unit(enum.StrEnum):
    """What a passage with a code should be."""

    FREE = "free"
    CLAUSE = "clause"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Code:
    """A category of the coding scheme.

    The texts follow the entry that MacQueen et al. (1998) ask of a codebook: definition, when to
    use, when not to use, examples. `parent` is a GUID, `position` orders siblings, `color` is
    ``#rrggbb``, `key` the one character that codes with it (or empty). A code that is not
    `codable` is a folder. `may_nest` and `may_overlap` say whether its passages may lie in one
    another, and share words with those of other codes. `cues` are words that often betray the
    code; one between slashes is a regular expression.
    """

    guid: str
    name: str
    color: str
    created: datetime
    modified: datetime
    parent: str | None = None
    position: int = 0
    key: str = ""
    definition: str = ""
    when_to_use: str = ""
    when_not_to_use: str = ""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    codable: bool = True
    unit: Unit = Unit.FREE
    may_nest: bool = True
    may_overlap: bool = True
    cues: tuple[str, ...] = ()


class AttributeKind(enum.StrEnum):
    """What can be said in an attribute of a coding."""

    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes/no"
    ENTITY = "entity"


ENTITY_VALUES = ("the writer", "unstated")
"""What an attribute of the kind entity offers besides the names used before."""

YES_NO_VALUES = ("yes", "no")


class Level(enum.StrEnum):
    """The level of measurement of an attribute's values (Stevens 1946), where it is stated."""

    UNSTATED = ""
    NOMINAL = gettext_noop("nominal")
    ORDINAL = gettext_noop("ordinal")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a closed attribute, with the one-character key that sets it (or empty)."""

    name: str
    key: str = ""
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something to say about each coding with a code (`code`, a GUID).

    `choices` are the values of the kinds choice and choices. `default` is the value of a coding
    that says nothing; a `required` attribute without it is to complete. `position` orders the
    attributes of a code; of an ordinal one, `choices` go from the least to the most.
    """

    guid: str
    code: str
    name: str
    kind: AttributeKind
    created: datetime
    modified: datetime
    position: int = 0
    definition: str = ""
    choices: tuple[Choice, ...] = ()
    required: bool = False
    default: str = ""
    level: Level = Level.UNSTATED

    def fault(self, value: Value) -> str | None:
        """Why a value can't be one of this attribute, or None."""
        names = {choice.name for choice in self.choices}
        match self.kind:
            case AttributeKind.CHOICE if value not in names:
                return tr("“{value}” is not one of its values", value=value)
            case AttributeKind.CHOICES:
                if isinstance(value, str) or not set(value) <= names:
                    return tr("{value} is not a list of its values", value=value)
            case AttributeKind.YES_NO if value not in YES_NO_VALUES:
                return tr("“{value}” is neither yes nor no", value=value)
            case AttributeKind.NUMBER if not _is_number(value):
                return tr("“{value}” is no number", value=value)
        if self.kind is not AttributeKind.CHOICES and not isinstance(value, str):
            return tr("{value} is a list", value=value)
        return None


Value = str | tuple[str, ...]
"""The value of an attribute: a tuple of names for the kind choices, else a text."""


def _is_number(value: Value) -> bool:
    try:
        return isinstance(value, str) and math.isfinite(float(value))
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class RelationType:
    """A directed relation between two codings, such as “supports”.

    `sources` and `targets` are the GUIDs of the codes that it may join; empty for any.
    """

    guid: str
    name: str
    created: datetime
    modified: datetime
    position: int = 0
    key: str = ""
    definition: str = ""
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()

    def joins(self, source: str, target: str) -> bool:
        """Whether it may join codings with these codes (GUIDs)."""
        return (not self.sources or source in self.sources) and (
            not self.targets or target in self.targets
        )


@dataclass(frozen=True, slots=True)
class CodeSet:
    """Codes (GUIDs, in the order of the codebook) that belong together under a name, wherever they
    stand in the tree. A code may be in any number of sets."""

    guid: str
    name: str
    codes: tuple[str, ...]

    @property
    def members(self) -> tuple[str, ...]:
        """What is in the set (GUIDs)."""
        return self.codes


@dataclass(frozen=True)
class Codebook:
    """The codes of a project as a tree, in the order in which they are shown.

    A code whose parent is missing or in a cycle is treated as a root, so that no code is ever
    out of sight. `name` may be empty.
    """

    codes: tuple[Code, ...] = ()
    name: str = ""
    attributes: tuple[Attribute, ...] = ()
    relation_types: tuple[RelationType, ...] = ()
    sets: tuple[CodeSet, ...] = ()
    """Where they were read with it: a version of the codebook and what is compared have none."""
    revision: int = field(default=0, compare=False)
    """Of a codebook that ships with the program, which revision of its texts it has; else 0."""

    @cached_property
    def by_guid(self) -> dict[str, Code]:
        """The codes by their GUIDs."""
        return {code.guid: code for code in self.codes}

    @cached_property
    def _parents(self) -> dict[str, str | None]:
        """By code its parent. One whose ancestors come back to it is a root."""
        by_guid = self.by_guid
        parents: dict[str, str | None] = {
            code.guid: code.parent if code.parent in by_guid else None for code in self.codes
        }
        ends: set[str] = set()  # codes whose ancestors end at a root
        for start in parents:
            chain: dict[str, None] = {}
            node: str | None = start
            while node is not None and node not in ends and node not in chain:
                chain[node] = None
                node = parents[node]
            if node in chain:
                for guid in list(chain)[list(chain).index(node) :]:
                    parents[guid] = None
            ends.update(chain)
        return parents

    @cached_property
    def _children(self) -> dict[str | None, list[Code]]:
        children: dict[str | None, list[Code]] = {}
        for code in self.codes:
            children.setdefault(self._parents[code.guid], []).append(code)
        for siblings in children.values():
            siblings.sort(key=lambda code: (code.position, code.name, code.guid))
        return children

    def children(self, guid: str | None) -> list[Code]:
        """The codes right below `guid`, or the roots for None."""
        return self._children.get(guid, [])

    def walk(self, root: str | None = None) -> Iterator[tuple[int, Code]]:
        """Every code below `root` with its depth, parents before children."""
        return iter(self._walked if root is None else self._walk(root))

    @cached_property
    def _walked(self) -> tuple[tuple[int, Code], ...]:
        return tuple(self._walk(None))

    def _walk(self, root: str | None) -> Iterator[tuple[int, Code]]:
        stack = [(0, code) for code in reversed(self.children(root))]
        while stack:
            depth, code = stack.pop()
            yield depth, code
            stack.extend((depth + 1, child) for child in reversed(self.children(code.guid)))

    @cached_property
    def _attributes(self) -> dict[str, list[Attribute]]:
        found: dict[str, list[Attribute]] = {}
        for attribute in sorted(self.attributes, key=lambda a: (a.position, a.name, a.guid)):
            found.setdefault(attribute.code, []).append(attribute)
        return found

    def attributes_of(self, code: str) -> list[Attribute]:
        """The attributes of a code (a GUID), in order."""
        return self._attributes.get(code, [])

    def values_in_words(self, code: str, values: Mapping[str, str | Sequence[str]]) -> str:
        """What a coding of the code (a GUID) says in its attributes (by GUID), on one line."""
        said = []
        for attribute in self.attributes_of(code):
            value = values.get(attribute.guid)
            if value:
                shown = value if isinstance(value, str) else ", ".join(value)
                said.append(f"{attribute.name}: {shown}")
        return " · ".join(said)

    def relations_from(self, code: str) -> list[RelationType]:
        """The types of relations that a coding with this code can begin."""
        return [kind for kind in self.relation_types if not kind.sources or code in kind.sources]

    def path(self, guid: str) -> CodePath:
        """The names from the root down to the code. KeyError where it is not in the codebook."""
        names: list[str] = []
        current: str | None = guid
        while current is not None:
            names.append(self.by_guid[current].name)
            current = self._parents[current]
        return tuple(reversed(names))

    @cached_property
    def depth(self) -> int:
        """How many levels the tree has."""
        return max((depth + 1 for depth, _code in self.walk()), default=0)

    def find(self, path: CodePath) -> list[Code]:
        """The codes at `path`: none, one, or several where siblings share a name."""
        return self._by_path.get(path, [])

    @cached_property
    def _by_path(self) -> dict[CodePath, list[Code]]:
        found: dict[CodePath, list[Code]] = {}
        for _depth, code in self.walk():
            found.setdefault(self.path(code.guid), []).append(code)
        return found


@dataclass(frozen=True, slots=True)
class CodebookVersion:
    """A version of the codebook: its `number` from 1, when and by whom (a GUID), and what the
    step was called. `at` is the clock reading from which it holds."""

    number: int
    at: int
    made: datetime
    coder: str
    label: str
