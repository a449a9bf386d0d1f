"""What verbs have at hand that open forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from annotator.corpus.changes import Changes
from annotator.ui.controllers.controller import Controller

if TYPE_CHECKING:
    from annotator.ui.widgets.form import Form


class FormController(Controller):
    """A refusal stands in the form that asked, and the form stays open."""

    def open_form(self, form: Form, call: Callable[[], tuple[Any, ...]]) -> None:
        """Open a form; OK does what `call` says (an operation and its arguments). Where that is
        refused, the form says why and stays."""
        form.submit = lambda: self.attempt(*call())
        form.finished.connect(form.deleteLater)
        form.open()

    def attempt(self, operation: Callable[..., Changes], *arguments: Any) -> str | None:
        """Do something; returns why it was refused, or None."""
        said: list[str] = []

        def hear(sentence: str) -> None:
            said.append(sentence)

        self.bridge.refused.connect(hear)
        self.bridge.do(operation, *arguments)
        self.bridge.refused.disconnect(hear)
        if said:
            # It is told where it was asked for, not behind that in the window.
            self.window.notice.hide()
        return said[0] if said else None
