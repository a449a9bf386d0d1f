"""``annotator add --replaces``: a corrected text in the place of a document."""

from __future__ import annotations

import argparse

from annotator.cli.acting import acting_coder, register
from annotator.cli.adding import choices_of
from annotator.cli.exchange import one_named
from annotator.cli.output import finish_with_progress, say
from annotator.cli.texts import say_text
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.operations import documents, projects
from annotator.operations.documents import document_versions


def replace(options: argparse.Namespace) -> int:
    """Put a corrected text in the place of a document."""
    if options.dry_run or options.json:
        raise UserError(tr("--replaces goes with neither --dry-run nor --json."))
    if len(options.files) != 1:
        raise UserError(tr("One document has one new version: name one file with --replaces."))
    with projects.open_(options.project) as project:
        known = {facts.guid: facts.name for facts in documents.listed(project)}
        document = one_named("document", options.replaces, known)
        assert document is not None
        job_ = documents.read_one(options.files[0], choices_of(options))
        text = finish_with_progress(job_)
        coder = acting_coder(project, options.coder)
        projects.back_up(project)
        job = document_versions.replace(project, coder.guid, document, text)
        done = finish_with_progress(job)
        register(project, coder, done.changes)
    say_text(text.name, text)
    say(
        tr(
            "{text} is the new version of {known}: {moved:,} codings moved.",
            text=text.name,
            known=known[document],
            moved=done.moved,
        )
    )
    if done.unsettled:
        say(
            tr(
                "{unsettled:,} stay in the earlier version: their passage changed. "
                "Settle them in the window: Project, “Passages to settle”.",
                unsettled=done.unsettled,
            )
        )
    return 0
