"""The forms that ask before codes, attributes, relations and rounds change, for `gallery.py`."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QDialog, QWidget

from annotator.ui.codebook.attribute_dialog import AttributeDialog
from annotator.ui.codebook.delete_dialog import DeleteDialog
from annotator.ui.codebook.mapping_dialog import MappingDialog
from annotator.ui.codebook.relation_dialog import RelationDialog
from annotator.ui.codebook.split_dialog import SplitDialog
from annotator.ui.main_window import MainWindow
from annotator.ui.recovery.typed_forms import TypedForm
from annotator.ui.recovery.typed_window import TypedWindow
from annotator.ui.team.round_form import RoundForm
from tests.gallery_windows import opened


def form_screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Each form over the window, filled as somebody would meet it; nothing is changed."""
    book, theme = window.bridge.codebook, window.theme
    used = next(code for code in book.codes if book.attributes_of(code.guid))
    window.panels.codebook.tree.choose(used.guid)
    window.controllers.codes.delete_code()
    yield from closed_after("code-delete", opened(DeleteDialog))
    window.controllers.codes.split_code()
    yield from closed_after("code-split", opened(SplitDialog))
    attribute = next(one for one in book.attributes if len(one.choices) > 1)
    values = {choice.name: 3 for choice in attribute.choices}
    asked = AttributeDialog(window, attribute, (), values, theme)
    yield from closed_after("code-attribute", asked)
    lost = {"certain": 7, "an older word for it": 2}
    mapping = MappingDialog(window, attribute, lost, {"certain": attribute.choices[0].name}, theme)
    yield from closed_after("code-mapping", mapping)
    relation = RelationDialog(window, book.relation_types[0], book, theme)
    yield from closed_after("code-relation", relation)
    window.controllers.team.add_round()
    yield from closed_after("team-round", opened(RoundForm))
    typed = TypedForm("Edit the code", (("Definition", "What is said to be so."),))
    yield from closed_after("typed-forms", TypedWindow(window, [typed], theme))


def agreement_tabs(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """What stands beside the figures of agreement."""
    page = window.controllers.agreement.page
    for tab in range(1, page.tabs.count()):
        if page.tabs.isTabVisible(tab):
            page.tabs.setCurrentIndex(tab)
            yield f"agreement-{tab + 1}", window
    page.tabs.setCurrentIndex(0)


def closed_after(name: str, form: QDialog) -> Iterator[tuple[str, QWidget]]:
    form.show()
    yield name, form
    form.close()
