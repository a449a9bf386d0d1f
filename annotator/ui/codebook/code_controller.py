"""What is done to single codes: add, edit, rename, move, merge, split, delete.

Forms are imported when they are asked for: the start of the program does not wait for them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from annotator.corpus.codebook import Code
from annotator.exchange.palette import COLORS
from annotator.operations.codebook import code_entries, code_merging, codes
from annotator.operations.codings import coding_values
from annotator.operations.retrieval import passages
from annotator.ui.controllers.form_controller import FormController


class CodeController(FormController):
    """What is done to the code that is chosen in the tree; all of it can be undone."""

    def _current(self) -> Code | None:
        """The chosen code as it is now."""
        code = self.window.codebook.current_code()
        return self.bridge.codebook.by_guid.get(code.guid) if code is not None else None

    def add_code(self) -> None:
        """A new code beside the chosen one."""
        current = self._current()
        self._edit(self._new(current.parent if current else None))

    def add_below(self) -> None:
        current = self._current()
        if current is not None:
            self._edit(self._new(current.guid))

    def _new(self, parent: str | None) -> Code:
        used = {code.color for code in self.bridge.codebook.codes}
        color = next((c for c in COLORS if c not in used), COLORS[len(used) % len(COLORS)])
        keys = {code.key for code in self.bridge.codebook.codes}
        key = next((digit for digit in "123456789" if digit not in keys), "")
        return codes.new_code("", color, key=key, parent=parent)

    def edit_code(self) -> None:
        current = self._current()
        if current is not None:
            self._edit(current)

    def _edit(self, code: Code) -> None:
        from annotator.ui.codebook.code_dialog import CodeDialog  # noqa: PLC0415

        counts = partial(coding_values.value_counts, self.bridge.look())
        book = self.bridge.codebook
        dialog = CodeDialog(self.window, code, book, self.window.theme, counts)
        self.open_form(
            dialog,
            lambda: (
                *(code_entries.save, dialog.code()),
                *(dialog.attributes(), dialog.mappings()),
            ),
        )

    # --- in place

    def rename_code(self) -> None:
        self.window.codebook.tree.setFocus()
        self.window.codebook.tree.rename_current()

    def rename(self, guid: str, name: str) -> None:
        """Give a code another name."""
        self.bridge.do(codes.edit, replace(self.bridge.code(guid), name=name))

    def choose_color(self) -> None:
        self.window.codebook.open_color_menu(self.recolor)

    def recolor(self, color: str) -> None:
        """Give the chosen code another colour."""
        current = self._current()
        if current is not None:
            self.bridge.do(codes.edit, replace(current, color=color))

    # --- its place

    def move(self, guid: str, parent: str | None, before: str | None) -> None:
        """Put a code below another, or among its siblings, and keep it chosen."""
        if self.bridge.do(codes.move, guid, parent, before) is not None:
            self.window.codebook.tree.choose(guid)

    def move_up(self) -> None:
        self._move_by(-1)

    def move_down(self) -> None:
        self._move_by(1)

    def _move_by(self, by: int) -> None:
        current = self._current()
        if current is not None:
            siblings, place = self._siblings(current)
            if 0 <= place + by < len(siblings):
                # Down: before the one after the next.
                after = place + by + (by > 0)
                before = siblings[after] if after < len(siblings) else None
                self.move(current.guid, current.parent, before)

    def move_in(self) -> None:
        """Below the sibling above it, last."""
        current = self._current()
        if current is not None:
            siblings, place = self._siblings(current)
            if place > 0:
                self.move(current.guid, siblings[place - 1], None)

    def move_out(self) -> None:
        """Beside the code that it stands below, right after it."""
        current = self._current()
        parent = self.bridge.codebook.by_guid.get(current.parent or "") if current else None
        if current is not None and parent is not None:
            siblings, place = self._siblings(parent)
            before = siblings[place + 1] if place + 1 < len(siblings) else None
            self.move(current.guid, parent.parent, before)

    def _siblings(self, code: Code) -> tuple[list[str], int]:
        """The GUIDs of a code and those beside it, in order, and its place among them."""
        book = self.bridge.codebook
        parent = code.parent if code.parent in book.by_guid else None
        siblings = [sibling.guid for sibling in book.children(parent)]
        return siblings, siblings.index(code.guid)

    # --- merge, split, delete

    def merge_codes(self) -> None:
        """Ask for the code that stays, and tell what will happen."""
        from annotator.ui.codebook.merge_dialog import MergeDialog  # noqa: PLC0415

        current, project = self._current(), self.bridge.project
        if current is None or project is None:
            return
        preview = partial(code_merging.preview_merge, self.bridge.look(), current.guid)
        book, labels = self.bridge.codebook, self.bridge.coder_labels()
        dialog = MergeDialog(
            self.window, current, book, self.window.theme, preview, labels, self.own_alone()
        )
        self.open_form(dialog, lambda: (code_merging.merge, current.guid, dialog.target))
        dialog.accepted.connect(lambda: self.window.codebook.tree.choose(dialog.target))

    def split_code(self) -> None:
        """Ask which of its codings get a new code."""
        if self.closed_while_blind():
            return
        from annotator.ui.codebook.split_dialog import SplitDialog  # noqa: PLC0415

        current, project = self._current(), self.bridge.project
        if current is None or project is None:
            return
        found = passages.of_code(self.bridge.look(), current.guid)
        if not found:
            self.window.refuse(
                self.tr("No coding uses “{0}”; there is nothing to split.").format(current.name)
            )
            return
        dialog = SplitDialog(
            self.window,
            current,
            self.bridge.codebook.attributes_of(current.guid),
            found,
            partial(code_merging.codings_by_value, self.bridge.look()),
            self.window.theme,
            self.bridge.coder_labels(),
        )

        def call() -> tuple[Any, ...]:
            new = replace(self._new(current.parent), name=dialog.new_name())
            return (code_merging.split, current.guid, new, dialog.codings)

        self.open_form(dialog, call)

    def delete_code(self) -> None:
        """Ask where its codings go; a code that nobody uses needs only a yes."""
        from annotator.ui.codebook.delete_dialog import DeleteDialog  # noqa: PLC0415

        code, project, coder = self._current(), self.bridge.project, self.bridge.coder
        if code is None or project is None or coder is None:
            return
        used = codes.usage_by_coder(self.bridge.look(), code.guid)
        if used.total() == 0 and not self.bridge.blind:
            below = len(codes.with_descendants(self.bridge.codebook, code.guid)) - 1
            question = (
                self.tr("Delete “{0}” and the {1} codes below it?").format(code.name, below)
                if below
                else self.tr("Delete “{0}”?").format(code.name)
            )
            if self.ask.confirm(self.window, self.tr("Delete a code"), question, self.tr("Delete")):
                self.bridge.do(codes.delete, code.guid)
            return
        book, labels = self.bridge.codebook, self.bridge.coder_labels()
        dialog = DeleteDialog(
            *(self.window, code, book, self.window.theme),
            *(used, labels, coder.guid, self.own_alone()),
        )
        self.open_form(dialog, lambda: (codes.delete, code.guid, dialog.move_to))
