"""Newer texts of a codebook that ships with the program: what differs, and taking it over.

A project keeps the codebook that it was made with, whatever ships later. It is compared with what
ships now by the ids of codes, which stay; nothing is taken over unasked.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from annotator.corpus.changes import CODE, Changes
from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.codebook_difference import Difference, differences
from annotator.corpus.messages import tr
from annotator.operations.codebook import codes
from annotator.operations.codebook.editing import apply, current
from annotator.storage import clock, codebook_queries
from annotator.storage.project_file import ProjectFile
from annotator.storage.rows import stored_rows


@dataclass(frozen=True)
class ShippedTexts:
    """A codebook that ships, of which the project has codes.

    name: as it is loaded. title: as people call it. now: the project's codebook. shipped: the same
    with all that ships. differences: from one to the other. edited: codes (GUIDs) that somebody
    edited since they came, whose texts would be lost.
    """

    name: str
    title: str
    now: Codebook
    shipped: Codebook
    differences: tuple[Difference, ...]
    edited: frozenset[str]


def titles() -> dict[str, str]:
    """The titles of the codebooks that ship, by their names."""
    return {name: codes.load(name).name or name for name in codes.built_in_codebooks()}


def offers(project: ProjectFile) -> list[ShippedTexts]:
    """Of each codebook that ships and of which the project has codes: what is different in it now.
    Those that are as they ship are left out."""
    now = current(project)
    with project.reading() as connection:
        rows = stored_rows(connection, CODE, now.by_guid)
    edited = frozenset(g for g, row in rows.items() if row["changed_at"] > clock.LAST_ORIGIN)
    found = []
    for name in codes.built_in_codebooks():
        book = codes.load(name)
        if not book.by_guid.keys() & now.by_guid.keys():
            continue
        shipped = with_shipped(now, book)
        different = tuple(differences(now, shipped))
        if different:
            found.append(ShippedTexts(name, book.name or name, now, shipped, different, edited))
    return found


def has_earlier_texts(project: ProjectFile) -> bool:
    """Whether the project has codes that nobody edited since they came with an earlier program, or
    with a codebook file: then it is worth comparing."""
    with project.reading() as connection:
        return codebook_queries.has_codes_before(connection, clock.ORIGIN + codes.REVISION)


def with_shipped(now: Codebook, book: Codebook, only: Collection[str] | None = None) -> Codebook:
    """A project's codebook with the texts, attributes and relations of one that ships; of some
    codes (GUIDs) `only`, or of all. Names, colours, keys and places of codes stay the project's."""
    wanted = book.by_guid.keys() if only is None else set(only)
    kept = tuple(_text_of(code, book, wanted) for code in now.codes)
    new = tuple(code for code in book.codes if code.guid in wanted and code.guid not in now.by_guid)
    keys = {code.key for code in kept if code.key}
    new = tuple(replace(code, key="" if code.key in keys else code.key) for code in new)
    there = {code.guid for code in (*kept, *new)}
    attributes = {one.guid: one for one in now.attributes}
    attributes |= {one.guid: one for one in book.attributes if one.code in wanted}
    relations = {one.guid: one for one in now.relation_types}
    if only is None:
        relations |= {one.guid: one for one in book.relation_types}
    else:
        for one in book.relation_types:
            if wanted & {*one.sources, *one.targets} and {*one.sources, *one.targets} <= there:
                relations[one.guid] = one
    return Codebook((*kept, *new), now.name, tuple(attributes.values()), tuple(relations.values()))


def _text_of(code: Code, book: Codebook, wanted: Collection[str]) -> Code:
    other = book.by_guid.get(code.guid)
    if other is None or code.guid not in wanted:
        return code
    return replace(
        code,
        definition=other.definition,
        when_to_use=other.when_to_use,
        when_not_to_use=other.when_not_to_use,
        examples=other.examples,
        counter_examples=other.counter_examples,
        unit=other.unit,
        may_nest=other.may_nest,
        may_overlap=other.may_overlap,
        cues=other.cues,
    )


def take(
    project: ProjectFile, by: str, offer: ShippedTexts, only: Collection[str] | None = None
) -> Changes:
    """Take over what ships, of all codes or of some (GUIDs), as one step. UserError where codings
    say what an attribute could not hold any more."""
    return apply(project, by, with_shipped(current(project), codes.load(offer.name), only))


def compared(offer: ShippedTexts, code: str) -> list[tuple[str, str, str]]:
    """The texts of a code (a GUID) that differ: which, as the project has it, as it ships."""
    was, now = offer.now.by_guid.get(code), offer.shipped.by_guid.get(code)
    found = []
    for field, title in (
        ("definition", tr("definition")),
        ("when_to_use", tr("when to use")),
        ("when_not_to_use", tr("when not to use")),
        ("examples", tr("examples")),
        ("counter_examples", tr("counter-examples")),
        ("cues", tr("cues")),
    ):
        before, after = _words(was, field), _words(now, field)
        if before != after:
            found.append((title, before, after))
    return found


def _words(code: Code | None, field: str) -> str:
    value = getattr(code, field) if code is not None else ""
    return value if isinstance(value, str) else "\n".join(value)
