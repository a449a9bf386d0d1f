"""The codebook as text: checked as one types, applied as one change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.codebook import Codebook
from annotator.corpus.codebook_difference import Difference
from annotator.exchange.codebook_file import CodebookProblems, read_codebook_text
from annotator.ui.codebook.source_editor import SourceEditor
from annotator.ui.codebook.source_highlighter import SourceHighlighter
from annotator.ui.recovery.typed_forms import KEPT
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import sentence
from annotator.ui.widgets.screen_fit import open_at

_PAUSE = 300
"""Milliseconds without a key after which the text is checked."""
_LINE = Qt.ItemDataRole.UserRole
Preview = Callable[[Codebook], list[Difference]]


class SourceWindow(QDialog):
    """`preview` says what a codebook would change; `apply` does it, or says why it can't."""

    def __init__(
        self,
        parent: QWidget,
        preview: Preview,
        apply: Callable[[Codebook], str | None],
        theme: Theme,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("The codebook as text"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setProperty(KEPT, True)
        self._preview, self._apply, self._theme = preview, apply, theme
        self._codebook: Codebook | None = None
        self._original = self._checked = ""
        self.editor = SourceEditor(theme)
        self.editor.setAccessibleName(self.tr("The codebook as text"))
        self.highlighter = SourceHighlighter(self.editor.document(), theme)
        self.state = sentence("", "")
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName(self.tr("What is wrong, or what applying will do"))
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        self.apply_button = QPushButton(self.tr("Apply"))
        self.apply_button.setProperty("role", "primary")
        self.apply_button.clicked.connect(self.apply)
        self.revert_button = QPushButton(self.tr("Take back what was typed"))
        self.revert_button.clicked.connect(lambda: self.show_text(self._original))
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.clicked.connect(self.reject)
        self._timer = Debouncer(_PAUSE, self.check, self)
        self.editor.textChanged.connect(self._typed)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.apply)
        self._lay_out(theme)

    def _lay_out(self, theme: Theme) -> None:
        below = QWidget()
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, theme.space("m"), 0, 0)
        lower.setSpacing(theme.space("s"))
        lower.addWidget(self.state)
        lower.addWidget(self.list, 1)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.editor)
        halves.addWidget(below)
        halves.setStretchFactor(0, 1)
        halves.setSizes([theme.px(480), theme.px(160)])
        row = QHBoxLayout()
        row.setSpacing(theme.space("m"))
        row.addWidget(self.revert_button)
        row.addStretch(1)
        for button in (self.apply_button, self.close_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.revert_button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space("l")] * 4)
        column.setSpacing(theme.space("l"))
        column.addWidget(halves, 1)
        column.addLayout(row)
        open_at(self, theme.px(860), theme.px(720))

    # --- the text

    def show_text(self, text: str) -> None:
        """Show the codebook of the project, and forget what was typed."""
        self._original = text
        self.editor.setPlainText(text)
        self.check()

    @property
    def edited(self) -> bool:
        return self.editor.toPlainText() != self._original

    def project_changed(self, text: str) -> None:
        """The codebook was changed elsewhere: shown at once, unless that would lose typed text."""
        if not self.edited:
            self.show_text(text)
        else:
            self._original = text
            self.check()

    def _typed(self) -> None:
        if self.editor.toPlainText() != self._checked:  # colours are no change
            self.apply_button.setEnabled(False)
            self._timer.start()

    # --- what it says

    def check(self) -> None:
        """Read the text; list what is wrong with it, or what applying it will do."""
        self._timer.stop()
        self.list.clear()
        self._codebook = None
        self._checked = self.editor.toPlainText()
        try:
            self._codebook = read_codebook_text(self._checked, self.tr("text"), datetime.now(UTC))
        except CodebookProblems as problems:
            self.editor.mark([line for line, _message in problems.problems])
            self._show_problems(problems.problems)
        else:
            self.editor.mark([])
            self._show_changes(self._preview(self._codebook))
        self.revert_button.setEnabled(self.edited)

    def _show_problems(self, problems: list[tuple[int, str]]) -> None:
        for line, message in problems:
            self._add(self.tr("Line {0}: {1}").format(line, message), line)
        number = len(problems)
        one, many = self.tr("One thing is wrong:"), self.tr("{0:,} things are wrong:")
        self._say(one if number == 1 else many.format(number), wrong=True)
        self.apply_button.setEnabled(False)

    def _show_changes(self, changes: list[Difference]) -> None:
        for change in changes:
            again = self.tr(" – codings made before are to be looked at again")
            self._add(change.what + (again if change.redefined else ""))
        nothing = self.tr("The text says what the codebook is.")
        self._say(self.tr("Applying will do this:") if changes else nothing, wrong=False)
        self.apply_button.setEnabled(bool(changes) or self.edited)

    def _add(self, text: str, line: int | None = None) -> None:
        item = QListWidgetItem(text, self.list)
        item.setData(_LINE, line)

    def _say(self, words: str, *, wrong: bool) -> None:
        self.state.setText(words)
        self.state.setProperty("role", "error" if wrong else "")
        # A property that changes is seen by the style sheet when it is put on again.
        self.state.style().polish(self.state)

    def _go(self, item: QListWidgetItem) -> None:
        line = item.data(_LINE)
        if line is not None:
            self.editor.go_to(line)

    # --- apply

    def apply(self) -> None:
        """Make the codebook what the text says. A refusal is told here, and nothing changes."""
        self.check()
        if self._codebook is None or not self.apply_button.isEnabled():
            return
        # What the project then says takes the place of what was typed.
        before, self._original = self._original, self.editor.toPlainText()
        refusal = self._apply(self._codebook)
        if refusal is not None:
            self._original = before
            self.list.clear()
            self._add(refusal)
            self._say(self.tr("This can't be applied; nothing was changed:"), wrong=True)

    def reject(self) -> None:
        """Close, unless that loses what was typed: the first time it says so instead."""
        if self.edited and not self.close_button.property("warned"):
            self.close_button.setProperty("warned", True)
            self.close_button.setText(self.tr("Close without applying"))
            self._say(self.tr("What was typed is not applied yet."), wrong=True)
            return
        super().reject()
