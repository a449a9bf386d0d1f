"""Transcripts of recordings as sources of a REFI-QDA project.

A document that names its recording and has times goes out as the transcript of that recording:
with a sync point at the beginning and the end of every passage that has a time, and at both ends of
every coding; those have the time of the passage that they lie in. The recording is not in the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.document import Document
from annotator.corpus.identity import guid_from
from annotator.corpus.project import ProjectContent
from annotator.corpus.structure import Element
from annotator.exchange.refi.names import clean
from annotator.exchange.refi.original_files import suffix_of
from annotator.exchange.refi.transcripts import MEDIA, time_point
from annotator.exchange.refi.vocabulary import add
from annotator.exchange.times import format_time

_VIDEOS: Final = (".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".wmv", ".mpg", ".mpeg", ".ogv")
Units = Callable[[int], int]
"""The position of a code point as the file counts."""


def recordings(content: ProjectContent) -> dict[str, str]:
    """The documents (GUIDs) that go out as transcripts, with the recording of each."""
    named = {one.document: one.value for one in content.document_attributes if one.name == MEDIA}
    return {
        document.guid: named[document.guid]
        for document in content.documents
        if document.guid in named
        and suffix_of(document) != ".pdf"
        and _times(content.structures.get(document.guid, ()))
    }


def _times(structure: Iterable[Element]) -> list[Element]:
    return [one for one in structure if one.kind == "time"]


def add_recording(
    sources: etree._Element,
    document: Document,
    media: str,
    structure: Iterable[Element],
    ends: Iterable[int],
    units: Units,
    *,
    with_file: bool,
) -> tuple[etree._Element, etree._Element, Mapping[int, str]]:
    """Add the source of a recording: its element, that of the transcript, which is not within it
    yet, and the sync points of the `ends` of codings (code points) by their position."""
    times = {
        "creationDateTime": format_time(document.created),
        "modifiedDateTime": format_time(document.modified),
    }
    kind = "VideoSource" if media.lower().endswith(_VIDEOS) else "AudioSource"
    name = clean(document.name)
    guid = guid_from("refi recording", document.guid)
    outer = add(sources, kind, guid=guid, name=name, path=_path(media), **times)
    inner = etree.Element(f"{{{etree.QName(outer).namespace}}}Transcript")
    inner.set("guid", document.guid)
    inner.set("name", name)
    suffix = suffix_of(document) if with_file else ""
    if suffix:
        inner.set("richTextPath", f"internal://{document.guid}{suffix}")
    inner.set("plainTextPath", f"internal://{document.guid}.txt")
    for key, value in times.items():
        inner.set(key, value)
    return outer, inner, _add_points(inner, document.guid, _times(structure), ends, units)


def _path(media: str) -> str:
    """The recording as a path of the format; what names no scheme and no root is relative."""
    media = clean(media)
    if "://" in media:
        return media
    rooted = media.startswith(("/", "\\")) or media[1:2] == ":"
    return f"absolute://{media}" if rooted else f"relative://{media}"


def _add_points(
    inner: etree._Element,
    document: str,
    times: Sequence[Element],
    ends: Iterable[int],
    units: Units,
) -> dict[int, str]:
    points: list[tuple[int, int, str]] = []
    for number, one in enumerate(times):
        start = int(one.values["start_ms"])
        points.append((one.start, start, time_point(document, number, "start")))
        until = int(one.values.get("end_ms", start))
        known = "end" if "end_ms" in one.values else "open"
        points.append((one.end, until, time_point(document, number, known)))
    starts = [one.start for one in times]
    by_position: dict[int, str] = {}
    for position in sorted(set(ends)):
        by_position[position] = guid_from("refi coded point", document, str(position))
        at = bisect_right(starts, position) - 1
        time = int(times[at].values["start_ms"]) if at >= 0 else 0
        points.append((position, time, by_position[position]))
    for position, time, guid in sorted(points):
        add(inner, "SyncPoint", guid=guid, timeStamp=str(time), position=str(units(position)))
    return by_position
