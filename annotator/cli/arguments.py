"""What each command takes: one function a command, and the table of them all."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from annotator.cli import (
    exchange_arguments,
    retrieval_arguments,
    safekeeping_arguments,
    shared_arguments,
    study_arguments,
    team_arguments,
)
from annotator.corpus.messages import gettext_noop, tr


def _demo(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--out", type=Path, metavar="DIR", default=Path("demo"), help=tr("where to (default: demo)")
    )


def _new(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path)
    command.add_argument("--codebook", metavar="NAME_OR_FILE", default="discourse")
    command.add_argument("--coder", metavar="NAME")


def _add(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path)
    command.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help=tr("a file of any format below, told by its content; a folder or .zip for all in it"),
    )
    command.add_argument("--coder", metavar="NAME")
    command.add_argument(
        "--as",
        dest="format",
        metavar="FORMAT",
        help=tr("read the files as this, whatever is in them"),
    )
    command.add_argument(
        "--option",
        action="append",
        metavar="NAME=VALUE",
        help=tr("a choice of the format; several may be given"),
    )
    command.add_argument(
        "--mapping",
        type=Path,
        metavar="FILE",
        help=tr(
            "the files are tables (.csv, .tsv, .xlsx, .xls, .ods, .json, .jsonl) whose rows become"
            " documents as this file says"
        ),
    )
    command.add_argument(
        "--take-over",
        action="store_true",
        help=tr("of rows that the project has otherwise, take over what the table says"),
    )
    command.add_argument(
        "--propose-mapping",
        action="store_true",
        help=tr("print a mapping for the first file, to look at and save; add nothing"),
    )
    command.add_argument(
        "--dry-run", action="store_true", help=tr("tell what would come in, add nothing")
    )
    command.add_argument("--json", action="store_true")
    command.add_argument(
        "--replaces",
        metavar="DOCUMENT",
        help=tr("it is a corrected text, a new version of this one"),
    )
    command.add_argument(
        "--encoding", metavar="NAME", help=tr("what the files are in, where a guess would be wrong")
    )


def _text(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path)
    command.add_argument("document", metavar="DOCUMENT", help=tr("its name or GUID"))
    command.add_argument(
        "--json", action="store_true", help=tr("with its structure and how it was read")
    )


def _original(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path)
    command.add_argument("document", metavar="DOCUMENT", help=tr("its name or GUID"))
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--overwrite", action="store_true")


def _info(command: argparse.ArgumentParser) -> None:
    shared_arguments.project_to_read(command)
    command.add_argument("--json", action="store_true")
    shared_arguments.looking(command)


def _codings(command: argparse.ArgumentParser) -> None:
    shared_arguments.project_to_read(command)
    command.add_argument(
        "--to-complete", action="store_true", help=tr("those with missing values or broken rules")
    )
    shared_arguments.output_format(command)
    shared_arguments.looking(command)


def _agree(command: argparse.ArgumentParser) -> None:
    shared_arguments.project_to_read(command)
    shared_arguments.output_format(command)
    shared_arguments.comparison_options(command)
    shared_arguments.agreement_options(command)


def _report(command: argparse.ArgumentParser) -> None:
    shared_arguments.project_to_read(command)
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--overwrite", action="store_true")
    command.add_argument(
        "--questions",
        action="store_true",
        help=tr("with the questions that the project keeps: how the figures were made"),
    )
    shared_arguments.csv_form(command)
    shared_arguments.comparison_options(command)


def _codebook(command: argparse.ArgumentParser) -> None:
    shared_arguments.project_to_read(command)
    command.add_argument("--json", action="store_true")
    command.add_argument("--set", type=Path, metavar="FILE", help=tr("make it what the file says"))
    command.add_argument("--versions", action="store_true", help=tr("what changed, when, by whom"))
    command.add_argument(
        "--diff",
        nargs="+",
        metavar="VERSION",
        help=tr("compare two versions (a number, now, or a codebook file), word by word"),
    )
    study_arguments.codebook_test(command)
    command.add_argument(
        "--cues", choices=("locked", "allowed"), help=tr("whether the window may mark cues")
    )
    command.add_argument("--coder", metavar="NAME")


def _merge(command: argparse.ArgumentParser) -> None:
    command.add_argument("target", type=Path)
    command.add_argument("sources", type=Path, nargs="+", metavar="SOURCE")
    command.add_argument("--json", action="store_true")
    command.add_argument(
        "--join-codes",
        action="store_true",
        help=tr("codes of one name that were made apart become one"),
    )
    command.add_argument(
        "--dry-run", action="store_true", help=tr("tell what would come in, no more")
    )


def _check(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path)
    shared_arguments.looking(command)


def _unite(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path)
    command.add_argument("--coder", metavar="NAME", help=tr("who does it, for the history"))
    command.add_argument("--dry-run", action="store_true", help=tr("count them, change nothing"))
    command.add_argument("--json", action="store_true")


def _duplicates(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path)
    command.add_argument(
        "--at-least",
        type=float,
        default=0.5,
        metavar="SHARE",
        help=tr("the share of passages in common from which two are alike (default: 0.5)"),
    )
    command.add_argument(
        "--differences",
        action="store_true",
        help=tr("with --json: where each differs from the first"),
    )
    command.add_argument(
        "--leave-out",
        action="store_true",
        help=tr("delete all but the first of each group, where nothing is coded in them"),
    )
    command.add_argument("--coder", metavar="NAME")
    command.add_argument("--json", action="store_true")


def _layouts(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--check", type=Path, metavar="FILE", help=tr("look through a rule file, line by line")
    )
    command.add_argument(
        "--copy",
        metavar="NAME",
        help=tr("a copy of its rules for you to change, which is then used"),
    )
    command.add_argument("--json", action="store_true")


def _history(command: argparse.ArgumentParser) -> None:
    shared_arguments.project_to_read(command)
    shared_arguments.output_format(command)
    command.add_argument("--coder", metavar="NAME")
    command.add_argument("--document", metavar="NAME")
    command.add_argument("--code", metavar="NAME")
    command.add_argument("--since", metavar="DATE")
    command.add_argument("--until", metavar="DATE", help=tr("up to this day, or to this moment"))


def _formats() -> str:
    from annotator.cli.formats import described  # noqa: PLC0415  (for the help only)

    return described()


def _imported() -> str:
    from annotator.cli.formats import imported  # noqa: PLC0415  (only for this help)

    return imported()


EPILOGS: dict[str, Callable[[], str]] = {"add": _formats, "import": _imported}
"""By command, what stands below its help: made when that is asked for."""

LATE_FILE = ("table",)
"""Commands with a file that may be named behind the options."""

COMMANDS: dict[str, tuple[Callable[[argparse.ArgumentParser], None], str]] = {
    "demo": (_demo, gettext_noop("work through the sample project without a window")),
    "new": (_new, gettext_noop("make a project")),
    "add": (
        _add,
        gettext_noop("add documents to a project: texts, Word, PDF, web pages, e-mail …"),
    ),
    "text": (_text, gettext_noop("print the text of a document, or its structure")),
    "original": (
        _original,
        gettext_noop("write the file that a document was read from, byte for byte"),
    ),
    "info": (_info, gettext_noop("documents, codes, coders and numbers of codings")),
    "codings": (_codings, gettext_noop("list every coding")),
    "query": (
        retrieval_arguments.query,
        gettext_noop("ask the codings in one line: where is what, by whom, next to what"),
    ),
    "table": (
        retrieval_arguments.table,
        gettext_noop("codes by codes, documents, coders, attributes …: counts and shares"),
    ),
    "concordance": (
        retrieval_arguments.concordance,
        gettext_noop("every place that has some words, with what is around it"),
    ),
    "keywords": (
        retrieval_arguments.keywords,
        gettext_noop("the words that set passages, codes or groups of texts apart"),
    ),
    "designate": (
        retrieval_arguments.designate,
        gettext_noop("whose codings of a document answer questions"),
    ),
    "agree": (_agree, gettext_noop("agreement between coders, by code")),
    "report": (_report, gettext_noop("write the agreement report: .html, .pdf, .xlsx, .zip")),
    "codebook": (_codebook, gettext_noop("print, replace or look back at the codebook")),
    "merge": (_merge, gettext_noop("take over the work in colleagues' files")),
    "import": (
        exchange_arguments.import_,
        gettext_noop("import .qdpx, other programs’ projects, codebooks, texts"),
    ),
    "export": (
        exchange_arguments.export,
        tr(
            "write .qdpx, .qdc, .csv, .xlsx, .yaml, documents (.docx, .odt, .html, .md) and corpora"
        ),
    ),
    "archive": (
        exchange_arguments.archive,
        gettext_noop(
            "a replication archive of a project, or --verify: is every figure in one as stated?"
        ),
    ),
    "joined": (
        exchange_arguments.joined,
        gettext_noop("write the documents as a table with the codings joined on: .csv, .xlsx"),
    ),
    "memos": (
        study_arguments.memos,
        gettext_noop("what was noted, listed or written as a document: .docx, .odt, .html, .md"),
    ),
    "attributes": (
        exchange_arguments.attributes,
        gettext_noop("what is said of documents as a table, out and in"),
    ),
    "speakers": (
        team_arguments.speakers,
        gettext_noop("who speaks in the texts: names, roles, attributes; as a table"),
    ),
    "code": (
        team_arguments.code,
        gettext_noop("code all turns of some speakers, in all documents or in some"),
    ),
    "check": (_check, gettext_noop("look for damage; status 1 where there is some")),
    "repair": (
        safekeeping_arguments.repair,
        gettext_noop("save what can be read of a damaged project as a new one"),
    ),
    "backups": (
        safekeeping_arguments.backups,
        gettext_noop("the backups of a project: listed, compared, restored as a new file"),
    ),
    "decrypt": (
        safekeeping_arguments.decrypt,
        gettext_noop("the project that is in an encrypted file (.age)"),
    ),
    "unite": (_unite, gettext_noop("make one of codings of one coder that say the same")),
    "handout": (team_arguments.handout, gettext_noop("a copy for a coder, without others' work")),
    "sets": (team_arguments.sets, gettext_noop("sets of documents, or of codes, with a name")),
    "draw": (
        team_arguments.draw,
        gettext_noop("a sample for reliability as a round, and how many units it needs"),
    ),
    "rounds": (
        team_arguments.rounds,
        gettext_noop("rounds, assignments, and how far everybody is"),
    ),
    "protocol": (
        study_arguments.protocol,
        gettext_noop("the plan of the study, frozen with a date, and what deviates from it"),
    ),
    "methods": (
        study_arguments.methods,
        gettext_noop("the paragraph of a methods section, and a checklist"),
    ),
    "rules": (
        study_arguments.rules,
        gettext_noop("why coders differed, and the rules that came of it"),
    ),
    "disagreements": (
        team_arguments.disagreements,
        gettext_noop("where coders differ, and what was decided"),
    ),
    "settle": (
        team_arguments.settle,
        gettext_noop("take over into the consensus what all coders, or at least N, have alike"),
    ),
    "blind": (
        team_arguments.blind,
        gettext_noop("withhold others’ work in a project, or show it again"),
    ),
    "duplicates": (_duplicates, gettext_noop("documents that are nearly the same")),
    "pseudonyms": (
        exchange_arguments.pseudonyms,
        gettext_noop("a new project in which pseudonyms stand for names"),
    ),
    "layouts": (
        _layouts,
        gettext_noop("how exports of news databases are read, and rules of your own"),
    ),
    "history": (_history, gettext_noop("who did what, when, and what it was before")),
}
"""By name: what declares a command's arguments, and what it does, in the order of the help."""
