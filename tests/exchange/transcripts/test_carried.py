"""Elements of a text lie over the same words in the transcript that was made of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.structure import Element, structure_fault
from annotator.exchange.transcripts.detection import detect
from annotator.exchange.transcripts.marked_text import cues_of
from annotator.exchange.transcripts.turns import transcript

LINES = st.lists(
    st.from_regex(r"(?:[ab]{1,4}[ \t]{1,2}){1,5}", fullmatch=True), min_size=1, max_size=8
)


@given(LINES, st.data())
def test_any_element(lines: list[str], data: st.DataObject) -> None:
    words = " ".join(lines).split()
    numbered = iter(f"w{n}" for n in range(len(words)))
    lines = [
        "".join(next(numbered) + " " * (n % 3 + 1) for n, _w in enumerate(line.split()))
        for line in lines
    ]
    text = "\n".join(f"{'IB'[n % 2]}: {line}" for n, line in enumerate(lines))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = detect(text)
    made, structure = transcript(cues_of(text, found), beside=[Element("comment", start, end)])
    assert structure_fault(structure, len(made)) is None
    spans = [one for one in structure if one.kind == "comment"]
    assert len(spans) <= 1
    kept = list(text)
    for match in found.matches:
        kept[match.start : match.end] = " " * (match.end - match.start)
    expected = "".join(kept[start:end]).split()
    if start < end and expected:
        assert made[spans[0].start : spans[0].end].split() == expected
    elif start < end:
        assert not spans


def test_notes_are_of_nobody() -> None:
    text = "I: a[1]\nB: b\n[1] A note: so."
    beside = [Element("note-mark", 4, 7, {"note": "1"}), Element("footnote", 13, 28, {"note": "1"})]
    made, structure = transcript(cues_of(text, detect(text), [13]), beside=beside)
    assert made == "a[1]\nb\n[1] A note: so."
    spans = {one.kind: made[one.start : one.end] for one in structure}
    assert spans["note-mark"] == "[1]"
    assert spans["footnote"] == spans["paragraph"] == "[1] A note: so."


ANYTHING = st.text(alphabet="AbBÄ1230:[]()#-–.>\t \n\u00a0", max_size=200)


@given(
    ANYTHING, st.sampled_from(("", r"^(?P<speaker>[AB]+)", r"(?P<time>\d+)|-", r"(?P<speaker>b*)"))
)
def test_no_word_is_lost_or_doubled(text: str, pattern: str) -> None:
    found = detect(text, pattern)
    kept = list(text)
    for mark in (*found.matches, *found.times):
        kept[mark.start : mark.end] = " " * (mark.end - mark.start)
    cues = cues_of(text, found)
    words = "".join(kept).split()  # a no-break space alone is no word
    assert " ".join(word for cue in cues for word in cue.said).split() == words
    assert transcript(cues)[0].split() == words
    for cue in cues:
        assert cue.source is not None
        assert text[cue.source :].startswith("\n".join(cue.lines))
