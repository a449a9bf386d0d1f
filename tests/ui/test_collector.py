"""Rings of garbage are taken apart in the window's thread alone."""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.process.garbage_collection import WindowThreadGarbageCollector


class Ring:
    """Refers to itself, and notes which thread takes it apart."""

    ended: list[int] = []  # noqa: RUF012

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        self.ended.append(threading.get_ident())


def make_garbage() -> None:
    for _ in range(5_000):
        Ring()


def test_a_thread_that_makes_garbage_takes_none_apart(qtbot: QtBot, qapp: QApplication) -> None:
    was = gc.isenabled()
    parent = QObject()
    collector = WindowThreadGarbageCollector(parent)
    Ring.ended.clear()
    thread = threading.Thread(target=make_garbage)
    thread.start()
    thread.join()
    assert Ring.ended == []
    collector.look()
    assert set(Ring.ended) == {threading.get_ident()}
    if was:
        gc.enable()
