"""``annotator code``: all turns of some speakers, in one document or in many, as one step."""

from __future__ import annotations

import argparse

from annotator.cli.acting import acting_coder
from annotator.cli.output import finish_with_progress, print_json, say
from annotator.cli.viewing import viewer_of
from annotator.corpus.changes import CODING
from annotator.corpus.messages import number_of, tr
from annotator.corpus.turns import TurnChoice
from annotator.errors import UserError
from annotator.operations import projects, reading, reliability
from annotator.operations.codings import add_many
from annotator.operations.codings.turns import turns_to_code
from annotator.operations.team import coders


def run(options: argparse.Namespace) -> int:
    """Code the turns, and say how many."""
    if not (options.speaker or options.without_speaker or options.without_role):
        raise UserError(
            tr("Say whose turns are coded: --speaker NAME, --without-speaker NAME, or both.")
        )
    choice = TurnChoice(
        options.speaker or None, options.without_speaker or (), options.without_role or ()
    )
    with projects.open_(options.project) as project:
        viewer = viewer_of(project, options)
        chosen = reliability.select_by_name(
            viewer, None, options.document, [options.code], options.document_attribute
        )
        codes = list(chosen.codes or ())
        if len(codes) > 1:
            raise UserError(
                tr(
                    "Several codes are called “{name}”. Name its path: “above > {name}”.",
                    name=options.code,
                )
            )
        everything = [one.guid for one in reading.documents(viewer)]
        wanted = everything if chosen.documents is None else list(chosen.documents)
        new = finish_with_progress(turns_to_code(project, wanted, codes[0], choice))
        coder = acting_coder(project, options.coder)
        coders.ensure(project, coder)  # codings name their coder
        changes = add_many(project, coder.guid, new)
    number = len(changes.added.get(CODING, ()))
    if options.json:
        print_json({"codings": number, "remarks": list(changes.remarks)})
        return 0
    say(tr("Coded {turns}.", turns=number_of(number, "turn")))
    for remark in changes.remarks:
        say(remark)
    return 0
