"""Arguments: which commands there are, what they take, and how failures are told."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn, TypeAlias

from annotator import __version__
from annotator.errors import UserError

USAGE = """\
annotator [PROJECT]                          open the window
       annotator COMMAND …                          work without a window
       annotator COMMAND --help                     explain a command"""

COMMANDS = (
    "demo",
    "new",
    "add",
    "info",
    "codings",
    "agree",
    "report",
    "merge",
    "import",
    "export",
    "check",
    "codebook",
    "handout",
    "rounds",
    "history",
    "disagreements",
)


def is_command(arguments: Sequence[str]) -> bool:
    """Whether the arguments are for the command line rather than the window: anything but
    nothing, or a file that is there."""
    return bool(arguments) and (arguments[0] in COMMANDS or not Path(arguments[0]).exists())


_Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UserError(f"{message[:1].upper()}{message[1:]}. See: {self.prog} --help")


def parser() -> argparse.ArgumentParser:
    """The declaration of every command; `run` of the result is the name of its function."""
    top = _Parser(prog="annotator", usage=USAGE, description="Qualitative coding of texts.")
    top.add_argument("--version", action="version", version=f"annotator {__version__}")
    commands: _Commands = top.add_subparsers(
        dest="command", required=True, metavar="COMMAND", prog="annotator"
    )

    _add_project_commands(commands)
    _add_exchange_commands(commands)
    return top


def _add_project_commands(commands: _Commands) -> None:
    """Make a project, look at it, look at what it comes to."""
    demo = commands.add_parser("demo", help="work through the sample project without a window")
    demo.add_argument(
        "--out", type=Path, metavar="DIR", default=Path("demo"), help="where to (default: demo)"
    )

    new = commands.add_parser("new", help="make a project")
    new.add_argument("project", type=Path)
    new.add_argument("--codebook", metavar="NAME_OR_FILE", default="discourse")
    new.add_argument("--coder", metavar="NAME")

    add = commands.add_parser("add", help="add texts to a project")
    add.add_argument("project", type=Path)
    add.add_argument("files", type=Path, nargs="+", metavar="FILE")
    add.add_argument("--coder", metavar="NAME")
    add.add_argument(
        "--replaces", metavar="DOCUMENT", help="it is a corrected text, a new version of this one"
    )

    info = commands.add_parser("info", help="documents, codes, coders and numbers of codings")
    info.add_argument("project", type=Path)
    info.add_argument("--json", action="store_true")

    codings = commands.add_parser("codings", help="list every coding")
    codings.add_argument("project", type=Path)
    codings.add_argument(
        "--to-complete", action="store_true", help="those with missing values or broken rules"
    )
    _output_format(codings)

    agree = commands.add_parser("agree", help="agreement between coders, by code")
    agree.add_argument("project", type=Path)
    _output_format(agree)
    _comparison_options(agree)
    _agreement_options(agree)

    report = commands.add_parser(
        "report", help="write the agreement report: .html, .pdf, .xlsx, .zip"
    )
    report.add_argument("project", type=Path)
    report.add_argument("file", type=Path, metavar="FILE")
    report.add_argument("--overwrite", action="store_true")
    _comparison_options(report, draws=1000)

    codebook = commands.add_parser("codebook", help="print, replace or look back at the codebook")
    codebook.add_argument("project", type=Path)
    codebook.add_argument("--json", action="store_true")
    codebook.add_argument("--set", type=Path, metavar="FILE", help="make it what the file says")
    codebook.add_argument("--versions", action="store_true", help="what changed, when, by whom")
    codebook.add_argument(
        "--cues", choices=("locked", "allowed"), help="whether the window may mark cues"
    )
    codebook.add_argument("--coder", metavar="NAME")


def _add_exchange_commands(commands: _Commands) -> None:
    """What comes in from others, what goes out, and who did what."""
    merge = commands.add_parser("merge", help="take over the work in colleagues' files")
    merge.add_argument("target", type=Path)
    merge.add_argument("sources", type=Path, nargs="+", metavar="SOURCE")
    merge.add_argument("--json", action="store_true")
    merge.add_argument(
        "--join-codes",
        action="store_true",
        help="codes of one name that were made apart become one",
    )
    merge.add_argument("--dry-run", action="store_true", help="tell what would come in, no more")

    import_ = commands.add_parser("import", help="import .qdpx, .qdc, codebooks, texts")
    import_.add_argument("project", type=Path)
    import_.add_argument("files", type=Path, nargs="+", metavar="FILE")
    import_.add_argument("--new", action="store_true", help="make the project of the files alone")
    import_.add_argument("--coder", metavar="NAME", help="who makes the project")
    import_.add_argument("--json", action="store_true")

    export = commands.add_parser("export", help="write .qdpx, .qdc, .csv or .yaml")
    export.add_argument("project", type=Path)
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("--overwrite", action="store_true")
    for option in ("document", "coder", "code"):
        export.add_argument(f"--{option}", action="append", metavar="NAME")
    export.add_argument("--for-nvivo", action="store_true", help="count positions as NVivo does")
    export.add_argument("--dry-run", action="store_true", help="tell what can't be carried")
    export.add_argument("--json", action="store_true", help="print the report on the export")

    check = commands.add_parser("check", help="look for damage; status 1 where there is some")
    check.add_argument("project", type=Path)

    handout = commands.add_parser("handout", help="a copy for a coder, without others' work")
    handout.add_argument("project", type=Path)
    handout.add_argument("file", type=Path, metavar="FILE")
    handout.add_argument("--coder", metavar="NAME", required=True)
    handout.add_argument(
        "--blind", action="store_true", help="nothing in it tells of the other coders"
    )
    handout.add_argument(
        "--no-codings", action="store_true", help="without the coder's own codings"
    )
    handout.add_argument("--lock-cues", action="store_true", help="no cues are marked in it")
    handout.add_argument("--document", action="append", metavar="NAME")
    handout.add_argument(
        "--round", metavar="NAME", help="the documents that are the coder's in it, by its rules"
    )
    handout.add_argument("--overwrite", action="store_true")

    rounds = commands.add_parser("rounds", help="rounds, assignments, and how far everybody is")
    rounds.add_argument("project", type=Path)
    rounds.add_argument("--json", action="store_true")

    differ = commands.add_parser("disagreements", help="where coders differ, and what was decided")
    differ.add_argument("project", type=Path)
    differ.add_argument("--json", action="store_true")
    differ.add_argument("--coders", metavar="A,B", help="two of them; else each two of all")
    differ.add_argument("--document", action="append", metavar="NAME")
    differ.add_argument("--code", action="append", metavar="NAME")

    history = commands.add_parser("history", help="who did what, when, and what it was before")
    history.add_argument("project", type=Path)
    _output_format(history)
    history.add_argument("--coder", metavar="NAME")
    history.add_argument("--document", metavar="NAME")
    history.add_argument("--code", metavar="NAME")
    history.add_argument("--since", metavar="DATE")
    history.add_argument("--until", metavar="DATE", help="up to this day, or to this moment")


def _comparison_options(agree: argparse.ArgumentParser, draws: int = 0) -> None:
    """What is compared, in which unit, and with how many draws."""
    for option in ("coder", "document", "code"):
        agree.add_argument(f"--{option}", action="append", metavar="NAME")
    agree.add_argument("--round", metavar="NAME", help="on what is assigned in a round")
    agree.add_argument(
        "--finished", action="store_true", help="a coder counts only where they are done"
    )
    units = ("character", "word", "sentence")
    agree.add_argument("--unit", choices=units, default="character", help="what is counted")
    agree.add_argument(
        "--rule",
        choices=("any", "majority"),
        default="any",
        help="a code is present on a word or sentence by any overlap, or on most of it",
    )
    agree.add_argument(
        "--bootstrap",
        type=int,
        default=draws,
        metavar="N",
        help=f"intervals from N draws (default: {draws})",
    )
    agree.add_argument("--seed", type=int, default=0, help="of the draws (default: 0)")
    agree.add_argument(
        "--least-overlap", type=int, default=1, metavar="N", help="characters in common to match"
    )


def _agreement_options(agree: argparse.ArgumentParser) -> None:
    """Which tables are wanted besides the default one."""
    agree.add_argument(
        "--measure", nargs="+", action="extend", metavar="NAME", help="coefficients, or “all”"
    )
    agree.add_argument(
        "--pair-bootstrap",
        type=int,
        default=0,
        metavar="N",
        help="Krippendorff's own bootstrap of alpha on words or sentences, from N draws",
    )
    agree.add_argument("--pairs", action="store_true", help="each pair of coders")
    agree.add_argument(
        "--by", choices=("document", "round"), help="each document, or each round, by itself"
    )
    agree.add_argument(
        "--against",
        choices=("consensus",),
        help="each coder beside what adjudication settled on",
    )
    agree.add_argument("--confusion", action="store_true", help="which code where which other")


def _output_format(command: argparse.ArgumentParser) -> None:
    chosen = command.add_mutually_exclusive_group()
    chosen.add_argument("--json", action="store_true")
    chosen.add_argument("--csv", action="store_true")


def main(
    arguments: Sequence[str],
    demo: Callable[[Path], int],
    write_pdf: Callable[[str, Path], None] | None = None,
) -> int:
    """Run one command; returns the exit status and prints no traceback for a user's mistake.

    `demo` and `write_pdf` are handed in from above, since they draw, which this layer knows
    nothing of.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        if arguments[0] not in COMMANDS and not arguments[0].startswith("-"):
            raise UserError(
                f"There is no project and no command “{arguments[0]}”. See: annotator --help"
            )
        options = parser().parse_args(arguments)
        if options.command == "demo":
            return demo(options.out)
        if options.command == "report":
            from annotator.cli import report  # noqa: PLC0415  (NumPy is for a few commands only)

            return report.run(options, write_pdf)
        from annotator.cli import commands  # noqa: PLC0415  (--help needs no database)

        return commands.run(options)
    except UserError as error:
        print(f"annotator: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("annotator: stopped; nothing was changed.", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 2
