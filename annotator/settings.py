"""Every preference in one typed catalogue, kept as JSON in the user's configuration folder."""

from __future__ import annotations

import dataclasses
import json
import logging
from dataclasses import dataclass, field
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from annotator import paths
from annotator.atomic_file import PRIVATE_FILE, make_private_folder, write_text
from annotator.corpus.identity import is_guid, new_guid
from annotator.corpus.limits import name_fault
from annotator.errors import UserError
from annotator.input_files import read_bytes

_log = logging.getLogger(__name__)
_MOST_PROJECTS = 500
_LARGEST_FILE = 10_000_000
_RANGES = {
    "zoom": (50, 400),
    "text_width": (20, 400),
    "line_height": (100, 400),
    "reader_scale": (25, 500),
    "backup_number": (1, 1000),
    "backup_days": (0, 36_500),
}
"""What a number may be; beyond, the nearest that may be is used."""


@dataclass
class Settings:
    """The preferences of this user on this computer."""

    coder: Annotated[str, "Name of who codes; asked once."] = ""
    coders: Annotated[dict[str, str], "GUIDs by name of who codes on this computer."] = field(
        default_factory=dict
    )
    project_coders: Annotated[
        dict[str, str], "GUIDs of who codes in each project on this computer, by its file."
    ] = field(default_factory=dict)
    recent: Annotated[list[str], "Projects opened before, the last one first."] = field(
        default_factory=list
    )
    language: Annotated[str, "Code of the program's language; empty is the system's."] = ""
    theme: Annotated[str, "Colours: system, light, dark, contrast-light, contrast-dark."] = "system"
    zoom: Annotated[int, "Size of the text in percent."] = 100
    interface_font: Annotated[str, "Font of the window; empty is the system's."] = ""
    motion: Annotated[str, "Whether the window moves: system, full, or reduced."] = "system"
    text_width: Annotated[int, "Characters in a line of the reader."] = 68
    line_height: Annotated[int, "Height of a line in percent of the letters' size."] = 150
    reading_font: Annotated[str, "Font of the texts; empty is the theme's."] = ""
    reader_scale: Annotated[int, "Size of the reader's letters in percent, on top of zoom."] = 100
    numbering: Annotated[str, "Counted beside the text: paragraphs, lines or none."] = "paragraphs"
    margin: Annotated[bool, "Brackets and names of codes beside the text."] = True
    plain: Annotated[bool, "Texts are shown as bare lines, without their structure."] = False
    shows_changes: Annotated[bool, "Comments and tracked changes of a text are shown."] = False
    printed_pages: Annotated[bool, "The pages of a PDF are shown beside its text."] = False
    speaker_colors: Annotated[bool, "Speakers have a colour of their own in transcripts."] = False
    outline: Annotated[bool, "The headings of a text are listed beside it."] = True
    panels: Annotated[dict[str, bool], "Optional panels by name: whether each is shown."] = field(
        default_factory=dict
    )
    margin_colors: Annotated[str, "Colour of brackets beside the text: code or coder."] = "code"
    coder_colors: Annotated[dict[str, str], "Colours (#rrggbb) of coders, by their GUIDs."] = field(
        default_factory=dict
    )
    cues: Annotated[bool, "Words that often betray a code are marked in the text."] = False
    code_order: Annotated[str, "What sorts the list of codes."] = "codebook"
    code_numbers: Annotated[bool, "Numbers of codings stand in the list of codes."] = True
    code_last_use: Annotated[bool, "The day of the last use stands in the list of codes."] = False
    citation: Annotated[str, "How a quotation is cited when it is copied or written."] = (
        "“…” ({speaker}, {document}, {page})"
    )
    csv_form: Annotated[str, "What parts the cells of CSV files that are saved."] = "comma"
    tour: Annotated[str, "The tour: not taken (empty), done or dismissed."] = ""
    writing: Annotated[dict[str, str], "What was last written as a document, and how."] = field(
        default_factory=dict
    )
    ask_values: Annotated[bool, "The values of a coding are offered right after it is made."] = (
        False
    )
    questions: Annotated[dict[str, list[str]], "Questions that were open, by project (GUID)."] = (
        field(default_factory=dict)
    )
    keys: Annotated[dict[str, str], "Keys that differ from the usual ones, by action."] = field(
        default_factory=dict
    )
    places: Annotated[dict[str, int], "Code point where each document (GUID) was left."] = field(
        default_factory=dict
    )
    layouts: Annotated[dict[str, dict[str, int | str]], "How each document (GUID) was set."] = (
        field(default_factory=dict)
    )
    backup_folder: Annotated[str, "Folder for backups; empty is the program's own."] = ""
    backup_number: Annotated[int, "Backups of one project that are kept at most."] = 10
    backup_days: Annotated[int, "Days after which backups are deleted; 0 is never."] = 0
    folders: Annotated[dict[str, str], "Folder last used, by kind of file."] = field(
        default_factory=dict
    )
    last_documents: Annotated[dict[str, str], "Document (GUID) last read, by project file."] = (
        field(default_factory=dict)
    )
    detached: Annotated[
        dict[str, list[int]], "Panels that are windows: x, y, width and height of each."
    ] = field(default_factory=dict)
    geometry: Annotated[str, "Size and place of the window."] = ""
    layout: Annotated[str, "Which panels are open, and how wide."] = ""
    window_sizes: Annotated[
        dict[str, list[int]], "Width and height that dialogs were given, by class and zoom."
    ] = field(default_factory=dict)

    def coder_guid(self, name: str) -> str:
        """The identity of a person who codes on this computer, made on first use."""
        return self.coders.setdefault(name, new_guid())

    def coder_in(self, project: Path) -> tuple[str, str] | None:
        """Name and GUID of who coded in a project file here before."""
        guid = self.project_coders.get(str(project.absolute()))
        return next(((name, known) for name, known in self.coders.items() if known == guid), None)

    def keep_coder(self, project: Path, guid: str) -> None:
        """Remember who codes in a project file."""
        _keep_last(self.project_coders, project, guid)

    def keep_document(self, project: Path, document: str) -> None:
        """Remember which document of a project file was read last."""
        _keep_last(self.last_documents, project, document)

    def opened(self, project: Path) -> None:
        """Put a project first among the recent ones."""
        entry = str(project.absolute())
        self.recent = [entry, *(path for path in self.recent if path != entry)][:10]

    def save(self) -> None:
        """Write the preferences; the old ones stay where the disk refuses. OSError then."""
        path = settings_file()
        make_private_folder(path.parent)
        text = json.dumps(dataclasses.asdict(self), ensure_ascii=False, indent=2)
        write_text(path, text + "\n", mode=PRIVATE_FILE)


