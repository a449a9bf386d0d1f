"""The readers of SubRip and WebVTT files."""

from __future__ import annotations

import re

from annotator.errors import UserError
from annotator.exchange.documents.reader import Options, ReadDocument
from annotator.exchange.plain_text import read_text
from annotator.exchange.transcripts.documents import document
from annotator.exchange.transcripts.rolling import without_repeats
from annotator.exchange.transcripts.speakers import with_speakers
from annotator.exchange.transcripts.subtitles import read_subtitles

_MEDIA = re.compile(r"^NOTE media: *(\S.*)$", re.MULTILINE)


def read_subtitle_file(data: bytes, name: str, options: Options) -> list[ReadDocument]:
    """The transcript in a file of cues; options as those of `document`, and ``encoding``.
    UserError where there is no cue in it."""
    decoded = read_text(data, name, options.get("encoding") or None)
    cues = with_speakers(without_repeats(read_subtitles(decoded.text)))
    if not cues:
        raise UserError(f"“{name}” has no cue: no line says from when to when something is said.")
    media = _MEDIA.search(decoded.text[:10_000])
    attributes = {} if media is None else {"media": media[1].strip()}
    return [document(name, cues, options, (), attributes, guessed=decoded.guessed)]
