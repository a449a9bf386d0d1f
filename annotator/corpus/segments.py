"""Words, clauses, sentences and paragraphs: what a coder selects by.

All positions are code points, spans half open. Rules are those of written prose, not of one
language: a word keeps its inner hyphens, apostrophes and decimal separators ("US-hosted",
"isn’t", "2,5"); scripts written without spaces go character by character.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Callable
from functools import cache

from annotator.corpus.span import Span
from annotator.corpus.text import DocumentText

_WINDOW = 2000
_SENTENCE_WINDOW = 20_000


class SegmentUnit(enum.Enum):
    """The steps by which a selection grows."""

    CHARACTER = 0
    WORD = 1
    CLAUSE = 2
    SENTENCE = 3
    PARAGRAPH = 4
    TEXT = 5


OPENING = "“„‟‘‚‛«‹「『《〈\"'`´([{（［｛【¿¡"
CLOSING = "”“’‘»›」』》〉\"'`´)]}）］｝】"
TERMINAL = ".!?…。！？।॥؟۔։።,;:،؛、，；：·"
_QUOTES = frozenset("“”„‟‘’‚‛«»‹›「」『』《》〈〉\"'`´¿¡")
_PAIRS = {")": "(", "]": "[", "}": "{", "）": "（", "］": "［", "｝": "｛", "】": "【"}
_DASHES = frozenset("-–—―‒ ")


@cache
def mark_class() -> str:
    """A character class of all combining marks and joiners, as a pattern; `re` knows none."""
    ranges: list[list[int]] = []
    for point in (*range(0x300, 0x20000), *range(0xE0020, 0xE01F0)):
        if unicodedata.category(chr(point))[0] == "M" or point in _EXTENDERS:
            if ranges and ranges[-1][1] == point - 1:
                ranges[-1][1] = point
            else:
                ranges.append([point, point])
    return f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in ranges)}]"


_EXTENDERS = frozenset((0x200C, 0x200D, *range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080)))
# Han, kana, Thai, Lao, Myanmar, Khmer: no spaces between words.
UNSPACED = "[぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff𠀀-\U0003fffd]"
"""Characters of scripts without spaces between words, as a pattern."""
PICTURES = "[←-⇿⌀-➿⤀-⥿⬀-⯿\u3030\u303d©®\U0001f000-\U0001faff]"
"""Symbols that are words, as a pattern."""


@cache
def word_pattern() -> re.Pattern[str]:
    """What a word is."""
    marks = mark_class()
    letter = f"(?:(?!{UNSPACED})[^\\W_]{marks}*)"
    number_join = r"(?<=\d)[.,:٫٬’'](?=\d)"
    word_join = "[-‐‑’'ʼ_·&@](?=[^\\W_])|(?<=\\w)\\.(?=\\w\\.)|(?<=\\.\\w)\\.(?=\\w)"
    flag = "[\U0001f1e6-\U0001f1ff]{2}"
    picture = f"{PICTURES}{marks}*(?:(?<=\u200d){PICTURES}{marks}*)*"
    keycap = "[0-9#*]\ufe0f?\u20e3"
    unspaced = f"{UNSPACED}{marks}*"
    word = f"{letter}(?:{letter}|(?:{number_join})|(?:{word_join}))*%?"
    return re.compile(f"{keycap}|{flag}|{picture}|{unspaced}|{word}|_+")


def _window(text: str, position: int, reach: int) -> tuple[int, int]:
    """A stretch around `position` that cuts no word, at most about twice `reach` long."""
    start, end = max(0, position - reach), min(len(text), position + reach)
    if start > 0:
        space = re.compile(r"\s").search(text, start, position)
        start = space.end() if space else start
    if end < len(text):
        while end > position + 1 and not text[end - 1].isspace() and end > position + reach // 2:
            end -= 1
    return start, end


def word_at(text: str, position: int) -> Span | None:
    """The word that `position` is in or before; None on a space or a punctuation mark."""
    start, end = _window(text, position, 200)
    for found in word_pattern().finditer(text, start, end):
        if found.start() > position:
            return None
        if position < found.end():
            return Span(found.start(), found.end())
    return None


def _inside_word(text: str, position: int) -> Span | None:
    word = word_at(text, position) if position < len(text) else None
    return word if word is not None and word.start < position else None


def snapped(text: str, start: int, end: int) -> Span | None:
    """A rough selection made exact: whole words, without the marks around them.

    Words that are touched are taken whole; spaces, opening and closing quotation marks, final
    punctuation and brackets without their partner are left out. Where nothing else was selected,
    the marks stay. None where only spaces were.
    """
    start, end = _trimmed(text, start, end, str.isspace)
    if start >= end:
        return None
    before, after = _inside_word(text, start), _inside_word(text, end)
    start = before.start if before else start
    end = after.end if after else end
    inner = _without_marks(text, start, end)
    return inner if inner is not None else Span(start, end)


def _trimmed(text: str, start: int, end: int, drop: Callable[[str], bool]) -> tuple[int, int]:
    while start < end and drop(text[start]):
        start += 1
    while end > start and drop(text[end - 1]):
        end -= 1
    return start, end


def _without_marks(text: str, start: int, end: int) -> Span | None:
    while start < end and (
        text[start] in _QUOTES
        or text[start].isspace()
        or text[start] in TERMINAL
        or text[start] in _DASHES
        or (text[start] in _PAIRS.values() and not _closed(text, start, end))
    ):
        start += 1
    while end > start and _droppable_end(text, start, end):
        end -= 1
    return Span(start, end) if start < end else None


def _droppable_end(text: str, start: int, end: int) -> bool:
    last = text[end - 1]
    if last in _PAIRS:
        return text.count(last, start, end) > text.count(_PAIRS[last], start, end)
    if last == ".":
        # The full stop of "U.S." belongs to the word.
        word = text[max(start, end - 4) : end]
        return re.search(r"\w\.\w\.$", word) is None
    if last in "'’" and end - 2 >= start and text[end - 2].isalpha():
        opened = any(mark in text[max(0, start - 1) : end - 1] for mark in "‘'‚")
        return opened or last == "'" or text[end - 2] not in "sSzZxX"
    return last in _QUOTES or last in TERMINAL or last in _DASHES or last.isspace()


def _closed(text: str, start: int, end: int) -> bool:
    closing = next(mark for mark, opening in _PAIRS.items() if opening == text[start])
    return closing in text[start:end]


_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof st sr jr vs etc e.g i.e cf al fig no vol pp p ed eds gen col lt sen rep gov
    inc ltd co corp dept est approx jan feb mar apr jun jul aug sep sept oct nov dec
    z.b d.h u.a bzw ca usw bspw mme mlle m env""".split()  # noqa: SIM905 - a list of 60 is longer
)
SENTENCE_END = re.compile(
    r"(?:[.!?…]+[”’»›\"')\]]*(?=\s|$)|[。！？।॥؟۔։።]+[」』”’）)]*)|[ ]*\n\s*\n|\u2029"
)
_CLAUSE_END = re.compile(
    r"[,;:،؛]+[”’»\"')\]]*(?=\s|$)|[、，；：]|\s*[—―]+\s*|\s[–-]+\s|(?=[(\[])|[)\]](?=\W|$)"
)


