"""What rows are called: every kind has its words, which the language of the program has too."""

from __future__ import annotations

from gettext import NullTranslations

import pytest

from annotator.corpus import messages
from annotator.corpus.changes import KINDS
from annotator.corpus.row_words import row_word


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_word_and_a_plural(kind: str) -> None:
    assert row_word(kind) == kind.replace("_", " ")
    assert row_word(kind, 2) not in ("", row_word(kind))


def test_a_kind_of_a_later_version_keeps_its_name() -> None:
    assert row_word("dream_diary") == "dream diary"
    assert row_word("dream_diary", 2) == "dream diary"


def test_the_word_is_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_catalogue", Shouting())
    assert row_word("relation_type") == "RELATION TYPE"
    assert row_word("memo", 2) == "MEMOS"


class Shouting(NullTranslations):
    """A language of capital letters."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return super().ngettext(msgid1, msgid2, n).upper()
