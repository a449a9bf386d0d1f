"""Cues: the words of the lists, whole, in every spelling, and exactly where they stand."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotator.corpus.codebook import Code, Codebook
from annotator.cues.finder import Cue, CueFinder, longest

WHEN = datetime(2026, 1, 1, tzinfo=UTC)
LIST = ("might", "won't", "is bound to", "bound to happen", "’ll", "café", "so-called", "可能", "…")


def book(*lists: tuple[str, ...]) -> Codebook:
    return Codebook(
        tuple(
            Code(f"g{n}", f"code {n}", "#000000", WHEN, WHEN, position=n, cues=entries)
            for n, entries in enumerate(lists)
        )
    )


def found(text: str, *entries: str) -> list[str]:
    return [text[cue.start : cue.end] for cue in CueFinder(book(entries)).find(text)]


@pytest.mark.parametrize(
    ("text", "entry", "words"),
    [
        ("It might, MIGHT, Might.", "might", ["might", "MIGHT", "Might"]),
        ("mighty almight might_not might2", "might", []),
        ("They won't. They won’t.", "won't", ["won't", "won’t"]),
        ("They won't. They won’t.", "won’t", ["won't", "won’t"]),
        ("She won; they won't, won’t", "won", ["won"]),
        ("the expert’s view", "expert", ["expert"]),
        ("they'll, we’ll", "'ll", ["'ll", "’ll"]),
        ("is bound to, is\u00a0bound  to, is\nbound\tto", "is bound to", 3),
        ("is bound\n\nto", "is bound to", []),
        ("his bound to, is bound together", "is bound to", []),
        ("so-called, so\u2011called, so called", "so-called", ["so-called", "so\u2011called"]),
        ("Cafe\u0301 café cafe", "café", ["Cafe\u0301", "café"]),
        ("Cafe\u0301 café cafe", "cafe", ["cafe"]),
        ("die Straße, DIE STRASSE", "straße", ["Straße"]),
        ("में है और मे है", "में", ["में"]),
        ("我可能会去", "可能", ["可能"]),
        ("well … maybe…", "…", ["…", "…"]),
        ("a.b a+b axb", "a.b", ["a.b"]),
        ("wait for it", "/", []),
        ("and/or", "and/or", ["and/or"]),
        ("may may not", "  may   not ", ["may not"]),
        ("it is iso\u00adlated", "isolated", ["iso\u00adlated"]),
        ("says “so” and „so“", '"so"', ["“so”", "„so“"]),
        ("well–known, well\u2011known", "well-known", ["well–known", "well\u2011known"]),
        ("cafe\u0301, café", "cafe\u0301", ["cafe\u0301", "café"]),
        ("soft \u00ad hyphen", "\u00ad", []),
    ],
)
def test_words_are_found_whole_in_every_spelling(
    text: str, entry: str, words: list[str] | int
) -> None:
    hits = found(text, entry)
    assert hits == words if isinstance(words, list) else len(hits) == words


def test_the_longest_entry_of_a_list_wins() -> None:
    assert found("may well not", "may", "may well", "well not") == ["may well"]
    assert found("is bound to happen", "is bound to", "bound to happen") == ["bound to happen"]
    assert found("it is likely to", "likely", "/is \\w+ to/") == ["is likely to"]


def test_different_codes_mark_the_same_words() -> None:
    finder = CueFinder(book(("may", "will"), ("may well",), ("may",)))
    assert finder.find("it may well be", offset=100) == [
        Cue(103, 106, "g0", "may"),
        Cue(103, 106, "g2", "may"),
        Cue(103, 111, "g1", "may well"),
    ]


def test_no_lists_no_cues() -> None:
    assert CueFinder(book((), ("", "  "))).find("it may be") == []


def test_a_finder_is_built_anew_only_when_lists_change() -> None:
    finder = CueFinder(book(("may",), ("/(/",)))
    same = book(("may",), ("/(/",))
    renamed = replace(same, codes=tuple(replace(c, name=c.name + "!") for c in same.codes))
    assert not finder.update(renamed)
    assert "“code 1!”" in finder.problems[0].message
    assert finder.update(book(("might",)))
    assert [cue.rule for cue in finder.find("may might")] == ["might"]
    assert finder.problems == ()


def test_expressions_ignore_case_unless_they_say_otherwise() -> None:
    assert found("May may MAY", "/\\bmay\\b/") == ["May", "may", "MAY"]
    assert found("May may MAY", "/(?-i:may)/") == ["may"]
    assert found("one\ntwo", "/^t\\w+/", "/x*/") == ["two"]


@pytest.mark.parametrize("expression", ["/(?:a|aa)+$/", "/(?:\\w|a)*?(?:a|aa)+!?$/"])
def test_an_expression_without_end_is_switched_off_and_reported(expression: str) -> None:
    finder = CueFinder(book(("alas",), (expression, "aha")))
    text = "alas aha " + "a" * 60 + "#"
    assert [cue.rule for cue in finder.find(text)] == ["alas", "aha"]
    (problem,) = finder.problems
    assert (problem.code, problem.rule) == ("g1", expression)
    assert "“code 1”" in problem.message and expression in problem.message
    assert "takes too long" in problem.message
    assert [cue.rule for cue in finder.find("aaa alas")] == ["alas"]


@pytest.mark.parametrize(
    "inside", ["(", "[a-", "*", "(?P<x", "(" * 1500 + ")" * 1500, "x|" * 2000, "a{999999999999}"]
)
def test_an_expression_that_is_none_is_reported(inside: str) -> None:
    finder = CueFinder(book((f"/{inside}/", "may")))
    assert [cue.rule for cue in finder.find("it may be")] == ["may"]
    assert finder.problems[0].message.endswith(".")
    assert len(finder.problems[0].message) < 300


@given(st.text(st.sampled_from("()[]{}|*+?^$.\\ab1-:=!<>P&~#, éΣ\n"), max_size=12))
@settings(max_examples=150, deadline=None)
def test_no_expression_is_a_crash(inside: str) -> None:
    finder = CueFinder(book((f"/{inside}/",)))
    finder.find("ab1 aé Σ-b\nab" * 3)


WORDS = st.sampled_from(
    [
        *("might", "mighty", "won’t", "WON'T", "is", "bound", "to", "happen", "we’ll", "so-called"),
        *("cafe\u0301", "café", "可能", "…", "🌊", "e\u0301\u0323", "👩\u200d👩\u200d👧", "क्षि"),
        *("a", ".", "’", "“"),
    ]
)
GAPS = st.sampled_from((" ", "\u00a0", "", "\n", "  ", "\n\n", "-", "\t"))
TEXTS = st.lists(st.tuples(WORDS, GAPS), max_size=25).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


def plain(words: str) -> str:
    joined = " ".join(words.split()).replace("’", "'").replace("\u2011", "-")
    return unicodedata.normalize("NFC", joined).casefold()


@given(TEXTS, st.integers(0, 1000))
@settings(max_examples=300, deadline=None)
def test_offsets_name_exactly_the_words_of_the_rule(text: str, offset: int) -> None:
    cues = FINDER.find(text, offset)
    for cue in cues:
        assert plain(text[cue.start - offset : cue.end - offset]) == plain(cue.rule)
    assert all(one.end <= other.start for one, other in pairwise(cues))


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_what_stands_before_moves_cues_and_nothing_else(before: str, text: str) -> None:
    whole = FINDER.find(f"{before}\n\n{text}")
    start = len(before) + 2
    assert [cue for cue in whole if cue.start >= start] == FINDER.find(text, start)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_line_by_line_finds_the_same_where_no_cue_crosses_a_line(text: str) -> None:
    whole = EVERY.find(text)
    assume(not any("\n" in text[cue.start : cue.end] for cue in whole))
    chunks: list[Cue] = []
    position = 0
    for line in text.splitlines(keepends=True):
        chunks += FINDER.find(line, position)
        position += len(line)
    assert chunks == FINDER.find(text)


FINDER = CueFinder(book(LIST))
# A code for each entry: here no longer cue hides one that crosses a line.
EVERY = CueFinder(book(*((entry,) for entry in LIST)))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)), max_size=20))
def test_of_cues_that_overlap_the_longest_is_kept(spans: list[tuple[int, int]]) -> None:
    cues = [Cue(start, start + length, "g", str(n)) for n, (start, length) in enumerate(spans)]
    kept = longest(cues)
    assert kept == sorted(kept)
    for cue in cues:
        rivals = [k for k in kept if k.start < cue.end and cue.start < k.end]
        assert rivals and max(k.end - k.start for k in rivals) >= cue.end - cue.start
    assert all(one.end <= other.start for one, other in pairwise(kept))
