"""What comes in twice, or is there already under another GUID, is taken in once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    instead = _repeats(content.codings, existing.codings)
    if not instead:
        return content, 0
    result = replace(
        content,
        codings=tuple(_kept(content.codings, instead)),
        memos=_memos(content.memos, existing.memos, instead),
        relations=_relations(content.relations, instead),
    )
    return result, len(instead)


def _repeats(codings: Sequence[Coding], here: Sequence[Coding]) -> dict[str, str]:
    """The codings that repeat another one, by GUID, with the one that stays: one that is here."""
    there = {coding.guid for coding in here}
    instead: dict[str, str] = {}
    known = _by_document(here)
    # Text by text: what all of a large project says would take as much memory as its codings.
    for document, some in _by_document(codings).items():
        stays: dict[_Said, str] = {}
        for coding in (*known.get(document, ()), *(one for one in some if one.guid in there)):
            stays.setdefault(_said(coding), coding.guid)
        for coding in some:
            if coding.guid not in there:
                first = stays.setdefault(_said(coding), coding.guid)
                if first != coding.guid:
                    instead[coding.guid] = first
    return instead


def _by_document(codings: Iterable[Coding]) -> dict[str, list[Coding]]:
    found: dict[str, list[Coding]] = {}
    for coding in codings:
        found.setdefault(coding.document, []).append(coding)
    return found


def _kept(codings: Iterable[Coding], instead: Mapping[str, str]) -> Iterable[Coding]:
    """The codings that stay, with what those say that they stand for."""
    kept: dict[str, Coding] = {}
    for coding in codings:
        first = instead.get(coding.guid, coding.guid)
        if first == coding.guid:
            kept[first] = coding
        elif first in kept:
            attributes = {**coding.attributes, **kept[first].attributes}
            kept[first] = replace(kept[first], attributes=attributes)
    return kept.values()


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
