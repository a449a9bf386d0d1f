"""Every action of the window, declared once: menus, shortcuts, help sheet and tests read this.

`slot` names a group of verbs and a method of it (see `verbs`). `key` is its default shortcut in
Qt's portable form; keys of one character work while the reader has the focus, so that they can be
typed elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

_CONTEXT = "actions"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. `needs` says what it acts on: nothing, a project, a document, a coding, a code.
    With `in_tree`, its key belongs to the tree of codes alone, with `in_list` to the list of
    documents, with `on_page` to the page that gives it a place. With `repeats`, holding its key
    down does it again and again: right for what only moves about, never for what writes."""

    menu: str
    name: str
    text: str
    slot: str
    key: str = ""
    needs: str = "project"
    in_tree: bool = False
    in_list: bool = False
    on_page: bool = False
    repeats: bool = False

    @property
    def top(self) -> str:
        """The menu of the bar in which it is, perhaps in a menu within it."""
        return SUBMENUS.get(self.menu, self.menu)

    @property
    def whole(self) -> str:
        """The text as it can be understood outside its menu."""
        if self.menu not in SUBMENUS:
            return self.text
        return f"{translated(self.menu)}: {translated(self.text)}"

    @property
    def place(self) -> str:
        """Where its key works: ``tree``, ``list``, ``page``, ``reader``, or empty for the whole
        window."""
        places = {"tree": self.in_tree, "list": self.in_list, "page": self.on_page}
        own = next((place for place, here in places.items() if here), "")
        return own or ("reader" if self.in_reader else "")

    @property
    def in_reader(self) -> bool:
        """Whether its key belongs to the reader alone: without Ctrl, it could be typed text."""
        if self.in_tree or self.in_list or self.on_page or not self.key:
            return False
        return "Ctrl" not in self.key and not self.key.startswith("F")


PROJECT = "&Project"
EDIT = "&Edit"
TEXT = "&Text"
GO = "&Go"
CODES = "&Codes"
CODER = "C&oder"
SETTLE = "&Settle"
VIEW = "&View"
HELP = "&Help"
MENUS = (PROJECT, EDIT, TEXT, GO, CODES, CODER, SETTLE, VIEW, HELP)
IMPORT, EXPORT = "&Import", "E&xport"
SUBMENUS = {IMPORT: PROJECT, EXPORT: PROJECT}
"""Menus within a menu, with the one they stand in."""

SEPARATOR = "-"


