"""Transcripts as programs write them, made for the tests: one conversation in every format."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from annotator.exchange.documents.reader import NO_OPTIONS, ReadDocument
from annotator.exchange.documents.recognition import sample_of
from annotator.exchange.documents.registry import reader_for, reader_named


class Said(NamedTuple):
    """What somebody says, from when to when, in milliseconds."""

    who: str
    start: int
    end: int
    words: str


TALK = (
    Said("Anna", 500, 2_000, "Guten Tag, Herr Özil."),
    Said("Ben", 2_100, 4_300, "Hallo! Um 10:30 war ich da."),
    Said("Ben", 4_300, 6_000, "Das war & bleibt so."),
    Said("Anna", 9_000, 9_800, "Ja (lacht)."),
)
TURNS = [
    ("Anna", "Guten Tag, Herr Özil."),
    ("Ben", "Hallo! Um 10:30 war ich da. Das war & bleibt so."),
    ("Anna", "Ja (lacht)."),
]


def read(
    data: bytes | str, name: str, options: Mapping[str, str] = NO_OPTIONS, chosen: str = ""
) -> ReadDocument:
    """The document of a file, read by the reader that its content asks for, or that is chosen."""
    data = data.encode() if isinstance(data, str) else data
    reader = reader_named(chosen) if chosen else reader_for(sample_of(data, name))
    assert reader is not None
    (found,) = reader.read(data, name, options)
    return found


def reader_name(data: bytes | str, name: str) -> str:
    """The name of the reader that the content of a file asks for."""
    data = data.encode() if isinstance(data, str) else data
    reader = reader_for(sample_of(data, name))
    return reader.name if reader is not None else ""


def turns(document: ReadDocument) -> list[tuple[object, str]]:
    """The speaker and the words of each turn."""
    return [
        (one.values.get("speaker", ""), document.text[one.start : one.end])
        for one in document.structure
        if one.kind == "turn"
    ]


def times(document: ReadDocument) -> list[tuple[object, object, str]]:
    """The start, the end and the words of each passage that has a time."""
    return [
        (one.values["start_ms"], one.values.get("end_ms"), document.text[one.start : one.end])
        for one in document.structure
        if one.kind == "time"
    ]


def tiers(document: ReadDocument) -> list[tuple[object, object, str]]:
    """The name and the text of each line of annotation, and the words that it stands at."""
    return [
        (one.values["tier"], one.values["text"], document.text[one.start : one.end])
        for one in document.structure
        if one.kind == "tier"
    ]


def remarks(document: ReadDocument) -> str:
    """All that the reader has to say."""
    return " ".join(remark.what for remark in document.remarks)


def clock(time: int, point: str = ".", hours: int = 2) -> str:
    """``00:01:02.345``."""
    whole = time // 1000
    return f"{whole // 3600:0{hours}}:{whole // 60 % 60:02}:{whole % 60:02}{point}{time % 1000:03}"


def srt(talk: Sequence[Said] = TALK) -> str:
    """SubRip with the names in the cues."""
    return "\n".join(
        f"{n}\n{clock(one.start, ',')} --> {clock(one.end, ',')}\n{one.who}: {one.words}\n"
        for n, one in enumerate(talk, 1)
    )


def vtt(talk: Sequence[Said] = TALK) -> str:
    """WebVTT with voices."""
    return "WEBVTT\n\n" + "\n".join(
        f"{clock(one.start)} --> {clock(one.end)}\n<v {one.who}>{escape(one.words)}</v>\n"
        for one in talk
    )


def eaf(talk: Sequence[Said] = TALK, more: str = "", media: str = "file:///C:/talk.wav") -> str:
    """An annotation file of ELAN, a tier a participant; `more` tiers after them."""
    slots = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="ts{n}{end}" TIME_VALUE="{time}"/>\n'
        for n, one in enumerate(talk)
        for end, time in (("a", one.start), ("b", one.end))
    )
    found = []
    for number, who in enumerate(dict.fromkeys(one.who for one in talk)):
        own = "".join(
            f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{n}" TIME_SLOT_REF1="ts{n}a"'
            f' TIME_SLOT_REF2="ts{n}b"><ANNOTATION_VALUE>{escape(one.words)}</ANNOTATION_VALUE>'
            "</ALIGNABLE_ANNOTATION></ANNOTATION>\n"
            for n, one in enumerate(talk)
            if one.who == who
        )
        found.append(
            f'<TIER LINGUISTIC_TYPE_REF="utterance" PARTICIPANT="{escape(who)}"'
            f' TIER_ID="T{number}">\n{own}</TIER>\n'
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<ANNOTATION_DOCUMENT AUTHOR="" FORMAT="3.0"'
        ' VERSION="3.0" DATE="2026-01-31T10:00:00+01:00">\n'
        f'<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"><MEDIA_DESCRIPTOR MEDIA_URL="{media}"'
        f' MIME_TYPE="audio/x-wav"/></HEADER>\n<TIME_ORDER>\n{slots}</TIME_ORDER>\n'
        f"{''.join(found)}{more}"
        '<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="utterance" TIME_ALIGNABLE="true"/>\n'
        "</ANNOTATION_DOCUMENT>\n"
    )


def _seconds(time: int) -> str:
    return f"{time / 1000:.3f}".rstrip("0").rstrip(".")


def textgrid(talk: Sequence[Said] = TALK, *, short: bool = False) -> str:
    """A TextGrid of Praat, an interval tier a speaker, with the empty intervals between."""
    last = max(one.end for one in talk)
    people = list(dict.fromkeys(one.who for one in talk))
    lines = ['File type = "ooTextFile"', 'Object class = "TextGrid"', ""]
    lines += ["0", _seconds(last), "<exists>", str(len(people))]
    if not short:
        lines[3:] = ["xmin = 0 ", f"xmax = {_seconds(last)} ", "tiers? <exists> "]
        lines += [f"size = {len(people)} ", "item []: "]
    for number, who in enumerate(people, 1):
        intervals: list[tuple[int, int, str]] = []
        place = 0
        for one in talk:
            if one.who == who:
                if one.start > place:
                    intervals.append((place, one.start, ""))
                intervals.append((one.start, one.end, one.words.replace('"', '""')))
                place = one.end
        if short:
            lines += ['"IntervalTier"', f'"{who}"', "0", _seconds(last), str(len(intervals))]
            for start, end, words in intervals:
                lines += [_seconds(start), _seconds(end), f'"{words}"']
            continue
        lines += [f"    item [{number}]:", '        class = "IntervalTier" ']
        lines += [f'        name = "{who}" ', "        xmin = 0 "]
        lines += [
            f"        xmax = {_seconds(last)} ",
            f"        intervals: size = {len(intervals)} ",
        ]
        for place, (start, end, words) in enumerate(intervals, 1):
            lines += [f"        intervals [{place}]:", f"            xmin = {_seconds(start)} "]
            lines += [f"            xmax = {_seconds(end)} ", f'            text = "{words}" ']
    return "\n".join(lines) + "\n"


def chat(talk: Sequence[Said] = TALK) -> str:
    """A file of CHAT whose participants have codes, names and roles."""
    people = list(dict.fromkeys(one.who for one in talk))
    codes = {who: f"P{number:02}" for number, who in enumerate(people)}
    roles = ["Investigator", "Participant", *["Adult"] * len(people)]
    said = ", ".join(f"{codes[w]} {w} {role}" for w, role in zip(people, roles, strict=False))
    lines = "".join(
        f"*{codes[one.who]}:\t{one.words} \x15{one.start}_{one.end}\x15\n" for one in talk
    )
    return (
        f"@UTF8\n@Begin\n@Languages:\tdeu\n@Participants:\t{said}\n@Media:\ttalk, audio\n"
        f"{lines}@End\n"
    )


def whisper(talk: Sequence[Said] = TALK, *, words: bool = False) -> str:
    """JSON as WhisperX writes it."""
    segments = [
        {
            "start": one.start / 1000,
            "end": one.end / 1000,
            "text": f" {one.words}",
            "speaker": one.who,
            **({"words": _words(one)} if words else {}),
        }
        for one in talk
    ]
    return json.dumps({"segments": segments, "language": "de"})


def _words(one: Said) -> list[dict[str, object]]:
    found = one.words.split()
    step = (one.end - one.start) / len(found)
    return [
        {
            "word": word,
            "start": round(one.start + n * step) / 1000,
            "end": round(one.start + (n + 1) * step) / 1000,
            "score": 0.9,
            "speaker": one.who,
        }
        for n, word in enumerate(found)
    ]


def whisper_cpp(talk: Sequence[Said] = TALK) -> str:
    """JSON as whisper.cpp writes it: no speakers."""
    return json.dumps(
        {
            "systeminfo": "AVX = 1",
            "transcription": [
                {
                    "timestamps": {"from": clock(one.start, ","), "to": clock(one.end, ",")},
                    "offsets": {"from": one.start, "to": one.end},
                    "text": f" {one.words}",
                }
                for one in talk
            ],
        }
    )


def table(talk: Sequence[Said] = TALK) -> str:
    """Tab-separated values as Whisper writes them: no speakers."""
    return "start\tend\ttext\n" + "".join(f"{o.start}\t{o.end}\t{o.words}\n" for o in talk)


def noscribe(talk: Sequence[Said] = TALK) -> str:
    """A web page as noScribe writes it, with visible times."""
    paragraphs: list[str] = []
    before = ""
    for one in talk:
        shown = f'<span style="color: #78909C" >[{clock(one.start)[:8]}]</span>'
        label = f"{one.who}: {shown}" if one.who != before else f" {shown}"
        anchor = f'<a name="ts_{one.start}_{one.end}_{one.who}" >{label} {escape(one.words)}</a>'
        if one.who == before:
            paragraphs[-1] += anchor
        else:
            paragraphs.append(anchor)
        before = one.who
    body = "".join(f"<p >{paragraph}</p>" for paragraph in paragraphs)
    return (
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0//EN"'
        ' "http://www.w3.org/TR/REC-html40/strict.dtd">\n<html >\n<head >\n'
        '<meta charset="UTF-8" />\n<meta name="qrichtext" content="1" />\n'
        '<meta name="audio_source" content="/talks/talk.m4a" />'
        '<style type="text/css" >p, li { white-space: pre-wrap; }</style></head>\n<body >'
        '<div class="WordSection1" ><p style="font-weight: 600" >talk</p>'
        '<p ><span style="color: #909090" >Transcribed with noScribe vers. 0.7<br />'
        f"Audio file: /talks/talk.m4a</span></p><p ></p>{body}</div></body>\n</html>"
    )


OTTER = """\
Anna Berg  0:03{}
So, at 10:30 we met. Note: it was late.

Unknown Speaker  1:02:10{}
Dann: nothing.
And more.

Anna Berg  1:02:12{}
Right.

Transcribed by https://otter.ai
""".replace("{}", "  ")
F4 = """\
I: Guten Tag. #00:00:05-0#

B1: Hallo, um 10:30 war ich da (lacht). #00:00:09-3#
Und dann ging ich. #00:00:12-0#

I: Hm. #00:00:13-1#
"""
MAXQDA = """\
#00:00:00-0# I: Guten Tag.

#00:00:04-2# B1: Hallo.

#00:00:09-3# I: Und?
"""
ATRAIN = """\
Transcription for 2026-01-31 10-00-00 talk

SPEAKER_00
[00:00:01] Guten Tag. [00:00:03] Wie geht es?

SPEAKER_01
[00:00:05] Gut.
"""
NOSCRIBE = """\
talk

Transcribed with noScribe vers. 0.7
Audio file: talk.m4a
(Language: de | Speaker detection: 2)


S00: [00:00:01] Hallo. //S01: Ja.// So. (..)
S01: [00:00:07] Gut.
"""
TEXTS = (F4, MAXQDA, OTTER, ATRAIN, NOSCRIBE)
"""As text, the way the programs of these names write it."""
