"""From the command to a usable window with the sample open, and where the time goes.

    python tests/benchmarks/startup.py [--program PATH] [--runs N] [--cold] [--json]

Without `--program`, the checkout in this Python; with it, a build, for instance
`--program dist/annotator/annotator`. Usable means: the text is painted and the event loop turns.
`--cold` empties the system's cache of files before each run (Linux, root). Imports are measured
in this Python, in milliseconds with what they import themselves.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT / "packaging"))

import trial  # noqa: E402  (the folder is no package)

SHOWN_IMPORTS = 15


def start(command: list[str], project: Path, environment: dict[str, str]) -> dict[str, float]:
    """One start; seconds from the command to each stage."""
    report = project.with_name("startup.json")
    begun = time.time()
    subprocess.run(
        [*command, str(project)],
        env=environment | {"ANNOTATOR_STARTUP_REPORT": str(report)},
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
        timeout=trial.PATIENCE_S,
    )
    marks = json.loads(report.read_text(encoding="utf-8"))
    assert marks["project"] == project.name
    return {name: moment - begun for name, moment in marks["at"].items()}


def imports(environment: dict[str, str]) -> dict[str, float]:
    """Milliseconds by module, the dearest first, of what the window imports."""
    command = [sys.executable, "-X", "importtime", "-c", "import annotator.app"]
    result = subprocess.run(
        command, env=environment, cwd=CHECKOUT, check=True, capture_output=True, text=True
    )
    found = {}
    for line in result.stderr.splitlines():
        _own, cumulative, name = line.removeprefix("import time:").split("|")
        if cumulative.strip().isdigit():
            found[name.strip()] = int(cumulative) / 1000
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def empty_cache() -> None:
    os.sync()
    Path("/proc/sys/vm/drop_caches").write_text("3", encoding="ascii")


def measure(options: argparse.Namespace) -> dict[str, dict[str, float]]:
    command = [options.program] if options.program else [sys.executable, "-m", "annotator"]
    with tempfile.TemporaryDirectory(prefix="annotator-startup-") as name:
        home = Path(name)
        environment = trial.empty_home(home)
        demo = [*command, "demo", "--out", str(home / "demo")]
        subprocess.run(demo, env=environment, cwd=CHECKOUT, check=True, capture_output=True)
        runs = []
        for _ in range(options.runs):
            if options.cold:
                empty_cache()
            runs.append(start(command, home / "demo" / "sample.annot", environment))
        stages = {stage: statistics.median(run[stage] for run in runs) for stage in runs[0]}
        usable = [run["usable"] for run in runs]
        figures = {"median": stages["usable"], "least": min(usable), "most": max(usable)}
        first = dict(list(imports(environment).items())[:SHOWN_IMPORTS])
    return {"usable_window_s": figures, "stages_s": stages, "imports": first}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--program", help="a built program instead of the checkout")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--cold", action="store_true", help="empty the cache of files each time")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.program:
        options.program = str(Path(options.program).resolve())
    measured = measure(options)
    if options.json:
        print(json.dumps(measured))
        return
    print("seconds from the command, median:")
    for stage, seconds in measured["stages_s"].items():
        print(f"  {seconds:6.3f}  {stage}")
    print("milliseconds of imports:")
    for name, milliseconds in measured["imports"].items():
        print(f"  {milliseconds:6.1f}  {name}")


if __name__ == "__main__":
    main()
