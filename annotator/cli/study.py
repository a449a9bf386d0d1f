"""``annotator protocol`` and ``annotator methods``: the plan, and what is reported of it."""

from __future__ import annotations

import argparse
from typing import Any

from annotator.cli.acting import acting_coder, register
from annotator.cli.output import print_json, print_table, say
from annotator.cli.viewing import say_withheld, viewer_of, withheld
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.times import format_time
from annotator.operations import projects, reliability
from annotator.operations.reliability import Comparison
from annotator.operations.study import checklist, deviations, facts, methods, plan
from annotator.operations.study.plan import Registration
from annotator.operations.viewing import Viewer


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
        comparison = _comparison(viewer)
    paragraph = methods.paragraph(found, said, comparison)
    items = checklist.checklist(found, said, comparison)
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


def _comparison(viewer: Viewer) -> Comparison | None:
    return None if viewer.blind else reliability.compare(viewer)
