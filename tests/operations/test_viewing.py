"""What a blind project shows: of every read, nothing that tells of others' work."""

from __future__ import annotations

import ast
import csv
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.corpus.codebook import AttributeKind, Codebook
from annotator.corpus.job import finish
from annotator.corpus.round_design import RoundDesign, with_design
from annotator.corpus.text import DocumentText
from annotator.corpus.trail import TrailFilter
from annotator.errors import UserError
from annotator.exchange.report_document import Table
from annotator.operations import (
    adjudication,
    codebook,
    documents,
    projects,
    reading,
    reliability,
    report,
    sealing,
    team_agreement,
    team_results,
    team_training,
    transfer,
    viewing,
)
from annotator.operations.adjudication import agreeing, consensus, following
from annotator.operations.archive import ArchiveChoice
from annotator.operations.archive import contents as archive_contents
from annotator.operations.archive import figures as archive_figures
from annotator.operations.archive import writing as archive_writing
from annotator.operations.codebook import (
    attributes,
    code_merging,
    code_sets,
    codes,
    importance,
    relation_types,
)
from annotator.operations.codings import (
    coding_issues,
    coding_values,
    given_units,
    identical_codings,
    memo_list,
    memos,
    turns,
)
from annotator.operations.documents import named_sets, reanchoring
from annotator.operations.history import trail, trail_export
from annotator.operations.memos import document, links, subjects
from annotator.operations.projects import integrity, inventory, kept_backups
from annotator.operations.reliability import (
    AgreementSettings,
    Selection,
    attribute_agreement,
    coded_work,
    cue_shares,
    differing_places,
    drift,
    levels,
    needed_units,
    relation_agreement,
    thresholds,
)
from annotator.operations.report import (
    report_levels,
    report_passages,
    report_project,
    report_study,
    report_team,
    report_trail,
    report_versions,
)
from annotator.operations.report.report_questions import questions_section
from annotator.operations.retrieval import (
    agreement_beside,
    kept_sets,
    keywords,
    listed,
    material,
    names,
    passages,
    questions,
    results,
    saved_questions,
    tables,
)
from annotator.operations.retrieval.pictures.saving import print_look
from annotator.operations.retrieval.saved_questions import SHOWN, QuestionView
from annotator.operations.rules import cases, keeping, test_set, training
from annotator.operations.speakers import persons
from annotator.operations.speakers import table as speakers_table
from annotator.operations.study import (
    deviations,
    entries,
    facts,
    figures,
    methods,
    plan,
    versions,
)
from annotator.operations.team import coders, current_round, designations, rounds, sampling
from annotator.operations.transfer import attribute_table, joined, name_hits, pseudonyms
from annotator.operations.viewing import Viewer, everything, looking
from annotator.retrieval.pictures import draw
from tests.blind_pair import NUMBER, SECRET, Pair, make_pair
from tests.making import ANN, BEN, CLEO

OPERATIONS = Path(viewing.__file__).parent
PLAIN = AgreementSettings(interval_method=None)
TOUCHED = Selection(touched=True)
"""Nobody marked as done what is compared here."""
WANTED = TrailFilter()
BOTH = (ANN.guid, BEN.guid)

Read = Callable[[Viewer, Pair, Path], Any]


def _exported(suffix: str) -> Read:
    def read(viewer: Viewer, _pair: Pair, folder: Path) -> Any:
        target = folder / f"out{suffix}"
        found = finish(transfer.export_file(viewer, target))
        return found, _content(target)

    return read


def _content(file: Path) -> Any:
    if not zipfile.is_zipfile(file):
        return file.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(file) as archive:
        # A workbook says when it was written.
        names = [name for name in archive.namelist() if not name.startswith("docProps")]
        return {name: archive.read(name).decode(errors="replace") for name in names}


def _results(viewer: Viewer) -> Any:
    """What every view shows of the codings of all coders."""
    found = [
        finish(results.find(viewer, "coder:any", QuestionView(shown=shown, columns=("coders",))))
        for shown in SHOWN
    ]
    drawn = [[m.label for m in draw(p, print_look()).marks] for one in found if (p := one.picture)]
    answers = [(results.guids_of(one.answer), one.table and one.table.figures) for one in found]
    return answers, drawn


def _backups(viewer: Viewer, _pair: Pair, _folder: Path) -> Any:
    projects.back_up(viewer.project)
    return sorted({one.codings for one in kept_backups.listed(viewer)})


def _differences(viewer: Viewer, _pair: Pair, folder: Path) -> Any:
    """From a backup with nobody's codings."""
    backup = folder / "backup.annot"
    viewer.project.copy_to(backup)
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute("DELETE FROM coding")
    return kept_backups.differences(viewer, backup)


