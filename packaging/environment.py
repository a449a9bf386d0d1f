"""The environment `.venv` in which `run.py`, `test.py` and `build.py` work.

Standard library only: this runs on a Python that has nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TypedDict

import interpreter
import pip_log
import system_libraries
from system_libraries import say

CHECKOUT = Path(__file__).resolve().parent.parent
ENVIRONMENT = CHECKOUT / ".venv"
# Written first and last: what lies in the folder is ours, and it is whole.
MARK = ENVIRONMENT / "annotator-environment.txt"
STAMP = ENVIRONMENT / "annotator-installed.json"
LOG = ENVIRONMENT / "annotator-install.log"
LOCK = CHECKOUT / ".venv.lock"
BUILD_LOCK = CHECKOUT / "packaging" / "requirements-build.lock"
_AGAIN_S = 0.2


class Stamp(TypedDict, total=False):
    """What was installed: its declaration, its extras, and whether the system has what Qt needs."""

    digest: str
    extras: list[str]
    can_show: bool


def prepare(extras: Sequence[str] = (), needs_qt: bool = True) -> Path:
    """Make or re-use the environment with the package in it; returns its Python.

    Ends the program with one sentence where that can't be. What a window needs of the system is
    asked for only where `needs_qt`.
    """
    interpreter.refuse_unfit()
    try:
        stamp = _whole(extras)
        if stamp is None or (needs_qt and not stamp["can_show"]):
            with _locked():
                _complete(extras, needs_qt)
    except KeyboardInterrupt:
        say("\nStopped before everything was installed; type the same again to go on.")
        sys.exit(130)
    return _python_in(ENVIRONMENT)


def _complete(extras: Sequence[str], needs_qt: bool) -> None:
    """Do what is missing. Another start may have done it while this one waited for the lock."""
    can_show = _have_system_libraries() if needs_qt else False
    stamp = _whole(extras)
    if stamp is None:
        extras = sorted({*extras, *_read_stamp().get("extras", [])})
        _install(extras)
        stamp = {"digest": _digest(), "extras": extras, "can_show": False}
    stamp["can_show"] = stamp["can_show"] or can_show
    # Where it can't be written (an environment that somebody else made), all is asked again.
    with contextlib.suppress(PermissionError):
        STAMP.write_text(json.dumps(stamp), encoding="utf-8")


def _whole(extras: Sequence[str]) -> Stamp | None:
    """What the stamp says, if the environment is of this declaration and this Python; or None."""
    stamp = _read_stamp()
    fits = stamp.get("digest") == _digest() and set(extras) <= set(stamp["extras"])
    return stamp if fits and _python_in(ENVIRONMENT).exists() else None


def _digest() -> str:
    """Changes when what is installed must change: the declaration, the Python, the place."""
    declared = (CHECKOUT / "pyproject.toml").read_bytes() + BUILD_LOCK.read_bytes()
    choice = Path(interpreter.__file__).read_bytes()
    parts = declared, choice, sys.version.encode(), bytes(CHECKOUT)
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _python_in(environment: Path) -> Path:
    windows = environment / "Scripts" / "python.exe"
    return windows if os.name == "nt" else environment / "bin" / "python"


def _read_stamp() -> Stamp:
    try:
        stamp: Stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp


def _have_system_libraries() -> bool:
    missing = system_libraries.missing_for_window()
    if missing and not system_libraries.provide(missing):
        sys.exit(system_libraries.advice(missing))
    return True


def _install(extras: Sequence[str]) -> None:
    """Make `.venv` where there is none that can be gone on with, and install into it."""
    _refuse_what_is_not_ours()
    maker = interpreter.choose()
    if _read_stamp() and _is_of(maker):
        # From here on until the new stamp it is not whole: an interruption makes it anew.
        STAMP.unlink()
    else:
        _make_environment(maker)
    say("Installing Annotator and what it needs into .venv (a few minutes the first time) …")
    target = str(CHECKOUT) + (f"[{','.join(extras)}]" if extras else "")
    # Five retries for each package, as pip has it, would be two minutes where there is no network.
    options = ["--disable-pip-version-check", "--no-input", "--retries", "2"]
    pip: list[str | Path] = [_python_in(ENVIRONMENT), "-m", "pip", "install", *options]
    steps = [[*pip, "--editable", target]]
    if "build" in extras:  # what ships is what the lock names, whatever has come out since
        steps.insert(0, [*pip, "--require-hashes", "--requirement", BUILD_LOCK])
    if not all(_logged(step) for step in steps):
        text = LOG.read_text(encoding="utf-8", errors="replace")
        sys.exit(pip_log.explain(text, LOG, f"{sys.version_info[0]}.{sys.version_info[1]}"))


def _refuse_what_is_not_ours() -> None:
    """Nothing is deleted or written into that this script has not made."""
    if ENVIRONMENT.is_symlink():
        sys.exit(
            f"{ENVIRONMENT} is a link, and what it leads to may be used elsewhere, so it is left"
            " alone. Remove the link, then type the same again."
        )
    if not ENVIRONMENT.exists():
        return
    ours = MARK.exists() or STAMP.exists()
    if not ENVIRONMENT.is_dir() or (not ours and any(ENVIRONMENT.iterdir())):
        sys.exit(
            f"{ENVIRONMENT} was not made by this script, so it is left alone. Rename it, then type"
            " the same again."
        )
    if not os.access(ENVIRONMENT, os.W_OK):
        sys.exit(
            f"{ENVIRONMENT} belongs to somebody else, and needs an update. Let its owner type the"
            " same, or copy the checkout to a folder of yours."
        )


def _is_of(maker: str) -> bool:
    """Whether the environment's Python runs, has pip, and is the one that would make it now."""
    tell = "import sys; print(sys.version, sys.base_prefix)"
    made_of = _told_by(_python_in(ENVIRONMENT), f"import pip; {tell}")
    return made_of is not None and made_of == _told_by(maker, tell)


