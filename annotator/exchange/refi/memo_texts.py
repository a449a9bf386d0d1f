"""Memos as descriptions, where most programs look for them.

QualCoder reads the description of a selection as the memo of its coding and that of a source as the
memo of the file; it reads notes that are text files as entries of its journal, and no other notes
but annotations. So a memo on a coding or a document is written twice: as a description, and as a
note, which keeps who wrote it and when. Memos on codes and on the project are notes in text files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from annotator.corpus.coding import Memo
from annotator.exchange.plain_text import with_lf
from annotator.exchange.refi.names import is_xml

_GAP = "\n\n"


def described_memo(memos: Mapping[str, Sequence[Memo]], subject: str, coder: str = "") -> Memo:
    """The memo of a subject that its description shows: the coder's own, else the first that XML
    can carry. LookupError where there is none."""
    found = [memo for memo in memos.get(subject, ()) if is_xml(memo.text) and memo.text.strip()]
    own = [memo for memo in found if memo.coder == coder]
    return (own or found)[0]


def memo_text(memos: Mapping[str, Sequence[Memo]], subject: str, coder: str = "") -> str:
    """The text of `described_memo`, empty where there is none."""
    try:
        return described_memo(memos, subject, coder).text
    except LookupError:
        return ""


def joined(memo: str, rest: str, heads: Sequence[str], is_rest: Callable[[str], bool]) -> str:
    """A description of a memo and what else it says. Only `rest` where a reader would part the two
    elsewhere, as where the memo itself looks like a rest."""
    memo = with_lf(memo)
    text = _GAP.join(part for part in (memo, rest) if part)
    return text if parted(text, heads, is_rest) == (memo, rest) else rest


def parted(text: str, heads: Sequence[str], is_rest: Callable[[str], bool]) -> tuple[str, str]:
    """The memo and the rest of a description; a rest begins with one of the heads."""
    if is_rest(text):
        return "", text
    for head in heads:
        at = text.rfind(_GAP + head)
        if at >= 0 and is_rest(text[at + len(_GAP) :]):
            return text[:at], text[at + len(_GAP) :]
    return text, ""


def same_words(text: str, other: str) -> bool:
    """Whether two texts say the same but for line ends and white space at their ends."""
    return with_lf(text).strip() == with_lf(other).strip()
