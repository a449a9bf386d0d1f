"""The words and signs of the query language: for its parser, its printer and its colours.

What they mean is in `resources/manual/query.md`, with the grammar.
"""

from __future__ import annotations

import re
from typing import Final

from annotator.corpus.messages import gettext_noop
from annotator.corpus.query.relations import Overlap, TextUnit

FIELDS: Final = {
    "code": gettext_noop("the code, alone"),
    "below": gettext_noop("the code, or one of those under it"),
    "coder": gettext_noop("who made it: a name, any, consensus, at-least(2)"),
    "value": gettext_noop("a value, or its default: value.NAME"),
    "said": gettext_noop("a value that was given: said.NAME"),
    "document": gettext_noop("the document, or what is said of it: document.NAME"),
    "round": gettext_noop("a round in which it was assigned"),
    "set": gettext_noop("a set that it is in, or its document or code"),
    "in": gettext_noop("the kind of place: heading, table, note …"),
    "page": gettext_noop("the page, or pages: 3..7"),
    "speaker": gettext_noop("whose turn it is in"),
    "role": gettext_noop("the speaker's role"),
    "time": gettext_noop("the time in the recording: 1:00..2:30"),
    "text": gettext_noop("words of the passage, or /an expression/"),
    "memo": gettext_noop("words of its memo; * is any memo"),
    "created": gettext_noop("the day, or days: 2026-01-01..2026-01-31"),
    "changed": gettext_noop("the day of the last change"),
    "version": gettext_noop("the version of the codebook, or versions: 2..4"),
}
"""What a colon, or a comparison, stands behind; what it asks about."""
WITH_ATTRIBUTE: Final = ("value", "said", "document")
ONLY_WITH_ATTRIBUTE: Final = ("value", "said")
"""Fields that have a name behind a full stop, and those that must."""
FLAGS: Final = {
    "all": "every coding",
    "from-cue": "began from a cue",
    "adjudicated": "was decided about",
}
CONNECTIVES: Final = ("and", "or", "not")
RESULTS: Final = {
    "pairs": "each pair of codings",
    "common": "the passage that both have",
}
OPERATOR_WORDS: Final = frozenset(
    (
        *(word for overlap in Overlap for word in overlap.value.split()),
        *("before", "after", "within", "of", "in", "linked", "to", "from", "by", "coder"),
    )
)
UNIT_WORDS: Final = {form: unit for unit in TextUnit for form in (unit, f"{unit}s")}
"""Singular and plural by either."""
ANY, CONSENSUS, AT_LEAST = "any", "consensus", "at-least"
RESERVED: Final = frozenset(
    (
        *FIELDS,
        *FLAGS,
        *CONNECTIVES,
        *RESULTS,
        *OPERATOR_WORDS,
        *UNIT_WORDS,
        ANY,
        CONSENSUS,
        AT_LEAST,
    )
)
"""Words that are written in quotation marks where they are names."""

BARE_NAME: Final = re.compile(r"[^\W_][\w-]*|-?\d+(?:\.\d+)?")
"""A name or a number that needs no quotation marks where it is not reserved."""
TOKEN: Final = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<string>"(?:[^"\\]|\\.)*"|“[^”]*”)
    | (?P<pattern>(?<=[:\s])/(?:[^/\\]|\\.)+/)
    | (?P<time>\d+:\d\d(?::\d\d)?(?:\.\d{1,3})?)
    | (?P<word>-?\d+(?:\.\d+)?(?![\w\-])|[\w][\w\-]*)
    | (?P<sign>\.\.|<=|>=|[().,:=<>*])
    """,
    re.VERBOSE | re.DOTALL,
)


def quoted(text: str) -> str:
    """A text in quotation marks, as the language reads it back."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def unquoted(token: str) -> str:
    """What stands in a string token."""
    if token.startswith("“"):
        return token[1:-1]
    return re.sub(r"\\(.)", r"\1", token[1:-1], flags=re.DOTALL)


def name(text: str) -> str:
    """A name as it is written: in quotation marks where it needs them."""
    if BARE_NAME.fullmatch(text) and text.casefold() not in RESERVED:
        return text
    return quoted(text)
