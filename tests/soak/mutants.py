"""Mutation testing: ``python tests/soak/mutants.py AREA [--times N] [--seed S] [--json]``.

A sample of the faults of `mutations.py` is put into the sources of an area, one after the other, in
a copy of the checkout. Against each run, quickest first, the tests of the area that pass the line
(of what runs at import alone: that pass the file). What no test notices is listed: a test is
missing, or the fault changes nothing that can be seen. The same seed chooses the same faults.

mutmut skips what is decorated and has no samples; cosmic-ray starts Python anew for each fault.
Here a process that has imported the libraries forks. POSIX only; needs coverage.py (`test`).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import coverage
import hypothesis
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.soak.mutations import Mutation, mutations

ROOT = Path(__file__).resolve().parents[2]
AREAS: dict[str, tuple[list[str], list[str]]] = {
    "corpus": (["annotator/corpus/**/*.py"], ["tests/corpus"]),
    "storage": (["annotator/storage/**/*.py"], ["tests/storage"]),
    "agreement": (["annotator/agreement/**/*.py"], ["tests/agreement"]),
    "refi": (["annotator/exchange/refi/**/*.py"], ["tests/exchange/test_refi_*.py"]),
}
"""Name of each area, and the patterns of its sources and of its tests."""
PRELOADED = ("numpy", "sqlalchemy", "lxml.etree", "yaml", "regex", "hypothesis.strategies")
LONGEST_TEST_S = 4.0
"""Tests that take longer are left out."""
MOST_MEMORY = 6_000_000_000


@dataclass(frozen=True)
class Reached:
    """Which tests pass which line of which file, and how long each takes in seconds."""

    by_line: dict[str, dict[int, list[str]]]
    seconds: dict[str, float]

    def tests(self, path: str, line: int) -> list[str]:
        """The tests to run against a fault, quickest first."""
        lines = self.by_line.get(path, {})
        found = lines.get(line) or {test for each in lines.values() for test in each}
        return sorted(found, key=lambda test: (self.seconds[test], test))


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
    quiet += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # hypothesis is there already
    return int(pytest.main([*quiet, *tests], plugins=list(plugins)))


def forked(work: Callable[[], int], seconds: float) -> int | None:
    """The exit code of `work` in a process of its own in the copy, or None if it took too long."""
    child = os.fork()
    if not child:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        code = 3
        try:
            code = work()
        finally:
            os._exit(code)
    until = time.monotonic() + seconds
    ended, status = os.waitpid(child, os.WNOHANG)
    while not ended and time.monotonic() < until:
        time.sleep(0.02)
        ended, status = os.waitpid(child, os.WNOHANG)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    if ended:
        return os.waitstatus_to_exitcode(status)
    os.waitpid(child, 0)
    return None


def reached(copy: Path, tests: list[str]) -> Reached:
    """Run the tests once and see where they go."""
    kept = copy / "reached.json"

    def work() -> int:
        measured = coverage.Coverage(data_file=None, source=[str(copy / "annotator")])
        recorder = Recorder(measured)
        measured.start()
        code = run_pytest(tests, recorder)
        measured.stop()
        data = measured.get_data()
        by_line = {
            str(Path(file).relative_to(copy)): {
                line: [context for context in contexts if context]
                for line, contexts in data.contexts_by_lineno(file).items()
            }
            for file in data.measured_files()
        }
        kept.write_text(json.dumps([by_line, recorder.seconds]))
        return code

    code = forked(work, 3_600)
    assert code == 0, f"the tests do not pass as they are: {code}"
    by_line, seconds = json.loads(kept.read_text())
    quick = {test for test, time_taken in seconds.items() if time_taken <= LONGEST_TEST_S}
    return Reached(
        {
            file: {int(line): [t for t in each if t in quick] for line, each in lines.items()}
            for file, lines in by_line.items()
        },
        seconds,
    )


def copied(folder: Path) -> Path:
    """A copy of the checkout that faults can be put into."""
    copy = folder / "checkout"
    copy.mkdir()
    for name in ("annotator", "tests", "resources"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "CHANGELOG.md"):
        shutil.copy2(ROOT / name, copy / name)
    if (ROOT.parent / "shared").is_dir():
        (folder / "shared").symlink_to(ROOT.parent / "shared")
    return copy


def tried(copy: Path, path: str, mutation: Mutation, known: Reached) -> str:
    """How the tests take one fault: "killed", "survived", "timed out" or "not reached"."""
    tests = known.tests(path, mutation.line)
    if not tests:
        return "not reached"
    target = copy / path
    source, times = target.read_text(encoding="utf-8"), target.stat()
    target.write_text(mutation.apply(source), encoding="utf-8")
    try:
        usual = sum(known.seconds[test] for test in tests)
        code = forked(lambda: run_pytest(tests), 15 + 5 * usual)
    finally:
        target.write_text(source, encoding="utf-8")
        os.utime(target, ns=(times.st_atime_ns, times.st_mtime_ns))
    if code is None:
        return "timed out"
    return "survived" if code == 0 else "killed"


def expanded(patterns: list[str]) -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for one in patterns for path in ROOT.glob(one))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("area", choices=AREAS)
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    for name in PRELOADED:
        __import__(name)
    sources, tests = AREAS[asked.area]
    every = [
        (path, mutation)
        for path in expanded(sources)
        for mutation in mutations((ROOT / path).read_text(encoding="utf-8"))
    ]
    chosen = random.Random(asked.seed).sample(every, min(asked.times, len(every)))
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(Path(folder))
        os.chdir(copy)
        # The tests come from the copy, as the program does.
        sys.path[:2] = [str(copy)]
        for name in [one for one in sys.modules if one.split(".")[0] == "tests"]:
            del sys.modules[name]
        known = reached(copy, expanded(tests))
        sys.dont_write_bytecode = True
        for path, mutation in sorted(chosen, key=lambda one: (one[0], one[1].start)):
            how = tried(copy, path, mutation, known)
            found[how] += 1
            if how in ("survived", "not reached"):
                where = f"{path}:{mutation.line}"
                print(f"{how}: {where}: {mutation.before} → {mutation.after}", flush=True)
    noticed = found["killed"] + found["timed out"]
    figures = {**found, "score": noticed / len(chosen), "of": len(every)}
    print(json.dumps(figures) if asked.json else figures)


if __name__ == "__main__":
    main()
