"""``annotator pseudonyms``: a new project with pseudonyms, or a list of what could be names."""

from __future__ import annotations

import argparse

from annotator.atomic_file import replacing
from annotator.cli.acting import acting_coder
from annotator.cli.output import finish_with_progress, print_json, say
from annotator.cli.viewing import viewer_of
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.pseudonym_list import read_list, write_list
from annotator.input_files import read_bytes
from annotator.operations import projects
from annotator.operations.transfer import pseudonyms
from annotator.operations.viewing import Viewer

_LARGEST = 20_000_000


def run(options: argparse.Namespace) -> int:
    """Write the list that ``--find`` names, or the new project. UserError where neither, or only
    half of what it takes, is asked for."""
    if options.find is None and (options.new is None or options.names is None):
        raise UserError(
            tr(
                "Name the project to make and the list of names (NEW --names FILE), or "
                "a list to write (--find FILE)."
            )
        )
    with projects.open_(options.project) as project:
        viewer = viewer_of(project, options)
        if options.find is not None:
            return _find(viewer, options)
        names = read_list(
            read_bytes(options.names, _LARGEST, tr("Lists of names are smaller.")),
            options.names.name,
        )
        coder = acting_coder(project, options.coder)
        made = finish_with_progress(
            pseudonyms.write(viewer, options.new, coder, names, overwrite=options.overwrite)
        )
    if options.json:
        print_json(
            {
                "documents": made.documents,
                "codings": made.codings,
                "replaced": dict(made.replaced),
                "remarks": list(made.remarks),
            }
        )
    number = sum(made.replaced.values())
    say(
        tr(
            "Wrote {new}: {documents:,} documents, {codings:,} codings; {number:,} "
            "{word} with a pseudonym.",
            new=options.new,
            documents=made.documents,
            codings=made.codings,
            number=number,
            word="place" if number == 1 else "places",
        )
    )
    if not options.json:
        for remark in made.remarks:
            say(remark)
    return 0


def _find(viewer: Viewer, options: argparse.Namespace) -> int:
    found = pseudonyms.find(viewer)
    projects.refuse_existing(options.find, overwrite=options.overwrite)
    rows = ((one.name, "", one.kind, one.count, one.context) for one in found)
    try:
        with replacing(options.find) as partial:
            partial.write_text(write_list(rows), encoding="utf-8", newline="")
    except OSError as error:
        raise UserError(
            tr("{find} can't be written: {strerror}.", find=options.find, strerror=error.strerror)
        ) from error
    say(
        tr(
            "Wrote {find}: {count:,} that could be names. Fill in the pseudonyms.",
            find=options.find,
            count=len(found),
        )
    )
    return 0
