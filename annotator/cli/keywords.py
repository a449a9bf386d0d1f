"""``annotator keywords``: the words that set passages, their surroundings or documents apart."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from annotator.cli.opening import opened
from annotator.cli.output import finish_with_progress, print_csv, print_json, print_table, say
from annotator.cli.viewing import say_withheld, viewer_of, withheld
from annotator.operations.retrieval import keywords
from annotator.operations.retrieval.keywords import KeyWordQuestion, KeyWords, Scope
from annotator.retrieval.keyness import KeyWord
from annotator.retrieval.language import print_query

_COLUMNS = ("word", "count", "other", "documents", "log ratio", "low", "high", "G2")


def run(options: argparse.Namespace) -> int:
    """Find them and print them, the most telling first."""
    scope = Scope(options.of)
    wanted = KeyWordQuestion(
        options.line, options.against or "", scope, options.within, options.least
    )
    with opened(options) as project:
        viewer = viewer_of(project, options)
        found = finish_with_progress(keywords.ask(viewer, wanted))
        words = found.words if options.top is None else found.words[: options.top]
        if options.json:
            print_json(_document(found, words) | withheld(viewer))
            return 0
        if options.csv:
            print_csv(_COLUMNS, map(_exact, words), guard_formulas=options.guard_formulas)
        else:
            print_table(_COLUMNS, map(_cells, words))
        say(found.head)
        say_withheld(viewer)
    return 0


def _exact(one: KeyWord) -> tuple[str | int | float, ...]:
    figures = one.log_ratio, one.low, one.high, one.g2
    return one.word, one.count, one.other, one.documents, *figures


def _cells(one: KeyWord) -> tuple[str | int, ...]:
    figures = (f"{value:.2f}" for value in (one.log_ratio, one.low, one.high, one.g2))
    return one.word, one.count, one.other, one.documents, *figures


def _document(found: KeyWords, words: Sequence[KeyWord]) -> dict[str, Any]:
    return {
        "query": print_query(found.first),
        "against": None if found.second is None else print_query(found.second),
        "of": found.question.scope.value,
        "head": found.head,
        "analysis_set": found.analysis_set.words(),
        "words": {"first": found.sizes[0], "second": found.sizes[1]},
        "keywords": [_entry(found, one) for one in words],
    }


def _entry(found: KeyWords, one: KeyWord) -> dict[str, Any]:
    query = found.query_of(one)
    return {
        "word": one.word,
        "count": one.count,
        "other": one.other,
        "documents": one.documents,
        "log_ratio": one.log_ratio,
        "low": one.low,
        "high": one.high,
        "g2": one.g2,
        "query": None if query is None else print_query(query),
    }
