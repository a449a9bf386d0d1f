"""Composition root of the window: settings, log, application, theme, window."""

from __future__ import annotations

import logging
import logging.handlers
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from annotator import missing_library, paths
from annotator import settings as preferences
from annotator.atomic_file import PRIVATE_FILE, make_private_folder
from annotator.corpus.messages import tr
from annotator.corpus.span import Span
from annotator.errors import BusyFileError, UserError
from annotator.input_files import is_there
from annotator.ui.main_window import MainWindow
from annotator.ui.motion import apply_motion
from annotator.ui.process.garbage_collection import WindowThreadGarbageCollector
from annotator.ui.process.opening import Opener
from annotator.ui.process.qt_messages import MessageHandler
from annotator.ui.process.single_instance import SingleInstance
from annotator.ui.process.startup_report import is_measured, mark, report_when_usable
from annotator.ui.process.termination import Termination
from annotator.ui.process.translator import install_translator
from annotator.ui.reader.clipboard import settle_clipboard
from annotator.ui.theme import ThemeChoice, ThemeKeeper, apply_theme, set_ground
from annotator.ui.widgets.plain_text import message_box

if TYPE_CHECKING:
    from annotator.corpus.drawing import Drawing

_log = logging.getLogger("annotator")
_LISTEN_AFTER_MS = 200
"""The first window comes first; another start waits for longer than that."""
_FOLLOWING_MS = 400
"""Longer than anything in the window rests before it follows."""
GIVE_WAY = 0.0005
"""Seconds after which a thread that computes lets another one have the interpreter. The window's
thread gives it away and asks for it back many times a key press or picture, and with Python's five
milliseconds each it would stand still beside a question that is being answered."""


def main(arguments: Sequence[str]) -> int:
    """Open the window on the named project, else the last one, else the welcome page.

    Where the program runs already, its window does that, and this start ends.
    """
    mark("imported")
    application = make_application()
    _write_log()
    sys.excepthook = _tell_bug
    wanted = Path(arguments[0]) if arguments else None
    instance = SingleInstance(application)
    if not instance.claim() and instance.hand_over(wanted):
        return 0
    settings = preferences.load()
    if is_measured():
        # Measured is the start of somebody who has been here before, and is asked nothing.
        settings.coder = settings.coder or Path.home().name
    mark("application")
    window = make_window(application, settings)
    Termination(application, window)
    instance.requestOpen.connect(Opener(application, window).open)
    # Before the project is opened, which may ask something: other starts are heard all the same.
    QTimer.singleShot(_LISTEN_AFTER_MS, instance, instance.listen)
    window.show()
    mark("window")
    wanted = wanted or _last_project(settings)
    if wanted is not None:
        window.controllers.projects.open_project(wanted)
    mark("project")
    shown = window.reader.view.viewport() if window.bridge.project else window.welcome
    report_when_usable(shown, window.bridge.project.path.name if window.bridge.project else "")
    application.aboutToQuit.connect(settle_clipboard)
    application.aboutToQuit.connect(instance.release)
    return application.exec()


def make_application() -> QApplication:
    """The one application of the process."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    sys.setswitchinterval(GIVE_WAY)
    messages = MessageHandler()
    messages.install()
    application = QApplication(["annotator"])
    messages.release()
    install_translator(application)
    WindowThreadGarbageCollector(application)
    application.setApplicationName("Annotator")
    application.setDesktopFileName("org.annotator.Annotator")
    if sys.platform != "darwin":  # there the bundle has it, with the margin that is usual there
        application.setWindowIcon(QIcon(str(paths.resource("icons", "annotator.svg"))))
    return application


def make_window(application: QApplication, settings: preferences.Settings) -> MainWindow:
    """A window dressed as the settings say, with nothing open."""
    themes = ThemeKeeper(application)
    themes.set_zoom(settings.zoom / 100)
    themes.set_family(settings.interface_font)
    apply_motion(application, settings.motion)
    if settings.theme in set(ThemeChoice):
        themes.choose(ThemeChoice(settings.theme))
    if application.styleSheet():  # of a window before this one
        apply_theme(application, themes.theme)
        return MainWindow(settings, themes)
    # The style sheet comes last: under one, each widget is dressed anew at each step that puts it,
    # or what it is in, into something larger.
    set_ground(application, themes.theme)
    window = MainWindow(settings, themes)
    apply_theme(application, themes.theme)
    return window


def _last_project(settings: preferences.Settings) -> Path | None:
    paths_ = (Path(entry) for entry in settings.recent[:1])
    return next((path for path in paths_ if is_there(path)), None)


def _write_log() -> None:
    folder = paths.log_folder()
    try:
        make_private_folder(folder)
        file = folder / "annotator.log"
        file.touch(mode=PRIVATE_FILE)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            file, maxBytes=1_000_000, backupCount=3, encoding="utf-8"
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)


def _tell_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A known problem is a sentence; anything else is a mistake of the program, and is shown. While
    one is shown, further ones go to the log alone: each would open a dialog upon the other. A file
    that another program has locked is waited for, and what could not be read is shown then."""
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
    if isinstance(error, BusyFileError) and windows:
        for window in windows:  # one without a project has nothing to wait for
            window.bridge.locked.wait(str(error))
        return
    known = str(error) if isinstance(error, UserError) else missing_library.sentence(error)
    if known is not None:
        _log.warning("%s", error)
        _show(message_box(QMessageBox.Icon.Warning, "Annotator", known))
        return
    text = "".join(traceback.format_exception(kind, error, trace))
    _log.critical("%s", text)
    sys.__excepthook__(kind, error, trace)
    _show_bug(error, windows)


