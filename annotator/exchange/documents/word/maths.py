"""Formulas (Office MathML, ECMA-376 part 1, 22.1) as one line of text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.word.names import M, W

_DEEPEST: Final = 100
_PROPERTIES: Final = frozenset(
    M + name
    for name in (
        *("rPr", "fPr", "sSupPr", "sSubPr", "sSubSupPr", "dPr", "naryPr", "radPr", "mPr"),
        *("funcPr", "accPr", "barPr", "groupChrPr", "limLowPr", "limUppPr", "eqArrPr", "boxPr"),
        *("borderBoxPr", "sPrePr", "phantPr", "ctrlPr", "argPr", "oMathParaPr"),
    )
)


def formula(element: etree._Element, depth: int = 0) -> str:
    """The characters of a formula in reading order: a/b, x^2, x_i, √(x), rows parted by “;”."""
    if depth > _DEEPEST:
        return "".join(one.text or "" for one in element.iter(M + "t"))
    found = []
    for one in element:
        tag = one.tag
        if tag in (M + "t", W + "t"):
            found.append(one.text or "")
        elif tag in _SHAPES:
            found.append(_SHAPES[tag](one, depth + 1))
        elif tag not in _PROPERTIES and tag != W + "rPr":
            found.append(formula(one, depth + 1))
    return "".join(found)


def _part(element: etree._Element, name: str, depth: int) -> str:
    found = element.find(M + name)
    return "" if found is None else formula(found, depth).strip()


def _grouped(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def _property(element: etree._Element, group: str, name: str, usual: str) -> str:
    found = element.find(f"{M}{group}/{M}{name}")
    return usual if found is None else found.get(M + "val") or ""


def _fraction(element: etree._Element, depth: int) -> str:
    above, below = _part(element, "num", depth), _part(element, "den", depth)
    return f"{_grouped(above)}/{_grouped(below)}"


def _scripts(element: etree._Element, depth: int) -> str:
    below, above = _part(element, "sub", depth), _part(element, "sup", depth)
    shown = _part(element, "e", depth)
    shown += f"_{_grouped(below)}" if below else ""
    return shown + (f"^{_grouped(above)}" if above else "")


def _n_ary(element: etree._Element, depth: int) -> str:
    sign = _property(element, "naryPr", "chr", "∫")
    below, above = _part(element, "sub", depth), _part(element, "sup", depth)
    sign += f"_{_grouped(below)}" if below else ""
    sign += f"^{_grouped(above)}" if above else ""
    return f"{sign} {_part(element, 'e', depth)}"


def _root(element: etree._Element, depth: int) -> str:
    degree = _part(element, "deg", depth)
    return f"{degree}√({_part(element, 'e', depth)})"


def _delimited(element: etree._Element, depth: int) -> str:
    begin = _property(element, "dPr", "begChr", "(")
    part = _property(element, "dPr", "sepChr", "|")
    end = _property(element, "dPr", "endChr", ")")
    return begin + part.join(formula(one, depth) for one in element.iterchildren(M + "e")) + end


def _rows(element: etree._Element, depth: int) -> str:
    rows = element.findall(M + "mr") or element.findall(M + "e")
    return "; ".join(
        " ".join(formula(cell, depth) for cell in row.iterchildren(M + "e")) or formula(row, depth)
        for row in rows
    )


def _function(element: etree._Element, depth: int) -> str:
    return f"{_part(element, 'fName', depth)} {_part(element, 'e', depth)}"


_SHAPES: Final[dict[str, Callable[[etree._Element, int], str]]] = {
    M + "f": _fraction,
    M + "sSup": _scripts,
    M + "sSub": _scripts,
    M + "sSubSup": _scripts,
    M + "nary": _n_ary,
    M + "rad": _root,
    M + "d": _delimited,
    M + "m": _rows,
    M + "eqArr": _rows,
    M + "func": _function,
}
