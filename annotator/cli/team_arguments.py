"""What the commands on coders, speakers and rounds take (`arguments` has the table of all)."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.cli import shared_arguments, study_arguments


def speakers(command: argparse.ArgumentParser) -> None:
    """``annotator speakers``."""
    shared_arguments.project_to_read(command)
    command.add_argument("file", type=Path, metavar="FILE", nargs="?", help=".csv or .xlsx")
    for option, pair, words in (
        ("merge", "NAME=INTO", "make two speakers one"),
        ("rename", "NAME=NEW", "call a speaker otherwise, in all texts"),
        ("role", "NAME=ROLE", "what a speaker is in the talk: interviewer, participant …"),
    ):
        command.add_argument(f"--{option}", action="append", metavar=pair, help=words)
    command.add_argument(
        "--set",
        type=Path,
        metavar="TABLE",
        help="say of speakers what the columns of this table say; the column “speaker” tells which",
    )
    command.add_argument("--overwrite", action="store_true")
    command.add_argument("--coder", metavar="NAME")
    command.add_argument("--json", action="store_true")
    shared_arguments.guard(command)


def sets(command: argparse.ArgumentParser) -> None:
    """``annotator sets``."""
    shared_arguments.project_to_read(command)
    command.add_argument("set", metavar="SET", nargs="?", help="made where there is none so called")
    command.add_argument("--put", action="append", metavar="DOCUMENT", help="put into the set")
    command.add_argument("--take", action="append", metavar="DOCUMENT", help="take out of it")
    command.add_argument("--rename", metavar="NEW")
    command.add_argument("--delete", action="store_true", help="its documents stay")
    command.add_argument("--coder", metavar="NAME")
    command.add_argument("--json", action="store_true")


def draw(command: argparse.ArgumentParser) -> None:
    """``annotator draw``."""
    shared_arguments.project_to_read(command)
    command.add_argument("name", metavar="ROUND", nargs="?", help="the round that gets the sample")
    for option, what in (("documents", "documents"), ("words", "words together")):
        command.add_argument(f"--{option}", type=int, metavar="N", help=f"draw so many {what}")
    command.add_argument(
        "--stratum", action="append", metavar="ATTRIBUTE", help="each value has its share"
    )
    shared_arguments.by_attribute(command)
    command.add_argument("--seed", type=int, help="of the draw; one is made up where none is named")
    command.add_argument("--coder", action="append", metavar="NAME", help="who codes the sample")
    command.add_argument("--by-coder", metavar="NAME", help="who draws, for the history")
    command.add_argument("--dry-run", action="store_true", help="draw, and make no round")
    command.add_argument("--need", action="store_true", help="say how many units are needed")
    for option, value, what in (
        ("alpha", 0.8, "the least alpha that is wanted"),
        ("risk", 0.05, "the risk that it is lower in truth"),
        ("level", 0.9, "percent agreement that is assumed"),
        ("margin", 0.05, "how far percent agreement may be from that in all"),
    ):
        command.add_argument(f"--{option}", type=float, default=value, metavar="X", help=what)
    command.add_argument("--share", type=float, metavar="X", help="of the rarest code, if known")
    command.add_argument("--population", type=int, metavar="N", help="units in all")
    units = ("word", "sentence", "turn")
    command.add_argument("--unit", choices=units, default="sentence")
    command.add_argument("--json", action="store_true")


def handout(command: argparse.ArgumentParser) -> None:
    """``annotator handout``."""
    command.add_argument("project", type=Path)
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--coder", metavar="NAME", required=True)
    command.add_argument(
        "--blind", action="store_true", help="nothing in it tells of the other coders"
    )
    command.add_argument(
        "--no-codings", action="store_true", help="without the coder's own codings"
    )
    command.add_argument("--lock-cues", action="store_true", help="no cues are marked in it")
    command.add_argument("--document", action="append", metavar="NAME")
    shared_arguments.by_attribute(command)
    command.add_argument(
        "--round", metavar="NAME", help="the documents that are the coder's in it, by its rules"
    )
    command.add_argument("--overwrite", action="store_true")


def rounds(command: argparse.ArgumentParser) -> None:
    """``annotator rounds``."""
    shared_arguments.project_to_read(command)
    study_arguments.units(command)
    command.add_argument("--json", action="store_true")
    shared_arguments.looking(command)
    verb = command.add_mutually_exclusive_group()
    verb.add_argument(
        "--seal",
        metavar="NAME",
        help="close a round: its codings, codebook and settings are kept as they are",
    )
    verb.add_argument(
        "--work-in", metavar="NAME", help="the round in which --coder codes from now on"
    )
    verb.add_argument(
        "--overlap",
        metavar="NAME",
        help="give a --share of a round’s documents to a second coder, drawn with --seed",
    )
    verb.add_argument(
        "--not-sought",
        nargs=2,
        metavar=("NAME", "BECAUSE"),
        help="record that agreement is not sought in a round, and why; empty: it is",
    )
    verb.add_argument(
        "--training",
        metavar="NAME",
        help="the coders of a round beside its gold set; --gold and --pass-mark state it",
    )
    command.add_argument("--gold", metavar="CODER", help="whose codings the gold set is")
    command.add_argument("--pass-mark", type=float, metavar="ALPHA", help="0.8 unless stated")
    command.add_argument("--share", type=float, default=10.0, metavar="PERCENT")
    command.add_argument("--seed", type=int, default=0, metavar="N")
    verb.add_argument(
        "--stability",
        metavar="NAME",
        help="of a round in which documents are coded again: each coder beside the first time",
    )
    work = command.add_mutually_exclusive_group()
    work.add_argument(
        "--touched", action="store_true", help="with --seal: unfinished work counts too"
    )
    work.add_argument(
        "--assigned", action="store_true", help="with --seal: what is assigned counts as coded"
    )


def blind(command: argparse.ArgumentParser) -> None:
    """``annotator blind``."""
    command.add_argument("project", type=Path)
    chosen = command.add_mutually_exclusive_group()
    chosen.add_argument(
        "--on", dest="blind", action="store_true", default=None, help="withhold others’ work"
    )
    chosen.add_argument("--off", dest="blind", action="store_false", help="show everybody’s work")
    command.add_argument("--coder", metavar="NAME", help="who does it, for the history")
    command.add_argument("--json", action="store_true")


def disagreements(command: argparse.ArgumentParser) -> None:
    """``annotator disagreements``."""
    shared_arguments.project_to_read(command)
    command.add_argument("--json", action="store_true")
    command.add_argument("--coders", metavar="A,B", help="two of them; else each two of all")
    command.add_argument("--document", action="append", metavar="NAME")
    command.add_argument("--code", action="append", metavar="NAME")
    shared_arguments.by_attribute(command)
