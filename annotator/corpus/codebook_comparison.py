"""Two versions of a codebook side by side: their codes in rows, with what differs in each."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from annotator.corpus.codebook import Attribute, Code, Codebook, RelationType
from annotator.corpus.messages import gettext_noop, tr
from annotator.corpus.word_differences import Mark, word_differences


class Change(enum.StrEnum):
    """What became of a code."""

    ADDED = gettext_noop("added")
    DELETED = gettext_noop("deleted")
    RENAMED = gettext_noop("renamed")
    MOVED = gettext_noop("moved")
    EDITED = gettext_noop("changed")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field (its name in English, a message) that says something else; empty where it said or
    says nothing."""

    field: str
    before: str
    after: str
    about: str = ""
    """The name of the attribute that the field is of; empty for the code's own."""

    @property
    def title(self) -> str:
        """The field in the language of the program."""
        if self.about:
            return tr("attribute “{name}”", name=self.about)
        return tr(self.field)


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A code, or a type of relations, in both versions: GUID, path before and after (empty where it
    was or is not there), what became of it, and the fields that differ."""

    guid: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    changes: tuple[Change, ...]
    fields: tuple[FieldChange, ...] = ()
    relation: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """Where it stands, or stood last."""
        return self.after or self.before


def compared(old: Codebook, new: Codebook) -> list[ComparedRow]:
    """All codes of both in the order of `new`, those that are gone where they stood; then the types
    of relations. A row without changes is the same in both."""
    order = _order(old, new)
    moved = _moved(old, new)
    rows = [_code_row(old, new, guid, guid in moved) for guid in order]
    return [*rows, *_relations(old, new)]


def _order(old: Codebook, new: Codebook) -> list[str]:
    order = [code.guid for _depth, code in new.walk()]
    known = set(order)
    previous: str | None = None
    for _depth, code in old.walk():
        if code.guid not in known:
            place = order.index(previous) + 1 if previous is not None else 0
            order.insert(place, code.guid)
        previous = code.guid
    return order


def _moved(old: Codebook, new: Codebook) -> set[str]:
    """The codes of both that stand below another code, or in another order beside the others."""
    both = old.by_guid.keys() & new.by_guid.keys()
    moved = {guid for guid in both if _parent(old, guid) != _parent(new, guid)}
    for parent in {_parent(new, guid) for guid in both}:
        rows = [
            [one.guid for one in book.children(parent) if one.guid in both - moved]
            for book in (old, new)
        ]
        if rows[0] != rows[1]:
            kept: set[str] = set()
            matcher = SequenceMatcher(None, rows[0], rows[1], autojunk=False)
            for block in matcher.get_matching_blocks():
                kept |= set(rows[0][block.a : block.a + block.size])
            moved |= set(rows[1]) - kept
    return moved


def _parent(book: Codebook, guid: str) -> str | None:
    parent = book.by_guid[guid].parent
    return parent if parent in book.by_guid else None


def _code_row(old: Codebook, new: Codebook, guid: str, moved: bool) -> ComparedRow:
    was, now = old.by_guid.get(guid), new.by_guid.get(guid)
    before = tuple(old.path(guid)) if was is not None else ()
    after = tuple(new.path(guid)) if now is not None else ()
    fields = tuple(_fields(old, new, was, now))
    changes: list[Change] = []
    if was is None:
        changes.append(Change.ADDED)
    elif now is None:
        changes.append(Change.DELETED)
    else:
        changes += [Change.RENAMED] * (was.name != now.name)
        changes += [Change.MOVED] * moved
        changes += [Change.EDITED] * bool(fields)
    return ComparedRow(guid, before, after, tuple(changes), fields)


_CODE_FIELDS: tuple[tuple[str, Callable[[Code], str]], ...] = (
    (gettext_noop("definition"), lambda code: code.definition),
    (gettext_noop("when to use"), lambda code: code.when_to_use),
    (gettext_noop("when not to use"), lambda code: code.when_not_to_use),
    (gettext_noop("examples"), lambda code: "\n".join(code.examples)),
    (gettext_noop("counter-examples"), lambda code: "\n".join(code.counter_examples)),
    (gettext_noop("key"), lambda code: code.key),
    (gettext_noop("colour"), lambda code: code.color),
    (gettext_noop("unit"), lambda code: code.unit.value),
    (gettext_noop("cues"), lambda code: "\n".join(code.cues)),
    (
        gettext_noop("whether passages can be coded with it"),
        lambda code: _yes(code.codable),
    ),
    (gettext_noop("whether it may nest in itself"), lambda code: _yes(code.may_nest)),
    (gettext_noop("whether it may overlap others"), lambda code: _yes(code.may_overlap)),
)


def _yes(value: bool) -> str:
    return tr("yes") if value else tr("no")


def _fields(
    old: Codebook, new: Codebook, was: Code | None, now: Code | None
) -> Iterator[FieldChange]:
    """What differs. Of a code that is new or gone, what it says in words alone."""
    worded = _CODE_FIELDS if was is not None and now is not None else _CODE_FIELDS[:5]
    for field, value in worded:
        before = value(was) if was is not None else ""
        after = value(now) if now is not None else ""
        if before != after:
            yield FieldChange(field, before, after)
    before_all = {a.guid: a for a in old.attributes_of(was.guid)} if was is not None else {}
    after_all = {a.guid: a for a in new.attributes_of(now.guid)} if now is not None else {}
    for guid in dict.fromkeys((*after_all, *before_all)):
        one, other = before_all.get(guid), after_all.get(guid)
        words = (_attribute_words(one), _attribute_words(other))
        if words[0] != words[1]:
            named = other or one
            assert named is not None
            yield FieldChange("attribute", *words, about=named.name)


def _attribute_words(attribute: Attribute | None) -> str:
    """An attribute as lines of text."""
    if attribute is None:
        return ""
    facts = [attribute.kind.value, attribute.level.value]
    facts += [tr("required")] * attribute.required
    lines = [f"{attribute.name}: {', '.join(filter(None, facts))}", attribute.definition]
    for choice in attribute.choices:
        key = f" ({choice.key})" if choice.key else ""
        said = f": {choice.definition}" if choice.definition else ""
        lines.append(f"– {choice.name}{key}{said}")
    if attribute.default:
        lines.append(tr("default: {value}", value=attribute.default))
    return "\n".join(filter(None, lines))


def _relations(old: Codebook, new: Codebook) -> Iterator[ComparedRow]:
    before = {kind.guid: kind for kind in old.relation_types}
    after = {kind.guid: kind for kind in new.relation_types}
    for guid in dict.fromkeys((*after, *before)):
        was, now = before.get(guid), after.get(guid)
        fields = tuple(
            FieldChange(field, first, second)
            for (field, first), (_field, second) in zip(
                _relation_fields(old, was), _relation_fields(new, now), strict=True
            )
            if first != second
        )
        changes: list[Change] = []
        if was is None:
            changes.append(Change.ADDED)
        elif now is None:
            changes.append(Change.DELETED)
        else:
            changes += [Change.RENAMED] * (was.name != now.name)
            changes += [Change.EDITED] * bool(fields)
        yield ComparedRow(
            guid,
            (was.name,) if was is not None else (),
            (now.name,) if now is not None else (),
            tuple(changes),
            fields,
            relation=True,
        )


def _relation_fields(book: Codebook, kind: RelationType | None) -> list[tuple[str, str]]:
    def names(codes: tuple[str, ...]) -> str:
        return "\n".join(" > ".join(book.path(code)) for code in codes if code in book.by_guid)

    return [
        (gettext_noop("definition"), kind.definition if kind else ""),
        (gettext_noop("key"), kind.key if kind else ""),
        (gettext_noop("the codes it may begin at"), names(kind.sources) if kind else ""),
        (gettext_noop("the codes it may end at"), names(kind.targets) if kind else ""),
    ]


def as_text(rows: list[ComparedRow]) -> str:
    """What differs as plain text: deleted words in [− −], added ones in [+ +]."""
    lines: list[str] = []
    for row in rows:
        if not row.changes:
            continue
        said = ", ".join(tr(change.value) for change in row.changes)
        where = " > ".join(row.path)
        if row.relation:
            where = tr("relation “{name}”", name=where)
        if row.before and row.after and row.before != row.after:
            where = tr("{path} (before: {old})", path=where, old=" > ".join(row.before))
        lines.append(f"{where}: {said}")
        lines += [f"    {field.title}: {_marked(field)}" for field in row.fields]
    return "\n".join(lines) + "\n" if lines else ""


_SIGNS = {Mark.SAME: ("", ""), Mark.DELETED: ("[−", "−]"), Mark.ADDED: ("[+", "+]")}


def _marked(field: FieldChange) -> str:
    parts = []
    for piece in word_differences(field.before, field.after):
        opening, closing = _SIGNS[piece.mark]
        parts.append(f"{opening}{piece.words}{closing}")
    return "".join(parts).replace("\n", "\n        ")
