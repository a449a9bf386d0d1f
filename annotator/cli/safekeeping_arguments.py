"""What the commands take that keep projects safe: repair, backups, encrypted hand-outs."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.corpus.messages import tr


def repair(command: argparse.ArgumentParser) -> None:
    """``annotator repair``."""
    command.add_argument("project", type=Path)
    command.add_argument("new", type=Path, metavar="NEW", help=tr("the file to write"))
    command.add_argument("--json", action="store_true")


def backups(command: argparse.ArgumentParser) -> None:
    """``annotator backups``."""
    command.add_argument("project", type=Path)
    command.add_argument(
        "--restore",
        nargs=2,
        metavar=("N", "NEW"),
        help=tr("write the backup of this number as a new project"),
    )
    command.add_argument(
        "--differences",
        type=int,
        metavar="N",
        help=tr("what the project has otherwise than the backup of this number"),
    )
    command.add_argument("--coder", metavar="NAME")
    command.add_argument("--json", action="store_true")


def decrypt(command: argparse.ArgumentParser) -> None:
    """``annotator decrypt``."""
    command.add_argument("file", type=Path, metavar="FILE.age")
    command.add_argument("project", type=Path, help=tr("the project file to write"))
    pass_phrase(command)
    command.add_argument("--overwrite", action="store_true")


def pass_phrase(command: argparse.ArgumentParser) -> None:
    """Where a pass phrase comes from: never from the arguments, which others can see."""
    command.add_argument(
        "--pass-phrase-file",
        metavar="FILE",
        help=tr("read the pass phrase from the first line of a file, or - for standard input"),
    )
