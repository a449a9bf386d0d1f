"""A mapping as a readable file: YAML, with the line of every mistake.

annotator-table: 1
table: Survey 2026
text: answer                 # or a list of columns, each with a heading
name: [first name, place]
key: id
attributes:
  age: number
  interviewed: date
leave_out:
  status: [test, withdrawn]
as: documents                # or one
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import yaml  # type: ignore[import-untyped]

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.codebook_fields import FieldReader, Fields
from annotator.exchange.records.column_types import ColumnType
from annotator.exchange.records.mapping import Becomes, LeftOut, Mapping, TextColumn
from annotator.exchange.records.table import TableOptions
from annotator.exchange.yaml_nodes import Node, YamlSourceError, parse_yaml

LARGEST: Final = 1_000_000
"""Bytes of a mapping."""
VERSION: Final = "1"
FIELDS: Final = (
    *("annotator-table", "table", "text", "name", "key", "attributes", "leave_out"),
    *("leave_out_empty", "as", "sheet", "header", "encoding", "delimiter"),
)


class MappingProblems(UserError):  # noqa: N818  (it is a list of them)
    """What is wrong with a mapping: `problems` holds (line, message), lines from 1."""

    def __init__(self, name: str, problems: Iterable[tuple[int, str]]) -> None:
        self.problems = sorted(problems)
        lines = [f"line {line}: {message}" for line, message in self.problems]
        super().__init__(tr("The mapping “{name}” cannot be used. ", name=name) + "\n".join(lines))


def read_mapping(data: bytes, name: str) -> Mapping:
    """The mapping in a file. Raises MappingProblems."""
    try:
        text = data.decode("utf-8-sig")
        root = parse_yaml(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise MappingProblems(name, [(line, tr("The file is not UTF-8 here."))]) from None
    except YamlSourceError as problem:
        message = problem.message.replace("codebooks", "mappings").replace("codebook", "mapping")
        raise MappingProblems(name, [(problem.line, message)]) from None
    reading = _Reading()
    mapping = reading.mapping(root)
    if reading.reader.problems:
        raise MappingProblems(name, reading.reader.problems)
    return mapping


class _Reading:
    def __init__(self) -> None:
        self.reader = FieldReader("")
        self.lines: dict[str, int] = {}

    def mapping(self, root: Node | None) -> Mapping:
        reader = self.reader
        if root is None or root.pairs is None:
            reader.say(root or Node(1), tr("A mapping begins with “annotator-table: 1”."))
            return Mapping(())
        fields = reader.fields(root, FIELDS, "a mapping")
        version = fields.get("annotator-table")
        if version is not None and version.text != VERSION:
            reader.say(
                version,
                tr("This version of the mapping is not known; it should be 1."),
            )
        text = self._text_columns(fields)
        if "text" not in fields:
            reader.say(
                root,
                tr("“text”, the column that has the text, is missing."),
            )
        elif not text and not reader.problems:
            reader.say(fields["text"], tr("“text” names no column."))
        options = TableOptions(
            *(reader.text(fields, n) for n in ("sheet", "encoding", "delimiter", "header"))
        )
        return Mapping(
            text,
            reader.text(fields, "table").strip(),
            tuple(self._columns(fields, "name")),
            next(iter(self._columns(fields, "key", most=1)), ""),
            tuple(self._attributes(fields)),
            tuple(self._left_out(fields)),
            reader.yes_no(fields, "leave_out_empty", True),
            reader.one_of(fields, "as", Becomes.DOCUMENTS),
            options,
            tuple(self.lines.items()),
        )

    def _column(self, node: Node, name: str) -> str:
        """A column that is named."""
        if node.text is None or not node.text.strip():
            self.reader.say(
                node,
                tr("“{name}” should name a column, not {kind}.", name=name, kind=node.kind),
            )
            return ""
        column = " ".join(node.text.split())
        self.lines.setdefault(column, node.line)
        return column

    def _columns(self, fields: Fields, name: str, most: int = 0) -> list[str]:
        node = fields.get(name)
        if node is None or node.text == "":
            return []
        nodes = [node] if node.items is None else node.items
        if most and len(nodes) > most:
            self.reader.say(
                node,
                tr("“{name}” is one column, not {count}.", name=name, count=len(nodes)),
            )
        return [column for one in nodes if (column := self._column(one, name))]

    def _text_columns(self, fields: Fields) -> tuple[TextColumn, ...]:
        node = fields.get("text")
        if node is None:
            return ()
        if node.items is None and node.pairs is None:
            return (TextColumn(column),) if (column := self._column(node, "text")) else ()
        if node.pairs is not None:  # column: heading
            return tuple(self._with_heading(key, value) for key, value in node.pairs)
        found = []
        for item in node.items or ():
            if item.pairs is None:
                if column := self._column(item, "text"):
                    found.append(TextColumn(column))
                continue
            own = self.reader.fields(item, ("column", "heading"), "a column of the text")
            if "column" not in own:
                self.reader.say(item, tr("The “column” is missing."))
            elif column := self._column(own["column"], "column"):
                found.append(TextColumn(column, self.reader.text(own, "heading").strip()))
        return tuple(found)

    def _with_heading(self, key: Node, value: Node) -> TextColumn:
        if value.text is None:
            self.reader.say(
                value,
                tr("A heading should be a text, not {kind}.", kind=value.kind),
            )
        return TextColumn(self._column(key, "text"), (value.text or "").strip())

    def _attributes(self, fields: Fields) -> list[tuple[str, ColumnType]]:
        node = fields.get("attributes")
        if node is None or node.text == "":
            return []
        if node.items is not None:
            columns = self._columns(fields, "attributes")
            return [(column, ColumnType.TEXT) for column in columns]
        if node.pairs is None:
            self.reader.say(
                node,
                tr("“attributes” should be a list of columns, or column: type."),
            )
            return []
        words = ", ".join(ColumnType)
        found = []
        for key, value in node.pairs:
            column = self._column(key, "attributes")
            if value.text not in (*ColumnType, ""):
                self.reader.say(
                    value,
                    tr(
                        "The type of “{column}” should be one of {words}.",
                        column=column,
                        words=words,
                    ),
                )
                continue
            found.append((column, ColumnType(value.text or ColumnType.TEXT)))
        return found

    def _left_out(self, fields: Fields) -> list[LeftOut]:
        node = fields.get("leave_out")
        if node is None or node.text == "":
            return []
        if node.pairs is None:
            self.reader.say(node, "“leave_out” should be column: value, or column: [values].")
            return []
        found = []
        for key, value in node.pairs:
            column = self._column(key, "leave_out")
            values = [value] if value.items is None else value.items
            for one in values:
                if one.text is None:
                    self.reader.say(
                        one,
                        tr("A value should be a text, not {kind}.", kind=one.kind),
                    )
            found.append(LeftOut(column, tuple((one.text or "").strip() for one in values)))
        return found


def dump_mapping(mapping: Mapping) -> str:
    """The mapping as a file that is read as the same."""
    said: dict[str, object] = {"annotator-table": 1}
    for name in ("sheet", "header", "encoding", "delimiter"):
        said[name] = getattr(mapping.options, name)
    said["table"] = mapping.table
    headed = any(one.heading for one in mapping.text)
    if headed:
        said["text"] = [
            {"column": one.column} | ({"heading": one.heading} if one.heading else {})
            for one in mapping.text
        ]
    else:
        said["text"] = _one_or_more([one.column for one in mapping.text])
    said["name"] = _one_or_more(mapping.name)
    said["key"] = mapping.key
    said["attributes"] = {column: str(kind) for column, kind in mapping.attributes}
    said["leave_out"] = {one.column: _one_or_more(one.values) for one in mapping.leave_out}
    if not mapping.leave_out_empty:
        said["leave_out_empty"] = "false"
    if mapping.becomes is not Becomes.DOCUMENTS:
        said["as"] = str(mapping.becomes)
    kept = {name: value for name, value in said.items() if value not in ("", [], {}, ())}
    return str(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=100))


def _one_or_more(values: Iterable[str]) -> object:
    listed = list(values)
    return listed[0] if len(listed) == 1 else listed
