"""The report's section on alpha by version of the codebook, with the rules added in between."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.corpus.messages import tr
from annotator.exchange.report_document import Block, Cell, Measured, Section, Table
from annotator.operations.rules.keeping import Rule
from annotator.operations.study import versions
from annotator.operations.study.version_picture import VersionValue, version_picture
from annotator.operations.viewing import Viewer


def versions_section(viewer: Viewer, rules: Sequence[Rule]) -> Section:
    """Alpha of each code in each sealed round, and which rules came into the codebook between."""
    title = tr("Agreement by version of the codebook")
    found = versions.by_version(viewer, rules)
    if not found.versions:
        return Section(title, [tr("No round is sealed.")])
    rows: list[list[Cell]] = [
        [label, *map(_cell, row)] for label, row in zip(found.codes, found.values, strict=True)
    ]
    caption = tr("Alpha by code, of each sealed round, with the interval")
    header = (tr("Code", context="noun"), *found.versions)
    blocks: list[Block] = [
        Table("Versions", caption, header, rows),
        version_picture(found.codes, found.versions, found.values),
        *found.between,
    ]
    return Section(title, [*blocks, *filter(None, [found.caution])])


def _cell(value: VersionValue) -> Cell:
    low, high = value.ends or (None, None)
    return Measured(value.value, low, high)
