"""``annotator draw``: a sample for reliability as a round, and how many units it needs."""

from __future__ import annotations

import argparse
import secrets
from typing import Any

from annotator.cli.acting import acting_coder, register
from annotator.cli.output import finish_with_progress, print_json, print_table, say
from annotator.cli.viewing import refuse_comparing, viewer_of, withheld
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.operations import projects, reliability
from annotator.operations.reliability import needed_units
from annotator.operations.reliability.needed_units import Needed, Wanted
from annotator.operations.team import sampling
from annotator.operations.team.sampling import Drawn, Plan
from annotator.operations.viewing import Viewer

_SEEDS = 1_000_000


def run(options: argparse.Namespace) -> int:
    """Say what is needed, or draw, and make the round unless it is a dry run."""
    with projects.open_(options.project) as project:
        viewer = viewer_of(project, options)
        if options.need:
            return _need(viewer, options)
        plan = _plan(viewer, options)
        drawn = finish_with_progress(sampling.draw(viewer, plan))
        if not options.dry_run:
            if not options.name:
                raise UserError(tr("Name the round that gets the sample, or use --dry-run."))
            coders = reliability.select_by_name(viewer, options.coder, None, None).coders or ()
            by = acting_coder(project, options.by_coder)
            changes = sampling.add_round(project, by.guid, options.name, drawn, list(coders))
            register(project, by, changes)
    _print(drawn, options)
    return 0


def _plan(viewer: Viewer, options: argparse.Namespace) -> Plan:
    if bool(options.documents) == bool(options.words):
        raise UserError(tr("Say how much is drawn: --documents N or --words N."))
    seed = secrets.randbelow(_SEEDS) if options.seed is None else options.seed
    among = None
    if options.document_attribute:
        chosen = reliability.select_by_name(viewer, None, None, None, options.document_attribute)
        among = chosen.documents
    size = options.words or options.documents
    return Plan(size, seed, bool(options.words), tuple(options.stratum or ()), among)


def _print(drawn: Drawn, options: argparse.Namespace) -> None:
    words = sampling.draw_words({sampling.DRAW: drawn.design})
    if options.json:
        names = [one.name for one in drawn.documents]
        print_json(
            {"round": options.name or "", "dry_run": bool(options.dry_run)}
            | {"draw": drawn.design, "documents": names, "words": words}
        )
        return
    print_table(("document",), [(one.name,) for one in drawn.documents])
    say(words)


def _need(viewer: Viewer, options: argparse.Namespace) -> int:
    if viewer.blind and options.share is None:
        refuse_comparing(viewer)
        if options.json:
            print_json({"sentences": []} | withheld(viewer))
        return 0
    wanted = Wanted(options.alpha, options.risk, options.level, options.margin)
    found = needed_units.needed(
        viewer, wanted, unit=options.unit, share=options.share, population=options.population or 0
    )
    if options.json:
        print_json(_document(found, wanted, options.unit))
    for sentence in found.sentences:
        say(sentence)
    return 0


def _document(found: Needed, wanted: Wanted, unit: str) -> dict[str, Any]:
    return {
        "unit": unit,
        "alpha": wanted.least,
        "risk": wanted.risk,
        "code": found.code,
        "share": found.share,
        "units_for_alpha": found.for_alpha,
        "units_for_agreement": found.for_agreement or None,
        "sentences": list(found.sentences),
    }
