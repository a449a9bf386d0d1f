"""Frozen values of `corpus/` as JSON and back: objects by the names of fields, times as ISO 8601.

What comes from a file is held to the declared types of the fields, all the way down.
"""

from __future__ import annotations

import dataclasses
import enum
import types
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")

_PLAIN = frozenset({str, int, float, bool, types.NoneType})


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass; none of another type."""
    if not dataclasses.is_dataclass(kind):
        return ()
    return tuple(one.name for one in dataclasses.fields(kind))


def to_json(value: Any) -> Any:
    """A value of dataclasses, tuples, mappings and plain values as what `json` writes."""
    if type(value) in _PLAIN:
        return value
    kind: type = type(value)
    if names := _field_names(kind):
        return {name: to_json(getattr(value, name)) for name in names}
    if isinstance(value, enum.Enum | datetime):
        return value.value if isinstance(value, enum.Enum) else value.astimezone(UTC).isoformat()
    if isinstance(value, Mapping):
        return {str(key): to_json(one) for key, one in value.items()}
    if isinstance(value, tuple | list | frozenset | set):
        found = [to_json(one) for one in value]
        return sorted(found) if isinstance(value, frozenset | set) else found
    return value


def from_json(kind: type[T], value: object) -> T:
    """The value that `to_json` wrote. ValueError where it is none of this kind."""
    return cast("T", _read(kind, value, kind.__name__))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: object, place: str) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _one_of(inner, value, place)
    if origin is tuple:
        return _tuple(inner, value, place)
    if origin in (Collection, Sequence):
        return _tuple((inner[0], Ellipsis), value, place)
    if origin is not None and issubclass(origin, Mapping):
        found = _expected(dict, value, place)
        return {str(key): _read(inner[1], one, place) for key, one in found.items()}
    return _plain(kind, value, place)


def _plain(kind: type, value: object, place: str) -> Any:
    """A value of a type without parts."""
    if dataclasses.is_dataclass(kind):
        return _object(kind, value, place)
    if kind is datetime:
        return _time(value, place)
    if issubclass(kind, enum.Enum):
        return kind(value)
    if kind is int and isinstance(value, bool):
        raise ValueError(f"{place}: {value!r} is no number")
    return _expected(kind, value, place)


def _object(kind: type, value: object, place: str) -> Any:
    found, hints = _expected(dict, value, place), _hints(kind)
    unknown = found.keys() - hints.keys()
    if unknown:
        raise ValueError(f"{place} has no field {sorted(unknown)[0]!r}")
    return kind(**{n: _read(hints[n], one, f"{place}.{n}") for n, one in found.items()})


def _one_of(kinds: tuple[Any, ...], value: object, place: str) -> Any:
    if value is None and types.NoneType in kinds:
        return None
    for kind in kinds:
        if kind is not types.NoneType:
            try:
                return _read(kind, value, place)
            except (ValueError, TypeError):
                continue
    raise ValueError(f"{place}: {value!r} is of no kind that is possible there")


def _tuple(inner: tuple[Any, ...], value: object, place: str) -> tuple[Any, ...]:
    found = _expected(list, value, place)
    if inner[-1] is Ellipsis:
        return tuple(_read(inner[0], one, place) for one in found)
    if len(found) != len(inner):
        raise ValueError(f"{place} has {len(found)} parts, not {len(inner)}")
    return tuple(_read(kind, one, place) for kind, one in zip(inner, found, strict=True))


def _time(value: object, place: str) -> datetime:
    found = datetime.fromisoformat(_expected(str, value, place))
    if found.tzinfo is None:
        raise ValueError(f"{place}: {value!r} says no time zone")
    return found


def _expected(kind: type[T], value: object, place: str) -> T:
    if not isinstance(value, kind):
        raise ValueError(f"{place}: {str(value)[:60]!r} is no {kind.__name__}")
    return value