def ends_sentence(text: str, mark: re.Match[str], limit: int) -> bool:
    """Whether a match of SENTENCE_END is one: the full stop of an abbreviation is not."""
    if mark[0][0] != ".":
        return True
    following = text[mark.end() : min(limit, mark.end() + 60)].lstrip().lstrip(OPENING)
    if following and following[0].islower():
        return False
    before = re.search(r"[\w.]+$", text[max(0, mark.start() - 12) : mark.start()])
    word = before[0] if before else ""
    initial = len(word) == 1 and word.isupper() and word.isalpha()
    return not (initial or word.lower() in _ABBREVIATIONS) or not following


def _pieces_at(
    text: str,
    bounds: Span,
    position: int,
    ends: re.Pattern[str],
    real: Callable[[str, re.Match[str], int], bool],
) -> Span:
    start, end = bounds.start, bounds.end
    for mark in ends.finditer(text, bounds.start, bounds.end):
        if not real(text, mark, bounds.end):
            continue
        if mark.end() > position:
            end = mark.end()
            break
        start = mark.end()
    return _tight(text, start, end, bounds)


def _tight(text: str, start: int, end: int, fallback: Span) -> Span:
    start, end = _trimmed(text, start, end, str.isspace)
    return Span(start, end) if start < end else fallback


