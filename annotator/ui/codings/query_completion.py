"""Names for a query line as one types, found beside the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.ui.codings.query_line import QueryLine
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.tasks.latest import LatestTask, Run

if TYPE_CHECKING:
    from annotator.operations.viewing import Viewer
    from annotator.retrieval.language import Suggestion, Vocabulary

Offer = tuple[str, int, "Sequence[Suggestion]"]
"""A line, the cursor in it (code points), and what may stand there."""


class QueryCompletion:
    """Offers what may stand at the cursor. The names of the project are read once, and anew after
    `forget`."""

    def __init__(self, bridge: ProjectBridge, line: QueryLine, run: Run) -> None:
        self._bridge, self._line = bridge, line
        self._vocabulary: Vocabulary | None = None
        self._version = 0
        self._completing: LatestTask[Offer] = LatestTask(run, self._offer)
        line.requestCompletion.connect(self._ask)

    def forget(self) -> None:
        """The names may have changed, or be another's."""
        self._version += 1
        self._vocabulary = None
        self._completing.forget()

    def _ask(self, line: str, cursor: int) -> None:
        viewer = self._bridge.viewer
        if viewer is not None:
            version = self._version
            self._completing.ask(lambda: self._complete(viewer, line, cursor, version))

    def _complete(self, viewer: Viewer, line: str, cursor: int, version: int) -> Offer:
        from annotator.operations.retrieval.names import vocabulary  # noqa: PLC0415  (start-up)
        from annotator.retrieval.language import complete  # noqa: PLC0415

        known = self._vocabulary or vocabulary(viewer, values=True)
        if version == self._version:
            self._vocabulary = known
        return line, cursor, complete(line, cursor, known)

    def _offer(self, offer: Offer) -> None:
        self._line.offer(*offer)
