"""What the window says by Qt's `tr`, and Qt's own buttons, from the program's catalogue; what that
has not (the menus of text fields), from Qt's own."""

from __future__ import annotations

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


def key_name(name: str) -> str | None:
    """What a key is called on keyboards of the language, None for keys that are not listed: Qt may
    know them. Apart from other messages: “Up” is a key, and elsewhere a button."""
    names = {
        "Ctrl": tr("Ctrl", context="key"),
        "Shift": tr("Shift", context="key"),
        "Alt": tr("Alt", context="key"),
        "Up": tr("Up", context="key"),
        "Down": tr("Down", context="key"),
        "Left": tr("Left", context="key"),
        "Right": tr("Right", context="key"),
        "Home": tr("Home", context="key"),
        "End": tr("End", context="key"),
        "PgUp": tr("PgUp", context="key"),
        "PgDown": tr("PgDown", context="key"),
        "Return": tr("Return", context="key"),
        "Enter": tr("Enter", context="key"),
        "Space": tr("Space", context="key"),
        "Backspace": tr("Backspace", context="key"),
        "Del": tr("Del", context="key"),
        "Ins": tr("Ins", context="key"),
    }
    return names.get(name)


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
