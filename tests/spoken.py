"""A small transcript for tests: two speakers, times, a line that nobody says."""

from __future__ import annotations

from annotator.corpus.structure import Structure
from annotator.exchange.transcripts.cue import Cue
from annotator.exchange.transcripts.turns import transcript


def spoken() -> tuple[str, Structure]:
    """“Interview 7”, then Ida (the interviewer) and Anna in turn, at 3, 9 (and again at 15),
    21 and 30 s; the last turn has no time."""
    cues = [
        Cue(None, None, ["Interview 7"], new_turn=True, unspoken=True),
        Cue(3_000, 8_000, ["How long?"], "Ida", role="interviewer"),
        Cue(9_000, 14_000, ["Since the storm 🌊."], "Anna"),
        Cue(15_000, 20_000, ["Eleven years."], "Anna"),
        Cue(21_000, None, ["And now?"], "Ida", role="interviewer"),
        Cue(3_630_000, None, ["All is new."], "Anna"),
        Cue(None, None, ["Good."], "Ida", role="interviewer"),
    ]
    text, elements = transcript(cues)
    return text, Structure.of(elements)
