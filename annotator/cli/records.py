"""``annotator add --mapping``: the rows of a table as documents; and a mapping to begin with."""

from __future__ import annotations

import argparse
from typing import Any

from annotator.cli.acting import acting_coder, register
from annotator.cli.output import finish_with_progress, print_json, say
from annotator.corpus.messages import number_of
from annotator.errors import UserError
from annotator.exchange.records.mapping_file import dump_mapping
from annotator.operations import projects
from annotator.operations.documents import records
from annotator.operations.documents.records import Source, Summary


def add(options: argparse.Namespace) -> int:
    """Add the rows of each table as the mapping says, or with ``--dry-run`` tell what would come
    in."""
    for name in ("format", "option", "replaces"):
        if getattr(options, name):
            given = {"format": "--as"}.get(name, f"--{name}")
            raise UserError(f"{given} is for documents. What a table is, its mapping says.")
    mapping = records.load_mapping(options.mapping)
    if options.encoding:
        mapping = records.with_encoding(mapping, options.encoding)
    sources = [Source(path, mapping, options.mapping.name) for path in options.files]
    found = []
    with projects.open_(options.project) as project:
        if len(sources) > 1 and not options.dry_run:
            for source in sources:  # none comes in where one can't
                finish_with_progress(records.plan(project, source))
        for source in sources:
            if options.dry_run:
                found.append(finish_with_progress(records.plan(project, source)))
                continue
            coder = acting_coder(project, options.coder)
            summary = finish_with_progress(records.add(project, coder.guid, source))
            register(project, coder, summary.changes)
            found.append(summary)
    if options.json:
        tables = [_document(*one) for one in zip(sources, found, strict=True)]
        print_json({"dry_run": options.dry_run, "tables": tables})
    else:
        for source, summary in zip(sources, found, strict=True):
            _say(source, summary, dry_run=options.dry_run)
    return 0


def print_proposal(options: argparse.Namespace) -> int:
    """Print a mapping for a table, to be looked at and saved."""
    look = records.look(options.files[0])
    print(dump_mapping(records.proposed(look)), end="")
    for name, value in look.table.facts:
        say(f"{look.table.name}: {name} {value}")
    for column in look.columns:
        form = f" ({column.form})" if column.form else ""
        shown = " · ".join(one[:40] for one in column.examples[:3])
        say(f"  {column.name}: {column.type}{form}: {shown}")
    for remark in look.table.remarks:
        say(f"  {remark}")
    return 0


def _say(source: Source, summary: Summary, *, dry_run: bool) -> None:
    would = "would come in" if dry_run else "came in"
    say(f"{source.path.name}: {number_of(summary.added, 'document')} {would}.")
    for _key, name in summary.first:
        say(f"  {name}")
    if summary.added > len(summary.first):
        say(f"  and {summary.added - len(summary.first):,} more")
    if summary.known:
        say(f"{number_of(summary.known, 'row is', 'rows are')} in the project already.")
    if summary.changed_count:
        rows = number_of(summary.changed_count, "row is", "rows are")
        say(f"{rows} otherwise in the project, which stays as it is:")
    for one in summary.changed:
        said = [f"{name}: “{was}” here, “{now}” there" for name, was, now in one.attributes]
        what = "; ".join([*(["another text"] if one.text else []), *said])
        say(f"  {one.name}: {what}")
    if summary.absent:
        say(f"{number_of(summary.absent, 'document')} of this table not in the file: kept.")
    for reason, number in summary.left_out.items():
        say(f"{number_of(number, 'row was', 'rows were')} left out: {reason}.")
    for remark in summary.remarks:
        say(remark)


def _document(source: Source, summary: Summary) -> dict[str, Any]:
    return {
        "file": source.path.name,
        "table": summary.title,
        "added": summary.added,
        "first": [{"key": key, "document": name} for key, name in summary.first],
        "known": summary.known,
        "changed": summary.changed_count,
        "changes": [
            {
                "key": one.key,
                "document": one.name,
                "guid": one.document,
                "text": one.text,
                "attributes": [
                    {"name": name, "here": was, "there": now} for name, was, now in one.attributes
                ],
            }
            for one in summary.changed
        ],
        "absent": summary.absent,
        "left_out": dict(summary.left_out),
        "remarks": summary.remarks,
    }
