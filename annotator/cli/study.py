"""``annotator protocol`` and ``annotator methods``: the plan, and what is reported of it."""

from __future__ import annotations

import argparse
from typing import Any

from annotator.cli.acting import acting_coder, register
from annotator.cli.output import print_json, print_table, say
from annotator.cli.viewing import say_withheld, viewer_of, withheld
from annotator.corpus.messages import number_of, tr
from annotator.errors import UserError
from annotator.exchange.times import format_time
from annotator.operations import codebook, projects
from annotator.operations.codings import given_units
from annotator.operations.study import checklist, deviations, facts, figures, methods, plan
from annotator.operations.study.plan import Registration
from annotator.operations.team import rounds


def protocol(options: argparse.Namespace) -> int:
    """Print the plan, set entries of it, or freeze it; what deviates from the last frozen one."""
    with projects.open_(options.project) as project:
        if options.set or options.freeze is not None:
            coder = acting_coder(project, options.coder)
        if options.set:
            values = _pairs(options.set)
            register(project, coder, plan.write(project, coder.guid, values))
        if options.freeze is not None:
            register(project, coder, plan.freeze(project, coder.guid, options.freeze))
        viewer = viewer_of(project, options)
        said = plan.read(viewer)
        frozen = plan.registrations(viewer)
        found = deviations.deviations(viewer, frozen[-1]) if frozen else []
    if options.json:
        print_json(
            {
                "plan": said,
                "frozen": [_registration(one) for one in frozen],
                "deviations": [
                    {"about": one.about, "what": one.what, "pending": one.pending} for one in found
                ],
            }
            | withheld(viewer)
        )
        return 0
    rows = [(tr(field.title), said.get(field.name, "–")) for field in plan.FIELDS]
    print_table((tr("plan"), tr("says")), rows)
    for one in frozen:
        say(tr("Frozen on {date} as “{name}”.", date=format_time(one.frozen), name=one.name))
    for deviation in found:
        say(deviation.what)
    say_withheld(viewer)
    return 0


def _registration(one: Registration) -> dict[str, Any]:
    return {
        "name": one.name,
        "at": format_time(one.frozen),
        "digest": one.digest,
        "whole": one.is_whole,
        "content": dict(one.content),
    }


def _pairs(given: list[str]) -> dict[str, str]:
    """``NAME=VALUE`` by name. UserError for what is no pair."""
    found = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign:
            raise UserError(tr("“{one}” is no entry. Write NAME=VALUE.", one=one))
        found[name.strip()] = value
    return found


def report_methods(options: argparse.Namespace) -> int:
    """Print the methods paragraph or the checklist, or set what they are made of."""
    with projects.open_(options.project) as project:
        if options.set:
            coder = acting_coder(project, options.coder)
            register(project, coder, methods.write(project, coder.guid, _pairs(options.set)))
        viewer = viewer_of(project, options)
        said = methods.read(viewer)
        found = facts.facts(viewer)
        reported = figures.reported(viewer)
    paragraph = methods.paragraph(found, said, reported)
    items = checklist.checklist(found, said, reported)
    if options.json:
        print_json(
            {
                "paragraph": paragraph,
                "entries": said,
                "checklist": [
                    {
                        "item": one.name,
                        "question": one.question,
                        "sources": list(one.sources),
                        "answer": one.answer,
                    }
                    for one in items
                ],
            }
            | withheld(viewer)
        )
        return 0
    if options.checklist:
        rows = [(one.question, one.words, "; ".join(one.sources)) for one in items]
        print_table((tr("asked for"), tr("recorded"), tr("by")), rows)
    else:
        print(paragraph)
    gaps = sum(one.answer is None for one in items)
    say(tr("{gaps} of {count} points are not recorded.", gaps=gaps, count=len(items)))
    say_withheld(viewer)
    return 0


def units(options: argparse.Namespace) -> int:
    """Give the coders of a round its units, or let them choose passages again."""
    with projects.open_(options.project) as project:
        coder = acting_coder(project, options.coder)
        found = rounds.find(project, options.units)
        if options.code is None:
            register(project, coder, given_units.take_back(project, coder.guid, found.guid))
        else:
            book = codebook.current(project)
            named = [one.guid for one in book.codes if options.code in (one.name, one.guid)]
            if len(named) != 1:
                raise UserError(tr("There is no one code “{name}”.", name=options.code))
            given = given_units.give(project, coder.guid, found.guid, named[0])
            register(project, coder, given)
        now = given_units.units_of(rounds.find(project, found.guid))
    number = None if now is None else now.number
    if options.json:
        print_json({"round": found.name, "units": number})
    say(
        tr("In {name} passages are chosen.", name=found.name)
        if number is None
        else tr(
            "In {name}, {units} are labelled.",
            name=found.name,
            units=number_of(number, "given unit"),
        )
    )
    return 0
