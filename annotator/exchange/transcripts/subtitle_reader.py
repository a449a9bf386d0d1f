"""The readers of SubRip and WebVTT files."""

from __future__ import annotations

from annotator.errors import UserError
from annotator.exchange.documents.reader import Options, ReadDocument, Remark
from annotator.exchange.plain_text import read_text
from annotator.exchange.transcripts.rolling import without_repeats
from annotator.exchange.transcripts.speakers import with_speakers
from annotator.exchange.transcripts.subtitles import read_subtitles
from annotator.exchange.transcripts.turns import runs_backwards, transcript


def read_subtitle_file(data: bytes, name: str, options: Options) -> list[ReadDocument]:
    """The transcript in a file of cues; option ``names``: ``text`` puts the speakers' names before
    their turns. UserError where there is no cue in it."""
    decoded = read_text(data, name, options.get("encoding") or None)
    cues = with_speakers(without_repeats(read_subtitles(decoded.text)))
    if not cues:
        raise UserError(f"“{name}” has no cue: no line says from when to when something is said.")
    text, structure = transcript(cues, names=options.get("names") == "text")
    remarks = []
    if runs_backwards(cues):
        remarks.append(Remark("Some times run backwards; the cues stand in the order of the file."))
    return [
        ReadDocument(
            name,
            text,
            structure,
            remarks=remarks,
            encoding="",
            guessed=decoded.guessed,
            odd=(),
        )
    ]
