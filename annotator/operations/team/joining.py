"""A colleague's project file, looked at before one works with a copy of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Coder, CoderKind
from annotator.corpus.document import DocumentFacts
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.operations import projects, reading
from annotator.operations.viewing import looking


@dataclass(frozen=True)
class ColleaguesFile:
    """What is in a project file. `codings` are counted by coder (GUID); None where the file is
    blind, and nothing is said of anybody's work. `coders` are persons alone."""

    path: Path
    name: str
    documents: Sequence[DocumentFacts]
    codebook: Codebook
    coders: Sequence[Coder]
    codings: Counter[str] | None
    faults: str
    """What is not sound in it, in words; empty where all is."""

    @property
    def blind(self) -> bool:
        """Whether nobody else's work is shown in it."""
        return self.codings is None


def look_at(path: Path) -> Job[ColleaguesFile]:
    """Say what is in a project file, which stays as it is, byte by byte. UserError where it can't
    be read."""
    yield JobProgress(0, 1, path.name)
    with projects.open_read_only(path) as project:
        viewer = looking(project, None)
        facts = reading.project_facts(viewer)
        counted: Counter[str] = Counter()
        for (_document, _code, coder), number in reading.coding_counts(viewer).items():
            counted[coder] += number
        left_out = project.left_out
        return ColleaguesFile(
            path,
            facts.name,
            reading.documents(viewer),
            reading.codebook(viewer),
            [one for one in reading.coders(viewer) if one.kind is CoderKind.PERSON],
            None if facts.blind else counted,
            left_out.sentence() if left_out.rows or left_out.mended else "",
        )


def write_copy(source: Path, target: Path) -> Job[None]:
    """Write a copy of a colleague's file to work in; theirs stays as it is. UserError where
    something is at `target` already, or where not all of the file is sound: what is missing from a
    copy would be missing from all that is coded in it."""
    yield JobProgress(0, 1, target.name)
    projects.refuse_existing(target, overwrite=False)
    with projects.open_read_only(source) as project:
        if project.left_out.rows or project.left_out.mended:
            raise UserError(
                tr(
                    "“{file}” is damaged. Ask for it to be sent again, or open it as it is.",
                    file=source.name,
                )
            )
        projects.save_copy(project, target)
