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
from typing import Final

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
    found = catalogue(language)
    messages.install(found, ToEnglish(found))


class ToEnglish:
    """Leads from a sentence in a language back to the English one, by the translations: for the few
    sentences that go into files."""

    def __init__(self, catalogue: messages.Catalogue) -> None:
        self._catalogue = catalogue
        self._messages: list[tuple[str, str]] = []
        self._known: dict[str, str] = {}

    def __call__(self, sentence: str) -> str:
        """The message in English, with what the sentence has in its places; the sentence where it
        is none of the translations."""
        if sentence not in self._known:
            self._known[sentence] = self._found(sentence)
        return self._known[sentence]

    def _found(self, sentence: str) -> str:
        if not self._messages:
            self._messages = self._translations()
        for translated, english in self._messages:
            if all(part in sentence for part in _PLACE.sub("\0", translated).split("\0")):
                match = re.fullmatch(_looks(translated), sentence, re.DOTALL)
                if match is not None:
                    return self._filled(english, match.groupdict())
        return sentence

    def _translations(self) -> list[tuple[str, str]]:
        """Every translation with its message, those with most words of their own first."""
        # gettext has no way to ask for all of its messages.
        entries = getattr(self._catalogue, "_catalog", {})
        pairs = [
            (translated, (key if isinstance(key, str) else key[0]).rpartition("\x04")[2])
            for key, translated in entries.items()
            if translated and (isinstance(key, str) or key[1] == 0)
        ]
        pairs = [pair for pair in pairs if pair[1]]
        return sorted(pairs, key=lambda pair: -len(_PLACE.sub("", pair[0])))

    def _filled(self, template: str, said: dict[str, str]) -> str:
        if "p_step" in said:  # what is called so is a sentence itself, others are data
            said["p_step"] = self(said["p_step"])
        return _PLACE.sub(lambda place: said.get(f"p_{place[1]}", place[0]), template)


_PLACE: Final = re.compile(r"\{(\w*)[^}]*\}")


def _looks(template: str) -> str:
    """What the sentences of a template look like."""
    pieces: list[str] = []
    at = 0
    for place in _PLACE.finditer(template):
        group = f"(?P<p_{place[1]}>"
        again = any(one.startswith(group) for one in pieces)
        pieces.append(re.escape(template[at : place.start()]))
        pieces.append(f"(?P=p_{place[1]})" if again else f"{group}.*?)")
        at = place.end()
    return "".join([*pieces, re.escape(template[at:])])


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
