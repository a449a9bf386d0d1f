"""Rules that came of settled cases: drafted, worded, and taken into the codebook or declined.

An accepted rule becomes part of the entry of its code: its words stand under “use when” or “do not
use when”, its cases are examples and counter-examples, with the passage in brackets and coders as
letters. So the codebook has a new version, whose digest the rule keeps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from annotator.corpus.changes import CODE, RULE, Changes
from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.coded_examples import NOT_CODED, example_entry
from annotator.corpus.identity import new_guid
from annotator.corpus.messages import tr
from annotator.corpus.team import Cause
from annotator.errors import UserError
from annotator.operations.codebook.digests import codebook_digest
from annotator.operations.rules.cases import CaseBook, SettledCase
from annotator.operations.rules.drafting import GAP, RuleDraft, drafts
from annotator.operations.viewing import Viewer
from annotator.storage import clock, codebook_queries
from annotator.storage.codebook_rows import code_row
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile
from annotator.storage.rows import columns_of, living_rows, stored_rows
from annotator.storage.study_rows import RuleRow

DRAFT, ACCEPTED, DECLINED = "draft", "accepted", "declined"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that is kept. cases: GUIDs of decisions. state: draft, accepted or declined. codebook:
    the digest of the version that took it, else empty."""

    guid: str
    code: str | None
    cause: Cause
    type: str
    text: str
    cases: tuple[str, ...]
    state: str
    codebook: str
    changed: datetime


def rules(viewer: Viewer) -> list[Rule]:
    """The rules of a project in the order in which they were made; of a blind one none are seen."""
    with viewer.reading() as connection:
        rows = living_rows(connection, RuleRow)
        stamps = stored_rows(connection, RULE, [row.guid for row in rows])
    return [_rule(row, stamps[row.guid]["changed_at"]) for row in rows]


def _rule(row: RuleRow, changed_at: int) -> Rule:
    changed = clock.to_datetime(changed_at)
    return Rule(
        *(row.guid, row.code, Cause(row.cause), row.type, row.text, row.cases),
        *(row.state, row.codebook, changed),
    )


def open_drafts(book: CaseBook, known: Iterable[Rule]) -> list[RuleDraft]:
    """What the cases ask for beyond the rules that there are."""
    return drafts(book, [case for rule in known for case in rule.cases])


def keep(project: ProjectFile, by: str, proposed: RuleDraft, text: str = "") -> Changes:
    """Keep a draft as it is proposed, or in other words, to be discussed."""
    with project.transaction("Draft a rule", by) as step:
        _record(step.record, _new(proposed, text))
    return step.changes


def reword(project: ProjectFile, by: str, rule: Rule, text: str) -> Changes:
    """Give a rule that is not accepted yet other words. UserError where none are left."""
    with project.transaction("Word a rule", by) as step:
        _refuse_accepted(rule)
        step.record.change(RULE, {rule.guid: {"text": _worded(text)}})
    return step.changes


def decline(project: ProjectFile, by: str, rule: Rule | RuleDraft) -> Changes:
    """Say that the cases ask for no such rule; they are not drafted again."""
    with project.transaction("Decline a rule", by) as step:
        if isinstance(rule, RuleDraft):
            _record(step.record, replace(_new(rule), state=DECLINED))
        else:
            _refuse_accepted(rule)
            step.record.change(RULE, {rule.guid: {"state": DECLINED}})
    return step.changes


def delete(project: ProjectFile, by: str, rule: Rule) -> Changes:
    """Delete a rule, so that its cases are drafted anew; what the codebook took from it stays."""
    with project.transaction("Delete a rule", by) as step:
        step.record.delete(RULE, [rule.guid])
    return step.changes


def accept(
    project: ProjectFile, by: str, rule: Rule | RuleDraft, text: str, cases: Sequence[SettledCase]
) -> Changes:
    """Take a rule into the codebook, with its `cases` as examples and counter-examples.

    UserError where words are missing in it, or its code is gone.
    """
    text = _complete(text)
    with project.transaction("Accept a rule", by) as step:
        record = step.record
        made = _new(rule, text) if isinstance(rule, RuleDraft) else replace(rule, text=text)
        _refuse_accepted(made)
        book = codebook_queries.codebook(record.connection)
        if made.code not in book.by_guid:
            raise UserError(tr("The code of the rule is not in the codebook any more."))
        changed = _with_rule(book, made, cases)
        record.change(CODE, {code.guid: code_row(code) for code in changed})
        now = codebook_queries.codebook(record.connection)
        accepted = replace(made, state=ACCEPTED, codebook=codebook_digest(now))
        _record(record, accepted)
    return step.changes