def _keep_last(kept: dict[str, str], project: Path, what: str) -> None:
    """Note something of a project file, and forget what is long ago."""
    entry = str(project.absolute())
    kept.pop(entry, None)
    kept[entry] = what
    while len(kept) > _MOST_PROJECTS:
        kept.pop(next(iter(kept)))


def settings_file() -> Path:
    """Where the preferences are saved."""
    return paths.config_folder() / "settings.json"


def load() -> Settings:
    """The saved preferences; a value that can't be used is left at its default and logged."""
    path = settings_file()
    try:
        if not path.exists():
            return Settings()
        saved = json.loads(read_bytes(path, _LARGEST_FILE))
    except (UserError, OSError, ValueError, RecursionError) as error:
        _log.warning("%s can't be read, the defaults are used: %s", path, error)
        return Settings()
    return Settings(**_usable(saved, path))


def _usable(saved: object, path: Path) -> dict[str, Any]:
    values: dict[str, Any] = {}
    hints = get_type_hints(Settings)
    for name, value in saved.items() if isinstance(saved, dict) else ():
        try:
            values[name] = _checked(name, value, hints)
        except TypeError:
            _log.warning("%s: %s = %.200r is not used", path, name, value)
    return values


def _checked(name: str, value: Any, hints: dict[str, Any]) -> Any:
    """A saved value of the type that the catalogue says, through and through. Entries of lists and
    tables that are not of it are left out. TypeError where nothing of it can be used."""
    used = _fitting(value, hints.get(name))
    if name in _RANGES:
        least, most = _RANGES[name]
        return min(max(used, least), most)
    if name == "coder" and (name_fault(used) or not _is_text(used)):
        raise TypeError
    if name == "coders":
        return {one: guid for one, guid in used.items() if is_guid(guid) and _is_text(one)}
    return used


def _fitting(value: Any, kind: Any) -> Any:
    """The value, or what of its entries is of a type. TypeError where it is of another."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is list and isinstance(value, list):
        return [one for one in value if _is_of(one, arguments[0])]
    if origin is dict and isinstance(value, dict):
        return {
            name: _fitting(one, arguments[1])
            for name, one in value.items()
            if _is_of(one, arguments[1])
        }
    if origin in (list, dict) or not _is_of(value, kind):
        raise TypeError
    return value


def _is_of(value: object, kind: Any) -> bool:
    """Whether a value is of a type of the catalogue; JSON's true is no number."""
    if isinstance(kind, UnionType):
        return any(_is_of(value, one) for one in get_args(kind))
    if get_origin(kind) is not None:
        return isinstance(value, get_origin(kind))
    return type(value) is kind


def _is_text(value: str) -> bool:
    """Whether a text is Unicode: JSON can hold half characters, a project can't."""
    return not any("\ud800" <= letter <= "\udfff" for letter in value)
