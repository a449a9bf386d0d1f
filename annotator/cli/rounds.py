"""``annotator rounds``: the rounds of a study; one is sealed, chosen to work in, or looked at."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from annotator.cli import agreement_json, agreement_text, team
from annotator.cli.acting import acting_coder, register
from annotator.cli.opening import opened
from annotator.cli.output import print_json, print_table, say
from annotator.cli.viewing import refuse_comparing, say_withheld, viewer_of, withheld
from annotator.corpus.changes import ASSIGNMENT
from annotator.corpus.messages import number_of, tr
from annotator.corpus.round_design import design_of, with_design
from annotator.operations import projects, sealing, team_training
from annotator.operations.reliability import Selection
from annotator.operations.team import coders, current_round, overlap, rounds


def run(options: argparse.Namespace) -> int:
    """Do what was asked for, else list the rounds; returns the exit status."""
    if options.seal:
        return _seal(options)
    if options.work_in:
        return _work_in(options)
    if options.not_sought:
        return _not_sought(options)
    if options.training:
        return _training(options)
    if options.overlap:
        return _overlap(options)
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


def _overlap(options: argparse.Namespace) -> int:
    """Draw the documents that go to a second coder; which ones is not printed."""
    with projects.open_(options.project) as project:
        coder = acting_coder(project, options.coder)
        one = rounds.find(project, options.overlap)
        changes = overlap.draw(project, coder.guid, one.guid, options.share, options.seed)
        register(project, coder, changes)
    number = len(changes.added.get(ASSIGNMENT, ()))
    if options.json:
        drawn = {"round": one.name, "share": options.share, "seed": options.seed}
        print_json(drawn | {"assigned": number})
        return 0
    say(
        tr(
            "{documents} of the round {name} went to a second coder (seed {seed}).",
            documents=number_of(number, "document"),
            name=one.name,
            seed=options.seed,
        )
    )
    return 0


def _training(options: argparse.Namespace) -> int:
    """The coders of a round beside its gold set, which is stated first where it is named."""
    with projects.open_(options.project) as project:
        viewer = viewer_of(project, options)
        if viewer.blind:
            refuse_comparing(viewer)
            return 0
        one = rounds.find(project, options.training)
        if options.gold:
            gold = coders.find(project, options.gold)
            by = acting_coder(project, options.coder)
            mark = team_training.PASS_MARK if options.pass_mark is None else options.pass_mark
            guid = gold.guid if gold else ""
            register(project, by, team_training.set_gold(project, by.guid, one, guid, mark))
            one = rounds.find(project, options.training)
        found = team_training.against_gold(viewer, one)
    if options.json:
        results = [
            {"coder": own.coder.name, "passed": own.passed, "pass_mark": own.mark}
            | {"failed": [list(own.comparison.paths[code]) for code in own.failed]}
            | {"undecided": [list(own.comparison.paths[code]) for code in own.undecided]}
            | agreement_json.comparison_document(own.comparison)
            for own in found
        ]
        print_json({"round": one.name, "results": results})
        return 0
    for own in found:
        print(f"\n{own.words}")
        agreement_text.print_comparison(own.comparison)
    return 0


def _not_sought(options: argparse.Namespace) -> int:
    name, why = options.not_sought
    with projects.open_(options.project) as project:
        coder = acting_coder(project, options.coder)
        one = rounds.find(project, name)
        design = replace(design_of(one), unsought=why.strip().removesuffix("."))
        register(project, coder, rounds.edit(project, coder.guid, with_design(one, design)))
    return _list(options)


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
