"""What several commands take."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.corpus.messages import tr


def count(text: str) -> int:
    """A number from 0. ValueError where it is none."""
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def looking(command: argparse.ArgumentParser) -> None:
    """Who looks at the project."""
    command.add_argument(
        "--coder", metavar="NAME", help=tr("in a blind project, whose work is shown")
    )


def project_to_read(command: argparse.ArgumentParser) -> None:
    """The project, which may be read though it is faulty."""
    command.add_argument("project", type=Path)
    command.add_argument(
        "--faulty",
        action="store_true",
        help=tr("read what is sound of a faulty project, and say what is left out"),
    )


def by_attribute(command: argparse.ArgumentParser) -> None:
    """Only documents of which something is said."""
    command.add_argument(
        "--document-attribute",
        action="append",
        metavar="NAME=VALUE",
        help=tr("only documents of which this is said; all of several must hold"),
    )


def output_format(command: argparse.ArgumentParser) -> None:
    """As JSON or CSV in place of a table for people."""
    chosen = command.add_mutually_exclusive_group()
    chosen.add_argument("--json", action="store_true")
    chosen.add_argument(
        "--csv", action="store_true", help=tr("a table as data: every text as it is")
    )
    guard(command)


def guard(command: argparse.ArgumentParser) -> None:
    """How CSV is written."""
    command.add_argument(
        "--guard-formulas",
        action="store_true",
        help=tr("an apostrophe before text that spreadsheets would compute, in CSV"),
    )
    csv_form(command)


def csv_form(command: argparse.ArgumentParser) -> None:
    """What CSV looks like, where it is guarded anyway."""
    command.add_argument(
        "--csv-form",
        choices=("comma", "semicolon", "semicolon-comma", "tab"),
        default="comma",
        help=tr(
            "what parts the cells of CSV; semicolon-comma writes fractions with a comma as well"
        ),
    )


def comparison_options(agree: argparse.ArgumentParser) -> None:
    """What is compared, in which unit, and with which intervals."""
    for option in ("coder", "document", "code"):
        agree.add_argument(f"--{option}", action="append", metavar="NAME")
    by_attribute(agree)
    agree.add_argument(
        "--round",
        metavar="NAME",
        help=tr("on what is assigned in a round; of a sealed one, as it was sealed"),
    )
    agree.add_argument(
        "--purpose",
        choices=("training", "reliability", "production"),
        help=tr("rounds of one purpose; they are never pooled"),
    )
    missing = agree.add_mutually_exclusive_group()
    missing.add_argument(
        "--finished",
        action="store_true",
        help=tr("a coder counts only where they are done, even where nobody marks it"),
    )
    missing.add_argument(
        "--touched",
        action="store_true",
        help=tr("a coder counts wherever they coded, finished or not"),
    )
    missing.add_argument(
        "--assigned",
        action="store_true",
        help=tr("documents assigned to a coder count as coded, even without a coding"),
    )
    for option, words in (
        ("speaker", tr("only what these speakers say")),
        ("without-speaker", tr("not what these speakers say")),
        ("without-role", tr("not what speakers of this role say, such as interviewer")),
    ):
        agree.add_argument(f"--{option}", action="append", metavar="NAME", help=words)
    units = ("character", "word", "sentence", "turn")
    agree.add_argument("--unit", choices=units, default="character", help=tr("what is counted"))
    agree.add_argument(
        "--rule",
        choices=("any", "majority"),
        default="any",
        help=tr("a code is present on a word, sentence or turn by any overlap, or on most of it"),
    )
    agree.add_argument(
        "--bootstrap",
        type=int,
        metavar="N",
        help=tr("intervals from N bootstrap draws in place of the cluster jackknife; 0: none"),
    )
    agree.add_argument("--seed", type=int, default=0, help=tr("of the draws (default: 0)"))
    agree.add_argument(
        "--least-overlap",
        type=int,
        default=1,
        metavar="N",
        help=tr("characters in common to match"),
    )


def agreement_options(agree: argparse.ArgumentParser) -> None:
    """Which tables are wanted besides the default one."""
    agree.add_argument(
        "--measure", nargs="+", action="extend", metavar="NAME", help=tr("coefficients, or “all”")
    )
    agree.add_argument(
        "--pair-bootstrap",
        type=int,
        default=0,
        metavar="N",
        help=tr("Krippendorff's own bootstrap of alpha on words or sentences, from N draws"),
    )
    agree.add_argument("--pairs", action="store_true", help=tr("each pair of coders"))
    agree.add_argument(
        "--levels",
        action="store_true",
        help=tr("where (unitizing), which code, which value; and confusion on aligned codings"),
    )
    agree.add_argument(
        "--by",
        metavar="document|round|speaker|set|version|time|ATTRIBUTE",
        help=tr(
            "each document, round, speaker, set, (of sealed rounds) version of the codebook, or"
            " part of the documents in the order of coding (drift) by itself, or the documents"
            " of each value of an attribute"
        ),
    )
    agree.add_argument(
        "--against",
        choices=("consensus",),
        help=tr("each coder beside what adjudication settled on"),
    )
    agree.add_argument("--confusion", action="store_true", help=tr("which code where which other"))
