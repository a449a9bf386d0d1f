"""One conversation in every format that has cues: who says what when is the same from each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.corpus.structure import KINDS
from annotator.errors import UserError
from annotator.exchange.transcripts import cue
from tests.examples import examples
from tests.exchange.transcripts import transcript_samples as samples
from tests.exchange.transcripts.transcript_samples import (
    TALK,
    TURNS,
    Said,
    read,
    reader_name,
    remarks,
    times,
    turns,
)

FORMATS: dict[str, tuple[str, Callable[[Sequence[Said]], str]]] = {
    "talk.srt": ("subtitles", samples.srt),
    "talk.vtt": ("subtitles", samples.vtt),
    "talk.eaf": ("elan", samples.eaf),
    "talk.TextGrid": ("textgrid", samples.textgrid),
    "short.TextGrid": ("textgrid", lambda talk: samples.textgrid(talk, short=True)),
    "talk.cha": ("chat", samples.chat),
    "talk.json": ("whisper", samples.whisper),
    "words.json": ("whisper", lambda talk: samples.whisper(talk, words=True)),
    "cpp.json": ("whisper", samples.whisper_cpp),
    "talk.tsv": ("whisper", samples.table),
    "talk.html": ("transcript", samples.noscribe),
}
NAMELESS = ("cpp.json", "talk.tsv")
TIMES = [(one.start, one.end, one.words) for one in TALK]


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_recognised_by_its_content(name: str) -> None:
    reader, write = FORMATS[name]
    assert reader_name(write(TALK), "file") == reader
    assert reader_name(write(TALK).replace("\n", "\r\n"), "file.txt") == reader


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("chosen", ["", "transcript"])
def test_turns_and_times(name: str, chosen: str) -> None:
    found = read(FORMATS[name][1](TALK), name, chosen=chosen)
    assert times(found) == TIMES
    if name in NAMELESS:
        assert found.text.split() == " ".join(one.words for one in TALK).split()
    else:
        assert turns(found) == TURNS
        assert found.text == "\n".join(words for _who, words in TURNS)
    for element in found.structure:
        assert element.values.keys() <= KINDS[element.kind].values.keys()


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in NAMELESS])
def test_names_in_the_text_other_names_and_who_is_left_out(name: str) -> None:
    write = FORMATS[name][1]
    found = read(write(TALK), name, {"names": "text", "speakers": "Anna = Anna Berg"})
    assert found.text.split("\n")[0] == "Anna Berg: Guten Tag, Herr Özil."
    assert times(found) == TIMES
    assert [who for who, _words in turns(found)] == ["Anna Berg", "Ben", "Anna Berg"]
    left = read(write(TALK), name, {"leave_out": "Ben; Nobody"})
    assert turns(left) == [TURNS[0], TURNS[2]]
    assert "“Ben” were left out as chosen: 11 words" in remarks(left)
    assert "“Nobody” is no speaker" in remarks(left)
    merged = read(write(TALK), name, {"speakers": "Ben=Anna"})
    assert [who for who, _words in turns(merged)] == ["Anna"]
    with pytest.raises(UserError, match="All turns of"):
        read(write(TALK), name, {"leave_out": "Anna;Ben"})


@pytest.mark.parametrize("name", FORMATS)
def test_other_encodings(name: str) -> None:
    if name.endswith(("html", "json", "eaf")):
        pytest.skip("the format has an encoding of its own")
    text = FORMATS[name][1](TALK)
    if name.endswith("TextGrid"):
        assert reader_name(text.encode("utf-16"), "x") == "textgrid"
    assert times(read(text.encode("utf-16"), name, chosen=FORMATS[name][0])) == TIMES
    assert times(read(text.encode("cp1252"), name)) == TIMES


@pytest.mark.parametrize("name", FORMATS)
def test_times_that_run_backwards_and_end_too_early_are_told(name: str) -> None:
    talk = (Said("Anna", 5_000, 6_000, "Later,"), Said("Anna", 1_000, 2_000, "earlier."))
    found = read(FORMATS[name][1](talk), name)
    if name == "talk.eaf":
        # What is said stands in the order of the times.
        assert found.text == "earlier. Later,"
    elif "TextGrid" in name:
        assert sorted(found.text.split()) == ["Later,", "earlier."]
    else:
        assert "Some times run backwards, first at 0:00:01;" in remarks(found)
    early = (Said("Anna", 5_000, 4_000, "Yes."), Said("Anna", 6_000, 7_000, "No."))
    if "TextGrid" not in name:  # its intervals follow each other
        found = read(FORMATS[name][1](early), name)
        assert times(found) == [(5_000, None, "Yes."), (6_000, 7_000, "No.")]
        assert "1 passage ends before the beginning" in remarks(found)


@pytest.mark.parametrize("name", FORMATS)
def test_files_that_are_too_large(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if name != "talk.eaf":  # its tree has a bound
        monkeypatch.setattr(cue, "MOST_PASSAGES", 1)
        with pytest.raises(UserError, match="more than 1 passages"):
            read(FORMATS[name][1](TALK), name)
    if name != "talk.html":  # a page has a bound
        monkeypatch.setattr(cue, "MOST_BYTES", 100)
        with pytest.raises(UserError, match="has 0 MB; a transcript can have"):
            read(FORMATS[name][1](TALK), name)


WORD = st.from_regex(r"[a-zäß]{1,8}[,.]?", fullmatch=True)


@st.composite
def talks(draw: st.DrawFn) -> list[Said]:
    """Any split of numbered words into cues of three speakers, with gaps below a pause."""
    words = [f"{word}{n}" for n, word in enumerate(draw(st.lists(WORD, min_size=1, max_size=30)))]
    cuts = draw(st.sets(st.integers(1, len(words)), max_size=8))
    bounds = [0, *sorted(cut for cut in cuts if cut < len(words)), len(words)]
    found, time = [], draw(st.integers(0, 10_000_000))
    for first, last in pairwise(bounds):
        end = time + draw(st.integers(1, 60_000))
        who = draw(st.sampled_from(("Anna Berg", "Ben Özil", "Cem Can")))
        found.append(Said(who, time, end, " ".join(words[first:last])))
        time = end + draw(st.integers(0, 900))
    return found


@pytest.mark.parametrize("name", FORMATS)
@given(talk=talks())
@settings(max_examples=examples(25))
def test_any_split_keeps_each_word_once_in_order_at_its_time(name: str, talk: list[Said]) -> None:
    found = read(FORMATS[name][1](talk), name, chosen=FORMATS[name][0])
    assert found.text.split() == " ".join(one.words for one in talk).split()
    assert times(found) == [(one.start, one.end, one.words) for one in talk]
    if name not in NAMELESS:
        said = [word for who, words in turns(found) for word in ((who, w) for w in words.split())]
        assert said == [(one.who, word) for one in talk for word in one.words.split()]
