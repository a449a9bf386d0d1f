"""``annotator merge``: take over colleagues' work, or look at what would come in."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from annotator.cli.acting import acting_coder, register
from annotator.cli.output import counted, finish_with_progress, print_json
from annotator.corpus import changes
from annotator.operations import merges, projects
from annotator.operations.row_words import RowWords
from annotator.storage.merge_report import MergeReport
from annotator.storage.namesakes import Namesake
from annotator.storage.project_file import ProjectFile

_COUNTS = ("added", "updated", "deleted", "unchanged")


def merge(options: argparse.Namespace) -> int:
    """Merge the sources into the target, or with ``--dry-run`` tell what that would do."""
    with projects.open_(options.target) as project:
        reports = _reports(project, options)
        words = RowWords(project)
        if options.json:
            print_json(merge_document(reports, words))
        else:
            for path, report in zip(options.sources, reports, strict=True):
                say_merge(path, report, words)
    return 0


def _reports(project: ProjectFile, options: argparse.Namespace) -> list[MergeReport]:
    if options.dry_run:
        return finish_with_progress(merges.preview(project, options.sources))
    joined: list[Namesake] = []
    if options.join_codes:
        found = finish_with_progress(merges.preview(project, options.sources))
        joined = [pair for report in found for pair in report.code_namesakes]
    coder = acting_coder(project, None)
    merged = finish_with_progress(merges.merge(project, coder.guid, options.sources, joined))
    register(project, coder, merged.changes)
    return merged.reports


def merge_document(reports: list[MergeReport], words: RowWords) -> dict[str, Any]:
    """What the merges did, summed, as the JSON document."""
    added, updated, deleted, unchanged = (
        sum((getattr(report, name) for report in reports), Counter[str]()) for name in _COUNTS
    )
    return {
        **{
            f"{kind}s": {"added": added[kind], "matched": unchanged[kind] + updated[kind]}
            for kind in (changes.DOCUMENT, changes.CODE, changes.CODER)
        },
        "codings": {
            "added": added["coding"],
            "updated": updated["coding"],
            "deleted": deleted["coding"],
            "unchanged": unchanged["coding"],
        },
        "memos": {"added": added["memo"], "updated": updated["memo"]},
        "conflicts": [
            {"kind": c.kind, "guid": c.guid, "what": words.of_guid(c.kind, c.guid)}
            | {"kept": c.kept, "other": c.other}
            for report in reports
            for c in report.conflicts
        ],
        "deletions": [
            {"kind": d.kind, "guid": d.guid, "what": words.of(d.kind, d.row)}
            for report in reports
            for d in report.deletions
        ],
        "same_texts": [
            {"theirs": s.theirs, "ours": s.ours} for report in reports for s in report.same_texts
        ],
        "differences": [
            {"name": d.name, "line": d.line, "ours_only": d.ours_only, "theirs_only": d.theirs_only}
            for report in reports
            for d in report.differences
        ],
        "namesakes": [
            {"kind": n.kind, "name": n.name, "ours": n.ours, "theirs": n.theirs}
            for report in reports
            for n in report.namesakes
        ],
        "rejected": [
            {"kind": r.kind, "guid": r.guid, "reason": r.reason}
            for report in reports
            for r in report.rejected
        ],
    }


def say_merge(path: Path, report: MergeReport, words: RowWords) -> None:
    """Tell in words what came in from a file."""
    for name in _COUNTS[:3]:
        counts = counted(getattr(report, name))
        if counts:
            print(f"{path.name}: {name} {counts}")
    if not any(map(Counter.total, (report.added, report.updated, report.deleted))):
        print(f"{path.name}: nothing new")
    for same in report.same_texts:
        print(f"  the text of {same.theirs} is that of {same.ours}: one document")
    for text in report.differences:
        print(
            f"  {text.name}: another text of this name, a document of its own; they part in line"
            f" {text.line} ({text.ours_only:,} characters here, {text.theirs_only:,} there)"
        )
    for pair in report.namesakes:
        print(f"  two {pair.kind}s are called {pair.name}: they stay two")
    for conflict in report.conflicts:
        what = words.of_guid(conflict.kind, conflict.guid)
        print(f"  both sides changed the {conflict.kind} {what}: kept {conflict.kept}")
    for gone in report.deletions:
        print(f"  deleted there: {gone.kind} {words.of(gone.kind, gone.row)}")
    for rejected in report.rejected:
        print(f"  not taken over: {rejected.kind} {rejected.guid}, {rejected.reason}")
