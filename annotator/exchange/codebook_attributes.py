"""The attributes of a code in a codebook file."""

from __future__ import annotations

from datetime import datetime

from annotator.corpus.codebook import YES_NO_VALUES, Attribute, AttributeKind, Choice, Level
from annotator.corpus.messages import tr
from annotator.exchange.codebook_fields import FieldReader, Fields
from annotator.exchange.yaml_nodes import Node

ATTRIBUTE_FIELDS = (
    *("name", "id", "kind", "level", "definition", "required", "default", "values"),
)
VALUE_FIELDS = ("name", "key", "definition")
CLOSED = (AttributeKind.CHOICE, AttributeKind.CHOICES)
_TRUTH = {"true": "yes", "false": "no"}


def read_attributes(
    reader: FieldReader, fields: Fields, code: str, place: tuple[str, ...], when: datetime
) -> list[Attribute]:
    """The attributes of the code (a GUID) at `place` of the file; problems are the reader's."""
    found: list[Attribute] = []
    names: dict[str, int] = {}
    for position, node in enumerate(reader.items(fields, "attributes", "attributes")):
        if node.pairs is None:
            reader.say(
                node,
                tr("An attribute is a set of fields that begins with “name:”."),
            )
            continue
        own = reader.fields(node, ATTRIBUTE_FIELDS, "an attribute")
        name = reader.name(own, node, "attribute")
        if name in names:
            line = names[name]
            reader.say(
                own["name"],
                tr(
                    "The code has the attribute “{name}” at line {line} already.",
                    name=name,
                    line=line,
                ),
            )
        elif name.strip():
            names[name] = own["name"].line
        kind = _kind(reader, own, node)
        attribute = Attribute(
            guid=reader.guid(own, *place, "attribute", str(position), name),
            code=code,
            name=name,
            kind=kind,
            created=when,
            modified=when,
            position=position,
            definition=reader.text(own, "definition"),
            choices=_choices(reader, own, kind, node),
            required=reader.yes_no(own, "required", default=False),
            default=_default(reader, own, kind),
            level=_level(reader, own, kind),
        )
        _check_default(reader, own, attribute)
        found.append(attribute)
    return found


def _kind(reader: FieldReader, fields: Fields, node: Node) -> AttributeKind:
    if "kind" in fields:
        return reader.one_of(fields, "kind", AttributeKind.TEXT)
    kinds = ", ".join(kind.value for kind in AttributeKind)
    reader.say(
        node,
        tr("The attribute has no “kind”; it is one of {kinds}.", kinds=kinds),
    )
    return AttributeKind.TEXT


def _level(reader: FieldReader, fields: Fields, kind: AttributeKind) -> Level:
    """The level of measurement that is stated; only single values stand in an order."""
    stated = reader.one_of(fields, "level", Level.UNSTATED)
    if stated is Level.ORDINAL and kind is not AttributeKind.CHOICE:
        reader.say(
            fields["level"],
            tr("Only an attribute of the kind choice can be ordinal: its values stand in order."),
        )
        return Level.UNSTATED
    return stated


def _choices(
    reader: FieldReader, fields: Fields, kind: AttributeKind, node: Node
) -> tuple[Choice, ...]:
    items = reader.items(fields, "values", "values")
    # A kind that was not understood is one problem; its values are not another.
    understood = "kind" in fields and (fields["kind"].text or "").strip() == kind.value
    if kind in CLOSED and not items:
        reader.say(
            fields.get("values", node),
            tr("An attribute of the kind {kind} needs “values”.", kind=kind),
        )
    elif kind not in CLOSED and items and understood:
        reader.say(
            fields["values"],
            tr("An attribute of the kind {kind} has no “values”.", kind=kind),
        )
    names: dict[str, int] = {}
    keys: dict[str, int] = {}
    choices = []
    for item in items:
        choice = _choice(reader, item, keys)
        if not choice.name.strip():
            continue
        if choice.name in names:
            reader.say(
                item,
                tr(
                    "The value “{choice}” stands at line {names}.",
                    choice=choice.name,
                    names=names[choice.name],
                ),
            )
        names.setdefault(choice.name, item.line)
        choices.append(choice)
    return tuple(choices)


def _choice(reader: FieldReader, node: Node, keys: dict[str, int]) -> Choice:
    if node.text is not None:
        if not node.text.strip():
            reader.say(node, tr("The value has no name."))
        return Choice(node.text)
    if node.pairs is None:
        reader.say(
            node,
            tr("A value is a text, or a set of fields that begins with “name:”."),
        )
        return Choice("")
    fields = reader.fields(node, VALUE_FIELDS, "a value")
    return Choice(
        reader.name(fields, node, "value"),
        reader.key(fields, keys, "value"),
        reader.text(fields, "definition"),
    )


def _default(reader: FieldReader, fields: Fields, kind: AttributeKind) -> str:
    default = reader.text(fields, "default")
    return _TRUTH.get(default, default) if kind is AttributeKind.YES_NO else default


def _check_default(reader: FieldReader, fields: Fields, attribute: Attribute) -> None:
    fault = default_fault(attribute)
    if fault is not None and (attribute.choices or attribute.kind not in CLOSED):
        reader.say(
            fields["default"],
            tr("The default can't be that: {fault}.", fault=fault),
        )


def default_fault(attribute: Attribute) -> str | None:
    """Why the default of an attribute can't be its default, or None."""
    if not attribute.default:
        return None
    if attribute.kind is AttributeKind.YES_NO and attribute.default not in YES_NO_VALUES:
        return tr("“{default}” is neither yes nor no", default=attribute.default)
    # The default of several choices is one of them.
    several = attribute.kind is AttributeKind.CHOICES
    return attribute.fault((attribute.default,) if several else attribute.default)
