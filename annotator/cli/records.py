"""``annotator add --mapping``: the rows of a table as documents; and a mapping to begin with."""

from __future__ import annotations

import argparse
from typing import Any

from annotator.cli.acting import acting_coder, register
from annotator.cli.output import finish_with_progress, print_json, say
from annotator.corpus.messages import number_of, tr
from annotator.errors import UserError
from annotator.exchange.records.mapping_file import dump_mapping
from annotator.operations import projects
from annotator.operations.documents import records, table_changes
from annotator.operations.documents.records import Source, Summary
from annotator.operations.documents.table_changes import TakenOver


def add(options: argparse.Namespace) -> int:
    """Add the rows of each table as the mapping says, or with ``--dry-run`` tell what would come
    in."""
    for name in ("format", "option", "replaces"):
        if getattr(options, name):
            given = {"format": "--as"}.get(name, f"--{name}")
            raise UserError(
                tr("{given} is for documents. What a table is, its mapping says.", given=given)
            )
    mapping = records.load_mapping(options.mapping)
    if options.encoding:
        mapping = records.with_encoding(mapping, options.encoding)
    sources = [Source(path, mapping, options.mapping.name) for path in options.files]
    found: list[Summary] = []
    taken: list[TakenOver] = []
    records.check_apart(sources)
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
            if options.take_over and summary.changed:
                job = table_changes.take_over(project, coder.guid, source, summary.changed)
                taken.append(finish_with_progress(job))
    if options.json:
        tables = [_document(*one) for one in zip(sources, found, strict=True)]
        said = {"taken_over": [_taken(one) for one in taken]} if options.take_over else {}
        print_json({"dry_run": options.dry_run, "tables": tables} | said)
    else:
        for source, summary in zip(sources, found, strict=True):
            _say(source, summary, dry_run=options.dry_run)
        for one in taken:
            say(
                tr(
                    "Taken over: {values} set, {texts} replaced, {codings} to settle.",
                    values=number_of(one.values, "value"),
                    texts=number_of(one.texts, "text"),
                    codings=number_of(one.unsettled, "coding"),
                )
            )
    return 0


def _taken(one: TakenOver) -> dict[str, int]:
    return {
        "values": one.values,
        "texts": one.texts,
        "moved": one.moved,
        "unsettled": one.unsettled,
    }


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
    number = number_of(summary.added, "document")
    if dry_run:
        say(tr("{file}: {number} would come in.", file=source.path.name, number=number))
    else:
        say(tr("{file}: {number} came in.", file=source.path.name, number=number))
    for _key, name in summary.first:
        say(f"  {name}")
    if summary.added > len(summary.first):
        say("  " + tr("and {number:,} more", number=summary.added - len(summary.first)))
    if summary.known:
        rows = number_of(summary.known, "row is", "rows are")
        say(tr("{rows} in the project already.", rows=rows))
    if summary.changed_count:
        rows = number_of(summary.changed_count, "row is", "rows are")
        say(tr("{rows} otherwise in the project, which stays as it is:", rows=rows))
    for one in summary.changed:
        said = [tr("another text")] if one.text else []
        said += [
            tr("{name}: “{was}” here, “{now}” there", name=name, was=was, now=now)
            for name, was, now in one.attributes
        ]
        say(f"  {one.name}: {'; '.join(said)}")
    if summary.absent:
        absent = number_of(summary.absent, "document")
        say(tr("{documents} of this table not in the file: kept.", documents=absent))
    for reason, rows_out in summary.left_out.items():
        rows = number_of(rows_out, "row was", "rows were")
        say(tr("{rows} left out: {reason}.", rows=rows, reason=reason))
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
