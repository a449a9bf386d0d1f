"""``annotator concordance``: every place that has some words, with what stands around it (KWIC)."""

from __future__ import annotations

import argparse

from annotator.cli.opening import opened
from annotator.cli.output import finish_with_progress, print_csv, print_json, print_table, say
from annotator.cli.query import sorting_of
from annotator.cli.viewing import say_withheld, viewer_of, withheld
from annotator.corpus.messages import number_of, tr
from annotator.errors import UserError
from annotator.operations.retrieval import concordances, material

_COLUMNS = ("document", "start", "end", "before", "keyword", "after")


def run(options: argparse.Namespace) -> int:
    """Find the words and print a line for each place."""
    if not options.words.strip():
        raise UserError(tr("Say which words to look for."))
    sorting = None if options.sort is None else sorting_of(options.sort)
    with opened(options) as project:
        viewer = viewer_of(project, options)
        loaded = finish_with_progress(material.load(viewer))
        own = sorting, options.sample, options.seed, options.context
        job = concordances.of_words(loaded, options.words, *own, whole=not options.parts)
        lines = finish_with_progress(job)
        if options.json:
            entries = [{name: getattr(line, name) for name in _COLUMNS} for line in lines]
            print_json(
                {"words": options.words, "count": len(lines), "lines": entries} | withheld(viewer)
            )
            return 0
        if options.csv:
            rows = ([getattr(line, name) for name in _COLUMNS] for line in lines)
            print_csv(_COLUMNS, rows, guard_formulas=options.guard_formulas)
        else:
            print_table(
                (tr("document"), tr("before"), tr("keyword"), tr("after")),
                [
                    (
                        line.document,
                        _flat(line.before).rjust(options.context),
                        line.keyword,
                        _flat(line.after),
                    )
                    for line in lines
                ],
            )
        say(number_of(len(lines), "line") + ".")
        say_withheld(viewer)
    return 0


def _flat(text: str) -> str:
    return " ".join(text.split())
