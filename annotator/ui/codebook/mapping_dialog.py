"""What becomes of values that an attribute can't hold any more."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QWidget

from annotator.corpus.codebook import YES_NO_VALUES, Attribute, AttributeKind
from annotator.ui.theme import Theme
from annotator.ui.widgets.counted import counted
from annotator.ui.widgets.form import Form, rows, sentence
from annotator.ui.widgets.plain_text import field_label
from annotator.ui.widgets.screen_fit import ScrollContainer
from annotator.ui.widgets.wide_combo import WideCombo

Mapped = dict[str, str | None]
"""Old values and the new ones that they become; None takes the value back."""


class MappingDialog(Form):
    """A row for each old value, with how many codings say it. A renamed value is proposed."""

    def __init__(
        self,
        parent: QWidget,
        attribute: Attribute,
        lost: Mapping[str, int],
        renamed: Mapping[str, str],
        theme: Theme,
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Old values"))
        self.boxes: dict[str, QComboBox] = {}
        said = self.tr("Codings say what “{0}” will no longer have. What do these values become?")
        self.column.addWidget(sentence(said.format(attribute.name), ""))
        offered = [choice.name for choice in attribute.choices]
        if attribute.kind is AttributeKind.YES_NO:
            offered = list(YES_NO_VALUES)
        page = QWidget()
        form = rows(theme, page)
        for value, number in lost.items():
            box = self.boxes[value] = WideCombo()
            for name in offered:
                box.addItem(name, name)
            box.addItem(self.tr("nothing: the value is taken back"), None)
            box.setCurrentIndex(max(0, box.findData(renamed.get(value))))
            label = self.tr("“{0}”, {1}").format(value, counted(number))
            box.setAccessibleName(label)
            form.addRow(field_label(label, box), box)
        self.column.addWidget(ScrollContainer(page), 1)
        self.finish(520, min(520, 180 + 40 * len(lost)))

    def mapping(self) -> Mapped:
        """Each old value with what it becomes."""
        return {value: box.currentData() for value, box in self.boxes.items()}
