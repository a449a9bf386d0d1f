"""What the values of attributes of documents can be, as the project declares it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from annotator.corpus.attribute_types import AttributeType, Types, ValueType
from annotator.corpus.changes import ATTRIBUTE_TYPE, Changes
from annotator.corpus.messages import plural, tr
from annotator.corpus.step_labels import step_label
from annotator.errors import UserError
from annotator.storage import queries
from annotator.storage.attribute_type_rows import attribute_types, type_guid, type_row
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile, Readable

MOST_CHOICES: Final = 200
"""Different values of a column of a table that may be a choice."""
_NAMED: Final = 3
"""Values that do not fit which a refusal names."""


def declared(project: Readable) -> dict[str, AttributeType]:
    """The types by the names of the attributes. Attributes without one are texts."""
    with project.reading() as connection:
        return {one.name: one for one in attribute_types(connection)}


def declare(project: ProjectFile, by: str, wanted: AttributeType) -> Changes:
    """Say what the values of an attribute are; a text without choices is what all are without it.

    UserError where the values that are there do not fit, or a choice is without choices; nothing is
    changed then.
    """
    with project.transaction(step_label("Set the type of {name}", name=wanted.name), by) as step:
        _check(step.record, wanted)
        record(step.record, [wanted])
    return step.changes


def record(recorder: Recorder, wanted: Collection[AttributeType]) -> None:
    """The same within a step, where the values are known to fit."""
    recorder.put(ATTRIBUTE_TYPE, [type_row(one) for one in wanted if not one.is_plain])
    plain = [type_guid(one.name) for one in wanted if one.is_plain]
    recorder.delete(ATTRIBUTE_TYPE, plain)


def declare_found(recorder: Recorder, wanted: Mapping[str, ValueType]) -> None:
    """Within a step, declare the types that columns of a table were found to have, where all values
    of the project fit and no other type is declared. A choice has the values that there are, and
    those that a later wave of the table brings."""
    known = {one.name: one for one in attribute_types(recorder.connection)}
    found = []
    for name, kind in wanted.items():
        one = known.get(name, AttributeType(name, kind))
        values = queries.values_of_attribute(recorder.connection, name)
        if one.type is ValueType.CHOICE is kind:
            one = one.with_choices(values)
        fits = len(values) <= MOST_CHOICES or kind is not ValueType.CHOICE
        if one.type is kind and fits and not any(map(one.fault, values)):
            found.append(one)
    record(recorder, [one for one in found if known.get(one.name) != one])


def _check(recorder: Recorder, wanted: AttributeType) -> None:
    if wanted.type is ValueType.CHOICE and not wanted.choices:
        raise UserError(tr("A choice needs values to choose from, a line each."))
    values = queries.values_of_attribute(recorder.connection, wanted.name)
    wrong = [value for value in values if wanted.fault(value) is not None]
    if wrong:
        named = ", ".join(f"“{value}”" for value in wrong[:_NAMED])
        more = "" if len(wrong) <= _NAMED else " …"
        raise UserError(
            plural(
                "A value of “{name}” doesn’t fit: {named}. Change it, or choose another type.",
                "{n:,} values of “{name}” don’t fit: {named}. Change them, or choose another type.",
                len(wrong),
                name=wanted.name,
                named=named + more,
            )
        )


def refuse_unfit(types: Types, values: Mapping[str, Collection[str]]) -> None:
    """UserError for the first of the values (by the names of attributes) that fits no type."""
    for name, given in values.items():
        one = types.get(name)
        for value in given if one is not None else ():
            fault = one.fault(value) if one is not None else None
            if fault is not None:
                raise UserError(tr("{name}: {reason}", name=name, reason=fault))
