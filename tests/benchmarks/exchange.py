"""How fast a project goes out in each format: ``python tests/benchmarks/exchange.py``.

``--json`` prints a list of {"what", "seconds", "cpu_s", "memory_mb"}: on the clock, of a processor
(which other work on the machine does not change), and the peak of the process, the project itself
included. Each format is written in a process of its own. `codings --json` and
`archive` are the commands, on a project file.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Coder
from annotator.corpus.identity import guid_from
from annotator.corpus.job import finish
from annotator.corpus.moments import EPOCH
from annotator.exchange.coded_text.choice import WritingChoice
from annotator.exchange.exporters.exporter import ExportSettings
from annotator.exchange.exporters.registry import exporter_of, exporters
from annotator.operations import projects
from annotator.operations.transfer.incoming import record_content
from tests.benchmarks.refi import build

MAKER = Coder(guid_from("maker"), "Maker", EPOCH, EPOCH)
COMMANDS = ("annotator codings --json", "annotator archive")


def measure(suffix: str, what: str, codings: int) -> dict[str, Any]:
    """Write one format, in this process."""
    content = build(codings)
    exporter = exporter_of(f"x{suffix}")
    assert exporter is not None
    settings = ExportSettings(writing=WritingChoice(what, "comments"))
    with tempfile.TemporaryFile() as file:
        start, worked = time.perf_counter(), time.process_time()
        finish(exporter.write(content, file, settings))
        seconds, cpu = time.perf_counter() - start, time.process_time() - worked
    said = f"{suffix} {what}".strip()
    return {"what": said, "seconds": seconds, "cpu_s": cpu, "memory_mb": _peak()}


def measure_command(what: str, codings: int) -> dict[str, Any]:
    """Run a command on a project file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "benchmark.annot"
        # In a process of its own: a child's peak begins with what its parent had.
        make = [sys.executable, __file__, "--make", str(path), "--codings", str(codings)]
        subprocess.run(make, check=True)
        _program, name, *options = what.split()
        target = [str(path.with_suffix(".zip"))] if name == "archive" else []
        command = [sys.executable, "-m", "annotator", name, str(path), *target, *options]
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _pid, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
    memory, cpu = usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime
    return {"what": what, "seconds": seconds, "cpu_s": cpu, "memory_mb": memory}


def make_file(path: Path, codings: int) -> None:
    """A project file of the benchmark's project."""
    path.touch()
    with (
        projects.write_new(path, Codebook(), MAKER, "Benchmark", is_coder=False) as project,
        project.transaction("Import", MAKER.guid, large=True) as step,
    ):
        finish(record_content(step.record, build(codings)))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--codings", type=int, default=100_000)
    parser.add_argument("--only", default="", help="formats whose names hold this")
    parser.add_argument("--one", nargs=2, metavar=("SUFFIX", "WHAT"), help=argparse.SUPPRESS)
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.make:
        make_file(options.make, options.codings)
        return
    if options.one:
        print(json.dumps(measure(options.one[0], options.one[1], options.codings)))
        return
    wanted = [(one.suffix, "") for one in exporters()] + [(".docx", "quotations")]
    found = []
    for suffix, what in wanted:
        if options.only in suffix:
            command = [sys.executable, __file__, "--one", suffix, what]
            done = subprocess.run(
                [*command, "--codings", str(options.codings)], capture_output=True, check=True
            )
            found.append(json.loads(done.stdout))
    found += [measure_command(one, options.codings) for one in COMMANDS if options.only in one]
    if options.json:
        print(json.dumps(found, indent=1))
        return
    for one in found:
        print(
            f"{one['what']:<26}{one['seconds']:>7.2f} s  ({one['cpu_s']:.2f} s of a processor)"
            f"{one['memory_mb']:>7.0f} MB"
        )


if __name__ == "__main__":
    main()
