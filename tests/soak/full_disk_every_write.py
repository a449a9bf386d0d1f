"""A full disk at every write of each operation:
``python tests/soak/full_disk_every_write.py [--only NAME …] [--lasting] [--json]``.

The calls of the system with which an operation writes (`CALLS`, and ``openat`` that makes a file)
are counted with ``strace`` (Linux). Then the operation runs once for each of them, in their order,
on the same files, and that call fails with ENOSPC; with ``--lasting`` that call and each later one
of its name. Afterwards there must be no traceback; where it was refused, one sentence, and all as
it was before; where it was done, all as it is without a fault; every project sound; no file that
does not belong there. Of an operation with more than `ALL` calls, the first `FIRST` and every k-th
later are met. Nothing is left to chance. Each run is a fork of this process, which has all imports.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.errors import UserError
from tests.soak.full_disk_scene import MAY_STAY, OPERATIONS, build
from tests.soak.full_disk_state import ANY, names, states

CALLS = (
    *("write", "pwrite64", "ftruncate", "fallocate", "fsync", "fdatasync", "openat", "mkdir"),
    *("rename", "renameat", "renameat2", "link", "linkat", "sendfile", "copy_file_range"),
)
ALL, FIRST = 600, 300
DONE, REFUSED, RAISED = 0, 2, 70
Call = tuple[str, int]
"""A call of the system, and its number among those of its name."""


@dataclass
class Tally:
    """What an operation did: its calls, those of them that were met, and how they ended."""

    calls: int = 0
    met: int = 0
    ended: Counter[str] = field(default_factory=Counter)
    sentences: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def homes(root: Path) -> dict[str, str]:
    """The variables that say where settings, backups and temporary files go."""
    names = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
    temporary = dict.fromkeys(("TMPDIR", "SQLITE_TMPDIR"), str(root / "temporary"))
    return dict.fromkeys(names, str(root / "home")) | temporary


class Bench:
    """Files to begin with, copied anew for each run."""

    def __init__(self, root: Path) -> None:
        self.root, self.template = root, root / "template"
        for name in ("work", "home", "temporary"):
            (self.template / name).mkdir(parents=True)
        with patch.dict(os.environ, homes(self.template)):
            build(self.template / "work")
        self.work = root / "run" / "work"

    def prepare(self) -> None:
        shutil.rmtree(self.work.parent, ignore_errors=True)
        shutil.copytree(self.template, self.work.parent)

    def run(self, operation: str, *options: str) -> tuple[int, str]:
        """An operation below strace: its status, and what it said of mistakes."""
        self.prepare()
        said = self.root / "said"
        child = os.fork()
        if child == 0:
            _work(operation, self.work, said)
        os.waitpid(child, os.WUNTRACED)
        command = ["strace", "-f", "-qq", "-p", str(child), *options]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
            _wait_for_tracer(child, tracer)
            os.kill(child, signal.SIGCONT)
            _pid, ended = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(ended), said.read_text(encoding="utf-8")


def _work(operation: str, work: Path, said: Path) -> None:
    """In the child: be ready, wait, then run; never returns."""
    status = RAISED
    try:
        handle = os.open(said, os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(handle, 2)
        os.environ.update(homes(work.parent))
        tempfile.tempdir = None
        os.kill(os.getpid(), signal.SIGSTOP)
        status = OPERATIONS[operation](work)
    except (UserError, OSError) as error:
        # Settings say it as OSError, which the window shows.
        expected = isinstance(error, UserError) or operation == "settings"
        status = REFUSED if expected else RAISED
        sys.stderr.write(f"annotator: {error}\n" if expected else traceback.format_exc())
    except BaseException:
        sys.stderr.write(traceback.format_exc())
    finally:
        sys.stderr.flush()
        os._exit(status)


def _wait_for_tracer(child: int, tracer: subprocess.Popen[str]) -> None:
    status = Path(f"/proc/{child}/status")
    while re.search(r"TracerPid:\s+0\n", status.read_text()):
        if tracer.poll() is not None:
            os.kill(child, signal.SIGKILL)
            assert tracer.stderr is not None
            raise SystemExit(f"strace can't attach: {tracer.stderr.read()}")
        time.sleep(0.002)


def calls_of(bench: Bench, operation: str) -> list[Call]:
    """The calls that write of a whole operation, but for what it says."""
    log = bench.root / "calls"
    listed = ",".join(f"?{call}" for call in CALLS)
    status, said = bench.run(operation, "-e", f"trace={listed}", "-o", str(log))
    assert status == DONE, f"{operation}: {status} {said}"
    counted: Counter[tuple[str, str]] = Counter()
    found: list[Call] = []
    for line in log.read_text(errors="replace").splitlines():
        match = re.match(r"(\d+) +(\w+)\((.*)", line)
        if match is None:
            continue
        thread, name, arguments = match.groups()
        counted[thread, name] += 1
        says = name == "write" and arguments.startswith(("1, ", "2, "))
        if not says and (name != "openat" or "O_CREAT" in arguments):
            found.append((name, counted[thread, name]))
    return found


def chosen(calls: list[Call]) -> list[Call]:
    """All calls, or of very many the first and every k-th later."""
    if len(calls) <= ALL:
        return calls
    step = -(-(len(calls) - FIRST) // FIRST)
    return calls[:FIRST] + calls[FIRST::step]


def meet(bench: Bench, operation: str, lasting: bool = False, every: int = 1) -> Tally:
    """Run an operation once for each of its calls, or of every k-th, with that call failing."""
    bench.prepare()
    before = names(bench.work.parent), states(bench.work.parent)
    calls = calls_of(bench, operation)
    after = names(bench.work.parent), states(bench.work.parent)
    tally = Tally(len(calls))
    may_stay = MAY_STAY.get(operation, "")
    for name, number in chosen(calls)[::every]:
        tally.met += 1
        when = f"{number}+" if lasting and name != "write" else str(number)
        injected = f"inject={name}:error=ENOSPC:when={when}"
        status, said = bench.run(operation, "-e", f"trace={name}", "-e", injected, "-o", os.devnull)
        fault = _fault(bench, status, said, after if status == DONE else before, may_stay)
        tally.ended["refused" if status == REFUSED else "done" if status == DONE else "other"] += 1
        if status == REFUSED:
            tally.sentences.add(ANY.sub("#", said.replace(str(bench.work.parent), "")).strip())
        if fault:
            tally.faults.append(f"{injected}: {fault}")
    return tally


Outcome = tuple[list[str], dict[str, object]]


def _fault(bench: Bench, status: int, said: str, expected: Outcome, may_stay: str) -> str | None:
    """What is wrong after a run, or None; a file of the name `may_stay` may be there or not."""
    if "Traceback" in said or status not in (DONE, REFUSED):
        return f"status {status}: {said[-1_500:]}"
    if status == REFUSED and len(re.findall("^annotator: ", said, re.MULTILINE)) != 1:
        return f"not one sentence: {said}"
    left, here = Counter(names(bench.work.parent)), Counter(expected[0])
    now = states(bench.work.parent)
    for one in (left, here, now):
        one.pop(may_stay, None)
    wrong = [
        f"{name} is {now.get(name)} instead of {state}"
        for name, state in expected[1].items()
        if now.get(name) != state and name != may_stay
    ]
    if left != here:
        wrong.insert(0, f"there are besides {dict(left - here)}, missing are {dict(here - left)}")
    told = "done" if status == DONE else f"refused ({said.strip()})"
    return f"{told}, but {'; '.join(wrong)}" if wrong else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=list(OPERATIONS), default=list(OPERATIONS))
    parser.add_argument("--lasting", action="store_true")
    parser.add_argument("--every", type=int, default=1, help="meet every k-th call only")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if shutil.which("strace") is None:
        sys.exit("strace is not installed.")
    found: dict[str, Tally] = {}
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for operation in asked.only:
            found[operation] = meet(bench, operation, asked.lasting, asked.every)
            if not asked.json:
                _print_row(operation, found[operation])
    if asked.json:
        print(json.dumps({name: _as_json(tally) for name, tally in found.items()}))
    else:
        _print_rest(found)
    sys.exit(any(tally.faults for tally in found.values()))


def _print_row(operation: str, tally: Tally) -> None:
    print(
        f"{operation:38}{tally.calls:6} calls{tally.met:6} met{tally.ended['refused']:6} refused"
        f"{tally.ended['done']:6} done{len(tally.faults):6} faults",
        flush=True,
    )
    for fault in tally.faults[:5]:
        print(f"    {fault}", flush=True)


def _print_rest(found: dict[str, Tally]) -> None:
    print(f"{'all':38}{sum(t.calls for t in found.values()):6} calls", end="")
    print(f"{sum(t.met for t in found.values()):6} met", end="")
    print(f"{sum(len(t.faults) for t in found.values()):30} faults")
    for sentence in sorted(set().union(*(tally.sentences for tally in found.values()))):
        print(f"    {sentence}")


def _as_json(tally: Tally) -> dict[str, object]:
    return {
        "calls": tally.calls,
        "met": tally.met,
        **tally.ended,
        "faults": tally.faults,
        "sentences": sorted(tally.sentences),
    }


if __name__ == "__main__":
    main()
