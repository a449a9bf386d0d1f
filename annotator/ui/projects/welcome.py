"""What is shown before a project is open: how to begin, and what was open before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from annotator.settings import Settings
from annotator.ui.projects.recent_facts import missing, recent_facts
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import PlainLabel, literal, tip

_SHOWN = 6


def _is_name(path: str) -> bool:
    """Whether a file can have this path; names that are no Unicode, where there is such a file."""
    try:
        Path(path).stat()
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return path.isprintable()
    except (OSError, ValueError):
        return False
    return bool(path)


class WelcomePage(QWidget):
    """Three ways to begin, and the recent projects."""

    requestOpen = Signal(object)
    """Path of a recent project."""

    def __init__(self, new: QAction, open_: QAction, sample: QAction, theme: Theme) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("welcome")
        self.theme = theme
        title = PlainLabel(self.tr("Annotator"))
        title.setProperty("role", "title")
        about = PlainLabel(
            self.tr("Code texts with a codebook, alone or as a team, and see how far you agree.")
        )
        about.setProperty("role", "muted")
        about.setWordWrap(True)
        self._buttons = FlowLayout(0)
        for number, action in enumerate((new, open_, sample)):
            button = QPushButton(action.text().replace("&", ""))
            button.setProperty("role", "primary" if number == 0 else "")
            button.clicked.connect(action.trigger)
            self._buttons.addWidget(button)
        self._recent = QVBoxLayout()
        self._column = QVBoxLayout()
        self._column.addStretch(2)
        self._column.addWidget(title)
        self._column.addWidget(about)
        self._column.addLayout(self._buttons)
        self._column.addLayout(self._recent)
        self._column.addStretch(3)
        self._holder = QWidget()
        self._holder.setLayout(self._column)
        middle = QHBoxLayout(self)
        middle.addStretch(1)
        middle.addWidget(self._holder)
        middle.addStretch(1)
        self.restyle(theme)

    def show_recent(self, settings: Settings) -> None:
        """Offer the projects that were open before; those that are gone are told, and can't be
        chosen."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        recent = [Path(path) for path in settings.recent if _is_name(path)][:_SHOWN]
        if recent:
            heading = PlainLabel(self.tr("RECENT PROJECTS"))
            heading.setProperty("role", "heading")
            self._recent.addWidget(heading)
        for path in recent:
            facts = recent_facts(path, settings)
            button = _Recent(path, facts if facts is not None else missing())
            button.setEnabled(facts is not None)
            button.setAccessibleName(self.tr("Open {0}").format(path.stem))
            button.setAccessibleDescription(facts or missing())
            button.clicked.connect(lambda _checked=False, path=path: self.requestOpen.emit(path))
            self._recent.addWidget(button)

    def restyle(self, theme: Theme) -> None:
        self.theme = theme
        self._holder.setFixedWidth(theme.px(520))
        self._column.setSpacing(theme.space("l"))
        self._buttons.set_gap(theme.space("m"))
        self._recent.setSpacing(theme.space("s"))
        self._recent.setContentsMargins(0, theme.space("xl"), 0, 0)


class _Recent(QPushButton):
    """A project by its name, folder and facts, shortened where there is no room; the tip has the
    whole path."""

    def __init__(self, path: Path, facts: str) -> None:
        super().__init__(literal(f"{path.stem}\n{path.parent}\n{facts}"))
        self._lines = (path.stem, str(path.parent), facts)
        self.setObjectName("recent")
        self.setToolTip(tip(str(path)))

    def sizeHint(self) -> QSize:
        return QSize(0, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_PushButtonContents
        room = self.style().subElementRect(part, option, self).width()
        short = Qt.TextElideMode.ElideMiddle
        metrics = self.fontMetrics()
        shown = [metrics.elidedText(line, short, room) for line in self._lines]
        self.setText(literal("\n".join(shown)))
