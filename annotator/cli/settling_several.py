"""Several coders at once: ``annotator disagreements --coders A,B,C``, and ``annotator settle``."""

from __future__ import annotations

import argparse
from typing import Any

from annotator.cli.acting import acting_coder, register
from annotator.cli.output import print_json, print_table, say
from annotator.cli.viewing import refuse_comparing, viewer_of, withheld
from annotator.corpus.coding import Coder, CoderKind
from annotator.corpus.job import finish
from annotator.corpus.messages import listing, number_of, quoted, tr
from annotator.errors import UserError
from annotator.exchange.times import format_time
from annotator.operations import projects, reliability
from annotator.operations.adjudication import (
    Agreeing,
    Case,
    CaseKind,
    CaseQueue,
    Shown,
    Version,
    agreeing,
    cases,
    following,
)
from annotator.operations.adjudication.agreeing import AgreedCases
from annotator.operations.documents import original_files
from annotator.operations.projects import ProjectFile
from annotator.operations.reliability import disagreements, missing_coders
from annotator.operations.team import coders
from annotator.operations.viewing import Viewer

_LONGEST = 60


def shown_of(text: str | None) -> Shown:
    """Which cases are meant: a word of `Agreeing`, or a number. UserError for anything else."""
    said = text or Agreeing.DIFFER
    if said.isdigit() and int(said) > 0:
        return Shown(least=int(said))
    if said in set(Agreeing):
        return Shown(Agreeing(said))
    raise UserError(
        tr(
            "--agreeing takes {words} or a number, not “{text}”.",
            words=", ".join(Agreeing),
            text=said,
        )
    )


def found_of(
    viewer: Viewer, options: argparse.Namespace, people: list[Coder], shown: Shown | None = None
) -> CaseQueue:
    """The cases of these people that the options mean."""
    chosen = reliability.select_by_name(
        viewer, None, options.document, options.code, options.document_attribute
    )
    guids = [one.guid for one in people]
    return cases(viewer, guids, chosen.documents, chosen.codes, shown=shown)


def print_cases(
    project: ProjectFile, viewer: Viewer, options: argparse.Namespace, people: list[Coder]
) -> int:
    """Print what these people have at each place where they differ."""
    found = found_of(viewer, options, people, shown_of(options.agreeing))
    names = coders.labels(coders.everybody(project))
    entries = _entries(project, found, names)
    missing = missing_coders.absence(found.data)
    people_names = [names[one.guid] for one in found.data.coders]
    if options.json:
        print_json(
            {
                "coders": people_names,
                "undecided": found.open,
                "disagreements": entries,
                "missing": [{"coders": people_names, "note": missing}] if missing else [],
            }
        )
        return 0
    header = (tr("document"), tr("at"), tr("difference"), tr("versions"), tr("decision"))
    print_table(header, [_line(entry) for entry in entries])
    say(
        tr(
            "{places}, {undecided:,} of them undecided.",
            places=number_of(len(entries), "place"),
            undecided=found.open,
        )
    )
    if missing:
        say(missing)
    return 0


def print_followed(viewer: Viewer, options: argparse.Namespace, people: list[Coder]) -> int:
    """Print how often what was settled is what each of these people had, by code."""
    table = following.followed(viewer, found_of(viewer, options, people))
    names = coders.labels(table.coders)
    rows = [(None, tr("all codes")), *table.codes]
    if options.json:
        found: list[dict[str, Any]] = [
            {"code": None if code is None else name, "coder": names[who.guid]}
            | {"cases": cell.cases, "followed": cell.followed, "share": cell.share}
            for code, name in rows
            for who in table.coders
            for cell in (table.cell(code, who.guid),)
        ]
        print_json({"settled": table.settled, "undecided": table.open, "followed": found})
        return 0
    header = (tr("code"), *(names[who.guid] for who in table.coders))
    lines = [
        (name, *(following.cell_words(table.cell(code, who.guid)) for who in table.coders))
        for code, name in rows
    ]
    print_table(header, lines)
    say(
        tr(
            "{places} settled, {undecided:,} not.",
            places=number_of(table.settled, "place"),
            undecided=table.open,
        )
    )
    return 0


def _entries(project: ProjectFile, found: CaseQueue, names: dict[str, str]) -> list[dict[str, Any]]:
    listed = list(found.contested)
    places = original_files.places(
        project, [(one.document.guid, one.first.spans[0].start) for one in listed]
    )
    words = disagreements.words_of(
        project, [(one.document.guid, v.side) for one in listed for v in one.versions]
    )
    quotes = iter(words)
    return [
        _entry(found, case, [next(quotes) for _version in case.versions], names)
        | {"page": place.page, "section": place.section, "note": place.note}
        | {"speaker": place.speaker, "time": place.time}
        for case, place in zip(listed, places, strict=True)
    ]


