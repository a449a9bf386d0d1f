"""What a person says of the speakers found, and the options that come of it."""

from __future__ import annotations

from annotator.exchange.documents.reader import ReadDocument
from annotator.exchange.transcripts import choosing
from annotator.exchange.transcripts.choosing import Use, choices_of, options_of
from annotator.exchange.transcripts.preview import Preview, preview
from annotator.exchange.transcripts.text_reader import read_transcript
from tests.exchange.transcripts.transcript_samples import turns

TALK = (
    "I: Hallo?\nAnna Berg: Ja.\nI: So.\nAnna Berg: Gut.\nI: Hm.\nAnna berg: Ja.\n"
    "I: Und dann?\nAnna Berg: Nein.\nI: Gut.\nTim: Ich auch.\n"
)


def found() -> Preview:
    (one,) = preview(TALK.encode(), "t.txt")
    return one


def as_transcript(options: dict[str, str]) -> ReadDocument:
    (one,) = read_transcript(TALK.encode(), "t.txt", options)
    return one


def test_labels_with_what_is_not_taken_for_a_speaker() -> None:
    choices = choices_of(found(), {})
    assert [(one.label, one.use, one.doubtful) for one in choices] == [
        ("I", Use.SPEAKER, False),
        ("Anna Berg", Use.SPEAKER, False),
        ("Anna berg", Use.TEXT, True),
        ("Tim", Use.TEXT, True),
    ]
    assert options_of(choices, {"names": "text"}) == {"names": "text"}


def test_two_spellings_become_one_person_who_is_read_so() -> None:
    choices = choices_of(found(), {})
    pair = choosing.alike(found().alike, choices)
    assert pair == ("Anna berg", "Anna Berg")
    choices = choosing.with_role(choices, "Anna Berg", choosing.PARTICIPANT)
    choices = choosing.with_name(choices, *pair)
    assert choosing.alike(found().alike, choices) is None
    assert choices[2].role == choosing.PARTICIPANT
    options = options_of(choices, {})
    assert options == {"speakers": "Anna berg=Anna Berg", "roles": "Anna Berg=participant"}
    document = as_transcript(options)
    assert [who for who, _words in turns(document)][:6] == ["I", "Anna Berg"] * 3
    roles = {
        one.values.get("role") for one in document.structure if one.values.get("speaker") == "I"
    }
    assert roles == {None}
    assert choices_of(found(), options) == choices


def test_who_is_left_out_with_all_spellings() -> None:
    choices = choosing.with_name(choices_of(found(), {}), "Anna berg", "Anna Berg")
    choices = choosing.with_use(choices, "Anna Berg", Use.LEFT_OUT)
    assert [one.use for one in choices] == [Use.SPEAKER, Use.LEFT_OUT, Use.LEFT_OUT, Use.TEXT]
    options = options_of(choices, {"leave_out": "Nobody"})
    assert options == {"speakers": "Anna berg=Anna Berg", "leave_out": "Anna Berg"}
    assert {who for who, _words in turns(as_transcript(options))} == {"I"}
    again = choosing.with_use(choices, "Anna berg", Use.TEXT)
    assert [one.use for one in again] == [Use.SPEAKER, Use.LEFT_OUT, Use.TEXT, Use.TEXT]


def test_a_doubtful_label_becomes_a_speaker() -> None:
    choices = choosing.with_use(choices_of(found(), {}), "Tim", Use.SPEAKER)
    assert options_of(choices, {}) == {"speakers": "Tim=Tim"}
    assert choosing.counted(choices) == (3, 9)


def test_roles_of_nobody_are_told() -> None:
    document = as_transcript({"roles": "I=interviewer; Otto=guest"})
    assert any("“Otto” is no speaker" in one.what for one in document.remarks)
    assert {
        one.values.get("role") for one in document.structure if one.values.get("speaker") == "I"
    } == {"interviewer"}


def test_names_that_the_options_can_not_hold() -> None:
    assert "needs a name" in choosing.name_fault(" ")
    assert "neither" in choosing.name_fault("A; B")
    assert "neither" in choosing.name_fault("A=B")
    assert choosing.name_fault("Anna") == ""
