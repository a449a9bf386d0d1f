"""What the page of preferences shows: a row for each setting that is the user's to choose.

A new setting of the catalogue (`annotator.settings`) gets a row in `ROWS`, or a name in `STATE`
where the program keeps it by itself. `tests/ui/preferences/test_rows.py` holds that each has one of
them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from annotator import languages
from annotator.corpus.messages import gettext_noop, tr
from annotator.settings import Settings


class Section(StrEnum):
    """Headings of the page, in their order."""

    APPEARANCE = gettext_noop("Appearance")
    READING = gettext_noop("Text and margin")
    CODERS = gettext_noop("Coders and codings")
    LANGUAGE = gettext_noop("Language")
    KEYS = gettext_noop("Keys")
    QUOTATIONS = gettext_noop("Quotations and tables")
    BACKUPS = gettext_noop("Backups")
    PRIVACY = gettext_noop("Privacy")


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off."""

    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few; `options` are values with what they are called."""

    options: Callable[[], list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from `least` to `most`. `none` is what the least one means, where it means
    something else."""

    least: int
    most: int
    step: int
    unit: str = ""
    none: str = ""


@dataclass(frozen=True, slots=True)
class Font:
    """A family of letters; empty is the usual one."""

    usual: str


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder; empty is the usual place."""

    usual: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a quotation is cited, with an example."""


@dataclass(frozen=True, slots=True)
class CoderColors:
    """A colour for each coder of the open project."""


@dataclass(frozen=True, slots=True)
class Command:
    """No value: a button that does something. `done` is said afterwards."""

    label: str
    done: str = ""


Kind = Switch | Choice | Number | Font | Folder | Pattern | CoderColors | Command


@dataclass(frozen=True, slots=True)
class Row:
    """A preference. `name` is that of the setting, or of the command."""

    name: str
    section: Section
    title: str
    sentence: str
    kind: Kind

    @property
    def is_setting(self) -> bool:
        """Whether it has a value, and so a default."""
        return not isinstance(self.kind, Command)

    def words(self) -> str:
        """What a search looks at."""
        said = [tr(self.section), tr(self.title), tr(self.sentence)]
        match self.kind:
            case Switch(label) | Command(label):
                said.append(tr(label))
            case Choice(options):
                said += [name for _value, name in options()]
            case _:
                pass
        return " ".join(said)


def _themes() -> list[tuple[str, str]]:
    return [
        ("system", tr("As the system")),
        ("light", tr("Light")),
        ("dark", tr("Dark")),
        ("contrast-light", tr("High contrast: black on white")),
        ("contrast-dark", tr("High contrast: white on black")),
    ]


def _motions() -> list[tuple[str, str]]:
    return [
        ("system", tr("As the system")),
        ("full", tr("Menus fade, the cursor blinks")),
        ("reduced", tr("Nothing moves by itself")),
    ]


def _languages() -> list[tuple[str, str]]:
    return [("", tr("As the system")), *languages.NAMES.items()]


def _numberings() -> list[tuple[str, str]]:
    return [("paragraphs", tr("Paragraphs")), ("lines", tr("Lines")), ("none", tr("Nothing"))]


def _margin_colors() -> list[tuple[str, str]]:
    return [("code", tr("The colour of the code")), ("coder", tr("The colour of the coder"))]


def _csv_forms() -> list[tuple[str, str]]:
    return [
        ("comma", tr("a comma")),
        ("semicolon", tr("a semicolon")),
        ("semicolon-comma", tr("a semicolon, with decimal commas")),
        ("tab", tr("a tab")),
    ]


