"""What is written down of the study, by section and name: the plan, and what is reported of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.corpus.changes import STUDY_ENTRY, Changes
from annotator.corpus.identity import study_entry_guid
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.operations.viewing import Viewer
from annotator.storage.project_file import ProjectFile
from annotator.storage.rows import columns_of, living_rows
from annotator.storage.study_rows import StudyEntryRow

PLAN, METHODS = "protocol", "methods"
"""The sections."""


@dataclass(frozen=True, slots=True)
class Field:
    """An entry that is asked for. name: as it is stored, and called on the command line. title and
    hint are messages. lines: 1 for a line, more for a text. number: whether it holds a number."""

    name: str
    title: str
    hint: str = ""
    lines: int = 1
    number: bool = False
    choices: tuple[str, ...] = ()

    def fault(self, value: str) -> str | None:
        """Why a value can't be entered, or None."""
        if not value.strip():
            return None
        if self.choices and value not in self.choices:
            return tr(
                "“{title}” is one of: {choices}.",
                title=tr(self.title),
                choices=", ".join(self.choices),
            )
        if self.number and _number(value) is None:
            return tr("“{title}” is a number.", title=tr(self.title))
        return None


def _number(value: str) -> float | None:
    try:
        found = float(value.strip().replace(",", ".").removesuffix("%"))
    except ValueError:
        return None
    return found if 0 <= found < 1e9 else None


def number(value: str) -> float | None:
    """The number that an entry says, “12 %” and “0,8” too; None where it says none."""
    return _number(value) if value.strip() else None


def read(viewer: Viewer, section: str) -> dict[str, str]:
    """The entries of a section about the whole study, by name."""
    with viewer.reading() as connection:
        rows = living_rows(connection, StudyEntryRow)
    return {row.name: row.value for row in rows if row.section == section and not row.subject}


def write(
    project: ProjectFile,
    by: str,
    section: str,
    values: Mapping[str, str],
    fields: tuple[Field, ...],
) -> Changes:
    """Set entries of a section by name; an empty one is taken away. UserError for a name that is
    not asked for, or a value that can't be."""
    known = {field.name: field for field in fields}
    for name, value in values.items():
        if name not in known:
            raise UserError(
                tr(
                    "There is no entry “{name}”; there are: {known}.",
                    name=name,
                    known=", ".join(known),
                )
            )
        fault = known[name].fault(value)
        if fault is not None:
            raise UserError(fault)
    with project.transaction("Describe the study", by) as step:
        said = {study_entry_guid(section, "", name): (name, v) for name, v in values.items()}
        rows = [
            StudyEntryRow(guid=guid, section=section, subject="", name=name, value=value.strip())
            for guid, (name, value) in said.items()
            if value.strip()
        ]
        step.record.put(STUDY_ENTRY, map(columns_of, rows))
        step.record.delete(STUDY_ENTRY, said.keys() - {row.guid for row in rows})
    return step.changes
