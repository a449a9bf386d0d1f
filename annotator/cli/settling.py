"""``annotator disagreements``: where coders differ, and what was decided about it."""

from __future__ import annotations

import argparse
from itertools import combinations
from typing import Any

from annotator.cli import settling_several
from annotator.cli.opening import opened
from annotator.cli.output import print_json, print_table, say
from annotator.cli.viewing import refuse_comparing, viewer_of, withheld
from annotator.corpus.messages import listing, quoted, tr
from annotator.exchange.times import format_time
from annotator.operations import adjudication, reliability
from annotator.operations.adjudication import AdjudicationCase, AdjudicationQueue
from annotator.operations.documents import original_files
from annotator.operations.projects import ProjectFile
from annotator.operations.reliability import disagreements, missing_coders
from annotator.operations.reliability.disagreements import DisagreementKind, DisagreementSide
from annotator.operations.team import coders

_LONGEST = 60


def run(options: argparse.Namespace) -> int:
    """Print every disagreement of two coders, of each two of all, or what several have."""
    with opened(options) as project:
        viewer = viewer_of(project, options)
        if viewer.blind:
            refuse_comparing(viewer)
            if options.json:
                empty: dict[str, Any] = {"coders": [], "undecided": 0, "disagreements": []}
                print_json(empty | {"missing": []} | withheld(viewer))
            return 0
        people = settling_several.named_people(project, options.coders)
        if options.followed:
            return settling_several.print_followed(viewer, options, people)
        if options.agreeing or (options.coders and len(people) > 2):
            return settling_several.print_cases(project, viewer, options, people)
        chosen = reliability.select_by_name(
            viewer, None, options.document, options.code, options.document_attribute
        )
        dockets = [
            adjudication.docket(viewer, (one.guid, other.guid), chosen.documents, chosen.codes)
            for one, other in combinations(people, 2)
        ]
        names = coders.labels(coders.everybody(project))
        entries = [entry for docket in dockets for entry in _entries(project, docket, names)]
    undecided = sum(docket.open for docket in dockets)
    pairs = [[names[one.guid] for one in docket.data.coders] for docket in dockets]
    notes = [_note(docket) for docket in dockets]
    if options.json:
        known = [names[person.guid] for person in people]
        missing = [
            {"coders": pair, "note": note} for pair, note in zip(pairs, notes, strict=True) if note
        ]
        found = {"coders": known, "undecided": undecided, "disagreements": entries}
        print_json({**found, "missing": missing})
        return 0
    header = (
        tr("document"),
        tr("at"),
        tr("difference"),
        *(tr("one coder"), tr("the other")),
        tr("decision"),
    )
    print_table(header, [_line(entry) for entry in entries])
    say(
        tr(
            "{count:,} disagreements, {undecided:,} of them undecided.",
            count=len(entries),
            undecided=undecided,
        )
    )
    for pair, note in zip(pairs, notes, strict=True):
        if note:
            say(f"{listing(pair)}: {note}")
    return 0


def _note(docket: AdjudicationQueue) -> str:
    """Where one of the two is missing, or why nothing can be compared; empty where both coded."""
    if not missing_coders.missing(docket.data).pairs:
        return ""
    if docket.contested:
        return missing_coders.absence(docket.data)
    return missing_coders.why_alike(docket.data)


def _entries(
    project: ProjectFile, docket: AdjudicationQueue, names: dict[str, str]
) -> list[dict[str, Any]]:
    found = [case.disagreement for case in docket.contested]
    quotes = disagreements.quotes(project, found)
    begins = [(one.document.guid, one.first.spans[0].start) for one in found]
    places = original_files.places(project, begins)
    return [
        _entry(docket, case, words, names)
        | {"page": place.page, "section": place.section, "note": place.note}
        | {"speaker": place.speaker, "time": place.time}
        for case, words, place in zip(docket.contested, quotes, places, strict=True)
    ]


def _entry(
    docket: AdjudicationQueue, case: AdjudicationCase, words: tuple[str, str], names: dict[str, str]
) -> dict[str, Any]:
    found = case.disagreement
    return {
        "kind": found.kind.value,
        "document": found.document.name,
        "start": found.first.spans[0].start,
        "end": found.first.spans[-1].end,
        "characters": found.characters,
        "coders": [names[coder.guid] for coder in found.coders],
        "sides": [
            _side(docket, side, quote) for side, quote in zip(found.sides, words, strict=True)
        ],
        "open": case.is_open,
        "decision": _decision(case, names),
    }


def _side(
    docket: AdjudicationQueue, side: DisagreementSide | None, quote: str
) -> dict[str, Any] | None:
    if side is None:
        return None
    return {
        "coding": side.coding,
        "code": list(docket.data.paths[side.code]),
        "spans": [[span.start, span.end] for span in side.spans],
        "text": quote,
    }


def _decision(case: AdjudicationCase, names: dict[str, str]) -> dict[str, Any] | None:
    decision = case.decision
    if decision is None:
        return None
    return {
        "verdict": decision.verdict.value,
        "by": names.get(decision.coder, decision.coder),
        "at": format_time(decision.decided),
        "taken": decision.taken,
        "outcome": decision.outcome,
        "reason": decision.reason,
        "cause": decision.cause.value,
        "outdated": case.is_outdated,
    }


def _line(entry: dict[str, Any]) -> tuple[object, ...]:
    decision = entry["decision"]
    said = "" if decision is None else f"{tr(decision['verdict'])} ({decision['by']})"
    sides = [
        f"{name}: {_short(side)}"
        for name, side in zip(entry["coders"], entry["sides"], strict=True)
    ]
    return entry["document"], entry["start"], DisagreementKind(entry["kind"]).words, *sides, said


def _short(side: dict[str, Any] | None) -> str:
    if side is None:
        return "–"
    words = side["text"]
    shown = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    return f"{side['code'][-1]} {quoted(shown)}"
