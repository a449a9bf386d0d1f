"""Colours for many codes: which palette, what gets a colour of its own, and how that looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from annotator.corpus.codebook import Codebook
from annotator.corpus.messages import fill, tr
from annotator.operations.codebook.coloring import PALETTES, Scheme, colored
from annotator.ui.records.parts import pair
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import Form, sentence
from annotator.ui.widgets.swatch import swatch


class ColoringDialog(Form):
    """`colors` are those that the codes get, by GUID. `selected` are the codes that are selected in
    the tree, with what stands below them."""

    def __init__(
        self, parent: QWidget, codebook: Codebook, selected: Sequence[str], theme: Theme
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Colour codes by palette"))
        self._codebook, self._selected, self._theme = codebook, selected, theme
        self.palette_box = QComboBox()
        for title in PALETTES:
            self.palette_box.addItem(tr(title), title)
        self.column.addWidget(pair(self.tr("Palette"), self.palette_box, theme))
        self.groups = QRadioButton(
            self.tr("Each &group has a colour, the codes below it shades of that")
        )
        self.each = QRadioButton(self.tr("&Each code has a colour"))
        self.one = QRadioButton(self.tr("&All have one colour"))
        self._schemes = QButtonGroup(self)
        for button in (self.groups, self.each, self.one):
            self._schemes.addButton(button)
            self.column.addWidget(button)
            button.toggled.connect(self._show)
        self.groups.setChecked(True)
        self.scope = QComboBox()
        self.scope.addItem(self.tr("all codes"))
        some = fill(self.tr("the selected codes and those below them ({0:,})"), len(selected))
        if 0 < len(selected) < len(codebook.codes):
            self.scope.addItem(some)
        self.column.addWidget(pair(self.tr("For"), self.scope, theme))
        self.preview = QTreeWidget()
        self.preview.setHeaderHidden(True)
        self.preview.setUniformRowHeights(True)
        self.preview.setAccessibleName(self.tr("How the codes will look"))
        self.preview.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.preview.setMinimumHeight(theme.px(200))
        self.column.addWidget(self.preview, 1)
        self._items = self._fill()
        self.words = sentence("", "small")
        self.column.addWidget(self.words)
        self.palette_box.currentIndexChanged.connect(lambda _index: self._show())
        self.scope.currentIndexChanged.connect(lambda _index: self._show())
        self.ok.setText(self.tr("Colour"))
        self._show()
        self.finish(520, 600)

    def _fill(self) -> Mapping[str, QTreeWidgetItem]:
        items: dict[str, QTreeWidgetItem] = {}
        parents: list[QTreeWidgetItem] = []
        for depth, code in self._codebook.walk():
            del parents[depth:]
            item = QTreeWidgetItem([code.name])
            item.setSizeHint(0, QSize(10, self._theme.space("row")))
            if depth:
                parents[-1].addChild(item)
            else:
                self.preview.addTopLevelItem(item)
            parents.append(item)
            items[code.guid] = item
        self.preview.expandAll()
        return items

    @property
    def scheme(self) -> Scheme:
        """What gets a colour of its own."""
        if self.each.isChecked():
            return Scheme.EACH
        return Scheme.ONE if self.one.isChecked() else Scheme.GROUPS

    @property
    def colors(self) -> dict[str, str]:
        """The colours that differ from those of now."""
        return {
            guid: color
            for guid, color in self._all().items()
            if self._codebook.by_guid[guid].color != color
        }

    def _all(self) -> dict[str, str]:
        palette = PALETTES[str(self.palette_box.currentData())]
        among = self._selected if self.scope.currentIndex() == 1 else None
        return colored(self._codebook, palette, self.scheme, among)

    def _show(self) -> None:
        if not hasattr(self, "words"):
            return  # the form is being made
        colors = self._all()
        for guid, item in self._items.items():
            color = colors.get(guid, self._codebook.by_guid[guid].color)
            item.setIcon(0, swatch(color, self._theme))
        number = len(self.colors)
        self.words.setText(
            fill(self.tr("{0:,} codes get another colour. Undo brings the colours back."), number)
            if number
            else self.tr("All of them have these colours already.")
        )
        self.ok.setEnabled(number > 0)
