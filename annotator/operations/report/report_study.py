"""The report's sections on the study: plan, why coders differed, rules, checklist."""

from __future__ import annotations

from annotator.corpus.messages import day, number_of, tr
from annotator.corpus.team import Cause
from annotator.exchange.report_document import Block, Cell, Section, Table
from annotator.operations.rules import causes, keeping, test_set
from annotator.operations.rules.cases import CaseBook
from annotator.operations.study import deviations, facts, methods, plan
from annotator.operations.study.checklist import checklist
from annotator.operations.study.figures import ReportedAgreement
from annotator.operations.viewing import Viewer


def methods_words(viewer: Viewer, reported: ReportedAgreement | None) -> list[str]:
    """The paragraph on how the coding was done, for the methods section; none in a blind
    project."""
    if viewer.blind:
        return []
    return [methods.paragraph(facts.facts(viewer), methods.read(viewer), reported)]


def plan_section(viewer: Viewer) -> Section:
    """The plan as it was frozen last, and what became otherwise."""
    title = tr("Plan and deviations")
    frozen = plan.registrations(viewer)
    if not frozen:
        return Section(title, [tr("No plan was frozen.")])
    last = frozen[-1]
    said = last.plan
    rows: list[list[Cell]] = [
        [tr(field.title), said[field.name]] for field in plan.FIELDS if field.name in said
    ]
    words = tr(
        "“{name}” was frozen on {date}, SHA-256 {digest}.",
        name=last.name,
        date=day(last.frozen),
        digest=last.digest,
    )
    found = deviations.deviations(viewer, last)
    blocks: list[Block] = [
        words,
        Table("Plan", tr("The plan as it was frozen"), (tr("Entry"), tr("Says")), rows),
    ]
    if found:
        blocks.append(tr("Deviations:"))
        blocks += [one.what for one in found]
    else:
        blocks.append(tr("Nothing is otherwise than planned."))
    return Section(title, blocks)


def causes_section(book: CaseBook) -> Section:
    """Settled cases by code and round, with why the coders differed."""
    title = tr("Why coders differed")
    if not book.cases:
        return Section(title, [tr("No disagreement was settled.")])
    order = (*causes.STATED, Cause.UNSTATED)
    counted: dict[tuple[str, str | None], dict[Cause, int]] = {}
    for one in causes.counts(book.cases):
        counted.setdefault((one.code, one.round), {})[one.cause] = one.number
    rows: list[list[Cell]] = [
        [
            book.code_name(code),
            book.rounds.get(made_in or "", "–"),
            *(numbers.get(cause, 0) for cause in order),
        ]
        for (code, made_in), numbers in counted.items()
    ]
    header = [tr("Code", context="noun"), tr("Round")]
    header += [tr(causes.TITLES[cause]) for cause in order]
    caption = tr("Settled cases, as who settled them judged the cause")
    return Section(title, [Table("Causes", caption, header, rows)])


def rules_section(viewer: Viewer, found: test_set.CaseMaterial) -> Section:
    """The rules that came of settled cases, and how the codebook does on these."""
    title = tr("Rules from settled cases")
    accepted = [one for one in found.rules if one.state == keeping.ACCEPTED]
    if not found.cases.cases:
        return Section(title, [tr("No disagreement was settled, so no rule came of any.")])
    result = test_set.on_version(viewer, found)
    words = tr(
        "{rules_were} taken into the codebook. Version {number} decides {decided} of {cases},"
        " {as_settled} of them as they were settled.",
        rules_were=number_of(len(accepted), "rule was", "rules were"),
        number=result.number,
        decided=result.decided,
        cases=number_of(len(result.results), "settled case"),
        as_settled=result.as_settled,
    )
    if not accepted:
        return Section(title, [words])
    rows: list[list[Cell]] = [
        [
            day(one.changed),
            found.cases.code_name(one.code),
            tr(causes.TITLES[one.cause]),
            len(one.cases),
            one.text,
        ]
        for one in accepted
    ]
    header = (tr("Accepted"), tr("Code", context="noun"), tr("Cause"), tr("Cases"), tr("Rule"))
    return Section(title, [words, Table("Rules", tr("Rules in the codebook"), header, rows)])


def checklist_section(viewer: Viewer, reported: ReportedAgreement | None) -> Section:
    """What reports on reliability are asked to say, and what is recorded here."""
    items = checklist(facts.facts(viewer), methods.read(viewer), reported)
    rows: list[list[Cell]] = [[one.question, one.words, "; ".join(one.sources)] for one in items]
    header = (tr("Asked for"), tr("Recorded"), tr("By"))
    caption = tr("Reporting checklist")
    references = [tr(one) for one in methods.REFERENCES]
    return Section(caption, [Table("Checklist", caption, header, rows), *references])
