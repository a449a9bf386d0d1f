"""What the window says by Qt's `tr`, and Qt's own buttons, from the program's catalogue."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTranslator

from annotator.corpus import messages


class CatalogueTranslator(QTranslator):
    """Translates by the text alone, whatever class says it: one catalogue serves the window and all
    below it. Qt's disambiguation is the context of a message."""

    def isEmpty(self) -> bool:
        return False

    def translate(  # type: ignore[override]  # Qt knows a null string, its stubs do not
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The translation. None, not an empty text, where there is none: that would be shown."""
        found = messages.tr(text, context=disambiguation or "")
        return None if found == text else found


def install_translator(application: QCoreApplication) -> None:
    """Let Qt ask the catalogue that is installed (`annotator.languages`)."""
    translator = CatalogueTranslator(application)
    application.installTranslator(translator)
