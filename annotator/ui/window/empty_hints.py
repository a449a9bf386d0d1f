"""What the lists of the window say while they are empty."""

from __future__ import annotations

from annotator.corpus.messages import tr
from annotator.ui.actions.action_set import ActionSet
from annotator.ui.actions.key_table import shown
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.widgets.empty_hint import EmptyHint
from annotator.ui.window.fixed_panels import FixedPanels


def add_hints(panels: FixedPanels, bridge: ProjectBridge, actions: ActionSet) -> list[EmptyHint]:
    """Give the documents and the codes beside the text their hints."""

    def key(name: str) -> str:
        return next((shown(spec.key) for spec in actions.specs if spec.name == name), "")

    def of_documents() -> str:
        if bridge.project is None or bridge.documents:
            return ""
        return tr("No documents yet. + adds files ({key}).", key=key("add"))

    def of_codes() -> str:
        if bridge.project is None or bridge.codebook.codes:
            return ""
        return tr(
            "No codes yet. + adds one ({key}); Codes › Load a codebook takes over a whole one.",
            key=key("add_code"),
        )

    hints = [
        EmptyHint(panels.documents.view, of_documents),
        EmptyHint(panels.codebook.tree, of_codes),
    ]
    for hint in hints:
        bridge.opened.connect(hint.follow)
        bridge.changed.connect(hint.follow)
    return hints
