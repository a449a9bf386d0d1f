"""The sets of codes in a codebook file: a name, and the codes by their paths."""

from __future__ import annotations

from annotator.corpus.codebook import Codebook, CodeSet
from annotator.corpus.messages import tr
from annotator.exchange.codebook_fields import FieldReader, Fields
from annotator.exchange.codebook_relations import CodeNames, joined_codes

SET_FIELDS = ("name", "id", "codes")


def read_sets(reader: FieldReader, fields: Fields, codebook: Codebook) -> tuple[CodeSet, ...]:
    """The sets of a file with these codes; problems are the reader's."""
    found: list[CodeSet] = []
    items = reader.items(fields, "sets", "sets")
    names = CodeNames(codebook) if items else None
    for position, node in enumerate(items):
        if node.pairs is None or names is None:
            reader.say(node, tr("A set is a set of fields that begins with “name:”."))
            continue
        own = reader.fields(node, SET_FIELDS, "a set")
        name = reader.name(own, node, "set")
        guid = reader.guid(own, "set", str(position), name)
        codes = joined_codes(reader, own, "codes", names)
        found.append(CodeSet(guid, name, in_order(codebook, codes)))
    return tuple(found)


def in_order(codebook: Codebook, codes: tuple[str, ...]) -> tuple[str, ...]:
    """These codes (GUIDs) in the order of the codebook, those that it has not left out."""
    wanted = set(codes)
    return tuple(code.guid for _depth, code in codebook.walk() if code.guid in wanted)
