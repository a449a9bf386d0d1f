"""Which ways through the program's own code an input takes: coverage guidance for the fuzzer.

An arc is a step from one line to the next within a function of `annotator`, as in branch coverage;
the libraries below it are not followed. It is found by `sys.settrace`, which every Python has.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import annotator

Arc = tuple[CodeType, int, int]

_ROOT = str(Path(annotator.__file__).parent)


@contextmanager
def traced() -> Iterator[set[Arc]]:
    """The arcs that the block runs through, in this thread and those that it starts."""
    found: set[Arc] = set()
    own: dict[CodeType, bool] = {}
    before = sys.gettrace()

    def call(frame: FrameType, _event: str, _argument: object) -> Any:
        code = frame.f_code
        if code not in own:
            own[code] = code.co_filename.startswith(_ROOT)
        if not own[code]:
            return None
        last = -code.co_firstlineno

        def line(frame: FrameType, event: str, _argument: object) -> Any:
            nonlocal last
            if event == "line":
                now = frame.f_lineno
            elif event == "return":
                now = -code.co_firstlineno
            else:  # an exception passes through, which its lines show
                return line
            found.add((code, last, now))
            last = now
            return line

        return line

    threading.settrace(call)
    sys.settrace(call)
    try:
        yield found
    finally:
        sys.settrace(before)
        threading.settrace(before)  # None ends it
