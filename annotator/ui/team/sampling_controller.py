"""Drawing a sample for reliability: a form, and the round that comes of it."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.errors import UserError
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.controllers.form_controller import FormController


class SamplingController(FormController):
    """What is drawn is seen before the round is made."""

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec("draw_sample", "Draw a sample for reliability…", self.draw, writes=True),
        )

    def draw(self) -> None:
        """Open the form."""
        from annotator.operations.reliability import needed_units  # noqa: PLC0415  (start-up)
        from annotator.operations.reliability.needed_units import Wanted  # noqa: PLC0415
        from annotator.operations.team import sampling  # noqa: PLC0415
        from annotator.ui.team.sample_form import SampleForm, drawn_or_why  # noqa: PLC0415

        viewer, documents = self.bridge.viewer, len(self.bridge.documents)
        if viewer is None:
            return
        if not documents:
            self.say(self.tr("There is no document to draw."))
            return

        def need(wanted: Wanted) -> Sequence[str]:
            if viewer.blind:
                return (self.own_alone(),)
            try:
                return needed_units.needed(viewer, wanted).sentences
            except UserError as error:
                return (str(error),)

        labels = self.bridge.coder_labels()
        people = [(guid, labels[guid]) for guid in self.bridge.people]
        said = self.bridge.said_of.values()
        attributes = sorted({name for own in said for name in own}, key=str.casefold)
        form = SampleForm(
            self.window,
            attributes,
            people,
            documents,
            (lambda plan: drawn_or_why(sampling.draw(viewer, plan)), need, self.tasks.run),
            self.theme,
        )
        self.bridge.opened.connect(form.deleteLater)  # the project is another one, or none
        known = [guid for guid, _name in people]

        def make() -> None:
            assert form.drawn is not None
            name, coders = form.name.text(), form.chosen_coders(known)
            self.bridge.attempt(sampling.add_round, name, form.drawn, coders)

        self.open_form(form, make)
