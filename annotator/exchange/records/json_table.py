"""JSON and JSON lines as tables: an object a row, nested keys joined with dots (``user.name``).

JSON lines are read a line at a time. A file that is one JSON value must be in memory as a whole:
a list of objects, or an object in which there is one (``{"data": [...]}``), also behind the
assignment that archives of Twitter/X begin with.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from annotator.corpus.messages import gettext_noop, tr
from annotator.errors import UserError
from annotator.exchange.plain_text import read_text
from annotator.exchange.records.table import (
    LARGEST_TABLE,
    LARGEST_WHOLE,
    LONGEST_CELL,
    MOST_COLUMNS,
    Row,
    Table,
    TableOptions,
    Value,
    refuse_long,
)
from annotator.input_files import opened, read_bytes, size_of

_AS_LINES: Final = gettext_noop("Save it as JSON lines (an object a line), and add that file.")
_SPLIT: Final = gettext_noop("Split it into several files.")
_ASSIGNMENT: Final = re.compile(r"\s*(?:window\.)?[\w.$]+\s*=\s*(?=[\[{])")
_DEEPEST: Final = 20
"""Levels of objects within objects that become columns; what lies deeper stays JSON."""
_HEAD: Final = 1 << 16

Objects = Callable[[], Iterable[tuple[int, dict[str, Any]]]]
"""Reads the objects of a file, each with its number."""


def read_json(path: Path, name: str, options: TableOptions) -> Table:
    """The table of a JSON file. UserError where it can't be read or holds no objects."""
    lines = _is_lines(path)
    if not lines and size_of(path) > LARGEST_WHOLE:
        raise UserError(
            tr(
                "“{name}” is one JSON value of more than {size:,} MB. {as_lines}",
                name=name,
                size=LARGEST_WHOLE // 10**6,
                as_lines=tr(_AS_LINES),
            )
        )
    if lines:
        return _table(name, lambda: _line_objects(path, name), "line")
    found = _objects(path, name, options)
    return _table(name, lambda: iter(enumerate(found, 1)), "row")


def _table(name: str, objects: Objects, place: str) -> Table:
    columns: dict[str, None] = {}
    count = 0
    for _number, one in objects():
        count += 1
        columns.update(dict.fromkeys(_flat(one)))
        if len(columns) > MOST_COLUMNS:
            raise UserError(
                tr(
                    "“{name}” has more than {most_columns:,} different keys: it is no table"
                    " of rows.",
                    name=name,
                    most_columns=MOST_COLUMNS,
                )
            )
    if not count or not columns:
        raise UserError(
            tr(
                "“{name}” holds no rows: a list of objects is wanted, or an object a line.",
                name=name,
            )
        )
    names = tuple(columns)

    def read() -> Iterator[Row]:
        for number, one in objects():
            values = _flat(one)
            cells = [values.get(column, "") for column in names]
            for cell in cells:
                if isinstance(cell, str):
                    refuse_long(cell, name, place, number)
            if any(cell != "" for cell in cells):
                yield Row(number, cells)

    facts = ((tr("written as"), tr("JSON lines") if place == "line" else "JSON"),)
    return Table(name, names, read, place, facts=facts)


def _flat(value: dict[str, Any]) -> dict[str, Value]:
    """An object as cells by column."""
    found: dict[str, Value] = {}
    _flatten(value, "", found, 0)
    return found


def _flatten(value: dict[str, Any], before: str, found: dict[str, Value], depth: int) -> None:
    for key, one in value.items():
        name = before + (" ".join(_unicode(key).split()) or "–")
        if isinstance(one, dict) and one and depth < _DEEPEST:
            _flatten(one, f"{name}.", found, depth + 1)
        else:
            found[name] = _cell(one)


