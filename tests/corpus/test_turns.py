"""Who speaks when, by place."""

from __future__ import annotations

from annotator.corpus import turns
from annotator.corpus.places import place_of
from annotator.corpus.span import Span
from annotator.corpus.structure import EMPTY
from tests.spoken import spoken

TEXT, STRUCTURE = spoken()


def test_speakers_and_roles_in_the_order_in_which_they_speak() -> None:
    assert turns.speakers(STRUCTURE) == ["Ida", "Anna"]
    assert turns.roles(STRUCTURE) == {"Ida": "interviewer"}
    assert turns.speakers(EMPTY) == []


def test_the_turns_of_a_speaker() -> None:
    words = [TEXT[one.start : one.end] for one in turns.turns_of(STRUCTURE, ["Anna"])]
    assert words == ["Since the storm 🌊. Eleven years.", "All is new."]
    assert turns.turns_of(STRUCTURE, ["Otto"]) == []
    everything = turns.turns_of(STRUCTURE, {"Anna", "Ida"})
    assert everything == sorted(everything, key=lambda span: span.start)
    assert len(everything) == 5
    assert isinstance(everything[0], Span)


def test_who_speaks_at_a_place_and_when() -> None:
    place = place_of(TEXT, STRUCTURE, TEXT.index("Eleven"))
    assert (place.speaker, place.time) == ("Anna", "0:00:15")
    assert place_of(TEXT, STRUCTURE, TEXT.index("All")).time == "1:00:30"
    last = place_of(TEXT, STRUCTURE, TEXT.index("Good"))
    assert (last.speaker, last.time) == ("Ida", "")  # not the time of the turn before
    title = place_of(TEXT, STRUCTURE, 0)
    assert (title.speaker, title.time) == ("", "")


def test_the_end_of_a_turn_is_said_as_the_turn() -> None:
    end = TEXT.index("years.") + len("years.")
    assert turns.speaker_at(STRUCTURE, end) == ""
    assert turns.said_at(STRUCTURE, end) == "Anna  ·  0:00:15"
    assert turns.said_at(STRUCTURE, 0) == ""
