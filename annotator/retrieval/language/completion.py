"""What may stand next in a query line: for the list below the line as one types."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.corpus.folding import search_key
from annotator.corpus.query.language import (
    ANY,
    AT_LEAST,
    CONNECTIVES,
    CONSENSUS,
    FIELDS,
    FLAGS,
    ONLY_WITH_ATTRIBUTE,
    RESULTS,
    name,
)
from annotator.corpus.query.relations import Overlap
from annotator.retrieval.language.vocabulary import STRUCTURE_KINDS, Vocabulary

MOST = 50
"""As many as a list shows."""
_TARGET = re.compile(
    r"""(?:^|[\s(])(?P<field>[\w-]+)
        (?:\.(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[\w-]+)))?
        (?P<sign>:)
        (?P<start>"[^"]*|[^\s"():]*)$""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r'(?:^|[\s(])(?P<field>value|said|document)\.(?P<start>"[^"]*|[^\s":()]*)$')
_WORD = re.compile(r"(?:^|[\s(])(?P<start>[\w-]*)$")
_OPERATORS = (
    *(overlap.value for overlap in Overlap),
    *("before", "after", "within", "in same sentence as", "in same paragraph as"),
    *("in same turn as", "in same document as", "linked to", "linked from", "by same coder"),
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` takes the place of the line from `offset` to the cursor; `what` says what it is."""

    text: str
    offset: int
    what: str


def complete(line: str, cursor: int, vocabulary: Vocabulary) -> list[Suggestion]:
    """What can be put at the cursor (code points), what begins so first, then what holds it."""
    before = line[:cursor]
    if match := _ATTRIBUTE.search(before):
        known: Iterable[str] = vocabulary.attributes
        if match["field"] == "document":
            known = vocabulary.document_values
        return _matching(match["start"], match.start("start"), known, "attribute")
    if match := _TARGET.search(before):
        names = _names(match["field"], match["quoted"] or match["bare"], vocabulary)
        return _matching(match["start"], match.start("start"), names, match["field"])
    if match := _WORD.search(before):
        return _keywords(match["start"], match.start("start"), before[: match.start("start")])
    return []


def _names(field: str, attribute: str | None, vocabulary: Vocabulary) -> Iterable[str]:
    if attribute is not None:
        own = vocabulary.document_values if field == "document" else vocabulary.values
        return own.get(attribute, ())
    known: dict[str, Iterable[str]] = {
        "code": vocabulary.code_names,
        "below": vocabulary.code_names,
        "coder": vocabulary.coders,
        "document": vocabulary.documents,
        "round": vocabulary.rounds,
        "set": vocabulary.sets,
        "in": STRUCTURE_KINDS,
        "speaker": vocabulary.speakers,
        "role": vocabulary.roles,
    }
    return known.get(field, ())


def _matching(start: str, offset: int, names: Iterable[str], what: str) -> list[Suggestion]:
    """Names that begin as what was typed, then those that hold it, as the language writes them."""
    key = search_key(start.lstrip('"'))
    keys = {one: search_key(one) for one in names}
    fitting = [one for one in keys if key in keys[one]]
    fitting.sort(key=lambda one: not keys[one].startswith(key))
    found = [Suggestion(name(one), offset, what) for one in fitting]
    if what == "coder":
        special = (ANY, CONSENSUS, f"{AT_LEAST}(2)")
        found += [Suggestion(one, offset, what) for one in special if one.startswith(key)]
    return found[:MOST]


def _keywords(start: str, offset: int, before: str) -> list[Suggestion]:
    """Fields and flags, connectives and operators; at the beginning what the answer is to be."""
    key = start.casefold()
    known = {f"{field}:": what for field, what in FIELDS.items()}
    known |= {f"{field}.": known.pop(f"{field}:") for field in ONLY_WITH_ATTRIBUTE}
    known |= FLAGS | {"not": "where it does not hold"}
    if before.strip(" \t("):
        known |= dict.fromkeys(CONNECTIVES, "connective") | dict.fromkeys(_OPERATORS, "relation")
    else:
        known |= RESULTS
    return [Suggestion(one, offset, what) for one, what in known.items() if one.startswith(key)]