# The texts are translated where they are shown, in the context "actions".
ACTIONS: tuple[ActionSpec | str, ...] = (
    ActionSpec(PROJECT, "new", "&New project…", "files.new_project", "Ctrl+N", ""),
    ActionSpec(PROJECT, "open", "&Open project…", "files.choose_project", "Ctrl+O", ""),
    ActionSpec(PROJECT, "sample", "Open the &sample", "files.open_sample", "", ""),
    PROJECT + SEPARATOR,
    ActionSpec(PROJECT, "add", "&Add documents…", "adding.choose_files", "Ctrl+I"),
    ActionSpec(PROJECT, "add_folder", "Add a &folder of documents…", "adding.choose_folder"),
    ActionSpec(PROJECT, "add_table", "Add a ta&ble…", "tables.choose"),
    ActionSpec(PROJECT, "paste_document", "&Paste as a document", "adding.paste", "Ctrl+Shift+V"),
    ActionSpec(
        PROJECT, "new_version", "New &version of the document…", "past.new_version", "", "document"
    ),
    ActionSpec(
        *(PROJECT, "encoding", "Enco&ding of the document…", "encodings.show_current"),
        needs="document",
    ),
    ActionSpec(
        PROJECT,
        "read_again",
        "Read the doc&ument’s file again",
        "originals.read_again",
        "",
        "document",
    ),
    ActionSpec(
        PROJECT, "open_original", "Open the ori&ginal file…", "originals.open", "", "document"
    ),
    ActionSpec(
        PROJECT, "save_original", "Save t&he original file as…", "originals.save", "", "document"
    ),
    ActionSpec(PROJECT, "settle", "Passages to settl&e…", "past.settle", "Ctrl+Shift+E"),
    ActionSpec(PROJECT, "merge", "&Merge colleagues’ projects…", "merging.choose", "Ctrl+M"),
    PROJECT + SEPARATOR,
    PROJECT + IMPORT,
    PROJECT + EXPORT,
    ActionSpec(IMPORT, "import_project", "REFI-QDA &Project…", "transfer.import_project", "", ""),
    ActionSpec(IMPORT, "import_codebook", "REFI-QDA &Codebook…", "transfer.import_codebook"),
    ActionSpec(IMPORT, "import", "&Any file: REFI-QDA, codebook, text…", "transfer.import_any"),
    ActionSpec(EXPORT, "export_project", "REFI-QDA &Project…", "transfer.export_project", "Ctrl+E"),
    ActionSpec(EXPORT, "export_codebook", "REFI-QDA &Codebook…", "transfer.export_codebook"),
    ActionSpec(EXPORT, "export_csv", "C&odings as CSV…", "transfer.export_csv"),
    ActionSpec(EXPORT, "export_xlsx", "Codings as an E&xcel workbook…", "transfer.export_xlsx"),
    ActionSpec(EXPORT, "export_codebook_file", "Codebook &file…", "transfer.export_codebook_file"),
    ActionSpec(EXPORT, "export_pdf", "Coded &text as PDF…", "printing.save_pdf", needs="document"),
    ActionSpec(PROJECT, "print", "P&rint the coded text…", "printing.print_text", "", "document"),
    ActionSpec(PROJECT, "report", "Write the agreement repor&t…", "files.write_report"),
    ActionSpec(PROJECT, "save_copy", "Save a cop&y…", "files.save_copy", "Ctrl+Shift+S"),
    PROJECT + SEPARATOR,
    ActionSpec(PROJECT, "close", "C&lose project", "files.close_project", "Ctrl+W"),
    ActionSpec(PROJECT, "quit", "&Quit", "files.quit", "Ctrl+Q", ""),
    ActionSpec(EDIT, "undo", "&Undo", "coding.undo", "Ctrl+Z", "undo"),
    ActionSpec(EDIT, "redo", "&Redo", "coding.redo", "Ctrl+Shift+Z", "redo"),
    EDIT + SEPARATOR,
    ActionSpec(EDIT, "copy", "&Copy passage", "coding.copy_passage", "Ctrl+C", "document"),
    ActionSpec(
        EDIT, "recode", "Re-code: then the &key of a code", "coding.start_recoding", "R", "coding"
    ),
    ActionSpec(
        EDIT,
        "reshape",
        "Give the coding the &selected passage",
        "coding.reshape_coding",
        "B",
        "coding",
    ),
    ActionSpec(
        EDIT,
        "extend",
        "Add the selected passage as another &part",
        "coding.extend_coding",
        "A",
        "coding",
    ),
    ActionSpec(EDIT, "values", "Set &values of the coding", "coding.set_values", "V", "coding"),
    ActionSpec(
        EDIT, "ask_values", "Ask for values &after coding", "coding.toggle_ask_values", "", ""
    ),
    ActionSpec(EDIT, "memo", "Write a &memo", "coding.write_memo", "M", "document"),
    ActionSpec(EDIT, "delete", "&Delete the coding", "coding.delete_coding", "Del", "coding"),
    ActionSpec(
        EDIT, "of_coding", "H&istory of this coding…", "past.show_coding", "Shift+H", "coding"
    ),
    ActionSpec(EDIT, "relate", "Rela&te to another coding", "relating.start", "L", "coding"),
    EDIT + SEPARATOR,
    ActionSpec(EDIT, "repeat", "Code with the &last code", "coding.repeat_code", ".", "document"),
    ActionSpec(
        EDIT,
        "highlighter",
        "&Highlighter: code every selection, then the key of a code",
        "coding.start_highlighter",
        "H",
        "document",
    ),
    ActionSpec(
        EDIT, "palette", "&Quick palette: a code or a command", "finding.open_palette", "Ctrl+P", ""
    ),
    ActionSpec(
        EDIT,
        "leave",
        "&End the mode or the selection",
        "coding.leave",
        "Esc",
        "document",
    ),
    ActionSpec(TEXT, "find", "&Find in all texts", "finding.find", "Ctrl+F"),
    ActionSpec(TEXT, "next_hit", "Ne&xt hit", "finding.next_hit", "Ctrl+G", repeats=True),
    ActionSpec(
        TEXT, "previous_hit", "Previous hi&t", "finding.previous_hit", "Ctrl+Shift+G", repeats=True
    ),
    TEXT + SEPARATOR,
    ActionSpec(
        TEXT,
        "grow",
        "&Grow the selection: word, clause, sentence, paragraph",
        "passages.grow_selection",
        "W",
        "document",
        repeats=True,
    ),
    ActionSpec(
        TEXT,
        "shrink",
        "S&hrink the selection",
        "passages.shrink_selection",
        "Shift+W",
        "document",
        repeats=True,
    ),
    ActionSpec(
        TEXT, "select_clause", "Select the &clause", "passages.select_clause", "C", "document"
    ),
    ActionSpec(
        TEXT, "select_sentence", "Select the &sentence", "passages.select_sentence", "S", "document"
    ),
    ActionSpec(
        TEXT,
        "select_paragraph",
        "Select the &paragraph",
        "passages.select_paragraph",
        "G",
        "document",
    ),
    TEXT + SEPARATOR,
    ActionSpec(
        TEXT,
        "end_later",
        "&End of the coding: a word later",
        "passages.end_later",
        "Alt+Right",
        "coding",
    ),
    ActionSpec(
        TEXT,
        "end_earlier",
        "E&nd of the coding: a word earlier",
        "passages.end_earlier",
        "Alt+Left",
        "coding",
    ),
    ActionSpec(
        TEXT,
        "start_earlier",
        "&Beginning of the coding: a word earlier",
        "passages.start_earlier",
        "Alt+Up",
        "coding",
    ),
    ActionSpec(
        TEXT,
        "start_later",
        "Beg&inning of the coding: a word later",
        "passages.start_later",
        "Alt+Down",
        "coding",
    ),
    ActionSpec(
        TEXT,
        "end_later_exact",
        "End of the coding: a character later",
        "passages.end_later_exact",
        "Alt+Shift+Right",
        "coding",
    ),
    ActionSpec(
        TEXT,
        "end_earlier_exact",
        "End of the coding: a character earlier",
        "passages.end_earlier_exact",
        "Alt+Shift+Left",
        "coding",
    ),
    ActionSpec(
        TEXT,
        "start_earlier_exact",
        "Beginning of the coding: a character earlier",
        "passages.start_earlier_exact",
        "Alt+Shift+Up",
        "coding",
    ),
    ActionSpec(
        TEXT,
        "start_later_exact",
        "Beginning of the coding: a character later",
        "passages.start_later_exact",
        "Alt+Shift+Down",
        "coding",
    ),
    TEXT + SEPARATOR,
    ActionSpec(TEXT, "attributes", "&Attributes of documents…", "texts.edit_attributes"),
    ActionSpec(
        TEXT,
        "rename_document",
        "&Rename the document",
        "texts.rename_document",
        "Ctrl+F2",
        "document",
        in_list=True,
    ),
    ActionSpec(
        TEXT,
        "document_up",
        "Move the document &up",
        "texts.move_up",
        "Alt+Up",
        "document",
        in_list=True,
    ),
    ActionSpec(
        TEXT,
        "document_down",
        "Move the document do&wn",
        "texts.move_down",
        "Alt+Down",
        "document",
        in_list=True,
    ),
    ActionSpec(
        TEXT,
        "delete_document",
        "&Delete the document…",
        "texts.delete_document",
        "Del",
        "document",
        in_list=True,
    ),
    ActionSpec(
        GO, "next_coding", "&Next coding", "going.next_coding", "N", "document", repeats=True
    ),
    ActionSpec(
        GO,
        "previous_coding",
        "&Previous coding",
        "going.previous_coding",
        "P",
        "document",
        repeats=True,
    ),
    ActionSpec(
        GO,
        "other_coding",
        "Next coding at this p&lace",
        "going.other_coding",
        "O",
        "document",
        repeats=True,
    ),
    ActionSpec(
        GO,
        "next_same",
        "Next coding with &this code",
        "going.next_of_code",
        "T",
        "document",
        repeats=True,
    ),
    ActionSpec(
        GO,
        "previous_same",
        "Previous coding with th&is code",
        "going.previous_of_code",
        "Shift+T",
        "document",
        repeats=True,
    ),
    ActionSpec(
        GO,
        "next_uncoded",
        "Next &uncoded paragraph",
        "going.next_uncoded",
        "U",
        "document",
        repeats=True,
    ),
    ActionSpec(
        GO,
        "previous_uncoded",
        "Previous unc&oded paragraph",
        "going.previous_uncoded",
        "Shift+U",
        "document",
        repeats=True,
    ),
    ActionSpec(GO, "to_complete", "To co&mplete…", "completing.show_list", "Ctrl+J"),
    ActionSpec(GO, "next_cue", "Next &cue", "cues.go_next", "K", "document", repeats=True),
    ActionSpec(
        GO, "previous_cue", "Previous cu&e", "cues.go_previous", "Shift+K", "document", repeats=True
    ),
    ActionSpec(
        GO,
        "next_difference",
        "Next place where coders di&ffer",
        "settling.next_difference",
        "D",
        "document",
        repeats=True,
    ),
    ActionSpec(
        GO,
        "previous_difference",
        "Previous place &where coders differ",
        "settling.previous_difference",
        "Shift+D",
        "document",
        repeats=True,
    ),
    GO + SEPARATOR,
    ActionSpec(
        GO,
        "next_heading",
        "Next &heading",
        "reading.next_heading",
        "Shift+N",
        "document",
        repeats=True,
    ),
    ActionSpec(
        GO,
        "previous_heading",
        "Previous headin&g",
        "reading.previous_heading",
        "Shift+P",
        "document",
        repeats=True,
    ),
    ActionSpec(GO, "go_to_page", "Go to p&age…", "reading.go_to_page", "Ctrl+L", "document"),
    ActionSpec(
        GO,
        "follow",
        "Note and &back, or open the link",
        "reading.follow",
        "J",
        "document",
        repeats=True,
    ),
    GO + SEPARATOR,
    ActionSpec(
        GO,
        "next_document",
        "Next &document",
        "view.next_document",
        "Ctrl+PgDown",
        "document",
        repeats=True,
    ),
    ActionSpec(
        GO,
        "previous_document",
        "Pre&vious document",
        "view.previous_document",
        "Ctrl+PgUp",
        "document",
        repeats=True,
    ),
    ActionSpec(CODES, "add_code", "&Add a code…", "codes.add_code", "Ctrl+K"),
    ActionSpec(
        CODES, "add_below", "Add a code &below it…", "codes.add_below", "Ctrl+Shift+K", "code"
    ),
    CODES + SEPARATOR,
    ActionSpec(CODES, "edit_code", "&Edit the code…", "codes.edit_code", "Ctrl+Return", "code"),
    ActionSpec(
        CODES, "rename_code", "&Rename the code", "codes.rename_code", "Ctrl+F2", "code", True
    ),
    ActionSpec(CODES, "color_code", "&Colour of the code…", "codes.choose_color", "", "code"),
    ActionSpec(CODES, "code_up", "Move it &up", "codes.move_up", "Alt+Up", "code", True),
    ActionSpec(CODES, "code_down", "Move it do&wn", "codes.move_down", "Alt+Down", "code", True),
    ActionSpec(
        CODES,
        "code_in",
        "Move it &into the code above",
        "codes.move_in",
        "Alt+Right",
        "code",
        True,
    ),
    ActionSpec(CODES, "code_out", "Move it &out", "codes.move_out", "Alt+Left", "code", True),
    ActionSpec(
        CODES, "merge_codes", "&Merge it into another code…", "codes.merge_codes", "", "code"
    ),
    ActionSpec(CODES, "split_code", "S&plit it…", "codes.split_code", "", "code"),
    ActionSpec(CODES, "delete_code", "&Delete the code…", "codes.delete_code", "Del", "code", True),
    CODES + SEPARATOR,
    ActionSpec(CODES, "source", "The codebook as te&xt…", "book.show_source", "Ctrl+Shift+T"),
    ActionSpec(CODES, "versions", "&Versions of the codebook…", "book.show_versions"),
    ActionSpec(CODES, "relation_types", "Rela&tions…", "book.show_relations"),
    CODES + SEPARATOR,
    ActionSpec(CODES, "load_codebook", "&Load a codebook…", "book.load_codebook"),
    ActionSpec(CODES, "save_codebook", "&Save the codebook as a file…", "book.save_codebook"),
    ActionSpec(CODES, "print_codebook", "Codeboo&k for print (HTML, PDF)…", "book.print_codebook"),
    CODES + SEPARATOR,
    ActionSpec(CODES, "cues", "Mark cues in t&he text", "cues.toggle", "F8"),
    ActionSpec(CODES, "lock_cues", "Lock cues in this pro&ject", "cues.toggle_lock"),
    ActionSpec(CODER, "switch_coder", "&Switch coder…", "view.switch_coder", "Ctrl+U", ""),
    ActionSpec(
        CODER,
        "mark_done",
        "Mark the document as &done",
        "view.mark_done",
        "Ctrl+D",
        "document",
    ),
    ActionSpec(
        CODER,
        "mark_open",
        "Mark the document as &in progress",
        "view.mark_open",
        "",
        "document",
    ),
    ActionSpec(
        CODER,
        "mark_unread",
        "Mark the document as &not started",
        "view.mark_unread",
        "",
        "document",
    ),
    CODER + SEPARATOR,
    ActionSpec(CODER, "team", "&Team: rounds and progress", "team.show_page", "F11"),
    ActionSpec(CODER, "hand_out", "&Copy for a coder…", "team.hand_out"),
    ActionSpec(CODER, "blind", "&Blind: nobody else’s work is shown", "team.toggle_blind"),
    ActionSpec(SETTLE, "adjudication", "A&djudication", "settling.show_page", "F5"),
    SETTLE + SEPARATOR,
    ActionSpec(
        SETTLE,
        "take_first",
        "Take the &first coder’s",
        "settling.take_first",
        "A",
        "case",
        on_page=True,
    ),
    ActionSpec(
        SETTLE,
        "take_second",
        "Take the &second coder’s",
        "settling.take_second",
        "B",
        "case",
        on_page=True,
    ),
    ActionSpec(
        SETTLE,
        "settle_own",
        "Settle on &another coding…",
        "settling.settle_own",
        "E",
        "case",
        on_page=True,
    ),
    ActionSpec(
        SETTLE,
        "settle_reject",
        "&Reject, with the reason",
        "settling.reject",
        "X",
        "case",
        on_page=True,
    ),
    ActionSpec(
        SETTLE,
        "settle_reopen",
        "Take the decision &back",
        "settling.reopen",
        "Backspace",
        "case",
        on_page=True,
    ),
    SETTLE + SEPARATOR,
    ActionSpec(
        SETTLE,
        "next_case",
        "&Next disagreement",
        "settling.next_case",
        "N",
        "case",
        on_page=True,
        repeats=True,
    ),
    ActionSpec(
        SETTLE,
        "previous_case",
        "&Previous disagreement",
        "settling.previous_case",
        "P",
        "case",
        on_page=True,
        repeats=True,
    ),
    ActionSpec(
        SETTLE,
        "show_case",
        "S&how it in the reader",
        "settling.show_case",
        "Return",
        "case",
        on_page=True,
    ),
    SETTLE + SEPARATOR,
    ActionSpec(SETTLE, "settle_agreed", "Take over what both coded al&ike", "settling.take_agreed"),
    ActionSpec(VIEW, "reader", "&Reader", "view.show_reader", "F2"),
    ActionSpec(VIEW, "agreement", "&Agreement", "view.show_agreement", "F3"),
    ActionSpec(VIEW, "history", "&History…", "past.show_history", "Ctrl+H"),
    ActionSpec(VIEW, "codings", "Codings of all te&xts", "looking.toggle_table", "F4"),
    ActionSpec(
        VIEW, "codings_of_code", "All co&dings with this code", "looking.table_of_code", "Shift+F4"
    ),
    VIEW + SEPARATOR,
    ActionSpec(
        VIEW, "focus_code", "Only this &code, or all again", "looking.focus_code", "F", "document"
    ),
    ActionSpec(
        VIEW,
        "focus_coder",
        "Only this cod&er, or all again",
        "looking.focus_coder",
        "Shift+F",
        "document",
    ),
    VIEW + SEPARATOR,
    ActionSpec(
        VIEW, "outline", "Outline: &sections of the text", "reading.toggle_outline", "Ctrl+Shift+O"
    ),
    ActionSpec(
        VIEW, "printed", "&Pages as printed", "reading.toggle_printed", "Shift+F12", "document"
    ),
    ActionSpec(
        VIEW, "plain", "Plain text, or &with its structure", "reading.toggle_plain", "F12", ""
    ),
    ActionSpec(
        VIEW,
        "changes",
        "Comments and tracked chan&ges",
        "reading.toggle_changes",
        "Ctrl+F12",
        "",
    ),
    VIEW + SEPARATOR,
    ActionSpec(VIEW, "comfort", "&Text and margin…", "looking.show_comfort", "Ctrl+T", ""),
    ActionSpec(VIEW, "margin", "&Margin", "looking.toggle_margin", "F6", ""),
    ActionSpec(
        VIEW,
        "numbering",
        "N&umbers: paragraphs, lines, none",
        "looking.next_numbering",
        "F7",
        "",
    ),
    VIEW + SEPARATOR,
    ActionSpec(VIEW, "zoom_in", "Zoom &in", "view.zoom_in", "Ctrl++", "", repeats=True),
    ActionSpec(VIEW, "zoom_out", "Zoom &out", "view.zoom_out", "Ctrl+-", "", repeats=True),
    ActionSpec(VIEW, "zoom_reset", "&Normal size", "view.zoom_reset", "Ctrl+0", ""),
    VIEW + SEPARATOR,
    ActionSpec(VIEW, "theme", "&Light or dark", "view.toggle_theme", "F9", ""),
    ActionSpec(HELP, "keys", "&Keys", "view.show_keys", "F1", ""),
    ActionSpec(HELP, "change_keys", "&Change keys…", "view.change_keys", "", ""),
    ActionSpec(HELP, "about", "&About Annotator", "view.show_about", "", ""),
)


PASSAGE_VERBS = (
    *("reshape", "extend"),
    *("end_later", "end_earlier", "start_earlier", "start_later"),
    *("end_later_exact", "end_earlier_exact", "start_earlier_exact", "start_later_exact"),
)
"""What changes where a coding is, by name."""


def specs() -> list[ActionSpec]:
    """The actions without the separators."""
    return [entry for entry in ACTIONS if isinstance(entry, ActionSpec)]


def translated(text: str) -> str:
    """A text of the table in the language of the window."""
    return QCoreApplication.translate(_CONTEXT, text)
