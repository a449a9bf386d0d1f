"""How the turns of a transcript are set: the speaker before each, in a colour on request, and who
is greyed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtGui import QColor

from annotator.corpus.structure import Element, Structure
from annotator.corpus.turns import speaker_of, speakers
from annotator.ui.reader.block_look import BlockInText
from annotator.ui.reader.structure_formats import StructureFormats
from annotator.ui.reader.styles import short_names

_WIDEST: Final = 0.24
"""The share of a line that names of speakers may take."""
_MOST_MEASURED: Final = 200
_GAP: Final = 0.8
"""The room between a name and the words, in letters."""
COLORS: Final = (
    *("#2f6fb7", "#b4532a", "#3f7f3f", "#8a4fa3", "#a07400", "#12838a"),
    *("#b03a5b", "#5b5fc7", "#6b7a1f", "#8c5a3c", "#3d6b8f", "#a14f8f"),
)
"""Apart from each other in hue and lightness; the theme makes them legible."""


class TurnLooks:
    """What is chosen for all texts (`colored`, `only`), and the speakers of the one shown."""

    def __init__(self) -> None:
        self.colored = False
        self.only: frozenset[str] = frozenset()
        """The speakers whose turns are not greyed; none: all, as where none of them speaks."""
        self.speakers: Sequence[str] = ()
        self._short: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._width: tuple[object, float] = (None, 0.0)

    def show(self, structure: Structure) -> None:
        """Another text."""
        self.speakers = speakers(structure)
        self.forget()

    def forget(self) -> None:
        """Names, letters or the room for them changed."""
        # Where there is no room for a name, its initials tell more than what is left of it.
        self._short = dict(zip(self.speakers, short_names(self.speakers), strict=True))
        self._numbers = {name: number for number, name in enumerate(self.speakers)}
        self._width = (None, 0.0)

    @property
    def greys(self) -> bool:
        """Whether anything of the text is greyed."""
        return bool(self.only) and not self.only.isdisjoint(self.speakers)

    def is_greyed(self, turns: Sequence[Element]) -> bool:
        """Whether a block in these turns (mostly one, or none) is."""
        return self.greys and not any(speaker_of(one) in self.only for one in turns)

    def indent(self, formats: StructureFormats, width: float) -> float:
        """Pixels that the words of turns stand further in, for the names before them; `width` is
        that of a line."""
        if not self.speakers:
            return 0.0
        if self._width[0] != (width, formats.em):
            measure = formats.metrics(bold=True).horizontalAdvance
            widest = max(measure(one) for one in self.speakers[:_MOST_MEASURED])
            room = min(widest, _WIDEST * width) + _GAP * formats.em
            self._width = (width, formats.em), float(round(room))
        return self._width[1]

    def label(
        self,
        turns: Sequence[Element],
        here: BlockInText,
        text: str,
        formats: StructureFormats,
        width: float,
    ) -> str:
        """The name before a block; empty where no turn begins with it, and where the text itself
        has the name there."""
        begins = next((one for one in turns if here.first <= one.start <= here.last), None)
        speaker = speaker_of(begins) if begins is not None else ""
        if begins is None or not speaker or text.startswith(f"{speaker}:", begins.start):
            return ""
        room = self.indent(formats, width) - _GAP * formats.em
        if formats.metrics(bold=True).horizontalAdvance(speaker) <= room + 1:
            return speaker
        return self._short[speaker]

    def color(self, turns: Collection[Element], formats: StructureFormats) -> QColor | None:
        """The colour of the speaker of a block; that of labels where speakers have none, None where
        nobody speaks."""
        speaker = next((speaker_of(one) for one in turns if speaker_of(one)), "")
        number = self._numbers.get(speaker)
        if number is None:
            return None
        if not self.colored:
            return formats.theme.color("muted")
        return formats.theme.code_text(COLORS[number % len(COLORS)])
