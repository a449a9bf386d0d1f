"""The base of controllers that open forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.errors import UserError
from annotator.ui.controllers.controller import Controller

if TYPE_CHECKING:
    from annotator.ui.widgets.form import Form


def refusal(action: Callable[[], object]) -> str | None:
    """Do something; why it was refused, or None."""
    try:
        action()
    except UserError as error:
        return str(error)
    return None


class FormController(Controller):
    """A refusal stands in the form that asked, and the form stays open."""

    def open_form(self, form: Form, action: Callable[[], object]) -> None:
        """Open a form; OK does `action`. Where that raises a UserError, the form says why and
        stays."""
        form.submit = lambda: refusal(action)
        form.finished.connect(form.deleteLater)
        form.open()
