"""The facts that the window of versions shows, from the project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotator.corpus.codebook_difference import Difference
from annotator.operations import codebook, passages
from annotator.storage.codebook_versions import CodebookVersion
from annotator.storage.project_file import ProjectFile
from annotator.ui.codebook.versions_window import Recheck


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """The versions of one project's codebook; `sees` says whose codings (GUID) may be shown."""

    project: ProjectFile
    sees: Callable[[str], bool]

    def versions(self) -> list[CodebookVersion]:
        return codebook.versions(self.project)

    def changed(self, first: int, second: int | None) -> list[Difference]:
        return codebook.changed_since(self.project, first, second)

    def rechecks(self) -> list[Recheck]:
        found = [one for one in codebook.outdated(self.project) if self.sees(one.coding.coder)]
        codes_now = codebook.current(self.project).by_guid
        listed = passages.passages(self.project, [entry.coding for entry in found])
        return [
            Recheck(entry, passage, codes_now[entry.coding.code].name)
            for entry, passage in zip(found, listed, strict=True)
        ]
