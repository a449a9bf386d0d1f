"""What comes in twice, or is there already under another GUID, is taken in once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.corpus.coding import Coding, Memo, Relation
from annotator.corpus.project import ProjectContent
from annotator.corpus.span import Spans

_Said = tuple[str, str, str, Spans]


def without_repeats(
    content: ProjectContent, existing: ProjectContent
) -> tuple[ProjectContent, int]:
    """The content without codings that say what another one of the same coder says, in it or in
    the project, and how many those were. What is said on them goes to the coding that stays."""
    stays: dict[_Said, str] = {}
    there = {coding.guid for coding in existing.codings}
    for coding in (*existing.codings, *(c for c in content.codings if c.guid in there)):
        stays.setdefault(_said(coding), coding.guid)
    kept: dict[str, Coding] = {}
    instead: dict[str, str] = {}
    for coding in content.codings:
        first = (
            coding.guid if coding.guid in there else stays.setdefault(_said(coding), coding.guid)
        )
        if first == coding.guid:
            kept[first] = coding
            continue
        instead[coding.guid] = first
        if first in kept:
            attributes = {**coding.attributes, **kept[first].attributes}
            kept[first] = replace(kept[first], attributes=attributes)
    if not instead:
        return content, 0
    result = replace(
        content,
        codings=tuple(kept.values()),
        memos=_memos(content.memos, existing.memos, instead),
        relations=_relations(content.relations, instead),
    )
    return result, len(instead)


def _said(coding: Coding) -> _Said:
    return coding.document, coding.code, coding.coder, coding.spans


def _memos(
    memos: Iterable[Memo], known: Iterable[Memo], instead: dict[str, str]
) -> tuple[Memo, ...]:
    """A coder has one memo on a coding: with all that they wrote on those that were the same."""
    stay = set(instead.values())
    found = {(memo.subject, memo.coder): memo for memo in known if memo.subject in stay}
    for memo in memos:
        subject = instead.get(memo.subject, memo.subject)
        before = found.get((subject, memo.coder))
        text = memo.text
        if before is not None and text not in before.text:
            text = f"{before.text}\n\n{text}"
        elif before is not None:
            text = before.text
        found[subject, memo.coder] = replace(memo, subject=subject, text=text)
    return tuple(found.values())


def _relations(relations: Iterable[Relation], instead: dict[str, str]) -> tuple[Relation, ...]:
    found: dict[tuple[str, str, str, str], Relation] = {}
    for relation in relations:
        source = instead.get(relation.source, relation.source)
        target = instead.get(relation.target, relation.target)
        if source != target:
            moved = replace(relation, source=source, target=target)
            found.setdefault((relation.kind, source, target, relation.coder), moved)
    return tuple(found.values())
