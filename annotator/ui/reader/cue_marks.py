"""The cues of the text that is on the screen: looked for a piece at a time, between key presses."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Generator, Iterator
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.corpus.job import Job, JobProgress

if TYPE_CHECKING:
    from annotator.cues.finder import Cue

Find: TypeAlias = "Callable[[str, int], Job[list[Cue]]]"
"""Looks for cues in a stretch of text that begins at a code point of the document."""
Found: TypeAlias = "Callable[[Cue | None], None]"

PIECE = 2_000
"""Code points that are looked at together; the text is cut at multiples of it."""
_AROUND = 200
"""Code points seen on both sides of a piece, so that no phrase is cut; cues may be as long."""
_WORD = 100
_BUDGET = 0.008
"""Seconds of looking before keys and painting have their turn."""


class CueMarks(QObject):
    """Knows the cues of the pieces that were looked at. Off, it does nothing at all.

    Positions are code points, half open; cues come in order. Cues of different codes may overlap.
    """

    pieceFound = Signal(int, int)
    """The cues of this stretch are known now."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.only: frozenset[str] | None = None
        """The codes (GUIDs) whose cues are shown; None is all."""
        self._find: Find | None = None
        self._text = ""
        self._pieces: dict[int, list[Cue]] = {}
        self._wanted: list[int] = []
        self._work: Generator[JobProgress, None, None] | None = None
        self._seek: Generator[JobProgress, None, None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._tick)

    @property
    def on(self) -> bool:
        return self._find is not None

    @property
    def is_looking(self) -> bool:
        """Whether something that is wanted has not been looked at yet."""
        return self._timer.isActive()

    def start(self, find: Find) -> None:
        """Look for cues with `find` from now on; what was found before is forgotten."""
        self.stop()
        self._find = find

    def stop(self) -> None:
        """Look for no cues, and forget those found."""
        self._find = None
        self._forget()

    def set_text(self, text: str) -> None:
        """Another text is on the page."""
        self._text = text
        self._forget()

    def _forget(self) -> None:
        self._pieces = {}
        self._wanted = []
        self._work = self._seek = None
        self._timer.stop()

    # --- what is shown

    def want(self, start: int, end: int) -> None:
        """This stretch is on the screen: find its cues soon, before those wanted earlier."""
        if self._find is None or not self._text:
            return
        last = max(start, min(end, len(self._text)) - 1)
        pieces = range(start // PIECE, last // PIECE + 1)
        self._wanted = [piece for piece in pieces if piece not in self._pieces]
        if self._wanted:
            self._timer.start()

    def within(self, start: int, end: int) -> list[Cue]:
        """The known cues that share a code point with the stretch."""
        found: list[Cue] = []
        # A cue that began in the piece before may reach into this one.
        for piece in range(max(0, (start - _AROUND) // PIECE), (end - 1) // PIECE + 1):
            for cue in self._pieces.get(piece, ()):
                if cue.start < end and start < cue.end and self._shown(cue):
                    found.append(cue)
        return found

    def _shown(self, cue: Cue) -> bool:
        return self.only is None or cue.code in self.only

    # --- going to the next one

    def seek(self, position: int, *, forward: bool, then: Found) -> None:
        """Tell `then` the first cue that begins behind `position`, or the last one before it,
        going round the end of the text; None where there is none. A later call replaces it."""
        if self._find is not None:
            self._seek = self._seeking(position, forward, then)
            self._timer.start()

    def _seeking(
        self, position: int, forward: bool, then: Found
    ) -> Generator[JobProgress, None, None]:
        number = -(-len(self._text) // PIECE)
        here = min(position // PIECE, max(0, number - 1))
        # The piece of the caret comes first and, for what lies on its other side, last.
        for passed in range(number + 1):
            piece = (here + (passed if forward else -passed)) % number
            if piece not in self._pieces:
                yield from self._look_at(piece)
            fit = [cue for cue in self._pieces[piece] if self._shown(cue)]
            if passed == 0 and forward:
                fit = [cue for cue in fit if cue.start > position]
            elif passed == 0:
                fit = [cue for cue in fit if cue.start < position]
            if fit:
                then(fit[0] if forward else fit[-1])
                return
            yield JobProgress(passed, number, "")
        then(None)

    # --- looking

    def _tick(self) -> None:
        until = time.perf_counter() + _BUDGET
        while time.perf_counter() < until:
            work = self._seek or self._next_work()
            if work is None:
                self._timer.stop()
                return
            if next(work, None) is None:
                # What ended may have begun something else meanwhile.
                self._seek = None if work is self._seek else self._seek
                self._work = None if work is self._work else self._work

    def _next_work(self) -> Generator[JobProgress, None, None] | None:
        if self._work is None and self._wanted:
            self._work = self._look_at(self._wanted.pop(0))
        return self._work

    def _look_at(self, piece: int) -> Generator[JobProgress, None, None]:
        """Find the cues that begin in a piece, by the words around it too."""
        find = self._find
        assert find is not None
        start, end = piece * PIECE, min(len(self._text), (piece + 1) * PIECE)
        first, last = self._outwards(start, end)
        found = yield from find(self._text[first:last], first)
        self._pieces[piece] = [cue for cue in found if start <= cue.start < end]
        self.pieceFound.emit(start, end)

    def _outwards(self, start: int, end: int) -> tuple[int, int]:
        """The piece with what is around it, cut between words."""
        text = self._text
        first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
        for _ in range(_WORD):
            if first > 0 and not text[first - 1].isspace():
                first -= 1
            if last < len(text) and not text[last].isspace():
                last += 1
        return first, last


def lanes_of(cues: Collection[Cue]) -> Iterator[tuple[Cue, int]]:
    """Each cue with the number of those before it that it overlaps."""
    before: list[Cue] = []
    for cue in cues:
        before = [other for other in before if other.end > cue.start]
        yield cue, len(before)
        before.append(cue)
