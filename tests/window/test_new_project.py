"""What a new project can begin with: every codebook that ships, with a look at its definitions."""

from __future__ import annotations

from annotator.operations.codebook import codes
from annotator.ui.projects.new_project_form import NewProjectForm
from tests.window.conftest import Driver


def test_every_codebook_is_offered_with_its_definitions(driver: Driver) -> None:
    driver.window.controllers.projects.new_project()
    form = driver.window.findChild(NewProjectForm)
    assert form is not None
    names = codes.built_in_codebooks()
    assert form.list.count() == len(names) + 1, "and none"
    assert form.codebook.name == "Discourse", "the usual one comes first"
    shown = set()
    for row in range(len(names)):
        form.list.setCurrentRow(row)
        shown.add(form.codebook.name)
        for place, code in enumerate(form.codebook.children(None)):
            item = form.tree.topLevelItem(place)
            assert item is not None
            assert item.text(0) == code.name
            assert item.child(0).text(0) == code.definition
    assert shown == {codes.load(name).name for name in names}
    form.reject()
