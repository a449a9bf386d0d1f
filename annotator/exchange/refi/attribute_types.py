"""Types of attributes of documents as types of variables, and back.

The format knows texts, booleans, integers, decimal numbers, days and days with a time, which other
programs check and sort by. A choice is none of these; what it can be, and what an attribute means,
stands in the description of its variable:

Kind: choice
Definition: Where it was printed.
Value: Post
Value: Times

The format has a “T” between a day and its time; that it was a space is told as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Final

from annotator.corpus.attribute_types import AttributeType, ValueType
from annotator.exchange.refi.lines import from_line, to_line

TRUTH: Final = ("true", "false")
"""The values of a variable that is true or false, which is a choice here."""

_KIND, _DEFINITION, _VALUE = "Kind: ", "Definition: ", "Value: "
_SPACED = "Times: after a space"
_TYPES: Final = {
    "Boolean": ValueType.CHOICE,
    "Integer": ValueType.NUMBER,
    "Float": ValueType.NUMBER,
    "Date": ValueType.DATE,
    "DateTime": ValueType.DATE,
}
_TRUE: Final = {"1": "true", "0": "false"}
_BOOLEAN: Final = re.compile("true|false")
_PLAIN_INTEGER: Final = re.compile("0|-?[1-9][0-9]{0,17}")
_INTEGER: Final = re.compile("[+-]?[0-9]+")
_DECIMAL: Final = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)")
_DATE: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?"
    r"(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])?"
)

Fits = Callable[[str], object]
"""Whether the format can hold a value in a type."""


def kind_of(values: Iterable[str], declared: AttributeType | None) -> str:
    """The type of the variable of an attribute, such that it holds all the values as they are:
    numbers and dates stay such for the programs that tell them apart."""
    known = list(values)
    for kind, fits in _KINDS[None if declared is None else declared.type].items():
        if all(map(fits, known)) and (kind != "Boolean" or _is_truth(declared)):
            return "DateTime" if kind == _SPACED else kind
    return "Text"


def _is_truth(declared: AttributeType | None) -> bool:
    return declared is None or set(declared.choices) == set(TRUTH)


def _is_date(value: str) -> bool:
    return _DATE.fullmatch(value) is not None and _is_read(date.fromisoformat, value)


def _is_time(value: str) -> bool:
    plain = value.removesuffix("Z")
    return _TIME.fullmatch(value) is not None and _is_read(datetime.fromisoformat, plain)


def _is_spaced(value: str) -> bool:
    return "T" not in value and _is_time(value.replace(" ", "T", 1))


def _is_read(read: Callable[[str], object], value: str) -> bool:
    try:
        read(value)
    except ValueError:
        return False
    return True


_KINDS: Final[Mapping[ValueType | None, Mapping[str, Fits]]] = {
    None: {
        "Boolean": _BOOLEAN.fullmatch,
        "Integer": _PLAIN_INTEGER.fullmatch,
        "Date": _is_date,
        "DateTime": _is_time,
    },
    ValueType.TEXT: {},
    ValueType.NUMBER: {"Integer": _INTEGER.fullmatch, "Float": _DECIMAL.fullmatch},
    ValueType.DATE: {"Date": _is_date, "DateTime": _is_time, _SPACED: _is_spaced},
    ValueType.CHOICE: {"Boolean": _BOOLEAN.fullmatch},
}
"""By what is declared the types of the format, the narrowest first. Where nothing is declared, a
number with zeros before it is a name rather than a number."""


def are_spaced(values: Iterable[str], kind: str) -> bool:
    """Whether all of the times have a space before them."""
    known = list(values)
    return kind == "DateTime" and bool(known) and all(map(_is_spaced, known))


def description_of(declared: AttributeType, *, spaced: bool = False) -> str:
    """What the description of a variable says of a type."""
    lines = [_KIND + declared.type.value, *([_SPACED] if spaced else [])]
    if declared.definition:
        lines.append(_DEFINITION + to_line(declared.definition))
    lines += [_VALUE + to_line(one) for one in declared.choices]
    return "\n".join(lines)


def described_type(name: str, description: str) -> AttributeType | None:
    """The type that a description tells (`description_of`); None for another text."""
    first, *lines = description.strip("\n").split("\n")
    known = first.removeprefix(_KIND)
    if known == first or known not in set(ValueType):
        return None
    definition, choices = "", list[str]()
    for line in lines:
        if line.startswith(_VALUE):
            choices.append(from_line(line[len(_VALUE) :]))
        elif line.startswith(_DEFINITION):
            definition = from_line(line[len(_DEFINITION) :])
        elif line != _SPACED:
            return None
    return AttributeType(name, ValueType(known), tuple(dict.fromkeys(choices)), definition)


def type_of(name: str, kind: str, description: str) -> AttributeType:
    """The type of an attribute whose variable says this, in a file of another program."""
    told = described_type(name, description)
    if told is not None:
        return told
    choices = TRUTH if kind == "Boolean" else ()
    return AttributeType(name, _TYPES.get(kind, ValueType.TEXT), choices, description.strip())


def value_out(value: str, kind: str) -> str:
    """A value as the format writes it in a type."""
    return value.replace(" ", "T", 1) if kind == "DateTime" else value


def value_in(words: str, kind: str, description: str) -> str:
    """The value that the format writes so, of a variable with this type and description."""
    if kind == "DateTime" and _SPACED in description.split("\n"):
        return words.replace("T", " ", 1)
    known = words.strip().lower() if kind == "Boolean" else ""
    known = _TRUE.get(known, known)
    return known if known in TRUTH else words
