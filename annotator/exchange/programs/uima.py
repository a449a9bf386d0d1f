"""A UIMA CAS as XMI or JSON: the text of its first view and what is annotated in it.

Source: OASIS UIMA 1.0 with XMI as Apache UIMA writes it, and “UIMA CAS JSON” 0.4. Offsets are
UTF-16 units.
"""

from __future__ import annotations

import re
from typing import Any, Final

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.xml_tree import parse_tree
from annotator.exchange.programs.json_values import (
    objects_of,
    parse_json,
    text_in,
    whole_in,
)
from annotator.exchange.programs.layers import Annotation

_XMI: Final = "{http://www.omg.org/XMI}"
_CAS: Final = "{http:///uima/cas.ecore}"
_NAMESPACE: Final = re.compile(r"\{http:///(.*)\.ecore\}(.*)", re.DOTALL)
_NUMBER: Final = re.compile(r"\d{1,12}")
_VIEW: Final = "_InitialView"


def is_xmi(head: bytes) -> bool:
    """Whether a file begins as XMI with a CAS in it."""
    return b"http://www.omg.org/XMI" in head and b"http:///uima/" in head


def is_cas_json(head: bytes) -> bool:
    """Whether a file begins as a CAS in JSON."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and (
        b'"%TYPES"' in head or b'"%FEATURE_STRUCTURES"' in head
    )


def read_cas(data: bytes, name: str) -> tuple[str, list[Annotation]]:
    """The text and the annotations. UserError where the file is damaged or has no text."""
    if is_cas_json(data[: 1 << 16]):
        return _read_json(data, name)
    return _read_xmi(data, name)


def _no_text(name: str) -> UserError:
    return UserError(tr("“{name}” has no text in it (no Sofa).", name=name))


# --- XMI


def _read_xmi(data: bytes, name: str) -> tuple[str, list[Annotation]]:
    root = parse_tree([data], name)
    sofas = {one.get(f"{_XMI}id", ""): one for one in root.iterchildren(f"{_CAS}Sofa")}
    if not sofas:
        raise _no_text(name)
    first = next(iter(sofas))
    chosen = next((key for key, one in sofas.items() if one.get("sofaID") == _VIEW), first)
    text = sofas[chosen].get("sofaString")
    if text is None:
        raise _no_text(name)
    keys = {one.get(f"{_XMI}id", "") for one in root}
    slots = {
        one.get(f"{_XMI}id", ""): (one.get("role", ""), one.get("target", ""))
        for one in root
        if one.get("sofa") is None and one.get("target") in keys
    }
    found = []
    for one in root:
        parts = _NAMESPACE.fullmatch(one.tag)
        if parts is None or one.get("sofa", chosen) != chosen or one.tag.startswith(_CAS):
            continue
        kind = f"{parts[1].replace('/', '.')}.{parts[2]}"
        features, references, links = {}, {}, []
        for attribute, value in one.items():
            if attribute.startswith("{") or attribute in ("sofa", "begin", "end"):
                continue
            if value and all(each in slots for each in value.split()):
                found_links = [slots[each] for each in value.split()]
                links += [(role or attribute, target) for role, target in found_links]
            elif attribute in _REFERENCES and value in keys:
                references[attribute] = value
            else:
                features[attribute] = value
        begin, end = _number(one.get("begin")), _number(one.get("end"))
        key = one.get(f"{_XMI}id", "")
        found.append(Annotation(key, kind, begin, end, features, references, links=links))
    return text, found


_REFERENCES: Final = ("Governor", "Dependent", "next", "first")


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and _NUMBER.fullmatch(text) else None


# --- JSON


def _read_json(data: bytes, name: str) -> tuple[str, list[Annotation]]:
    value = parse_json(data, name)
    listed = value.get("%FEATURE_STRUCTURES") if isinstance(value, dict) else None
    if isinstance(listed, dict):  # by identifier, as early versions have it
        listed = [{"%ID": key, **one} for key, one in listed.items() if isinstance(one, dict)]
    structures = objects_of(listed)
    sofas = [one for one in structures if text_in(one, "%TYPE") == "uima.cas.Sofa"]
    texts = [one for one in sofas if isinstance(one.get("sofaString"), str)]
    if not texts:
        raise _no_text(name)
    sofa = next((one for one in texts if one.get("sofaID") == _VIEW), texts[0])
    key = text_in(sofa, "%ID")
    by_key = {text_in(one, "%ID"): one for one in structures}
    found = [
        _annotation(one, by_key)
        for one in structures
        if one is not sofa and text_in(one, "@sofa") in ("", key) and one not in sofas
    ]
    return text_in(sofa, "sofaString"), found


def _annotation(one: dict[str, Any], by_key: dict[str, dict[str, Any]]) -> Annotation:
    features, references, links = {}, {}, []
    for name in one:
        if name.startswith("@"):
            target = text_in(one, name)
            elements = by_key.get(target, {}).get("%ELEMENTS")
            if isinstance(elements, list):
                links += _links(elements, name[1:], by_key)
            else:
                references[name[1:]] = target
        elif not name.startswith(("%", "^")) and name not in ("begin", "end"):
            features[name] = text_in(one, name)
    kind = text_in(one, "%TYPE")
    begin, end = whole_in(one, "begin"), whole_in(one, "end")
    key = text_in(one, "%ID")
    return Annotation(key, kind, begin, end, features, references, links=links)


def _links(
    elements: list[Any], name: str, by_key: dict[str, dict[str, Any]]
) -> list[tuple[str, str]]:
    """The roles and keys of what an array of links leads to."""
    found = [by_key.get(str(each), {}) for each in elements]
    pairs = ((text_in(link, "role") or name, text_in(link, "@target")) for link in found)
    return [(role, target) for role, target in pairs if target]
