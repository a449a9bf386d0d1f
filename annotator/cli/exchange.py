"""``annotator handout``, ``rounds``, ``history``: copies for coders, the team's work, the trail."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from annotator.cli.acting import coder_named
from annotator.cli.opening import opened
from annotator.cli.output import finish_with_progress, print_csv, print_json, print_table, say
from annotator.cli.safekeeping import pass_phrase
from annotator.cli.viewing import say_withheld, viewer_of, withheld
from annotator.corpus.coding import Coder
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import label_in_words
from annotator.corpus.trail import TrailFilter, TrailStep
from annotator.errors import UserError
from annotator.exchange.age_files import SUFFIX
from annotator.exchange.csv_form import form_named
from annotator.exchange.times import format_time
from annotator.operations import codebook, documents, projects, reliability
from annotator.operations.history import trail, trail_export
from annotator.operations.projects import ProjectFile
from annotator.operations.team import coders, encrypted_handout, handout
from annotator.operations.viewing import everything


def hand_out(options: argparse.Namespace) -> int:
    """Write a copy for a coder, or to a file that ends in .age the same or all, encrypted."""
    is_encrypted = options.file.suffix.lower() == SUFFIX
    if options.coder is None and not is_encrypted:
        raise UserError(tr("Whom is the copy for? Name a coder (--coder NAME)."))
    words = pass_phrase(options.pass_phrase_file, twice=True) if is_encrypted else ""
    with projects.open_(options.project) as project:
        coder = None
        if options.coder is not None:
            coder = coders.find(project, options.coder) or coder_named(options.coder)
        rules = None if coder is None else _rules(project, coder, options)
        if is_encrypted:
            job = encrypted_handout.hand_out(
                project, options.file, words, coder, rules, overwrite=options.overwrite
            )
            finish_with_progress(job)
        elif coder is not None:
            handout.hand_out(project, options.file, coder, rules, overwrite=options.overwrite)
    if coder is None:
        say(tr("Wrote {file}.", file=options.file))
    else:
        say(tr("Wrote {file} for {coder}.", file=options.file, coder=coder.name))
    return 0


def _rules(project: ProjectFile, coder: Coder, options: argparse.Namespace) -> handout.Rules:
    """What was asked for; what a round says is added to it."""
    own = not options.no_codings
    if options.round is not None:
        rules = handout.of_round(project, options.round, coder, own_codings=own)
    else:
        rules = handout.Rules(own_codings=own)
    if options.document or options.document_attribute:
        said = options.document_attribute
        chosen = reliability.select_by_name(everything(project), None, options.document, None, said)
        named = chosen.documents or ()
        rules = replace(rules, documents=tuple(named))
    return replace(
        rules,
        blind=rules.blind or options.blind,
        cues_locked=rules.cues_locked or options.lock_cues,
    )


def history(options: argparse.Namespace) -> int:
    """Print who did what, when."""
    since = _moment(options.since) if options.since else None
    until = _end(options.until) if options.until else None
    with opened(options) as project:
        coder = coders.find(project, options.coder) if options.coder else None
        if options.coder and coder is None:
            raise UserError(
                tr("There is no coder called “{coder}” in the project.", coder=options.coder)
            )
        viewer = viewer_of(project, options)
        names = coders.labels(coders.everybody(project))
        wanted = TrailFilter(
            coder.guid if coder else None,
            _document(project, options.document),
            _code(project, options.code),
            since=since,
            until=until,
        )
        steps = trail.detailed(viewer, wanted)
        kept_back = withheld(viewer)
        if not options.json:
            say_withheld(viewer)
    entries = [_entry(step, names) for step in steps]
    if options.json:
        print_json({"history": entries} | kept_back)
    elif options.csv:
        lines = [row for s in steps for row in trail_export.lines(s, names)]
        print_csv(
            trail_export.COLUMNS,
            lines,
            guard_formulas=options.guard_formulas,
            form=form_named(options.csv_form),
        )
    else:
        print_table(
            (tr("at"), tr("coder"), tr("what"), tr("changes")),
            [(e["at"], e["coder"], label_in_words(e["label"]), len(e["changes"])) for e in entries],
        )
    return 0


def _document(project: ProjectFile, name: str | None) -> str | None:
    """The GUID of a document, earlier versions too, by name or GUID."""
    known = (*documents.listed(project), *documents.replaced(project))
    return one_named("document", name, {facts.guid: facts.name for facts in known})


def _code(project: ProjectFile, name: str | None) -> str | None:
    return one_named("code", name, {c.guid: c.name for c in codebook.current(project).codes})


def one_named(what: str, name: str | None, known: dict[str, str]) -> str | None:
    """The GUID of what has this name or GUID. UserError where none has, or several have."""
    if name is None:
        return None
    found = [guid for guid, called in known.items() if name in (guid, called)]
    if not found:
        raise UserError(
            tr("There is no {what} called “{name}” in the project.", what=what, name=name)
        )
    if len(found) > 1:
        guids = ", ".join(found)
        raise UserError(
            tr(
                "There are several called “{name}”. Name one by GUID: {guids}.",
                name=name,
                guids=guids,
            )
        )
    return found[0]


def _end(text: str) -> datetime:
    """The moment up to which is meant: a day is meant to its end."""
    is_day = len(text.strip()) <= len("2026-01-31")
    return _moment(text) + (timedelta(days=1) if is_day else timedelta(milliseconds=1))


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UserError(
            tr("“{text}” is no date. Write it as 2026-01-31 or 2026-01-31T10:00.", text=text)
        ) from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _entry(step: TrailStep, names: dict[str, str]) -> dict[str, Any]:
    return {
        "guid": step.guid,
        "at": format_time(step.at),
        "coder": names.get(step.coder, step.coder),
        "kind": step.kind,
        "label": step.label,
        "changes": [
            {"kind": c.kind, "guid": c.row, "before": c.before, "after": c.after}
            for c in step.changes
        ],
    }
