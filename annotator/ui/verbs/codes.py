"""The codebook: add, edit, delete, load, save."""

from __future__ import annotations

from annotator.corpus.codebook import Code
from annotator.errors import UserError
from annotator.exchange.palette import COLORS
from annotator.operations import codes
from annotator.ui.codebook.code_dialog import CodeDialog
from annotator.ui.verbs.group import Verbs


class CodeVerbs(Verbs):
    """Editing codes opens a form; everything it does can be undone."""

    def add_code(self) -> None:
        used = {code.color for code in self.bridge.codebook.codes}
        color = next((c for c in COLORS if c not in used), COLORS[len(used) % len(COLORS)])
        keys = {code.key for code in self.bridge.codebook.codes}
        key = next((digit for digit in "123456789" if digit not in keys), "")
        self._edit(codes.new_code("", color, key=key), codes.add)

    def edit_code(self) -> None:
        code = self.window.codebook.current_code()
        if code is not None:
            self._edit(self.bridge.code(code.guid), codes.edit)

    def _edit(self, code: Code, operation: object) -> None:
        dialog = CodeDialog(self.window, code, self.bridge.codebook, self.window.theme)
        dialog.accepted.connect(lambda: self.bridge.do(operation, dialog.code()))  # type: ignore[arg-type]
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def delete_code(self) -> None:
        code = self.window.codebook.current_code()
        if code is None or self.bridge.project is None:
            return
        used = codes.usage(self.bridge.project, code.guid)
        question = self.tr("Delete “{0}” with the codes below it?").format(code.name)
        if used:
            question = self.tr(
                "“{0}” has {1:,} codings. Delete it, the codes below it, and these codings?"
            ).format(code.name, used)
        if self.ask.confirm(self.window, self.tr("Delete a code"), question, self.tr("Delete")):
            self.bridge.do(codes.delete, code.guid)

    def load_codebook(self) -> None:
        built_in = codes.built_in_codebooks()
        other = self.tr("Another file…")
        chosen = self.ask.choice(
            self.window, self.tr("Load a codebook"), self.tr("Codebook:"), [*built_in, other]
        )
        if chosen == other:
            kinds = self.tr("Codebooks (*.yaml *.yml)")
            path = self.ask.open_file(self.window, self.tr("Load a codebook"), kinds)
            chosen = str(path) if path else None
        if chosen is None:
            return
        try:
            self.bridge.do(codes.add_codebook, codes.load(chosen))
        except UserError as error:
            self.window.refuse(str(error))

    def save_codebook(self) -> None:
        self.window.files.export_codebook_file()
