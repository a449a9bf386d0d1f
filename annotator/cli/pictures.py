"""Pictures of answers and tables as files."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.cli.output import say
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.operations import projects
from annotator.operations.retrieval.pictures import saving
from annotator.retrieval.pictures import Picture


def check_picture(options: argparse.Namespace) -> None:
    """UserError where a picture is asked for by half, or can't be written; before anything is
    computed."""
    if bool(options.picture) != bool(options.out):
        raise UserError(tr("A picture has a kind and a file: --picture portrait --out FILE.svg"))
    if options.out is not None:
        saving.check_suffix(options.out.suffix)
        projects.refuse_existing(options.out, overwrite=options.overwrite)


def write_picture(picture: Picture, target: Path, options: argparse.Namespace) -> None:
    """Write a picture, and say so. `options.paint_picture` is handed in from above."""
    saving.save(picture, target, saving.print_look(), options.paint_picture)
    say(tr("Wrote {file}.", file=target))
