"""``annotator codebook``: print the codebook, replace it from a file, list its versions."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from typing import Any

from annotator.cli.acting import acting_coder, register
from annotator.cli.opening import opened
from annotator.cli.output import print_json, print_table, say
from annotator.corpus.codebook import Attribute, Codebook, RelationType
from annotator.corpus.codebook_comparison import ComparedRow, as_text, compared
from annotator.corpus.codebook_difference import differences
from annotator.corpus.limits import LARGEST_CODEBOOK_FILE
from annotator.corpus.messages import tr
from annotator.corpus.word_differences import word_differences
from annotator.errors import UserError
from annotator.exchange.codebook_file import read_codebook_file, write_codebook_file
from annotator.exchange.codebook_table import read_codebook_table
from annotator.exchange.times import format_time
from annotator.input_files import read_bytes, shown
from annotator.operations import codebook, projects
from annotator.operations.codebook import codes
from annotator.operations.projects import ProjectFile
from annotator.operations.team import coders

_NOW = "now"


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit status."""
    with opened(options) as project:
        if options.set is not None:
            _set(project, options)
        elif options.cues is not None:
            _set_cues(project, options)
        elif options.diff is not None:
            _differ(project, options.diff, as_json=options.json)
        elif options.versions:
            _versions(project, as_json=options.json)
        elif options.json:
            print_json(document(codebook.current(project)))
        else:
            sys.stdout.write(write_codebook_file(codebook.current(project)).decode("utf-8"))
    return 0


def _set(project: ProjectFile, options: argparse.Namespace) -> None:
    """Make the codebook what the file says, and tell what that changed."""
    if options.set.suffix.lower() in (".csv", ".xlsx", ".ods"):
        new = read_codebook_table(options.set, datetime.now(UTC))
    else:
        data = read_bytes(options.set, LARGEST_CODEBOOK_FILE)
        new = read_codebook_file(data, shown(options.set.name), datetime.now(UTC))
    changes = codebook.preview(project, new)
    coder = acting_coder(project, options.coder)
    register(project, coder, codebook.apply(project, coder.guid, new))
    if options.json:
        print_json({"changes": [change.what for change in changes]})
    for change in changes:
        say(change.what)
    if not changes:
        say(tr("The codebook is as the file says already."))


def _set_cues(project: ProjectFile, options: argparse.Namespace) -> None:
    """Lock the cues, or allow them."""
    locked = options.cues == "locked"
    coder = acting_coder(project, options.coder)
    register(project, coder, projects.lock_cues(project, coder.guid, locked))
    if options.json:
        print_json({"cues_locked": locked})
    say(tr("Cues are locked.") if locked else tr("Cues are allowed."))


def _versions(project: ProjectFile, *, as_json: bool) -> None:
    names = coders.labels(coders.everybody(project))
    rows: list[dict[str, Any]] = [
        {
            "version": version.number,
            "made": format_time(version.made),
            "coder": names.get(version.coder, version.coder),
            "step": version.label,
            "changes": (
                [change.what for change in codebook.changed_since(project, n - 1, n)]
                if (n := version.number) > 1
                else []
            ),
        }
        for version in codebook.versions(project)
    ]
    if as_json:
        print_json({"versions": rows})
    else:
        header = ("version", "made", "coder", "step", "changes")
        print_table(header, [(*list(r.values())[:4], "; ".join(r["changes"])) for r in rows])


def _differ(project: ProjectFile, names: list[str], *, as_json: bool) -> None:
    """What differs between two versions; the second is the codebook of now unless it is named."""
    if len(names) > 2:
        raise UserError(tr("Name one version of the codebook, or two."))
    first, second = (_version(project, name) for name in [*names, _NOW][:2])
    rows = compared(first, second)
    if as_json:
        changed = [_row(row) for row in rows if row.changes]
        print_json({"changes": [one.what for one in differences(first, second)], "rows": changed})
        return
    sys.stdout.write(as_text(rows))
    if not any(row.changes for row in rows):
        say(tr("The two versions say the same."))


def _version(project: ProjectFile, name: str) -> Codebook:
    """The codebook of a version by number, that of now, or that of a file."""
    if name == _NOW:
        return codebook.current(project)
    if name.isdecimal():
        return codebook.version(project, int(name))
    return codebook.recognised(codebook.current(project), codes.load(name))


def _row(row: ComparedRow) -> dict[str, Any]:
    return {
        "guid": row.guid,
        "what": "relation" if row.relation else "code",
        "before": list(row.before),
        "after": list(row.after),
        "changes": [change.value for change in row.changes],
        "fields": [
            {
                "field": field.field,
                "of": field.about,
                "before": field.before,
                "after": field.after,
                "words": [
                    {"mark": piece.mark.value, "words": piece.words}
                    for piece in word_differences(field.before, field.after)
                ],
            }
            for field in row.fields
        ],
    }


def document(book: Codebook) -> dict[str, Any]:
    """The codebook as the JSON document: codes in the order of the tree."""
    return {
        "name": book.name,
        "codes": [
            {
                "guid": code.guid,
                "path": list(book.path(code.guid)),
                "color": code.color,
                "key": code.key,
                "codable": code.codable,
                "definition": code.definition,
                "when_to_use": code.when_to_use,
                "when_not_to_use": code.when_not_to_use,
                "examples": list(code.examples),
                "counter_examples": list(code.counter_examples),
                "unit": code.unit.value,
                "may_nest": code.may_nest,
                "may_overlap": code.may_overlap,
                "cues": list(code.cues),
                "attributes": [_attribute(a) for a in book.attributes_of(code.guid)],
            }
            for _depth, code in book.walk()
        ],
        "relations": [_relation(book, kind) for kind in book.relation_types],
        "sets": [
            {"guid": one.guid, "name": one.name, "codes": [list(book.path(c)) for c in one.codes]}
            for one in book.sets
        ],
    }


def _attribute(attribute: Attribute) -> dict[str, Any]:
    return {
        "guid": attribute.guid,
        "name": attribute.name,
        "kind": attribute.kind.value,
        "definition": attribute.definition,
        "required": attribute.required,
        "default": attribute.default,
        "values": [
            {"name": choice.name, "key": choice.key, "definition": choice.definition}
            for choice in attribute.choices
        ],
    }


def _relation(book: Codebook, kind: RelationType) -> dict[str, Any]:
    return {
        "guid": kind.guid,
        "name": kind.name,
        "key": kind.key,
        "definition": kind.definition,
        "from": [list(book.path(code)) for code in kind.sources if code in book.by_guid],
        "to": [list(book.path(code)) for code in kind.targets if code in book.by_guid],
    }
