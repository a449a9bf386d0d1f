"""Says why coders differed in a settled case: five keys on the page of adjudication."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from annotator.corpus.messages import gettext_noop
from annotator.corpus.team import Cause
from annotator.ui.actions.spec import ActionSpec, Needs, Where
from annotator.ui.adjudication.controller import AdjudicationController
from annotator.ui.controllers.form_controller import FormController
from annotator.ui.controllers.services import Services

_TEXTS = {
    Cause.DEFINITION: gettext_noop("Cause: d&efinition"),
    Cause.BOUNDARY: gettext_noop("Cause: b&oundary"),
    Cause.OVERSIGHT: gettext_noop("Cause: oversi&ght"),
    Cause.VALUE: gettext_noop("Cause: &value"),
    Cause.AMBIGUITY: gettext_noop("Cause: &true ambiguity"),
}


class CauseController(FormController):
    """Its keys work on the page; what they are about is what the page asks."""

    def __init__(self, services: Services, adjudication: AdjudicationController) -> None:
        super().__init__(services)
        self._adjudication = adjudication

    def actions(self) -> Sequence[ActionSpec]:
        return tuple(
            ActionSpec(
                f"cause_{cause.value}",
                text,
                partial(self._say, cause),
                key=str(number),
                needs=Needs.CASE,
                where=Where.PAGE,
                writes=True,
            )
            for number, (cause, text) in enumerate(_TEXTS.items(), 1)
        )

    def _say(self, cause: Cause) -> None:
        """Keep it with the decision that is asked about."""
        from annotator.operations.rules import causes  # noqa: PLC0415

        page = self._adjudication.page
        decision = page.causes.decision
        if decision is None:
            self.say(self.tr("Settle the case first, then say why they differed."))
            return
        if self.bridge.do(causes.state, [decision], cause) is not None:
            page.causes.dismiss()
            page.refresh()
