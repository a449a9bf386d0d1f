"""Who says what, in words of a case: speakers are cases, and the format has no place for turns.

A line of the case's description names a source, the beginning of its text's digest, and the code
points at which turns begin and end. Other programs show it as it is; here it gives the turns back
where the text is the same.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from annotator.corpus.document import Document
from annotator.corpus.messages import tr
from annotator.corpus.structure import Element, Structure
from annotator.exchange.refi.lines import from_line, to_line
from annotator.exchange.refi.names import normal_guid
from annotator.exchange.refi.report import Findings

_LINE: Final = re.compile(
    r"Turns in (?P<source>[0-9a-f-]{36}), text (?P<text>[0-9a-f]{12})"
    r"(?:, role (?P<role>(?:[^\\:]|\\.)*))?:(?P<spans>(?: [0-9]{1,9}-[0-9]{1,9})+)"
)
_Said = tuple[str, str]
"""Who speaks, and in which role as the turn tells it."""


def digest_of(text: str) -> str:
    """What tells that a text is the same."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def lines_by_speaker(
    documents: Iterable[Document],
    structures: Mapping[str, Structure],
    roles: Mapping[str, str],
) -> dict[str, list[str]]:
    """What is told of each speaker, a line for a document and a role, in order; without the `roles`
    that persons of the study have."""
    found: dict[str, list[str]] = {}
    for document in documents:
        structure = structures.get(document.guid)
        if structure is None:
            continue
        spans: dict[_Said, list[str]] = {}
        for number in structure.numbers("turn"):
            values = structure.values[structure.value[number]]
            if speaker := str(values.get("speaker", "")):
                role = str(values.get("role", ""))
                said = (speaker, "" if role == roles.get(speaker) else role)
                place = f"{structure.start[number]}-{structure.end[number]}"
                spans.setdefault(said, []).append(place)
        digest = digest_of(document.text) if spans else ""
        for (speaker, role), places in spans.items():
            head = f"Turns in {document.guid}, text {digest}"
            told = f"{head}, role {to_line(role, ':')}" if role else head
            found.setdefault(speaker, []).append(f"{told}: {' '.join(places)}")
    return found


class ToldTurns:
    """The turns that cases tell of, by source (a GUID as the file has it)."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, list[Element]]] = {}

    def add(self, speaker: str, lines: Iterable[str]) -> None:
        """Take what is told of a speaker."""
        for line in lines:
            told = _LINE.fullmatch(line.strip())
            if told is not None:
                of_text = self._found.setdefault(normal_guid(told["source"]), {})
                of_text.setdefault(told["text"], []).extend(_turns(speaker, told))

    def sources(self) -> Iterator[str]:
        """The sources of which turns are told."""
        yield from self._found

    def put_beside(
        self, source: str, document: Document, structures: dict[str, Structure], findings: Findings
    ) -> None:
        """Put the turns of a source beside its text, where it is the same text, and has none."""
        known = structures.get(document.guid)
        if known is not None and known.number_of("turn"):
            return
        turns = self._found[source].get(digest_of(document.text), [])
        fitting = [one for one in turns if one.start <= one.end <= len(document.text)]
        if fitting:
            structures[document.guid] = Structure.of([*fitting, *(known or ())])
        if len(fitting) < sum(map(len, self._found[source].values())):
            findings.left(
                tr("document “{name}”", name=document.name),
                tr("Who speaks is told of another text than this one."),
            )


def _turns(speaker: str, told: re.Match[str]) -> Iterator[Element]:
    values = {"speaker": speaker} | ({"role": from_line(told["role"])} if told["role"] else {})
    for place in told["spans"].split():
        start, end = map(int, place.split("-"))
        yield Element("turn", start, end, values)
