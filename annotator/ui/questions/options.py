"""What can be chosen for a concordance, a table and a picture, beside the line of a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.messages import tr
from annotator.operations.retrieval import pictures
from annotator.operations.retrieval.figures import CELLS
from annotator.operations.retrieval.saved_questions import (
    CONCORDANCE,
    KEYWORDS,
    PASSAGES,
    PICTURE,
    TABLE,
    QuestionView,
)
from annotator.ui.questions.group_lines import groups_of, line_of
from annotator.ui.questions.key_word_options import KeyWordOptions
from annotator.ui.questions.option_words import BY_DOCUMENT, CODERS, MEASURES, ORDERS, RELATIONS
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import PlainLabel, tip
from annotator.ui.widgets.wide_combo import WideCombo

_REST_MS = 250


class Options(QWidget):
    """One line of choices for each way to show results; `take` gives back the view with them."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rows: dict[str, FlowLayout] = {}
        self._lines: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._silent = True
        self._told = QuestionView()
        for name in (PASSAGES, CONCORDANCE, TABLE, PICTURE):
            self._lines[name] = self._line(name)
            column.addWidget(self._lines[name])
        self._make_concordance()
        self._make_table()
        self._make_picture()
        self.key_words = KeyWordOptions(theme)
        self.key_words.changed.connect(self._tell)
        self._lines[KEYWORDS] = self.key_words
        column.addWidget(self.key_words)
        self._silent = False
        self.restyle(theme)

    def _line(self, name: str) -> QWidget:
        widget = QWidget()
        self._rows[name] = FlowLayout(0)
        widget.setLayout(self._rows[name])
        return widget

    def _add(self, name: str, title: str, widget: QWidget) -> None:
        label = PlainLabel(title)
        label.setProperty("role", "muted")
        label.setBuddy(widget)
        widget.setAccessibleName(title)
        pair, both = QWidget(), QHBoxLayout()
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(label)
        both.addWidget(widget)
        pair.setLayout(both)
        self._rows[name].addWidget(pair)

    def _box(self, name: str, title: str, choices: Sequence[tuple[str, object]]) -> WideCombo:
        box = WideCombo()
        for words, value in choices:
            box.addItem(words, value)
        box.currentIndexChanged.connect(self._tell)
        self._add(name, title, box)
        return box

    def _let_type(self, box: WideCombo, words: str) -> None:
        """What the list does not have can be typed."""
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setToolTip(tip(words))
        line = box.lineEdit()
        assert line is not None
        line.setAccessibleName(box.accessibleName())
        line.editingFinished.connect(self._tell)

    def _number(self, name: str, title: str, most: int, none: str) -> QSpinBox:
        box = QSpinBox()
        box.setRange(0, most)
        box.setSpecialValueText(none)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._tell)
        self._add(name, title, box)
        return box

    def _make_concordance(self) -> None:
        orders = [(tr(words), by) for words, by in ORDERS]
        self.words = QLineEdit()
        self.words.setPlaceholderText(tr("the codings that are found"))
        self._rest = Debouncer(_REST_MS, self._tell, self)
        self.words.textChanged.connect(lambda _words: None if self._silent else self._rest.start())
        self.words.returnPressed.connect(self._tell)
        self._add(CONCORDANCE, tr("Keyword"), self.words)
        self.order = self._box(CONCORDANCE, tr("Order"), orders)
        self.sample = self._number(CONCORDANCE, tr("Random sample"), 1_000_000, tr("all"))
        self.seed = self._number(CONCORDANCE, tr("Seed"), 2**31 - 1, "0")

    def _make_table(self) -> None:
        self.rows = self._box(TABLE, tr("Rows"), ())
        self.columns = self._box(TABLE, tr("Columns"), ())
        relations = [(tr(words), by) for words, by in RELATIONS]
        self.by = self._box(TABLE, tr("How codes lie"), relations)
        queries = tr("One of the list, or queries with a semicolon between: code:claim; coder:Ann")
        relation = tr("One of the list, or a relation: within 5 words of")
        for box, words in ((self.rows, queries), (self.columns, queries), (self.by, relation)):
            self._let_type(box, words)
        measures = [(tr(MEASURES[name]), name) for name in CELLS]
        self.cell = self._box(TABLE, tr("Cells"), measures)
        whose = [(tr(words), name) for words, name in CODERS]
        self.coders = self._box(TABLE, tr("Whose codings"), whose)
        self.weights = self._box(TABLE, tr("Weights of the documents"), ())
        self.agreement = QCheckBox(tr("Agreement beside each code"))
        self.agreement.toggled.connect(self._tell)
        self._rows[TABLE].addWidget(self.agreement)

    def _make_picture(self) -> None:
        kinds = [(tr(kind.title), kind.name) for kind in pictures.KINDS]
        self.picture = self._box(PICTURE, tr("Picture"), kinds)
        self.attribute = self._box(PICTURE, tr("By"), ())

    # --- what can be chosen in this project

    def offer(self, document_attributes: Sequence[str], attributes: Sequence[str]) -> None:
        """Offer rows and columns of a table, and attributes of documents for pictures."""
        axes = [
            (tr("Codes"), ("codes",)),
            (tr("Documents"), ("documents",)),
            (tr("Coders"), ("coders",)),
            (tr("Rounds"), ("rounds",)),
            (tr("Sets of codes"), ("code-sets",)),
            (tr("Speakers"), ("speakers",)),
            *(
                (tr("Documents by {name}", name=n), (_named("document", n),))
                for n in document_attributes
            ),
            *((tr("Values of {name}", name=n), (_named("value", n),)) for n in attributes),
        ]
        self._refill(self.rows, axes)
        self._refill(self.columns, axes)
        for box in (self.attribute, self.weights):
            none = (tr("no attribute"), "")
            self._refill(box, [none, *((name, name) for name in document_attributes)])

    def _refill(self, box: WideCombo, choices: Sequence[tuple[str, object]]) -> None:
        kept = box.currentData()
        self._quietly(lambda: _filled(box, choices, kept))

    # --- to a view and from it

    def show_view(self, view: QuestionView) -> None:
        """Show what a view says. Rows and columns that are queries stand in the lists as they are
        written."""

        def fill() -> None:
            for name, line in self._lines.items():
                line.setVisible(name == view.shown)
            self.words.setText(view.words)
            self.order.setCurrentIndex(self.order.row_of(view.sort))
            self.sample.setValue(view.sample)
            self.seed.setValue(view.seed)
            for box, words in ((self.rows, view.rows), (self.columns, view.columns)):
                _choose(box, words, line_of(words))
            _choose(self.by, view.by, view.by)
            _choose(self.cell, view.cell, view.cell)
            _choose(self.picture, view.picture, view.picture)
            _choose(self.attribute, view.attribute, view.attribute)
            _choose(self.coders, view.coders, view.coders)
            _choose(self.weights, view.weights, view.weights)
            self.agreement.setChecked(view.agreement)
            self.key_words.show_view(view)
            self._follow()

        self._quietly(fill)
        self._told = self.take(QuestionView())

    def take(self, view: QuestionView) -> QuestionView:
        """The view with what is chosen."""
        lie = self._lie()
        return replace(
            self.key_words.take(view),
            agreement=self.agreement.isChecked(),
            words=" ".join(self.words.text().split()),
            sort=self.order.currentData() or (),
            sample=self.sample.value(),
            seed=self.seed.value(),
            rows=_groups(self.rows) or view.rows,
            columns=_groups(self.columns) or view.columns,
            cell=self.cell.currentData() or view.cell,
            by=_typed(self.by, self.by.currentText().strip()) if lie else "",
            picture=self.picture.currentData() or view.picture,
            attribute=self.attribute.currentData() or "",
            coders=self.coders.currentData() or "",
            weights=(self.weights.currentData() or "") if self._is_by_document() else "",
        )

    def _tell(self) -> None:
        """What is chosen is another; a field that is only left asks nothing."""
        now = self.take(QuestionView())
        if not self._silent and now != self._told:
            self._told = now
            self._follow()
            self.changed.emit()

    def _is_by_document(self) -> bool:
        return self.cell.currentData() in BY_DOCUMENT

    def _follow(self) -> None:
        """What does not matter for the choice can't be chosen."""
        self.by.setEnabled(self._lie())
        kind = next((k for k in pictures.KINDS if k.name == self.picture.currentData()), None)
        self.attribute.setEnabled(kind is not None and kind.may_have_attribute)
        self.weights.setEnabled(self._is_by_document())
        self.seed.setEnabled(self.sample.value() > 0)
        self.agreement.setEnabled(_groups(self.rows) == ("codes",))

    def _lie(self) -> bool:
        """Whether rows and columns are codings that lie somehow to each other."""
        sides = _groups(self.rows), _groups(self.columns)
        return all(side == ("codes",) or any(":" in one for one in side) for side in sides)

    def _quietly(self, act: Callable[[], None]) -> None:
        before, self._silent = self._silent, True
        try:
            act()
        finally:
            self._silent = before

    def restyle(self, theme: Theme) -> None:
        """In the distances of the theme."""
        for row in self._rows.values():
            row.set_gap(theme.space("m"))
        self.words.setMinimumWidth(theme.px(200))
        self.key_words.restyle(theme)


def _named(kind: str, name: str) -> str:
    words = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'{kind}."{words}"'


def _filled(box: QComboBox, choices: Sequence[tuple[str, object]], kept: object) -> None:
    box.clear()
    for words, value in choices:
        box.addItem(words, value)
    if kept is not None and isinstance(box, WideCombo):
        _choose(box, kept, str(kept))


def _typed(box: QComboBox, typed: object) -> Any:
    """What stands for the words in a box: that of the list, or what was typed."""
    at = box.findText(box.currentText())
    return typed if at < 0 else box.itemData(at)


def _groups(box: QComboBox) -> tuple[str, ...]:
    return tuple(_typed(box, groups_of(box.currentText())) or ())


def _choose(box: WideCombo, value: object, words: str) -> None:
    """Choose a value; one that the list does not have is put into it."""
    row = box.row_of(value)
    if box.count() == 0 or box.itemData(row) != value:
        box.addItem(words, value)
        row = box.count() - 1
    box.setCurrentIndex(row)
