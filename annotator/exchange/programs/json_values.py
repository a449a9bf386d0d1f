"""JSON of other programs: parsed within bounds, and asked for values of a kind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from annotator.corpus.messages import tr
from annotator.errors import UserError

LARGEST: Final = 300_000_000
"""Bytes of a JSON file, which must be in memory as a whole."""


def parse_json(data: bytes, name: str) -> Any:
    """The value of a JSON file. UserError where it is none."""
    try:
        return json.loads(_without_halves(data.decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise UserError(tr("“{name}” is not UTF-8, as JSON is.", name=name)) from None
    except json.JSONDecodeError as error:
        raise _no_json(name, error.lineno, error.msg) from None
    except RecursionError:
        raise UserError(tr("“{name}” is nested too deep to be read.", name=name)) from None
    except ValueError:  # a number of thousands of digits
        raise UserError(tr("“{name}” has a number that is too large.", name=name)) from None


_HALF: Final = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.",
    re.DOTALL,
)


def _without_halves(text: str) -> str:
    r"""Half of a surrogate pair (``\ud83d``) is JSON, and no Unicode text."""
    if "\\ud" not in text and "\\uD" not in text:
        return text
    return _HALF.sub(lambda found: r"\ufffd" if found[1] else found[0], text)


def _no_json(name: str, line: int, message: str) -> UserError:
    return UserError(
        tr(
            "“{name}”, line {line:,}: this is no JSON ({message}).",
            name=name,
            line=line,
            message=message,
        )
    )


def parse_lines(data: bytes, name: str) -> Iterator[Any]:
    """The values of JSON lines. UserError where a line is none."""
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            try:
                yield json.loads(_without_halves(line.decode("utf-8", "replace")))
            except json.JSONDecodeError as error:
                raise _no_json(name, number, error.msg) from None
            except (ValueError, RecursionError) as error:
                raise _no_json(name, number, str(error)[:80]) from None


def parse_any(data: bytes, name: str) -> list[dict[str, Any]]:
    """The objects of a list, or of JSON lines, or the one object that the file is. UserError where
    it is neither."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    first, _, rest = start.partition(b"\n")
    if start.startswith(b"{") and rest.lstrip().startswith(b"{"):
        try:
            json.loads(first)
        except (ValueError, RecursionError):
            pass
        else:
            return objects_of(list(parse_lines(data, name)))
    value = parse_json(data, name)
    return [value] if isinstance(value, dict) else objects_of(value)


def objects_of(value: object) -> list[dict[str, Any]]:
    """The objects of a list; none of anything else."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def object_in(one: dict[str, Any], key: str) -> dict[str, Any]:
    """An object of an object, empty where there is none."""
    value = one.get(key)
    return value if isinstance(value, dict) else {}


def text_in(one: dict[str, Any], key: str) -> str:
    """A text, number or truth as text, empty for anything else."""
    value = one.get(key)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, str | int | float) else ""


def whole_in(one: dict[str, Any], key: str) -> int | None:
    """A whole number, None for anything else."""
    value = one.get(key)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
