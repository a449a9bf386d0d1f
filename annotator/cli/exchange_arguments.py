"""What the commands that bring in and write out take (`arguments` has the table of all)."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotator.cli import shared_arguments
from annotator.corpus.messages import tr


def import_(command: argparse.ArgumentParser) -> None:
    """``annotator import``."""
    command.add_argument("project", type=Path)
    command.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help=tr("a file of any format below, or the folder of a project, told by its content"),
    )
    command.add_argument(
        "--new", action="store_true", help=tr("make the project of the files alone")
    )
    command.add_argument("--dry-run", action="store_true", help=tr("tell what is in them, no more"))
    command.add_argument("--coder", metavar="NAME", help=tr("who makes the project"))
    command.add_argument(
        "--take-theirs",
        action="store_true",
        help=tr("what is otherwise in a .qdpx than in the project becomes as it is there"),
    )
    command.add_argument("--json", action="store_true")


def export(command: argparse.ArgumentParser) -> None:
    """``annotator export``."""
    shared_arguments.project_to_read(command)
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--overwrite", action="store_true")
    for option in ("document", "coder", "code"):
        command.add_argument(f"--{option}", action="append", metavar="NAME")
    shared_arguments.by_attribute(command)
    command.add_argument(
        "--for-nvivo", action="store_true", help=tr("count positions as NVivo does")
    )
    command.add_argument(
        "--what",
        choices=("text", "quotations", "codebook"),
        default="",
        help=tr("what a document holds (.docx, .odt, .html, .md), a table: codebook"),
    )
    command.add_argument(
        "--show",
        choices=("highlights", "comments", "margin"),
        default="highlights",
        help=tr("how codings are shown in a text"),
    )
    command.add_argument(
        "--group",
        default="code",
        metavar="WHAT",
        help=tr("quotations by code, document, or an attribute of documents"),
    )
    command.add_argument(
        "--citation",
        default=None,
        metavar="PATTERN",
        help=tr("how a quotation is cited: “…” ({speaker}, {document}, {page})"),
    )
    command.add_argument("--dry-run", action="store_true", help=tr("tell what can't be carried"))
    command.add_argument("--json", action="store_true", help=tr("print the report on the export"))
    shared_arguments.guard(command)


def archive(command: argparse.ArgumentParser) -> None:
    """``annotator archive``."""
    command.add_argument("project", type=Path, nargs="?")
    command.add_argument("file", type=Path, nargs="?", metavar="FILE.zip")
    command.add_argument(
        "--verify",
        type=Path,
        metavar="FILE.zip",
        help=tr("compute every figure in an archive again"),
    )
    command.add_argument(
        "--no-texts", action="store_true", help=tr("names, digests and positions, but no texts")
    )
    command.add_argument(
        "--words",
        type=shared_arguments.count,
        default=0,
        metavar="N",
        help=tr("without texts: words of each passage"),
    )
    command.add_argument(
        "--names", action="store_true", help=tr("coders by name, not as “Coder A”")
    )
    command.add_argument("--memos", action="store_true", help=tr("the memos of coders as well"))
    command.add_argument(
        "--history",
        choices=("none", "steps", "full"),
        default="steps",
        help=tr("who did what when, or with what it was before and after (default: steps)"),
    )
    command.add_argument("--query", action="append", default=[], metavar="LINE")
    command.add_argument(
        "--table", action="append", default=[], nargs=2, metavar=("ROWS", "COLUMNS")
    )
    command.add_argument("--measure", action="append", default=[], metavar="NAME")
    command.add_argument("--coder", metavar="NAME", help=argparse.SUPPRESS)
    command.add_argument("--overwrite", action="store_true")
    command.add_argument("--json", action="store_true")


def joined(command: argparse.ArgumentParser) -> None:
    """``annotator joined``."""
    shared_arguments.project_to_read(command)
    command.add_argument("file", type=Path, metavar="FILE", help=tr(".csv or .xlsx"))
    command.add_argument(
        "--cells",
        choices=("presence", "counts", "words"),
        default="presence",
        help=tr("in the column of a code: 1 or 0, how many codings, or the words that were coded"),
    )
    for option in ("document", "coder", "code"):
        command.add_argument(f"--{option}", action="append", metavar="NAME")
    shared_arguments.by_attribute(command)
    command.add_argument("--no-text", action="store_true", help=tr("without the texts"))
    command.add_argument("--overwrite", action="store_true")
    command.add_argument("--json", action="store_true")
    shared_arguments.guard(command)


def attributes(command: argparse.ArgumentParser) -> None:
    """``annotator attributes``."""
    shared_arguments.project_to_read(command)
    command.add_argument("file", type=Path, metavar="FILE", nargs="?", help=tr(".csv or .xlsx"))
    command.add_argument(
        "--set",
        type=Path,
        metavar="TABLE",
        help=tr(
            "say of documents what the columns of this table say; a column “document” or “key”"
            " tells which"
        ),
    )
    command.add_argument("--overwrite", action="store_true")
    command.add_argument("--coder", metavar="NAME")
    command.add_argument("--json", action="store_true")
    shared_arguments.guard(command)


def pseudonyms(command: argparse.ArgumentParser) -> None:
    """``annotator pseudonyms``."""
    command.add_argument("project", type=Path)
    command.add_argument("new", type=Path, nargs="?", metavar="NEW", help=tr("the project to make"))
    command.add_argument(
        "--names",
        type=Path,
        metavar="FILE",
        help=tr(
            "the key: CSV with the columns name and pseudonym; keep it apart from both projects"
        ),
    )
    command.add_argument(
        "--find",
        type=Path,
        metavar="FILE",
        help=tr("write a list of what could be names, to fill in"),
    )
    command.add_argument("--coder", metavar="NAME")
    command.add_argument("--overwrite", action="store_true")
    command.add_argument("--json", action="store_true")
