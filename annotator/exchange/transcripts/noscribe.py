"""Web pages as noScribe writes them: each passage is an anchor with its times and its speaker.

The anchor is called ``ts_FIRST_LAST_SPEAKER`` (milliseconds). Paragraphs begin with the speaker and
a colon; where somebody renamed a speaker in noScribe's editor, it is that name which counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.html_encoding import decoded_markup
from annotator.exchange.documents.html_tree import html_tree
from annotator.exchange.documents.reader import Options, ReadDocument, Remark
from annotator.exchange.transcripts.cue import LATEST, Cue, limited
from annotator.exchange.transcripts.documents import document

_ANCHOR = re.compile(r"ts_(\d{1,12})_(\d{1,12})(?:_(.*))?", re.DOTALL)
_SHOWN_TIME = re.compile(r"\s?\[\d{1,3}:\d\d:\d\d\]")
_BLOCKS = frozenset(("body", "div", "p", "li", "h1", "h2", "h3", "td", "tr"))
_UNSHOWN = frozenset(("script", "style", "title"))
_LABEL = re.compile(r"\s*([^:\n\[\]]{1,60}?)\s*:[ \u00a0]?")


@dataclass(slots=True)
class _Part:
    """Words of a paragraph, and the name of the anchor around them."""

    words: list[str]
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
    paragraphs = list(limited(_paragraphs(root)))
    labels = _labels(paragraphs)
    for parts in paragraphs:
        if not cues and not any(part.anchor for part in parts):
            words = " ".join("".join(word for part in parts for word in part.words).split())
            if words:
                remarks.append(Remark(f"Left out, since nobody says it: “{words}”."))
            continue
        speaker = _take(cues, parts, speaker, labels)
    if not cues:
        raise UserError(tr("“{name}” is a page of noScribe in which nothing is said.", name=name))
    return [document(name, cues, options, remarks, attributes)]


def _paragraphs(root: etree._Element) -> Iterator[list[_Part]]:
    """The parts of each paragraph that has any; what stands in none is one of its own."""
    body = root.find("body")
    anchors, parts = [""], list[_Part]()
    for event, node in etree.iterwalk(root if body is None else body, events=("start", "end")):
        if node.tag in _BLOCKS and parts:
            yield parts
            parts = []
        if event == "end":
            anchors.pop()
            _add(parts, node.tail, anchors[-1])
            continue
        own = node.get("name", "") if node.tag == "a" else ""
        anchors.append(own if _ANCHOR.fullmatch(own) else anchors[-1])
        if node.tag == "br":
            _add(parts, "\n", anchors[-1])
        if node.tag not in _UNSHOWN:
            _add(parts, node.text, anchors[-1])
    if parts:
        yield parts


def _add(parts: list[_Part], words: str | None, anchor: str) -> None:
    """Add words; an editor cuts a passage into several anchors of one name."""
    if not words or (not parts and not words.strip()):
        return
    if parts and parts[-1].anchor == anchor:
        parts[-1].words.append(words)
    else:
        parts.append(_Part([words], anchor))


def _labels(paragraphs: Sequence[list[_Part]]) -> frozenset[str]:
    """The names that stand before what is said: those of anchors, and where one of these stands
    nowhere, the name that most of its paragraphs begin with."""
    found: dict[str, Counter[str]] = {}
    for parts in paragraphs:
        label = _label("".join(parts[0].words))
        if label is not None and (named := _named(parts[0])):
            found.setdefault(named, Counter())[label[1]] += 1
    return frozenset(
        named if named in labels else labels.most_common(1)[0][0] for named, labels in found.items()
    )


def _label(words: str) -> re.Match[str] | None:
    """What a paragraph begins with before a colon; the match is of the words without a time."""
    return _LABEL.match(_SHOWN_TIME.sub("", words, count=1))


def _named(part: _Part) -> str:
    """The speaker that an anchor names."""
    match = _ANCHOR.fullmatch(part.anchor)
    return (match[3] or "").strip() if match else ""


def _take(cues: list[Cue], parts: list[_Part], speaker: str, labels: Collection[str]) -> str:
    """Add the passages of a paragraph; who speaks at its end."""
    for number, part in enumerate(parts):
        words = "".join(part.words)
        if number == 0:
            label = _label(words)
            if label is not None and label[1] in labels:
                words, speaker = label.string[label.end() :], label[1]
            elif speaker not in labels:
                speaker = _named(part) or speaker
        match = _ANCHOR.fullmatch(part.anchor)
        first = last = None
        if match and int(match[1]) <= LATEST and int(match[2]) <= LATEST:
            first, last = int(match[1]), int(match[2])
        cues.append(Cue(first, last, _SHOWN_TIME.sub("", words).split("\n"), speaker))
    return speaker