def _joined(viewer: Viewer, _pair: Pair, folder: Path) -> Any:
    found: list[Any] = []
    for cells in joined.Cells:
        target = folder / f"joined {cells}.csv"
        found.append(finish(joined.write(viewer, target, joined.Wanted(cells))))
        found.append(target.read_text(encoding="utf-8-sig"))
    return found


def _attributes(viewer: Viewer, _pair: Pair, folder: Path) -> Any:
    target = folder / "attributes.csv"
    rows = finish(attribute_table.write(viewer, target))
    return rows, target.read_text(encoding="utf-8-sig")


def _speakers(viewer: Viewer, _pair: Pair, folder: Path) -> Any:
    target = folder / "speakers.csv"
    rows = finish(speakers_table.write(viewer, target))
    return rows, target.read_text(encoding="utf-8-sig")


def _speakers_read(viewer: Viewer, _pair: Pair, folder: Path) -> Any:
    """Rows of nobody: what is read tells, and nothing is changed."""
    source = folder / "in.csv"
    source.write_text("speaker,age\nOtto,40\n", encoding="utf-8")
    return finish(speakers_table.read(viewer, viewer.project, ANN.guid, source)).unknown


def _trail(viewer: Viewer, _pair: Pair, folder: Path) -> Any:
    target = folder / "trail.csv"
    finish(trail_export.write(viewer, WANTED, target))
    with target.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def _agreement_beside(viewer: Viewer, _pair: Pair, _folder: Path) -> Any:
    table = finish(tables.build(viewer, tables.TableQuestion(("codes",), ("codes",))))
    codes_ = tuple(table.asked.material.codes)
    return agreement_beside.agreement_of(viewer, table.rows, codes_)


def _consensus(viewer: Viewer, _pair: Pair, _folder: Path) -> Any:
    return team_agreement.against_consensus(viewer, TOUCHED, PLAIN)


QUESTIONS = (
    *("all", "coder:any", "coder:Ben", "coder:at-least(2)", "adjudicated", "memo:*", "from-cue"),
    *("value.who:*", f"value.who:{SECRET}", "all linked to all", "pairs all overlaps all"),
    *("round:First and code:claim", "code:claim same passage as all", "coder:consensus"),
)

TABLES = (("codes", "codings"), ("coders", "passages"), ("rounds", "row"), ("value.who", "codings"))


def _or_refusal(act: Callable[[], object]) -> object:
    """What comes of it, or what is said where it is closed in a blind project."""
    try:
        return act()
    except UserError as refusal:
        return str(refusal)


def _source(viewer: Viewer) -> object:
    found = archive_contents.source_of(viewer, ArchiveChoice(named=True, memos=True))
    return found.content, found.team, found.tables


def _archived(viewer: Viewer, target: Path) -> object:
    finish(archive_writing.write(viewer, target, ArchiveChoice(named=True), overwrite=True))
    with zipfile.ZipFile(target) as archive:
        return archive.read("tables/codings.csv")


def _found_in_the_list(viewer: Viewer) -> list[object]:
    """What questions find in the list of all codings."""
    names_of = listed.ProjectNames(
        documents.listed(viewer), reading.coders(viewer), codebook.current(viewer.project), {}
    )
    found: list[object] = []
    for line in ("", *QUESTIONS):
        answer = finish(listed.find(viewer, names_of, [line]))
        rows = answer.found.rows.tolist()
        found += [[answer.codings.guids[row] for row in rows], answer.found.head]
        loaded = listed.material_of(viewer, answer.codings, names_of)
        found.append(loaded.guids)
    return found


def _foreseen(viewer: Viewer, pair: Pair, folder: Path) -> list[object]:
    """What would be new of a file in which is everybody's work."""
    file = folder / "all.qdpx"
    finish(transfer.export_file(everything(pair.among), file))
    found = finish(transfer.foreseen(viewer, finish(transfer.read_incoming([file], None))))
    return [one.reading.report.added for one in found if one.reading is not None]


def _calling_important(book: Codebook, attribute: str) -> Codebook:
    """The codebook with an attribute (a GUID) under the name that is looked for."""
    named = (replace(a, name="important") if a.guid == attribute else a for a in book.attributes)
    return replace(book, attributes=tuple(named))


def _memos_as_document(viewer: Viewer, target: Path) -> str:
    finish(document.export(viewer, memo_list.listed(viewer), target, "“…”", overwrite=True))
    return target.read_text(encoding="utf-8")


