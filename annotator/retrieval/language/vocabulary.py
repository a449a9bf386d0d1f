"""The names that a query can refer to, as the parser and the completion know them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotator.corpus.codebook import Codebook
from annotator.corpus.folding import search_key
from annotator.corpus.structure import KINDS

STRUCTURE_KINDS = tuple(sorted((*KINDS, "note")))
"""What ``in:`` takes."""


@dataclass(frozen=True)
class Vocabulary:
    """The names of a project. `values` and `document_values` are those in use, by attribute;
    `guids` are identities, which are taken for names everywhere."""

    codebook: Codebook = field(default_factory=Codebook)
    coders: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    document_values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    speakers: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    guids: frozenset[str] = frozenset()

    @property
    def attributes(self) -> tuple[str, ...]:
        """The names of attributes of codings, each once."""
        return tuple(dict.fromkeys(one.name for one in self.codebook.attributes))

    @property
    def relation_types(self) -> tuple[str, ...]:
        """The names of the types of relations."""
        return tuple(one.name for one in self.codebook.relation_types)

    @property
    def code_names(self) -> tuple[str, ...]:
        """The names of codes, each once, in the order of the tree."""
        return tuple(dict.fromkeys(code.name for _depth, code in self.codebook.walk()))


def same_name(written: str, known: Iterable[str]) -> list[str]:
    """The known names that what is written means: the same one, else those that differ from it in
    capital letters and in what looks alike at most."""
    names = list(known)
    if written in names:
        return [written]
    key = search_key(written)
    return [name for name in names if search_key(name) == key]


def codes_named(codebook: Codebook, path: tuple[str, ...]) -> list[str]:
    """The codes (GUIDs) that a path means: the one at it, or those of its only name, or of its
    GUID."""
    if len(path) == 1 and path[0] in codebook.by_guid:
        return [path[0]]
    if len(path) > 1:
        return [code.guid for code in codebook.find(path)] or _alike(codebook, path)
    names = same_name(path[0], (code.name for code in codebook.codes))
    return [code.guid for _depth, code in codebook.walk() if code.name in names]


def _alike(codebook: Codebook, path: tuple[str, ...]) -> list[str]:
    wanted = tuple(map(search_key, path))
    return [
        code.guid
        for _depth, code in codebook.walk()
        if tuple(map(search_key, codebook.path(code.guid))) == wanted
    ]
