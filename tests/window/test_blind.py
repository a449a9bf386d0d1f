"""The window on a blind project: what it holds and says is the same as without others' work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from annotator.operations import projects
from annotator.settings import Settings
from annotator.ui.codebook.delete_dialog import DeleteDialog
from annotator.ui.codebook.merge_dialog import MergeDialog
from annotator.ui.project_bridge import ProjectBridge
from tests.blind_pair import SECRET, Pair, make_pair
from tests.making import ANN, BEN
from tests.window.conftest import Driver


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    made = make_pair(tmp_path)
    yield made
    made.close()


def _seen(bridge: ProjectBridge, pair: Pair) -> dict[str, Any]:
    columns = bridge.coding_columns(pair.document)
    return {
        "columns": (columns.guid, columns.coder, columns.start.tolist()),
        "ahead": bridge.coding_columns_ahead(pair.document).result().guid,
        "codings": bridge.codings(columns.guid),
        "relations": bridge.relations(columns.guid),
        "memos": bridge.memos([*columns.guid, pair.document, *pair.codes.values()]),
        "with a memo": bridge.codings_with_memo(pair.document),
        "counts": bridge.counts,
        "code counts": bridge.code_counts,
        "progress": bridge.progress,
        "documents": bridge.documents,
        "codebook": bridge.codebook,
        "assigned": bridge.assigned(pair.document),
    }


@pytest.fixture
def bridges(pair: Pair, qtbot: Any) -> Iterator[tuple[ProjectBridge, ProjectBridge]]:
    found = []
    for project in (pair.alone, pair.among):
        bridge = ProjectBridge()
        bridge.show(project)
        bridge.set_coder(ANN)
        found.append(bridge)
    yield found[0], found[1]
    for bridge in found:
        bridge.close()


def test_the_bridge_gives_what_its_viewer_sees(
    bridges: tuple[ProjectBridge, ProjectBridge], pair: Pair
) -> None:
    alone, among = (_seen(bridge, pair) for bridge in bridges)
    assert alone == among
    assert SECRET not in repr(among)


def test_another_coder_and_the_end_of_blindness_are_followed_at_once(
    bridges: tuple[ProjectBridge, ProjectBridge], pair: Pair
) -> None:
    _alone, among = bridges
    among.set_coder(BEN)
    assert set(among.coding_columns(pair.document).coder) == {BEN.guid}
    assert {who for by_coder in among.counts.values() for who in by_coder} == {BEN.guid}
    assert not among.sees(ANN.guid)
    assert among.do(projects.set_blind, False) is not None
    assert {ANN.guid, BEN.guid} <= set(among.coding_columns(pair.document).coder)
    assert {ANN.guid, BEN.guid} <= among.counts[pair.document].keys()
    assert among.sees(ANN.guid)


def test_why_there_is_no_undo_is_told_without_the_step(
    bridges: tuple[ProjectBridge, ProjectBridge], pair: Pair
) -> None:
    _alone, among = bridges
    refused: list[str] = []
    among.refused.connect(refused.append)
    assert among.undo() is None
    words = [among.why_no_undo(redo=False), *refused]
    assert len(words) == 2
    assert all("Delete" not in said and "Ben" not in said for said in words)


@pytest.mark.parametrize("form", ["delete_code", "merge_codes"])
def test_forms_count_ones_own_work_alone(
    form: str, pair: Pair, open_window: Callable[..., Driver]
) -> None:
    path = pair.among.path
    pair.among.close()
    driver = open_window(path, Settings(coder="Ann", coders={"Ann": ANN.guid}))
    driver.window.panels.codebook.tree.choose(pair.codes["claim"])
    getattr(driver.window.controllers.codes, form)()
    kind = DeleteDialog if form == "delete_code" else MergeDialog
    (dialog,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, kind))
    if isinstance(dialog, MergeDialog):
        dialog.picker.choose(pair.codes["prediction"])
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "only your own work is counted" in said
    assert "1 coding" in said and "Ben" not in said
    dialog.reject()


def test_the_table_of_codings_forgets_what_is_no_longer_shown(
    pair: Pair, open_window: Callable[..., Driver]
) -> None:
    path = pair.among.path
    projects.set_blind(pair.among, ANN.guid, False)
    pair.among.close()
    driver = open_window(path, Settings(coder="Ann", coders={"Ann": ANN.guid}))
    table = driver.window.controllers.coding_table.table
    table.open_table()
    driver.qtbot.waitUntil(lambda: table.model.rowCount() > 3)
    driver.window.actions_["blind"].trigger()
    driver.qtbot.waitUntil(lambda: table.model.rowCount() == 2)
    assert set(table.model.shown()) == set(pair.mine)
