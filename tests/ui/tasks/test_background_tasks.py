"""Background tasks: what was asked for last counts, threads are bounded, order is kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.corpus.job import Job, JobProgress
from annotator.errors import UserError
from annotator.ui.tasks.latest import LatestTask
from annotator.ui.tasks.serial import SerialTasks
from annotator.ui.tasks.service import TaskService


@pytest.fixture
def service(qtbot: QtBot) -> Iterator[TaskService]:
    window = QWidget()
    qtbot.addWidget(window)
    service = TaskService(window)
    yield service
    service.wait()


def test_only_the_last_result_is_taken(qtbot: QtBot, service: TaskService) -> None:
    taken: list[int] = []
    latest: LatestTask[int] = LatestTask(service.run, taken.append)
    for number in range(20):
        latest.ask(lambda number=number: number)  # type: ignore[misc]
    qtbot.waitUntil(lambda: bool(taken))
    service.wait()
    qtbot.wait(1)
    assert taken == [19]


def test_how_far_a_long_job_is_is_told(qtbot: QtBot, service: TaskService) -> None:
    told: list[JobProgress] = []
    latest: LatestTask[None] = LatestTask(service.run, lambda _result: None, told.append)

    def job(seconds: float) -> Job[None]:
        for number in range(20):
            time.sleep(seconds / 20)
            yield JobProgress(number, 20, "")

    latest.ask_job(job(0.05))
    service.wait()
    qtbot.wait(1)
    assert not told, "nobody reads what is gone at once"
    latest.ask_job(job(1))
    qtbot.waitUntil(lambda: bool(told))
    latest.forget()
    service.wait()
    number = len(told)
    qtbot.wait(1)
    assert len(told) == number, "of what is not wanted any more nothing is told"


def test_requests_that_were_overtaken_are_not_begun() -> None:
    waiting: list[Callable[[], object]] = []
    begun: list[str] = []
    latest: LatestTask[None] = LatestTask(waiting.append, lambda _result: None)
    latest.ask(lambda: begun.append("first"))
    latest.ask(lambda: begun.append("second"))
    for task in waiting:
        task()
    assert begun == ["second"]


def test_a_job_that_is_overtaken_ends_at_its_next_step() -> None:
    waiting: list[Callable[[], object]] = []
    taken: list[str] = []
    closed: list[str] = []
    latest: LatestTask[str] = LatestTask(waiting.append, taken.append)

    def job(name: str) -> Job[str]:
        try:
            yield JobProgress(0, 2, name)
            if name == "first":
                latest.ask_job(job("second"))
            yield JobProgress(1, 2, name)
            return name
        finally:
            closed.append(name)

    latest.ask_job(job("first"))
    while waiting:
        waiting.pop(0)()
    assert (taken, closed) == (["second"], ["first", "second"])


def test_nothing_is_taken_of_what_was_forgotten() -> None:
    waiting: list[Callable[[], object]] = []
    taken: list[int] = []
    latest: LatestTask[int] = LatestTask(waiting.append, taken.append)
    latest.ask(lambda: 1)
    latest.forget()
    waiting.pop()()
    assert taken == []


def test_threads_are_bounded_and_every_task_is_done(service: TaskService) -> None:
    lock, running, most, done = threading.Lock(), 0, 0, 0

    def task() -> None:
        nonlocal running, most, done
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.002)
        with lock:
            running -= 1
            done += 1

    for _ in range(60):
        service.run(task)
    service.wait()
    assert done == 60
    assert most <= 6


def test_a_refusal_in_the_background_is_told(qtbot: QtBot, service: TaskService) -> None:
    def refuse() -> None:
        raise UserError("There is no room.")

    with qtbot.waitSignal(service.warned) as told:
        service.run(refuse)
    assert told.args == ["There is no room."]


def test_a_job_gives_its_result_and_a_second_one_is_refused(
    qtbot: QtBot, service: TaskService
) -> None:
    refused: list[str] = []
    results: list[int] = []
    service.refused.connect(refused.append)

    def job() -> Job[int]:
        yield JobProgress(0, 1, "working")
        return 7

    service.start("Working", job(), results.append)
    service.start("Working", job(), results.append)
    qtbot.waitUntil(lambda: bool(results))
    assert (results, len(refused), service.busy) == ([7], 1, False)


def test_serial_tasks_keep_their_order() -> None:
    order: list[int] = []
    tasks = SerialTasks("test")
    futures = [tasks.submit(order.append, number) for number in range(50)]
    for future in futures:
        future.result()
    assert order == list(range(50))
