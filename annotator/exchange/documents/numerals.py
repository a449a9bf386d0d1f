"""Numbers as lists, notes and pages show them: decimal, Roman, letters, signs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ARABIC: Final = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_HEBREW: Final = ((100, "קרשת"), (10, "יכלמנסעפצ"), (1, "אבגדהוזחט"))
_CHICAGO: Final = "*†‡§"
_HAN: Final = "〇一二三四五六七八九"
_LARGEST_ROMAN: Final = 3999
_MOST_REPEATED: Final = 20


def roman(number: int) -> str:
    """Lower-case Roman numerals; decimal outside of 1 to 3,999."""
    if not 0 < number <= _LARGEST_ROMAN:
        return str(number)
    found = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        found.append(sign * count)
    return "".join(found)


def repeated(letters: str) -> Callable[[int], str]:
    """a to z, then aa, bb, cc …: one letter repeated, as Word and ODF's letter-sync count."""

    def shown(number: int) -> str:
        times, place = divmod(number - 1, len(letters))
        if number < 1 or times >= _MOST_REPEATED:
            return str(number)
        return letters[place] * (times + 1)

    return shown


def letters(number: int) -> str:
    """a to z, then aa, ab, ac …, as the columns of a spreadsheet count."""
    if number < 1:
        return str(number)
    found = ""
    while number:
        number, place = divmod(number - 1, len(_LATIN))
        found = _LATIN[place] + found
    return found


def hebrew(number: int) -> str:
    """Hebrew numerals up to 499, with 15 and 16 as they are written."""
    if not 0 < number < 500:
        return str(number)
    found = ""
    for value, signs in _HEBREW:
        count, number = divmod(number, value)
        found += signs[count - 1] if count else ""
    return found.replace("יה", "טו").replace("יו", "טז")


def han(number: int) -> str:
    """Chinese and Japanese counting up to 99."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _HAN[tens]) + "十" if tens else ""
    return head + (_HAN[ones] if ones else "")


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th …"""
    last = 0 if number // 10 % 10 == 1 else number % 10
    return f"{number}{('th', 'st', 'nd', 'rd')[last] if last < 4 else 'th'}"


def circled(number: int) -> str:
    """① to ⑳; decimal beyond."""
    return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)


FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    # Names of Office Open XML (ECMA-376 part 1, 17.18.59).
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "lowerLetter": repeated(_LATIN),
    "upperLetter": repeated(_LATIN.upper()),
    "ordinal": ordinal,
    "russianLower": repeated(_RUSSIAN),
    "russianUpper": repeated(_RUSSIAN.upper()),
    "arabicAlpha": repeated(_ARABIC),
    "hebrew1": hebrew,
    "chicago": repeated(_CHICAGO),
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "chineseCounting": han,
    "chineseCountingThousand": han,
    "japaneseCounting": han,
    "taiwaneseCounting": han,
    "ideographDigital": han,
    "none": lambda _number: "",
    "bullet": lambda _number: "",
    # Names of OpenDocument (ODF 1.3 part 3, 19.506).
    "1": str,
    "i": roman,
    "I": lambda number: roman(number).upper(),
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "": lambda _number: "",
}


def numeral(number: int, style: str) -> str:
    """The number as the format named `style` shows it; decimal where the format is not known."""
    return FORMATS.get(style, str)(number)
