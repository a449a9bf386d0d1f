"""The names by which formats tell the attributes of one code apart."""

from __future__ import annotations

from annotator.corpus.codebook import Codebook


def attribute_names(codebook: Codebook, code: str) -> dict[str, str]:
    """The names of a code's attributes by GUID, in order; a name that is taken gets a number."""
    names: dict[str, str] = {}
    for attribute in codebook.attributes_of(code):
        names[attribute.guid] = free_name(attribute.name, set(names.values()))
    return names


def free_name(name: str, taken: set[str]) -> str:
    """The name, with the first number that makes it one that is not taken."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name} ({number})"
    return found
