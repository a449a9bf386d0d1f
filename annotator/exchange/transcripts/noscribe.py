"""Web pages as noScribe writes them: each passage is an anchor with its times and its speaker.

The anchor is called ``ts_FIRST_LAST_SPEAKER`` (milliseconds). Paragraphs begin with the speaker and
a colon; where somebody renamed a speaker in noScribe's editor, it is that name which counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from annotator.errors import UserError
from annotator.exchange.documents.html_encoding import decoded_markup
from annotator.exchange.documents.html_tree import html_tree
from annotator.exchange.documents.reader import Options, ReadDocument, Remark
from annotator.exchange.transcripts.cue import LATEST, Cue
from annotator.exchange.transcripts.documents import document

_ANCHOR = re.compile(r"ts_(\d{1,12})_(\d{1,12})(?:_(.*))?", re.DOTALL)
_SHOWN_TIME = re.compile(r"\s?\[\d{1,3}:\d\d:\d\d\]")
_LABEL = re.compile(r"\s*([^:\n\[\]]{1,60}?)\s*:[ \u00a0]?")


@dataclass(slots=True)
class _Part:
    """Words of a paragraph, and the name of the anchor around them."""

    words: str
    anchor: str


def read_noscribe(data: bytes, name: str, options: Options) -> list[ReadDocument]:
    """The transcript in such a page; options as those of `document`. UserError where nothing is
    said in it."""
    root = html_tree(decoded_markup(data, name, options.get("encoding", "")).text, name)
    attributes = {}
    for meta in root.iter("meta"):
        if meta.get("name") == "audio_source" and meta.get("content"):
            attributes["media"] = meta.get("content")
    cues: list[Cue] = []
    remarks: list[Remark] = []
    speaker = ""
    for paragraph in root.iter("p"):
        parts = _joined(_parts(paragraph))
        if not cues and not any(part.anchor for part in parts):
            words = " ".join("".join(part.words for part in parts).split())
            if words:
                remarks.append(Remark(f"Left out, since nobody says it: “{words}”."))
            continue
        speaker = _take(cues, parts, speaker)
    if not cues:
        raise UserError(f"“{name}” is a page of noScribe in which nothing is said.")
    return [document(name, cues, options, remarks, attributes)]


def _parts(paragraph: etree._Element) -> Iterator[_Part]:
    anchors = [""]
    for event, node in etree.iterwalk(paragraph, events=("start", "end")):
        if event == "end":
            anchors.pop()
            if node.tail and node is not paragraph:
                yield _Part(node.tail, anchors[-1])
            continue
        own = node.get("name", "") if node.tag == "a" else ""
        anchors.append(own if _ANCHOR.fullmatch(own) else anchors[-1])
        if node.tag == "br":
            yield _Part("\n", anchors[-1])
        if node.text:
            yield _Part(node.text, anchors[-1])


def _joined(parts: Iterator[_Part]) -> list[_Part]:
    """An editor cuts a passage into several anchors of one name."""
    found: list[_Part] = []
    for part in parts:
        if found and part.anchor == found[-1].anchor:
            found[-1].words += part.words
        elif part.words.strip() or part.anchor:
            found.append(part)
    return found


def _take(cues: list[Cue], parts: list[_Part], speaker: str) -> str:
    """Add the passages of a paragraph; who speaks at its end."""
    for number, part in enumerate(parts):
        match = _ANCHOR.fullmatch(part.anchor)
        named = (match[3] or "").strip() if match else ""
        words = part.words
        if number == 0:
            words, speaker = _begun(words, named, speaker)
        first = last = None
        if match and int(match[1]) <= LATEST and int(match[2]) <= LATEST:
            first, last = int(match[1]), int(match[2])
        cues.append(Cue(first, last, _SHOWN_TIME.sub("", words).split("\n"), speaker))
    return speaker


def _begun(words: str, named: str, speaker: str) -> tuple[str, str]:
    """The words of a paragraph without the name they begin with, and the speaker."""
    bare = _SHOWN_TIME.sub("", words, count=1)
    label = _LABEL.match(bare)
    if named and label is not None:
        return bare[label.end() :], label[1]
    return words, named or speaker
