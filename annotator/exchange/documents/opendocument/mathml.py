"""Formulas (MathML) as one line of text."""

from __future__ import annotations

from typing import Final

from lxml import etree  # type: ignore[import-untyped]

_DEEPEST: Final = 100
_LEFT_OUT: Final = frozenset(("annotation", "annotation-xml"))
# By name and number of parts; the second half of what is filled in are the parts in parentheses
# where they are more than a word.
_PATTERNS: Final = {
    ("mfrac", 2): "{2}/{3}",
    ("msup", 2): "{0}^{3}",
    ("mover", 2): "{0}^{3}",
    ("msub", 2): "{0}_{3}",
    ("munder", 2): "{0}_{3}",
    ("msubsup", 3): "{0}_{4}^{5}",
    ("munderover", 3): "{0}_{4}^{5}",
    ("mroot", 2): "{1}√({0})",
}
_BETWEEN: Final = {"mtable": "; ", "mtr": " "}


def formula(element: etree._Element, depth: int = 0) -> str:
    """The characters in reading order: a/b, x^2, x_i, √(x), rows parted by “;”."""
    name = element.tag.rpartition("}")[2]
    if name in _LEFT_OUT:
        return ""
    if not len(element):
        return (element.text or "").strip()
    if depth > _DEEPEST:
        return "".join("".join(element.itertext()).split())
    return _joined(name, [formula(one, depth + 1) for one in element])


def _joined(name: str, parts: list[str]) -> str:
    """The parts of an element of this name, with signs between them."""
    pattern = _PATTERNS.get((name, len(parts)))
    if pattern is not None:
        return pattern.format(*parts, *map(_grouped, parts))
    if name == "msqrt":
        return f"√({''.join(parts)})"
    return _BETWEEN.get(name, "").join(parts)


def _grouped(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"
