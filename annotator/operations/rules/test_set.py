"""The settled cases as a test set of the codebook: which of them a version decides, and how.

A version decides a case where an accepted rule that cites it is in that version, or where the
passage of the case stands in it as an example or counter-example. What coders answered under the
version is shown beside it (`training`): a codebook that decides a case is applied alike by all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.coded_examples import (
    NOT_CODED,
    counter_example_fault,
    example_fault,
    read_example,
)
from annotator.corpus.messages import gettext_noop
from annotator.operations import codebook
from annotator.operations.codebook.digests import codebook_digest
from annotator.operations.rules.cases import CaseBook, SettledCase, settled
from annotator.operations.rules.keeping import ACCEPTED, Rule, rules
from annotator.operations.rules.training import Answer, answers
from annotator.operations.viewing import Viewer

RULE, EXAMPLE, COUNTER_EXAMPLE, NOTHING = "rule", "example", "counter-example", ""
"""By what a version decides a case."""

BY = {
    RULE: gettext_noop("by a rule"),
    EXAMPLE: gettext_noop("by an example"),
    COUNTER_EXAMPLE: gettext_noop("by a counter-example"),
    NOTHING: gettext_noop("not decided"),
}


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What a version says of a case. by: what decides it (`BY`). code: the code (GUID) that it
    gives the passage, None for none. answers: by coder (GUID), under this version."""

    case: SettledCase
    by: str
    code: str | None
    answers: Mapping[str, Answer]

    @property
    def is_decided(self) -> bool:
        """Whether the version says anything of it."""
        return self.by != NOTHING

    @property
    def is_as_settled(self) -> bool:
        """Whether it says what was settled."""
        return self.is_decided and self.code == self.case.answer


@dataclass(frozen=True)
class CodebookTest:
    """One version of the codebook (its number, digest and content) on all settled cases."""

    number: int
    digest: str
    codebook: Codebook
    results: tuple[CaseResult, ...]
    faults: tuple[str, ...]
    """Examples in brackets that can't be coded as they say, a sentence each."""

    @property
    def decided(self) -> int:
        """How many cases it decides."""
        return sum(one.is_decided for one in self.results)

    @property
    def as_settled(self) -> int:
        """How many of these as they were settled."""
        return sum(one.is_as_settled for one in self.results)


@dataclass(frozen=True)
class CaseMaterial:
    """What versions are tested on: the cases, the rules, and what coders answered."""

    cases: CaseBook
    rules: Sequence[Rule]
    answers: Sequence[Answer]


def material(viewer: Viewer) -> CaseMaterial:
    """Read once what any number of versions is tested on; nothing of it in a blind project."""
    return CaseMaterial(settled(viewer), rules(viewer), answers(viewer))


def on_version(viewer: Viewer, found: CaseMaterial, number: int | None = None) -> CodebookTest:
    """Test a version (by number; None: the codebook as it is now). UserError where there is
    none."""
    known = codebook.versions(viewer.project)
    last = len(known)
    if number is None or number == last:
        book = codebook.current(viewer.project)
    else:
        book = codebook.version(viewer.project, number)
    number = last if number is None else number
    until = known[number - 1].made if number < last else None
    return tested(book, found, number=number, until=until)


def tested(
    book: Codebook, found: CaseMaterial, *, number: int = 0, until: datetime | None = None
) -> CodebookTest:
    """Test a codebook, in which rules are that were accepted `until` then (None: all)."""
    digest = codebook_digest(book)
    passages = _passages(book)
    cited = {
        case: rule
        for rule in found.rules
        if rule.state == ACCEPTED and (until is None or rule.changed <= until)
        for case in rule.cases
    }
    under = [one for one in found.answers if one.codebook == digest]
    results = []
    for case in found.cases.cases:
        by, code = _decided(book, case, cited.get(case.decision.guid), passages)
        said = {one.coder: one for one in under if one.decision == case.decision.guid}
        results.append(CaseResult(case, by, code, said))
    return CodebookTest(number, digest, book, tuple(results), tuple(example_faults(book)))


_Passages = Mapping[str, tuple[str, str | None]]
"""By the passage of an example: what it is, and the code (GUID) that it gives the passage."""
_FEW_WORDS = 3
"""A passage of no more words can stand in any sentence, and is known by its sentence alone."""


def _decided(
    book: Codebook, case: SettledCase, rule: Rule | None, passages: _Passages
) -> tuple[str, str | None]:
    if rule is not None and rule.code in book.by_guid:
        return RULE, None if rule.type == "exclude" else rule.code
    for side in (case.shown, *case.sides):
        found = passages.get(_passage(side.bracketed))
        if found is not None:
            return found
    return NOTHING, None


def _passages(book: Codebook) -> _Passages:
    names = {code.name: code.guid for code in book.codes if code.codable}
    found: dict[str, tuple[str, str | None]] = {}
    for code in book.codes:
        for entry in code.counter_examples:
            items = _items(entry)
            if items and (items[0] in names or items[0] == NOT_CODED):
                found[_passage(entry)] = (COUNTER_EXAMPLE, names.get(items[0]))
    for code in book.codes:  # what is an example says more than where it is none
        if code.codable:
            found |= {_passage(entry): (EXAMPLE, code.guid) for entry in code.examples}
    found.pop("", None)
    return found


def _items(entry: str) -> tuple[str, ...]:
    try:
        return read_example(entry).items
    except ValueError:
        return ()


def _passage(entry: str) -> str:
    """What an example is known by: the words in its brackets, or where these are few, the whole
    sentence. Empty where it is plain text."""
    try:
        spans = read_example(entry).spans
    except ValueError:
        return ""
    words = " … ".join(" ".join(span.split()) for span in spans)
    if len(words.split()) > _FEW_WORDS:
        return words
    note = entry.rfind(" (") if entry.endswith(")") else -1
    return " ".join(entry[: note if note >= 0 else None].split()) if spans else ""


def example_faults(book: Codebook) -> list[str]:
    """Examples and counter-examples with brackets that can't be coded as they say. Those without
    brackets are plain text, of which nothing is asked."""
    return [
        f"{code.name}: {entry}: {fault}"
        for _depth, code in book.walk()
        for entry, fault in _faults(book, code)
    ]


def _faults(book: Codebook, code: Code) -> list[tuple[str, str]]:
    found = []
    for entries, fault_of in (
        (code.examples, example_fault),
        (code.counter_examples, counter_example_fault),
    ):
        for entry in entries:
            fault = fault_of(book, code, entry) if "[" in entry else None
            if fault is not None:
                found.append((entry, fault))
    return found
