"""Work beside the window: however many threads read, a running step keeps its connection."""

from __future__ import annotations

import threading
from pathlib import Path

from annotator.operations.codings import memos
from annotator.storage import backups, queries
from tests.making import ANN, content, make


def test_threads_that_come_and_go_leave_a_running_step_alone(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    read: list[int] = []

    def look() -> None:
        with made.project.reading() as connection:
            read.append(len(queries.documents(connection)))

    with made.project.transaction("Name a document", ANN.guid) as step:
        for _ in range(12):
            thread = threading.Thread(target=look)
            thread.start()
            thread.join()
        step.record.change("document", {made.document: {"name": "new name"}})
    assert read == [1] * 12
    assert content(made.project).documents[0].name == "new name"
    memos.write(made.project, ANN.guid, made.document, "still there")
    assert [memo.text for memo in content(made.project).memos] == ["still there"]


def test_backups_made_at_once_do_not_meet(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    folder = tmp_path / "backups"
    failures: list[BaseException] = []

    def back_up() -> None:
        try:
            backups.back_up(made.project, folder)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=back_up) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(backups.existing(made.project, folder)) == 1
    assert list(folder.rglob("*.partial")) == []
