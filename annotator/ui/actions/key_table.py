"""Which key does what: the table of actions with the user's own keys in it, and its conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from PySide6.QtGui import QKeySequence

from annotator.corpus.codebook import Code
from annotator.ui.actions.spec import MENUS, ActionSpec, translated


def with_keys(specs: Iterable[ActionSpec], changed: Mapping[str, str]) -> dict[str, ActionSpec]:
    """The actions by name, with the keys that the user chose (by name of the action, in Qt's
    portable form; empty is none) in place of their own. What a user chose, no key that comes with
    the program takes away: where both would answer, the other one has none."""
    table = {s.name: replace(s, key=changed.get(s.name, s.key)) for s in specs}
    chosen = [table[name] for name, key in changed.items() if key and name in table]
    for spec in list(table.values()):
        own = spec.name in changed or not spec.key
        if not own and any(normal(c.key) == normal(spec.key) and _meet(c, spec) for c in chosen):
            table[spec.name] = replace(spec, key="")
    return table


@cache
def normal(key: str) -> str:
    """A key as Qt writes it; empty for what is no key."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


@cache
def sequence(key: str) -> QKeySequence:
    """A key in Qt's portable form as Qt's value. Read as native text, Qt would look up the names of
    all keys in the language first."""
    return QKeySequence(key, QKeySequence.SequenceFormat.PortableText)


def shown(key: str) -> str:
    """A key as this system's users know it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a key already: an action (its name), or a code or a menu, which keep it."""

    words: str
    action: str = ""


def holders(
    key: str, of: ActionSpec, table: Mapping[str, ActionSpec], codes: Iterable[Code]
) -> list[Holder]:
    """What else answers to `key` where the action `of` would: the same key may be free in the
    reader and taken in the tree of codes."""
    key = normal(key)
    if not key:
        return []
    asked = replace(of, key=key)
    found = [
        Holder(translated(spec.whole).replace("&", "").rstrip("…"), spec.name)
        for spec in table.values()
        if spec.name != of.name and normal(spec.key) == key and _meet(asked, spec)
    ]
    if asked.place in ("", "reader"):
        found += [
            Holder(code.name)
            for code in codes
            if code.codable and code.key and normal(code.key) == key
        ]
    found += [
        Holder(menu.replace("&", "")) for menu in map(translated, MENUS) if _letter(menu) == key
    ]
    return found


def conflicts(table: Mapping[str, ActionSpec]) -> dict[str, list[Holder]]:
    """The actions whose key something else has too, by name."""
    found = {spec.name: holders(spec.key, spec, table, ()) for spec in table.values()}
    return {name: others for name, others in found.items() if others}


def _meet(one: ActionSpec, other: ActionSpec) -> bool:
    """Whether there is a place in the window where both would answer."""
    return one.place == other.place or "" in (one.place, other.place)


def _letter(menu: str) -> str:
    return f"Alt+{menu[menu.index('&') + 1].upper()}"
