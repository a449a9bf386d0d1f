"""How the words of a run look: its paragraph's style, its own style, and what it says itself."""

from __future__ import annotations

from typing import Final

from annotator.exchange.documents.flow import NO_EMPHASIS
from annotator.exchange.documents.word.styles import ParagraphStyle, RunSettings, Styles

# Properties that a character style switches back where the paragraph's style has them too (17.7.3).
_TOGGLED: Final = frozenset(("bold", "italic", "strike", "small-caps", "hidden"))
_UNDERLINE: Final = frozenset(("underline",))


class RunFormats:
    """Works the looks of runs out, and keeps them: few are different."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[object, frozenset[str]] = {}

    def of(self, style: ParagraphStyle, settings: RunSettings, linked: bool) -> frozenset[str]:
        """The styles of emphasis, and “hidden”. Links are underlined as links, which is none."""
        key = (style, settings.style, linked, *settings.said.items())
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._worked_out(style, settings, linked)
        return found

    def _worked_out(
        self, style: ParagraphStyle, settings: RunSettings, linked: bool
    ) -> frozenset[str]:
        own = self._styles.character(settings.style) if settings.style else NO_EMPHASIS
        shown = set(style.runs | own) - (style.runs & own & _TOGGLED)
        for name, on in settings.said.items():
            (shown.add if on else shown.discard)(name)
        if style.level or style.role:
            # A heading is bold as a heading, a quote in italics; what differs is emphasis.
            shown -= style.runs - {"hidden"}
        if linked:
            shown -= _UNDERLINE
        return frozenset(shown)
