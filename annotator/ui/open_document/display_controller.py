"""What of the codings is shown, and how the text is set."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.codebook.panel import CodebookPanel
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.reader.numbers import Numbering
from annotator.ui.reader.reading_settings import ReadingSettings, ReadingSettingsDialog

_CODE, _CODER = "focus on a code", "focus on a coder"


class DisplayController(Controller):
    """Focus on one code or coder, and how the text is set."""

    def __init__(self, services: Services, codebook: CodebookPanel) -> None:
        super().__init__(services)
        self._pointed: str | None = None
        services.page.selectedCodingChanged.connect(self._point_at_coding)
        services.bridge.opened.connect(self._leave_both)
        codebook.codeChosen.connect(self.point_at)
        self._apply(self._reading_settings())
        services.page.reader.view.set_scale(self.settings.reader_scale / 100)
        services.page.reader.view.scaleChanged.connect(self._keep_scale)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "focus_code",
                "Only this &code, or all again",
                self.focus_code,
                key="F",
                needs=Needs.DOCUMENT,
            ),
            ActionSpec(
                "focus_coder",
                "Only this cod&er, or all again",
                self.focus_coder,
                key="Shift+F",
                needs=Needs.DOCUMENT,
            ),
            ActionSpec(
                "comfort",
                "&Text and margin…",
                self.show_reading_settings,
                key="Ctrl+T",
                needs=Needs.NOTHING,
            ),
            ActionSpec("margin", "&Margin", self.toggle_margin, key="F6", needs=Needs.NOTHING),
            ActionSpec(
                "numbering",
                "N&umbers: paragraphs, lines, none",
                self.next_numbering,
                key="F7",
                needs=Needs.NOTHING,
            ),
        )

    # --- focus

    def focus_code(self) -> None:
        """Show one code alone, the one that was chosen last: in the list of codes or by a coding
        in the text; once more, all."""
        page = self.document_page
        if page.focus_code is not None:
            self._leave_code()
            return
        code = self._pointed
        if code is None or code not in self.bridge.codebook.by_guid:
            self.say(self.tr("Choose a coding or a code first."))
            return
        page.set_focus(code, page.focus_coder)
        text = self.tr("Only {0}").format(self.bridge.code(code).name)
        self.modes.show_mode(_CODE, text, self._leave_code)

    def point_at(self, code: str) -> None:
        """A code (GUID) was chosen in the list of codes."""
        self._pointed = code

    def _point_at_coding(self) -> None:
        selected = self.document_page.selected
        if selected is not None:
            self._pointed = selected.code

    def focus_coder(self) -> None:
        """Show one coder alone: the selected coding's, else the current one; once more, all."""
        page, me = self.document_page, self.bridge.coder
        if page.focus_coder is not None:
            self._leave_coder()
            return
        coder = page.selected.coder if page.selected else me.guid if me else None
        if coder is None:
            return
        page.set_focus(page.focus_code, coder)
        name = self.bridge.coder_labels().get(coder, me.name if me else "")
        self.modes.show_mode(_CODER, self.tr("Only {0}").format(name), self._leave_coder)

    def _leave_code(self) -> None:
        self.modes.drop(_CODE)
        self.document_page.set_focus(None, self.document_page.focus_coder)

    def _leave_coder(self) -> None:
        self.modes.drop(_CODER)
        self.document_page.set_focus(self.document_page.focus_code, None)

    def _leave_both(self) -> None:
        self._leave_code()
        self._leave_coder()

    # --- how the text is set

    def _reading_settings(self) -> ReadingSettings:
        settings = self.settings
        numbers = {numbering.value: numbering for numbering in Numbering}
        return ReadingSettings(
            settings.text_width,
            settings.line_height,
            settings.reading_font,
            numbers.get(settings.numbering, Numbering.PARAGRAPHS),
            settings.margin,
        )

    def show_reading_settings(self) -> None:
        """Open the form; what is changed in it is seen at once."""
        dialog = ReadingSettingsDialog(self.window, self._reading_settings(), self.theme)
        dialog.settingsChanged.connect(self._set_reading_settings)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def _set_reading_settings(self, chosen: ReadingSettings) -> None:
        settings = self.settings
        settings.text_width, settings.line_height = chosen.characters, chosen.line_height
        settings.reading_font, settings.margin = chosen.family, chosen.margin
        settings.numbering = chosen.numbering.value
        self._apply(chosen)

    def apply_settings(self) -> None:
        """Set the text as the preferences say now."""
        self._apply(self._reading_settings())

    def _apply(self, chosen: ReadingSettings) -> None:
        reader = self.document_page.reader
        reader.view.set_family(chosen.family)
        reader.view.set_line_width(chosen.characters, chosen.line_height / 100)
        reader.set_numbering(chosen.numbering)
        reader.set_margin_visible(chosen.margin)

    def toggle_margin(self) -> None:
        self.settings.margin = not self.settings.margin
        self.document_page.reader.set_margin_visible(self.settings.margin)

    def next_numbering(self) -> None:
        """Paragraphs, lines, nothing, in turn."""
        order = list(Numbering)
        number = order.index(self._reading_settings().numbering)
        self.settings.numbering = order[(number + 1) % len(order)].value
        self.document_page.reader.set_numbering(self._reading_settings().numbering)

    def _keep_scale(self, scale: float) -> None:
        self.settings.reader_scale = round(scale * 100)
