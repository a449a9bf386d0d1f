"""The reader of SubRip, WebVTT and SubViewer files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.reader import Options, ReadDocument, Remark
from annotator.exchange.plain_text import read_text
from annotator.exchange.transcripts.cue import Cue, check_size
from annotator.exchange.transcripts.documents import document
from annotator.exchange.transcripts.rolling import without_repeats
from annotator.exchange.transcripts.speakers import with_speakers
from annotator.exchange.transcripts.subtitles import read_subtitles, times_words

_MOST_SHOWN = 12
_MEDIA = re.compile(r"^NOTE media: *(\S.*)$", re.MULTILINE)


def read_subtitle_file(data: bytes, name: str, options: Options) -> list[ReadDocument]:
    """The transcript in a file of cues; options as those of `document`, and ``encoding``.
    UserError where there is no cue in it."""
    check_size(data, name)
    decoded = read_text(data, name, options.get("encoding") or None)
    given = without_repeats(read_subtitles(decoded.text), certain=times_words(decoded.text))
    cues = with_speakers(given)
    if not cues:
        raise UserError(
            tr("“{name}” has no cue: no line says from when to when something is said.", name=name)
        )
    media = _MEDIA.search(decoded.text[:10_000])
    attributes = {} if media is None else {"media": media[1].strip()}
    remarks = _told({cue.speaker for cue in given}, cues)
    return [document(name, cues, options, remarks, attributes, guessed=decoded.guessed)]


def _told(marked: Collection[str], cues: Sequence[Cue]) -> list[Remark]:
    """Who was taken for a speaker because of a name before what is said."""
    found = Counter(cue.speaker for cue in cues if cue.speaker not in marked)
    if not found:
        return []
    names = [f"{name} ({count:,})" for name, count in found.most_common(_MOST_SHOWN)]
    more = f" and {len(found) - _MOST_SHOWN:,} more" if len(found) > _MOST_SHOWN else ""
    return [Remark(f"Names before the words were taken for speakers: {', '.join(names)}{more}.")]
