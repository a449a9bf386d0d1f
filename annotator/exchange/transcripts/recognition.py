"""Which files are transcripts for certain, by what is in them; light, since it runs on every file.

Texts in which names stand before colons are not: they become transcripts when a person says so.
"""

from __future__ import annotations

import re
from typing import Final

from annotator.exchange.documents.reader import HEAD, Sample

_TIMING = rb"(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,:]\d{1,9})?"
_TIMING_LINE = re.compile(
    rb"^[ \t]*" + _TIMING + rb"[ \t]*-{1,2}>[ \t]*" + _TIMING + rb"(?:[ \t][^\n]*)?\r?$",
    re.MULTILINE,
)
_SUBVIEWER_LINE = re.compile(
    rb"^[ \t]*\d{1,3}:\d\d:\d\d\.\d{1,3},\d{1,3}:\d\d:\d\d\.\d{1,3}[ \t]*$", re.MULTILINE
)
_LINES: Final = 30
_MARKS: Final = 3
_VTT = re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|\Z)")
_ELAN = re.compile(
    rb"[\xef\xbb\xbf\s]*(?:<\?xml.{0,400}?\?>\s*|<!--.{0,4000}?-->\s*)*<ANNOTATION_DOCUMENT\b",
    re.DOTALL,
)
_PRAAT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*File type = \"ooTextFile(?: short)?\"\s+(?:Object class = )?\"TextGrid\""
    rb"|ooBinaryFile.{1,3}TextGrid",
    re.DOTALL,
)
_CHAT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:@[^\n]*\n\s*){0,8}@Begin[ \t]*\r?(?:\n|\Z)")
_JSON_OF_WHISPER = re.compile(
    rb"\"(?:segments|transcription|chunks)\"\s*:\s*\[\s*\{[^{}\[\]]{0,4000}"
    rb"(?:\"(?:start|end)\"\s*:\s*-?[\d.]|\"timestamps?\"\s*:\s*[\[{]|\"offsets\"\s*:\s*\{)"
)
_SEGMENT = re.compile(
    rb"\"start\"\s*:\s*[\d.]+[^{}\[\]]{0,4000}\"text\"\s*:\s*\"|\"text\"\s*:\s*\"[^{}\[\]]{0,4000}\"start\"\s*:"
)
_LONG_TEXT = re.compile(rb"\s*\{\s*\"text\"\s*:\s*\"(?:[^\"\\]|\\.)*\\?\Z", re.DOTALL)
_LANGUAGE = re.compile(
    rb"\"language\"\s*:\s*\"[\w -]{2,40}\"\s*\}\s*\Z|\"(?:segments|chunks)\"|\"avg_logprob\""
)
_TABLE = re.compile(rb"(?:\xef\xbb\xbf)?start\tend\t(?:speaker\t)?text(?:\tspeaker)?\r?\n")
_F4 = re.compile(rb"#\d{2}:\d{2}:\d{2}-\d{1,3}#")
_ATRAIN = re.compile(
    rb"(?:\xef\xbb\xbf)?Transcription for [^\n]*\n\s*(?:SPEAKER_\d+\r?\n"
    rb"|Speaker undefined\r?\n|\[?\d\d:\d\d:\d\d\]? )"
)
_OTTER = re.compile(rb"^[^\n]*\b\d{1,2}:\d\d[ \t]*\r?$", re.MULTILINE)
_OTTER_END = re.compile(rb"\nTranscribed by https://otter\.ai\s*\Z")
_NOSCRIBE = re.compile(rb"<a\s[^>]{0,200}\bname=[\"']ts_\d+_\d+", re.IGNORECASE)
_NOSCRIBE_TEXT = re.compile(rb"(?:\xef\xbb\xbf)?[^\n]{0,400}\n\s*[^\n]{0,100}noScribe vers\.")


def is_subtitles(sample: Sample) -> bool:
    """WebVTT by its first line, others by a line with two times near the beginning."""
    head = _bytes(sample)
    if _VTT.match(head):
        return True
    first = b"\n".join(
        head[:4_000].replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")[:_LINES]
    )
    return bool(_TIMING_LINE.search(first) or _SUBVIEWER_LINE.search(first))


def is_elan(sample: Sample) -> bool:
    """An annotation file of ELAN, by its root element."""
    return bool(_ELAN.match(_bytes(sample)))


def is_textgrid(sample: Sample) -> bool:
    """A TextGrid of Praat, in any form."""
    return bool(_PRAAT.match(_bytes(sample)))


def is_chat(sample: Sample) -> bool:
    """A file of CHAT: its headers begin with ``@Begin``, after ``@UTF8`` and the like."""
    return bool(_CHAT.match(_bytes(sample)))


def is_whisper(sample: Sample) -> bool:
    """JSON with a list of segments that have times and a text, or a table of such."""
    head = sample.head
    if _TABLE.match(head):
        return True
    begin = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if begin == b"[":
        return bool(re.match(rb"[\xef\xbb\xbf\s]*\[\s*\{", head)) and bool(
            _SEGMENT.search(head[:8_000])
        )
    if begin != b"{":
        return False
    if _JSON_OF_WHISPER.search(head):
        return True
    # Whisper writes the whole text first; that of an hour is longer than what is looked at.
    return (
        len(head) == HEAD and bool(_LONG_TEXT.match(head)) and bool(_LANGUAGE.search(sample.tail))
    )


def is_transcript(sample: Sample) -> bool:
    """A text or page that is a transcript for certain: the times of f4 and MAXQDA, the first lines
    of noScribe and aTrain, the last line of Otter."""
    head = _bytes(sample)
    if head.startswith((b"{\\rtf", b"PK", b"%PDF")):
        return False
    if is_noscribe(head) or (b"noScribe" in head and _NOSCRIBE_TEXT.match(head)):
        return True
    if _ATRAIN.match(head):
        return True
    if b"otter.ai" in (sample.tail or head[-2_000:]):
        return bool(_OTTER_END.search(sample.tail or head)) and bool(_OTTER.search(head))
    return b"-" in head and not head.lstrip().startswith(b"<") and _has_marks(head)


def is_noscribe(head: bytes) -> bool:
    """Whether a file is a web page of noScribe, by its beginning."""
    return b"noScribe" in head[:HEAD] and bool(_NOSCRIBE.search(head[:HEAD]))


def _has_marks(head: bytes) -> bool:
    return (
        sum(1 for _mark, _match in zip(range(_MARKS), _F4.finditer(head), strict=False)) == _MARKS
    )


def _bytes(sample: Sample) -> bytes:
    """UTF-16 without its zeros, so that what is ASCII in it can be seen."""
    head = sample.head
    if b"\x00" not in head[:64] or head.startswith(b"ooBinaryFile"):
        return head
    return head.replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
