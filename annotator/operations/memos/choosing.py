"""Which memos are meant: by words, by what they are on, by kind and by coder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.operations.codings.memo_list import KINDS, About, ListedMemo


@dataclass(frozen=True, slots=True)
class MemoFilter:
    """What is asked of memos; empty asks for nothing."""

    words: str = ""
    about: str = ""
    kind: str = ""
    writer: str = ""

    def takes(self, one: ListedMemo) -> bool:
        """Whether a memo is what is asked for; all words must be in it or in what it is on."""
        if self.about not in ("", one.about.value) or self.kind not in ("", one.memo.kind):
            return False
        if self.writer not in ("", one.writer):
            return False
        text = f"{one.memo.title} {one.memo.text} {one.subject}".casefold()
        return all(word in text for word in self.words.casefold().split())


def kind_words(kind: str) -> str:
    """A kind as it is shown: those that come with the program in the user's language."""
    return tr(kind) if kind in KINDS else kind


def chosen(
    memos: Sequence[ListedMemo], kinds: Sequence[str], subjects: Sequence[str]
) -> list[ListedMemo]:
    """The memos of any of these kinds and on any of these subjects; none asks for nothing. A
    subject is what memos are on (“document”, “code” …), or the name of one thing. UserError for a
    subject on which no memo is."""
    named = {one.subject for one in memos} | {about.value for about in About}
    for subject in subjects:
        if subject not in named:
            raise UserError(
                tr(
                    "There is no memo on “{subject}”. Name a document, code, coder or round, or one"
                    " of: {known}.",
                    subject=subject,
                    known=", ".join(about.value for about in About),
                )
            )
    return [
        one
        for one in memos
        if (not kinds or one.memo.kind in kinds)
        and (not subjects or one.about.value in subjects or one.subject in subjects)
    ]