def _entry(
    found: CaseQueue, case: Case, quotes: list[str], names: dict[str, str]
) -> dict[str, Any]:
    spans = [v.side.spans for v in case.versions if v.side is not None]
    return {
        "kind": case.kind.value,
        "document": case.document.name,
        "start": min(one[0].start for one in spans),
        "end": max(one[-1].end for one in spans),
        "characters": case.characters,
        "coders": [names[one.guid] for one in case.coders],
        "absent": [names[one.guid] for one in case.absent],
        "most": case.most,
        "versions": [
            _version(found, version, quote, names)
            for version, quote in zip(case.versions, quotes, strict=True)
        ],
        "open": case.is_open,
        "decision": _decision(case, names),
        "earlier": len(case.earlier),
        "nearby": [names[one.guid] for one in found.nearby(case)],
    }


def _version(
    found: CaseQueue, version: Version, quote: str, names: dict[str, str]
) -> dict[str, Any]:
    side = version.side
    attributes = {one.guid: one.name for one in found.data.codebook.attributes}
    return {
        "coders": [names[one.guid] for one in version.coders],
        "majority": version.is_majority,
        "codings": list(version.codings),
        "code": None if side is None else list(found.data.paths[side.code]),
        "spans": [] if side is None else [[span.start, span.end] for span in side.spans],
        "text": quote,
        "values": [
            {attributes.get(guid, guid): value for guid, value in own.items()}
            for own in version.values
        ],
    }


def _decision(case: Case, names: dict[str, str]) -> dict[str, Any] | None:
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
    versions = "; ".join(_short(one, len(entry["coders"])) for one in entry["versions"])
    return entry["document"], entry["start"], CaseKind(entry["kind"]).words, versions, said


def _short(version: dict[str, Any], there: int) -> str:
    who = f"{listing(version['coders'])} ({len(version['coders'])}/{there})"
    if version["code"] is None:
        return f"{who}: –"
    words = version["text"]
    shown = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    return f"{who}: {version['code'][-1]} {quoted(shown)}"


def settle(options: argparse.Namespace) -> int:
    """``annotator settle``: take over into the consensus what all coders, or a number of them, have
    alike."""
    with projects.open_(options.project) as project:
        viewer = viewer_of(project, options)
        if viewer.blind:
            refuse_comparing(viewer)
            if options.json:
                print_json({"taken": 0, "cases": []} | withheld(viewer))
            return 1
        people = named_people(project, options.coders)
        queue = found_of(viewer, options, people, Shown(Agreeing.ANY))
        found = agreeing.agreed(viewer, queue, options.least)
        if found.size and not options.dry_run:
            coder = acting_coder(project, options.coder)
            register(project, coder, finish(agreeing.take_over(project, coder.guid, found)))
    _print_taken(found, options)
    return 0


def _print_taken(found: AgreedCases, options: argparse.Namespace) -> None:
    counts = found.counts()
    taken = 0 if options.dry_run else found.size
    if options.json:
        print_json(
            {
                "taken": taken,
                "cases": [
                    {"alike": alike, "of": there, "cases": number}
                    for alike, there, number in counts
                ],
                "other_values": found.by_values,
            }
        )
        return
    print_table(
        (tr("alike"), tr("of coders"), tr("places")),
        [(alike, there, number) for alike, there, number in counts],
    )
    words = tr("would be taken over") if options.dry_run else tr("taken over")
    say(f"{number_of(found.size, 'place')}: {words}.")
    if found.by_values:
        say(
            tr(
                "{places} with the same code and passage differ in values.",
                places=number_of(found.by_values, "place"),
            )
        )


def named_people(project: ProjectFile, names: str | None) -> list[Coder]:
    """The people of these names with commas between them, each once; everybody where none is given.
    UserError for a name that nobody has, and for fewer than two people."""
    everybody = coders.everybody(project)
    people = [one for one in everybody if one.kind is CoderKind.PERSON]
    if names is None:
        found = people
    else:
        found = [_named(project, name.strip(), people) for name in names.split(",")]
    distinct = list({one.guid: one for one in found}.values())
    if len(distinct) < 2:
        raise UserError(
            tr("Name two coders or more with commas between them: --coders Ann,Ben,Cleo")
        )
    return distinct


def _named(project: ProjectFile, name: str, people: list[Coder]) -> Coder:
    coder = coders.find(project, name)
    if coder is None:
        known = ", ".join(person.name for person in people)
        raise UserError(
            tr(
                "There is no coder called “{name}” in the project (it has: {known}).",
                name=name,
                known=known,
            )
        )
    return coder
