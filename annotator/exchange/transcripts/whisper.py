"""The output of Whisper and programs built on it: JSON and tab-separated values.

JSON of Whisper and WhisperX (``segments`` in seconds, with ``words`` and ``speaker``; aTrain's and
faster-whisper's are the same), of whisper.cpp (``transcription`` with ``offsets`` in milliseconds)
and of Transformers' pipelines (``chunks`` with a ``timestamp``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import groupby

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.reader import Options, ReadDocument, Remark
from annotator.exchange.plain_text import read_text
from annotator.exchange.transcripts.cue import (
    Cue,
    check_size,
    from_number,
    limited,
    plain,
    read_time,
)
from annotator.exchange.transcripts.documents import document

_MOST_OBJECTS = 1_500_000
"""“{” in a file: a word takes half a kilobyte."""
_LISTS = ("segments", "transcription", "chunks")


def read_whisper(data: bytes, name: str, options: Options) -> list[ReadDocument]:
    """The transcript in such a file; options as those of `document`, and ``times``: ``words`` for a
    time to each word. UserError where it is damaged or holds no segment."""
    check_size(data, name)
    decoded = read_text(data, name)
    remarks: list[Remark] = []
    if decoded.text.lstrip()[:1] in ("{", "["):
        cues = list(_of_json(decoded.text, name, options.get("times") == "words", remarks))
    else:
        cues = list(_of_table(decoded.text, name))
    if not any(cue.said for cue in cues):
        raise UserError(tr("“{name}” has no segment in which something is said.", name=name))
    return [document(name, cues, options, remarks, guessed=decoded.guessed, timed=True)]


def _of_json(text: str, name: str, words: bool, remarks: list[Remark]) -> Iterator[Cue]:
    if text.count("{") > _MOST_OBJECTS:
        raise UserError(tr("“{name}” has more words than can be read here. Split it.", name=name))
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise UserError(
            tr(
                "“{name}” is damaged: its JSON can't be read at line {lineno}. Export it again.",
                name=name,
                lineno=error.lineno,
            )
        ) from None
    except (ValueError, RecursionError):
        raise UserError(tr("“{name}” is damaged: its JSON can't be read.", name=name)) from None
    segments = found if isinstance(found, list) else None
    if isinstance(found, dict):
        lists = (found.get(key) for key in ("speakers", *_LISTS))
        segments = next((one for one in lists if isinstance(one, list) and one), None)
    if segments is None:
        raise UserError(
            tr("“{name}” is JSON without segments; it is no transcript of Whisper.", name=name)
        )
    strange = 0
    for segment in limited(segments):
        if not isinstance(segment, dict) or not isinstance(segment.get("text"), str):
            strange += 1
            continue
        yield from _of_segment(segment, words)
    if strange:
        remarks.append(Remark(f"Segments without text were left out: {strange:,}."))


def _of_segment(segment: Mapping[str, object], words: bool) -> Iterator[Cue]:
    start, end = _times(segment)
    speaker = _word(segment.get("speaker"))
    timed = [(_word(one.get("speaker")) or speaker, one) for one in _words(segment)]
    text = str(segment["text"])
    spoken = " ".join("".join(str(one["word"]) for _who, one in timed).split())
    joined = "".join(spoken.split()) == "".join(text.split())
    if not timed or not joined:
        yield Cue(start, end, text.split("\n"), speaker)
        return
    for who, run in groupby(timed, key=lambda pair: pair[0]):
        yield _of_words(who, [one for _who, one in run], start, end, words)


def _of_words(
    speaker: str,
    found: list[Mapping[str, object]],
    start: int | None,
    end: int | None,
    words: bool,
) -> Cue:
    """What one person says within a segment, by its words."""
    separate = not any(str(one["word"]).startswith(" ") for one in found[1:])
    text = (" " if separate else "").join(str(one["word"]) for one in found)
    times = [(plain(str(one["word"])).strip(), *_times(one)) for one in found]
    starts = [at for _word, at, _end in times if at is not None]
    ends = [at for _word, _start, at in times if at is not None]
    each = [(word, at, to) for word, at, to in times if word and at is not None and to is not None]
    return Cue(
        *(starts[0] if starts else start, ends[-1] if ends else end, text.split("\n"), speaker),
        words=each if words else (),
    )


def _words(segment: Mapping[str, object]) -> list[Mapping[str, object]]:
    """The words of a segment; none where one of them is no word."""
    found = segment.get("words")
    if not isinstance(found, list):
        return []
    words: list[Mapping[str, object]] = [
        one for one in found if isinstance(one, dict) and isinstance(one.get("word"), str)
    ]
    return words if len(words) == len(found) else []


def _word(value: object) -> str:
    """The name of a speaker; some programs number them."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return value if isinstance(value, str) else f"Speaker {value}"


def _times(one: Mapping[str, object]) -> tuple[int | None, int | None]:
    offsets, stamp = one.get("offsets"), one.get("timestamp")
    if isinstance(offsets, dict):
        return from_number(offsets.get("from")), from_number(offsets.get("to"))
    if isinstance(stamp, list) and len(stamp) == 2:
        return from_number(stamp[0], 1000), from_number(stamp[1], 1000)
    return from_number(one.get("start"), 1000), from_number(one.get("end"), 1000)


def _of_table(text: str, name: str) -> Iterator[Cue]:
    """Rows with the columns start, end (milliseconds), text, and speaker where there is one."""
    head, _, rest = text.partition("\n")
    columns = [column.strip().lower() for column in head.split("\t")]
    missing = [one for one in ("start", "end", "text") if one not in columns]
    if missing:
        raise UserError(
            tr(
                "“{name}” has no column “{missing}” in its first line.",
                name=name,
                missing=missing[0],
            )
        )
    lines = limited(line for line in rest.split("\n") if line.strip())
    rows = [line.split("\t", len(columns) - 1) for line in lines]
    cells = [dict(zip(columns, row, strict=False)) for row in rows]
    # Whisper writes whole milliseconds; who writes fractions means seconds.
    unit = 1000 if any("." in row.get("start", "") for row in cells) else 1
    for number, row in enumerate(cells, 2):
        start, end = _cell(row.get("start", ""), unit), _cell(row.get("end", ""), unit)
        if "text" not in row:
            raise UserError(
                tr(
                    "Line {number} of “{name}” is not complete: it has no text.",
                    number=number,
                    name=name,
                )
            )
        yield Cue(start, end, [row["text"]], row.get("speaker", "").strip())


def _cell(text: str, unit: int) -> int | None:
    if ":" in text:
        return read_time(text)
    try:
        return from_number(float(text), unit)
    except ValueError:
        return None
