"""``annotator joined``: the table of documents with the codings joined on."""

from __future__ import annotations

import argparse

from annotator.cli.opening import opened
from annotator.cli.output import finish_with_progress, print_json, say
from annotator.cli.viewing import say_withheld, viewer_of, withheld
from annotator.corpus.messages import number_of, tr
from annotator.exchange.csv_form import form_named
from annotator.operations.reliability import select_by_name
from annotator.operations.transfer import joined
from annotator.operations.transfer.joined import Cells, Wanted


def run(options: argparse.Namespace) -> int:
    """Write the table, and tell how large it is."""
    with opened(options) as project:
        viewer = viewer_of(project, options)
        what = select_by_name(
            viewer, options.coder, options.document, options.code, options.document_attribute
        )
        wanted = Wanted(
            Cells(options.cells),
            None if what.documents is None else frozenset(what.documents),
            None if what.coders is None else frozenset(what.coders),
            None if what.codes is None else frozenset(what.codes),
            text=not options.no_text,
        )
        job = joined.write(
            viewer,
            options.file,
            wanted,
            overwrite=options.overwrite,
            guard_formulas=options.guard_formulas,
            form=form_named(options.csv_form),
        )
        written = finish_with_progress(job)
        say(tr("Wrote {file}: {rows}.", file=options.file, rows=number_of(written.rows, "row")))
        if written.cut:
            cut = number_of(written.cut, "cell was", "cells were")
            say(
                tr(
                    "{cut} cut at 32,767 characters, which Excel allows; CSV has all of it.",
                    cut=cut,
                )
            )
        say_withheld(viewer)
        kept_back = withheld(viewer)
    if options.json:
        found = {"rows": written.rows, "codes": written.codes, "cut": written.cut}
        print_json({"file": str(options.file), "cells": options.cells} | found | kept_back)
    return 0
