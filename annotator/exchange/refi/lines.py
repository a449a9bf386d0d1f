"""Texts as parts of one line, exactly: line ends, and what XML cannot carry, become escapes."""

from __future__ import annotations

import re

from annotator.exchange.refi.names import ILLEGAL

_NAMED = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_EMPTY = "\\e"
_PLAIN = {"n": "\n", "r": "\r", "e": ""}
_SPECIAL = re.compile(r"[\\\n\r]|" + ILLEGAL.pattern)
_ESCAPE = re.compile(r"\\(x\{[0-9a-f]{1,6}\}|.)")
_PAIR = re.compile(r"((?:[^\\:]|\\.)*): (.*)")
_ITEM = re.compile(r"(?:[^\\;]|\\.)+")


def to_line(text: str, special: str = "") -> str:
    """The text without line ends; each character of `special` gets a backslash as well."""
    line = text if text.isprintable() and "\\" not in text else _SPECIAL.sub(_escaped, text)
    for char in special:
        line = line.replace(char, "\\" + char)
    return line


def from_line(line: str) -> str:
    """The text that `to_line` made the line of."""
    return line if "\\" not in line else _ESCAPE.sub(_meant, line)


def _escaped(match: re.Match[str]) -> str:
    char = match[0]
    return _NAMED.get(char) or f"\\x{{{ord(char):x}}}"


def _meant(match: re.Match[str]) -> str:
    what = match[1]
    if len(what) == 1:
        return _PLAIN.get(what, what)
    code = int(what[2:-1], 16)
    return chr(code) if code <= 0x10FFFF else match[0]


def pair(name: str, value: str | tuple[str, ...]) -> str:
    """``name: value``, or ``name: [one; two]`` for a tuple."""
    if isinstance(value, str):
        shown = to_line(value)
        shown = "\\" + shown if shown.startswith("[") else shown
    else:
        shown = "[" + "; ".join(to_line(item, ";") or _EMPTY for item in value) + "]"
    return f"{to_line(name, ':')}: {shown}"


def from_pair(line: str) -> tuple[str, str | tuple[str, ...]] | None:
    """Name and value of `pair`; None for another line."""
    match = _PAIR.fullmatch(line)
    if match is None:
        return None
    name, shown = from_line(match[1]), match[2]
    if not (shown.startswith("[") and shown.endswith("]")):
        return name, from_line(shown)
    items = _ITEM.findall(shown[1:-1])
    return name, tuple(from_line(item[1:] if at else item) for at, item in enumerate(items))
