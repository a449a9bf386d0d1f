"""``annotator import`` and ``annotator export``, with their reports."""

from __future__ import annotations

import argparse

from annotator.cli.acting import acting_coder, coder_named
from annotator.cli.output import counted, finish_with_progress, print_json, say
from annotator.errors import UserError
from annotator.exchange.refi import Report
from annotator.operations import projects, transfer
from annotator.operations.reliability import select_by_name
from annotator.operations.transfer import ExportChoice, Imported


def import_files(options: argparse.Namespace) -> int:
    """Import into a project that is there, or make one of the files."""
    done = _into_new(options) if options.new else _into_open(options)
    counts = {kind: len(guids) for kind, guids in done.changes.added.items()}
    if options.json:
        reports = {name: report.to_json() for name, report in done.reports.items()}
        print_json({"added": counts, "known": done.known, "reports": reports})
    say("Imported: " + (counted(counts) or "nothing new"))
    for name, report in done.reports.items():
        for found in report.positions:
            place = f" in “{found.document}”" if found.document else ""
            say(
                f"  {name}: positions{place} count {found.convention}, "
                f"proved by {found.proved:,} of {found.passages:,} passages"
            )
        _say_findings(report, f"{name}, ")
    return 0


def _into_open(options: argparse.Namespace) -> Imported:
    with projects.open_(options.project) as project:
        coder = acting_coder(project, options.coder)
        return finish_with_progress(transfer.import_files(project, coder.guid, options.files))


def _into_new(options: argparse.Namespace) -> Imported:
    coder = coder_named(options.coder)
    return finish_with_progress(transfer.import_as_project(options.project, coder, options.files))


def export(options: argparse.Namespace) -> int:
    """Write a project or a part of it, or tell what could not be written."""
    suffix = transfer.export_suffix(options.file)
    if options.dry_run and suffix not in (".qdpx", ".qdc"):
        raise UserError(f"There is nothing to tell before an export as {suffix}: it loses nothing.")
    with projects.open_(options.project) as project:
        what = select_by_name(project, options.coder, options.document, options.code)
        choice = ExportChoice(what.documents, what.coders, what.codes, options.for_nvivo)
        report: Report | None
        if options.dry_run:
            report = transfer.export_preview(project, transfer.whole(project), suffix, choice)
        else:
            job = transfer.export_file(
                project,
                options.file,
                overwrite=options.overwrite,
                choice=choice,
                guard_formulas=options.guard_formulas,
            )
            report = finish_with_progress(job)
            say(f"Wrote {options.file}.")
    if options.json:
        print_json(report.to_json() if report else {})
    if report is not None:
        _say_findings(report)
    return 0


def _say_findings(report: Report, place: str = "") -> None:
    for finding in report.findings:
        say(f"  {place}{finding.kind}: {finding.place}: {finding.message}")
