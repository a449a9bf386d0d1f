"""``annotator report``: the report on agreement as .html, .pdf or .xlsx."""

from __future__ import annotations

import argparse

from annotator.cli.agreement import bootstrap_settings, selected
from annotator.cli.opening import opened
from annotator.cli.output import finish_with_progress, say
from annotator.operations import report
from annotator.operations.reliability import Settings
from annotator.operations.report import WritePdf


def run(options: argparse.Namespace, write_pdf: WritePdf | None) -> int:
    """Compute and write; returns the exit status. `write_pdf` is handed in from above."""
    settings = Settings(
        unit=options.unit,
        rule=options.rule,
        min_overlap=options.least_overlap,
        **bootstrap_settings(options),
        pairs=True,
        confusion=True,
    )
    report.check_target(options.file, overwrite=options.overwrite)
    with opened(options) as project:
        found = finish_with_progress(report.build(project, selected(project, options), settings))
    report.save(found, options.file, write_pdf, overwrite=options.overwrite)
    say(f"Wrote {options.file}.")
    return 0
