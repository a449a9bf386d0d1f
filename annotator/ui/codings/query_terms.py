"""What the lists above the table of codings offer, as terms of a query.

A name is written where only one thing has it, else the path of a code, else a GUID.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.corpus.attribute_types import Types, order_of
from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Coder
from annotator.corpus.query import (
    Anything,
    CodeIs,
    CoderIs,
    Comparison,
    DocumentIs,
    DocumentValueIs,
    Query,
    ValueIs,
)
from annotator.operations.retrieval.written_names import code_paths, names_of
from annotator.ui.inspector.attribute_field import choices_of

MOST_VALUES = 40
"""Values of an attribute of documents up to which each is offered."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a list: its name, what it stands for (a GUID, or an attribute and a value), and
    the term of a query that says so."""

    name: str
    key: object
    term: Query


def of_documents(documents: Iterable[tuple[str, str]]) -> list[Choice]:
    """Documents (GUID, name)."""
    pairs = list(documents)
    written = names_of(pairs)
    return [Choice(name, guid, DocumentIs(written[guid])) for guid, name in pairs]


def of_codes(book: Codebook) -> list[Choice]:
    """The codes that one codes with, in the order of the tree."""
    paths = code_paths(book)
    codes = [code for _depth, code in book.walk() if code.codable]
    return [Choice(code.name, code.guid, CodeIs(paths[code.guid])) for code in codes]


def of_coders(coders: Iterable[Coder], labels: Mapping[str, str]) -> list[Choice]:
    """Coders, shown by their labels."""
    pairs = [(one.guid, one.name) for one in coders]
    written = names_of(pairs)
    return [Choice(labels[guid], guid, CoderIs(written[guid])) for guid, _name in pairs]


def of_attributes(book: Codebook) -> list[Choice]:
    """Every attribute of codings, and every value of the closed ones; the key is both, the value
    empty for any."""
    written = names_of([(one.guid, one.name) for one in book.attributes])
    found: list[Choice] = []
    for _depth, code in book.walk():
        for attribute in book.attributes_of(code.guid):
            name = f"{code.name}: {attribute.name}"
            known = written[attribute.guid]
            found.append(Choice(name, (attribute.guid, ""), ValueIs(known, Anything(), said=True)))
            for choice in choices_of(attribute):
                term = ValueIs(known, Comparison(choice.name), said=True)
                found.append(Choice(f"{name} = {choice.name}", (attribute.guid, choice.name), term))
    return found


def of_document_attributes(said_of: Mapping[str, Mapping[str, str]], types: Types) -> list[Choice]:
    """Every attribute of documents, and its values where they are few."""
    values: dict[str, set[str]] = {}
    for said in said_of.values():
        for name, value in said.items():
            values.setdefault(name, set()).add(value)
    found: list[Choice] = []
    for name in sorted(values, key=lambda one: (one.casefold(), one)):
        found.append(Choice(name, (name, ""), DocumentValueIs(name, Anything())))
        if len(values[name]) <= MOST_VALUES:
            found += [
                Choice(f"{name} = {value}", (name, value), DocumentValueIs(name, Comparison(value)))
                for value in order_of(values[name], types.get(name))
            ]
    return found
