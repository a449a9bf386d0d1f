"""``annotator repair``, ``backups``, ``decrypt``: projects that are damaged, kept, encrypted."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import Any

from annotator.cli.output import finish_with_progress, print_json, print_table, say
from annotator.cli.viewing import viewer_of
from annotator.corpus.changes import kind_words
from annotator.corpus.messages import moment, tr
from annotator.corpus.repair_report import RepairReport
from annotator.errors import UserError
from annotator.exchange.times import format_time
from annotator.input_files import read_bytes
from annotator.operations import projects
from annotator.operations.projects import BackupFacts, Differences, kept_backups
from annotator.operations.viewing import Viewer

_LONGEST_PASS_PHRASE = 10_000


def repair(options: argparse.Namespace) -> int:
    """Save what can be read of a damaged project in a new one. Status 1 where something is lost."""
    from annotator.operations.projects import repair_words, repairing  # noqa: PLC0415

    found = finish_with_progress(repairing.repair(options.project, options.new))
    if options.json:
        print_json(_repair_json(found))
    else:
        print("\n".join(repair_words.lines(found)))
    say(repair_words.summary(found, options.new.name))
    return 0 if found.whole else 1


def _repair_json(found: RepairReport) -> dict[str, Any]:
    return {
        "sound": found.sound,
        "whole": found.whole,
        "saved": dict(found.saved),
        "from_history": dict(found.from_history),
        "lost": [
            {"kind": one.kind, "guid": one.guid, "what": one.what, "reason": one.reason}
            for one in found.lost
        ],
        "unknown": found.unknown,
        "damaged_texts": [
            {"guid": one.guid, "name": one.name, "characters": one.characters}
            for one in found.texts
        ],
        "restored_texts": found.restored_texts,
        "history": {"steps": found.steps, "lost": found.lost_steps, "whole": found.history_whole},
        "pages": {"all": found.pages, "damaged": found.damaged_pages},
    }


def backups(options: argparse.Namespace) -> int:
    """List the backups of a project, compare one with it, or restore one as a new file."""
    with projects.open_(options.project) as project:
        viewer = viewer_of(project, options)
        listed = kept_backups.listed(viewer)
        if options.restore is not None:
            number, new = options.restore
            kept_backups.restore(project, _numbered(listed, number).path, Path(new))
            say(tr("Wrote {file}.", file=new))
        elif options.differences is not None:
            _tell_differences(viewer, _numbered(listed, options.differences), options)
        else:
            _tell_backups(listed, options)
    return 0


def _numbered(listed: list[BackupFacts], number: str | int) -> BackupFacts:
    if not str(number).isdecimal() or not 1 <= int(number) <= len(listed):
        raise UserError(
            tr(
                "There is no backup {number}: there are {count}. “annotator backups PROJECT” lists"
                " them.",
                number=number,
                count=len(listed),
            )
        )
    return listed[int(number) - 1]


def _tell_backups(listed: list[BackupFacts], options: argparse.Namespace) -> None:
    if options.json:
        rows = [
            {
                "number": number,
                "file": str(one.path),
                "at": format_time(one.at),
                "bytes": one.size,
                "codings": one.codings,
            }
            for number, one in enumerate(listed, 1)
        ]
        print_json({"backups": rows})
    elif not listed:
        print(tr("There is no backup of this project."))
    else:
        print_table(
            (tr("number"), tr("of"), tr("KB"), tr("codings")),
            [
                (number, moment(one.at), f"{one.size / 1000:,.0f}", _codings(one))
                for number, one in enumerate(listed, 1)
            ],
        )


def _codings(one: BackupFacts) -> str:
    return tr("unreadable") if one.codings is None else f"{one.codings:,}"


def _tell_differences(viewer: Viewer, one: BackupFacts, options: argparse.Namespace) -> None:
    found = kept_backups.differences(viewer, one.path)
    if options.json:
        print_json({kind: _difference_json(value) for kind, value in found.items()})
        return
    print_table(
        (tr("since then"), tr("added"), tr("changed"), tr("deleted")),
        [(kind_words(kind), d.added, d.changed, d.deleted) for kind, d in found.items()],
    )


def _difference_json(found: Differences) -> dict[str, int]:
    return {"added": found.added, "changed": found.changed, "deleted": found.deleted}


def decrypt(options: argparse.Namespace) -> int:
    """Write the project that is in an encrypted file."""
    from annotator.operations.team import encrypted_handout  # noqa: PLC0415

    words = pass_phrase(options.pass_phrase_file, twice=False)
    job = encrypted_handout.take_out(
        options.file, options.project, words, overwrite=options.overwrite
    )
    finish_with_progress(job)
    say(tr("Wrote {file}.", file=options.project))
    return 0


def pass_phrase(file: str | None, *, twice: bool) -> str:
    """The pass phrase: from a file, standard input, or the terminal, `twice` where a slip would
    lock the file for ever. UserError where there is none."""
    if file is not None:
        data = sys.stdin.readline() if file == "-" else _first_line(Path(file))
        words = data.rstrip("\r\n")
    elif sys.stdin.isatty():
        words = getpass.getpass(tr("Pass phrase: "))
        if twice and getpass.getpass(tr("Once more: ")) != words:
            raise UserError(tr("The two are not the same. Nothing was written."))
    else:
        raise UserError(
            tr(
                "There is no terminal to ask for the pass phrase. Name a file that holds it"
                " (--pass-phrase-file FILE, or - for standard input)."
            )
        )
    if not words:
        raise UserError(tr("The pass phrase is empty."))
    return words


def _first_line(path: Path) -> str:
    data = read_bytes(path, _LONGEST_PASS_PHRASE)
    try:
        return data.decode().split("\n", 1)[0]
    except UnicodeDecodeError:
        raise UserError(
            tr("{file} holds no text in UTF-8, so no pass phrase.", file=path.name)
        ) from None
