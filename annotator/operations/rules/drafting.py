"""A draft of a rule from settled cases of one cause. Plain functions: what is kept is `keeping`'s.

What differs in the cases says which rule they ask for: where a passage was settled to have the
code, when to code it; where it was settled to have none, what to leave out; where the limits were
moved, what belongs to the passage; where a value was chosen, when it holds. The reasons that were
given for the decisions are the condition; where none was given, “…” stands for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from annotator.corpus.codebook import Value
from annotator.corpus.messages import quoted, tr
from annotator.corpus.team import Cause
from annotator.operations.rules.cases import CaseBook, CaseSide, SettledCase

GAP = "…"
"""Stands where a draft waits for words."""
_MOST_WORDS = 3
"""Examples of words that a draft about limits names at most."""


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A rule as it is proposed. code: a GUID. type: as in the table of rules (`include`, `exclude`,
    `boundary`, `value`, `other`). cases: GUIDs of decisions, in the order of the texts."""

    code: str
    cause: Cause
    type: str
    text: str
    cases: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether no words are missing in it."""
        return GAP not in self.text


def drafts(book: CaseBook, used: Iterable[str] = ()) -> list[RuleDraft]:
    """A draft for all cases of one code, cause and direction; of causes that ask for no rule
    (an oversight, or none was said) there is none. `used` are the cases that a rule cites
    already."""
    taken = set(used)
    places = {code.guid: number for number, (_depth, code) in enumerate(book.codebook.walk())}
    open_cases = [
        case
        for case in book.cases
        if case.decision.guid not in taken
        and case.code in places
        and case.decision.cause not in (Cause.UNSTATED, Cause.OVERSIGHT)
    ]

    def kind(case: SettledCase) -> tuple[int, str, str]:
        return places[case.code], case.decision.cause.value, rule_type(case)

    return [
        draft(book, list(cases)) for _kind, cases in groupby(sorted(open_cases, key=kind), kind)
    ]


def draft(book: CaseBook, cases: Sequence[SettledCase]) -> RuleDraft:
    """The rule that these cases, of one code and cause, ask for. ValueError where there is none."""
    if not cases:
        raise ValueError("a rule needs a case")
    first, kind = cases[0], rule_type(cases[0])
    wording = {
        "include": _include,
        "exclude": _exclude,
        "boundary": _boundary,
        "value": _value,
        "other": _ambiguous,
    }[kind]
    if first.decision.cause is Cause.AMBIGUITY:
        wording = _ambiguous
    words = wording(book, cases)
    words = words.replace(f"{GAP}.", GAP)  # a gap ends in no full stop
    guids = tuple(case.decision.guid for case in cases)
    return RuleDraft(first.code, first.decision.cause, kind, words, guids)


def rule_type(case: SettledCase) -> str:
    """Which rule a case asks for, by its cause and by what it came to."""
    if case.outcome is None:
        return "exclude"
    return {
        Cause.AMBIGUITY: "other",
        Cause.BOUNDARY: "boundary",
        Cause.VALUE: "value",
    }.get(case.decision.cause, "include")


def _reasons(cases: Sequence[SettledCase]) -> str:
    """The reasons of the decisions, each once; the gap where none was given."""
    given = (case.decision.reason.strip().rstrip(".") for case in cases)
    return "; ".join(dict.fromkeys(filter(None, given))) or GAP


def _include(book: CaseBook, cases: Sequence[SettledCase]) -> str:
    code = book.code_name(cases[0].code)
    others = _codes_instead(book, cases)
    if others:
        return tr(
            "Code {code}, not {others}, when: {reasons}.",
            code=quoted(code),
            others=others,
            reasons=_reasons(cases),
        )
    return tr("Code {code} when: {reasons}.", code=quoted(code), reasons=_reasons(cases))


def _codes_instead(book: CaseBook, cases: Sequence[SettledCase]) -> str:
    """The other codes that coders gave what was settled to have this one."""
    names = {
        side.code: quoted(book.code_name(side.code))
        for case in cases
        for side in case.sides
        if side.code != case.code
    }
    return ", ".join(names.values())


def _exclude(book: CaseBook, cases: Sequence[SettledCase]) -> str:
    code = quoted(book.code_name(cases[0].code))
    return tr("Leave out, and do not code {code}: {reasons}.", code=code, reasons=_reasons(cases))


def _boundary(book: CaseBook, cases: Sequence[SettledCase]) -> str:
    code = quoted(book.code_name(cases[0].code))
    left_out, taken_in = _moved(cases)
    parts = [
        words
        for words in (
            tr("leave out {words}", words=left_out) if left_out else "",
            tr("take in {words}", words=taken_in) if taken_in else "",
        )
        if words
    ]
    where = "; ".join(parts) or GAP
    return tr(
        "Limits of {code}: {where}. In general: {reasons}.",
        code=code,
        where=where,
        reasons=_reasons(cases),
    )


def _moved(cases: Sequence[SettledCase]) -> tuple[str, str]:
    """Words that were settled not to belong to passages, and words that were settled to."""
    left_out: dict[str, None] = {}
    taken_in: dict[str, None] = {}
    for case in cases:
        if case.outcome is None:
            continue
        for side in case.sides:
            left_out |= dict.fromkeys(_beyond(side, case.outcome))
            taken_in |= dict.fromkeys(_beyond(case.outcome, side))
    return _some(left_out), _some(taken_in)


def _some(words: Iterable[str]) -> str:
    return ", ".join(quoted(one) for one in list(words)[:_MOST_WORDS])


def _beyond(wider: CaseSide, narrower: CaseSide) -> list[str]:
    """The words at either end of a passage that the other one has not."""
    first, last = wider.spans[0].start, wider.spans[-1].end
    before = narrower.spans[0].start - first
    behind = last - narrower.spans[-1].end
    found = []
    if 0 < before < len(wider.passage):
        found.append(wider.passage[:before])
    if 0 < behind < len(wider.passage):
        found.append(wider.passage[len(wider.passage) - behind :])
    return [cleaned for one in found if (cleaned := " ".join(one.split()).strip(" ,;:–—"))]


def _value(book: CaseBook, cases: Sequence[SettledCase]) -> str:
    code = quoted(book.code_name(cases[0].code))
    declared = {one.guid: one.name for one in book.codebook.attributes}
    said: dict[str, None] = {}
    for case in cases:
        assert case.outcome is not None
        for side in case.sides:
            for guid, value in case.outcome.values.items():
                other = side.values.get(guid)
                if other is not None and other != value and guid in declared:
                    words = tr(
                        "{attribute} is {value}, not {other}",
                        attribute=declared[guid],
                        value=value_words(value),
                        other=value_words(other),
                    )
                    said[words] = None
    what = "; ".join(said) or GAP
    return tr("Of {code}: {what}, when: {reasons}.", code=code, what=what, reasons=_reasons(cases))


def _ambiguous(book: CaseBook, cases: Sequence[SettledCase]) -> str:
    code = quoted(book.code_name(cases[0].code))
    if cases[0].outcome is None:
        return tr(
            "Where the text can be read both ways, do not code {code}: {reasons}.",
            code=code,
            reasons=_reasons(cases),
        )
    return tr(
        "Where the text can be read both ways, code {code}: {reasons}.",
        code=code,
        reasons=_reasons(cases),
    )


def value_words(value: Value) -> str:
    """A value as it stands in an example of the codebook."""
    return value if isinstance(value, str) else " + ".join(value)
