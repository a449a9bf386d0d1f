"""What the commands that ask the codings take (`arguments` has the table of all commands)."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.cli import shared_arguments
from annotator.corpus.messages import tr


def query(command: argparse.ArgumentParser) -> None:
    """``annotator query``."""
    shared_arguments.project_to_read(command)
    command.add_argument(
        "line",
        metavar="LINE",
        nargs="?",
        help=tr("as in: code:prediction overlaps code:claim (see the manual)"),
    )
    command.add_argument(
        "--saved", metavar="NAME", help=tr("in place of LINE: a question that is kept")
    )
    command.add_argument("--list", action="store_true", help=tr("list the questions that are kept"))
    shared_arguments.output_format(command)
    command.add_argument(
        "--context",
        type=shared_arguments.count,
        default=0,
        metavar="N",
        help=tr("characters before and after each passage"),
    )
    command.add_argument(
        "--sort",
        metavar="PLACES",
        help=tr(
            "by the words around: left or right (by three words), or places: 1,2,3 to the right,"
            " -1 to the left, 0 the passage itself"
        ),
    )
    command.add_argument(
        "--sample",
        type=shared_arguments.count,
        metavar="N",
        help=tr("so many of the results, drawn at random"),
    )
    command.add_argument("--seed", type=int, default=0, help=tr("of the sample (default: 0)"))
    command.add_argument(
        "--picture",
        metavar="KIND",
        help=tr(
            "with --out: portrait, timeline, timeline-words (by 1,000 words), distribution"
            " (place in the text) or relations"
        ),
    )
    command.add_argument(
        "--attribute",
        default="",
        metavar="NAME",
        help=tr("of documents: groups those of a portrait; has the dates of a timeline"),
    )
    command.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help=tr("write the picture: .svg, .png, .pdf; of relations .graphml, .dot, .drawio too"),
    )
    command.add_argument("--overwrite", action="store_true")
    shared_arguments.looking(command)


def table(command: argparse.ArgumentParser) -> None:
    """``annotator table``."""
    shared_arguments.project_to_read(command)
    command.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="FILE",
        help=tr(
            "in place of text: a workbook (.xlsx), or a picture (.svg, .png, .pdf; of a network"
            " .graphml, .dot and .drawio too)"
        ),
    )
    command.add_argument(
        "--picture",
        metavar="KIND",
        help=tr("heat-map (default), bars, dots, network or flow, for a FILE that is a picture"),
    )
    for option in ("rows", "columns"):
        command.add_argument(
            f"--{option}",
            action="append",
            metavar="WHAT",
            help=tr(
                "codes, code-sets, documents, coders, rounds, speakers, document.NAME,"
                " speaker.NAME, value.NAME, or a query; several queries by naming the option again"
            ),
        )
    command.add_argument(
        "--cell",
        metavar="MEASURE",
        help=tr(
            "codings, passages, documents, characters, row, column or table (shares), words (per"
            " 1,000), mean (of a document), document-share, without (documents), most (in one"
            " document), jaccard, expected (overlaps by chance); codings where nothing is said"
        ),
    )
    command.add_argument(
        "--by",
        metavar="RELATION",
        help=tr(
            "how codings of a row are to those of a column: overlaps, “in same sentence as”,"
            " “within 5 words of” …, or followed, “followed within 3 sentences”"
        ),
    )
    command.add_argument("--where", metavar="LINE", help=tr("of which codings: a query"))
    command.add_argument(
        "--weights",
        default="",
        metavar="NAME",
        help=tr(
            "an attribute of documents: how many others each stands for, of a stratified sample"
        ),
    )
    command.add_argument(
        "--coders",
        default="",
        metavar="WHOSE",
        help=tr(
            "all (each coding counts) or range (the mean of the coders, the least and the most);"
            " without it the analysis set"
        ),
    )
    command.add_argument(
        "--agreement", action="store_true", help=tr("each code's agreement beside its row")
    )
    command.add_argument(
        "--tidy",
        type=Path,
        metavar="FILE.csv",
        help=tr(
            "what is counted as data for a statistics program: a line a document, row and column"
        ),
    )
    command.add_argument(
        "--saved",
        metavar="NAME",
        help=tr("a question that is kept; other options change its table"),
    )
    command.add_argument("--overwrite", action="store_true")
    shared_arguments.output_format(command)
    shared_arguments.looking(command)


def concordance(command: argparse.ArgumentParser) -> None:
    """``annotator concordance``."""
    shared_arguments.project_to_read(command)
    command.add_argument("words", metavar="WORDS", help=tr("what looks alike is the same"))
    command.add_argument("--parts", action="store_true", help=tr("inside of words too"))
    command.add_argument(
        "--sort", metavar="PLACES", help=tr("left, right, or places such as 1,2,3 (see query)")
    )
    command.add_argument(
        "--context",
        type=shared_arguments.count,
        default=40,
        metavar="N",
        help=tr("characters around (default: 40)"),
    )
    command.add_argument(
        "--sample",
        type=shared_arguments.count,
        metavar="N",
        help=tr("so many of the lines, drawn at random"),
    )
    command.add_argument("--seed", type=int, default=0, help=tr("of the sample (default: 0)"))
    shared_arguments.output_format(command)
    shared_arguments.looking(command)


def keywords(command: argparse.ArgumentParser) -> None:
    """``annotator keywords``."""
    shared_arguments.project_to_read(command)
    command.add_argument("line", metavar="LINE", help=tr("a query: the words of its passages"))
    command.add_argument(
        "--against", metavar="LINE", help=tr("those of these passages (default: all other words)")
    )
    command.add_argument(
        "--of",
        choices=("passages", "collocates", "documents"),
        default="passages",
        help=tr("which words: in the passages, around them, or all of the documents"),
    )
    command.add_argument(
        "--within",
        type=shared_arguments.count,
        default=5,
        metavar="N",
        help=tr("words around, for collocates"),
    )
    command.add_argument(
        "--least",
        type=shared_arguments.count,
        default=2,
        metavar="N",
        help=tr("how often on one side at least"),
    )
    command.add_argument(
        "--top", type=shared_arguments.count, metavar="N", help=tr("so many words, no more")
    )
    shared_arguments.output_format(command)
    shared_arguments.looking(command)


def designate(command: argparse.ArgumentParser) -> None:
    """``annotator designate``."""
    shared_arguments.project_to_read(command)
    command.add_argument("--document", action="append", metavar="NAME")
    command.add_argument("--all", action="store_true", help=tr("all documents"))
    command.add_argument(
        "--to", metavar="NAME", help=tr("the coder whose codings answer questions")
    )
    command.add_argument("--nobody", action="store_true", help=tr("take the choice back"))
    command.add_argument("--coder", metavar="NAME", help=tr("who chooses, for the history"))
    command.add_argument("--json", action="store_true")
