"""Who looks when a command reads a project, and what is said of what they are not shown."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from annotator.cli.acting import acting_coder, current_coder, register
from annotator.cli.output import print_json, say
from annotator.corpus.coding import Coder
from annotator.corpus.messages import tr
from annotator.operations import projects, viewing
from annotator.operations.projects import ProjectFile
from annotator.operations.team import coders
from annotator.operations.viewing import Viewer, withheld_words


def viewer_of(project: ProjectFile, options: argparse.Namespace) -> Viewer:
    """In a blind project who `--coder` names (the first one), else the project's current coder, or
    whose copy it is; of whom the project does not know, nobody's work is shown."""
    viewer = viewing.looking(project, None)
    if not viewer.blind:
        return viewer
    named = getattr(options, "coder", None)
    name = named[0] if isinstance(named, list) and named else named
    coder = coders.find(project, name) if name else current_coder(project) or _only_coder(project)
    return replace(viewer, coder=coder.guid) if coder is not None else viewer


def _only_coder(project: ProjectFile) -> Coder | None:
    """Whose copy it is where nobody else's work came into it."""
    people = coders.everybody(project)
    return people[0] if len(people) == 1 else None


def withheld(viewer: Viewer) -> dict[str, Any]:
    """What a JSON document gains of a blind project; nothing else does."""
    return {"blind": True, "withheld": viewer.withheld()} if viewer.blind else {}


def say_withheld(viewer: Viewer) -> None:
    """Say in one sentence what is not shown of a blind project, and what shows it."""
    if viewer.blind:
        say(
            tr(
                "The project is blind, so the work of other coders is withheld: "
                "{withheld}. “annotator blind {path} --off” shows it.",
                withheld=withheld_words(viewer.withheld()),
                path=viewer.project.path.name,
            )
        )


def refuse_comparing(viewer: Viewer) -> None:
    """Say that there is nothing to compare where nobody else's work is shown."""
    say(tr("Coders are not compared in a blind project."))
    say_withheld(viewer)


def set_blind(options: argparse.Namespace) -> int:
    """``annotator blind``: withhold others' work from now on, or show it again."""
    with projects.open_(options.project) as project:
        before = viewing.looking(project, None).blind
        wanted: bool = before if options.blind is None else options.blind
        if wanted != before:
            coder = acting_coder(project, options.coder)
            register(project, coder, projects.set_blind(project, coder.guid, wanted))
    if options.json:
        print_json({"blind": wanted, "changed": wanted != before})
    print_ = say if options.json else print
    print_(
        tr("The project is blind: nobody else’s work is shown in it.")
        if wanted
        else tr("Everybody’s work is shown in the project.")
    )
    return 0
