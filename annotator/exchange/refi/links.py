"""Links: those that join the parts of a discontinuous coding, and the others."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.coding import Coding
from annotator.corpus.span import united
from annotator.exchange.refi.names import normal_guid
from annotator.exchange.refi.parsing import child, children
from annotator.exchange.refi.vocabulary import CONTINUES


def join_parts(
    root: etree._Element, drafts: list[Coding], by_selection: dict[str, list[int]]
) -> tuple[list[Coding], dict[str, str], list[etree._Element]]:
    """The codings with their parts joined, which GUIDs became part of which, the other links.

    A link joins where it says so and both ends are single codings of one document, code and
    coder.
    """
    others: list[etree._Element] = []
    following: dict[int, int] = {}
    targets: set[int] = set()
    for link in children(child(root, "Links"), "Link"):
        ends = _joint(link, drafts, by_selection)
        if ends is not None and ends[0] not in following and ends[1] not in targets:
            following[ends[0]] = ends[1]
            targets.add(ends[1])
        else:
            others.append(link)
    if not following:
        return list(drafts), {}, others
    codings: list[Coding] = []
    moved: dict[str, str] = {}
    placed: set[int] = set()
    for index in range(len(drafts)):
        if index in targets or index in placed:
            continue
        codings.append(_joined(index, drafts, following, moved, placed))
    # What is left are rings, which have no first part.
    codings += [draft for index, draft in enumerate(drafts) if index not in placed]
    return codings, moved, others


def _joint(
    link: etree._Element, drafts: list[Coding], by_selection: dict[str, list[int]]
) -> tuple[int, int] | None:
    # A relation that has this name has a note.
    if link.get("name") != CONTINUES or children(link, "NoteRef"):
        return None
    origin = by_selection.get(normal_guid(link.get("originGUID", "")), [])
    target = by_selection.get(normal_guid(link.get("targetGUID", "")), [])
    if len(origin) != 1 or len(target) != 1 or origin == target:
        return None
    first, second = drafts[origin[0]], drafts[target[0]]
    same = (first.document, first.code, first.coder) == (
        second.document,
        second.code,
        second.coder,
    )
    return (origin[0], target[0]) if same else None


def _joined(
    index: int,
    drafts: list[Coding],
    following: dict[int, int],
    moved: dict[str, str],
    placed: set[int],
) -> Coding:
    head = drafts[index]
    placed.add(index)
    if index not in following:
        return head
    spans = list(head.spans)
    while index in following:
        index = following[index]
        placed.add(index)
        part = drafts[index]
        spans.extend(part.spans)
        moved[part.guid] = head.guid
    return replace(head, spans=united(spans))
