"""Which languages the program has, which one it speaks, and where the catalogue comes from."""

from __future__ import annotations

import gettext
import io
import locale
import os
import re
import sys
import zlib
from collections.abc import Iterable, Sequence

from annotator import paths
from annotator.corpus import messages

ENGLISH = "en"
NAMES = {
    ENGLISH: "English",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "pt_BR": "Português (Brasil)",
}
"""The languages that ship with the program, by their code, each called as it calls itself. A
code is that of the language ("de"), with the country ("pt_BR") where the words are those of one."""
PSEUDO = "en-XA"
"""A made-up language: English with every message marked, which shows what no catalogue reaches."""
MIRRORED = "ar-XB"
"""Another one, written from right to left: it shows what of the window is not mirrored."""
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
"""Languages that are written from right to left, by their short codes."""
VARIABLE = "ANNOTATOR_LANGUAGE"
"""An environment variable that names the language, whatever the preferences say."""

_GZIP = 31  # `wbits` of a gzip file, in zlib's terms
_ACCENTED = str.maketrans("aeiouyAEIOU", "áéíóúýÁÉÍÓÚ")


class PseudoCatalogue(gettext.NullTranslations):
    """Marks every message: ⟦ accented words ⟧. Places and mnemonics stay as they are. `mark` comes
    before each, and `language` is what it says it is."""

    def __init__(self, mark: str = "", language: str = ENGLISH) -> None:
        super().__init__()
        self._mark, self._language = mark, language

    def gettext(self, message: str) -> str:
        """The message between brackets, with accents on its vowels."""
        parts = re.split(r"(\{[^}]*\}|%(?:\(\w+\))?[a-z]|&\w|<[^>]*>)", message)
        words = "".join(
            part if index % 2 else part.translate(_ACCENTED) for index, part in enumerate(parts)
        )
        return f"{self._mark}⟦{words}⟧" if message else ""

    def pgettext(self, context: str, message: str) -> str:
        """The same; formats stay what they are."""
        if context == "locale format":
            return self._language
        return message if context.endswith("format") else self.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The same of one of two messages, by English rules."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def install(language: str) -> None:
    """Speak a language (a code of `NAMES`, `PSEUDO` or `MIRRORED`); English where it is unknown."""
    messages.install(catalogue(language))


def catalogue(language: str) -> messages.Catalogue:
    """The translations into a language; of English, and of what is unknown, there are none."""
    if language == PSEUDO:
        return PseudoCatalogue()
    if language == MIRRORED:
        return PseudoCatalogue("\u200f", MIRRORED)
    if language == ENGLISH or language not in NAMES:
        return gettext.NullTranslations()
    packed = paths.resource("translations", f"{language}.mo.gz").read_bytes()
    return gettext.GNUTranslations(io.BytesIO(zlib.decompress(packed, _GZIP)))


def is_right_to_left(language: str) -> bool:
    """Whether a language (a code, perhaps with its region) is written from right to left."""
    return re.split(r"[-_]", language)[0].lower() in RIGHT_TO_LEFT


def choose(preferred: str, system: Sequence[str] = ()) -> str:
    """The language to speak: that of the environment variable, else the preferred one, else the
    first of the system's (codes such as "de_AT") that there is, else English."""
    for asked in (os.environ.get(VARIABLE, ""), preferred):
        if asked in (PSEUDO, MIRRORED):
            return asked
        if found := _known(asked):
            return found
    return next(filter(None, map(_known, system or list(_of_system()))), ENGLISH)


def _known(code: str) -> str:
    """The language of `NAMES` that a code of any system means: "pt-BR", "pt_PT.UTF-8" and "pt" mean
    "pt_BR" where there is no nearer one. Empty where there is none."""
    parts = re.split(r"[-_]", re.split(r"[.@]", code)[0])
    language, country = parts[0].lower(), parts[-1].upper()
    near = [name for name in NAMES if name.split("_")[0] == language]
    return next((name for name in near if name == f"{language}_{country}"), "".join(near[:1]))


def _of_system() -> Iterable[str]:
    """The languages of this user, the preferred one first, as far as Python can tell."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  (this system only)

        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        yield locale.windows_locale.get(number, "")
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            yield from value.split(":")
            return
