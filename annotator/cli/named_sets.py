"""``annotator sets``: sets of documents, or of codes, with a name."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Sequence
from typing import Protocol

from annotator.cli.acting import acting_coder, register
from annotator.cli.output import print_json, print_table
from annotator.cli.viewing import viewer_of
from annotator.corpus.changes import Changes
from annotator.corpus.codebook import CodeSet
from annotator.corpus.document import DocumentSet
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.operations import projects, reading, reliability
from annotator.operations.codebook import code_sets
from annotator.operations.documents import named_sets
from annotator.operations.projects import ProjectFile
from annotator.operations.viewing import Viewer


class _Operations(Protocol):
    """What is done to sets of one kind."""

    def listed(self, viewer: Viewer) -> Sequence[DocumentSet | CodeSet]: ...

    def named(self, viewer: Viewer, name: str) -> DocumentSet | CodeSet: ...

    def create(self, project: ProjectFile, by: str, name: str, /) -> Changes: ...

    def rename(self, project: ProjectFile, by: str, guid: str, name: str, /) -> Changes: ...

    def delete(self, project: ProjectFile, by: str, guid: str, /) -> Changes: ...

    def arrange(
        self,
        project: ProjectFile,
        by: str,
        members: Collection[str],
        into: Sequence[str],
        out_of: Sequence[str] = (),
        /,
    ) -> Changes: ...


def run(options: argparse.Namespace) -> int:
    """Change the set that is named, then list all of its kind."""
    sets: _Operations = code_sets if options.codes else named_sets
    with projects.open_(options.project) as project:
        viewer = viewer_of(project, options)
        if options.set:
            _change(project, viewer, options, sets)
        elif options.put or options.take or options.rename or options.delete:
            raise UserError(tr("Name the set that is to be changed."))
        found = sets.listed(viewer)
        names = _names(viewer, of_codes=options.codes)
    if options.json:
        members = "codes" if options.codes else "documents"
        print_json(
            {
                "sets": [
                    {"guid": s.guid, "name": s.name, members: [names[one] for one in s.members]}
                    for s in found
                ]
            }
        )
    else:
        header = ("set", "codes") if options.codes else ("set", "documents")
        print_table(header, [(one.name, len(one.members)) for one in found])
    return 0


def _names(viewer: Viewer, *, of_codes: bool) -> dict[str, str]:
    if not of_codes:
        return {one.guid: one.name for one in reading.documents(viewer)}
    book = reading.codebook(viewer)
    return {code.guid: " > ".join(book.path(code.guid)) for code in book.codes}


def _change(
    project: ProjectFile, viewer: Viewer, options: argparse.Namespace, sets: _Operations
) -> None:
    coder = acting_coder(project, options.coder)
    done = Changes()
    known = {one.name for one in sets.listed(viewer)}
    if options.set not in known and not (options.take or options.rename or options.delete):
        done = sets.create(project, coder.guid, options.set)
    one = sets.named(viewer, options.set)
    named = _codes if options.codes else _documents
    put, take = (named(viewer, names) for names in (options.put, options.take))
    if put:
        done = done.followed_by(sets.arrange(project, coder.guid, put, [one.guid]))
    if take:
        done = done.followed_by(sets.arrange(project, coder.guid, take, [], [one.guid]))
    if options.rename:
        done = done.followed_by(sets.rename(project, coder.guid, one.guid, options.rename))
    if options.delete:
        done = done.followed_by(sets.delete(project, coder.guid, one.guid))
    register(project, coder, done)


def _documents(viewer: Viewer, names: list[str] | None) -> list[str]:
    if not names:
        return []
    return list(reliability.select_by_name(viewer, None, names, None).documents or ())


def _codes(viewer: Viewer, names: list[str] | None) -> list[str]:
    if not names:
        return []
    return list(reliability.select_by_name(viewer, None, None, names).codes or ())
