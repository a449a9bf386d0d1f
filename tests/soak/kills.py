"""Kill what writes files, and take its disk away: ``python tests/soak/kills.py [--times N]``.

Each operation that writes or replaces a project runs in a process of its own: it is killed
(``kill -9``) after a random while, or every file it writes may only grow to so many bytes. What is
then at the target must be sound, and what was there or what the whole operation makes; nothing of
others' work stands beside a blind copy; and after the operation has run once more there is nothing
beside it that it left. POSIX only.
"""

from __future__ import annotations

import contextlib
import os
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

from annotator.corpus.span import Span
from annotator.errors import UserError
from annotator.operations import codings, projects
from annotator.operations.codings import NewCoding
from annotator.operations.projects import integrity
from annotator.operations.team import coders
from annotator.storage import queries
from annotator.storage.project_file import ProjectFile
from tests.making import ANN, BEN, make
from tests.soak.options import options, report

ROOT = Path(__file__).resolve().parents[2]
SECRET = b"Zugzwang of nobody else"
_CHILD = """
import resource, sys
from pathlib import Path
from annotator.corpus.codebook import Codebook
from annotator.corpus.job import finish
from annotator.errors import UserError
from annotator.operations import projects, transfer
from annotator.operations.team import handout
from annotator.operations.team.handout import Rules
from annotator.storage import backups
from tests.making import ANN, BEN
operation, project, target, folder, most = sys.argv[1:]
path, target, folder = Path(project), Path(target), Path(folder)
print("ready", flush=True)
if most != "-1":
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
try:
    with projects.open_(path) as opened:
        if operation == "copy":
            projects.save_copy(opened, target, overwrite=True)
        elif operation == "hand out":
            handout.hand_out(opened, target, BEN, Rules(blind=True), overwrite=True)
        elif operation == "new":
            projects.create(target, Codebook(), ANN, overwrite=True).close()
        elif operation == "import":
            source = folder / "text.txt"
            finish(transfer.import_as_project(target, ANN, [source], overwrite=True))
        elif operation == "back up":
            backups.back_up(opened, folder / "backups")
        elif operation == "export":
            finish(transfer.export_file(opened, folder / "out.qdpx", overwrite=True))
except UserError as error:
    print(error, flush=True)
    sys.exit(3)
"""
OPERATIONS = ("copy", "hand out", "new", "import", "back up", "export")
TEXT = "The harbour lost a third of its trade, and nobody expects it back. " * 300


class Bench:
    """A folder with a project of two coders, and a sound project that is to be replaced."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "work"
        self.temporary = folder / "temporary"
        self.home = folder / "home"
        for place in (self.folder, self.temporary, self.home):
            place.mkdir()
        self.project = self.folder / "p.annot"
        self.old = folder / "old.annot"
        self.target = self.folder / "target.annot"
        (self.folder / "text.txt").write_text(TEXT, encoding="utf-8")
        made = make(self.project, text=TEXT)
        coders.ensure(made.project, BEN)
        code = made.codes["claim"]
        for who, number in ((ANN, 1_500), (BEN, 10)):
            spans = [Span(n * 7 % 15_000, n * 7 % 15_000 + 9) for n in range(number)]
            new = [NewCoding(made.document, code, [span]) for span in spans]
            codings.add_many(made.project, who.guid, new)
        with made.project.transaction(SECRET.decode(), ANN.guid) as step:
            row = {"guid": "55555555-5555-4555-8555-555555555555", "subject": made.document}
            step.record.add("memo", [row | {"coder": ANN.guid, "text": SECRET.decode()}])
        made.project.close()
        make(self.old, text="An old text.").project.close()

    def prepare(self) -> None:
        shutil.copy(self.old, self.target)
        later = self.project.stat().st_mtime_ns + 1_000_000
        os.utime(self.project, ns=(later, later))  # so that there is something to back up
        (self.folder / "out.qdpx").write_bytes(b"old")

    def run(self, operation: str, most: int = -1) -> subprocess.Popen[str]:
        """Begin an operation; it is at work when this returns."""
        places = (str(self.project), str(self.target), str(self.folder))
        command = [sys.executable, "-c", _CHILD, operation, *places, str(most)]
        homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(self.home))
        environment = {**os.environ, **homes, "TMPDIR": str(self.temporary)}
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        process.stdout.readline()
        return process

    def finish(self, operation: str, most: int = -1) -> tuple[int, str]:
        """Run an operation to its end: its exit status and what it said."""
        process = self.run(operation, most)
        said, _nothing = process.communicate()
        return process.returncode, said

    def names(self) -> list[str]:
        """What is in the work folder, and what was left in the temporary one."""
        here = (path.name for path in self.folder.iterdir())
        return sorted([*here, *(path.name for path in self.temporary.iterdir())])

    def tells_of_others(self) -> bool:
        """Whether a file besides the project itself holds the other coder's words."""
        others = (p for p in self.folder.iterdir() if p.is_file() and p != self.project)
        return any(SECRET in path.read_bytes() for path in others)


