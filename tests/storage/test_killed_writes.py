"""A few kills and full disks of what writes projects; `tests/soak/kills.py` does hundreds."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from tests.soak.kills import Bench, fill, kill

posix = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")


@posix
def test_a_killed_hand_out_tells_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    kill(Bench(tmp_path), "hand out", 2, random.Random(5))


@posix
def test_a_full_disk_is_a_sentence_and_the_old_copy_stays(tmp_path: Path) -> None:
    found = fill(Bench(tmp_path), "copy", 3)
    assert found["refused"] >= 1
