"""What is done to codes: add, edit, rename, colour, merge, split, delete.

Forms are imported when they are asked for: the start of the program does not wait for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from annotator.corpus.codebook import Code
from annotator.corpus.messages import fill
from annotator.operations.codebook import codes, many_codes
from annotator.operations.codebook.coloring import next_color
from annotator.ui.actions.spec import ActionSpec, Needs, Where
from annotator.ui.codebook.panel import CodebookPanel
from annotator.ui.controllers.form_controller import FormController
from annotator.ui.controllers.services import Services


class CodeController(FormController):
    """What is done to the code that is chosen in the tree; all of it can be undone."""

    def __init__(self, services: Services, panel: CodebookPanel) -> None:
        super().__init__(services)
        self._panel = panel
        panel.tree.requestRename.connect(self.rename)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec("add_code", "&Add a code…", self.add_code, key="Ctrl+K", writes=True),
            ActionSpec(
                "add_below",
                "Add a code &below it…",
                self.add_below,
                key="Ctrl+Shift+K",
                needs=Needs.CODE,
                writes=True,
            ),
            ActionSpec(
                "edit_code",
                "&Edit the code…",
                self.edit_code,
                key="Ctrl+Return",
                needs=Needs.CODE,
                writes=True,
            ),
            ActionSpec(
                "rename_code",
                "&Rename the code",
                self.rename_code,
                key="Ctrl+F2",
                needs=Needs.CODE,
                where=Where.TREE,
                writes=True,
            ),
            ActionSpec(
                "color_code",
                "&Colour of the code…",
                self.choose_color,
                needs=Needs.CODE,
                writes=True,
            ),
            ActionSpec(
                "merge_codes",
                "&Merge it into another code…",
                self.merge_codes,
                needs=Needs.CODE,
                writes=True,
            ),
            ActionSpec("split_code", "S&plit it…", self.split_code, needs=Needs.CODE, writes=True),
            ActionSpec(
                "delete_code",
                "&Delete the code…",
                self.delete_code,
                key="Del",
                needs=Needs.CODE,
                where=Where.TREE,
                writes=True,
            ),
        )

    def _current(self) -> Code | None:
        """The chosen code as it is now."""
        code = self._panel.current_code()
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
        color = next_color(self.bridge.codebook)
        keys = {code.key for code in self.bridge.codebook.codes}
        key = next((digit for digit in "123456789" if digit not in keys), "")
        return codes.new_code("", color, key=key, parent=parent)

    def edit_code(self) -> None:
        current = self._current()
        if current is not None:
            self._edit(current)

    def _edit(self, code: Code) -> None:
        from annotator.operations.codebook import code_entries  # noqa: PLC0415  (start-up)
        from annotator.operations.codings import coding_values  # noqa: PLC0415
        from annotator.ui.codebook.code_dialog import CodeDialog  # noqa: PLC0415

        counts = partial(coding_values.value_counts, self.bridge.look())
        book = self.bridge.codebook
        dialog = CodeDialog(self.window, code, book, self.theme, counts)
        self.open_form(
            dialog,
            lambda: self.bridge.attempt(
                code_entries.save, dialog.code(), dialog.attributes(), dialog.mappings()
            ),
        )

    # --- in place

    def rename_code(self) -> None:
        self._panel.tree.setFocus()
        self._panel.tree.rename_current()

    def rename(self, guid: str, name: str) -> None:
        """Give a code another name."""
        self.bridge.do(codes.edit, replace(self.bridge.code(guid), name=name))

    def choose_color(self) -> None:
        self._panel.open_color_menu(self.recolor)

    def recolor(self, color: str) -> None:
        """Give the selected codes another colour."""
        self.bridge.do(many_codes.recolor, dict.fromkeys(self._panel.tree.selected(), color))

    # --- merge, split, delete

    def merge_codes(self) -> None:
        """Ask for the code that stays, and tell what will happen."""
        from annotator.operations.codebook import code_merging  # noqa: PLC0415  (start-up)
        from annotator.ui.codebook.merge_dialog import MergeDialog  # noqa: PLC0415

        current, project = self._current(), self.bridge.project
        if current is None or project is None:
            return
        if len(self._panel.tree.selected()) > 1:
            self._merge_many()
            return
        preview = partial(code_merging.preview_merge, self.bridge.look(), current.guid)
        book, labels = self.bridge.codebook, self.bridge.coder_labels()
        dialog = MergeDialog(
            self.window, current, book, self.theme, preview, labels, self.own_alone()
        )
        self.open_form(
            dialog, lambda: self.bridge.attempt(code_merging.merge, current.guid, dialog.target)
        )
        dialog.accepted.connect(lambda: self._panel.tree.choose(dialog.target))

    def _merge_many(self) -> None:
        from annotator.ui.codebook.merge_many_dialog import MergeManyDialog  # noqa: PLC0415

        book, chosen = self.bridge.codebook, self._panel.tree.selected()
        doomed = {one for guid in chosen for one in codes.with_descendants(book, guid)}
        number = sum(self.bridge.code_counts.get(guid, 0) for guid in chosen)
        dialog = MergeManyDialog(
            self.window,
            [book.by_guid[guid] for guid in chosen],
            book,
            self.theme,
            doomed,
            number,
            self.own_alone(),
        )
        self.open_form(dialog, lambda: self.bridge.attempt(many_codes.merge, chosen, dialog.target))
        dialog.accepted.connect(lambda: self._panel.tree.choose(dialog.target))

    def split_code(self) -> None:
        """Ask which of its codings get a new code."""
        if self.closed_while_blind():
            return
        from annotator.operations.codebook import code_merging  # noqa: PLC0415  (start-up)
        from annotator.operations.retrieval import passages  # noqa: PLC0415
        from annotator.ui.codebook.split_dialog import SplitDialog  # noqa: PLC0415

        current, project = self._current(), self.bridge.project
        if current is None or project is None:
            return
        found = passages.of_code(self.bridge.look(), current.guid)
        if not found:
            self.refuse(
                self.tr("No coding uses “{0}”; there is nothing to split.").format(current.name)
            )
            return
        dialog = SplitDialog(
            self.window,
            current,
            self.bridge.codebook.attributes_of(current.guid),
            found,
            partial(code_merging.codings_by_value, self.bridge.look()),
            self.theme,
            self.bridge.coder_labels(),
        )

        def split() -> None:
            new = replace(self._new(current.parent), name=dialog.new_name())
            self.bridge.attempt(code_merging.split, current.guid, new, dialog.codings)

        self.open_form(dialog, split)

    def delete_code(self) -> None:
        """Ask where their codings go; codes that nobody uses need only a yes."""
        from annotator.ui.codebook.delete_dialog import DeleteDialog  # noqa: PLC0415

        project, coder, book = self.bridge.project, self.bridge.coder, self.bridge.codebook
        top = many_codes.topmost(book, self._panel.tree.selected())
        if not top or project is None or coder is None:
            return
        used = codes.usage_by_coder(self.bridge.look(), *top)
        if used.total() == 0 and not self.bridge.blind:
            question = self._whether_to_delete(top)
            if self.ask.confirm(self.window, self.tr("Delete a code"), question, self.tr("Delete")):
                self.bridge.do(many_codes.delete, top)
            return
        doomed = [book.by_guid[guid] for guid in top]
        dialog = DeleteDialog(
            self.window,
            doomed,
            book,
            self.theme,
            used,
            self.bridge.coder_labels(),
            coder.guid,
            self.own_alone(),
        )
        self.open_form(dialog, lambda: self.bridge.attempt(many_codes.delete, top, dialog.move_to))

    def _whether_to_delete(self, top: Sequence[str]) -> str:
        book = self.bridge.codebook
        name = book.by_guid[top[0]].name
        below = sum(len(codes.with_descendants(book, guid)) - 1 for guid in top)
        if len(top) == 1 and not below:
            return self.tr("Delete “{0}”?").format(name)
        if len(top) == 1:
            return self.tr("Delete “{0}” and the {1} codes below it?").format(name, below)
        return fill(self.tr("Delete {0:,} codes?"), len(top) + below)
