"""Arguments: which commands there are, what they take, and how failures are told."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from annotator import __version__
from annotator.cli import argparse_messages
from annotator.cli.arguments import COMMANDS, EPILOGS, LATE_FILE
from annotator.corpus.messages import gettext_noop, tr
from annotator.errors import UserError

if TYPE_CHECKING:
    from annotator.corpus.drawing import Drawing

USAGE = (
    ("annotator [PROJECT]", gettext_noop("open the window")),
    ("annotator COMMAND …", gettext_noop("work without a window")),
    ("annotator COMMAND --help", gettext_noop("explain a command")),
)
"""The ways to call the program, and what each does."""


_Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"


class _Parser(argparse.ArgumentParser):
    late_epilog: Callable[[], str] | None = None
    late_file = False
    """Whether an argument without a name may come behind the options."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if not self.late_file:
            return super().parse_known_args(args, namespace)
        self.late_file = False  # it is done by calling this function again
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self.late_file = True

    def format_help(self) -> str:
        if self.late_epilog is not None:
            self.formatter_class = argparse.RawDescriptionHelpFormatter
            self.epilog = self.late_epilog()
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        raise UserError(
            tr(
                "{upper}{message}. See: {prog} --help",
                upper=message[:1].upper(),
                message=message[1:],
                prog=self.prog,
            )
        )


def parser() -> argparse.ArgumentParser:
    """The declaration of every command; `run` of the result is the name of its function."""
    argparse_messages.translate()
    usage = "\n       ".join(f"{call:<44} {tr(what)}" for call, what in USAGE)
    top = _Parser(prog="annotator", usage=usage, description=tr("Qualitative coding of texts."))
    top.add_argument("--version", action="version", version=f"annotator {__version__}")
    commands: _Commands = top.add_subparsers(
        dest="command", required=True, metavar="COMMAND", prog="annotator"
    )

    for name, (declare, what) in COMMANDS.items():
        command = commands.add_parser(name, help=tr(what))
        command.late_epilog = EPILOGS.get(name)
        command.late_file = name in LATE_FILE
        declare(command)
    return top


def main(
    arguments: Sequence[str],
    demo: Callable[[Path], int],
    write_pdf: Callable[[str, Path], None] | None = None,
    paint_picture: Callable[[Drawing, str], bytes] | None = None,
) -> int:
    """Run one command; returns the exit status and prints no traceback for a user's mistake.

    `demo`, `write_pdf` and `paint_picture` are handed in from above, since they draw, which this
    layer knows nothing of.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Names of files may hold bytes that are no UTF-8.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = _run(arguments, demo, write_pdf, paint_picture)
        sys.stdout.flush()
        return status
    except UserError as error:
        print(f"annotator: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(tr("annotator: stopped; nothing was changed."), file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Who was reading, `head` say, has seen enough; nor must Python try again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2


def _run(
    arguments: Sequence[str],
    demo: Callable[[Path], int],
    write_pdf: Callable[[str, Path], None] | None,
    paint_picture: Callable[[Drawing, str], bytes] | None,
) -> int:
    if arguments[0] not in COMMANDS and not arguments[0].startswith("-"):
        raise UserError(
            tr(
                "There is no project and no command “{arguments}”. See: annotator --help",
                arguments=arguments[0],
            )
        )
    options = parser().parse_args(arguments)
    if options.command == "demo":
        return demo(options.out)
    if options.command == "report":
        from annotator.cli import report  # noqa: PLC0415  (NumPy is for a few commands only)

        return report.run(options, write_pdf)
    options.paint_picture = paint_picture
    from annotator.cli import commands  # noqa: PLC0415  (--help needs no database)

    return commands.run(options)
