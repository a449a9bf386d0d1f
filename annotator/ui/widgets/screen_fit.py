"""Room on the screen: no window is larger than it, and what has too little room scrolls."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from annotator.settings import Settings

FRAME = QSize(16, 48)
"""Pixels that the desktop's frame around a window may take."""


def open_at(window: QWidget, width: int, height: int) -> None:
    """Give a window this size in pixels, or the one that the user gave it last, or as much of it as
    the screen has room for. Windows are kept apart by their class and the size of the letters."""
    keeper = _SizeKeeper.of(window)
    kept = keeper.kept() if keeper is not None else None
    _resize(window, kept or QSize(width, height))


def grow_to(window: QWidget, height: int) -> None:
    """Make a window as high as what it shows now asks for, in pixels; one that the user made
    larger stays so."""
    keeper = _SizeKeeper.of(window)
    least = window.height() if keeper is not None and keeper.is_users() else 0
    _resize(window, QSize(window.width(), max(height, least)))


def _resize(window: QWidget, size: QSize) -> None:
    room = window.screen().availableGeometry().size() - FRAME
    window.resize(size.boundedTo(room))
    keeper = _SizeKeeper.of(window)
    if keeper is not None:
        keeper.given = window.size()


class _SizeKeeper(QObject):
    """Remembers the size that a user gave a dialog when it is closed."""

    def __init__(self, window: QDialog, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self._name = f"{type(window).__name__} {settings.zoom}"
        self.given = window.size()
        """The size that the program gave it."""
        window.finished.connect(self._keep)

    @classmethod
    def of(cls, window: QWidget) -> _SizeKeeper | None:
        """That of a dialog over a window that has settings, made where there is none yet."""
        if not isinstance(window, QDialog):
            return None
        found = window.findChild(cls, options=Qt.FindChildOption.FindDirectChildrenOnly)
        above = window.parentWidget()
        while found is None and above is not None:
            settings = getattr(above, "settings", None)
            if isinstance(settings, Settings):
                return cls(window, settings)
            above = above.parentWidget()
        return found

    def kept(self) -> QSize | None:
        """The size that the user gave such a window last."""
        size = self._settings.window_sizes.get(self._name)
        usable = isinstance(size, list) and len(size) == 2 and all(type(n) is int for n in size)
        return QSize(*size) if size and usable else None

    def is_users(self) -> bool:
        """Whether the user has chosen the size that the window has."""
        return self._window.size() != self.given or self.kept() is not None

    def _keep(self, _result: int) -> None:
        size = self._window.size()
        if size != self.given:
            self._settings.window_sizes[self._name] = [size.width(), size.height()]


class _Body(QWidget):
    """Asks for the least height at which nothing is cut, not for the usual one."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(content)

    def heightForWidth(self, width: int) -> int:
        return self._column.minimumHeightForWidth(width)


class ScrollContainer(QScrollArea):
    """Holds `content`, which fills it where there is room; else one scrolls to the rest."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.content = content
        self.setObjectName("scrolled")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what it holds has the keys
        self._body = _Body(content)
        self.setWidget(self._body)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._reveal)

    def _reveal(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what has the focus and is out of sight: Qt does so only where Tab was pressed
        within the area, not where it comes in from outside."""
        if now is not None and self.isAncestorOf(now) and now.visibleRegion().isEmpty():
            self.ensureWidgetVisible(now)

    def sizeHint(self) -> QSize:
        return self._body.sizeHint()

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint()
        return QSize(self._body.minimumSizeHint().width() + bar.width(), 2 * bar.height())
