"""The facts that the window of versions shows, from the project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotator.corpus.codebook import CodebookVersion
from annotator.corpus.codebook_comparison import ComparedRow
from annotator.corpus.codebook_difference import Difference
from annotator.operations import codebook
from annotator.operations.retrieval import passages
from annotator.operations.viewing import Viewer
from annotator.ui.codebook.versions_window import Recheck


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """The versions of one project's codebook; `viewer` says who looks at it now."""

    viewer: Callable[[], Viewer]

    def versions(self) -> list[CodebookVersion]:
        return codebook.versions(self.viewer().project)

    def changed(self, first: int, second: int | None) -> list[Difference]:
        return codebook.changed_since(self.viewer().project, first, second)

    def side_by_side(self, first: int, second: int | None) -> list[ComparedRow]:
        return codebook.side_by_side(self.viewer().project, first, second)

    def rechecks(self) -> list[Recheck]:
        viewer = self.viewer()
        found = codebook.outdated(viewer)
        codes_now = codebook.current(viewer.project).by_guid
        listed = passages.passages(viewer, [entry.coding for entry in found])
        return [
            Recheck(entry, passage, codes_now[entry.coding.code].name)
            for entry, passage in zip(found, listed, strict=True)
        ]
