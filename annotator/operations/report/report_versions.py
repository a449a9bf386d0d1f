"""The report's section on what versions of the codebook did: a picture, and the rules in between.

The figures stand in the table of sealed rounds (`report_levels`).
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.corpus.messages import tr
from annotator.exchange.report_document import Block, Section
from annotator.operations.rules.keeping import Rule
from annotator.operations.study import versions
from annotator.operations.study.version_picture import version_picture
from annotator.operations.viewing import Viewer


def versions_section(viewer: Viewer, rules: Sequence[Rule]) -> Section:
    """Alpha of each code in each sealed round, and which rules came into the codebook between."""
    title = tr("Agreement by version of the codebook")
    found = versions.by_version(viewer, rules)
    if not found.versions:
        return Section(title, [tr("No round is sealed.")])
    caption = tr("Alpha by code, of each sealed round, with the interval.")
    picture = version_picture(found.codes, found.versions, found.values)
    blocks: list[Block] = [caption, picture, *found.between]
    return Section(title, [*blocks, *filter(None, [found.caution])])
