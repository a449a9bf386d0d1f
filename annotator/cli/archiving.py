"""``annotator archive``: write a replication archive, or verify one."""

from __future__ import annotations

import argparse

from annotator.cli.opening import opened
from annotator.cli.output import finish_with_progress, print_json, print_table, say
from annotator.cli.viewing import viewer_of
from annotator.corpus.messages import number_of, tr
from annotator.errors import UserError
from annotator.operations import archive
from annotator.operations.archive import ArchiveChoice
from annotator.operations.retrieval.tables import TableQuestion


def run(options: argparse.Namespace) -> int:
    """Write the archive, or with ``--verify`` say whether one is as it states."""
    if options.verify is not None:
        return _verify(options)
    if options.project is None or options.file is None:
        raise UserError(
            tr("Name the project and the archive to write, or one to verify (--verify FILE.zip).")
        )
    if options.file.suffix.lower() != ".zip":
        raise UserError(tr("An archive is written as .zip, not as {file}.", file=options.file.name))
    options.faulty = False
    with opened(options) as project:
        viewer = viewer_of(project, options)
        job = archive.write(viewer, options.file, _choice(options), overwrite=options.overwrite)
        paths = finish_with_progress(job)
    if options.json:
        print_json({"file": str(options.file), "members": paths})
    say(tr("Wrote {file}: {number}.", file=options.file, number=number_of(len(paths), "file")))
    return 0


def _choice(options: argparse.Namespace) -> ArchiveChoice:
    if options.words and not options.no_texts:
        raise UserError(tr("--words is for archives without texts (--no-texts)."))
    return ArchiveChoice(
        texts=not options.no_texts,
        words=options.words,
        named=options.names,
        history=options.history,
        memos=options.memos,
        queries=tuple(options.query),
        tables=tuple(TableQuestion((rows,), (columns,)) for rows, columns in options.table),
        measures=tuple(options.measure),
    )


def _verify(options: argparse.Namespace) -> int:
    """Status 1 where something is not as stated."""
    found = finish_with_progress(archive.verify(options.verify))
    if options.json:
        checks = [{"what": c.what, "holds": c.holds, "words": c.words} for c in found.checks]
        print_json({"holds": found.holds, "checks": checks})
    else:
        said = {True: tr("as stated"), False: tr("NOT AS STATED"), None: tr("not computed")}
        print_table(
            (tr("what"), tr("result"), ""),
            [(one.what, said[one.holds], one.words) for one in found.checks],
        )
    say(found.sentence)
    return 0 if found.holds else 1
