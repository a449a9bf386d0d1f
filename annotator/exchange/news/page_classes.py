"""What the classes of a web page's elements say of its lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.html_encoding import decoded_markup
from annotator.exchange.documents.html_tree import html_tree


def roles_of(data: bytes, name: str, classes: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Pairs of a field and the letters of the element that holds it, without spaces, in the order
    of the page. `classes`: the classes of each field, with ``*`` for any letters."""
    root = html_tree(decoded_markup(data, name).text, name)
    return list(_roles(root, classes))


def _roles(root: etree._Element, classes: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    taken: set[etree._Element] = set()
    for element in root.iter(etree.Element):
        parent = element.getparent()
        if parent is not None and parent in taken:
            taken.add(element)
            continue
        role = _role(element, classes)
        if role:
            taken.add(element)
            yield role, "".join("".join(element.itertext()).split())


def _role(element: etree._Element, classes: Mapping[str, Sequence[str]]) -> str:
    names = (element.get("class") or "").split()
    for role, wanted in classes.items() if names else ():
        if any(fnmatchcase(name, one) for name in names for one in wanted):
            return role
    return ""
