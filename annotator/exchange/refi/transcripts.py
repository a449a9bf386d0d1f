"""Transcripts of recordings (REFI-QDA 1.5, TranscriptType): their sync points, in and out.

A sync point joins a place of the text to a time of the recording; selections of a transcript go
from one sync point to another. Here the stretch between two that follow each other is an element
``time``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.identity import guid_from
from annotator.corpus.messages import number_of, tr
from annotator.corpus.structure import Element, Structure
from annotator.exchange.refi.names import normal_guid
from annotator.exchange.refi.parsing import children, local
from annotator.exchange.refi.positions import Convention, StoredText, integer
from annotator.exchange.refi.raw_selections import RawSelections
from annotator.exchange.refi.report import Findings

MEDIA: Final = "media"
"""The attribute of a document that names the recording of which it is the transcript."""
_RECORDINGS: Final = frozenset(("AudioSource", "VideoSource"))


@dataclass(frozen=True, slots=True)
class SyncPoint:
    """A place of the text, as the file counts, with its time in milliseconds where it tells."""

    position: int
    time: int | None


def transcripts_of(source: etree._Element) -> list[etree._Element]:
    """The transcripts of a recording; none of a source of another kind."""
    return children(source, "Transcript") if local(source) in _RECORDINGS else []


def recording_of(source: etree._Element) -> str:
    """The file of a recording as the source names it, else what the source is called."""
    path: str = source.get("path", "").strip() or source.get("currentPath", "").strip()
    for scheme in ("internal://", "relative://", "absolute://"):
        path = path.removeprefix(scheme)
    return path or source.get("name", "")


def sync_points(transcript: etree._Element) -> dict[str, SyncPoint]:
    """The sync points that have a place, by GUID."""
    found: dict[str, SyncPoint] = {}
    for point in children(transcript, "SyncPoint"):
        position = integer(point.get("position", ""))
        if position is not None and position >= 0:
            time = integer(point.get("timeStamp", ""))
            known = time if time is not None and time >= 0 else None
            found[normal_guid(point.get("guid", ""))] = SyncPoint(position, known)
    return found


def placed(
    selections: RawSelections, transcript: etree._Element, place: str, findings: Findings
) -> RawSelections:
    """The selections with places of the text in place of the sync points that they name; those
    that name none are told and left out."""
    points = sync_points(transcript)
    found, lost, codings = RawSelections(), 0, 0
    for one in selections:
        first, last = points.get(normal_guid(one.start)), points.get(normal_guid(one.end))
        if first is None or last is None:
            lost += 1
            codings += len(one.codings)
            continue
        found.append(one._replace(start=str(first.position), end=str(last.position)))
    if lost:
        findings.left(
            place,
            tr(
                "{lost:,} selections with {codings:,} codings: the sync points that "
                "they go from and to are not in the file.",
                lost=lost,
                codings=codings,
            ),
        )
    found.pack()
    return found


def tell_backwards(transcript: etree._Element, place: str, findings: Findings) -> None:
    """Tell where the times of sync points run backwards in the order of the text."""
    points = sorted(
        (one.position, one.time) for one in sync_points(transcript).values() if one.time is not None
    )
    number = sum(later < earlier for (_, earlier), (_, later) in pairwise(points))
    if number:
        findings.doubtful(
            place,
            tr(
                "Its times run backwards at {places}; they stand as the file has them.",
                places=number_of(number, "sync point"),
            ),
        )


def time_point(document: str, number: int, which: str) -> str:
    """The GUID that this program gives a sync point: of the passage of this number, the ``start``,
    the ``end``, or its end where no time is known (``open``)."""
    return guid_from("refi time point", document, str(number), which)


def structure_of(transcript: etree._Element, text: StoredText, convention: Convention) -> Structure:
    """The times of the text: the passages that had one where this program wrote the file, else
    from each sync point that has a time to the next."""
    known = sync_points(transcript)
    document = normal_guid(transcript.get("guid", ""))
    if time_point(document, 0, "start") in known:
        return Structure.of(_own(document, known, text, convention))
    return Structure.of(_between(known, text, convention))


def _own(
    document: str, known: Mapping[str, SyncPoint], text: StoredText, convention: Convention
) -> Iterator[Element]:
    for number in count():
        start = known.get(time_point(document, number, "start"))
        end = known.get(time_point(document, number, "end"))
        last = end or known.get(time_point(document, number, "open"))
        if start is None or last is None:
            return
        found = text.range(start.position, last.position, convention)
        if found is not None and start.time is not None:
            until = {} if end is None or end.time is None else {"end_ms": end.time}
            yield Element("time", found.start, found.end, {"start_ms": start.time, **until})


def _between(
    known: Mapping[str, SyncPoint], text: StoredText, convention: Convention
) -> Iterator[Element]:
    points = sorted(
        (one for one in known.values() if one.time is not None),
        key=lambda one: (one.position, one.time or 0),
    )
    end = SyncPoint(1 << 40, None)
    for one, following in pairwise([*points, end]):
        last = following.position if following is not end else _length(text, convention)
        found = text.range(one.position, last, convention)
        if found is None or one.time is None:
            continue
        until = following.time
        late = until is not None and until > one.time
        values = {"start_ms": one.time, **({"end_ms": until} if late and until else {})}
        yield Element("time", found.start, found.end, values)


def _length(text: StoredText, convention: Convention) -> int:
    """The end of a text, as the file counts."""
    length = len(text.text)
    low, high = 0, 2 * length + 1
    while low < high:  # the greatest position that is within the text
        middle = (low + high + 1) // 2
        if text.range(0, middle, convention) is not None:
            low = middle
        else:
            high = middle - 1
    return low
