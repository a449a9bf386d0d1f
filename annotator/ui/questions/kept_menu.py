"""The menu of what a project keeps: questions to open again, and sets of codings to look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu, QWidget

from annotator.corpus.messages import tr
from annotator.operations.retrieval.kept_sets import KeptSet
from annotator.operations.retrieval.saved_questions import SavedQuestion
from annotator.ui.widgets.plain_text import literal


@dataclass(frozen=True, slots=True)
class KeptActions:
    """What is done with what is chosen."""

    open: Callable[[SavedQuestion], object]
    open_set: Callable[[KeptSet], object]
    rename: Callable[[SavedQuestion], object]
    delete: Callable[[SavedQuestion], object]
    delete_set: Callable[[KeptSet], object]


def kept_menu(
    parent: QWidget,
    questions: Sequence[SavedQuestion],
    sets: Sequence[KeptSet],
    act: KeptActions,
) -> QMenu:
    """A menu of them, with those to rename and to delete at its end."""
    menu = QMenu(parent)
    for one in questions:
        menu.addAction(literal(one.name), lambda one=one: act.open(one))
    if sets:
        menu.addSeparator()
    for kept in sets:
        words = tr("Set “{name}” ({count:,})", name=kept.name, count=len(kept.members))
        menu.addAction(literal(words), lambda kept=kept: act.open_set(kept))
    if not questions and not sets:
        menu.addAction(tr("None is kept yet")).setEnabled(False)
        return menu
    menu.addSeparator()
    if questions:
        others = menu.addMenu(tr("Rename"))
        for one in questions:
            others.addAction(literal(one.name), lambda one=one: act.rename(one))
    gone = menu.addMenu(tr("Delete"))
    for one in questions:
        gone.addAction(literal(one.name), lambda one=one: act.delete(one))
    for kept in sets:
        words = tr("Set “{name}”", name=kept.name)
        gone.addAction(literal(words), lambda kept=kept: act.delete_set(kept))
    return menu
