"""Panels as windows of their own, on a second screen perhaps, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStyle, QVBoxLayout, QWidget

from annotator.corpus.messages import gettext_noop, tr
from annotator.ui.actions.spec import VIEW, ActionSpec, Needs
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.widgets import plain_text
from annotator.ui.window.fixed_panels import FixedPanels
from annotator.ui.window.screens import on_screens

_TITLES = {
    "documents": gettext_noop("Documents"),
    "codebook": gettext_noop("Codes"),
    "inspector": gettext_noop("Codings at the cursor"),
    "codings": gettext_noop("Codings of this document"),
    "printed": gettext_noop("Pages as printed"),
}
"""Panels that can be detached, by the name that the preferences have for them: a contract."""


class PanelWindow(QWidget):
    """Holds a panel. Keys of the main window work in it; it is shown where the panel is wanted."""

    leaving = Signal()
    """Somebody closed it."""

    def __init__(self, main: QWidget, panel: QWidget, title: str) -> None:
        # A tool: Qt lets the shortcuts of the window that it belongs to work in it.
        super().__init__(main, Qt.WindowType.Tool)
        self.setWindowTitle(plain_text.title(title))
        self._main, self._panel = main, panel
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        panel.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(not self._panel.isHidden())
        return super().eventFilter(watched, event)

    def give_back(self) -> QRect:
        """Let go of the panel; where the window was."""
        self._panel.removeEventFilter(self)
        return self.geometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._main.activateWindow()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()  # the panel goes back first, and the window with it
        self.leaving.emit()


class DetachingController(Controller):
    """Takes panels out of the columns and puts them back where they were."""

    def __init__(self, services: Services, panels: FixedPanels) -> None:
        super().__init__(services)
        self._panels: Mapping[str, QWidget] = {name: getattr(panels, name) for name in _TITLES}
        self._windows: dict[str, PanelWindow] = {}
        self._orders: dict[QSplitter, list[QWidget]] = {}
        self._homes: dict[str, tuple[QSplitter, list[int]]] = {}
        services.bridge.opened.connect(self._follow_project)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenRemoved.connect(self._follow_screens)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "detach",
                "Panel as a window, or bac&k",
                self.toggle,
                key="Ctrl+Shift+D",
                needs=Needs.PROJECT,
                menu=VIEW,
            ),
        )

    def toggle(self) -> None:
        """Make the panel that has the focus a window, or put it back."""
        focus = QApplication.focusWidget()
        name = next((n for n, panel in self._panels.items() if _holds(panel, focus)), None)
        if name is None:
            self.say(self.tr("Go into a panel beside the text first, for instance with Tab."))
        elif name in self._windows:
            self.put_back(name)
        else:
            self.detach(name)
        if name is not None and focus is not None:
            focus.window().activateWindow()
            focus.setFocus()

    @property
    def detached(self) -> Mapping[str, PanelWindow]:
        """The windows that there are, by the names of their panels."""
        return self._windows

    def _follow_project(self) -> None:
        """With a project, those panels are windows that were so last; without, none is."""
        if self.bridge.project is None:
            self.put_all_back()
            return
        kept = dict(self.settings.detached)
        for name in kept:
            if name in self._panels and name not in self._windows:
                self.settings.detached = kept
                self.detach(name)

    def detach(self, name: str) -> None:
        """Make a panel a window, where it was one last, else beside the main window."""
        panel = self._panels[name]
        home = panel.parentWidget()
        assert isinstance(home, QSplitter)
        widgets = _widgets(home)
        if len(widgets) > len(self._orders.get(home, [])):
            self._orders[home] = widgets
        self._homes[name] = home, home.sizes()
        place = self._place(name, panel)
        shown = not panel.isHidden()
        window = self._windows[name] = PanelWindow(self.window, panel, tr(_TITLES[name]))
        window.leaving.connect(lambda: self.put_back(name))
        window.setGeometry(place)
        panel.setVisible(shown)
        window.setVisible(shown)
        _hide_if_empty(home)
        self.keep()

    def put_back(self, name: str) -> None:
        """Put a panel back into its column."""
        window, panel = self._windows.pop(name), self._panels[name]
        shown = not panel.isHidden()
        window.give_back()
        home, sizes = self._homes.pop(name)
        order = self._orders[home]
        behind = order[order.index(panel) + 1 :]
        at = next((home.indexOf(one) for one in behind if home.indexOf(one) >= 0), home.count())
        home.insertWidget(at, panel)
        home.setVisible(True)
        panel.setVisible(shown)
        if len(sizes) == home.count():
            home.setSizes(sizes)
        window.hide()
        window.deleteLater()
        self.keep()

    def put_all_back(self) -> None:
        """Before the window is closed: the columns are kept whole, and so is what was detached."""
        if not self._windows:
            return
        self.keep()
        kept = dict(self.settings.detached)
        for name in list(self._windows):
            self.put_back(name)
        self.settings.detached = kept

    def keep(self) -> None:
        """Note which panels are windows, and where."""
        self.settings.detached = {
            name: [place.x(), place.y(), place.width(), place.height()]
            for name, window in self._windows.items()
            for place in (window.geometry(),)
        }

    def _follow_screens(self) -> None:
        """Windows of a screen that goes come to one that stays; it is still counted just now."""
        QTimer.singleShot(0, self, self._bring_back)

    def _bring_back(self) -> None:
        for window in self._windows.values():
            window.setGeometry(on_screens(window.geometry(), self._room()))

    def _room(self) -> list[QRect]:
        """Where the insides of windows may be: below the title that they are dragged by."""
        title = self.window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
        return [
            one.availableGeometry().adjusted(0, title, 0, 0) for one in QGuiApplication.screens()
        ]

    def _place(self, name: str, panel: QWidget) -> QRect:
        kept = self.settings.detached.get(name, [])
        if len(kept) == 4 and min(kept[2:]) > 0:
            place = QRect(*kept)
        else:
            theme = self.theme
            size = panel.size().expandedTo(panel.sizeHint())
            corner = self.window.geometry().topRight()
            place = QRect(corner.x() + theme.space("xl"), corner.y(), size.width(), size.height())
        return on_screens(place, self._room())


def _holds(panel: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (panel is focus or panel.isAncestorOf(focus))


def _widgets(column: QSplitter) -> list[QWidget]:
    return [one for at in range(column.count()) if (one := column.widget(at)) is not None]


def _hide_if_empty(column: QSplitter) -> None:
    """A column of which all panels are elsewhere gives its room to the text."""
    column.setVisible(any(not one.isHidden() for one in _widgets(column)))
