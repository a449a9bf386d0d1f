"""The first coding through AT-SPI, the way of screen readers on Linux, with a real session bus, a
real display and another process: what is in the file afterwards counts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.operations import projects
from tests.making import content

SYSTEM_PYTHON = "/usr/bin/python3"
SCRIPT = Path(__file__).parent / "first_coding.py"
PASSAGE = "The harbour lost a third of its trade in that time"
CHECKOUT = Path(__file__).resolve().parents[2]


def missing() -> str:
    """Why this can't be tried here; empty where it can."""
    for program in ("Xvfb", "dbus-run-session", SYSTEM_PYTHON):
        if shutil.which(program) is None:
            return f"there is no {program}"
    if not any(Path(folder, "at-spi-bus-launcher").exists() for folder in _LAUNCHERS):
        return "at-spi2-core is not installed"
    bindings = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    found = subprocess.run([SYSTEM_PYTHON, "-c", bindings], capture_output=True, check=False)
    return "" if found.returncode == 0 else "the system’s Python has no gir1.2-atspi-2.0"


_LAUNCHERS = ("/usr/libexec", "/usr/lib/at-spi2-core", "/usr/lib")


@pytest.fixture
def display() -> Iterator[str]:
    """A display that nobody sees."""
    reason = missing()
    if reason:
        pytest.skip(f"AT-SPI can’t be tried: {reason}")
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1280x800x24",
        "-nolisten",
        "tcp",
    ]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def test_the_first_coding_is_made_by_ear(home: Path, tmp_path: Path, display: str) -> None:
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    environment = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "XDG_RUNTIME_DIR": str(runtime),
        "PYTHONPATH": str(CHECKOUT),
        "ANNOTATOR_LANGUAGE": "en",
    }
    for other in ("DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "WAYLAND_DISPLAY"):
        environment.pop(other, None)
    command = ["dbus-run-session", "--", SYSTEM_PYTHON, str(SCRIPT)]
    done = subprocess.run(
        [*command, PASSAGE, sys.executable, "-m", "annotator"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    met = json.loads(done.stdout.splitlines()[-1])

    (file,) = home.rglob("sample.annot")
    made = [coding for coding in codings_of(file) if coding[0] == "Ann"]
    assert made == [("Ann", "claim", PASSAGE)]
    assert any("prediction" in one for one in met["entering"]), "codings are told where one enters"
    assert "Coded as claim." in met["coding"], "what was done is told"
    assert "read-only" in met["reader"]
    assert "multi-line" in met["reader"]
    assert met["code"].startswith("claim, key 1"), "the row of a code tells its key and its use"
    assert "claim, Ann" in met["named"], "the card of a coding says which it is"


def codings_of(file: Path) -> list[tuple[str, str, str]]:
    """Coder, code and words of each coding in a file."""
    project = projects.open_(file)
    try:
        found = content(project)
        codes = {code.guid: code.name for code in found.codebook.codes}
        coders = {coder.guid: coder.name for coder in found.coders}
        texts = {document.guid: document.text for document in found.documents}
        return [
            (coders[one.coder], codes[one.code], texts[one.document][one.start : one.end])
            for one in found.codings
        ]
    finally:
        project.close()
