"""``annotator duplicates``: documents that are nearly the same, in groups."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from annotator.cli.acting import acting_coder, register
from annotator.cli.output import finish_with_progress, print_json, say
from annotator.corpus.messages import number_of, tr
from annotator.operations import projects
from annotator.operations.documents import near_duplicates
from annotator.operations.documents.near_duplicates import Alike, text_of
from annotator.operations.projects import ProjectFile


def run(options: argparse.Namespace) -> int:
    """List the groups; with ``--leave-out`` delete all but the first of each, where nothing is
    coded in them."""
    with projects.open_(options.project) as project:
        found = finish_with_progress(near_duplicates.find(project, options.at_least))
        groups = [_group(project, one, differences=options.differences) for one in found]
        left, coded = _leave_out(project, options, found) if options.leave_out else ([], [])
        if options.json:
            print_json(
                {"at_least": options.at_least, "groups": groups, "left_out": left, "coded": coded}
            )
        else:
            _print(found)
            for name in coded:
                say(tr("{name} stays: somebody has coded in it.", name=name))
            if options.leave_out:
                say(tr("Left out: {documents}.", documents=number_of(len(left), "document")))
    return 0


def _leave_out(
    project: ProjectFile, options: argparse.Namespace, found: Sequence[Alike]
) -> tuple[list[str], list[str]]:
    """Leave out what is not first; the names of what went, and of what stays as it is coded."""
    others = {one.guid: one.name for group in found for one in group.documents[1:]}
    if not others:
        return [], []
    coder = acting_coder(project, options.coder)
    changes, coded = near_duplicates.leave_out(project, coder.guid, list(others))
    register(project, coder, changes)
    stay = {one.guid for one in coded}
    return [name for guid, name in others.items() if guid not in stay], [o.name for o in coded]


def _group(project: ProjectFile, group: Alike, *, differences: bool) -> list[dict[str, Any]]:
    first = text_of(project, group.documents[0].guid) if differences else ""
    return [
        {"document": one.name, "guid": one.guid, "resemblance": round(share, 4)}
        | (
            {
                "differences": [
                    list(each)
                    for each in near_duplicates.differences(first, text_of(project, one.guid))
                ]
            }
            if differences
            else {}
        )
        for one, share in zip(group.documents, group.resemblance, strict=True)
    ]


def _print(found: Sequence[Alike]) -> None:
    for group in found:
        print(group.documents[0].name)
        for one, share in zip(group.documents[1:], group.resemblance[1:], strict=True):
            print(f"  {share:4.0%}  {one.name}")
    number = sum(len(group.documents) for group in found)
    groups = "1 group" if len(found) == 1 else f"{len(found):,} groups"
    say(
        tr("Nearly the same: {number:,} documents in {groups}.", number=number, groups=groups)
        if found
        else tr("No two are alike.")
    )
