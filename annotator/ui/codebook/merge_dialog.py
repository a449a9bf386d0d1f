"""Merge a code into another: what will happen, in words, before it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.messages import quoted, tr
from annotator.operations.codebook.code_merging import MergePreview
from annotator.operations.codebook.codes import with_descendants
from annotator.ui.codebook.code_picker import CodePicker
from annotator.ui.theme import Theme
from annotator.ui.widgets.counted import counted
from annotator.ui.widgets.form import Form, sentence


def by_whom(by_coder: Mapping[str, int], labels: Mapping[str, str]) -> str:
    """“Ann 3, Ben 2”, in the order of the names."""
    named = sorted((labels.get(guid, "?"), number) for guid, number in by_coder.items())
    return ", ".join(f"{name} {number:,}" for name, number in named)


def in_words(
    preview: MergePreview,
    source: str,
    target: str,
    labels: Mapping[str, str],
    own_alone: str = "",
) -> list[str]:
    """What a merge of two codes (names) will do, a sentence a line; `own_alone` says so where only
    one's own codings are counted."""
    found = []
    if preview.codings:
        whose = by_whom(preview.by_coder, labels)
        said = tr("{0} ({1}) become “{2}”, with all that is said about them.")
        if preview.codings == 1:
            said = tr("{0} ({1}) becomes “{2}”, with all that is said about it.")
        found.append(said.format(counted(preview.codings), whose, target))
    elif not own_alone:
        found.append(tr("No coding uses “{0}”.").format(source))
    if own_alone:
        found.append(own_alone)
    if preview.joined:
        found.append(tr("Both have {0}: the values are joined.").format(_quoted(preview.joined)))
    for name, values in preview.added_values.items():
        found.append(
            tr("“{0}” of “{1}” gets the values {2}.").format(name, target, _quoted(values))
        )
    if preview.moved:
        found.append(tr("“{0}” gets {1}.").format(target, _quoted(preview.moved)))
    if preview.children:
        found.append(
            tr("What stands below “{0}” moves below “{1}”: {2}.").format(
                source, target, _quoted(preview.children)
            )
        )
    found.append(tr("“{0}” is deleted with its definition. Undo brings all back.").format(source))
    return found


def _quoted(names: list[str]) -> str:
    return ", ".join(quoted(name) for name in names)


class MergeDialog(Form):
    """Asks for the code that stays; `target` is its GUID."""

    def __init__(
        self,
        parent: QWidget,
        code: Code,
        codebook: Codebook,
        theme: Theme,
        preview: Callable[[str], MergePreview],
        labels: Mapping[str, str],
        own_alone: str = "",
    ) -> None:
        super().__init__(parent, theme)
        self._code, self._preview, self._labels = code, preview, labels
        self._own_alone = own_alone
        self.setWindowTitle(self.tr("Merge codes"))
        question = self.tr("Merge “{0}” into which code?").format(code.name)
        self.column.addWidget(sentence(question, "title"))
        below = with_descendants(codebook, code.guid)
        self.picker = CodePicker(codebook, theme, below)
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
            preview = self._preview(code.guid)
            names = self._code.name, code.name
            lines = in_words(preview, *names, self._labels, self._own_alone)
        self.words.setText("\n".join(lines))
