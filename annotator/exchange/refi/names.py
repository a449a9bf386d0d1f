"""The small forms of the format: names, GUIDs, characters that XML can carry."""

from __future__ import annotations

import re
from collections.abc import Container

from annotator.corpus.identity import guid_from

NAME_LENGTH = 100
ELLIPSIS = "…"
# A name this long that begins the passage was cut without an ellipsis; a label it is not.
_TELLING = 40
# Everything outside the Char production of XML 1.0.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMBERED = re.compile(r" \(\d+\)\Z")
_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def is_xml(text: str) -> bool:
    """Whether XML can carry every character of the text."""
    return ILLEGAL.search(text) is None


def clean(text: str) -> str:
    """The text without the characters that XML cannot carry."""
    return ILLEGAL.sub("", text)


def collapsed(text: str) -> str:
    """White space of any kind as single spaces, none at the ends."""
    # Most texts need no more than their line ends replaced. The only white space that Python takes
    # for printable is the space.
    line = text.replace("\n", " ")
    if line.isprintable() and "  " not in line:
        return line.strip()
    words = " ".join(text.split())
    # What Python takes for printable XML can carry.
    return words if words.isprintable() else " ".join(clean(text).split())


def short_name(text: str) -> str:
    """A passage as the name of its selection: collapsed, cut near 100 characters with “…”."""
    # What comes after cannot reach the name, however the white space falls in ordinary texts.
    name = collapsed(text[: 8 * NAME_LENGTH])
    if len(name) > NAME_LENGTH or len(text) > 8 * NAME_LENGTH:
        return name[: NAME_LENGTH - 1].rstrip() + ELLIPSIS
    return name


def numbered_name(name: str, taken: Container[str]) -> str:
    """The name, with a number behind it where it is taken."""
    number, result = 1, name
    while result in taken:
        number += 1
        result = f"{name} ({number})"
    return result


def is_short_name(name: str, text: str) -> bool:
    """Whether a name is what `short_name` makes of a text, also with a number behind it."""
    short = short_name(text)
    return name == short or _NUMBERED.sub("", name) == short


def names_passage(name: str, text: str) -> bool:
    """Whether `name` is the passage, or its beginning cut with an ellipsis, but for white space."""
    # The two usual cases first, without looking at white space within but for line ends.
    name, text = name.strip(), text.strip().replace("\n", " ")
    if name == text or (name.endswith(ELLIPSIS) and text.startswith(name[:-1])):
        return bool(name.removesuffix(ELLIPSIS).strip()) or name == text == ELLIPSIS
    # Most comparisons are with a text that another way of counting cut out: they end here.
    if text[:1].isalnum() and not name.startswith(text[:1]):
        return False
    name = collapsed(name)
    for ending in (ELLIPSIS, "..."):
        if name.endswith(ending):
            beginning = name[: -len(ending)].rstrip()
            if beginning and collapsed(text[: 8 * len(name) + 64]).startswith(beginning):
                return True
    if len(name) >= _TELLING and collapsed(text[: 8 * len(name) + 64]).startswith(name):
        return True
    if len(text) > 8 * len(name) + 64:
        return False
    return bool(name) and collapsed(text) == name


def normal_guid(raw: str) -> str:
    """A GUID in lower case without braces; another identifier as the GUID that belongs to it."""
    if _GUID.fullmatch(raw):
        return raw
    guid = raw.strip().strip("{}").lower()
    return guid if _GUID.fullmatch(guid) else guid_from("refi identifier", raw.strip())


def is_normal(raw: str) -> bool:
    """Whether it is a GUID in lower case without braces."""
    return _GUID.fullmatch(raw) is not None


def is_guid(raw: str) -> bool:
    """Whether it is a GUID in any of the spellings that the format allows."""
    return _GUID.fullmatch(raw.strip().strip("{}").lower()) is not None
