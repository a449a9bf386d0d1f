#!/usr/bin/env python3
"""Tries a program as its first user would, in an empty home and without a screen:
``python3 packaging/trial.py PROGRAM…``.

Standard library only. `demo` codes a text as two coders and draws the window; commands then merge
what one has into the other's file, compute agreement, export, and read the export back. Opening the
project shows that the window itself starts, by the report that is written when it can be used.
Every product is tried by this: as it was built (`build.py`), and as it is installed (release.yml).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

PATIENCE_S = 180
EXPORTS = (".qdpx", ".xlsx", ".docx", ".csv", ".yaml")
"""Suffixes of what is exported: those with an x at their end are archives."""


def empty_home(folder: Path) -> dict[str, str]:
    """An environment in which nothing of the user and of this Python is left."""
    everybody = ("PATH", "LANG", "SYSTEMROOT", "USERNAME")  # the last two are in every Windows
    kept = {name: os.environ[name] for name in everybody if name in os.environ}
    homes: tuple[str, ...] = (
        "HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "XDG_CACHE_HOME",
    )
    homes += ("XDG_RUNTIME_DIR", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TMPDIR", "TEMP", "TMP")
    return kept | dict.fromkeys(homes, str(folder)) | {"QT_QPA_PLATFORM": "offscreen"}


def try_program(command: Sequence[str], *, window: bool = True) -> float | None:
    """Code, merge, export, then open what came of it; returns the seconds to a usable window, or
    None."""
    with tempfile.TemporaryDirectory(prefix="annotator-trial-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        environment = empty_home(home)
        _run([*command, "demo", "--out", str(home / "demo")], environment, home)
        project = home / "demo" / "sample.annot"
        pictures = list((home / "demo").glob("*.png"))
        if not project.is_file() or not pictures:
            raise SystemExit("demo ended well, but what it should have made is not there")
        (other,) = (home / "demo").glob("sample-*.annot")
        _merge_and_export(command, other, project, environment)
        return _open(command, project, environment) if window else None


def _merge_and_export(
    command: Sequence[str], target: Path, source: Path, environment: Mapping[str, str]
) -> None:
    """Take a colleague's codings into a file, compute agreement, export, and read that back."""

    def asked(*arguments: str | Path) -> str:
        return _run([*command, *map(str, arguments)], environment, target.parent)

    def codings(project: Path) -> int:
        return len(json.loads(asked("codings", project, "--json"))["codings"])

    own, whole = codings(target), codings(source)
    report = json.loads(asked("merge", target, source, "--json"))
    if not 0 < own < whole == codings(target) or report["codings"]["added"] != whole - own:
        raise SystemExit(f"merging {own} of {whole} codings with all came to {codings(target)}")
    asked("check", target)
    asked("agree", target, "--json")
    for suffix in EXPORTS:
        file = target.with_name(f"exported{suffix}")
        asked("export", target, file)
        broken = suffix.endswith("x") and zipfile.ZipFile(file).testzip()
        if broken or not file.stat().st_size:
            raise SystemExit(f"the export to {suffix} is no good")
    back = target.with_name("back.annot")
    asked("import", back, target.with_name("exported.qdpx"), "--new")
    if codings(back) != whole:
        raise SystemExit(f"of {whole} codings, {codings(back)} came back through REFI-QDA")


def _open(command: Sequence[str], project: Path, environment: Mapping[str, str]) -> float:
    report = project.parent / "startup.json"
    traced = {**environment, "ANNOTATOR_STARTUP_REPORT": str(report)}
    begun = time.time()
    _run([*command, str(project)], traced, project.parent)
    marks = json.loads(report.read_text(encoding="utf-8"))
    if marks["project"] != project.name:
        raise SystemExit(f"the window opened without the project: {marks}")
    return float(marks["at"]["usable"]) - begun


def _run(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> str:
    """Run a command that has to end well; what it writes to standard output."""
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
    return result.stdout


def main() -> None:
    """Try the program that is named, such as one that an installer has put into the system."""
    command = sys.argv[1:]
    if not command:
        sys.exit((__doc__ or "").partition("\n\n")[0])
    seconds = try_program(command)
    print(f"Coded, merged, exported and read back; the window could be used after {seconds:.2f} s.")


if __name__ == "__main__":
    main()
