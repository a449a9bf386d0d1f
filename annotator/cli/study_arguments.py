"""What the commands on the study and its rules take (`arguments` has the table of all commands)."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.cli import shared_arguments
from annotator.corpus.messages import tr


def rules(command: argparse.ArgumentParser) -> None:
    """``annotator rules``."""
    command.add_argument("project", type=Path)
    command.add_argument("--json", action="store_true")
    command.add_argument(
        "--coder", metavar="NAME", help=tr("who looks, where the project is blind")
    )


def codebook_test(command: argparse.ArgumentParser) -> None:
    """``annotator codebook --test``."""
    command.add_argument(
        "--test",
        type=int,
        nargs="?",
        const=0,
        metavar="VERSION",
        help=tr(
            "which settled cases it decides, and how; the version as it is now, or of this number"
        ),
    )


def _entries(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path)
    command.add_argument(
        "--set",
        action="append",
        metavar="NAME=VALUE",
        help=tr("make an entry; several may be given"),
    )
    command.add_argument("--json", action="store_true")
    command.add_argument("--coder", metavar="NAME")


def protocol(command: argparse.ArgumentParser) -> None:
    """``annotator protocol``."""
    _entries(command)
    command.add_argument(
        "--freeze",
        nargs="?",
        const="",
        metavar="NAME",
        help=tr("keep the plan as it is now, with its date, as a preregistration"),
    )


def methods(command: argparse.ArgumentParser) -> None:
    """``annotator methods``."""
    _entries(command)
    command.add_argument(
        "--checklist",
        action="store_true",
        help=tr("what is asked for, by whom, and what is recorded"),
    )


def units(command: argparse.ArgumentParser) -> None:
    """``annotator rounds --units``."""
    command.add_argument(
        "--units", metavar="ROUND", help=tr("its coders label given units only: those of --code")
    )
    command.add_argument(
        "--code",
        metavar="NAME",
        help=tr("the code whose agreed passages are the units; none: freely"),
    )


def memos(command: argparse.ArgumentParser) -> None:
    """``annotator memos``."""
    shared_arguments.project_to_read(command)
    command.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help=tr(".docx, .odt, .html or .md")
    )
    for option, metavar, words in (
        ("kind", "KIND", tr("only memos of this kind; several may be given")),
        (
            "subject",
            "WHAT",
            tr("only memos on documents (document), codes (code) …, or on what has this name"),
        ),
        ("coder", "NAME", tr("only what this person wrote; in a blind project, who looks")),
    ):
        command.add_argument(f"--{option}", action="append", metavar=metavar, help=words)
    command.add_argument(
        "--citation",
        metavar="PATTERN",
        help=tr("how quotations are cited, “…” being the words; else as the preferences say"),
    )
    command.add_argument("--overwrite", action="store_true")
    shared_arguments.output_format(command)
