"""``annotator sets``: sets of documents with a name."""

from __future__ import annotations

import argparse

from annotator.cli.acting import acting_coder, register
from annotator.cli.output import print_json, print_table
from annotator.cli.viewing import viewer_of
from annotator.corpus.changes import Changes
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.operations import projects, reading, reliability
from annotator.operations.documents import named_sets
from annotator.operations.projects import ProjectFile
from annotator.operations.viewing import Viewer


def run(options: argparse.Namespace) -> int:
    """Change the set that is named, then list all."""
    with projects.open_(options.project) as project:
        viewer = viewer_of(project, options)
        if options.set:
            _change(project, viewer, options)
        elif options.put or options.take or options.rename or options.delete:
            raise UserError(tr("Name the set that is to be changed."))
        found = named_sets.listed(viewer)
        names = {one.guid: one.name for one in reading.documents(viewer)}
    if options.json:
        print_json(
            {
                "sets": [
                    {
                        "guid": one.guid,
                        "name": one.name,
                        "documents": [names[document] for document in one.documents],
                    }
                    for one in found
                ]
            }
        )
    else:
        rows = [(one.name, len(one.documents)) for one in found]
        print_table(("set", "documents"), rows)
    return 0


def _change(project: ProjectFile, viewer: Viewer, options: argparse.Namespace) -> None:
    coder = acting_coder(project, options.coder)
    done = Changes()
    known = {one.name: one for one in named_sets.listed(viewer)}
    if options.set not in known and not (options.take or options.rename or options.delete):
        done = named_sets.create(project, coder.guid, options.set)
    one = named_sets.named(viewer, options.set)
    put, take = (_documents(viewer, names) for names in (options.put, options.take))
    if put:
        done = done.followed_by(named_sets.arrange(project, coder.guid, put, [one.guid]))
    if take:
        done = done.followed_by(named_sets.arrange(project, coder.guid, take, [], [one.guid]))
    if options.rename:
        changes = named_sets.rename(project, coder.guid, one.guid, options.rename)
        done = done.followed_by(changes)
    if options.delete:
        done = done.followed_by(named_sets.delete(project, coder.guid, one.guid))
    register(project, coder, done)


def _documents(viewer: Viewer, names: list[str] | None) -> list[str]:
    if not names:
        return []
    return list(reliability.select_by_name(viewer, None, names, None).documents or ())
