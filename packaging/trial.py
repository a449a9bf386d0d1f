"""Tries a built program as its first user would: in an empty home, without a screen.

Standard library only. `demo` does the whole work and draws the window; opening its result shows
that the window itself starts, by the report that the program writes when it can be used.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

PATIENCE_S = 180


def empty_home(folder: Path) -> dict[str, str]:
    """An environment in which nothing of the user and of this Python is left."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    homes: tuple[str, ...] = (
        "HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "XDG_CACHE_HOME",
    )
    homes += ("XDG_RUNTIME_DIR", "APPDATA", "LOCALAPPDATA", "TMPDIR", "TEMP", "TMP")
    return kept | dict.fromkeys(homes, str(folder)) | {"QT_QPA_PLATFORM": "offscreen"}


def try_program(command: Sequence[str], *, window: bool = True) -> float | None:
    """Run `demo`, then open what it made; returns the seconds to a usable window, or None."""
    with tempfile.TemporaryDirectory(prefix="annotator-trial-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        environment = empty_home(home)
        _run([*command, "demo", "--out", str(home / "demo")], environment, home)
        project = home / "demo" / "sample.annot"
        pictures = list((home / "demo").glob("*.png"))
        if not project.is_file() or not pictures:
            raise SystemExit("demo ended well, but what it should have made is not there")
        return _open(command, project, environment) if window else None


def _open(command: Sequence[str], project: Path, environment: Mapping[str, str]) -> float:
    report = project.parent / "startup.json"
    traced = {**environment, "ANNOTATOR_STARTUP_REPORT": str(report)}
    begun = time.time()
    _run([*command, str(project)], traced, project.parent)
    marks = json.loads(report.read_text(encoding="utf-8"))
    if marks["project"] != project.name:
        raise SystemExit(f"the window opened without the project: {marks}")
    return float(marks["at"]["usable"]) - begun


def _run(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
    result = subprocess.run(
        command,
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE_S,  # a question that nobody answers must not hang a build
        check=False,
    )
    if result.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{result.stdout}{result.stderr}")
