"""The codebook: a tree of codes with their definitions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

CodePath = tuple[str, ...]
"""The names from a root of the tree down to a code. Names may hold any character."""


@dataclass(frozen=True, slots=True)
class Code:
    """A category of the coding scheme.

    The texts follow the entry that MacQueen et al. (1998) ask of a codebook: definition, when to
    use, when not to use, examples. `parent` is a GUID, `position` orders siblings, `color` is
    ``#rrggbb``, `key` the one character that codes with it (or empty). A code that is not
    `codable` is a folder.
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
    codable: bool = True


@dataclass(frozen=True)
class Codebook:
    """The codes of a project as a tree, in the order in which they are shown.

    A code whose parent is missing or in a cycle is treated as a root, so that no code is ever
    out of sight. `name` may be empty.
    """

    codes: tuple[Code, ...] = ()
    name: str = ""

    @cached_property
    def by_guid(self) -> dict[str, Code]:
        return {code.guid: code for code in self.codes}

    @cached_property
    def _parents(self) -> dict[str, str | None]:
        return {code.guid: self._sound_parent(code) for code in self.codes}

    def _sound_parent(self, code: Code) -> str | None:
        seen = {code.guid}
        ancestor = code.parent
        while ancestor in self.by_guid:
            if ancestor in seen:
                return None
            seen.add(ancestor)
            ancestor = self.by_guid[ancestor].parent
        return code.parent if code.parent in self.by_guid else None

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
        stack = [(0, code) for code in reversed(self.children(root))]
        while stack:
            depth, code = stack.pop()
            yield depth, code
            stack.extend((depth + 1, child) for child in reversed(self.children(code.guid)))

    def path(self, guid: str) -> CodePath:
        """The names from the root down to the code. KeyError where it is not in the codebook."""
        names: list[str] = []
        current: str | None = guid
        while current is not None:
            names.append(self.by_guid[current].name)
            current = self._parents[current]
        return tuple(reversed(names))

    def find(self, path: CodePath) -> list[Code]:
        """The codes at `path`: none, one, or several where siblings share a name."""
        return self._by_path.get(path, [])

    @cached_property
    def _by_path(self) -> dict[CodePath, list[Code]]:
        found: dict[CodePath, list[Code]] = {}
        for _depth, code in self.walk():
            found.setdefault(self.path(code.guid), []).append(code)
        return found
