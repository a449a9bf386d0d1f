"""Transcripts in plain text, Word, Rich Text, web pages and PDF, as programs and people write them.

Otter, Rev, Sonix, Trint, Happy Scribe, noScribe, aTrain, f4 and MAXQDA export such; a layout is
found by `detection`, or a person gives its expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.corpus.messages import tr
from annotator.corpus.structure import Element
from annotator.errors import UserError
from annotator.exchange.documents.reader import Options, ReadDocument, Reader, Remark
from annotator.exchange.transcripts.detection import (
    HINT,
    Detection,
    FoundSpeaker,
    detect,
    looks_like,
)
from annotator.exchange.transcripts.documents import document, renamings
from annotator.exchange.transcripts.marked_text import cues_of
from annotator.exchange.transcripts.recognition import is_noscribe

NAME = "transcript"
"""Of the reader in the registry."""
_MOST_SHOWN = 12
_ADDED = re.compile(
    r"\A[^\n]{0,400}\n\s*(?P<noscribe>[^\n]*noScribe vers\.[^\n]*\n(?:[^\n]+\n)*)"
    r"|\A(?P<atrain>Transcription for [^\n]*\n)"
    r"|^(?P<otter>Transcribed by https://otter\.ai)\s*\Z",
    re.MULTILINE,
)
"""What programs write around a transcript about themselves."""


@dataclass(frozen=True, slots=True)
class TranscriptSource:
    """A text in which speakers are looked for, what is in bold type in it, and its document."""

    document: ReadDocument
    text: str
    bold: Sequence[tuple[int, int]]
    remarks: Sequence[Remark]


def read_transcript(data: bytes, name: str, options: Options) -> list[ReadDocument]:
    """The transcripts in a file of any format that holds text; options as those of `document`, and
    ``pattern``. UserError where no speaker and no times can be found in it."""
    reader = reader_beneath(data, name)
    if is_cue_format(reader):
        own = {choice.name for choice in reader.options}
        return list(reader.read(data, name, {k: v for k, v in options.items() if k in own}))
    if is_noscribe(data):
        from annotator.exchange.transcripts.noscribe import read_noscribe  # noqa: PLC0415  (lxml)

        return read_noscribe(data, name, options)
    return [_read(one, options) for one in sources(data, name, options)]


def is_cue_format(reader: Reader) -> bool:
    """Whether a format is one of transcripts itself, in which nothing has to be detected."""
    return any(choice.name == "names" for choice in reader.options)


def reader_beneath(data: bytes, name: str) -> Reader:
    """The reader that a file has but for this one. UserError where none knows it."""
    # The registry names this module.
    from annotator.exchange.documents.recognition import sample_of  # noqa: PLC0415
    from annotator.exchange.documents.registry import readers  # noqa: PLC0415

    sample = sample_of(data, name)
    known = (one for one in readers() if one.name != NAME and one.recognises(sample))
    found = next(known, None)
    if found is None:
        raise UserError(
            tr("“{name}” is of no format that is read here; it is no transcript.", name=name)
        )
    return found


def sources(data: bytes, name: str, options: Options) -> list[TranscriptSource]:
    """The texts of a file in which speakers are looked for. UserError where it can't be read."""
    reader = reader_beneath(data, name)
    own = {choice.name for choice in reader.options}
    taken = {option: value for option, value in options.items() if option in own}
    return [source_of(one) for one in reader.read(data, name, taken)]


def source_of(document: ReadDocument) -> TranscriptSource:
    """The text of a document without what programs say of themselves in it."""
    text, remarks = document.text, []
    for found in _ADDED.finditer(text):
        start, end = found.span(found.lastgroup or 0)
        words = " ".join(text[start:end].split())
        remarks.append(Remark(f"Left out, since nobody says it: “{words}”."))
        # Spaces keep the places of what follows.
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return TranscriptSource(document, text, bold_spans(document.structure), remarks)


def bold_spans(structure: Iterable[Element]) -> list[tuple[int, int]]:
    """The spans in bold type, those that touch as one: programs cut a name into several runs."""
    bold = sorted(
        (one.start, one.end)
        for one in structure
        if one.kind == "emphasis" and one.values.get("style") == "bold"
    )
    return _joined(bold)


def hint(document: ReadDocument) -> Remark | None:
    """That a document of another format looks like a transcript, or None."""
    beginning = (one for one in document.structure if one.start < HINT)
    found = looks_like(document.text, bold_spans(beginning))
    if found is None:
        return None
    return Remark(
        "It looks like a transcript, by the names before its turns. Read it as one"
        " (“--as transcript”) to have speakers and times beside the text.",
        _listed(found.speakers),
    )


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _read(source: TranscriptSource, options: Options) -> ReadDocument:
    given = source.document
    found = detect(
        source.text, options.get("pattern", ""), source.bold, renamings(options.get("speakers", ""))
    )
    if not found.is_transcript:
        raise UserError(
            tr(
                "No speaker can be told in “{given}”: no names or initials stand before"
                " the turns. Give a pattern that matches them, or add the file as it "
                "is.",
                given=given.name,
            )
        )
    notes = [one.start for one in given.structure if one.kind in ("footnote", "endnote")]
    return document(
        given.name,
        cues_of(source.text, found, notes),
        options,
        [*given.remarks, *source.remarks, *_told(found)],
        given.attributes,
        guessed=given.guessed,
        beside=given.structure,
        key=given.key,
    )


def _told(found: Detection) -> list[Remark]:
    """Who was taken for a speaker, and what was not."""
    said = []
    if found.speakers:
        said.append(Remark(f"Speakers: {_listed(found.speakers)}."))
    else:
        said.append(Remark("No speaker is named; the passages have times only."))
    if found.left:
        said.append(
            Remark(
                f"Left in the text, though it stands before words as a name does:"
                f" {_listed(found.left)}. Name one in the option speakers to make it a speaker."
            )
        )
    return said


def _listed(speakers: Sequence[FoundSpeaker]) -> str:
    shown = ", ".join(f"{one.name} ({one.count:,})" for one in speakers[:_MOST_SHOWN])
    more = len(speakers) - _MOST_SHOWN
    return f"{shown} and {more:,} more" if more > 0 else shown
