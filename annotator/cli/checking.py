"""``annotator check`` and ``unite``: is a project sound, and identical codings."""

from __future__ import annotations

import argparse
from typing import Any

from annotator.cli.acting import acting_coder, register
from annotator.cli.output import (
    print_json,
)
from annotator.cli.viewing import say_withheld, viewer_of, withheld
from annotator.corpus.messages import plural, tr
from annotator.operations import projects
from annotator.operations.codings import identical_codings
from annotator.operations.projects import integrity


def check(options: argparse.Namespace) -> int:
    """Say what is wrong with a project. Status 1 where something is."""
    with projects.open_unvalidated(options.project) as project:
        faults = integrity.check(project)
        viewer = None if faults else viewer_of(project, options)
        remarks = integrity.remarks(viewer) if viewer is not None else []
        if viewer is not None:
            say_withheld(viewer)
    for fault in faults:
        print(fault)
    if not faults:
        print(tr("{file} is sound.", file=options.project.name))
    for remark in remarks:
        print(remark)
    if remarks:
        print(tr("“annotator unite PROJECT” makes one coding of each."))
    return 1 if faults else 0


def unite(options: argparse.Namespace) -> int:
    """Make one coding of each group that says the same."""
    with projects.open_(options.project) as project:
        viewer = viewer_of(project, options)
        number = sum(len(group) - 1 for group in identical_codings.find(viewer))
        said: tuple[str, ...] = ()
        if number and not options.dry_run:
            coder = acting_coder(project, options.coder)
            changes = identical_codings.unite(project, coder.guid)
            said = changes.remarks
            register(project, coder, changes)
        kept_back = withheld(viewer)
        if not options.json:
            say_withheld(viewer)
    if options.json:
        found_: dict[str, Any] = {"united": number, "remarks": list(said)}
        print_json(found_ | {"dry_run": options.dry_run} | kept_back)
        return 0
    print(_united(number, dry_run=options.dry_run))
    for remark in said:
        print(remark)
    return 0


def _united(number: int, *, dry_run: bool) -> str:
    """What became, or would become, of so many identical codings."""
    if not number:
        return tr("No codings are identical.")
    if dry_run:
        return plural(
            "{n:,} identical coding would be united with others.",
            "{n:,} identical codings would be united with others.",
            number,
        )
    return plural(
        "{n:,} identical coding was united with others.",
        "{n:,} identical codings were united with others.",
        number,
    )
