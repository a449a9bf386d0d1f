"""The report's section on alpha by version of the codebook, with the rules added in between."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from annotator.corpus.messages import tr
from annotator.exchange.report_document import Block, Cell, Measured, Section, Table
from annotator.operations import sealing
from annotator.operations.report.version_picture import VersionValue, version_picture
from annotator.operations.rules.keeping import ACCEPTED, Rule
from annotator.operations.sealing import VersionFigures
from annotator.operations.viewing import Viewer


def versions_section(viewer: Viewer, rules: Sequence[Rule]) -> Section:
    """Alpha of each code in each sealed round, and which rules came into the codebook between."""
    title = tr("Agreement by version of the codebook")
    found = sealing.by_version(viewer)
    if not found:
        return Section(title, [tr("No round is sealed.")])
    names = {
        code.guid: label
        for one in found
        for code, label in zip(one.comparison.codes, one.comparison.data.labels, strict=True)
    }
    values = [[_value(one, code) for one in found] for code in names]
    versions = [one.name for one in found]
    rows: list[list[Cell]] = [
        [label, *(_cell(value) for value in row)]
        for label, row in zip(names.values(), values, strict=True)
    ]
    caption = tr("Alpha by code, of each sealed round, with the interval")
    blocks: list[Block] = [
        Table("Versions", caption, (tr("Code", context="noun"), *versions), rows),
        version_picture(list(names.values()), versions, values),
    ]
    for earlier, later in pairwise(found):
        blocks.append(_between(earlier, later, rules))
    if len(found) > 1:
        blocks.append(
            tr(
                "The rounds are of different documents. Where intervals overlap widely, a"
                " difference can be one of the documents, and not of the rules."
            )
        )
    return Section(title, blocks)


def _value(one: VersionFigures, code: str) -> VersionValue:
    numbers = {known.guid: n for n, known in enumerate(one.comparison.codes)}
    if code not in numbers:
        return VersionValue(None, None)
    number = numbers[code]
    spread = one.comparison.interval_table
    ends = spread.rows[number].alpha_character.ends if spread is not None else None
    return VersionValue(one.comparison.table.rows[number].alpha_character.value, ends)


def _cell(value: VersionValue) -> Cell:
    low, high = value.ends or (None, None)
    return Measured(value.value, low, high)


def _between(earlier: VersionFigures, later: VersionFigures, rules: Sequence[Rule]) -> str:
    """The rules that were accepted after one seal and before the next."""
    added = [
        rule.text
        for rule in rules
        if rule.state == ACCEPTED and earlier.sealed.at < rule.changed <= later.sealed.at
    ]
    if not added:
        return tr(
            "No rule was added from {earlier} to {later}.", earlier=earlier.name, later=later.name
        )
    return tr(
        "Rules added from {earlier} to {later}: {rules}",
        earlier=earlier.name,
        later=later.name,
        rules=" ".join(added),
    )
