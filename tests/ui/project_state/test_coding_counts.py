"""How many codings there are, counted at once or beside the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from annotator.operations import reading
from annotator.operations.viewing import Viewer, everything
from annotator.ui.project_state import coding_counts
from annotator.ui.project_state.coding_counts import CodingCounts, Counts
from annotator.ui.tasks.serial import SerialTasks
from tests.making import ANN, Made, make

Count = Callable[[Viewer], tuple[int, Counts]]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "p.annot")
    yield made
    made.project.close()


@pytest.fixture
def large(made: Made, qapp: QObject, monkeypatch: pytest.MonkeyPatch) -> CodingCounts:
    """As of a file that is counted beside the window."""
    for name, value in (("_QUICKLY_COUNTED", 0), ("_FIRST_COUNT_MS", 0), ("_RECOUNT_MS", 0)):
        monkeypatch.setattr(coding_counts, name, value)
    counts = CodingCounts(lambda: everything(made.project), SerialTasks("test"), qapp)
    counts.forget(made.project)
    return counts


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Until it is set, what has been counted is not told."""
    go, count = Event(), reading.coding_counts_at_step

    def counted(viewer: Viewer) -> tuple[int, Counts]:
        found = count(viewer)
        go.wait(10)
        return found

    monkeypatch.setattr(reading, "coding_counts_at_step", counted)
    yield go
    go.set()


def _counted(counts: CodingCounts) -> int:
    return sum(counts.by_code.values())


def test_a_large_file_is_counted_beside_the_window(
    large: CodingCounts, made: Made, qtbot: QtBot, held: Event
) -> None:
    made.code(ANN, "claim", (0, 1))
    large.begin()
    qtbot.waitUntil(lambda: large._future is not None)
    assert _counted(large) == 0
    held.set()
    qtbot.waitUntil(lambda: _counted(large) == 1)


def test_what_is_coded_while_it_counts_is_counted_once(
    large: CodingCounts, made: Made, qtbot: QtBot, held: Event
) -> None:
    made.code(ANN, "claim", (0, 1))
    large.begin()
    qtbot.waitUntil(lambda: large._future is not None)
    made.code(ANN, "claim", (2, 3))
    large.follow_soon(anew=False)
    qtbot.wait(20)
    held.set()
    qtbot.waitUntil(lambda: _counted(large) == 2)
    qtbot.wait(20)
    assert _counted(large) == 2


def test_a_count_of_before_a_merge_is_not_taken(
    large: CodingCounts, made: Made, qtbot: QtBot, held: Event
) -> None:
    large.begin()
    qtbot.waitUntil(lambda: large._future is not None)
    told: list[int] = []
    large.changed.connect(lambda: told.append(_counted(large)))
    made.code(ANN, "claim", (0, 1))
    large.follow_soon(anew=True)
    held.set()
    qtbot.waitUntil(lambda: told != [])
    assert told == [1]


def test_closing_waits_for_the_count(
    large: CodingCounts, made: Made, qtbot: QtBot, held: Event
) -> None:
    made.code(ANN, "claim", (0, 1))
    large.begin()
    qtbot.waitUntil(lambda: large._future is not None)
    held.set()
    large.forget(None)
    qtbot.wait(20)
    assert _counted(large) == 0
