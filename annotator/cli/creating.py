"""``annotator new``: a project with a codebook."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.cli.acting import coder_named
from annotator.cli.output import (
    say,
)
from annotator.operations import projects
from annotator.operations.codebook import codes


def new(options: argparse.Namespace) -> int:
    """Make a project."""
    path: Path = options.project
    if not path.suffix:
        path = path.with_suffix(".annot")
    codebook = codes.load(options.codebook)
    with projects.create(path, codebook, coder_named(options.coder)):
        say(f"Made {path} with {len(codebook.codes)} codes.")
    return 0