# --- what the codebook says with a rule


def _with_rule(book: Codebook, rule: Rule, cases: Sequence[SettledCase]) -> list[Code]:
    """The codes that change, with the rule and its cases in them."""
    assert rule.code is not None
    changed = {rule.code: _worded_entry(book.by_guid[rule.code], rule)}
    for case in cases:
        for guid, counter, entry in case_entries(book, case):
            if guid not in book.by_guid:
                continue
            code = changed.get(guid, book.by_guid[guid])
            there = (*code.examples, *code.counter_examples)
            if entry in there:
                continue
            changed[guid] = (
                replace(code, counter_examples=(*code.counter_examples, entry))
                if counter
                else replace(code, examples=(*code.examples, entry))
            )
    return list(changed.values())


def _worded_entry(code: Code, rule: Rule) -> Code:
    """The entry of a code with the words of a rule as its last paragraph."""
    if rule.type == "exclude":
        return replace(code, when_not_to_use=_joined(code.when_not_to_use, rule.text))
    return replace(code, when_to_use=_joined(code.when_to_use, rule.text))


def _joined(before: str, rule: str) -> str:
    return "\n".join(filter(None, (before.rstrip(), rule)))


def case_entries(book: Codebook, case: SettledCase) -> list[tuple[str, bool, str]]:
    """The examples that a case makes: of which code (GUID), whether a counter-example, the words.

    What was settled on is an example of its code. Where a coder had another code, or coded what is
    not to be coded, that is a counter-example of the coder's code.
    """
    reason = case.decision.reason
    found = []
    if case.outcome is not None:
        one = case.outcome
        entry = example_entry(
            *(book, one.bracketed, len(one.spans), one.values),
            reason=_who_had_what(book, case),
        )
        found.append((one.code, False, entry))
    instead = NOT_CODED
    if case.outcome is not None and case.outcome.code in book.by_guid:
        instead = book.by_guid[case.outcome.code].name
    for side in case.sides:
        if case.outcome is None or side.code != case.outcome.code:
            why = reason or tr("as was settled")
            said = tr("{coder} coded it: {why}", coder=side.coder, why=why)
            entry = example_entry(
                *(book, side.bracketed, len(side.spans), {}), instead=instead, reason=said
            )
            found.append((side.code, True, entry))
    return found


def _who_had_what(book: Codebook, case: SettledCase) -> str:
    """“A marked “…”; B coded it as claim”: how the coders differed from what was settled on."""
    assert case.outcome is not None
    said = []
    for side in case.sides:
        if side.code != case.outcome.code:
            name = book.by_guid[side.code].name if side.code in book.by_guid else "?"
            said.append(tr("{coder} coded it as {code}", coder=side.coder, code=name))
        elif side.spans != case.outcome.spans:
            said.append(tr("{coder} marked other limits", coder=side.coder))
        elif any(side.values.get(k, v) != v for k, v in case.outcome.values.items()):
            said.append(tr("{coder} gave other values", coder=side.coder))
    if len(case.sides) == 1:
        said.append(tr("only {coder} coded it", coder=case.sides[0].coder))
    return "; ".join([*said, *filter(None, [case.decision.reason])])


# --- rows


def _new(proposed: RuleDraft, text: str = "") -> Rule:
    return Rule(
        *(new_guid(), proposed.code, proposed.cause, proposed.type),
        *(_worded(text or proposed.text), proposed.cases, DRAFT, ""),
        clock.to_datetime(clock.NEVER),
    )


def _record(record: Recorder, rule: Rule) -> None:
    row = RuleRow(
        guid=rule.guid,
        code=rule.code,
        type=rule.type,
        cause=rule.cause.value,
        text=rule.text,
        cases=rule.cases,
        state=rule.state,
        codebook=rule.codebook,
    )
    record.put(RULE, [columns_of(row)])


def _worded(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise UserError(tr("Say what the rule is."))
    return words


def _complete(text: str) -> str:
    words = _worded(text)
    if GAP in words:
        raise UserError(
            tr("Complete the rule: “…” stands where you say when it holds. Then accept it.")
        )
    return words


def _refuse_accepted(rule: Rule) -> None:
    if rule.state == ACCEPTED:
        raise UserError(tr("The rule is part of the codebook already. Edit the code instead."))