_told: set[str] = set()
"""Mistakes that were told: each place once, since one in a paint would come back for ever."""


def _show_bug(error: BaseException, windows: Sequence[MainWindow]) -> None:
    from annotator.ui.process import bug_report  # noqa: PLC0415  (start-up has no use for it)
    from annotator.ui.process.bug_dialog import BugDialog  # noqa: PLC0415

    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, BugDialog)]
    open_ones = [one for one in shown if one.isVisible()]
    if open_ones:
        open_ones[0].count_another()
        return
    place = bug_report.signature(error)
    if place in _told:
        for window in windows:
            window.messages.say(tr("The same mistake in the program once more. The log has it."))
        return
    _told.add(place)
    dialog = BugDialog(bug_report.report(error))
    _show(dialog)


_shown: list[QDialog] = []


def _show(box: QDialog) -> None:
    """Show a box unless one of these is shown already."""
    if not _shown:
        _shown.append(box)
        try:
            box.exec()
        finally:
            _shown.clear()


class _PassingSettings(preferences.Settings):
    """Preferences of a window that is only drawn: the user's own are not written over."""

    def save(self) -> None:
        """Keep nothing."""


def drawing_platform(system: str = sys.platform) -> str:
    """The platform of Qt on which something is drawn that no screen shows.

    On Windows the one for screens: it needs none, and the other one knows no fonts there, so that
    each letter would be a box.
    """
    return "windows" if system == "win32" else "offscreen"


def _make_drawing_application() -> QApplication:
    """The application for pictures alone, whatever platform is set."""
    os.environ["QT_QPA_PLATFORM"] = drawing_platform()
    return make_application()


def draw_pictures(project: Path, folder: Path) -> list[Path]:
    """Pictures of the window with a project in it, light and dark, as PNG files in `folder`."""
    application = _make_drawing_application()
    drawn = []
    for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        settings = _PassingSettings(coder="Noor", theme=theme.value)
        window = make_window(application, settings)
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        window.show()
        window.bridge.open(project)
        first = window.bridge.coders[-1]
        window.bridge.set_coder(first)
        choose_something(window)
        for name, show in (
            ("window", window.services.navigator.show_reader),
            ("agreement", window.controllers.agreement.show_page),
        ):
            show()
            _let_lists_follow()
            target = folder / f"{name}-{theme.value}.png"
            window.grab().save(str(target))
            drawn.append(target)
        window.bridge.close()
        window.deleteLater()
        application.processEvents()
    return drawn


def _let_lists_follow() -> None:
    """Inspector and lists show what is chosen a moment later, so that no key waits for them."""
    loop = QEventLoop()
    QTimer.singleShot(_FOLLOWING_MS, loop.quit)
    loop.exec()


def write_pdf(html: str, target: Path) -> None:
    """A PDF of the HTML, without a screen."""
    from annotator.ui.printing import pdf  # noqa: PLC0415  (the window does not need it)

    _make_drawing_application()
    pdf.write_pdf(html, target)


def paint_picture(drawing: Drawing, suffix: str) -> bytes:
    """The content of a file of a drawing, .png or .pdf, without a screen."""
    from annotator.ui.pictures import files  # noqa: PLC0415

    _make_drawing_application()
    return files.painted(drawing, suffix)


def choose_something(window: MainWindow) -> None:
    """Put the caret where several codings overlap, so that the picture shows them."""
    entries = window.page.codings.entries
    for entry in entries:
        if len(window.reader.view.codings_at(entry.start)) > 2:
            window.page.reveal(entry.guid)
            return
    window.reader.view.reveal(Span(0, 1))
