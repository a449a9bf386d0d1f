"""What stands in a rule file, as a `Layout`; every mistake is told with its line."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from typing import Final

import regex

from annotator.corpus.messages import tr
from annotator.exchange.news.layout import (
    ATTRIBUTES,
    DATE,
    FIELDS,
    LABELS,
    Expression,
    Layout,
    Part,
    Step,
    label_key,
)
from annotator.exchange.yaml_nodes import Node, YamlSourceError, parse_yaml

_LONGEST: Final = 2_000
_KEYS: Final = (
    *(
        "title",
        "rests on",
        "tried on",
        "recognise",
        "wrapped",
        "article",
        "head",
        "or head",
        "labels",
    ),
    *("separator", "continued", "after", "boilerplate", "parts", "classes"),
)
_SEPARATOR: Final = r"\s*(?::\s*|$)"
_MOST_LINES: Final = 20


class RuleFileError(Exception):
    """What is wrong with a rule file: (line, sentence), lines from 1."""

    def __init__(self, problems: list[tuple[int, str]]) -> None:
        self.problems = sorted(problems)
        super().__init__(str(self.problems))


def read_rules(data: bytes, name: str, file: str = "") -> Layout:
    """The layout that the bytes of a rule file declare. RuleFileError where they do not."""
    try:
        root = parse_yaml(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RuleFileError([(line, tr("The file is not UTF-8 here."))]) from None
    except YamlSourceError as problem:
        raise RuleFileError([(problem.line, problem.message)]) from None
    reading = _Reading()
    layout = reading.layout(root, name, file)
    if reading.problems:
        raise RuleFileError(reading.problems)
    return layout


class _Reading:
    """Reads the nodes of one file and gathers what is wrong."""

    def __init__(self) -> None:
        self.problems: list[tuple[int, str]] = []

    def layout(self, root: Node | None, name: str, file: str) -> Layout:
        keys = self._keys(root, _KEYS) if root else {}
        if root is None or not root.pairs:
            self.problems.append((1, tr("There are no rules in the file.")))
        if root is not None:
            for key in ("title", "recognise", "head"):
                if key not in keys:
                    self._wrong(root, f"“{key}” is missing.")
        known = ("begins", "ends", "foot")
        article = self._keys(keys["article"], known) if "article" in keys else {}
        separator = self._text(keys.get("separator")) or _SEPARATOR
        labels = self._labels(keys.get("labels"))
        heads = [tuple(self._head(keys[key])) for key in ("head", "or head") if key in keys]
        after = frozenset(label_key(text) for text, _node in self._texts(keys.get("after")))
        for text, node in self._texts(keys.get("after")):
            if label_key(text) not in labels:
                self._wrong(
                    node,
                    tr("“{text}” is none of the labels.", text=text),
                )
        return Layout(
            name=name,
            title=self._text(keys.get("title")) or name,
            rests_on=self._text(keys.get("rests on")),
            tried=self._text(keys.get("tried on")),
            recognise=self._expressions(keys.get("recognise")),
            heads=tuple(heads),
            labels=labels,
            label_pattern=self._label_pattern(labels, separator, keys.get("separator")),
            begins=self._expression(article.get("begins")),
            ends=self._expression(article.get("ends")),
            foot=self._expression(article.get("foot")),
            wrapped=self._flag(keys.get("wrapped")),
            continued=self._flag(keys.get("continued")),
            after=after,
            boilerplate=self._expressions(keys.get("boilerplate")),
            parts=tuple(self._parts(keys.get("parts"))),
            classes=self._classes(keys.get("classes")),
            file=file,
        )

    def _wrong(self, node: Node, message: str) -> None:
        self.problems.append((node.line, message))

    def _keys(self, node: Node, known: tuple[str, ...]) -> dict[str, Node]:
        found: dict[str, Node] = {}
        if node.pairs is None:
            self._wrong(
                node,
                tr("This is {kind}; fields with a colon are wanted here.", kind=node.kind),
            )
            return found
        for key, value in node.pairs:
            name = key.text or ""
            if name not in known:
                self._wrong(
                    key,
                    tr(
                        "“{name}” is not known here; possible: {names}.",
                        name=name,
                        names=", ".join(known),
                    ),
                )
            elif name in found:
                self._wrong(
                    key,
                    tr("“{name}” stands here a second time.", name=name),
                )
            found[name] = value
        return found

    def _text(self, node: Node | None) -> str:
        if node is None:
            return ""
        if node.text is None:
            self._wrong(
                node,
                tr("This is {kind}; a text is wanted here.", kind=node.kind),
            )
            return ""
        return " ".join(node.text.split())

    def _texts(self, node: Node | None) -> list[tuple[str, Node]]:
        """The texts of a list, or the one where there is no list."""
        if node is None:
            return []
        if node.pairs is not None:
            self._wrong(node, tr("These are fields; a list is wanted here."))
            return []
        items = [node] if node.items is None else node.items
        return [(text, item) for item in items if (text := self._text(item))]

    def _flag(self, node: Node | None) -> bool:
        text = self._text(node).lower()
        if node is not None and text not in ("yes", "no"):
            self._wrong(node, tr("Write yes or no."))
        return text == "yes"

    def _expression(self, node: Node | None) -> Expression | None:
        if node is None or node.text is None:
            if node is not None:
                self._wrong(
                    node,
                    tr("This is {kind}; an expression is wanted here.", kind=node.kind),
                )
            return None
        return self._compiled(node.text.strip(), node)

    def _expressions(self, node: Node | None) -> tuple[Expression, ...]:
        found = (self._compiled(text, one) for text, one in self._texts(node))
        return tuple(one for one in found if one is not None)

    def _compiled(self, text: str, node: Node) -> Expression | None:
        if len(text) > _LONGEST:
            self._wrong(
                node,
                tr("An expression has {longest:,} characters at most.", longest=_LONGEST),
            )
            return None
        try:
            with warnings.catch_warnings(action="ignore"):
                return Expression(regex.compile(text, regex.MULTILINE | regex.IGNORECASE))
        except (regex.error, ValueError, KeyError, IndexError, TypeError) as error:
            self._wrong(
                node,
                tr("The expression can't be read: {error}.", error=error),
            )
        except (OverflowError, RecursionError, MemoryError):
            self._wrong(node, tr("The expression can't be read: it is too large."))
        return None

    def _field(self, node: Node, known: frozenset[str] = FIELDS) -> str:
        name = self._text(node)
        if name not in known:
            self._wrong(
                node,
                tr(
                    "“{name}” is no field; possible: {names}.",
                    name=name,
                    names=", ".join(sorted(known)),
                ),
            )
        return name

    def _steps(self, node: Node) -> Iterator[Step]:
        items = node.items or []
        if node.items is None:
            self._wrong(node, tr("A list of fields in their order is wanted here."))
        for item in items:
            if item.text is not None:
                name = self._field(item, FIELDS | {LABELS})
                yield Step(name, is_date=name == DATE)
            elif item.pairs is not None and len(item.pairs) == 1:
                key, value = item.pairs[0]
                yield self._step(self._field(key), value)
            else:
                self._wrong(
                    item,
                    tr("One field with what is known of it is wanted here."),
                )

    def _head(self, node: Node) -> list[Step]:
        steps = list(self._steps(node))
        if steps and all(step.optional for step in steps):
            self._wrong(
                node,
                tr("All of the head is optional; then anything would fit."),
            )
        return steps

    def _step(self, name: str, node: Node) -> Step:
        keys = self._keys(node, ("like", "optional", "lines", "marked"))
        most = self._text(keys.get("lines")) or "1"
        if not most.isdecimal() or not 1 <= int(most) <= _MOST_LINES:
            self._wrong(
                keys["lines"],
                tr("Write a number of lines from 1 to {most_lines}.", most_lines=_MOST_LINES),
            )
            most = "1"
        like = self._expression(keys.get("like"))
        return Step(
            field=name,
            like=like,
            is_date=name == DATE and like is None,
            optional=self._flag(keys.get("optional")),
            most=int(most),
            marked=self._flag(keys.get("marked")),
        )

    def _labels(self, node: Node | None) -> dict[str, str]:
        """Each label, as it is looked up, with its field."""
        found: dict[str, str] = {}
        if node is not None and node.pairs is None:
            self._wrong(node, tr("Fields with their labels are wanted here."))
        for key, value in (node.pairs or []) if node is not None else []:
            name = self._field(key)
            for label, one in self._texts(value):
                if label_key(label) in found:
                    self._wrong(
                        one,
                        tr("The label “{label}” stands here a second time.", label=label),
                    )
                found[label_key(label)] = name
        return found

    def _label_pattern(
        self, labels: Mapping[str, str], separator: str, node: Node | None
    ) -> Expression | None:
        if not labels:
            return None
        longest = sorted(labels, key=len, reverse=True)
        names = "|".join(r"[\s-]*".join(map(regex.escape, one)) for one in longest)
        try:
            pattern = rf"^\s*(?P<label>{names})(?:{separator})"
            return Expression(regex.compile(pattern, regex.IGNORECASE))
        except (regex.error, ValueError, KeyError, IndexError, TypeError, OverflowError) as error:
            self._wrong(
                node or Node(1),
                tr("The expression can't be read: {error}.", error=error),
            )
            return None

    def _parts(self, node: Node | None) -> Iterator[Part]:
        items = (node.items or []) if node is not None else []
        if node is not None and node.items is None:
            self._wrong(node, tr("A list is wanted here."))
        for item in items:
            keys = self._keys(item, ("of", "like"))
            like = self._expression(keys.get("like"))
            if "of" not in keys or "like" not in keys:
                self._wrong(item, tr("“of” and “like” are wanted here."))
            if like is None or "of" not in keys:
                continue
            for name in like.pattern.groupindex:
                if name not in ATTRIBUTES:
                    self._wrong(
                        keys["like"],
                        tr("The group “{name}” is no field.", name=name),
                    )
            yield Part(self._field(keys["of"]), like)

    def _classes(self, node: Node | None) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        if node is not None and node.pairs is None:
            self._wrong(
                node,
                tr("Fields with the classes of a page are wanted here."),
            )
        for key, value in (node.pairs or []) if node is not None else []:
            name = self._field(key)
            found[name] = tuple(text for text, _node in self._texts(value))
        return found
