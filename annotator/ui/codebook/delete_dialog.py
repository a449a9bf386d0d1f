"""Delete a code that is used: where its codings go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QRadioButton, QWidget

from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.messages import fill, quoted
from annotator.operations.codebook.codes import with_descendants
from annotator.ui.codebook.code_picker import CodePicker
from annotator.ui.codebook.merge_dialog import by_whom
from annotator.ui.theme import Theme
from annotator.ui.widgets.counted import counted
from annotator.ui.widgets.form import Form, sentence


class DeleteDialog(Form):
    """`move_to` is the GUID of the code that the codings get, None where they are deleted too.

    `own_alone` says so where only one's own codings are counted; whether there are others' is then
    not known, and deleting them is refused by the operation.
    """

    def __init__(
        self,
        parent: QWidget,
        codes: Sequence[Code],
        codebook: Codebook,
        theme: Theme,
        by_coder: Mapping[str, int],
        labels: Mapping[str, str],
        me: str,
        own_alone: str = "",
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Delete a code"))
        doomed = [one for code in codes for one in with_descendants(codebook, code.guid)]
        total = sum(by_coder.values())
        said = self.tr("“{0}” has {1}").format(codes[0].name, counted(total))
        if len(codes) > 1:
            said = fill(self.tr("{0:,} codes have {1}"), len(codes), counted(total))
        self.column.addWidget(sentence(said, "title"))
        whose = own_alone or self.tr("By {0}.").format(by_whom(by_coder, labels))
        facts = self._facts(codebook, doomed, whose, len(doomed) - len(codes))
        self.column.addWidget(sentence(facts))
        self.moving = QRadioButton(self.tr("&Move them to another code:"))
        self.picker = CodePicker(codebook, theme, doomed)
        self.drop = QRadioButton(self.tr("&Delete them with it: {0}").format(counted(total)))
        for widget in (self.moving, self.picker, self.drop):
            self.column.addWidget(widget, int(widget is self.picker))
        others = any(number for coder, number in by_coder.items() if coder != me)
        self.drop.setEnabled(not others)
        if others:
            said = self.tr("Other coders’ codings are theirs to give up.")
            self.column.addWidget(sentence(said, "small"))
        self.moving.setChecked(True)
        self.moving.toggled.connect(self._enable)
        self.picker.chosen.connect(self._enable)
        self.ok.setText(self.tr("Delete the code"))
        self._enable()
        self.finish(520, 560)
        self.picker.filter.setFocus()

    def _facts(self, codebook: Codebook, doomed: list[str], whose: str, below: int) -> str:
        said = whose
        if below:
            said += " " + fill(self.tr("{0:,} codes below it go too."), below)
        names = [a.name for guid in doomed for a in codebook.attributes_of(guid)]
        if names:
            said += " " + self.tr(
                "The values that codings have in {0} are deleted with the code; merge it into"
                " another code to keep them."
            ).format(", ".join(quoted(name) for name in dict.fromkeys(names)))
        return said

    def _enable(self) -> None:
        self.picker.setEnabled(self.moving.isChecked())
        self.ok.setEnabled(self.drop.isChecked() or self.picker.code() is not None)

    @property
    def move_to(self) -> str | None:
        code = self.picker.code() if self.moving.isChecked() else None
        return code.guid if code is not None else None
