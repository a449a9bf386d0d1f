"""``annotator memos``: what was noted, listed, or written as a document."""

from __future__ import annotations

import argparse
from typing import Any

from annotator import settings as preferences
from annotator.cli.opening import opened
from annotator.cli.output import finish_with_progress, print_csv, print_json, print_table, say
from annotator.cli.viewing import say_withheld, viewer_of, withheld
from annotator.corpus.messages import number_of, tr
from annotator.errors import UserError
from annotator.exchange.csv_form import form_named
from annotator.exchange.times import format_time
from annotator.operations import reading
from annotator.operations.codings import memo_list
from annotator.operations.codings.memo_list import ListedMemo
from annotator.operations.memos import document, links
from annotator.operations.memos.choosing import chosen, kind_words
from annotator.operations.memos.links import LinkedPassage
from annotator.operations.viewing import Viewer

_COLUMNS = ("guid", "date", "about", "subject", "kind", "title", "coder", "text", "quotations")
_SHOWN = 60
"""Characters of a text in a table for people."""


def run(options: argparse.Namespace) -> int:
    """List the memos that are asked for, or write them to a file."""
    with opened(options) as project:
        viewer = viewer_of(project, options)
        listed = memo_list.listed(viewer)
        found = _of_coders(viewer, listed, options.coder or [])
        found = chosen(found, options.kind or [], options.subject or [])
        quoted = links.links(viewer)
        if options.file is not None:
            pattern = options.citation or preferences.load().citation
            job = document.export(viewer, found, options.file, pattern, overwrite=options.overwrite)
            finish_with_progress(job)
            number = number_of(len(found), "memo")
            say(tr("Wrote {file}: {memos}.", file=options.file, memos=number))
        kept_back = withheld(viewer)
        say_withheld(viewer)
    if options.json:
        print_json(
            {"memos": [_json(one, quoted.get(one.memo.guid, ())) for one in found]} | kept_back
        )
    elif options.csv:
        rows = [_row(one, quoted.get(one.memo.guid, ())) for one in found]
        form = form_named(options.csv_form)
        print_csv(_COLUMNS, rows, guard_formulas=options.guard_formulas, form=form)
    elif options.file is None:
        _print(found)
    return 0


def _of_coders(viewer: Viewer, memos: list[ListedMemo], names: list[str]) -> list[ListedMemo]:
    """The memos that these people wrote. UserError for a name that nobody has."""
    known = {coder.name for coder in reading.coders(viewer)}
    for name in names:
        if name not in known and not viewer.blind:
            raise UserError(tr("There is no coder “{name}” in the project.", name=name))
    return [one for one in memos if not names or one.writer in names]


def _json(one: ListedMemo, passages: list[LinkedPassage] | tuple[()]) -> dict[str, Any]:
    memo = one.memo
    return {
        "guid": memo.guid,
        "about": one.about.value,
        "subject": memo.subject,
        "name": one.subject,
        "kind": memo.kind,
        "title": memo.title,
        "coder": one.writer,
        "created": format_time(memo.created),
        "modified": format_time(memo.modified),
        "text": memo.text,
        "quotations": [
            {
                "document": link.name,
                "start": link.span.start if link.span else None,
                "end": link.span.end if link.span else None,
                "words": link.words,
            }
            for link in passages
        ],
    }


def _row(one: ListedMemo, passages: list[LinkedPassage] | tuple[()]) -> tuple[str, ...]:
    memo = one.memo
    return (
        *(memo.guid, format_time(memo.created), one.about.value, one.subject),
        *(memo.kind, memo.title, one.writer, memo.text),
        "\n".join(f"“{link.words}” ({link.name})" for link in passages),
    )


def _print(found: list[ListedMemo]) -> None:
    """A row a memo for people, the latest first."""
    rows = []
    for one in found:
        words = " ".join(one.memo.text.split())
        cut = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
        about = tr(one.about.value)
        on = f"{about}: {one.subject}" if one.subject else about
        rows.append((memo_list.day_of(one), on, kind_words(one.memo.kind), one.writer, cut))
    print_table((tr("date"), tr("on"), tr("kind"), tr("coder"), tr("memo")), rows)
