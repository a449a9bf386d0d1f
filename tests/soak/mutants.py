"""Mutation testing: ``python tests/soak/mutants.py AREA [--times N] [--seed S] [--budget SECONDS]
[--part K/N] [--json]``.

A sample of the faults of `mutations.py` is put into the sources of an area, one after the other, in
a copy of the checkout. Against each run, quickest first, the tests of the area that pass the line
(of what runs at import alone: that pass the file, else all). What no test notices is listed: a
test is missing, or the fault changes nothing that can be seen. The same seed chooses the same
faults.

With a budget, a fault meets only so many seconds of tests, of as many files as possible. What
outlives them "survived within the budget": run again with a larger budget or none, it meets the
others too. The limit that tells an endless loop is one of the processor's time: on a busy machine
no fault looks endless.

What is found goes at once to ``build/mutants/AREA-…/found.jsonl``, named after what the checkout
holds: the same command goes on where it was broken off, and the parts 1/2 and 2/2 of a sample, run
side by side, are counted together.

mutmut skips what is decorated and has no samples; cosmic-ray starts Python anew for each fault.
Here a process that has imported the libraries forks. POSIX only; needs coverage.py (`test`).
"""

from __future__ import annotations

import argparse
import compileall
import hashlib
import json
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from math import inf
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.soak.mutant_runs import Reached, forked, reached, run_pytest
from tests.soak.mutations import Mutation, mutations

ROOT = Path(__file__).resolve().parents[2]
AREAS: dict[str, tuple[list[str], list[str]]] = {
    "corpus": (["annotator/corpus/**/*.py"], ["tests/corpus"]),
    "storage": (["annotator/storage/**/*.py"], ["tests/storage"]),
    "agreement": (["annotator/agreement/**/*.py"], ["tests/agreement"]),
    "refi": (["annotator/exchange/refi/**/*.py"], ["tests/exchange/test_refi_*.py"]),
}
"""Name of each area, and the patterns of its sources and of its tests."""
PRELOADED = (
    *("numpy", "sqlalchemy", "lxml.etree", "yaml", "regex", "hypothesis.strategies"),
    *("PySide6.QtWidgets", "PySide6.QtTest"),  # pytest-qt asks for them
)
WITHIN_BUDGET = "survived within the budget"


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


def tried(copy: Path, path: str, mutation: Mutation, tests: list[str], known: Reached) -> str:
    """How the tests take one fault: "killed", "timed out" or "survived"."""
    target = copy / path
    source, times = target.read_text(encoding="utf-8"), target.stat()
    target.write_text(mutation.apply(source), encoding="utf-8")
    try:
        usual = sum(known.seconds[test] for test in tests)
        code = forked(lambda: run_pytest(tests), int(15 + 3 * usual))
    finally:
        target.write_text(source, encoding="utf-8")
        os.utime(target, ns=(times.st_atime_ns, times.st_mtime_ns))
    if code is None:
        return "timed out"
    return "killed" if code else "survived"


def state_of(copy: Path, area: str) -> Path:
    """The folder for what is found out about the sources and tests as they are."""
    held = hashlib.sha256()
    for path in sorted(copy.rglob("*.py")):
        held.update(str(path.relative_to(copy)).encode() + b"\0" + path.read_bytes() + b"\0")
    folder = ROOT / "build" / "mutants" / f"{area}-{held.hexdigest()[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def compile_all(copy: Path, tests: list[str]) -> None:
    """Compile what the runs import, once: of a file with a fault nothing is kept."""
    compileall.compile_dir(copy / "annotator", quiet=2)
    forked(lambda: run_pytest(["--collect-only", *tests]), 3_600)
    sys.dont_write_bytecode = True


@dataclass(frozen=True)
class Found:
    """How the tests took a fault, and how many it met."""

    how: str
    tests: int


def read_found(kept: Path) -> dict[tuple[str, Mutation], Found]:
    """What was found before, of each fault in each file the latest."""
    found = {}
    for line in kept.read_text(encoding="utf-8").splitlines() if kept.exists() else ():
        entry = json.loads(line)
        fault = entry["path"], Mutation(**entry["mutation"])
        found[fault] = Found(entry["how"], entry["tests"])
    return found


def try_all(
    faults: list[tuple[str, Mutation]], copy: Path, known: Reached, budget: float, kept: Path
) -> None:
    """Try what was not tried before, or now meets more tests, and append to `kept` how it went."""
    for path, mutation in faults:
        every = known.tests(path, mutation.line)
        tests = known.within(budget, every) if every else []
        before = read_found(kept).get((path, mutation))
        if before and (before.how != WITHIN_BUDGET or before.tests >= len(tests)):
            continue
        how = tried(copy, path, mutation, tests, known) if tests else "not reached"
        if how == "survived" and len(tests) < len(every):
            how = WITHIN_BUDGET
        entry = {"path": path, "mutation": asdict(mutation), "how": how, "tests": len(tests)}
        with kept.open("a", encoding="utf-8") as target:
            target.write(json.dumps(entry) + "\n")


def expanded(patterns: list[str]) -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for one in patterns for path in ROOT.glob(one))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("area", choices=AREAS)
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--budget", type=float, default=inf, metavar="SECONDS")
    parser.add_argument("--part", type=part, default=(1, 1), metavar="K/N")
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
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(Path(folder))
        state = state_of(copy, asked.area)
        os.chdir(copy)
        # The tests come from the copy, as the program does, in processes that they start too.
        sys.path[:2] = [str(copy)]
        os.environ["PYTHONPATH"] = str(copy)
        for name in [one for one in sys.modules if one.split(".")[0] == "tests"]:
            del sys.modules[name]
        known = reached(copy, expanded(tests), state / "reached.json")
        compile_all(copy, expanded(tests))
        kept = state / "found.jsonl"
        number, of = asked.part
        try_all(chosen[number - 1 :: of], copy, known, asked.budget, kept)
    report(chosen, read_found(kept), len(every), asked.json)


def part(text: str) -> tuple[int, int]:
    """“2/3” as two numbers."""
    number, of = map(int, text.split("/"))
    if not 1 <= number <= of:
        raise ValueError
    return number, of


def report(
    chosen: list[tuple[str, Mutation]],
    found: dict[tuple[str, Mutation], Found],
    possible: int,
    as_json: bool,
) -> None:
    """Print what no test noticed, and the score of what was tried."""
    tally: Counter[str] = Counter()
    for path, mutation in sorted(chosen, key=lambda one: (one[0], one[1].start)):
        how = found.get((path, mutation), Found("not yet tried", 0)).how
        tally[how] += 1
        if how in ("survived", WITHIN_BUDGET, "not reached"):
            print(f"{how}: {path}:{mutation.line}: {mutation.before} → {mutation.after}")
    noticed = tally["killed"] + tally["timed out"]
    tried_ = len(chosen) - tally["not yet tried"]
    figures = {**tally, "score": noticed / max(tried_, 1), "tried": tried_, "of": possible}
    print(json.dumps(figures) if as_json else figures)


if __name__ == "__main__":
    main()
