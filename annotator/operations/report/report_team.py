"""The report's sections on how the team worked: rounds, and what adjudication changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from annotator.agreement import FIGURES
from annotator.corpus.coding import CoderKind
from annotator.corpus.messages import number_of, tr
from annotator.corpus.team import Decision, Verdict
from annotator.exchange.report_document import Block, Cell, Measured, Section, Table
from annotator.operations import team_agreement
from annotator.operations.adjudication import about, cases, following
from annotator.operations.adjudication.following import FollowedTable
from annotator.operations.adjudication.standing import Decisions
from annotator.operations.reliability import (
    AgreementSettings,
    Comparison,
    ComparisonData,
    Selection,
)
from annotator.operations.reliability.catalogue import is_percent
from annotator.operations.reliability.disagreements import Disagreement
from annotator.operations.team import rounds, sampling
from annotator.operations.viewing import Viewer

_VERDICTS = {
    Verdict.TAKEN: tr("one coder’s coding was taken"),
    Verdict.EDITED: tr("settled on a coding of its own"),
    Verdict.REJECTED: tr("rejected"),
    Verdict.AGREED: tr("the coders agreed"),
}


def rounds_section(
    viewer: Viewer, selection: Selection, settings: AgreementSettings, labels: Mapping[str, str]
) -> Section:
    """Rounds with their documents, coders and rules, and the overall figures of each."""
    known = rounds.listed(viewer)
    if not known:
        return Section(tr("Rounds"), [tr("The study is not divided into rounds.")])
    figures = {
        one.guid: comparison
        for one, comparison in team_agreement.by_round(viewer, selection, settings)
    }
    rows: list[list[Cell]] = []
    for one, given in known:
        people = dict.fromkeys(labels.get(a.coder, tr("another coder")) for a in given)
        row: list[Cell] = [
            *(one.name, tr(one.purpose.value), len({a.document for a in given}), ", ".join(people)),
            *(tr("yes") if one.blind else tr("no"), tr("off") if one.cues_locked else tr("on")),
        ]
        rows.append([*row, *_figures(figures.get(one.guid))])
    header = [
        tr("Round"),
        tr("Purpose"),
        tr("Documents"),
        tr("Coders"),
        tr("Blind"),
        tr("Cues"),
        *_titles(),
    ]
    caption = tr("All codes together, on what is assigned in the round")
    drawn = [
        tr("{name}: {draw}", name=one.name, draw=words)
        for one, _given in known
        if (words := sampling.draw_words(one.design))
    ]
    return Section(tr("Rounds"), [Table("Rounds", caption, header, rows), *drawn])


def adjudication_section(
    against: list[Comparison],
    decisions: list[Decision],
    labels: Mapping[str, str],
    coders_of: Mapping[str, Collection[str]],
    followed_table: FollowedTable | None = None,
) -> Section:
    """How each coder stands to the consensus, what was decided, and who was followed; `coders_of`
    has by document who coded in it (GUIDs): whoever settles their own cases is not independent."""
    if not decisions:
        return Section(tr("Adjudication"), [tr("Nothing was adjudicated.")])
    counts = Counter(one.verdict for one in decisions)
    said = "; ".join(f"{_VERDICTS[verdict]}: {number:,}" for verdict, number in counts.items())
    people = sorted({labels.get(one.coder, tr("another coder")) for one in decisions})
    words: list[Block] = [
        tr(
            "All other figures of this report are of the coders’ own codings, "
            "before adjudication. {places_were} adjudicated by {names} ({said}).",
            places_were=number_of(len(decisions), "place was", "places were"),
            names=", ".join(people),
            said=said,
        ),
        independence_words(decisions, coders_of),
    ]
    rows: list[list[Cell]] = [
        [labels.get(one.coders[0].guid, "?"), *_figures(one)] for one in against
    ]
    caption = tr(
        "Each coder beside the consensus, all codes together, in the adjudicated documents"
    )
    words.append(Table("Consensus", caption, [tr("Coder"), *_titles()], rows))
    if followed_table is not None and followed_table.settled:
        words.append(_followed_table(followed_table, labels))
    return Section(tr("Adjudication"), words)


def followed(viewer: Viewer, data: ComparisonData) -> FollowedTable | None:
    """Who of the compared people was followed how often; None where there are no two."""
    people = [one.guid for one in data.coders if one.kind is CoderKind.PERSON]
    if len(people) < 2:
        return None
    chosen = data.selection
    return following.followed(viewer, cases(viewer, people, chosen.documents, chosen.codes))


def _followed_table(found: FollowedTable, labels: Mapping[str, str]) -> Table:
    rows: list[list[Cell]] = [
        [name, *(following.cell_words(found.cell(code, who.guid)) for who in found.coders)]
        for code, name in ((None, tr("All codes together")), *found.codes)
    ]
    caption = tr(
        "Who was followed: of {cases} that are settled and in which the coders differ in code or"
        " passage, in how many what was settled on is what the coder had (the same code and"
        " passage, or nothing; values aside), of those in texts that the coder coded",
        cases=number_of(found.settled, "place"),
    )
    names = [labels.get(who.guid, "?") for who in found.coders]
    return Table("Followed", caption, [tr("Code", context="noun"), *names], rows)


def decided_words(
    found: Sequence[Disagreement], decisions: Sequence[Decision], labels: Mapping[str, str]
) -> dict[tuple[str, ...], str]:
    """What was decided about these disagreements, in words, by their codings."""
    standing = Decisions(decisions)
    decided = {about(one): standing.of(about(one)) for one in found}
    return {names: decision_words(one, labels) for names, one in decided.items() if one is not None}


def independence_words(
    decisions: Sequence[Decision], coders_of: Mapping[str, Collection[str]]
) -> str:
    """How many places were settled by somebody who had coded the text."""
    own = sum(one.coder in coders_of.get(one.document, ()) for one in decisions)
    if not own:
        return tr("Whoever settled a place had not coded its text: adjudication was independent.")
    return tr(
        "{own:,} of {number:,} places were settled by somebody who had coded the text:"
        " adjudication was not independent there.",
        own=own,
        number=len(decisions),
    )


def decision_words(decision: Decision, labels: Mapping[str, str]) -> str:
    """“Settled by Cleo: one coder’s coding was taken; the clause begins later.”"""
    who = labels.get(decision.coder, tr("another coder"))
    reason = f"; {decision.reason}" if decision.reason else ""
    return tr(
        "Settled by {who}: {verdict}{reason}.",
        who=who,
        verdict=_VERDICTS[decision.verdict],
        reason=reason,
    )


def _titles() -> list[str]:
    return [
        tr("Alpha"),
        tr("F1 exact"),
        tr("F1 overlap"),
        tr("F1 {units}", units=tr("characters")),
        tr("Percent"),
    ]


def _figures(comparison: Comparison | None) -> list[Cell]:
    """The figures of all codes together with their intervals."""
    if comparison is None:
        return ["–"] * len(FIGURES)
    row, intervals = comparison.table.overall, comparison.interval_table
    cells: list[Cell] = []
    for name in FIGURES:
        ends = getattr(intervals.overall, name).ends if intervals else None
        low, high = ends or (None, None)
        cells.append(Measured(getattr(row, name).value, low, high, is_percent(name)))
    return cells
