"""LibreOffice as a converter: a program of its own, with a time limit, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Final

from annotator.corpus.messages import tr
from annotator.errors import UserError

TIME_LIMIT: Final = 60
"""Seconds."""
_MOST_BYTES: Final = 256_000_000
_running: Final[set[subprocess.Popen[bytes]]] = set()
_starting: Final = Lock()
"""What converts now; several threads may. Whoever stops it all waits for what is being started."""
_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
# A profile that runs no macros and fetches nothing that a document names.
_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def find_libreoffice() -> str | None:
    """The path of LibreOffice's program, or None where it is not installed."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    return next((place for place in _PLACES if Path(place).is_file()), None)


def as_word(
    program: str, data: bytes, suffix: str, name: str, time_limit: float = TIME_LIMIT
) -> bytes:
    """The file as .docx. `suffix` is that of its format, `name` is used in messages only. UserError
    where LibreOffice can't read it or takes longer than `time_limit` seconds."""
    with tempfile.TemporaryDirectory(
        prefix="annotator-convert-", ignore_cleanup_errors=True
    ) as folder:
        place = Path(folder)
        profile = place / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source = place / f"document{suffix}"
        source.write_bytes(data)
        output = place / "out"
        _run(
            [
                *(program, "--headless", "--norestore", "--nolockcheck", "--nodefault"),
                f"-env:UserInstallation={profile.as_uri()}",
                *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(output), str(source)),
            ],
            place,
            name,
            time_limit,
        )
        result = output / "document.docx"
        if not result.is_file() or not 0 < result.stat().st_size <= _MOST_BYTES:
            raise UserError(
                tr(
                    "LibreOffice can't convert “{name}”: it is damaged, or protected by a "
                    "password. Open it in the program that it comes from, save it as .docx,"
                    " and add that file.",
                    name=name,
                )
            )
        return result.read_bytes()


def stop() -> None:
    """End what is being converted, as when a user cancels; `as_word` raises UserError then."""
    with _starting:
        running = list(_running)
    for process in running:
        if process.poll() is None:
            _kill(process)


def _run(command: list[str], folder: Path, name: str, time_limit: float) -> None:
    try:
        with _starting:
            process = subprocess.Popen(
                command,
                cwd=folder,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                # A group of its own: the program that is started is a script that starts another.
                start_new_session=True,
            )
            _running.add(process)
    except OSError as error:
        raise UserError(
            tr("LibreOffice can't be started: {strerror}.", strerror=error.strerror)
        ) from None
    try:
        process.wait(time_limit)
    except subprocess.TimeoutExpired:
        raise UserError(
            tr(
                "LibreOffice did not convert “{name}” within {time_limit:.0f} seconds "
                "and was stopped. Open the file in the program that it comes from, save"
                " it as .docx, and add that file.",
                name=name,
                time_limit=time_limit,
            )
        ) from None
    finally:
        if process.poll() is None:
            _kill(process)
            process.wait()
        _running.discard(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the program with all that it started."""
    if os.name == "nt":
        subprocess.run(
            ["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True
        )
    else:
        # It may have ended since it was looked at.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _environment() -> dict[str, str]:
    """Without the library paths of a built program, which are not LibreOffice's."""
    environment = dict(os.environ)
    if getattr(sys, "frozen", False):
        for variable in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
            before = environment.pop(f"{variable}_ORIG", None)
            environment.pop(variable, None)
            if before is not None:
                environment[variable] = before
    return environment
