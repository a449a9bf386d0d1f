"""Kill a merge at any point, many times: ``python tests/soak/merge_kill.py [--times N]``.

A process of its own merges a colleague's file and is killed (``kill -9``) after a random while.
What is then in the file must be sound, and either what was there before or what the whole merge
comes to. The same merge is run to its end first, to know that, and how long it takes.
"""

from __future__ import annotations

import contextlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.corpus.changes import KINDS, PROJECT
from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.operations import codings, projects
from annotator.operations.codings import NewCoding
from annotator.operations.merging import merges
from annotator.operations.projects import integrity
from annotator.operations.team import coders
from annotator.storage import schema
from annotator.storage.project_file import ProjectFile
from tests.making import ANN, BEN, Made, made_of, make
from tests.soak.options import options, report

ROOT = Path(__file__).resolve().parents[2]
TEXT = "The harbour lost a third of its trade, and nobody expects it back. " * 500
_MERGE = """
import sys
from pathlib import Path
from annotator.corpus.job import finish
from annotator.operations import projects
from annotator.operations.merging import merges
target, source, by = sys.argv[1:]
project = projects.open_(Path(target))
print("ready", flush=True)
finish(merges.merge(project, by, [Path(source)]))
"""

Rows = dict[str, list[tuple[object, ...]]]


def prepare(folder: Path, number: int) -> tuple[Path, Path]:
    """Two replicas with so many codings each."""
    target = make(folder / "a.annot", text=TEXT)
    target.project.copy_to(folder / "b.annot")
    source = made_of(projects.open_(folder / "b.annot"), TEXT)
    for made, who in ((target, ANN), (source, BEN)):
        _fill(made, who.guid, number)
        made.project.close()
    return folder / "a.annot", folder / "b.annot"


def _fill(made: Made, by: str, number: int) -> None:
    coders.ensure(made.project, ANN if by == ANN.guid else BEN)
    codes = list(made.codes.values())
    places = [(codes[n % len(codes)], n * 7 % 30_000) for n in range(number)]
    new = [NewCoding(made.document, code, [Span(at, at + 40)]) for code, at in places]
    codings.add_many(made.project, by, new)


def rows(path: Path) -> Rows:
    """What is in a file, with the number of its steps; AssertionError where it is not sound."""
    with projects.open_(path) as project:
        assert integrity.check(project) == []
        return _rows(project)


def _rows(project: ProjectFile) -> Rows:
    with project.reading() as connection:
        found = {
            kind: sorted(tuple(row) for row in connection.execute(schema.ROW_TABLES[kind].select()))
            for kind in KINDS
            if kind != PROJECT
        }
        found["steps"] = [(connection.exec_driver_sql("SELECT count(*) FROM step").scalar(),)]
    return found


def kill_once(folder: Path, target: Path, source: Path, after: float) -> tuple[Path, bool]:
    """Merge into a copy and kill that after so many seconds of it; returns the copy, and whether
    the merge was still running."""
    copy = folder / "killed.annot"
    for leftover in folder.glob("killed.annot*"):
        leftover.unlink()
    shutil.copy(target, copy)
    command = [sys.executable, "-c", _MERGE, str(copy), str(source), ANN.guid]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(after)
    running = process.poll() is None
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    return copy, running


def soak(times: int, number: int, seed: int) -> Counter[str]:
    """Kill so many merges; returns how many left the old state and how many the new one."""
    dice = random.Random(seed)
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        target, source = prepare(folder, number)
        old = rows(target)
        whole = folder / "whole.annot"
        shutil.copy(target, whole)
        start = time.perf_counter()
        with projects.open_(whole) as project:
            finish(merges.merge(project, ANN.guid, [source]))
        lasts = time.perf_counter() - start
        new = rows(whole)
        assert new != old
        for _ in range(times):
            copy, running = kill_once(folder, target, source, dice.uniform(0, lasts * 1.5))
            now = rows(copy)
            assert now in (old, new), "neither the old nor the new state"
            found["old" if now == old else "new"] += 1
            found["killed while merging"] += running
    return found


def main() -> None:
    asked = options(__doc__, times=100, codings=4_000)
    report(soak(asked.times, asked.codings, asked.seed), asked.json)


if __name__ == "__main__":
    main()
