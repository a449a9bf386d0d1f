"""The project that a command reads, sound or, where that is asked for, what is sound of it."""

from __future__ import annotations

import argparse

from annotator.cli.output import say
from annotator.operations import projects
from annotator.operations.projects import ProjectFile


def opened(options: argparse.Namespace) -> ProjectFile:
    """Open the project that the command names; with ``--faulty`` what is sound of it, and say what
    is left out. UserError where it can't be opened."""
    if not options.faulty:
        return projects.open_(options.project)
    project = projects.open_read_only(options.project)
    say(f"annotator: {options.project.name} is read-only. {project.left_out.sentence()}")
    return project