READS: dict[str, Read] = {
    "adjudication.docket": lambda v, p, f: adjudication.docket(v, BOTH),
    "adjudication.missing_in_consensus": lambda v, p, f: consensus.missing_in_consensus(
        v, reliability.load(v, TOUCHED, PLAIN), [one.guid for one in transfer.whole(v).codings]
    ),
    "report_team.followed": lambda v, p, f: report_team.followed(
        v, reliability.load(v, TOUCHED, PLAIN)
    ),
    "adjudication.cases": lambda v, p, f: [
        adjudication.cases(v, BOTH, shown=adjudication.Shown(how)).contested[:]
        for how in adjudication.Agreeing
    ],
    "agreeing.agreed": lambda v, p, f: agreeing.agreed(v, adjudication.cases(v, BOTH)).counts(),
    "following.followed": lambda v, p, f: following.followed(v, adjudication.cases(v, BOTH)),
    "attribute_agreement.attributes": lambda v, p, f: attribute_agreement.attributes(
        v, reliability.load(v, TOUCHED, PLAIN)
    ),
    "coding_values.value_counts": lambda v, p, f: [
        coding_values.value_counts(v, one.guid) for one in (p.who, p.number, p.certain)
    ],
    "coding_values.entities": lambda v, p, f: coding_values.entities(v, p.who.guid),
    "coding_values.incomplete": lambda v, p, f: coding_values.incomplete(v),
    "code_merging.preview_merge": lambda v, p, f: code_merging.preview_merge(
        v, p.codes["claim"], p.codes["prediction"]
    ),
    "code_merging.codings_by_value": lambda v, p, f: code_merging.codings_by_value(v, p.certain),
    "codebook.outdated": lambda v, p, f: codebook.outdated(v),
    "codes.usage": lambda v, p, f: codes.usage(v, p.codes["claim"]),
    "codes.usage_by_coder": lambda v, p, f: codes.usage_by_coder(v, p.codes["claim"]),
    "cue_shares.cue_shares": lambda v, p, f: cue_shares.cue_shares(
        v, reliability.compare(v, TOUCHED, PLAIN)
    ),
    "differing_places.places": lambda v, p, f: differing_places.places(v, p.document),
    "documents.use": lambda v, p, f: documents.use(v, [p.document]),
    "identical_codings.find": lambda v, p, f: identical_codings.find(v),
    "integrity.remarks": lambda v, p, f: integrity.remarks(v),
    "kept_backups.listed": _backups,
    "kept_backups.differences": _differences,
    "inventory.inventory": lambda v, p, f: inventory.inventory(v),
    "joined.write": _joined,
    "attribute_table.write": _attributes,
    "table.write": _speakers,
    "table.read": _speakers_read,
    "persons.persons": lambda v, p, f: finish(persons.persons(v)),
    "persons.attributes": lambda v, p, f: persons.attributes(v),
    "turns.speakers_with_turns": lambda v, p, f: finish(turns.speakers_with_turns(v, [p.document])),
    "persons.anybody_speaks": lambda v, p, f: persons.anybody_speaks(v),
    "code_sets.listed": lambda v, p, f: code_sets.listed(v),
    "code_sets.named": lambda v, p, f: code_sets.named(v, "none of these"),
    "importance.important": lambda v, p, f: importance.important(
        v, p.document, _calling_important(reading.codebook(v), p.certain.guid)
    ),
    "named_sets.listed": lambda v, p, f: named_sets.listed(v),
    "named_sets.named": lambda v, p, f: named_sets.named(v, "none of these"),
    "name_hits.hits": lambda v, p, f: finish(name_hits.hits(v, "Baku")),
    "sampling.draw": lambda v, p, f: finish(sampling.draw(v, sampling.Plan(1, 1))),
    "needed_units.prevalence": lambda v, p, f: needed_units.prevalence(v),
    "needed_units.needed": lambda v, p, f: needed_units.needed(v, needed_units.Wanted()),
    "memos.on": lambda v, p, f: [memos.on(v, one) for one in (p.mine[0], p.document)],
    "memo_list.listed": lambda v, p, f: memo_list.listed(v),
    "links.links": lambda v, p, f: links.links(v),
    "links.citations": lambda v, p, f: links.citations(
        v, [one for of in links.links(v).values() for one in of], "“…” ({document})"
    ),
    "subjects.subjects": lambda v, p, f: subjects.subjects(v),
    "document.passages": lambda v, p, f: document.passages(v, memo_list.listed(v), "“…”"),
    "document.export": lambda v, p, f: _memos_as_document(v, f / "memos.html"),
    "coding_issues.coding_issues": lambda v, p, f: [
        finish(coding_issues.coding_issues(v, one.guid)) for one in (ANN, BEN)
    ],
    "coding_issues.among": lambda v, p, f: coding_issues.among(
        v,
        codebook.current(v.project),
        [one.guid for one in transfer.whole(v).codings],
        DocumentText(p.text),
    ),
    "passages.passages": lambda v, p, f: passages.passages(
        v, [one for one in transfer.whole(v).codings if one.document == p.document]
    ),
    "passages.of_code": lambda v, p, f: passages.of_code(v, p.codes["evaluative term"]),
    "reading.project_facts": lambda v, p, f: reading.project_facts(v).name,
    "reading.coders": lambda v, p, f: reading.coders(v),
    "reading.codebook": lambda v, p, f: reading.codebook(v),
    "reading.documents": lambda v, p, f: reading.documents(v),
    "reading.document_attributes": lambda v, p, f: reading.document_attributes(v),
    "reading.attributes_by_document": lambda v, p, f: reading.attributes_by_document(v),
    "reading.attributes_of": lambda v, p, f: reading.attributes_of(v, p.document),
    "reading.attribute_types": lambda v, p, f: reading.attribute_types(v),
    "reading.statuses": lambda v, p, f: reading.statuses(v),
    "reading.text": lambda v, p, f: reading.text(v, p.document),
    "reading.has_structure": lambda v, p, f: reading.has_structure(v),
    "reading.structure": lambda v, p, f: reading.structure(v, p.document),
    "reading.codings": lambda v, p, f: reading.codings(
        v, [one.guid for one in transfer.whole(everything(v.project)).codings]
    ),
    "reading.coding_columns": lambda v, p, f: reading.coding_columns(v, p.document),
    "reading.codings_with_memo": lambda v, p, f: reading.codings_with_memo(v, p.document),
    "reading.coding_counts": lambda v, p, f: reading.coding_counts(v),
    "reading.coding_counts_at_step": lambda v, p, f: reading.coding_counts_at_step(v)[1],
    "reading.last_used": lambda v, p, f: reading.last_used(v),
    "reading.changed_counts": lambda v, p, f: reading.changed_counts(v, 0),
    "reading.relations": lambda v, p, f: reading.relations(v, p.mine),
    "reading.memos": lambda v, p, f: reading.memos(v, [p.document, *p.mine]),
    "reading.rounds_by_assignment": lambda v, p, f: reading.rounds_by_assignment(v),
    "reading.kept_visible": lambda v, p, f: reading.kept_visible(v),
    "relation_types.usage": lambda v, p, f: relation_types.usage(v, p.kind),
    "reliability.compare": lambda v, p, f: reliability.compare(v, TOUCHED, PLAIN).table,
    "reliability.load": lambda v, p, f: reliability.load(v, Selection(coders=BOTH), PLAIN),
    "reliability.select_by_name": lambda v, p, f: reliability.select_by_name(
        v, ["Ben"], None, ["claim"]
    ),
    "material.load": lambda v, p, f: finish(material.load(v)).guids,
    "listed.find": lambda v, p, f: _found_in_the_list(v),
    "listed.material_of": lambda v, p, f: _found_in_the_list(v),
    "names.vocabulary": lambda v, p, f: names.vocabulary(v, values=True),
    "questions.ask": lambda v, p, f: [
        list(questions.rows(finish(questions.ask(v, line)))) for line in QUESTIONS
    ],
    "kept_sets.sets": lambda v, p, f: kept_sets.sets(v),
    "saved_questions.listed": lambda v, p, f: saved_questions.listed(v),
    "saved_questions.named": lambda v, p, f: saved_questions.named(v, "Kept"),
    "results.find": lambda v, p, f: _results(v),
    "report.questions_section": lambda v, p, f: finish(questions_section(v)).blocks[1:],
    "report.with_questions": lambda v, p, f: (
        finish(report.with_questions(v, report.build(v, None, PLAIN))).sections[-1].blocks[1:]
    ),
    "tables.build": lambda v, p, f: [
        finish(tables.build(v, tables.TableQuestion(("codes",), (columns,), cell))).figures
        for columns, cell in TABLES
    ],
    # How many steps there are is what the state of a project is named by.
    "report_levels.levels_section": lambda v, p, f: report_levels.levels_section(
        v, reliability.compare(v, TOUCHED, PLAIN)
    ),
    "report_levels.thresholds_section": lambda v, p, f: report_levels.thresholds_section(
        v, reliability.compare(v, TOUCHED, PLAIN)
    ),
    "report_levels.versions_section": lambda v, p, f: report_levels.versions_section(v),
    "report_levels.drift_section": lambda v, p, f: report_levels.drift_section(
        v, reliability.compare(v, TOUCHED, PLAIN)
    ),
    "report_passages.passages_section": lambda v, p, f: report_passages.passages_section(
        v, reliability.compare(v, TOUCHED, PLAIN), coders.labels([ANN, BEN])
    ),
    "report_project.project_section": lambda v, p, f: [
        row
        for block in report_project.project_section(v, codebook.current(v.project), "today").blocks
        if isinstance(block, Table)
        for row in block.rows
        if row[0] != "State"
    ],
    "report_study.methods_words": lambda v, p, f: report_study.methods_words(v, None),
    "report_study.plan_section": lambda v, p, f: [
        block for block in report_study.plan_section(v).blocks if "frozen on" not in str(block)
    ],
    "report_study.rules_section": lambda v, p, f: report_study.rules_section(
        v, test_set.material(v)
    ),
    "report_study.checklist_section": lambda v, p, f: report_study.checklist_section(v, None),
    "report_versions.versions_section": lambda v, p, f: report_versions.versions_section(
        v, keeping.rules(v)
    ),
    "versions.by_version": lambda v, p, f: versions.by_version(v, keeping.rules(v)),
    "report_team.rounds_section": lambda v, p, f: report_team.rounds_section(v, TOUCHED, PLAIN, {}),
    "report_trail.trail_section": lambda v, p, f: report_trail.trail_section(v, {}),
    "report.build": lambda v, p, f: finish(report.build(v, TOUCHED, PLAIN)).sections[2:],
    "given_units.agreed": lambda v, p, f: given_units.agreed(v, p.codes["claim"], [p.document]),
    "given_units.given_to": lambda v, p, f: given_units.given_to(v, ANN.guid, p.document),
    "given_units.unlabelled": lambda v, p, f: given_units.unlabelled(v, ANN.guid, p.document),
    "deviations.deviations": lambda v, p, f: [
        deviations.deviations(v, one) for one in plan.registrations(v)
    ],
    "entries.read": lambda v, p, f: entries.read(v, entries.PLAN),
    "facts.facts": lambda v, p, f: replace(facts.facts(v), blind=False),
    "figures.reported": lambda v, p, f: figures.reported(v, PLAIN),
    "methods.read": lambda v, p, f: methods.read(v),
    "plan.read": lambda v, p, f: plan.read(v),
    "plan.registrations": lambda v, p, f: [one.plan for one in plan.registrations(v)],
    "cases.settled": lambda v, p, f: cases.settled(v).cases,
    "keeping.rules": lambda v, p, f: keeping.rules(v),
    "training.answers": lambda v, p, f: training.answers(v),
    "test_set.material": lambda v, p, f: test_set.material(v).answers,
    "test_set.on_version": lambda v, p, f: test_set.on_version(v, test_set.material(v)).results,
    "designations.designated": lambda v, p, f: designations.designated(v),
    "agreement_beside.agreement_of": _agreement_beside,
    "keywords.ask": lambda v, p, f: [
        finish(keywords.ask(v, keywords.KeyWordQuestion("coder:any", "", scope, 3, 1))).words
        for scope in (keywords.Scope.PASSAGES, keywords.Scope.COLLOCATES)
    ],
    "rounds.overview": lambda v, p, f: [rounds.overview(v), rounds.overview(v, p.coding_round)],
    "rounds.assigning": lambda v, p, f: rounds.assigning(v, rounds.overview(v), p.coding_round),
    "rounds.coded_alone": lambda v, p, f: [rounds.coded_alone(v, p.coding_round), rounds.listed(v)],
    "rounds.listed": lambda v, p, f: rounds.listed(v),
    "reanchoring.number": lambda v, p, f: reanchoring.number(v),
    "reanchoring.Settling": lambda v, p, f: finish(reanchoring.Settling().find(v)),
    "current_round.current": lambda v, p, f: [
        one and one.name for one in (current_round.current(v, who.guid) for who in (ANN, CLEO))
    ],
    "current_round.choosable": lambda v, p, f: current_round.choosable(v),
    "drift.drift": lambda v, p, f: drift.drift(v, reliability.load(v, TOUCHED, PLAIN)),
    "levels.levels": lambda v, p, f: levels.levels(v, reliability.load(v, TOUCHED, PLAIN)),
    "thresholds.thresholds": lambda v, p, f: thresholds.thresholds(
        v, reliability.compare(v, TOUCHED, PLAIN)
    ),
    "team_results.lines": lambda v, p, f: [
        team_results.lines(v, with_design(one, RoundDesign(gold=ANN.guid)))
        for one, _given in rounds.listed(v)
    ],
    "team_training.against_gold": lambda v, p, f: [
        team_training.against_gold(v, with_design(one, RoundDesign(gold=ANN.guid)), PLAIN)
        for one, _given in rounds.listed(v)
    ],
    "coded_work.stored": lambda v, p, f: coded_work.stored(v, TOUCHED).columns,
    "relation_agreement.relations": lambda v, p, f: relation_agreement.relations(
        v, reliability.load(v, TOUCHED, PLAIN)
    ),
    "sealing.sealed": lambda v, p, f: [one.digest for one in sealing.sealed(v)],
    "sealing.find": lambda v, p, f: sealing.find(v, p.coding_round),
    "sealing.figures": lambda v, p, f: [sealing.figures(v, one).table for one in sealing.sealed(v)],
    "sealing.data_of": lambda v, p, f: [
        sealing.data_of(v, one).columns for one in sealing.sealed(v)
    ],
    "sealing.since": lambda v, p, f: [sealing.since(v, one) for one in sealing.sealed(v)],
    "sealing.by_version": lambda v, p, f: [one.name for one in sealing.by_version(v)],
    "sealing.stability": lambda v, p, f: sealing.stability(v, p.coding_round),
    "team_agreement.compared": lambda v, p, f: team_agreement.compared(
        v, replace(TOUCHED, round=p.coding_round), PLAIN
    ),
    "team_agreement.by_round": lambda v, p, f: team_agreement.by_round(v, TOUCHED, PLAIN),
    "team_agreement.by_attribute": lambda v, p, f: team_agreement.by_attribute(
        v, TOUCHED, PLAIN, "genre"
    ),
    "team_agreement.against_consensus": _consensus,
    "trail.steps": lambda v, p, f: trail.steps(v, WANTED),
    "trail.facts": lambda v, p, f: trail.facts(v, trail.steps(v, WANTED)),
    "trail.detailed": lambda v, p, f: trail.detailed(v, WANTED),
    "trail.tell": lambda v, p, f: [trail.tell(v, one) for one in trail.steps(v, WANTED)],
    "trail.versions": lambda v, p, f: [trail.versions(v, one) for one in p.mine],
    "trail_export.write": _trail,
    "pseudonyms.find": lambda v, p, f: pseudonyms.find(v),
    "pseudonyms.write": lambda v, p, f: _or_refusal(
        lambda: finish(
            pseudonyms.write(
                v, f / f"pseudonyms {v.blind}.annot", ANN, {"Nobody": "Somebody"}, overwrite=True
            )
        )
    ),
    "contents.source_of": lambda v, p, f: _source(v),
    "figures.stated": lambda v, p, f: archive_figures.stated(
        *(v, [("", "all"), ("", "coder:Ben")]),
        *([("", tables.TableQuestion(("codes",), ("coders",)))], []),
    ),
    "figures.asks": lambda v, p, f: archive_figures.asks(v, "query", {"line": "coder:Ben"}),
    "figures.compute": lambda v, p, f: archive_figures.compute(v, "counts", {}, None),
    "archive.write": lambda v, p, f: _or_refusal(lambda: _archived(v, f / f"{v.blind}.zip")),
    "reading.all_codings": lambda v, p, f: reading.all_codings(v),
    "reading.all_relations": lambda v, p, f: reading.all_relations(v),
    "reading.all_memos": lambda v, p, f: reading.all_memos(v),
    "reading.team": lambda v, p, f: reading.team(v),
    "reading.every_table": lambda v, p, f: dict(reading.every_table(v)),
    "reading.coding_times": lambda v, p, f: reading.coding_times(v),
    "transfer.foreseen": _foreseen,
    "transfer.whole": lambda v, p, f: transfer.whole(v),
    "transfer.pieces": lambda v, p, f: list(transfer.pieces(v)),
    "transfer.kept_here": lambda v, p, f: transfer.kept_here(v),
    "transfer.export_preview": lambda v, p, f: (
        transfer.export_preview(v, transfer.whole(v), ".qdpx").findings
    ),
    "transfer.export_file": lambda v, p, f: [
        _exported(suffix)(v, p, f) for suffix in (".csv", ".xlsx", ".yaml")
    ],
}
"""Every function of operations that takes a viewer."""

