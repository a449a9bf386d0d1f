"""How a Rich Text file numbers its notes."""

from __future__ import annotations

from typing import Final

NUMBERINGS: Final = {
    b"nar": "decimal",
    b"nalc": "lowerLetter",
    b"nauc": "upperLetter",
    b"nrlc": "lowerRoman",
    b"nruc": "upperRoman",
    b"nchi": "chicago",
}
"""The formats (of `numerals`) by the end of the control word: ``\\ftnnar``, ``\\aftnnrlc``."""
