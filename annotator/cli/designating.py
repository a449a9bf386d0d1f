"""``annotator designate``: whose codings of a document answer questions."""

from __future__ import annotations

import argparse

from annotator.cli.acting import acting_coder, register
from annotator.cli.exchange import one_named
from annotator.cli.opening import opened
from annotator.cli.output import print_json, print_table
from annotator.cli.viewing import say_withheld, viewer_of, withheld
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.operations import documents, projects
from annotator.operations.projects import ProjectFile
from annotator.operations.team import coders, designations
from annotator.operations.viewing import Viewer


def run(options: argparse.Namespace) -> int:
    """Choose a coder for documents, take a choice back, or list them."""
    if options.to is None and not options.nobody:
        if options.document or options.all:
            raise UserError(tr("Say whose codings: --to NAME, or --nobody."))
        with opened(options) as project:
            _print(viewer_of(project, options), options)
        return 0
    with projects.open_(options.project) as project:
        by = acting_coder(project, options.coder)
        chosen = _coder(project, options.to)
        wanted = dict.fromkeys(_documents(project, options), chosen)
        register(project, by, designations.designate(project, by.guid, wanted))
        _print(viewer_of(project, options), options)
    return 0


def _documents(project: ProjectFile, options: argparse.Namespace) -> list[str]:
    known = {facts.guid: facts.name for facts in documents.listed(project)}
    if options.all:
        return list(known)
    found = [one_named("document", name, known) for name in options.document or ()]
    if not found:
        raise UserError(tr("Say of which documents: --document NAME, or --all."))
    return [guid for guid in found if guid is not None]


def _coder(project: ProjectFile, name: str | None) -> str | None:
    if name is None:
        return None
    found = coders.find(project, name)
    if found is None:
        raise UserError(
            tr("There is no {what} called “{name}” in the project.", what="coder", name=name)
        )
    return found.guid


def _print(viewer: Viewer, options: argparse.Namespace) -> None:
    project = viewer.project
    chosen = designations.designated(viewer)
    names = {facts.guid: facts.name for facts in documents.listed(project)}
    people = coders.labels(coders.everybody(project))
    rows = [(names[one], people.get(chosen.get(one, ""), None)) for one in names]
    if options.json:
        listed = [{"document": one, "coder": coder} for one, coder in rows]
        print_json({"documents": listed} | withheld(viewer))
        return
    print_table((tr("document"), tr("coder")), [(one, coder or "–") for one, coder in rows])
    say_withheld(viewer)
