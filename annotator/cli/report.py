"""``annotator report``: the report on agreement as .html, .pdf, .xlsx or .zip."""

from __future__ import annotations

import argparse

from annotator.cli.agreement import bootstrap_settings, selected
from annotator.cli.opening import opened
from annotator.cli.output import finish_with_progress, say
from annotator.cli.viewing import refuse_comparing, viewer_of
from annotator.corpus.messages import tr
from annotator.exchange.csv_form import form_named
from annotator.operations import report
from annotator.operations.reliability import AgreementSettings
from annotator.operations.report import WritePdf


def run(options: argparse.Namespace, write_pdf: WritePdf | None) -> int:
    """Compute and write; returns the exit status. In a blind project there is nothing to compare,
    and nothing is written. `write_pdf` is handed in from above."""
    settings = AgreementSettings(
        unit=options.unit,
        rule=options.rule,
        min_overlap=options.least_overlap,
        **bootstrap_settings(options),
        pairs=True,
        confusion=True,
    )
    report.check_target(options.file, overwrite=options.overwrite)
    with opened(options) as project:
        viewer = viewer_of(project, options)
        if viewer.blind:
            refuse_comparing(viewer)
            say(tr("{file} was not written.", file=options.file))
            return 0
        job = report.build(viewer, selected(viewer, options), settings)
        if options.questions:
            job = report.with_questions(viewer, job)
        found = finish_with_progress(job)
    form = form_named(options.csv_form)
    report.save(found, options.file, write_pdf, overwrite=options.overwrite, csv_form=form)
    say(tr("Wrote {file}.", file=options.file))
    return 0
