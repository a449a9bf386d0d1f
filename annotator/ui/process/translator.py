"""What the window says by Qt's `tr`, and Qt's own buttons, from the program's catalogue; what that
has not (the menus of text fields), from Qt's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from annotator import languages
from annotator.corpus import messages
from annotator.corpus.messages import tr


class CatalogueTranslator(QTranslator):
    """Translates by the text alone, whatever class says it: one catalogue serves the window and all
    below it. Qt's disambiguation is the context of a message."""

    def isEmpty(self) -> bool:
        return False

    def translate(  # type: ignore[override]  # Qt knows a null string, its stubs do not
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The translation. None, not an empty text, where there is none: that would be shown."""
        if text == "QT_LAYOUT_DIRECTION":  # Qt asks it of each translator
            return "RTL" if languages.is_right_to_left(messages.language()) else None
        if context == "QShortcut":
            return key_name(text)
        found = messages.tr(text, context=disambiguation or "")
        return None if found == text else found


_KEYS: Mapping[str, Callable[[], str]] = {
    "Ctrl": lambda: tr("Ctrl", context="key"),
    "Shift": lambda: tr("Shift", context="key"),
    "Alt": lambda: tr("Alt", context="key"),
    "Up": lambda: tr("Up", context="key"),
    "Down": lambda: tr("Down", context="key"),
    "Left": lambda: tr("Left", context="key"),
    "Right": lambda: tr("Right", context="key"),
    "Home": lambda: tr("Home", context="key"),
    "End": lambda: tr("End", context="key"),
    "PgUp": lambda: tr("PgUp", context="key"),
    "PgDown": lambda: tr("PgDown", context="key"),
    "Return": lambda: tr("Return", context="key"),
    "Enter": lambda: tr("Enter", context="key"),
    "Space": lambda: tr("Space", context="key"),
    "Backspace": lambda: tr("Backspace", context="key"),
    "Del": lambda: tr("Del", context="key"),
    "Ins": lambda: tr("Ins", context="key"),
}
"""What keys are called, apart from other messages: “Up” is a key, and elsewhere a button. Qt asks
for hundreds of them at a start, so each is translated by itself."""


def key_name(name: str) -> str | None:
    """What a key is called on keyboards of the language, None for keys that are not listed: Qt may
    know them."""
    said = _KEYS.get(name)
    return None if said is None else said()


def install_translator(application: QCoreApplication) -> None:
    """Let Qt ask the catalogue that is installed (`annotator.languages`), and then its own: the
    menus of text fields and Qt's dialogs have words that the program never says."""
    language = messages.language()
    if language != "en":  # English keeps the system's own way of writing dates
        QLocale.setDefault(QLocale(language))
        application.installTranslator(qt_words(application, language))
    translator = CatalogueTranslator(application)  # the last one is asked first
    application.installTranslator(translator)


def qt_words(application: QCoreApplication, language: str) -> QTranslator:
    """Qt's own words in a language ("pt-BR"); an empty translator where Qt has none of it."""
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator.load(QLocale(language), "qtbase", "_", folder)
    return translator
