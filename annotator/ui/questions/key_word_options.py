"""What can be chosen for key words: which words, against which, how often at least."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QWidget

from annotator.corpus.messages import gettext_noop, tr
from annotator.operations.retrieval.keywords import Scope
from annotator.operations.retrieval.saved_questions import QuestionView
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import PlainLabel, tip
from annotator.ui.widgets.wide_combo import WideCombo

_REST_MS = 400
_FARTHEST, _MOST = 50, 1_000_000
_SCOPES = (
    (gettext_noop("In the passages"), Scope.PASSAGES),
    (gettext_noop("Around the passages"), Scope.COLLOCATES),
    (gettext_noop("In their whole documents"), Scope.DOCUMENTS),
)


class KeyWordOptions(QWidget):
    """One line of choices; `take` gives back the view with them."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._silent = True
        self._row = FlowLayout(0)
        self.setLayout(self._row)
        self.scope = WideCombo()
        for words, scope in _SCOPES:
            self.scope.addItem(tr(words), scope.value)
        self.against = QLineEdit()
        self.against.setPlaceholderText(tr("all other words"))
        self.against.setToolTip(tip(tr("A line as above: the words of what it finds")))
        self._rest = Debouncer(_REST_MS, self._tell, self)
        self.distance = self._number(1, _FARTHEST)
        self.least = self._number(1, _MOST)
        for title, widget in (
            (tr("Words"), self.scope),
            (tr("Against those of"), self.against),
            (tr("Words to either side"), self.distance),
            (tr("At least so often"), self.least),
        ):
            self._add(title, widget)
        self.scope.currentIndexChanged.connect(self._tell)
        self.against.textChanged.connect(lambda _text: None if self._silent else self._rest.start())
        self.show_view(QuestionView())
        self.restyle(theme)

    def _add(self, title: str, widget: QWidget) -> None:
        label = PlainLabel(title)
        label.setProperty("role", "muted")
        label.setBuddy(widget)
        widget.setAccessibleName(title)
        pair = QWidget()
        both = QHBoxLayout(pair)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(label)
        both.addWidget(widget)
        self._row.addWidget(pair)

    def _number(self, least: int, most: int) -> QSpinBox:
        box = QSpinBox()
        box.setRange(least, most)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._tell)
        return box

    def show_view(self, view: QuestionView) -> None:
        """Show what a view says."""

        def fill() -> None:
            self.scope.setCurrentIndex(self.scope.row_of(view.scope.value))
            self.against.setText(view.against)
            self.distance.setValue(view.distance)
            self.least.setValue(view.least)

        self._quietly(fill)
        self._follow()

    def take(self, view: QuestionView) -> QuestionView:
        """The view with what is chosen."""
        return replace(
            view,
            scope=Scope(self.scope.currentData()),
            against=" ".join(self.against.text().split()),
            distance=self.distance.value(),
            least=self.least.value(),
        )

    def _tell(self) -> None:
        if not self._silent:
            self._follow()
            self.changed.emit()

    def _follow(self) -> None:
        """Distance matters only for the words around."""
        self.distance.setEnabled(self.scope.currentData() == Scope.COLLOCATES.value)

    def _quietly(self, act: Callable[[], None]) -> None:
        self._silent = True
        try:
            act()
        finally:
            self._silent = False

    def restyle(self, theme: Theme) -> None:
        """In the distances of the theme."""
        self._row.set_gap(theme.space("m"))
        self.against.setMinimumWidth(theme.px(240))
