#!/usr/bin/env python3
"""Run the tests from a checkout: ``python3 packaging/test.py [PYTEST ARGS…]``.

Without arguments all of them, on all cores. Arguments are those of pytest, on one core.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from environment import CHECKOUT, hand_over, prepare

MEMORY = Path("/dev/shm")
ROOM = 2_000_000_000
COMPILED = CHECKOUT / "build" / "compiled"


def keep_off_the_disk() -> None:
    """Where there is a disk in memory, test projects lie there: each step of each waits for the
    disk, which is most of what the tests would do on a slow one."""
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("TMPDIR", str(MEMORY))


def keep_compiled() -> None:
    """Modules are compiled once, and not by each worker, each process that a test starts and each
    run anew, which takes as long as hundreds of tests. What is compiled lies beside the builds: the
    sources stay as they are, as who sets PYTHONDONTWRITEBYTECODE wants it."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ.setdefault("PYTHONPYCACHEPREFIX", str(COMPILED))


if __name__ == "__main__":
    python = prepare(extras=["test"])
    keep_off_the_disk()
    keep_compiled()
    arguments = sys.argv[1:] or ["-n", "auto", "--dist", "worksteal", str(CHECKOUT / "tests")]
    hand_over(python, ["-m", "pytest", "--rootdir", str(CHECKOUT), *arguments])