def sentence_at(document: DocumentText, position: int) -> Span | None:
    """The sentence around `position` with its final mark; None on a blank line."""
    paragraph = document.paragraph_at(position)
    if paragraph is None:
        return None
    low, high = _window(document.text, position, _SENTENCE_WINDOW)
    bounds = Span(max(paragraph.start, low), min(paragraph.end, max(high, position + 1)))
    return _pieces_at(document.text, bounds, position, SENTENCE_END, ends_sentence)


def clause_at(document: DocumentText, position: int) -> Span | None:
    """The part of the sentence around `position` between commas, dashes and brackets.

    Marks around it are left out. None on a blank line.
    """
    sentence = sentence_at(document, position)
    if sentence is None:
        return None
    text = document.text
    piece = _pieces_at(text, sentence, position, _CLAUSE_END, lambda *_: True)
    clause = _without_marks(text, piece.start, piece.end) or piece
    if clause.length > 2 and _PAIRS.get(text[clause.end - 1]) == text[clause.start]:
        clause = Span(clause.start + 1, clause.end - 1)
    return clause


def unit_at(document: DocumentText, position: int, unit: SegmentUnit) -> Span | None:
    """The unit around `position`; None where there is none (a space has no word)."""
    match unit:
        case SegmentUnit.CHARACTER:
            return Span(position, position + 1) if position < len(document) else None
        case SegmentUnit.WORD:
            return word_at(document.text, position)
        case SegmentUnit.CLAUSE:
            return clause_at(document, position)
        case SegmentUnit.SENTENCE:
            return sentence_at(document, position)
        case SegmentUnit.PARAGRAPH:
            return document.paragraph_at(position)
        case SegmentUnit.TEXT:
            return Span(0, len(document)) if len(document) else None


def covering(document: DocumentText, span: Span, unit: SegmentUnit) -> Span:
    """The fewest whole units that cover `span`."""
    first = unit_at(document, span.start, unit) or span
    last = unit_at(document, span.end - 1, unit) or span
    return Span(min(first.start, span.start), max(last.end, span.end))


def grown(document: DocumentText, span: Span) -> Span:
    """The next larger selection: words, clause, sentence, paragraph, text; else the same."""
    for unit in (
        SegmentUnit.WORD,
        SegmentUnit.CLAUSE,
        SegmentUnit.SENTENCE,
        SegmentUnit.PARAGRAPH,
        SegmentUnit.TEXT,
    ):
        larger = covering(document, span, unit)
        if larger != span:
            return larger
    return span


def shrunk(document: DocumentText, span: Span) -> Span:
    """The largest unit at the start of `span` that is smaller than it; else the same."""
    for unit in (SegmentUnit.PARAGRAPH, SegmentUnit.SENTENCE, SegmentUnit.CLAUSE, SegmentUnit.WORD):
        smaller = unit_at(document, _first_word(document.text, span), unit)
        if smaller is not None and span.covers(smaller) and smaller != span:
            return smaller
    return span


def _first_word(text: str, span: Span) -> int:
    found = word_pattern().search(text, span.start, min(span.end, span.start + _WINDOW))
    return found.start() if found else span.start


def next_word_end(text: str, position: int) -> int:
    """Where the first word that ends after `position` ends; the text's end where none does."""
    inside = _inside_word(text, position)
    if inside is not None:
        return inside.end
    found = word_pattern().search(text, position)
    return found.end() if found else len(text)


def previous_word_start(text: str, position: int) -> int:
    """Where the last word that begins before `position` begins; 0 where none does."""
    reach = 200
    while True:
        low = _window(text, position, reach)[0] if position - reach > 0 else 0
        starts = [found.start() for found in word_pattern().finditer(text, low, position)]
        if starts or low == 0:
            return starts[-1] if starts else 0
        reach *= 4
