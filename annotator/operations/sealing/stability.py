"""Stability over time: the same coder's first and second coding of the same documents.

Intra-coder agreement (Krippendorff 2019, chapter 11): the weakest form of reliability, for it says
nothing of whether others would code so; but where it is low, nobody else can agree.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from annotator.corpus.coding import Coder
from annotator.corpus.coding_columns import CodingColumns
from annotator.corpus.identity import guid_from
from annotator.corpus.messages import tr
from annotator.corpus.span import Spans
from annotator.operations import reliability
from annotator.operations.reliability import AgreementSettings, Comparison, Selection
from annotator.operations.reliability.coded_work import CodedWork
from annotator.operations.sealing.content import SealedRound
from annotator.operations.sealing.sealing import sealed, work_of
from annotator.operations.viewing import Viewer


@dataclass(frozen=True)
class Stability:
    """One coder's agreement with themselves. comparison: of “first” and “again”."""

    coder: Coder
    comparison: Comparison


def stability(
    viewer: Viewer, coding_round: str, settings: AgreementSettings | None = None
) -> list[Stability]:
    """Each coder of a round (a GUID) in which documents are coded again, beside what they coded in
    an earlier round that is sealed; empty for other rounds."""
    seals = sealed(viewer)
    own = next((one for one in seals if one.round.guid == coding_round), None)
    if own is not None:
        again = own.work
    else:
        with viewer.reading() as connection:
            again = work_of(connection, coding_round)
    earlier = [one for one in seals if one.round.guid != coding_round]
    found = []
    for coder in again.coders:
        work = _both_times(coder, again, earlier)
        if work.documents:
            data = reliability.load(viewer, Selection(finished=True), settings, work)
            found.append(Stability(coder, reliability.compute(data)))
    return found


def _both_times(coder: Coder, again: CodedWork, earlier: list[SealedRound]) -> CodedWork:
    """The documents that the coder was done with both times, as if two people had coded them."""
    second = Coder(
        guid_from("again", coder.guid),
        tr("{name}, again", name=coder.name),
        coder.created,
        coder.modified,
    )
    documents, columns, done = [], [], set()
    for document, own in zip(again.documents, again.columns, strict=True):
        first = _first_time(coder.guid, document.guid, earlier)
        pair = document.guid, coder.guid
        now = own.where(who == coder.guid for who in own.coder)
        if first is None or (pair not in again.done and not now.guid):
            continue
        documents.append(document)
        columns.append(_joined(first, now, second.guid))
        done |= {pair, (document.guid, second.guid)}
    return replace(
        again,
        documents=documents,
        columns=columns,
        coders=[coder, second],
        done=frozenset(done),
        pairs=None,
    )


def _first_time(coder: str, document: str, earlier: list[SealedRound]) -> CodingColumns | None:
    for one in earlier:
        for facts, own in zip(one.work.documents, one.work.columns, strict=True):
            there = coder in own.coder or (document, coder) in one.work.done
            if facts.guid == document and there:
                return own.where(who == coder for who in own.coder)
    return None


def _joined(first: CodingColumns, again: CodingColumns, other: str) -> CodingColumns:
    """Both as codings of one document, the second ones by `other`, in their order."""
    start = np.concatenate([first.start, again.start])
    end = np.concatenate([first.end, again.end])
    guid, code = first.guid + again.guid, first.code + again.code
    coder = first.coder + [other] * len(again.guid)
    shift = len(first.guid)
    parts = first.parts | {row + shift: spans for row, spans in again.parts.items()}
    order = sorted(range(len(guid)), key=lambda n: (start[n], end[n], guid[n]))
    placed: dict[int, Spans] = {at: parts[n] for at, n in enumerate(order) if n in parts}
    guid, code, coder = ([some[n] for n in order] for some in (guid, code, coder))
    return CodingColumns(guid, code, coder, start[order], end[order], placed)
