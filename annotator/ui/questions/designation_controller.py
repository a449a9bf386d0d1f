"""The action that chooses whose codings answer questions."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.corpus.messages import tr
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.controllers.form_controller import FormController


class DesignationController(FormController):
    """One step for all documents of the form."""

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "designate", "Whose codings ans&wer questions…", self.designate, writes=True
            ),
        )

    def designate(self) -> None:
        """Choose for each document the coder whose codings answer questions."""
        from annotator.operations.team import designations  # noqa: PLC0415  (start-up)
        from annotator.ui.questions.designation_form import DesignationForm  # noqa: PLC0415

        viewer = self.bridge.look()
        if viewer.blind:
            self.refuse(tr("The project is blind: questions are answered on your own codings."))
            return
        names = self.bridge.coder_labels()
        labels = {one: names[one] for one in self.bridge.people}
        known = designations.designated(viewer)
        form = DesignationForm(self.window, self.theme, self.bridge.documents, labels, known)

        def take() -> None:
            wanted = form.wanted()
            if wanted:
                self.bridge.attempt(designations.designate, wanted)

        self.open_form(form, take)
