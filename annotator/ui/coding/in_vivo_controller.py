"""The selected words become a code."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.coding.coding_controller import CodingController
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services


class InVivoController(Controller):
    """One key: the code and the coding are one step."""

    def __init__(self, services: Services, coding: CodingController) -> None:
        super().__init__(services)
        self._coding = coding

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "in_vivo",
                "Code with its own words (in vivo)",
                self.code_in_vivo,
                key="Shift+V",
                needs=Needs.DOCUMENT,
                writes=True,
            ),
        )

    def code_in_vivo(self) -> None:
        """Code the selected passage by the code that its words name; where there is none, it is
        made."""
        document, span = self.document_page.document, self.reader_view.selected_span()
        if document is None or span is None:
            self.say(self.tr("Select the words that are to become a code first."))
            return
        from annotator.operations.codebook import in_vivo  # noqa: PLC0415  (start-up)

        known = set(self.bridge.codebook.by_guid)
        name = in_vivo.name_from(self.document_page.text[span.start : span.end])
        if self.bridge.do(in_vivo.code_in_vivo, document, (span,)) is None:
            return
        code = in_vivo.same_code(self.bridge.codebook, name)
        if code is None:
            return
        self._coding.last = code.guid
        if code.guid in known:
            self.say(self.tr("Coded as {0}, which was there.").format(code.name))
        else:
            self.say(self.tr("Coded as {0}, a new code.").format(code.name))
