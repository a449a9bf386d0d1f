"""Texts are kept while they are what they were, and no more of them than there is room for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from annotator.corpus.document import DocumentFacts
from annotator.corpus.text import DocumentText
from annotator.operations.retrieval.kept_texts import KeptTexts
from annotator.storage.speaker_names import SpeakerNames

DAY = datetime(2026, 1, 1, tzinfo=UTC)
NOBODY = SpeakerNames({}, {})
ONE = DocumentFacts("one", "one.txt", "utf-8", 4, "f", "t", DAY, DAY)


class Reader:
    """Reads a text, and counts how often."""

    def __init__(self, text: str) -> None:
        self.text, self.times = text, 0

    def __call__(self) -> DocumentText:
        self.times += 1
        return DocumentText(self.text)


def test_a_text_is_read_once_while_its_document_is_unchanged() -> None:
    kept, read = KeptTexts(), Reader("text")
    assert kept.text(ONE, NOBODY, read) is kept.text(ONE, NOBODY, read) and read.times == 1
    again = Reader("tèxt")
    changed = replace(ONE, text_sha256="other")
    assert kept.text(changed, NOBODY, again).text == "tèxt" and again.times == 1
    assert kept.text(ONE, NOBODY, read).text == "text" and read.times == 2


def test_what_has_no_room_is_read_each_time_and_throws_nothing_out() -> None:
    kept, small, large = KeptTexts(most=6), Reader("text"), Reader("longer")
    kept.text(ONE, NOBODY, small)
    for times in (1, 2):
        kept.text(replace(ONE, guid="two"), NOBODY, large)
        kept.text(ONE, NOBODY, small)
        assert (small.times, large.times) == (1, times)
    kept.text(replace(ONE, text_sha256="x"), NOBODY, Reader("much too long"))
    kept.text(replace(ONE, guid="two"), NOBODY, large)
    kept.text(replace(ONE, guid="two"), NOBODY, large)
    assert large.times == 3, "its room is free again"


def test_a_text_is_read_anew_when_speakers_are_called_otherwise() -> None:
    kept, read = KeptTexts(), Reader("text")
    called = SpeakerNames({"B1": ("Anna", "guest")}, {})
    kept.text(ONE, NOBODY, read)
    kept.text(ONE, called, read)
    kept.text(ONE, SpeakerNames({"B1": ("Anna", "guest")}, {}), read)
    assert read.times == 2 and called not in (NOBODY, 1)
