"""Merge several codes into one: what will happen, in words, before it does."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QWidget

from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.messages import fill, quoted
from annotator.ui.codebook.code_picker import CodePicker
from annotator.ui.theme import Theme
from annotator.ui.widgets.counted import counted
from annotator.ui.widgets.form import Form, sentence

_NAMED = 12


class MergeManyDialog(Form):
    """Asks for the code that stays; `target` is its GUID."""

    def __init__(
        self,
        parent: QWidget,
        codes: Sequence[Code],
        codebook: Codebook,
        theme: Theme,
        doomed: Collection[str],
        codings: int,
        own_alone: str = "",
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Merge codes"))
        self._codes, self._codings, self._own_alone = codes, codings, own_alone
        question = fill(self.tr("Merge {0:,} codes into which code?"), len(codes))
        self.column.addWidget(sentence(question, "title"))
        names = [quoted(code.name) for code in codes[:_NAMED]]
        self.column.addWidget(sentence(", ".join([*names, "…"][: len(codes)])))
        self.picker = CodePicker(codebook, theme, doomed)
        self.column.addWidget(self.picker, 1)
        self.words = sentence("")
        self.column.addWidget(self.words)
        self.picker.chosen.connect(self._tell)
        self.ok.setText(self.tr("Merge"))
        self._tell()
        self.finish(520, 560)
        self.picker.filter.setFocus()

    @property
    def target(self) -> str:
        code = self.picker.code()
        return code.guid if code is not None else ""

    def _tell(self) -> None:
        code = self.picker.code()
        self.ok.setEnabled(code is not None)
        lines = [self.tr("Choose the code that stays.")]
        if code is not None:
            said = self.tr("{0} become “{1}”, with all that is said about them.")
            if self._codings == 1:
                said = self.tr("{0} becomes “{1}”, with all that is said about it.")
            lines = [
                self._own_alone or said.format(counted(self._codings), code.name),
                self.tr("What stands below the merged codes moves below “{0}”.").format(code.name),
                self.tr("They are deleted with their definitions. Undo brings all back."),
            ]
        self.words.setText("\n".join(lines))
