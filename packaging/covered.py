#!/usr/bin/env python3
"""How much of the program below the window its tests pass: ``python3 packaging/covered.py``.

Lines and branches, by package, each with a floor that may only rise; the status says whether all
are kept. Arguments are tests to run in place of those of these packages, which shows the figures
without judging them. `packaging/test.py` stays without it: tracing doubles its time.
"""

from __future__ import annotations

import subprocess
import sys

from environment import CHECKOUT, prepare
from system_libraries import say

FLOORS = {"corpus": 96, "storage": 96, "operations": 93, "agreement": 96, "exchange": 95}
"""Per cent of lines and branches that the tests must pass."""
TESTS = (*FLOORS, "cli", "cues", "resources")


def main() -> None:
    """Measure, tell, and end with a status that says whether all floors are kept."""
    python = str(prepare(extras=["test"]))
    (CHECKOUT / "build").mkdir(exist_ok=True)
    coverage = [python, "-m", "coverage"]
    tests = sys.argv[1:] or [f"tests/{name}" for name in TESTS]
    run = [*coverage, "run", "-m", "pytest", "-q", *tests]
    if subprocess.run(run, cwd=CHECKOUT, check=False).returncode:
        sys.exit("The tests do not pass, so what they cover says nothing.")
    below = []
    for name, floor in FLOORS.items():
        report = [*coverage, "report", f"--include=annotator/{name}/*", "--format=total"]
        told = subprocess.run(report, cwd=CHECKOUT, check=True, capture_output=True, text=True)
        reached = float(told.stdout)
        say(f"{name:>12}: {reached:5.1f} % (floor {floor} %)")
        if reached < floor:
            below.append(name)
    if below and not sys.argv[1:]:
        sys.exit(f"Below the floor: {', '.join(below)}. `coverage html` shows what no test passes.")


if __name__ == "__main__":
    main()
