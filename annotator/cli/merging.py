"""``annotator merge``: take over colleagues' work, or look at what would come in."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import Any

from annotator.cli.acting import acting_coder, register
from annotator.cli.output import finish_with_progress, print_json
from annotator.cli.viewing import say_withheld, viewer_of, withheld
from annotator.corpus import changes
from annotator.corpus.merge_report import MergeReport, NameConflict
from annotator.operations import projects
from annotator.operations.merging import merges
from annotator.operations.merging.merge_words import COUNTED, MergeFinding, MergeWords
from annotator.operations.projects import ProjectFile


def merge(options: argparse.Namespace) -> int:
    """Merge the sources into the target, or with ``--dry-run`` tell what that would do."""
    with projects.open_(options.target) as project:
        reports = _reports(project, options)
        words = MergeWords(project, reports)
        viewer = viewer_of(project, options)
        if options.json:
            print_json(merge_document(reports, words, blind=viewer.blind) | withheld(viewer))
            return 0
        for path, report in zip(options.sources, reports, strict=True):
            for line in words.lines(path.name, report, brief=viewer.blind):
                print(line)
        say_withheld(viewer)
    return 0


def _reports(project: ProjectFile, options: argparse.Namespace) -> list[MergeReport]:
    if options.dry_run:
        return finish_with_progress(merges.preview(project, options.sources))
    joined: list[NameConflict] = []
    if options.join_codes:
        found = finish_with_progress(merges.preview(project, options.sources))
        joined = [pair for report in found for pair in report.code_name_conflicts]
    coder = acting_coder(project, None)
    merged = finish_with_progress(merges.merge(project, coder.guid, options.sources, joined))
    register(project, coder, merged.changes)
    return merged.reports


_TELLING = ("conflicts", "deletions", "unplaced", "namesakes", "rejected")
"""Lists of rows that may be others' work."""


def merge_document(
    reports: list[MergeReport], words: MergeWords, *, blind: bool = False
) -> dict[str, Any]:
    """What the merges did, summed, as the JSON document; of a `blind` project the numbers alone."""
    found = _document(reports, words)
    return found | {name: [] for name in _TELLING} if blind else found


def _document(reports: list[MergeReport], words: MergeWords) -> dict[str, Any]:
    added, updated, deleted, unchanged = (
        sum((getattr(report, name) for report in reports), Counter[str]()) for name in COUNTED
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
            {"kind": c.kind, "guid": c.guid, "what": words.of(MergeFinding("", c)).title}
            | {"kept": c.kept, "other": c.other}
            for report in reports
            for c in report.conflicts
        ],
        "deletions": [
            {"kind": d.kind, "guid": d.guid, "what": words.what(d.kind, d.row)}
            for report in reports
            for d in report.deletions
        ],
        "same_texts": [
            {"theirs": s.theirs, "ours": s.ours} for report in reports for s in report.same_texts
        ],
        "same_files": [
            {"theirs": s.theirs, "ours": s.ours, "reader_version": s.versions[1]}
            for report in reports
            for s in report.same_files
        ],
        "unplaced": [
            {"coding": u.coding, "document": u.document}
            for report in reports
            for u in report.unplaced
        ],
        "differences": [
            {"name": d.name, "line": d.line, "ours_only": d.ours_only, "theirs_only": d.theirs_only}
            for report in reports
            for d in report.differences
        ],
        "namesakes": [
            {"kind": n.kind, "name": n.name, "ours": n.ours, "theirs": n.theirs}
            for report in reports
            for n in report.name_conflicts
        ],
        "rejected": [
            {"kind": r.kind, "guid": r.guid, "reason": r.reason}
            for report in reports
            for r in report.rejected
        ],
    }
