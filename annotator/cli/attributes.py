"""``annotator attributes``: what is said of documents as a table, out and in."""

from __future__ import annotations

import argparse

from annotator.cli.acting import acting_coder, register
from annotator.cli.opening import opened
from annotator.cli.output import finish_with_progress, print_json, say
from annotator.corpus.messages import number_of, tr
from annotator.errors import UserError
from annotator.exchange.csv_form import form_named
from annotator.operations import projects
from annotator.operations.transfer import attribute_table
from annotator.operations.viewing import everything


def run(options: argparse.Namespace) -> int:
    """Write the table, or with ``--set`` take over what one says."""
    if bool(options.file) == bool(options.set):
        raise UserError(tr("Name a file to write, or with --set one to read."))
    if options.set is not None:
        return _set(options)
    with opened(options) as project:
        job = attribute_table.write(
            everything(project),
            options.file,
            overwrite=options.overwrite,
            guard_formulas=options.guard_formulas,
            form=form_named(options.csv_form),
        )
        rows = finish_with_progress(job)
    say(tr("Wrote {file}: {rows}.", file=options.file, rows=number_of(rows, "document")))
    if options.json:
        print_json({"file": str(options.file), "documents": rows})
    return 0


def _set(options: argparse.Namespace) -> int:
    with projects.open_(options.project) as project:
        coder = acting_coder(project, options.coder)
        found = finish_with_progress(attribute_table.read(project, coder.guid, options.set))
        register(project, coder, found.changes)
    say(tr("Set {values}.", values=number_of(found.values, "value")))
    for sentence in (*found.remarks, attribute_table.unknown_words(found)):
        if sentence:
            say(sentence)
    if options.json:
        print_json({"values": found.values, "unknown": found.unknown, "remarks": found.remarks})
    return 0
