"""``annotator import`` and ``annotator export``, with their reports."""

from __future__ import annotations

import argparse
from typing import Any

from annotator import settings as preferences
from annotator.cli.acting import acting_coder, coder_named, register
from annotator.cli.opening import opened
from annotator.cli.output import counted, finish_with_progress, print_json, say
from annotator.cli.texts import say_same_text, say_text
from annotator.cli.viewing import say_withheld, viewer_of, withheld
from annotator.corpus.merge_report import Conflict
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.coded_text.choice import WritingChoice
from annotator.exchange.csv_form import form_named
from annotator.exchange.refi import RefiReport, folded
from annotator.operations import projects, transfer
from annotator.operations.merging.merge_words import MergeFinding, MergeWords, Worded
from annotator.operations.reliability import select_by_name
from annotator.operations.transfer import ExportChoice, Imported


def import_files(options: argparse.Namespace) -> int:
    """Import into a project that is there, or make one of the files."""
    if options.dry_run:
        return _tell_what_is_in(options)
    done, kept_back = (_into_new(options), {}) if options.new else _into_open(options)
    differences = _differences(options, done)
    counts = {kind: len(guids) for kind, guids in done.changes.added.items()}
    if options.json:
        reports = {name: report.to_json() for name, report in done.reports.items()}
        told = {
            name: [_entry(conflict, words) for conflict, words in found]
            for name, found in differences.items()
        }
        print_json(
            {"added": counts, "known": done.known, "reports": reports}
            | {"differences": told, "taken": options.take_theirs}
            | kept_back
        )
    changed = {kind: len(guids) for kind, guids in done.changes.changed.items()}
    say("Imported: " + (counted(counts) or "nothing new"))
    if counted(changed):
        say("Changed: " + counted(changed))
    for text in done.texts:
        say_text(text.name, text)
        say_same_text(text.name, done.same_text)
    for name, report in done.reports.items():
        _say_positions(name, report)
        for _conflict, words in differences.get(name, ()):
            for line in _sides(words):
                say(f"  {name}, differs: {words.title}: {line}")
        _say_findings(report, f"{name}, ")
    if any(differences.values()) and not options.take_theirs:
        say(tr("The versions here were kept; --take-theirs takes those of the file."))
    return 0


def _tell_what_is_in(options: argparse.Namespace) -> int:
    """Read the files, and write nothing."""
    if options.new:
        incoming = finish_with_progress(transfer.read_incoming(options.files, None))
    else:
        with projects.open_(options.project) as project:
            read = finish_with_progress(transfer.read_incoming(options.files, project))
            incoming = finish_with_progress(transfer.foreseen(viewer_of(project, options), read))
    found = {item.name: item.reading.report if item.reading else item.report for item in incoming}
    reports = {name: report for name, report in found.items() if report is not None}
    if options.json:
        told = {name: report.to_json() for name, report in reports.items()}
        print_json({"reports": told, "dry_run": True})
    for name, report in reports.items():
        kinds = ((kind, number) for kind, number in report.counts.items() if number)
        counts = ", ".join(f"{tr(kind)} {number:,}" for kind, number in kinds)
        say(tr("{name}: {kind}: {counts}", name=name, kind=report.format, counts=counts))
        _say_positions(name, report)
        _say_findings(report, f"{name}, ")
    return 0


def _say_positions(name: str, report: RefiReport) -> None:
    for found in report.positions:
        place = f" in “{found.document}”" if found.document else ""
        say(
            tr(
                "  {name}: positions{place} count {convention}, proved by {proved:,} of"
                " {passages:,} passages",
                name=name,
                place=place,
                convention=found.convention,
                proved=found.proved,
                passages=found.passages,
            )
        )


_Differences = dict[str, list[tuple[Conflict, Worded]]]


def _differences(options: argparse.Namespace, done: Imported) -> _Differences:
    """By file, what of the project is otherwise in it, in words."""
    if not any(done.differences.values()):
        return {}
    with projects.open_(options.project) as project:
        viewer = viewer_of(project, options)
        if viewer.blind:  # they may be of anybody's work
            say_withheld(viewer)
            return {}
        words = MergeWords(project, ())
        return {
            name: [(conflict, words.of(MergeFinding(name, conflict))) for conflict in found]
            for name, found in done.differences.items()
        }


def _entry(conflict: Conflict, words: Worded) -> dict[str, Any]:
    """A difference in the shape of a conflict of a merge."""
    return {
        "kind": conflict.kind,
        "guid": conflict.guid,
        "what": words.title,
        "kept": conflict.kept,
        "other": conflict.other,
    }


def _sides(words: Worded) -> list[str]:
    if not words.versions:
        return [words.detail]
    return [
        tr("{name}: here {ours}; in the file {theirs}", name=name, ours=ours, theirs=theirs)
        for name, ours, theirs in words.versions
    ]


def _into_open(options: argparse.Namespace) -> tuple[Imported, dict[str, Any]]:
    """What came in, and what the JSON document says of a blind project."""
    with projects.open_(options.project) as project:
        coder = acting_coder(project, options.coder)
        job = transfer.import_files(
            project, coder.guid, options.files, take_theirs=options.take_theirs
        )
        imported = finish_with_progress(job)
        if imported.changes.changed and options.take_theirs:
            register(project, coder, imported.changes)
        return imported, withheld(viewer_of(project, options))


def _into_new(options: argparse.Namespace) -> Imported:
    coder = coder_named(options.coder)
    job = transfer.import_as_project(
        options.project, coder, options.files, take_theirs=options.take_theirs
    )
    return finish_with_progress(job)


def export(options: argparse.Namespace) -> int:
    """Write a project or a part of it, or tell what could not be written."""
    suffix = transfer.export_suffix(options.file)
    if options.dry_run and not transfer.loses_something(suffix):
        raise UserError(
            tr(
                "There is nothing to tell before an export as {suffix}: it loses nothing.",
                suffix=suffix,
            )
        )
    with opened(options) as project:
        viewer = viewer_of(project, options)
        what = select_by_name(
            viewer, options.coder, options.document, options.code, options.document_attribute
        )
        choice = ExportChoice(
            *(what.documents, what.coders, what.codes, options.for_nvivo),
            writing=_writing(options),
        )
        report: RefiReport | None
        if options.dry_run:
            report = transfer.export_preview(viewer, transfer.whole(viewer), suffix, choice)
        else:
            job = transfer.export_file(
                viewer,
                options.file,
                overwrite=options.overwrite,
                choice=choice,
                guard_formulas=options.guard_formulas,
                csv_form=form_named(options.csv_form),
            )
            report = finish_with_progress(job)
            say(tr("Wrote {file}.", file=options.file))
        say_withheld(viewer)
        kept_back = withheld(viewer)
    if options.json:
        print_json((report.to_json() if report else {}) | kept_back)
    if report is not None:
        _say_findings(report)
    return 0


def _writing(options: argparse.Namespace) -> WritingChoice:
    """What a document is to hold; citations as the preferences have them, unless one is named."""
    citation = options.citation or preferences.load().citation
    return WritingChoice(options.what, options.show, options.group, citation)


def _say_findings(report: RefiReport, place: str = "") -> None:
    for fold in folded(report.findings):
        for finding in fold.findings:
            say(f"  {place}{finding.kind}: {finding.place}: {finding.message}")
        if fold.more:
            say(
                tr(
                    "  {place}… and {more:,} more like these (--json has all of them)",
                    place=place,
                    more=fold.more,
                )
            )
