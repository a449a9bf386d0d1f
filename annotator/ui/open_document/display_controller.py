"""What of the codings is shown, and how the text is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.controllers.controller import Controller
from annotator.ui.reader.comfort import Comfort, ComfortDialog
from annotator.ui.reader.numbers import Numbering

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_CODE, _CODER = "focus on a code", "focus on a coder"


class DisplayController(Controller):
    """Focus on one code or coder, and the comfort of reading."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._pointed: str | None = None
        window.page.selectedCodingChanged.connect(self._point_at_coding)
        window.bridge.opened.connect(self._leave_both)
        self._apply(self._comfort())
        window.reader.view.set_scale(self.settings.reader_scale / 100)
        window.reader.view.scaleChanged.connect(self._keep_scale)

    # --- focus

    def focus_code(self) -> None:
        """Show one code alone, the one that was chosen last: in the list of codes or by a coding
        in the text; once more, all."""
        page = self.window.page
        if page.focus_code is not None:
            self._leave_code()
            return
        code = self._pointed
        if code is None or code not in self.bridge.codebook.by_guid:
            self.window.say(self.tr("Choose a coding or a code first."))
            return
        page.set_focus(code, page.focus_coder)
        text = self.tr("Only {0}").format(self.bridge.code(code).name)
        self.window.modes.show_mode(_CODE, text, self._leave_code)

    def point_at(self, code: str) -> None:
        """A code (GUID) was chosen in the list of codes."""
        self._pointed = code

    def _point_at_coding(self) -> None:
        selected = self.window.page.selected
        if selected is not None:
            self._pointed = selected.code

    def focus_coder(self) -> None:
        """Show one coder alone: the selected coding's, else the current one; once more, all."""
        page, me = self.window.page, self.bridge.coder
        if page.focus_coder is not None:
            self._leave_coder()
            return
        coder = page.selected.coder if page.selected else me.guid if me else None
        if coder is None:
            return
        page.set_focus(page.focus_code, coder)
        name = self.bridge.coder_labels().get(coder, me.name if me else "")
        self.window.modes.show_mode(_CODER, self.tr("Only {0}").format(name), self._leave_coder)

    def _leave_code(self) -> None:
        self.window.modes.drop(_CODE)
        self.window.page.set_focus(None, self.window.page.focus_coder)

    def _leave_coder(self) -> None:
        self.window.modes.drop(_CODER)
        self.window.page.set_focus(self.window.page.focus_code, None)

    def _leave_both(self) -> None:
        self._leave_code()
        self._leave_coder()

    # --- the table of codings

    def toggle_table(self) -> None:
        """Open the codings of the project below the text, or close them."""
        if self.window.table.is_open and self.window.shown_page is self.window.workplace:
            self.window.table.close_table()
            return
        self.window.show_page(self.window.workplace)
        self.window.table.open_table()

    def table_of_code(self) -> None:
        """The codings of the project with the code of the selected coding, or the list's."""
        selected, current = self.window.page.selected, self.window.codebook.current_code()
        code = selected.code if selected else current.guid if current else ""
        self.window.show_page(self.window.workplace)
        self.window.table.open_table()
        self.window.table.bar.choose(code=code)

    # --- comfort

    def _comfort(self) -> Comfort:
        settings = self.settings
        numbers = {numbering.value: numbering for numbering in Numbering}
        return Comfort(
            settings.text_width,
            settings.line_height,
            settings.reading_font,
            numbers.get(settings.numbering, Numbering.PARAGRAPHS),
            settings.margin,
        )

    def show_comfort(self) -> None:
        """Open the form; what is changed in it is seen at once."""
        dialog = ComfortDialog(self.window, self._comfort(), self.window.theme)
        dialog.comfortChanged.connect(self._set_comfort)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def _set_comfort(self, comfort: Comfort) -> None:
        settings = self.settings
        settings.text_width, settings.line_height = comfort.characters, comfort.line_height
        settings.reading_font, settings.margin = comfort.family, comfort.margin
        settings.numbering = comfort.numbering.value
        self._apply(comfort)

    def _apply(self, comfort: Comfort) -> None:
        reader = self.window.reader
        reader.view.set_family(comfort.family)
        reader.view.set_comfort(comfort.characters, comfort.line_height / 100)
        reader.set_numbering(comfort.numbering)
        reader.set_margin_visible(comfort.margin)

    def toggle_margin(self) -> None:
        self.settings.margin = not self.settings.margin
        self.window.reader.set_margin_visible(self.settings.margin)

    def next_numbering(self) -> None:
        """Paragraphs, lines, nothing, in turn."""
        order = list(Numbering)
        number = order.index(self._comfort().numbering)
        self.settings.numbering = order[(number + 1) % len(order)].value
        self.window.reader.set_numbering(self._comfort().numbering)

    def _keep_scale(self, scale: float) -> None:
        self.settings.reader_scale = round(scale * 100)
