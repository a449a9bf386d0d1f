"""What the commands on coders, speakers and rounds take (`arguments` has the table of all)."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.cli import safekeeping_arguments, shared_arguments, study_arguments
from annotator.corpus.messages import tr


def speakers(command: argparse.ArgumentParser) -> None:
    """``annotator speakers``."""
    shared_arguments.project_to_read(command)
    command.add_argument("file", type=Path, metavar="FILE", nargs="?", help=tr(".csv or .xlsx"))
    for option, pair, words in (
        ("merge", "NAME=INTO", tr("make two speakers one")),
        ("rename", "NAME=NEW", tr("call a speaker otherwise, in all texts")),
        ("role", "NAME=ROLE", tr("what a speaker is in the talk: interviewer, participant …")),
    ):
        command.add_argument(f"--{option}", action="append", metavar=pair, help=words)
    command.add_argument(
        "--set",
        type=Path,
        metavar="TABLE",
        help=tr(
            "say of speakers what the columns of this table say; the column “speaker” tells which"
        ),
    )
    command.add_argument("--overwrite", action="store_true")
    command.add_argument("--coder", metavar="NAME")
    command.add_argument("--json", action="store_true")
    shared_arguments.guard(command)


def code(command: argparse.ArgumentParser) -> None:
    """``annotator code``."""
    command.add_argument("project", type=Path)
    command.add_argument("code", metavar="CODE", help=tr("its name, or its path: above > below"))
    for option, words in (
        ("speaker", tr("the turns of this speaker, as the study calls them")),
        ("without-speaker", tr("of all but this speaker")),
        ("without-role", tr("of all but speakers of this role, such as interviewer")),
    ):
        command.add_argument(f"--{option}", action="append", metavar="NAME", help=words)
    command.add_argument(
        "--document", action="append", metavar="NAME", help=tr("in this document (default: all)")
    )
    shared_arguments.by_attribute(command)
    command.add_argument("--coder", metavar="NAME", help=tr("who codes"))
    command.add_argument("--json", action="store_true")


def sets(command: argparse.ArgumentParser) -> None:
    """``annotator sets``."""
    shared_arguments.project_to_read(command)
    command.add_argument(
        "set", metavar="SET", nargs="?", help=tr("made where there is none so called")
    )
    command.add_argument("--codes", action="store_true", help=tr("sets of codes, not of documents"))
    member = "DOCUMENT_OR_CODE"
    command.add_argument("--put", action="append", metavar=member, help=tr("put into the set"))
    command.add_argument("--take", action="append", metavar=member, help=tr("take out of it"))
    command.add_argument("--rename", metavar="NEW")
    command.add_argument("--delete", action="store_true", help=tr("what is in it stays"))
    command.add_argument("--coder", metavar="NAME")
    command.add_argument("--json", action="store_true")


def draw(command: argparse.ArgumentParser) -> None:
    """``annotator draw``."""
    shared_arguments.project_to_read(command)
    command.add_argument(
        "name", metavar="ROUND", nargs="?", help=tr("the round that gets the sample")
    )
    for option, what in (
        ("documents", tr("draw so many documents")),
        ("words", tr("draw documents of so many words together")),
    ):
        command.add_argument(f"--{option}", type=int, metavar="N", help=what)
    command.add_argument(
        "--stratum", action="append", metavar="ATTRIBUTE", help=tr("each value has its share")
    )
    shared_arguments.by_attribute(command)
    command.add_argument(
        "--seed", type=int, help=tr("of the draw; one is made up where none is named")
    )
    command.add_argument(
        "--coder", action="append", metavar="NAME", help=tr("who codes the sample")
    )
    command.add_argument("--by-coder", metavar="NAME", help=tr("who draws, for the history"))
    command.add_argument("--dry-run", action="store_true", help=tr("draw, and make no round"))
    command.add_argument("--need", action="store_true", help=tr("say how many units are needed"))
    for option, value, what in (
        ("alpha", 0.8, tr("the least alpha that is wanted")),
        ("risk", 0.05, tr("the risk that it is lower in truth")),
        ("level", 0.9, tr("percent agreement that is assumed")),
        ("margin", 0.05, tr("how far percent agreement may be from that in all")),
    ):
        command.add_argument(f"--{option}", type=float, default=value, metavar="X", help=what)
    command.add_argument(
        "--share", type=float, metavar="X", help=tr("of the rarest code, if known")
    )
    command.add_argument("--population", type=int, metavar="N", help=tr("units in all"))
    units = ("word", "sentence", "turn")
    command.add_argument("--unit", choices=units, default="sentence")
    command.add_argument("--json", action="store_true")


def handout(command: argparse.ArgumentParser) -> None:
    """``annotator handout``."""
    command.add_argument("project", type=Path)
    command.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help=tr("the file to write; one that ends in .age is encrypted with a pass phrase"),
    )
    command.add_argument(
        "--coder",
        metavar="NAME",
        help=tr("whom the copy is for; without, the whole project (.age)"),
    )
    safekeeping_arguments.pass_phrase(command)
    command.add_argument(
        "--blind", action="store_true", help=tr("nothing in it tells of the other coders")
    )
    command.add_argument(
        "--no-codings", action="store_true", help=tr("without the coder's own codings")
    )
    command.add_argument("--lock-cues", action="store_true", help=tr("no cues are marked in it"))
    command.add_argument("--document", action="append", metavar="NAME")
    shared_arguments.by_attribute(command)
    command.add_argument(
        "--round", metavar="NAME", help=tr("the documents that are the coder's in it, by its rules")
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
        help=tr("close a round: its codings, codebook and settings are kept as they are"),
    )
    verb.add_argument(
        "--work-in", metavar="NAME", help=tr("the round in which --coder codes from now on")
    )
    verb.add_argument(
        "--overlap",
        metavar="NAME",
        help=tr("give a --share of a round’s documents to a second coder, drawn with --seed"),
    )
    verb.add_argument(
        "--not-sought",
        nargs=2,
        metavar=("NAME", "BECAUSE"),
        help=tr("record that agreement is not sought in a round, and why; empty: it is"),
    )
    verb.add_argument(
        "--training",
        metavar="NAME",
        help=tr("the coders of a round beside its gold set; --gold and --pass-mark state it"),
    )
    command.add_argument("--gold", metavar="CODER", help=tr("whose codings the gold set is"))
    command.add_argument("--pass-mark", type=float, metavar="ALPHA", help=tr("0.8 unless stated"))
    command.add_argument("--share", type=float, default=10.0, metavar="PERCENT")
    command.add_argument("--seed", type=int, default=0, metavar="N")
    verb.add_argument(
        "--stability",
        metavar="NAME",
        help=tr("of a round in which documents are coded again: each coder beside the first time"),
    )
    work = command.add_mutually_exclusive_group()
    work.add_argument(
        "--touched", action="store_true", help=tr("with --seal: unfinished work counts too")
    )
    work.add_argument(
        "--assigned", action="store_true", help=tr("with --seal: what is assigned counts as coded")
    )


def blind(command: argparse.ArgumentParser) -> None:
    """``annotator blind``."""
    command.add_argument("project", type=Path)
    chosen = command.add_mutually_exclusive_group()
    chosen.add_argument(
        "--on", dest="blind", action="store_true", default=None, help=tr("withhold others’ work")
    )
    chosen.add_argument(
        "--off", dest="blind", action="store_false", help=tr("show everybody’s work")
    )
    command.add_argument("--coder", metavar="NAME", help=tr("who does it, for the history"))
    command.add_argument("--json", action="store_true")


def disagreements(command: argparse.ArgumentParser) -> None:
    """``annotator disagreements``."""
    shared_arguments.project_to_read(command)
    command.add_argument("--json", action="store_true")
    command.add_argument(
        "--coders",
        metavar="A,B",
        help=tr("two of them, or three and more at once: A,B,C; else each two of all"),
    )
    command.add_argument(
        "--agreeing",
        metavar="HOW",
        help=tr(
            "the places of all these coders at once where they differ (differ), all agree (all), a"
            " majority does (majority), no two do (none), at least N do (N), or any"
        ),
    )
    command.add_argument(
        "--followed",
        action="store_true",
        help=tr("by code and coder, how often what was settled is what the coder had"),
    )
    _places(command)


def settle(command: argparse.ArgumentParser) -> None:
    """``annotator settle``."""
    command.add_argument("project", type=Path)
    command.add_argument("--json", action="store_true")
    command.add_argument("--coders", metavar="A,B,C", help=tr("two of them or more; else all"))
    command.add_argument(
        "--least",
        type=_least,
        metavar="N",
        help=tr("at least so many have it alike; else all who coded the document"),
    )
    command.add_argument("--dry-run", action="store_true", help=tr("count them, change nothing"))
    command.add_argument("--coder", metavar="NAME", help=tr("who settles, for the history"))
    _places(command)


def _least(text: str) -> int:
    """A number from 2. ValueError where it is none."""
    number = int(text)
    if number < 2:
        raise ValueError(text)
    return number


def _places(command: argparse.ArgumentParser) -> None:
    command.add_argument("--document", action="append", metavar="NAME")
    command.add_argument("--code", action="append", metavar="NAME")
    shared_arguments.by_attribute(command)
