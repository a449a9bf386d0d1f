"""Which Python makes the environment, and so runs the program and goes into the build.

Python's own build has a switch for optimising it by profiles of real use. Distributions and
python.org use it; a Python compiled by its user (pyenv, `make install`) often was not, and then
everything, from the start to a key press, takes a third longer. Such a one gives way to the
system's Python, if that is there and new enough.

Standard library only: this runs on a Python that has nothing else.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig

SYSTEM = "/usr/bin/python3"
OLDEST, NEWEST = (3, 11), (3, 15)
"""What `requires-python` says; a test compares them."""
# Debian has ensurepip and venv in a package of their own; without them there is no environment.
_PROBE = """
import ensurepip, json, sys, venv
print(json.dumps([sys.executable, sys.version_info[:2]]))
"""


def refuse_unfit() -> None:
    """End with one sentence where the running Python is older or newer than what is supported."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        oldest, newest = (".".join(map(str, version)) for version in (OLDEST, NEWEST))
        found = ".".join(map(str, sys.version_info[:3]))
        sys.exit(
            f"Annotator runs on Python {oldest} to {newest}; this is {found} ({sys.executable})."
            f" Type the same with one of those: {_command(oldest)}."
        )


def _command(version: str) -> str:
    """What starts that Python: on Windows by the launcher, where python3 is the Store's."""
    return f"py -{version} packaging\\run.py" if os.name == "nt" else f"python{version}"


def missing_modules(python: str) -> dict[str, tuple[str, ...]]:
    """The packages by which that Python can make environments, or nothing where it can.

    As `system_libraries.LIBRARIES` has them; only Debian is known to split them off.
    """
    if subprocess.run([python, "-c", _PROBE], capture_output=True, check=False).returncode == 0:
        return {}
    tell = "import sys; print(*sys.version_info[:2])"
    told = subprocess.run([python, "-c", tell], capture_output=True, text=True, check=True)
    major, minor = told.stdout.split()
    names = (f"python{major}.{minor}-venv", "python3-libs", f"python{major}{minor}-base", "python")
    return {"Python’s modules venv and ensurepip": names}


def choose() -> str:
    """The Python to make the environment with: the running one, unless the system's is better."""
    return sys.executable if is_optimised() else usable_system_python() or sys.executable


def is_optimised() -> bool:
    """Whether the running Python was built with profiles, as far as it tells."""
    if sys.platform in ("win32", "darwin"):
        return True  # python.org's and the package managers' are
    arguments = sysconfig.get_config_var("CONFIG_ARGS") or ""
    return sys.base_prefix == "/usr" or "--enable-optimizations" in arguments


def usable_system_python(path: str = SYSTEM) -> str | None:
    """The path, if a Python is there that is new enough and can make environments; else None."""
    try:
        result = subprocess.run([path, "-c", _PROBE], capture_output=True, text=True, check=False)
    except OSError:
        return None
    if result.returncode:
        return None
    executable, version = json.loads(result.stdout)
    return executable if OLDEST <= tuple(version) <= NEWEST else None
