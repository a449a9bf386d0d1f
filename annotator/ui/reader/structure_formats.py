"""Formats of letters for what a structure says: made once for a theme and a font."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QTextCharFormat, QTextFormat

from annotator.ui.theme import Theme

_HEADINGS: Final = (1.62, 1.34, 1.16, 1.06)
"""Size of headings by level, in sizes of the text's letters; deeper ones are as large as it."""
_SMALL: Final = 0.86
_CAPTION: Final = 0.92

INLINE: Final = frozenset({"emphasis", "link", "note-mark", "inserted", "deleted"})
"""Kinds that change the letters of a part of a block."""
CHANGES: Final = frozenset({"inserted", "deleted", "comment"})
"""Kinds that are shown only when they are asked for."""


class StructureFormats:
    """`em` is the size of the text's letters, `margin` the room beside the lines, in pixels."""

    def __init__(self, theme: Theme, font: QFont, margin: float) -> None:
        self.theme = theme
        self.margin = margin
        self.font = font
        self.em = float(font.pixelSize())
        self._made: dict[tuple[str, object], QTextCharFormat] = {}
        self._metrics: dict[bool, QFontMetricsF] = {}

    def metrics(self, *, bold: bool = False) -> QFontMetricsF:
        """The measures of the text's letters, plain or bold."""
        if bold not in self._metrics:
            font = QFont(self.font)
            font.setBold(bold)
            self._metrics[bold] = QFontMetricsF(font)
        return self._metrics[bold]

    @cached_property
    def speaker_font(self) -> QFont:
        """The letters of the names before turns."""
        font = QFont(self.font)
        font.setBold(True)
        return font

    def heading_size(self, level: int) -> float:
        """Pixels of the letters of a heading."""
        factor = _HEADINGS[level - 1] if level <= len(_HEADINGS) else 1.0
        return float(round(self.em * factor))

    def heading(self, level: int) -> QTextCharFormat:
        """The letters of a heading of a level from 1."""
        return self._format("heading", level)

    def block(self, kind: str) -> QTextCharFormat:
        """The letters of a block: ``note``, ``caption``, ``preformatted``, ``header`` (a cell),
        ``greyed``."""
        return self._format("block", kind)

    def inline(self, kind: str, style: str = "") -> QTextCharFormat:
        """The letters of a part of a block; `style` is that of an ``emphasis``."""
        return self._format(kind, style)

    def _format(self, kind: str, of: object) -> QTextCharFormat:
        made = self._made.get((kind, of))
        if made is None:
            made = self._made[kind, of] = self._make(kind, of)
        return made

    def _make(self, kind: str, of: object) -> QTextCharFormat:
        made = QTextCharFormat()
        match kind, of:
            case "heading", int(level):
                _size(made, self.heading_size(level))
                made.setFontWeight(QFont.Weight.Bold)
                made.setFontItalic(level > len(_HEADINGS))
            case "block", "note":
                _size(made, self.em * _SMALL)
            case "block", "caption":
                _size(made, self.em * _CAPTION)
                made.setForeground(self.theme.color("muted"))
            case "block", "preformatted":
                made.setFontFamilies(_fixed_families(self.theme))
                made.setFontFixedPitch(True)
                _size(made, self.em * _CAPTION)
            case "block", "greyed":
                made.setForeground(self.theme.color("faint"))
            case "block", "header":
                made.setFontWeight(QFont.Weight.Bold)
            case "emphasis", str(style):
                _emphasise(made, style)
            case (("link" | "inserted"), _):
                made.setForeground(self.theme.color("accent" if kind == "link" else "success"))
                made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            case "note-mark", _:
                made.setForeground(self.theme.color("accent"))
                made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            case "deleted", _:
                made.setForeground(self.theme.color("error"))
                made.setFontStrikeOut(True)
        return made


def _size(made: QTextCharFormat, pixels: float) -> None:
    made.setProperty(QTextFormat.Property.FontPixelSize, max(1, round(pixels)))


def _emphasise(made: QTextCharFormat, style: str) -> None:
    vertical = QTextCharFormat.VerticalAlignment
    match style:
        case "bold":
            made.setFontWeight(QFont.Weight.Bold)
        case "italic":
            made.setFontItalic(True)
        case "underline":
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        case "strike":
            made.setFontStrikeOut(True)
        case "small-caps":
            made.setFontCapitalization(QFont.Capitalization.SmallCaps)
        case "superscript":
            made.setVerticalAlignment(vertical.AlignSuperScript)
        case "subscript":
            made.setVerticalAlignment(vertical.AlignSubScript)


def _fixed_families(theme: Theme) -> list[str]:
    """The families of the source view, then what the system has."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    return [*theme.mono_font().families(), *system.families()]
