"""Runs of tests in processes of their own: which lines each passes, and whether all pass."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import resource
import signal
import time
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import accumulate, zip_longest
from pathlib import Path

import coverage
import hypothesis
import pytest

LONGEST_TEST_S = 4.0
"""Tests that take longer are left out."""
MOST_MEMORY = 6_000_000_000


@dataclass(frozen=True)
class Reached:
    """Which tests pass which line of which file, and how long each takes in seconds.

    A line that only an import passes has no tests, a statement that nothing passes has None.
    """

    by_line: dict[str, dict[int, list[str] | None]]
    seconds: dict[str, float]

    def tests(self, path: str, line: int) -> list[str]:
        """The tests to run against a fault, quickest first."""
        lines = self.by_line.get(path, {})
        # Not every line of a long statement is recorded: the one above it is.
        found = lines.get(max((one for one in lines if one <= line), default=0), [])
        if found == [] and lines:
            found = list({test for each in lines.values() for test in each or ()})
            found = found or [test for test in self.seconds if self.seconds[test] <= LONGEST_TEST_S]
        return self.quickest(found or ())

    def quickest(self, tests: Collection[str]) -> list[str]:
        return sorted(tests, key=lambda test: (self.seconds[test], test))

    def within(self, budget: float, tests: list[str]) -> list[str]:
        """As many of the tests as the budget allows: the quickest of each file, then the next."""
        by_file: defaultdict[str, list[str]] = defaultdict(list)
        for test in tests:
            by_file[test.split("::")[0]].append(test)
        turns = [test for turn in zip_longest(*by_file.values()) for test in turn if test]
        spent = list(accumulate(self.seconds[test] for test in turns))
        return self.quickest(turns[: max(1, bisect_right(spent, budget))])


class Recorder:
    """A plug-in of pytest: tells coverage.py which test runs, and keeps how long it took."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self.measured = measured
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.measured.switch_context(nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration


def run_pytest(tests: Collection[str], *plugins: object) -> int:
    """Run tests in this process, quietly, with examples that are the same each time."""
    profile = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
    hypothesis.settings.register_profile(
        "mutants", derandomize=True, database=None, phases=profile, deadline=None
    )
    os.environ["HYPOTHESIS_PROFILE"] = "mutants"
    quiet = ["-x", "-q", "--no-header", "-p", "no:cacheprovider"]
    quiet += [f"--basetemp={Path.cwd().parent / 'temporary'}"]  # each run empties it
    quiet += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # hypothesis is there already
    return int(pytest.main([*quiet, *tests], plugins=list(plugins)))


def forked(work: Callable[[], int], seconds: int) -> int | None:
    """The exit code of `work` in a process of its own in the copy, or None if it took too long.

    It may take so many seconds of the processor, and ten times as many by the clock.
    """
    child = os.fork()
    if not child:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        code = 3
        try:
            code = work()
        finally:
            os._exit(code)
    until = time.monotonic() + 10 * seconds
    ended, status = os.waitpid(child, os.WNOHANG)
    while not ended and time.monotonic() < until:
        time.sleep(0.02)
        ended, status = os.waitpid(child, os.WNOHANG)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    if ended:
        code = os.waitstatus_to_exitcode(status)
        return None if code in (-signal.SIGXCPU, -signal.SIGKILL) else code
    os.waitpid(child, 0)
    return None


def reached(copy: Path, tests: list[str], kept: Path) -> Reached:
    """Run the tests once and see where they go, or what `kept` says if they ran before."""

    def work() -> int:
        measured = coverage.Coverage(data_file=None, source=[str(copy / "annotator")])
        recorder = Recorder(measured)
        measured.start()
        code = run_pytest(tests, recorder)
        measured.stop()
        data = measured.get_data()
        by_line: dict[str, dict[int, list[str] | None]] = {}
        for file in data.measured_files():
            lines = by_line[str(Path(file).relative_to(copy))] = dict.fromkeys(
                measured.analysis2(file)[1]
            )
            for line, contexts in data.contexts_by_lineno(file).items():
                lines[line] = [context for context in contexts if context]
        if code == 0:
            kept.write_text(json.dumps([by_line, recorder.seconds]))
        return code

    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another part may be at it
        if not kept.exists():
            code = forked(work, 3_600)
            assert code == 0, f"the tests do not pass as they are: {code}"
    by_line, seconds = json.loads(kept.read_text())
    quick = {test for test, time_taken in seconds.items() if time_taken <= LONGEST_TEST_S}
    return Reached(
        {
            file: {
                int(line): None if each is None else [test for test in each if test in quick]
                for line, each in lines.items()
            }
            for file, lines in by_line.items()
        },
        seconds,
    )
