"""The menus: which actions stand in which, in what order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from annotator.ui.actions.spec import (
    CODER,
    CODES,
    EDIT,
    EXPORT,
    FURTHER_VERSION,
    GO,
    HELP,
    IMPORT,
    MENUS,
    PROJECT,
    SAFEKEEPING,
    SETTLE,
    TEXT,
    THIS_DOCUMENT,
    VIEW,
    ActionSpec,
)

LAYOUT: dict[str, tuple[tuple[str, ...], ...]] = {
    PROJECT: (
        ("new", "open", "join", "sample", "sample_study"),
        (
            "add",
            "add_folder",
            "add_table",
            "paste_document",
            THIS_DOCUMENT,
            "settle",
            "duplicates",
            "merge",
        ),
        (IMPORT, EXPORT, "print", "report", "save_copy", SAFEKEEPING, "pseudonyms"),
        ("close", "quit"),
    ),
    SAFEKEEPING: (("backups", "repair"), ("hand_out_encrypted", "take_out")),
    THIS_DOCUMENT: (("new_version", "encoding", "read_again", "open_original", "save_original"),),
    IMPORT: (("import_project", "import_codebook", "import", "import_folder"),),
    EXPORT: (
        (
            "export_project",
            "export_codebook",
            "export_csv",
            "export_xlsx",
            "save_table",
            "export_codebook_file",
            "write_document",
            "export_other",
            "export_pdf",
        ),
        ("archive", "verify_archive"),
    ),
    EDIT: (
        ("undo", "redo"),
        (
            "copy",
            "copy_quotation",
            "citation",
            "recode",
            "reshape",
            "extend",
            "values",
            "important",
            "ask_values",
            "memo",
            "quote_in_memo",
            "new_memo",
            "journal",
            "delete",
            "of_coding",
            "relate",
            "memo_on_relation",
        ),
        ("code_chosen", "repeat", "in_vivo", "highlighter", "palette", "leave"),
        ("preferences",),
    ),
    TEXT: (
        ("find", "next_hit", "previous_hit"),
        ("grow", "shrink", "select_clause", "select_sentence", "select_paragraph"),
        ("select_turn", "code_turns"),
        (
            "end_later",
            "end_earlier",
            "start_earlier",
            "start_later",
            "end_later_exact",
            "end_earlier_exact",
            "start_earlier_exact",
            "start_later_exact",
        ),
        (
            "attributes",
            "document_sets",
            "speakers",
            "memo_on_document",
            "rename_document",
            "document_up",
            "document_down",
            "delete_document",
        ),
    ),
    GO: (
        (
            "next_coding",
            "previous_coding",
            "other_coding",
            "next_same",
            "previous_same",
            "next_uncoded",
            "previous_uncoded",
            "to_complete",
            "next_cue",
            "previous_cue",
            "next_difference",
            "previous_difference",
        ),
        ("next_turn", "previous_turn"),
        ("next_heading", "previous_heading", "go_to_page", "follow"),
        ("next_document", "previous_document"),
    ),
    CODES: (
        ("add_code", "add_below"),
        (
            "edit_code",
            "rename_code",
            "color_code",
            "code_up",
            "code_down",
            "code_in",
            "code_out",
            "code_below",
            "merge_codes",
            "split_code",
            "delete_code",
        ),
        ("find_code", "memo_on_code", "code_sets", "color_codes"),
        ("source", "versions", "relation_types"),
        ("load_codebook", "newer_texts", "save_codebook", "print_codebook"),
        ("cues", "lock_cues"),
    ),
    CODER: (
        ("switch_coder", "mark_done", "mark_open", "mark_unread"),
        (
            "team",
            "study",
            "draw_sample",
            "given_units",
            "designate",
            "memo_on_coder",
            "hand_out",
            "blind",
        ),
    ),
    SETTLE: (
        ("adjudication",),
        (
            "take_first",
            "take_second",
            FURTHER_VERSION,
            "settle_own",
            "settle_reject",
            "settle_reopen",
        ),
        (
            "cause_definition",
            "cause_boundary",
            "cause_oversight",
            "cause_value",
            "cause_ambiguity",
        ),
        ("next_case", "previous_case", "show_case"),
        ("settle_agreed", "followed", "rules"),
    ),
    FURTHER_VERSION: (
        (
            *("take_third", "take_fourth", "take_fifth", "take_sixth", "take_seventh"),
            *("take_eighth", "take_ninth"),
        ),
    ),
    VIEW: (
        ("reader", "questions", "agreement", "history", "codings", "codings_of_code", "memos"),
        ("focus_code", "focus_coder", "only_speakers", "speaker_colors"),
        ("outline", "printed", "plain", "changes"),
        ("comfort", "margin", "numbering"),
        ("zoom_in", "zoom_out", "zoom_reset"),
        ("theme",),
    ),
    HELP: (
        ("manual", "whats_this", "tour", "keys", "change_keys"),
        ("language", "log_folder", "look_for_version", "about"),
    ),
}
"""Names of actions by menu, in groups between which there is a separator. The name of a menu stands
for that menu, within this one."""


def arranged(specs: Iterable[ActionSpec]) -> list[ActionSpec]:
    """The actions in the order of the menus, each with its menu. Those that the layout does not
    know come last in the menu that they name themselves. ValueError where the layout and the
    actions do not fit: that is a mistake of the program."""
    by_name: dict[str, ActionSpec] = {}
    for spec in specs:
        if spec.name in by_name:
            raise ValueError(f"two actions are called {spec.name}")
        by_name[spec.name] = spec
    found = [spec for menu in MENUS for spec in _of_menu(menu, by_name)]
    missing = by_name.keys() - {spec.name for spec in found}
    if missing:
        raise ValueError(f"in no menu: {', '.join(sorted(missing))}")
    return found


def _of_menu(menu: str, by_name: dict[str, ActionSpec]) -> Iterator[ActionSpec]:
    for group in entries(menu, by_name.values()):
        for name in group:
            if name in LAYOUT:
                yield from _of_menu(name, by_name)
            else:
                yield replace(by_name[name], menu=menu)


def entries(menu: str, specs: Iterable[ActionSpec]) -> list[list[str]]:
    """What a menu holds, group by group: names of actions, and of menus within it."""
    groups = [list(group) for group in LAYOUT[menu]]
    laid_out = {name for group in groups for name in group}
    added = [spec.name for spec in specs if spec.menu == menu and spec.name not in laid_out]
    return [*groups, added] if added else groups