def _told_by(python: str | Path, code: str) -> str | None:
    """What the code prints in that Python, or None."""
    if not Path(python).exists():
        return None
    result = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    return None if result.returncode else result.stdout


def _make_environment(maker: str) -> None:
    missing = interpreter.missing_modules(maker)
    if missing and not system_libraries.provide(missing):
        sys.exit(system_libraries.advice(missing))
    whose = "" if maker == sys.executable else f" with {maker}, which is the faster Python here"
    say(f"Making the environment .venv (once){whose} …")
    ENVIRONMENT.mkdir(exist_ok=True)
    MARK.write_text("Made by packaging/environment.py, which may delete it.\n", encoding="utf-8")
    for old in ENVIRONMENT.iterdir():
        if old != MARK:  # an interruption must not leave a folder that nobody has made
            shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
    if not _logged([maker, "-m", "venv", ENVIRONMENT]):
        sys.exit(f"{maker} could not make a virtual environment; its messages are in {LOG}.")


def _logged(command: Sequence[str | Path]) -> bool:
    """Run with all that is written in the log; returns whether it ended well."""
    with LOG.open("w", encoding="utf-8") as log:
        result = subprocess.run(command, check=False, stdout=log, stderr=subprocess.STDOUT)
    return result.returncode == 0


@contextlib.contextmanager
def _locked() -> Iterator[None]:
    """Of two starts at once one installs; the other waits, and finds it done."""
    try:
        file = LOCK.open("a", encoding="utf-8")
    except OSError as error:
        sys.exit(
            f"{CHECKOUT} can’t be written ({error.strerror}), so nothing can be installed there."
            " Copy the checkout to a folder of yours, and start it there."
        )
    with file:
        if not _lock(file):
            say("Another start is installing; this one goes on when that is done …")
            while not _lock(file):
                time.sleep(_AGAIN_S)
        yield


def _lock(file: IO[str]) -> bool:
    """Take the lock if it is free; the system gives it back however this process ends."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        pass  # a file system without locks: then there is none to wait for
    return True


def hand_over(python: str | Path, arguments: Sequence[str]) -> None:
    """Run the environment's Python in place of this one and end with its status."""
    command = [str(python), *arguments]
    if os.name != "nt":
        os.execv(command[0], command)
    try:
        status = subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)
