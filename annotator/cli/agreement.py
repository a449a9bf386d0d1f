"""``annotator agree``: what is asked for, computed once, then printed in one of three forms."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from annotator.agreement import BOOTSTRAP, JACKKNIFE, UnitBounds
from annotator.cli import agreement_json, agreement_text, sealed_agreement
from annotator.cli.agreement_csv import print_csv_table
from annotator.cli.agreement_result import Result
from annotator.cli.agreement_text import print_comparison
from annotator.cli.opening import opened
from annotator.cli.output import print_json
from annotator.cli.viewing import refuse_comparing, viewer_of, withheld
from annotator.corpus.messages import tr
from annotator.corpus.team import Purpose
from annotator.corpus.turns import TurnChoice
from annotator.errors import UserError
from annotator.exchange.csv_form import form_named
from annotator.operations import reliability, sealing, team_agreement
from annotator.operations.reliability import (
    AgreementSettings,
    ComparisonData,
    Selection,
    attribute_agreement,
    drift,
    measure_registry,
    measures,
    relation_agreement,
    thresholds,
)
from annotator.operations.reliability import levels as level_figures
from annotator.operations.reliability.cue_shares import cue_shares
from annotator.operations.team import rounds
from annotator.operations.viewing import Viewer

__all__ = ["print_comparison", "run"]


def run(options: argparse.Namespace) -> int:
    """Compute and print; returns the exit status."""
    names = measure_registry.named(options.measure or ())
    settings = _settings(options)
    if options.csv:
        _refuse_several_tables(options)
    with opened(options) as project:
        viewer = viewer_of(project, options)
        if viewer.blind:
            refuse_comparing(viewer)
            if options.json:
                print_json({"coders": [], "documents": [], "codes": []} | withheld(viewer))
            return 0
        selection = selected(viewer, options)
        sealed = sealed_agreement.sealed_round(viewer, options)
        if sealed is None:
            data = reliability.load(viewer, selection, settings)
            _check_turns(data)
        else:
            data = sealed_agreement.sealed_data(viewer, sealed, options, settings, selection)
        attributes = attribute_agreement.attributes(viewer, data)
        relations = relation_agreement.relations(viewer, data)
        comparison = reliability.compute(data)
        shares = cue_shares(viewer, comparison)
        by_round = (
            team_agreement.by_round(viewer, selection, settings) if options.by == "round" else []
        )
        against = (
            team_agreement.against_consensus(viewer, selection, settings) if options.against else []
        )
        by_value = (
            team_agreement.by_attribute(viewer, selection, settings, options.by)
            if options.by not in (None, "document", "round", "version", "time")
            else []
        )
        by_version = sealing.by_version(viewer, selection.codes) if options.by == "version" else []
        since = sealing.since(viewer, sealed) if sealed is not None else None
        periods = drift.drift(viewer, data) if options.by == "time" else None
        levels = level_figures.levels(viewer, data) if options.levels else []
        standings = thresholds.thresholds(viewer, comparison) if options.levels else []
    result = Result(
        comparison,
        measure_registry.measure(data, names),
        _by_document(data) if options.by == "document" else [],
        attributes,
        bool(names),
        shares,
        by_round,
        against,
        measures.pair_bootstraps(data, draws) if (draws := options.pair_bootstrap) else [],
        by_value,
        relations,
        options.by or "",
        by_version,
        sealed,
        since,
        periods,
        levels,
        standings,
    )
    if options.json:
        print_json(agreement_json.document(result))
    elif options.csv:
        print_csv_table(
            result, guard_formulas=options.guard_formulas, form=form_named(options.csv_form)
        )
    else:
        agreement_text.print_result(result)
    return 0


def selected(viewer: Viewer, options: argparse.Namespace) -> Selection:
    """What the options choose to compare."""
    selection = reliability.select_by_name(
        viewer, options.coder, options.document, options.code, options.document_attribute
    )
    if options.round:
        one = rounds.find(viewer.project, options.round)
        given = next(found for known, found in rounds.listed(viewer) if known.guid == one.guid)
        selection = team_agreement.of_round(
            selection, [(a.document, a.coder) for a in given], one.guid
        )
    selection = replace(selection, purpose=Purpose(options.purpose) if options.purpose else None)
    return replace(
        selection,
        finished=options.finished,
        assigned=options.assigned,
        touched=options.touched,
        turns=_turns(options),
    )


def _check_turns(data: ComparisonData) -> None:
    """UserError where it is asked for turns of which there are none."""
    if data.selection.turns is not None and not data.documents:
        raise UserError(tr("None of the chosen speakers has a turn in these documents."))
    if data.settings.unit == "turn" and not any(len(one.start) for one in _units(data)):
        raise UserError(tr("None of these documents has turns of speakers to count in."))


def _units(data: ComparisonData) -> Sequence[UnitBounds]:
    return data.choice.bounds if data.choice is not None else ()


def _turns(options: argparse.Namespace) -> TurnChoice | None:
    """Whose turns are compared; None for the whole documents."""
    if not (options.speaker or options.without_speaker or options.without_role):
        return None
    return TurnChoice(
        options.speaker or None, options.without_speaker or (), options.without_role or ()
    )


def _settings(options: argparse.Namespace) -> AgreementSettings:
    for name in ("least_overlap", "pair_bootstrap"):
        if getattr(options, name) < (1 if name == "least_overlap" else 0):
            raise UserError(
                tr(
                    "--{word} must not be {options}.",
                    word=name.replace("_", "-"),
                    options=getattr(options, name),
                )
            )
    return AgreementSettings(
        unit=options.unit,
        rule=options.rule,
        min_overlap=options.least_overlap,
        **bootstrap_settings(options),
        pairs=options.pairs,
        confusion=options.confusion,
        each_document=options.by == "document",
    )


def bootstrap_settings(options: argparse.Namespace) -> dict[str, Any]:
    """How intervals are computed: by the jackknife unless a number of draws was asked for."""
    for name in ("bootstrap", "seed"):
        if (getattr(options, name) or 0) < 0:
            raise UserError(
                tr("--{name} must not be {options}.", name=name, options=getattr(options, name))
            )
    draws, seed = options.bootstrap, options.seed
    if draws is None:
        return {"interval_method": JACKKNIFE, "seed": seed}
    return {"interval_method": BOOTSTRAP if draws else None, "n_resamples": draws, "seed": seed}


def _refuse_several_tables(options: argparse.Namespace) -> None:
    asked = ("measure", "pairs", "by", "confusion", "against")
    given = [f"--{name}" for name in asked if getattr(options, name)]
    if len(given) > 1:
        raise UserError(
            tr(
                "CSV holds one table: ask for one of {names}, or use --json.",
                names=", ".join(given),
            )
        )


def _by_document(data: ComparisonData) -> list[reliability.Comparison]:
    """The default figures of each document that two coders touched."""
    return [
        reliability.compute(data.of_document(index))
        for index, continuum in enumerate(data.continua)
        if sum(own is not None for own in continuum.codings) >= 2
    ]
