"""The keys, shown and changed; what program this is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWhatsThis

from annotator import __version__, paths
from annotator.ui.actions.key_table import shown
from annotator.ui.actions.spec import MENUS, ActionSpec, Needs, translated
from annotator.ui.controllers.controller import Controller

VERSIONS_PAGE = "https://pypi.org/project/annotator-qda/#history"


class HelpController(Controller):
    """The help sheet, the dialog in which keys are changed, and About."""

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "whats_this",
                "&What’s this?",
                self.explain,
                key="Shift+F1",
                needs=Needs.NOTHING,
            ),
            ActionSpec("keys", "&Keys", self.show_keys, key="Ctrl+F1", needs=Needs.NOTHING),
            ActionSpec("change_keys", "&Change keys…", self.change_keys, needs=Needs.NOTHING),
            ActionSpec(
                "log_folder", "Open the &folder of the log", self.open_log, needs=Needs.NOTHING
            ),
            ActionSpec(
                "look_for_version", "Look for a new &version…", self.look, needs=Needs.NOTHING
            ),
            ActionSpec("about", "&About Annotator", self.show_about, needs=Needs.NOTHING),
        )

    def explain(self) -> None:
        """By key, explain what has the keys; else what is pointed at next."""
        from annotator.ui.window.whats_this import show_for_focus  # noqa: PLC0415  (start-up)

        by_key = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        if not (by_key and show_for_focus()):
            QWhatsThis.enterWhatsThisMode()

    def show_keys(self) -> None:
        from annotator.ui.actions.help_sheet import HelpSheet  # noqa: PLC0415  (start-up has no use for it)

        code_keys = [(c.name, c.key) for c in self.bridge.codebook.codes if c.key and c.codable]
        table = self.services.actions.specs
        groups = [
            (translated(menu), [(s.whole, shown(s.key)) for s in table if s.top == menu and s.key])
            for menu in MENUS
        ]
        sheet = HelpSheet(self.window, code_keys, groups, self.theme)
        sheet.requestChange.connect(self.change_keys)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def change_keys(self) -> None:
        """Every key in a list, to be changed; what is changed holds at once and is kept."""
        from annotator.ui.preferences.keys_dialog import KeysDialog  # noqa: PLC0415

        codes = self.bridge.codebook.codes
        specs = self.services.actions.defaults
        dialog = KeysDialog(self.window, specs, self.settings.keys, codes, self.theme)
        dialog.keysChanged.connect(self._set_keys)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _set_keys(self, changed: dict[str, str]) -> None:
        self.settings.keys = changed
        self.services.actions.set_keys(changed)
        self.services.save_settings()

    def open_log(self) -> None:
        """Show the folder of the log where files are shown."""
        from annotator.ui.process.log_folder import open_log_folder  # noqa: PLC0415

        if not open_log_folder():
            self.refuse(self.tr("The folder can’t be shown: {0}").format(paths.log_folder()))

    def look(self) -> None:
        """Show the page of versions in the browser. The program itself connects to nothing."""
        question = self.tr(
            "This is version {0}. The browser opens the page of versions; Annotator itself"
            " contacts no server, now or ever.\n\n{1}"
        ).format(__version__, VERSIONS_PAGE)
        title, verb = self.tr("Look for a new version"), self.tr("Open the page")
        if self.ask.confirm(self.window, title, question, verb) and not show_page(VERSIONS_PAGE):
            self.refuse(
                self.tr("No browser could be opened. The page is {0}").format(VERSIONS_PAGE)
            )

    def show_about(self) -> None:
        from annotator.ui.window import about  # noqa: PLC0415  (start-up has no use for it)

        title = self.tr("About Annotator")
        self.ask.tell(self.window, title, about.message(), about.details())


def show_page(address: str) -> bool:
    """Hand an address to the system's browser; whether there is one."""
    return QDesktopServices.openUrl(QUrl(address))
