"""Every sentence that a person reads, in the language of the program.

A message stands in the code in English, as a template of `str.format` with named places; it is
its own id. A catalogue of gettext translates it, and says how the language writes plurals, numbers,
dates and lists. Without a catalogue the program speaks English. `annotator/languages.py` finds and
installs catalogues; what the window says by Qt's `tr` goes to the same one
(`ui/process/translator.py`).
"""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence
from datetime import datetime
from gettext import NullTranslations
from typing import Any, Protocol


class Catalogue(Protocol):
    """What is asked of translations: the interface of `gettext.NullTranslations`."""

    def gettext(self, message: str, /) -> str:
        """The translation of a message."""

    def pgettext(self, context: str, message: str, /) -> str:
        """The translation of a message that has another one in another context."""

    def ngettext(self, one: str, more: str, number: int, /) -> str:
        """The translation of one of two messages, by the number of things."""


class _Formatter(string.Formatter):
    """`str.format`, with numbers written as the locale writes them where the template has them
    grouped (`{n:,}`) or with decimals (`{x:.3f}`)."""

    def format_field(self, value: Any, format_spec: str) -> str:
        written = str(super().format_field(value, format_spec))
        if isinstance(value, int | float) and ("," in format_spec or "." in format_spec):
            return localised(written)
        return written


_formatter = _Formatter()
_catalogue: Catalogue = NullTranslations()
_to_english: Callable[[str], str] = str
_decimal_point, _group_separator = ".", ","


def install(catalogue: Catalogue, to_english: Callable[[str], str] = str) -> None:
    """Speak the language of this catalogue from now on; `to_english` is what leads back from a
    sentence of it."""
    global _catalogue, _to_english, _decimal_point, _group_separator  # noqa: PLW0603  (one language)
    _catalogue, _to_english = catalogue, to_english
    _decimal_point = catalogue.pgettext("number format", ".")
    _group_separator = catalogue.pgettext("number format", ",")


def tr(template: str, /, *, context: str = "", **values: object) -> str:
    """The template in the language of the program, with its places filled.

    `context` tells apart what is one word in English and several elsewhere.
    """
    if context:
        found = _catalogue.pgettext(context, template)
    else:
        found = _catalogue.gettext(template) if template else ""
        if found == template:  # perhaps it is kept with its plural, which gettext tells apart
            found = _catalogue.ngettext(template, template, 1)
    return fill(found, **values) if values else found


def in_english(sentence: str) -> str:
    """A sentence that the program said as it says it in English, for files that have to be the same
    in every language; one that is none of its messages stays as it is."""
    return _to_english(sentence)


def gettext_noop(message: str) -> str:
    """The message itself: it is translated where it is shown, by `tr`, and listed here."""
    return message


def plural(one: str, more: str, number: int, /, **values: object) -> str:
    """The template for so many things, filled; `{n}` is the number."""
    found = _catalogue.ngettext(one, more, number)
    return fill(found, n=number, **values)


def number_of(number: int, one: str, more: str = "") -> str:
    """“1 coding”, “1,234 codings”: the number with the word for it; `more` is `one` with an s where
    it is not given."""
    word = _catalogue.ngettext(one, more or one + "s", number)
    return f"{localised(f'{number:,}')} {word}"


def fill(template: str, /, *positional: object, **values: object) -> str:
    """`str.format` with numbers as the locale writes them."""
    return _formatter.vformat(template, positional, values)


def quoted(words: str) -> str:
    """Words between the quotation marks of the language."""
    return tr("“{words}”", words=words)


def localised(number: str) -> str:
    """A number that is written the English way ("1,234.5") the way of the language."""
    if _decimal_point == "." and _group_separator == ",":
        return number
    return number.translate({ord("."): _decimal_point, ord(","): _group_separator})


def language() -> str:
    """The code of the language ("de"), as HTML and Qt name it."""
    return tr("en", context="locale format")


def moment(when: datetime) -> str:
    """Date and time to the minute."""
    return when.strftime(_catalogue.pgettext("date format", "%Y-%m-%d %H:%M"))


def day(when: datetime) -> str:
    """The date."""
    return when.strftime(_catalogue.pgettext("date format", "%Y-%m-%d"))


def listing(items: Sequence[str]) -> str:
    """“a, b and c”."""
    if len(items) < 2:
        return "".join(items)
    separator = _catalogue.pgettext("list", ", ")
    return tr(
        "{first} and {last}", context="list", first=separator.join(items[:-1]), last=items[-1]
    )