SEES_ALL = {
    "handout.hand_out": "a copy for somebody, of which its own rules say what is in it",
    "merges.preview": "who shows it withholds what is others'",
    "projects.save_copy": "a copy of the file",
    "encrypted_handout.hand_out": "a copy of the file, or for somebody, encrypted",
    "kept_backups.restore": "a copy of a file",
    "kept_backups.delete": "a file is deleted",
    "projects.back_up": "a copy of the file",
    "integrity.check": "tells of damage",
    "reading.undo_state": "Undo stops at others' steps; who names one asks the viewer",
}
"""Reads of a project that see everything, and why that shows nobody's work."""

OF_NOBODY = {
    *(
        "records",
        "adding",
        "attribute_types",
        "codebook",
        "coders",
        "document_attributes",
        "document_versions",
        "encodings",
    ),
    *(
        "folded_texts",
        "kept_texts",
        "original_files",
        "printed_pages",
        "search",
        "segmenting",
        "shipped",
        "viewing",
        "word_numbers",
    ),
    *("documents.listed", "documents.replaced", "documents.full_documents", "rounds.find"),
    *("adjudication.consensus_coder", "disagreements.quotes", "disagreements.words_of"),
    *("handout.of_round", "turns.turns_to_code"),
    *("handout.proposed_name", "projects.refuse_itself", "near_duplicates"),
}
"""Modules and functions that read what belongs to no coder: texts, codebook, names."""


