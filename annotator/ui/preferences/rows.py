"""What the page of preferences shows: a row for each setting that is the user's to choose.

A new setting of the catalogue (`annotator.settings`) gets a row in `ROWS`, or a name in `STATE`
where the program keeps it by itself. `tests/ui/preferences/test_rows.py` holds that each has one of
them.
"""

from __future__ import annotations

import dataclasses

from annotator import languages
from annotator.corpus.messages import gettext_noop, tr
from annotator.settings import Settings
from annotator.ui.preferences.row import (
    Choice,
    CoderColors,
    Command,
    Folder,
    Font,
    Number,
    Pattern,
    Row,
    Section,
    Switch,
)

_PERCENT = "\N{NO-BREAK SPACE}%"


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


ROWS: tuple[Row, ...] = (
    Row(
        "theme",
        Section.APPEARANCE,
        gettext_noop("Colours of the window"),
        gettext_noop(
            "Light, dark, or with the contrast that weak eyes need. F9 changes light and dark."
        ),
        Choice(_themes),
    ),
    Row(
        "zoom",
        Section.APPEARANCE,
        gettext_noop("Size of everything"),
        gettext_noop("Letters, buttons and distances. Ctrl and + or − change it from anywhere."),
        Number(75, 200, 5, _PERCENT),
    ),
    Row(
        "interface_font",
        Section.APPEARANCE,
        gettext_noop("Font of the window"),
        gettext_noop("For menus, lists and forms. Texts have a font of their own below."),
        Font(gettext_noop("that of the system")),
    ),
    Row(
        "motion",
        Section.APPEARANCE,
        gettext_noop("Motion"),
        gettext_noop("Whether menus and tips fade in and the cursor blinks."),
        Choice(_motions),
    ),
    Row(
        "reading_font",
        Section.READING,
        gettext_noop("Font of the texts"),
        gettext_noop("For the documents that are read and coded."),
        Font(gettext_noop("that of the theme")),
    ),
    Row(
        "reader_scale",
        Section.READING,
        gettext_noop("Size of the texts"),
        gettext_noop(
            "On top of the size of everything. Two fingers or Ctrl and the wheel change it."
        ),
        Number(25, 500, 5, _PERCENT),
    ),
    Row(
        "line_height",
        Section.READING,
        gettext_noop("Line spacing"),
        gettext_noop("The height of a line in percent of the letters’ size."),
        Number(100, 300, 10, _PERCENT),
    ),
    Row(
        "text_width",
        Section.READING,
        gettext_noop("Width of the text"),
        gettext_noop("Characters in a line. A document keeps the width that it was given."),
        Number(30, 120, 2, gettext_noop(" characters")),
    ),
    Row(
        "numbering",
        Section.READING,
        gettext_noop("Numbers beside the text"),
        gettext_noop("What is counted at the left of the text. F7 changes it."),
        Choice(_numberings),
    ),
    Row(
        "margin",
        Section.READING,
        gettext_noop("Margin"),
        gettext_noop("Whether brackets and names of codes stand beside the text. F6 changes it."),
        Switch(gettext_noop("Brackets and names of codes")),
    ),
    Row(
        "margin_colors",
        Section.CODERS,
        gettext_noop("Colour of brackets"),
        gettext_noop("What the colour of brackets and names beside the text tells of a coding."),
        Choice(_margin_colors),
    ),
    Row(
        "coder_colors",
        Section.CODERS,
        gettext_noop("Colours of coders"),
        gettext_noop(
            "On this computer alone. They show where brackets have the colour of the coder."
        ),
        CoderColors(),
    ),
    Row(
        "ask_values",
        Section.CODERS,
        gettext_noop("Values after coding"),
        gettext_noop("The values of a code are offered right after each coding with it."),
        Switch(gettext_noop("Offer values after each coding")),
    ),
    Row(
        "cues",
        Section.CODERS,
        gettext_noop("Cues"),
        gettext_noop(
            "Words that often betray a code are marked in the text, where the project allows it."
        ),
        Switch(gettext_noop("Mark cues in the text")),
    ),
    Row(
        "language",
        Section.LANGUAGE,
        gettext_noop("Language of the program"),
        gettext_noop(
            "The program speaks it from its next start on. Texts and codes stay as they are."
        ),
        Choice(_languages),
    ),
    Row(
        "keys",
        Section.KEYS,
        gettext_noop("Keys of the commands"),
        gettext_noop("Every command can have another key. Codes get their keys in the codebook."),
        Command(gettext_noop("Change keys…")),
    ),
    Row(
        "citation",
        Section.QUOTATIONS,
        gettext_noop("How quotations are cited"),
        gettext_noop("“…” is the quotation. What a document does not say is left out."),
        Pattern(),
    ),
    Row(
        "csv_form",
        Section.QUOTATIONS,
        gettext_noop("CSV files"),
        gettext_noop(
            "What stands between the cells of tables that are saved. Excel differs by country."
        ),
        Choice(_csv_forms),
    ),
    Row(
        "backup_folder",
        Section.BACKUPS,
        gettext_noop("Folder of the backups"),
        gettext_noop(
            "A copy of a project is made when it is opened. It holds from the next one on."
        ),
        Folder(gettext_noop("the program’s own folder")),
    ),
    Row(
        "backup_number",
        Section.BACKUPS,
        gettext_noop("Number of backups"),
        gettext_noop("How many backups of one project are kept at most. The oldest go first."),
        Number(1, 1000, 1),
    ),
    Row(
        "backup_days",
        Section.BACKUPS,
        gettext_noop("Age of backups"),
        gettext_noop("After how many days a backup is deleted."),
        Number(0, 36_500, 30, gettext_noop(" days"), gettext_noop("Never")),
    ),
    Row(
        "recent",
        Section.PRIVACY,
        gettext_noop("Recent projects"),
        gettext_noop("The list of projects that were opened here. The projects themselves stay."),
        Command(
            gettext_noop("Clear the list"), gettext_noop("The list of recent projects is empty.")
        ),
    ),
    Row(
        "traces",
        Section.PRIVACY,
        gettext_noop("Places and folders"),
        gettext_noop(
            "Where each text was left, which folders and questions were used last. Codings are in"
            " the project, and stay."
        ),
        Command(gettext_noop("Forget them"), gettext_noop("Places and folders are forgotten.")),
    ),
    Row(
        "log",
        Section.PRIVACY,
        gettext_noop("Log"),
        gettext_noop(
            "What the program notes for finding mistakes: names of files, never of their words."
        ),
        Command(gettext_noop("Clear the log"), gettext_noop("The log is empty.")),
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
    "code_order": "how the list of codes is shown: its button",
    "code_numbers": "how the list of codes is shown: its button",
    "code_last_use": "how the list of codes is shown: its button",
    "tour": "how far the tour of the sample has come",
    "detached": "which panels are windows, and where: View",
    "writing": "what a form was filled with last",
    "questions": "questions that were open",
    "keys": "its dialog is opened by a command of the page",
    "places": "where texts were left; a command of the page clears it",
    "layouts": "how texts were left; a command of the page clears it",
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