def _cell(value: Any) -> Value:
    if value is None or value in ([], {}):
        return ""
    if isinstance(value, str):
        return _unicode(value)
    if isinstance(value, bool | int | float):
        return value
    simple = isinstance(value, list) and all(isinstance(one, str | int | float) for one in value)
    if simple:
        return ", ".join(_unicode(str(one)) for one in value)
    return _unicode(json.dumps(value, ensure_ascii=False))


def _unicode(text: str) -> str:
    r"""Half of a surrogate pair (``\ud83d``) is JSON, and no Unicode text."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


def _is_lines(path: Path) -> bool:
    """Whether the file is JSON lines: its first line with something in it is an object, and
    another follows."""
    with opened(path, LARGEST_TABLE, tr(_SPLIT)) as file:
        head = file.read(_HEAD).lstrip(b"\xef\xbb\xbf \t\r\n")
    first, _, rest = head.partition(b"\n")
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        return True
    if not first.startswith(b"{") or not rest.lstrip().startswith(b"{"):
        return False
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return True


def _line_objects(path: Path, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    with (
        opened(path, LARGEST_TABLE, tr(_SPLIT)) as file,
        io.TextIOWrapper(file, encoding="utf-8-sig", errors="strict") as lines,
    ):
        number = 0
        while True:
            number += 1
            try:
                line = lines.readline(4 * LONGEST_CELL)
            except UnicodeDecodeError:
                raise UserError(
                    tr(
                        "“{name}”, line {number:,}: the line is not UTF-8, as JSON is.",
                        name=name,
                        number=number,
                    )
                ) from None
            if not line:
                return
            if len(line) >= 4 * LONGEST_CELL:
                raise UserError(
                    tr(
                        "“{name}”, line {number:,}: the line is longer than {longest:,} "
                        "characters. Leave out what is no text.",
                        name=name,
                        number=number,
                        longest=4 * LONGEST_CELL,
                    )
                )
            if line.strip():
                yield number, _object(_parsed(line, name, f"line {number:,}"), name, number)


def _object(value: Any, name: str, number: int) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UserError(
            tr(
                '“{name}”, line {number:,}: an object is wanted, such as {{"text": …}}.',
                name=name,
                number=number,
            )
        )
    return value


def _objects(path: Path, name: str, options: TableOptions) -> Sequence[dict[str, Any]]:
    data = read_bytes(path, LARGEST_WHOLE, tr(_AS_LINES))
    text = read_text(data, name, options.encoding or None).text
    match = _ASSIGNMENT.match(text)
    value = _parsed(text[match.end() :].rstrip().rstrip(";") if match else text, name, "")
    found = value if isinstance(value, list) else _only_list(value, name)
    if not all(isinstance(one, dict) for one in found):
        raise UserError(
            tr(
                "“{name}” is a list in which not all are objects: it is no table of rows.",
                name=name,
            )
        )
    return found


def _only_list(value: Any, name: str) -> list[Any]:
    """The one list of objects in an object, or the object itself as the only row."""
    lists = [one for one in value.values() if _is_table(one)] if isinstance(value, dict) else []
    if len(lists) > 1:
        keys = ", ".join(f"“{key}”" for key, one in value.items() if _is_table(one))
        raise UserError(
            tr(
                "“{name}” holds several lists ({keys}). Save the one that is meant.",
                name=name,
                keys=keys,
            )
        )
    if not lists and not isinstance(value, dict):
        raise UserError(
            tr(
                "“{name}” holds no rows: a list of objects is wanted, or an object a line.",
                name=name,
            )
        )
    return lists[0] if lists else [value]


def _is_table(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _parsed(text: str, name: str, where: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = where or f"line {error.lineno:,}"
        raise UserError(
            tr("“{name}”, {place}: this is no JSON ({msg}).", name=name, place=place, msg=error.msg)
        ) from None
    except RecursionError:
        raise UserError(tr("“{name}” is nested too deep to be a table.", name=name)) from None
    except ValueError:  # a number of thousands of digits
        raise UserError(tr("“{name}” has a number that no table can hold.", name=name)) from None
