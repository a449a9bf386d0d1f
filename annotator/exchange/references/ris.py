"""RIS: lines of a tag, two spaces, a hyphen and a value, from ``TY`` to ``ER``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from annotator.exchange.references.model import Reference, facts_of, plain_words, year_of

_LINE: Final = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*))?$")
_FILES: Final = ("L1", "L2", "L4")


def read_ris(text: str) -> Iterator[Reference]:
    """The references in a text with LF line ends. Lines without a tag go on the value before."""
    fields: dict[str, list[str]] = {}
    last = ""
    for line in text.split("\n"):
        match = _LINE.match(line.rstrip())
        if match is None:
            if last and line.strip():
                fields[last][-1] += f"\n{line.strip()}"
            continue
        tag, value = match[1], (match[2] or "").strip()
        if tag in ("TY", "ER"):
            if fields:
                yield _reference(fields)
            fields, last = ({"TY": [value]} if tag == "TY" else {}), ""
            continue
        fields.setdefault(tag, []).append(value)
        last = tag
    if fields:
        yield _reference(fields)


def _reference(fields: dict[str, list[str]]) -> Reference:
    def first(*tags: str) -> str:
        return next((one for tag in tags for one in fields.get(tag, ()) if one), "")

    def every(*tags: str) -> str:
        return "; ".join(one for tag in tags for one in fields.get(tag, ()) if one)

    pages = "-".join(filter(None, (first("SP"), first("EP"))))
    date = first("PY", "Y1", "DA")
    facts = facts_of(
        title=plain_words(first("TI", "T1", "CT", "BT")),
        author=every("AU", "A1") or every("A2", "ED"),
        year=year_of(date),
        journal=first("JO", "JF", "T2", "JA", "SO"),
        volume=first("VL"),
        issue=first("IS"),
        pages=pages,
        publisher=first("PB"),
        doi=first("DO"),
        url=first("UR"),
        language=first("LA"),
        keywords=every("KW"),
        type=first("TY"),
    )
    return Reference(
        facts,
        "\n".join(fields.get("AB", ()) or fields.get("N2", ())),
        [path for tag in _FILES for one in fields.get(tag, ()) for path in one.split(";") if path],
        first("ID", "AN", "DO"),
    )
