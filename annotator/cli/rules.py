"""``annotator rules``: why coders differed, and the rules that came of it; ``codebook --test``."""

from __future__ import annotations

import argparse
from typing import Any

from annotator.cli.opening import opened
from annotator.cli.output import print_json, print_table, say
from annotator.cli.viewing import say_withheld, viewer_of, withheld
from annotator.corpus.messages import number_of, tr
from annotator.corpus.team import Cause
from annotator.operations import projects
from annotator.operations.rules import causes, keeping, test_set
from annotator.operations.rules.cases import CaseBook, CaseSide, SettledCase, settled
from annotator.operations.rules.drafting import RuleDraft
from annotator.operations.rules.keeping import Rule
from annotator.operations.rules.test_set import CaseResult, CodebookTest
from annotator.operations.team import coders


def run(options: argparse.Namespace) -> int:
    """Print causes by code and round, rules, and drafts of rules for cases that none cites."""
    with projects.open_(options.project) as project:
        viewer = viewer_of(project, options)
        book = settled(viewer)
        known = keeping.rules(viewer)
    proposed = keeping.open_drafts(book, known)
    if options.json:
        found = {
            "causes": _causes(book),
            "cases": [_case(book, case) for case in book.cases],
            "rules": [_rule(book, rule) for rule in known],
            "drafts": [_draft(book, one) for one in proposed],
        }
        print_json(found | withheld(viewer))
        return 0
    _print_causes(book)
    header = (tr("state"), tr("code"), tr("why they differed"), tr("cases"), tr("rule"))
    rows = [
        (tr(rule.state), book.code_name(rule.code), _cause(rule.cause), len(rule.cases), rule.text)
        for rule in known
    ]
    rows += [
        (tr("proposed"), book.code_name(d.code), _cause(d.cause), len(d.cases), d.text)
        for d in proposed
    ]
    print_table(header, rows)
    say(
        tr(
            "{cases}, {rules}, {drafts} proposed.",
            cases=number_of(len(book.cases), "settled case"),
            rules=number_of(len(known), "rule"),
            drafts=len(proposed),
        )
    )
    say_withheld(viewer)
    return 0


def _print_causes(book: CaseBook) -> None:
    header = (tr("code"), tr("round"), *(_cause(cause) for cause in Cause))
    counted: dict[tuple[str, str | None], dict[Cause, int]] = {}
    for one in causes.counts(book.cases):
        counted.setdefault((one.code, one.round), {})[one.cause] = one.number
    rows = [
        (
            book.code_name(code),
            book.rounds.get(made_in or "", "–"),
            *(numbers.get(cause, 0) for cause in Cause),
        )
        for (code, made_in), numbers in counted.items()
    ]
    print_table(header, rows)


def _cause(cause: Cause) -> str:
    return tr(causes.TITLES[cause])


def _causes(book: CaseBook) -> list[dict[str, Any]]:
    return [
        {
            "code": book.code_name(one.code),
            "round": book.rounds.get(one.round or ""),
            "cause": one.cause.value,
            "cases": one.number,
        }
        for one in causes.counts(book.cases)
    ]


def _case(book: CaseBook, case: SettledCase) -> dict[str, Any]:
    return {
        "guid": case.decision.guid,
        "document": case.document,
        "round": book.rounds.get(case.round or ""),
        "cause": case.decision.cause.value,
        "verdict": case.decision.verdict.value,
        "reason": case.decision.reason,
        "sides": [_side(book, side) for side in case.sides],
        "outcome": None if case.outcome is None else _side(book, case.outcome),
    }


def _side(book: CaseBook, side: CaseSide) -> dict[str, Any]:
    return {
        "coder": side.coder,
        "code": book.code_name(side.code),
        "spans": [[span.start, span.end] for span in side.spans],
        "text": side.bracketed,
    }


def _draft(book: CaseBook, one: RuleDraft | Rule) -> dict[str, Any]:
    return {
        "code": book.code_name(one.code),
        "cause": one.cause.value,
        "kind": one.type,
        "text": one.text,
        "cases": list(one.cases),
    }


def _rule(book: CaseBook, rule: Rule) -> dict[str, Any]:
    return {
        "guid": rule.guid,
        **_draft(book, rule),
        "state": rule.state,
        "codebook": rule.codebook,
    }


# --- the codebook's test set


def test(options: argparse.Namespace) -> int:
    """Test a version of the codebook: its examples, and the cases that were settled."""
    with opened(options) as project:
        viewer = viewer_of(project, options)
        found = test_set.material(viewer)
        result = test_set.on_version(viewer, found, options.test or None)
        before = (
            test_set.on_version(viewer, found, result.number - 1) if result.number > 1 else None
        )
        names = coders.labels(coders.everybody(project))
    if options.json:
        cases = [_result(found.cases, one, names) for one in result.results]
        whole = _summary(result) | {"cases": cases, "faults": list(result.faults)}
        whole["before"] = None if before is None else _summary(before)
        print_json(whole | withheld(viewer))
        return 0
    header = (tr("document"), tr("passage"), tr("settled as"), tr("the codebook"), tr("says"))
    book = found.cases
    rows = [
        (
            one.case.document,
            one.case.shown.bracketed,
            _code(book, one.case.answer),
            tr(test_set.BY[one.by]),
            _code(book, one.code) if one.is_decided else "–",
        )
        for one in result.results
    ]
    print_table(header, rows)
    say(_summary_words(result))
    if before is not None:
        say(_summary_words(before))
    for fault in result.faults:
        say(fault)
    say_withheld(viewer)
    return 0


def _code(book: CaseBook, code: str | None) -> str:
    return tr("not coded") if code is None else book.code_name(code)


def _summary(result: CodebookTest) -> dict[str, Any]:
    return {
        "version": result.number,
        "codebook": result.digest,
        "settled": len(result.results),
        "decided": result.decided,
        "as_settled": result.as_settled,
    }


def _summary_words(result: CodebookTest) -> str:
    return tr(
        "Version {number} decides {decided} of {cases}, {as_settled} of them as they were settled.",
        number=result.number,
        decided=result.decided,
        cases=number_of(len(result.results), "settled case"),
        as_settled=result.as_settled,
    )


def _result(book: CaseBook, one: CaseResult, names: dict[str, str]) -> dict[str, Any]:
    return {
        "case": one.case.decision.guid,
        "document": one.case.document,
        "text": one.case.shown.bracketed,
        "settled_as": None if one.case.answer is None else book.code_name(one.case.answer),
        "by": one.by,
        "code": None if one.code is None else book.code_name(one.code),
        "as_settled": one.is_as_settled,
        "answers": {
            names.get(coder, coder): None if said.code is None else book.code_name(said.code)
            for coder, said in one.answers.items()
        },
    }
