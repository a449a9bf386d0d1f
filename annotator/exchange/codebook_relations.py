"""The types of relations in a codebook file, and how they name the codes that they join."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from annotator.corpus.codebook import Codebook, RelationType
from annotator.corpus.messages import tr
from annotator.exchange.codebook_fields import FieldReader, Fields, normal_id

RELATION_FIELDS = ("name", "id", "key", "definition", "from", "to")
PATH_SEPARATOR = " > "


def read_relations(
    reader: FieldReader, fields: Fields, codebook: Codebook, when: datetime
) -> list[RelationType]:
    """The types of relations of a file with these codes; problems are the reader's."""
    found: list[RelationType] = []
    items = reader.items(fields, "relations", "relations")
    if not items:
        return found
    names = CodeNames(codebook)
    keys: dict[str, int] = {}
    for position, node in enumerate(items):
        if node.pairs is None:
            reader.say(
                node,
                tr("A relation is a set of fields that begins with “name:”."),
            )
            continue
        own = reader.fields(node, RELATION_FIELDS, "a relation")
        name = reader.name(own, node, "relation")
        found.append(
            RelationType(
                guid=reader.guid(own, "relation", str(position), name),
                name=name,
                created=when,
                modified=when,
                position=position,
                key=reader.key(own, keys, "relation"),
                definition=reader.text(own, "definition"),
                sources=joined_codes(reader, own, "from", names),
                targets=joined_codes(reader, own, "to", names),
            )
        )
    return found


def joined_codes(
    reader: FieldReader, fields: Fields, name: str, names: CodeNames
) -> tuple[str, ...]:
    """The codes (GUIDs) that a field names, each once; problems are the reader's."""
    guids: list[str] = []
    for node in reader.texts(fields, name):
        found = names.find(node.text or "")
        if not found:
            reader.say(
                node, f"There is no code “{node.text}”; a code is named by its path, as in “a > b”."
            )
        elif len(found) > 1:
            reader.say(
                node,
                tr(
                    "{count} codes are named “{text}”; give the id of one.",
                    count=len(found),
                    text=node.text,
                ),
            )
        elif found[0] in guids:
            reader.say(
                node,
                tr("“{text}” stands here a second time.", text=node.text),
            )
        else:
            guids.append(found[0])
    return tuple(guids)


class CodeNames:
    """Codes as a file refers to them: by the names from the root down, or by id."""

    def __init__(self, codebook: Codebook) -> None:
        self._known = codebook.by_guid
        self._by_name: dict[str, list[str]] = {}
        self._name_of: dict[str, str] = {}
        for _depth, code in codebook.walk():
            name = PATH_SEPARATOR.join(codebook.path(code.guid))
            self._by_name.setdefault(name, []).append(code.guid)
            self._name_of[code.guid] = name

    def find(self, text: str) -> list[str]:
        """The codes (GUIDs) that a reference may mean."""
        guid = normal_id(text)
        if guid in self._known and guid is not None:
            return [guid]
        return self._by_name.get(text) or self._by_name.get(text.strip(), [])

    def names(self, guids: Sequence[str]) -> list[str]:
        """References that `find` takes for these codes; codes that are not there have none."""
        return [
            name if self.find(name) == [guid] else guid
            for guid in dict.fromkeys(guids)
            if (name := self._name_of.get(guid)) is not None
        ]
