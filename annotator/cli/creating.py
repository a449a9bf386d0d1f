"""``annotator new``: a project with a codebook."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.cli.acting import coder_named
from annotator.cli.output import (
    say,
)
from annotator.corpus.messages import tr
from annotator.operations import projects
from annotator.operations.codebook import codes


def new(options: argparse.Namespace) -> int:
    """Make a project."""
    path: Path = options.project
    if not path.suffix:
        path = path.with_suffix(".annot")
    codebook = codes.load(options.codebook)
    with projects.create(path, codebook, coder_named(options.coder)):
        say(tr("Made {path} with {count} codes.", path=path, count=len(codebook.codes)))
    return 0