def _module(file: Path) -> str:
    """The package where its face shows the module's functions, else the module."""
    face = (file.parent / "__init__.py").read_text(encoding="utf-8")
    is_face = f"{file.parent.name}.{file.stem} import" in face
    return file.parent.name if is_face and file.parent != OPERATIONS else file.stem


def _functions() -> Iterator[tuple[str, str, list[str]]]:
    """Of each public function: its name, what its first argument is, the names of the others."""
    for file in sorted(OPERATIONS.rglob("*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                arguments = node.args.args
                if arguments and arguments[0].annotation is not None:
                    kind = ast.unparse(arguments[0].annotation)
                    yield f"{_module(file)}.{node.name}", kind, [one.arg for one in arguments[1:]]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    made = make_pair(tmp_path_factory.mktemp("pair"))
    yield made
    made.close()


def _shown(read: Read, viewer: Viewer, pair: Pair, folder: Path) -> str:
    folder.mkdir(exist_ok=True)
    try:
        return repr(read(viewer, pair, folder))
    except UserError as error:
        return f"refused: {error}"


@pytest.mark.parametrize("name", READS)
def test_nothing_that_is_read_tells_of_others(name: str, pair: Pair, tmp_path: Path) -> None:
    read = READS[name]
    alone = _shown(read, looking(pair.alone, ANN.guid), pair, tmp_path / "alone")
    among = _shown(read, looking(pair.among, ANN.guid), pair, tmp_path / "among")
    assert among.replace("/among/", "/alone/") == alone
    assert SECRET not in among and NUMBER not in among


def test_what_is_withheld_is_there_to_be_seen(pair: Pair, tmp_path: Path) -> None:
    """Or the test above would hold of anything."""
    telling = {
        name
        for name, read in READS.items()
        if _shown(read, everything(pair.among), pair, tmp_path / "among")
        != _shown(read, everything(pair.alone), pair, tmp_path / "alone")
    }
    assert READS.keys() - telling <= {
        "codebook.outdated",  # nothing was redefined
        "agreeing.agreed",  # what they agree on is settled
        *("drift.drift", "report_levels.drift_section"),  # of too few documents
        "sealing.stability",  # nobody coded anything again
        "agreement_beside.agreement_of",  # of what is done, which is Ben’s alone
        *("reading.codebook", "reading.coders", "reading.project_facts"),  # nobody's work
        *("reading.documents", "reading.document_attributes", "reading.kept_visible"),
        *("reading.attributes_by_document", "reading.attributes_of", "reading.attribute_types"),
        *("reading.text", "reading.structure", "reading.has_structure"),
        "pseudonyms.find",  # of texts alone
        *("saved_questions.listed", "saved_questions.named"),  # everybody's
        "figures.asks",  # of the question alone
        "transfer.foreseen",  # nothing where texts have earlier versions; see test_other_programs
        *("reliability.select_by_name", "designations.designated"),  # names are shown
        "report_project.project_section",  # nothing in it is a coder's
        "attribute_table.write",  # attributes of documents are nobody's
        *("table.write", "table.read", "persons.persons", "persons.attributes"),  # so are persons
        *(
            "turns.speakers_with_turns",
            "persons.anybody_speaks",
            "named_sets.listed",
            "named_sets.named",
        ),
        *("code_sets.listed", "code_sets.named"),  # the codebook's
        *("name_hits.hits", "sampling.draw"),  # of texts alone
        *("given_units.given_to", "given_units.unlabelled"),  # the rounds' own
        *("entries.read", "methods.read", "plan.read", "plan.registrations"),  # the study's
    }


def test_every_function_that_takes_a_viewer_is_tried() -> None:
    found = {name for name, kind, _others in _functions() if kind == "Viewer"}
    assert found | {"reanchoring.Settling"} == READS.keys()


def test_every_other_read_is_known_to_show_nobodys_work() -> None:
    for name, kind, others in _functions():
        if kind not in ("ProjectFile", "Readable") or others[:1] == ["by"]:
            continue
        module = name.split(".")[0]
        assert name in SEES_ALL or {name, module} & OF_NOBODY, (
            f"{name} reads a project and takes no Viewer. Let it take one, or say in this test why"
            " it tells of nobody's work."
        )


def test_what_is_withheld_is_counted(pair: Pair) -> None:
    viewer = looking(pair.among, ANN.guid)
    with pair.among.reading() as connection:
        count = connection.exec_driver_sql(
            "SELECT count(*) FROM coding WHERE deleted = 0 AND coder <> ?", (ANN.guid,)
        ).scalar()
    found = viewer.withheld()
    assert found["codings"] == count
    assert (found["memos"], found["relations"], found["statuses"]) == (4, 2, 1)
    assert (found["assignments"], found["decisions"]) == (2, 2)
    alone = looking(pair.alone, ANN.guid).withheld()
    assert {name for name, number in alone.items() if number} == {"steps"}  # others' arrival


def test_who_is_nobody_in_a_blind_project_sees_nobodys_work(pair: Pair) -> None:
    found = transfer.whole(looking(pair.among, None))
    assert (found.codings, found.memos, found.relations, found.statuses) == ((), (), (), ())
    assert len(found.documents) == 1


def test_each_sees_their_own(pair: Pair) -> None:
    for person in (ANN, BEN, CLEO):
        viewer = looking(pair.among, person.guid)
        assert {one.coder for one in transfer.whole(viewer).codings} <= {person.guid}
        assert viewer.sees(person.guid) and not viewer.sees("somebody")


def test_a_project_that_is_not_blind_shows_everything(tmp_path: Path) -> None:
    pair = make_pair(tmp_path)
    projects.set_blind(pair.among, ANN.guid, False)
    viewer = looking(pair.among, ANN.guid)
    assert not viewer.blind and viewer.sees(BEN.guid) and viewer.withheld() == {}
    assert repr(transfer.whole(viewer)) == repr(transfer.whole(everything(pair.among)))
    pair.among.undo(ANN.guid)
    assert looking(pair.among, ANN.guid).blind
    pair.close()


def test_nothing_is_written_through_what_a_viewer_reads(pair: Pair) -> None:
    with (
        pytest.raises(UserError),
        looking(pair.among, ANN.guid).reading() as connection,
    ):
        connection.exec_driver_sql("DELETE FROM main.coding")


def test_what_is_changed_by_others_hands_is_told_right(tmp_path: Path) -> None:
    """Another coder's step on one's own coding: the versions are those that were."""
    pair = make_pair(tmp_path)
    codes.delete(pair.among, BEN.guid, pair.codes["claim"], move_to=pair.codes["prediction"])
    viewer = looking(pair.among, ANN.guid)
    (mine,) = [one for one in transfer.whole(viewer).codings if one.guid == pair.mine[0]]
    assert mine.code == pair.codes["prediction"]
    assert SECRET not in repr(trail.versions(viewer, pair.mine[0]))
    pair.close()


def test_refusals_tell_no_numbers_and_no_values(tmp_path: Path) -> None:
    pair = make_pair(tmp_path)
    with pytest.raises(UserError) as refused:
        documents.delete(pair.among, ANN.guid, [pair.document])
    assert not any(sign.isdigit() for sign in str(refused.value))
    changed = replace(pair.who, kind=AttributeKind.NUMBER)
    with pytest.raises(UserError) as refused:
        attributes.edit(pair.among, ANN.guid, changed, {"Baku": None})
    assert SECRET not in str(refused.value)
    pair.close()


def test_in_a_blind_project_only_ones_own_codings_are_united(tmp_path: Path) -> None:
    pair = make_pair(tmp_path)
    assert len(identical_codings.find(everything(pair.among))) == 1
    assert not identical_codings.unite(pair.among, ANN.guid)
    assert identical_codings.unite(pair.among, BEN.guid)
    pair.close()


def test_nobody_is_shown_decisions(pair: Pair) -> None:
    """They are about several coders' codings, whoever made them."""
    with looking(pair.among, CLEO.guid).reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM decision").scalar() == 0
    with pair.among.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM decision").scalar() == 2
