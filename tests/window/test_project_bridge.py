"""The bridge runs operations: results come back, refusals reach who asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtWidgets import QApplication

from annotator.corpus.changes import Changes
from annotator.errors import UserError
from annotator.operations import codebook
from annotator.operations.codebook import codes
from annotator.storage.project_file import ProjectFile
from annotator.ui.project_bridge import ProjectBridge
from tests.making import ANN, Made


@dataclass(frozen=True)
class Renamed:
    """What an operation can return beside its changes."""

    changes: Changes
    before: str


def rename(project: ProjectFile, by: str, guid: str, *, name: str) -> Renamed:
    code = codebook.current(project).by_guid[guid]
    return Renamed(codes.edit(project, by, replace(code, name=name)), code.name)


def refuse(_project: ProjectFile, _by: str) -> Changes:
    raise UserError("Not today.")


@pytest.fixture
def bridge(made: Made, qapp: QApplication) -> Iterator[ProjectBridge]:
    bridge = ProjectBridge()
    bridge.open(made.project.path)
    bridge.set_coder(ANN)
    yield bridge
    bridge.close()


def test_the_result_of_an_operation_comes_back_and_its_changes_are_told(
    bridge: ProjectBridge, made: Made
) -> None:
    told: list[Changes] = []
    bridge.changed.connect(told.append)
    renamed = bridge.do(rename, made.codes["claim"], name="assertion")
    assert renamed is not None
    assert renamed.before == "claim"
    assert [changes.touched("code") for changes in told] == [{made.codes["claim"]}]


def test_a_refusal_is_told_by_do_and_raised_by_attempt(bridge: ProjectBridge) -> None:
    refused: list[str] = []
    bridge.refused.connect(refused.append)
    assert bridge.do(refuse) is None
    assert refused == ["Not today."]
    with pytest.raises(UserError, match="Not today"):
        bridge.attempt(refuse)
    assert refused == ["Not today."]
