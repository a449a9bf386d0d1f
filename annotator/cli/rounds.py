"""``annotator rounds``: the rounds of a study; one is sealed, chosen to work in, or looked at."""

from __future__ import annotations

import argparse
from typing import Any

from annotator.cli import agreement_json, agreement_text, team
from annotator.cli.acting import acting_coder, register
from annotator.cli.opening import opened
from annotator.cli.output import print_json, print_table, say
from annotator.cli.viewing import refuse_comparing, say_withheld, viewer_of, withheld
from annotator.corpus.messages import tr
from annotator.operations import projects, sealing
from annotator.operations.reliability import Selection
from annotator.operations.team import current_round, rounds


def run(options: argparse.Namespace) -> int:
    """Do what was asked for, else list the rounds; returns the exit status."""
    if options.seal:
        return _seal(options)
    if options.work_in:
        return _work_in(options)
    return _stability(options) if options.stability else _list(options)


def _list(options: argparse.Namespace) -> int:
    """Print the rounds of the study, what is whose in them, and how far everybody is."""
    with opened(options) as project:
        viewer = viewer_of(project, options)
        found = team.rounds_document(viewer)
        if options.json:
            print_json({"rounds": found} | withheld(viewer))
            return 0
        say_withheld(viewer)
    if not found:
        say(tr("There are no rounds in the project."))
    for number, one in enumerate(found):
        rules = [one["purpose"], *(["blind"] if one["blind"] else [])]
        rules += ["cues locked"] if one["cues_locked"] else []
        rules += [tr("coded again")] if one["repeat"] else []
        rules += [tr("sealed")] if one["sealed"] else []
        print(("\n" if number else "") + f"{one['name']}: {', '.join(rules)}")
        print_table(
            (tr("document"), tr("coder"), tr("progress"), tr("codings")),
            [
                (a["document"], a["coder"], tr(a["progress"]), a["codings"])
                for a in one["assignments"]
            ],
        )
        for sentence in one["remarks"]:
            say(sentence)
    return 0


def _seal(options: argparse.Namespace) -> int:
    """Close a round as the acting coder."""
    with projects.open_(options.project) as project:
        coder = acting_coder(project, options.coder)
        one = rounds.find(project, options.seal)
        chosen = Selection(touched=options.touched, assigned=options.assigned)
        changes = sealing.seal(project, coder.guid, one.guid, selection=chosen)
        register(project, coder, changes)
        viewer = viewer_of(project, options)
        found = sealing.find(viewer, one.guid)
        assert found is not None
        comparison = sealing.figures(viewer, found)
    if options.json:
        print_json({"round": one.name} | seal_document(found))
        return 0
    agreement_text.print_comparison(comparison)
    say(
        tr(
            "The round {name} is sealed (SHA-256 {digest}): these figures stay as they are.",
            name=one.name,
            digest=found.digest[:12],
        )
    )
    return 0


def seal_document(found: sealing.SealedRound) -> dict[str, Any]:
    """What a seal says of itself."""
    return {
        "sealed": found.at.isoformat(),
        "codebook": found.codebook,
        "digest": found.digest,
        "documents": len(found.work.documents),
        "codings": sum(len(columns.guid) for columns in found.work.columns),
    }


def _work_in(options: argparse.Namespace) -> int:
    with projects.open_(options.project) as project:
        coder = acting_coder(project, options.coder)
        one = rounds.find(project, options.work_in)
        register(project, coder, current_round.choose(project, coder.guid, one.guid))
    say(tr("{coder} codes in the round {name} from now on.", coder=coder.name, name=one.name))
    return 0


def _stability(options: argparse.Namespace) -> int:
    """Each coder of a round in which documents are coded again, beside the first time."""
    with opened(options) as project:
        viewer = viewer_of(project, options)
        if viewer.blind:
            refuse_comparing(viewer)
            return 0
        one = rounds.find(project, options.stability)
        found = sealing.stability(viewer, one.guid)
    if options.json:
        print_json(
            {
                "round": one.name,
                "coders": [
                    {"coder": own.coder.name} | agreement_json.comparison_document(own.comparison)
                    for own in found
                ],
            }
        )
        return 0
    if not found:
        say(
            tr(
                "Nobody coded documents in {name} that they had coded in a sealed round before.",
                name=one.name,
            )
        )
    for own in found:
        print(f"\n{own.coder.name}")
        agreement_text.print_comparison(own.comparison)
    return 0
