"""ELAN: tiers, what depends on them, overlapping talk, and files with faults."""

from __future__ import annotations

import pytest

from annotator.errors import UserError
from tests.exchange.transcripts.transcript_samples import (
    TALK,
    Said,
    eaf,
    read,
    remarks,
    tiers,
    times,
    turns,
)


def dependent(name: str, parent: str, *annotations: str) -> str:
    own = "".join(f"<ANNOTATION>{one}</ANNOTATION>" for one in annotations)
    return f'<TIER LINGUISTIC_TYPE_REF="t" PARENT_REF="{parent}" TIER_ID="{name}">{own}</TIER>\n'


def refers(key: str, to: str, words: str) -> str:
    return (
        f'<REF_ANNOTATION ANNOTATION_ID="{key}" ANNOTATION_REF="{to}">'
        f"<ANNOTATION_VALUE>{words}</ANNOTATION_VALUE></REF_ANNOTATION>"
    )


def aligned(key: str, first: str, last: str, words: str) -> str:
    return (
        f'<ALIGNABLE_ANNOTATION ANNOTATION_ID="{key}" TIME_SLOT_REF1="{first}"'
        f' TIME_SLOT_REF2="{last}"><ANNOTATION_VALUE>{words}</ANNOTATION_VALUE>'
        "</ALIGNABLE_ANNOTATION>"
    )


MORE = dependent("T0-en", "T0", refers("r1", "a0", "Good day."), refers("r2", "a3", "Yes.")) + (
    dependent("T0-gloss", "T0-en", refers("r3", "r1", "good day"))
    + dependent("T1-words", "T1", aligned("w1", "ts2a", "ts2b", "Das"), aligned("w2", "", "", "x"))
    + dependent("T1-class", "T1-words", refers("c1", "w1", "pronoun"))
)


def test_overlapping_talk_stands_where_it_begins() -> None:
    talk = (
        Said("Anna", 0, 9_000, "I was going to"),
        Said("Anna", 9_000, 9_500, "say it."),
        Said("Ben", 4_000, 5_000, "Mhm."),
    )
    found = read(eaf(talk), "t.eaf")
    assert turns(found) == [("Anna", "I was going to"), ("Ben", "Mhm."), ("Anna", "say it.")]
    assert times(found)[1] == (4_000, 5_000, "Mhm.")
    assert "backwards" not in remarks(found)


def test_dependent_tiers_stand_at_their_passages() -> None:
    found = read(eaf(more=MORE), "t.eaf")
    assert turns(found)[0][1] == TALK[0].words
    assert sorted(tiers(found)) == [
        ("T0-en", "Good day.", TALK[0].words),
        ("T0-en", "Yes.", TALK[3].words),
        ("T0-gloss", "good day", TALK[0].words),
        ("T1-class", "pronoun", TALK[2].words),
        ("T1-words", "Das", TALK[2].words),
    ]
    assert "What is said was read from “T0”, “T1”" in remarks(found)
    assert "belong to no passage were left out: 1." in remarks(found)
    assert found.attributes == {"media": "C:/talk.wav"}
    left = read(eaf(more=MORE), "t.eaf", {"tiers": "leave-out"})
    assert not tiers(left)
    assert "left out as chosen: T0-en (2), T0-gloss (1), T1-words (1), T1-class (1)." in remarks(
        left
    )


def test_the_tiers_that_hold_what_is_said_can_be_chosen() -> None:
    found = read(eaf(more=MORE), "t.eaf", {"speech": "T0-en; T1"})
    assert [words for _who, words in turns(found)][:1] == ["Good day. Yes."]
    with pytest.raises(UserError, match=r"no tier “Nobody”\. It has T0, T1, T0-en"):
        read(eaf(more=MORE), "t.eaf", {"speech": "Nobody"})


def test_tiers_without_a_participant_and_several_of_one() -> None:
    bare = eaf().replace(' PARTICIPANT="Anna"', "")
    assert turns(read(bare, "t.eaf"))[0] == ("T0", TALK[0].words)
    shared = eaf().replace('"Anna"', '"Ben"')
    assert "“Ben” has several tiers (T0, T1)" in remarks(read(shared, "t.eaf"))


def test_slots_without_a_time() -> None:
    text = eaf().replace(' TIME_VALUE="2100"', "").replace(' TIME_VALUE="2000"', "")
    found = read(text, "t.eaf")
    assert [words for _who, words in turns(found)][1].startswith("Hallo")
    assert times(found)[0] == (500, None, TALK[0].words)
    assert "1 passage has no time" in remarks(found)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (eaf()[:900], "is damaged and cannot be read"),
        (
            eaf().replace("<ANNOTATION_VALUE>", "<!--").replace("</ANNOTATION_VALUE>", "-->"),
            "No tier",
        ),
        (eaf(TALK[:1]).replace(TALK[0].words, " "), "No tier"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]>" + eaf()[39:], "declares a document type"),
        ("<x/>", "no file of ELAN"),
    ],
)
def test_faults(text: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        read(text, "t.eaf", chosen="elan")


def test_huge_numbers_and_circles() -> None:
    text = eaf().replace('"500"', f'"{"9" * 5000}"').replace('"9000"', '"99999999999"')
    found = read(text, "t.eaf")
    assert "2 passages have no time" in remarks(found)
    circle = dependent("c", "d", refers("c1", "d1", "x")) + dependent(
        "d", "c", refers("d1", "c1", "y")
    )
    assert "left out: 2." in remarks(read(eaf(more=circle), "t.eaf"))
