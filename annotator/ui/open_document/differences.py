"""Where the coders of the open document differ: a lane of the overview, and keys that go there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.span import Span
from annotator.operations.viewing import Viewer
from annotator.ui.open_document.page import DocumentPage
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.tasks.latest import LatestTask, Run

_PAUSE, _LONG_PAUSE = 600, 4_000
"""Milliseconds without a change after which the text is compared again."""
_MANY = 2_000
"""Codings from which comparing takes so long that it waits for a longer pause: the next key press
would share the processor with it."""

_COMPARED_KINDS = (kinds.CODING, kinds.ATTRIBUTE_VALUE, kinds.ATTRIBUTE, kinds.STATUS, kinds.CODER)


class Differences(QObject):
    """Compares beside the window's thread; only what was asked for last is shown."""

    def __init__(
        self,
        bridge: ProjectBridge,
        page: DocumentPage,
        run: Run,
    ) -> None:
        super().__init__(page)
        self._bridge, self._page = bridge, page
        self._latest = LatestTask(run, self._take)
        self.spans: list[Span] = []
        """The passages in question, by where they begin."""
        self.are_known = False
        """Whether the text has been compared since it was opened or coded."""
        self._under_way = False
        self._then: Callable[[], None] | None = None
        self._soon = Debouncer(_PAUSE, self.refresh, self)
        page.documentChanged.connect(self._begin)
        page.codingsReset.connect(self._wait)
        bridge.changed.connect(self._changed)

    def _begin(self) -> None:
        self._latest.forget()
        self.spans, self.are_known, self._under_way, self._then = [], False, False, None
        self._soon.start()

    def _changed(self, changes: Changes) -> None:
        if any(changes.touched(kind) for kind in _COMPARED_KINDS):
            self._wait()

    def _wait(self) -> None:
        self.are_known = False
        self._soon.start(_PAUSE if len(self._page.codings) < _MANY else _LONG_PAUSE)

    def refresh(self) -> None:
        """Compare the people who coded the open document."""
        self._soon.stop()
        viewer, document = self._bridge.viewer, self._page.document
        if viewer is None or document is None:
            return
        counts = self._bridge.counts.get(document, {})
        if sum(bool(counts.get(guid)) for guid in self._bridge.people) < 2:
            self._latest.forget()
            self._take([])
            return
        self._under_way = True
        self._latest.ask(lambda: _places(viewer, document))

    def compare_now(self, then: Callable[[], None]) -> None:
        """Wait for no pause, and call `then` when the places are known."""
        self._then = then
        if self._soon.isActive() or not self._under_way:
            self.refresh()

    def _take(self, spans: list[Span]) -> None:
        self.spans, self.are_known, self._under_way = spans, True, False
        self._page.reader.overview.set_disagreements(spans)
        then, self._then = self._then, None
        if then is not None:
            then()

    def next_from(self, position: int) -> Span | None:
        """The first behind a code point, round the end of the text; None where there is none."""
        starts = [span.start for span in self.spans]
        return self.spans[bisect_right(starts, position) % len(starts)] if starts else None

    def previous_from(self, position: int) -> Span | None:
        """The last before a code point, round the beginning of the text."""
        starts = [span.start for span in self.spans]
        return self.spans[bisect_left(starts, position) - 1] if starts else None


def _places(viewer: Viewer, document: str) -> list[Span]:
    from annotator.operations.reliability import differing_places  # noqa: PLC0415  (not needed to start)

    return differing_places.places(viewer, document)
