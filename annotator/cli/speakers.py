"""``annotator speakers``: who speaks in the texts; names, roles and attributes, out and in."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from annotator.cli.acting import acting_coder, register
from annotator.cli.output import finish_with_progress, print_json, print_table, say
from annotator.cli.viewing import viewer_of
from annotator.corpus.changes import Changes
from annotator.corpus.messages import number_of, tr
from annotator.errors import UserError
from annotator.operations import projects, reading
from annotator.operations.projects import ProjectFile
from annotator.operations.speakers import editing, table
from annotator.operations.speakers.persons import Person, persons
from annotator.operations.viewing import Viewer


def run(options: argparse.Namespace) -> int:
    """Change what is asked for, then print the speakers or write them as a table."""
    with projects.open_(options.project) as project:
        viewer = viewer_of(project, options)
        said = _change(project, viewer, options)
        if options.file is not None:
            rows = finish_with_progress(
                table.write(
                    viewer,
                    options.file,
                    overwrite=options.overwrite,
                    guard_formulas=options.guard_formulas,
                )
            )
            said.append(
                tr("Wrote {file}: {rows}.", file=options.file, rows=number_of(rows, "speaker"))
            )
        found = finish_with_progress(persons(viewer))
        names = {one.guid: one.name for one in reading.documents(viewer)}
    for sentence in said:
        say(sentence)
    if options.json:
        print_json({"speakers": [_entry(one, names) for one in found], "remarks": said})
    elif options.file is None and not said:
        attributes = table.attribute_names(found)
        header = ("speaker", "role", "turns", "documents", "names in texts", *attributes)
        print_table(header, [_line(one, attributes) for one in found])
    return 0


def _entry(one: Person, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": one.name,
        "role": one.role,
        "turns": one.turns,
        "attributes": dict(one.values),
        "names": [
            {"document": names.get(spoken.document, ""), "name": spoken.name}
            for spoken in one.spoken_as
        ],
    }


def _line(one: Person, attributes: Sequence[str]) -> tuple[object, ...]:
    own = (one.values.get(name, "") for name in attributes)
    return (one.name, one.role, one.turns, len(one.documents), ", ".join(one.names), *own)


def _change(project: ProjectFile, viewer: Viewer, options: argparse.Namespace) -> list[str]:
    """What the options ask for, in their order: merge, rename, role, table; a sentence each."""
    said: list[str] = []
    if not (options.merge or options.rename or options.role or options.set):
        return said
    coder = acting_coder(project, options.coder)
    done = Changes()
    for name, into in map(_pair, options.merge or ()):
        found = _people(viewer)
        done = done.followed_by(
            editing.merge(project, coder.guid, _named(found, name), _named(found, into))
        )
        said.append(tr("“{name}” and “{into}” are one speaker now.", name=name, into=into))
    for name, new in map(_pair, options.rename or ()):
        found = _people(viewer)
        changes = editing.rename(project, coder.guid, _named(found, name), new, set(found))
        done = done.followed_by(changes)
        said.append(tr("“{name}” is called “{new}” now.", name=name, new=new))
    for name, role in map(_pair, options.role or ()):
        person = _named(_people(viewer), name)
        changes = editing.set_values_and_roles(project, coder.guid, (), [(person, role)])
        done = done.followed_by(changes)
        said.append(tr("The role of “{name}” is “{role}” now.", name=name, role=role))
    if options.set is not None:
        taken = finish_with_progress(table.read(viewer, project, coder.guid, options.set))
        done = done.followed_by(taken.changes)
        said.append(tr("Set {values}.", values=number_of(taken.values, "value")))
        if words := table.unknown_words(taken):
            said.append(words)
    register(project, coder, done)
    return said


def _people(viewer: Viewer) -> dict[str, Person]:
    return {one.name: one for one in finish_with_progress(persons(viewer))}


def _named(found: Mapping[str, Person], name: str) -> Person:
    person = found.get(" ".join(name.split()))
    if person is None:
        known = ", ".join(found) or tr("nobody")
        raise UserError(
            tr("No speaker is called “{name}”. There are: {known}.", name=name, known=known)
        )
    return person


def _pair(said: str) -> tuple[str, str]:
    first, equals, second = said.partition("=")
    if not equals or not first.strip():
        raise UserError(tr("“{said}” should be like Anna=Anna Berg.", said=said))
    return first.strip(), second.strip()
