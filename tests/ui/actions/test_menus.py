"""The layout of the menus and the actions fit each other."""

from __future__ import annotations

import pytest

from annotator.ui.actions.menus import LAYOUT, arranged, entries
from annotator.ui.actions.spec import HELP, VIEW, ActionSpec


def laid_out() -> list[ActionSpec]:
    names = [name for groups in LAYOUT.values() for group in groups for name in group]
    return [ActionSpec(name, name.title(), lambda: None) for name in names if name not in LAYOUT]


def test_the_order_is_that_of_the_layout() -> None:
    specs = arranged(reversed(laid_out()))
    names = [spec.name for spec in specs]
    assert names[:6] == ["new", "open", "join", "sample", "sample_study", "add"]
    assert names.index("merge") < names.index("import_project") < names.index("print")
    assert all(spec.menu for spec in specs)


def test_another_action_comes_last_in_the_menu_that_it_names() -> None:
    more = ActionSpec("more", "More", lambda: None, menu=VIEW)
    specs = arranged([more, *laid_out()])
    of_view = [spec.name for spec in specs if spec.menu == VIEW]
    assert of_view[-1] == "more"
    assert entries(VIEW, specs)[-1] == ["more"]
    assert entries(HELP, specs) == [list(group) for group in LAYOUT[HELP]]


def test_an_action_without_a_menu_and_a_name_given_twice_are_mistakes() -> None:
    lost = ActionSpec("lost", "Lost", lambda: None)
    with pytest.raises(ValueError, match="lost"):
        arranged([lost, *laid_out()])
    with pytest.raises(ValueError, match="two actions"):
        arranged([*laid_out(), *laid_out()])
