"""A reference, as all formats of references have it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

_YEAR: Final = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_MARKUP: Final = re.compile(r"</?(?:i|b|em|strong|sub|sup|span|p|jats:[\w-]+)(?:\s[^<>]*)?>")


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference. `facts` are named as attributes of documents are (author, year, title …);
    `files` are paths as the file has them."""

    facts: Mapping[str, str]
    abstract: str = ""
    files: Sequence[str] = ()
    key: str = ""
    remarks: Sequence[str] = field(default_factory=tuple)

    @property
    def name(self) -> str:
        """What to call it: its title, else its author and year."""
        facts = self.facts
        told = " ".join(filter(None, (facts.get("author", ""), facts.get("year", ""))))
        return facts.get("title") or told or self.key or "Reference"


def year_of(date: str) -> str:
    """The year in a date as it is written; empty where there is none."""
    match = _YEAR.search(date)
    return match[0] if match else ""


def plain_words(text: str) -> str:
    """A title or an abstract without the marks of type that some programs leave in it."""
    return " ".join(_MARKUP.sub("", text).split())


def facts_of(**values: str) -> dict[str, str]:
    """The facts that are known, each on one line."""
    found = {name: " ".join(value.split()) for name, value in values.items()}
    return {name: value for name, value in found.items() if value}
