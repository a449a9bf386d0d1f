"""Kill what writes files at a call of the system, or let the call fail:
``python tests/soak/syscall_kills.py [--times N] [--seed S]``.

As `kills.py`, with ``strace`` (Linux): of the calls that write (`CALLS`) an operation makes, one is
chosen by a fixed seed; the process is killed as it enters that call, or the call, and with a full
disk each later one, fails with an error. So replacing, the journal and the backup are met at each
of their writes, not only where a clock happens to fall.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.soak.kills import _CHILD, OPERATIONS, ROOT, Bench, state
from tests.soak.options import options, report

CALLS = (
    *("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "fchmod", "chmod"),
    *("rename", "renameat", "renameat2", "unlink", "unlinkat", "link", "linkat", "mkdir"),
)
"""Which of them there are depends on the processor: ``?`` lets strace pass over the others."""
FAULTS = ("signal=KILL", "signal=KILL", "error=EIO", "error=ENOSPC", "error=ENOSPC+")
_REFUSED = 3
_KILLED = (137, -9)


def run(bench: Bench, operation: str, *options: str) -> tuple[int, str, str]:
    """An operation below strace: its status, what it said, and what it said of mistakes."""
    places = (str(bench.project), str(bench.target), str(bench.folder))
    child = [sys.executable, "-c", _CHILD, operation, *places, "-1"]
    homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(bench.home))
    environment = {**os.environ, **homes, "TMPDIR": str(bench.temporary)}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    done = subprocess.run(
        ["strace", "-f", "-qq", *options, *child],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def calls_of(bench: Bench, operation: str) -> list[tuple[str, int]]:
    """The calls that write of a whole operation, each with its number among those of its name."""
    log = bench.folder.parent / "calls"
    bench.prepare()
    listed = ",".join(f"?{call}" for call in CALLS)
    status, _said, _wrong = run(bench, operation, "-e", f"trace={listed}", "-o", str(log))
    assert status == 0, operation
    made = re.findall(r"^\d+ +(\w+)\((.*)", log.read_text(errors="replace"), re.MULTILINE)
    counted: Counter[str] = Counter()
    found = []
    begin = 0
    for name, arguments in made:
        counted[name] += 1
        found.append((name, counted[name]))
        if name == "write" and arguments.startswith("1, "):
            begin = len(found)  # it says that it is at work, and nothing else there
    return found[begin:]


def attempt(bench: Bench, operation: str, calls: list[tuple[str, int]], seed: int) -> str:
    """Meet an operation at one of its calls; how it ended."""
    dice = random.Random(seed)
    (name, number), fault = dice.choice(calls), dice.choice(FAULTS)
    # Each later `write` would be the lines too that tell what went wrong.
    when = f"{number}+" if fault.endswith("+") and name != "write" else str(number)
    injected = f"inject={name}:{fault.rstrip('+')}:when={when}"
    bench.prepare()
    status, said, wrong = run(
        bench, operation, "-e", f"trace={name}", "-e", injected, "-o", "/dev/null"
    )
    where = f"{operation}, {injected}: {said} {wrong[-2_000:]}"
    assert "Traceback" not in wrong, where
    assert status in (0, _REFUSED, *_KILLED), f"{status}: {where}"
    assert operation != "hand out" or not bench.tells_of_others(), where
    return "killed" if status in _KILLED else "refused" if status else "done"


def soak(times: int, seed: int) -> dict[str, dict[str, int]]:
    """So many attempts in all, the operations in turn."""
    found: dict[str, dict[str, int]] = {}
    share = max(1, times // len(OPERATIONS))
    for place, operation in enumerate(OPERATIONS):
        counted: Counter[str] = Counter()
        with tempfile.TemporaryDirectory() as folder:
            bench = Bench(Path(folder))
            calls = calls_of(bench, operation)
            names, old, new = bench.names(), state(bench.old), state(bench.target)
            for number in range(share):
                one = seed + place * share + number
                try:
                    ended = attempt(bench, operation, calls, one)
                    assert state(bench.target) in (old, new), "neither old nor new"
                    state(bench.project)
                    assert bench.finish(operation)[0] == 0, "once more"
                    assert bench.names() == names, (bench.names(), names)
                except AssertionError as error:
                    raise AssertionError(f"{operation}, seed {one}") from error
                counted[ended] += 1
        found[operation] = {"times": share, "calls": len(calls), **counted}
    return found


def main() -> None:
    asked = options(__doc__, times=240)
    if shutil.which("strace") is None:
        sys.exit("strace is not installed.")
    report(soak(asked.times, asked.seed), asked.json)


if __name__ == "__main__":
    main()
