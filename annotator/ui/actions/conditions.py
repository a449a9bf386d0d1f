"""What actions act on: whether it is there now, and what is said where it is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from annotator.corpus.messages import tr
from annotator.ui.actions.spec import Needs
from annotator.ui.open_document.page import DocumentPage
from annotator.ui.project_bridge import ProjectBridge


@dataclass(frozen=True, slots=True)
class Condition:
    """Whether something that actions need is there, and why they can't act where it is not."""

    is_met: Callable[[], bool]
    why_not: Callable[[], str]


def conditions(
    bridge: ProjectBridge,
    page: DocumentPage,
    has_code: Callable[[], bool],
    has_case: Callable[[], bool],
) -> Mapping[Needs, Condition]:
    """The conditions of a window. `has_code` and `has_case` say whether a code and a disagreement
    are chosen."""

    def no_document() -> str:
        return tr("Open a document first.")

    return {
        Needs.NOTHING: Condition(lambda: True, no_document),
        Needs.PROJECT: Condition(lambda: bridge.project is not None, no_document),
        Needs.DOCUMENT: Condition(lambda: page.document is not None, no_document),
        Needs.CODING: Condition(
            lambda: page.selected is not None,
            lambda: tr("There is no coding at the cursor for this. Click one first."),
        ),
        Needs.CODE: Condition(
            lambda: bridge.project is not None and has_code(),
            lambda: tr("Choose a code in the list of codes first."),
        ),
        Needs.UNDO: Condition(
            lambda: bridge.undo_label is not None, lambda: bridge.why_no_undo(redo=False)
        ),
        Needs.REDO: Condition(
            lambda: bridge.redo_label is not None, lambda: bridge.why_no_undo(redo=True)
        ),
        Needs.CASE: Condition(has_case, no_document),
    }
