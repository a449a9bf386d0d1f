"""A Pygments lexer for the words and phrases of all lists, in one pass over the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pygments.lexer import RegexLexer, words  # type: ignore[import-untyped]
from pygments.token import Token  # type: ignore[import-untyped]

from annotator.cues.phrases import WORD, Phrase, head_key

_CUE = Token.Cue
_Hit = tuple[int, Any, str]


def make_lexer(phrases: Iterable[Phrase]) -> Any:
    """A lexer whose `get_tokens_unprocessed` gives (start, token, words) for each phrase found.

    Starts are code points of the text that it is given. `number_of` says which phrase a token is.
    Unlike other lexers it leaves out what is no cue, and where several phrases begin at one word
    gives all of them: different codes may mark the same words.
    """
    by_head: dict[str, list[tuple[Phrase, Any]]] = {}
    word_heads: set[str] = set()
    signs: set[str] = set()
    for phrase in phrases:
        token = getattr(_CUE, f"Number{phrase.number}")
        (word_heads if phrase.begins_with_word else signs).add(phrase.head)
        by_head.setdefault(head_key(phrase.head), []).append((phrase, token))
    rules = _rules(sorted(word_heads), sorted(signs), _callback(by_head))
    lexer = type("CueLexer", (RegexLexer,), {"flags": re.IGNORECASE, "tokens": {"root": rules}})
    return lexer()


def number_of(token: Any) -> int:
    """The number of the phrase that a token stands for."""
    return int(token[-1].removeprefix("Number"))


def _callback(by_head: dict[str, list[tuple[Phrase, Any]]]) -> Callable[..., Iterator[_Hit]]:
    def hits(_lexer: Any, match: re.Match[str], _context: Any = None) -> Iterator[_Hit]:
        start = match.start()
        for phrase, token in by_head.get(head_key(match.group()), ()):
            found = phrase.match(match.string, start)
            if found is not None:
                yield start, token, found

    return hits


def _nothing(*_: Any) -> Iterator[_Hit]:
    return iter(())


def _rules(heads: list[str], signs: list[str], hits: Callable[..., Iterator[_Hit]]) -> list[Any]:
    """What begins a cue is looked at, all else is skipped; words are skipped whole, so that a rule
    is only ever tried where a word begins.
    """
    rules: list[Any] = [(rf"{WORD}++\s*+|[\s\S]", _nothing)]
    if signs:
        inside = "".join(map(re.escape, signs))
        rules.insert(0, (f"[{inside}]", hits))
    if heads:
        rules.insert(0, (words(heads, suffix=f"(?!{WORD})"), hits))
    return rules