def state(path: Path) -> tuple[int, int]:
    """How many documents and codings a sound project has. AssertionError where it is none."""
    with _opened(path) as project, project.reading() as connection:
        content = queries.content(connection)
        faults = integrity.check(project)
    assert faults == [], faults
    return len(content.documents), len(content.codings)


def _opened(path: Path) -> ProjectFile:
    try:
        return projects.open_(path)
    except UserError as error:
        raise AssertionError(f"what is at the target does not open: {error}") from error


def wanted(bench: Bench, operation: str) -> tuple[list[str], tuple[int, int], float]:
    """What the whole operation leaves: names, the state of the target; and how long it takes."""
    bench.prepare()
    process = bench.run(operation)
    begun = time.perf_counter()
    process.communicate()
    assert process.returncode == 0
    return bench.names(), state(bench.target), time.perf_counter() - begun


def kill(bench: Bench, operation: str, times: int, dice: random.Random) -> Counter[str]:
    """Kill an operation so many times."""
    names, new, lasts = wanted(bench, operation)
    old = state(bench.old)
    found: Counter[str] = Counter()
    for _ in range(times):
        bench.prepare()
        process = bench.run(operation)
        time.sleep(dice.uniform(0, lasts))
        found["killed at work"] += process.poll() is None
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
        process.communicate()
        assert operation != "hand out" or not bench.tells_of_others(), "a blind copy tells"
        now = state(bench.target)
        assert now in (old, new), f"{operation}: neither old nor new"
        state(bench.project)
        found["left something"] += bench.names() != names
        assert bench.finish(operation)[0] == 0, f"{operation} once more"
        assert bench.names() == names, (operation, bench.names(), names)
    return found


def fill(bench: Bench, operation: str, times: int) -> Counter[str]:
    """Run an operation while no file may grow beyond more and more bytes."""
    names, new, _lasts = wanted(bench, operation)
    old = state(bench.old)
    found: Counter[str] = Counter()
    largest = bench.project.stat().st_size * 2
    for number in range(times):
        bench.prepare()
        status, said = bench.finish(operation, largest * number // times)
        assert status in (0, 3), f"{operation} ended with {status}"
        found["refused" if status == 3 else "done"] += 1
        assert status == 0 or len(said.splitlines()) == 1, said
        assert state(bench.target) in (old, new)
        state(bench.project)
        left = set(bench.names()) - set(names)
        assert not left, (operation, left)
    return found


def soak(times: int, seed: int) -> dict[str, dict[str, int]]:
    """Kill each operation, and take its disk away, so many times in all."""
    dice = random.Random(seed)
    found: dict[str, dict[str, int]] = {}
    share = max(1, times // len(OPERATIONS))
    for operation in OPERATIONS:
        with tempfile.TemporaryDirectory() as folder:
            counted = kill(Bench(Path(folder)), operation, share, dice)
            found[f"{operation}, killed"] = {"times": share, **counted}
        with tempfile.TemporaryDirectory() as folder:
            counted = fill(Bench(Path(folder)), operation, share)
            found[f"{operation}, disk full"] = {"times": share, **counted}
    return found


def main() -> None:
    asked = options(__doc__, times=200)
    report(soak(asked.times, asked.seed), asked.json)


if __name__ == "__main__":
    main()
