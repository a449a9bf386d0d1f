"""What came of saving a damaged project: what is in the new file, and what is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotator.corpus.changes import KINDS


@dataclass(frozen=True, slots=True)
class LostRow:
    """Something that was in the project and is not in the new file. `what` is its name, or where it
    stood, as far as that can still be read; `reason` why it is not kept, where that is known."""

    kind: str
    guid: str
    what: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DamagedText:
    """A document whose text is not the one that was added. `characters` of it can't be read and
    stand as U+FFFD; 0 where all can, and some are others."""

    guid: str
    name: str
    characters: int


@dataclass(frozen=True)
class RepairReport:
    """`sound` says that nothing was wrong: the new file is a copy. Counts are by kind of row."""

    sound: bool
    saved: Mapping[str, int]
    """What is in the new file; deleted rows, which are kept for merging, are not counted."""
    from_history: Mapping[str, int] = field(default_factory=dict)
    """How many of these were read from the history, since their own place is damaged."""
    lost: Sequence[LostRow] = ()
    unknown: int = 0
    """Rows of which nothing can be read, not even what they were."""
    texts: Sequence[DamagedText] = ()
    restored_texts: int = 0
    """Texts that were damaged and could be made again, to the letter, from their file's bytes."""
    mended: Mapping[str, int] = field(default_factory=dict)
    """What was set right by a rule, in the words of `cleaning`."""
    steps: int = 0
    lost_steps: int = 0
    """Steps of the history that are lost for certain; others may be, of which nothing is left."""
    history_whole: bool = True
    """Whether nothing of the history is known to be lost, so that Undo reaches what it did."""
    pages: int = 0
    damaged_pages: int = 0
    remarks: Sequence[str] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is lost and no text is damaged."""
        return not self.lost and not self.texts and not self.unknown and self.history_whole

    def lost_by_kind(self) -> dict[str, list[LostRow]]:
        """What is lost, kind by kind."""
        kinds = [*KINDS, *sorted({one.kind for one in self.lost} - set(KINDS))]
        found = {kind: [one for one in self.lost if one.kind == kind] for kind in kinds}
        return {kind: rows for kind, rows in found.items() if rows}