_N = gettext_noop
ROWS: tuple[Row, ...] = (
    Row(
        "theme",
        Section.APPEARANCE,
        _N("Colours of the window"),
        _N("Light, dark, or with the contrast that weak eyes need. F9 changes light and dark."),
        Choice(_themes),
    ),
    Row(
        "zoom",
        Section.APPEARANCE,
        _N("Size of everything"),
        _N("Letters, buttons and distances. Ctrl and + or − change it from anywhere."),
        Number(75, 200, 5, " %"),
    ),
    Row(
        "interface_font",
        Section.APPEARANCE,
        _N("Font of the window"),
        _N("For menus, lists and forms. Texts have a font of their own below."),
        Font(_N("that of the system")),
    ),
    Row(
        "motion",
        Section.APPEARANCE,
        _N("Motion"),
        _N("Whether menus and tips fade in and the cursor blinks."),
        Choice(_motions),
    ),
    Row(
        "reading_font",
        Section.READING,
        _N("Font of the texts"),
        _N("For the documents that are read and coded."),
        Font(_N("that of the theme")),
    ),
    Row(
        "reader_scale",
        Section.READING,
        _N("Size of the texts"),
        _N("On top of the size of everything. Two fingers or Ctrl and the wheel change it."),
        Number(25, 500, 5, " %"),
    ),
    Row(
        "line_height",
        Section.READING,
        _N("Line spacing"),
        _N("The height of a line in percent of the letters’ size."),
        Number(100, 300, 10, " %"),
    ),
    Row(
        "text_width",
        Section.READING,
        _N("Width of the text"),
        _N("Characters in a line. A document keeps the width that it was given."),
        Number(30, 120, 2, _N(" characters")),
    ),
    Row(
        "numbering",
        Section.READING,
        _N("Numbers beside the text"),
        _N("What is counted at the left of the text. F7 changes it."),
        Choice(_numberings),
    ),
    Row(
        "margin",
        Section.READING,
        _N("Margin"),
        _N("Whether brackets and names of codes stand beside the text. F6 changes it."),
        Switch(_N("Brackets and names of codes")),
    ),
    Row(
        "margin_colors",
        Section.CODERS,
        _N("Colour of brackets"),
        _N("What the colour of brackets and names beside the text tells of a coding."),
        Choice(_margin_colors),
    ),
    Row(
        "coder_colors",
        Section.CODERS,
        _N("Colours of coders"),
        _N("On this computer alone. They show where brackets have the colour of the coder."),
        CoderColors(),
    ),
    Row(
        "ask_values",
        Section.CODERS,
        _N("Values after coding"),
        _N("The values of a code are offered right after each coding with it."),
        Switch(_N("Offer values after each coding")),
    ),
    Row(
        "cues",
        Section.CODERS,
        _N("Cues"),
        _N("Words that often betray a code are marked in the text, where the project allows it."),
        Switch(_N("Mark cues in the text")),
    ),
    Row(
        "language",
        Section.LANGUAGE,
        _N("Language of the program"),
        _N("The program speaks it from its next start on. Texts and codes stay as they are."),
        Choice(_languages),
    ),
    Row(
        "keys",
        Section.KEYS,
        _N("Keys of the commands"),
        _N("Every command can have another key. Codes get their keys in the codebook."),
        Command(_N("Change keys…")),
    ),
    Row(
        "citation",
        Section.QUOTATIONS,
        _N("How quotations are cited"),
        _N("“…” is the quotation. What a document does not say is left out."),
        Pattern(),
    ),
    Row(
        "csv_form",
        Section.QUOTATIONS,
        _N("CSV files"),
        _N("What stands between the cells of tables that are saved. Excel differs by country."),
        Choice(_csv_forms),
    ),
    Row(
        "backup_folder",
        Section.BACKUPS,
        _N("Folder of the backups"),
        _N("A copy of a project is made when it is opened. It holds from the next one on."),
        Folder(_N("the program’s own folder")),
    ),
    Row(
        "backup_number",
        Section.BACKUPS,
        _N("Number of backups"),
        _N("How many backups of one project are kept at most. The oldest go first."),
        Number(1, 1000, 1),
    ),
    Row(
        "backup_days",
        Section.BACKUPS,
        _N("Age of backups"),
        _N("After how many days a backup is deleted."),
        Number(0, 36_500, 30, _N(" days"), _N("Never")),
    ),
    Row(
        "recent",
        Section.PRIVACY,
        _N("Recent projects"),
        _N("The list of projects that were opened here. The projects themselves stay."),
        Command(_N("Clear the list"), _N("The list of recent projects is empty.")),
    ),
    Row(
        "traces",
        Section.PRIVACY,
        _N("Places and folders"),
        _N(
            "Where each text was left, which folders and questions were used last. Codings are in"
            " the project, and stay."
        ),
        Command(_N("Forget them"), _N("Places and folders are forgotten.")),
    ),
    Row(
        "log",
        Section.PRIVACY,
        _N("Log"),
        _N("What the program notes for finding mistakes: names of files, never of their words."),
        Command(_N("Clear the log"), _N("The log is empty.")),
    ),
)
STATE = {
    "coder": "asked once, changed by Coder › Switch coder",
    "coders": "identities of who codes here",
    "project_coders": "who codes in which project",
    "recent": "kept by itself; a command of the page clears it",
    "plain": "how the open text is shown: View",
    "shows_changes": "how the open text is shown: View",
    "printed_pages": "how the open text is shown: View",
    "speaker_colors": "how the open text is shown: View",
    "outline": "whether a panel is open: View",
    "panels": "which panels are open: View",
    "detached": "which panels are windows, and where: View",
    "writing": "what a form was filled with last",
    "questions": "questions that were open",
    "keys": "its dialog is opened by a command of the page",
    "places": "where texts were left; a command of the page clears it",
    "layouts": "how texts were left; a command of the page clears it",
    "code_numbers": "how the codes are listed: the button of their panel",
    "code_last_use": "how the codes are listed: the button of their panel",
    "code_order": "how the codes are listed: the button of their panel",
    "tour": "whether the tour was taken: Help",
    "folders": "folders last used; a command of the page clears it",
    "last_documents": "documents last read; a command of the page clears it",
    "geometry": "size and place of the window",
    "layout": "how the window is divided",
    "window_sizes": "sizes of dialogs",
}
"""Settings that the program keeps by itself, and why they are no preference."""


def rows() -> list[Row]:
    """The rows of settings that the catalogue has, and of commands."""
    known = {one.name for one in dataclasses.fields(Settings)}
    return [row for row in ROWS if not row.is_setting or row.name in known]


def default_of(name: str) -> object:
    """The value that a setting has where nobody chose another."""
    return getattr(Settings(), name)
