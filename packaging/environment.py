"""What `run.py` and `test.py` need: Qt's system libraries, a font, and the environment `.venv`.

Standard library only: this runs on a Python that has nothing else.
"""

import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import interpreter

CHECKOUT = Path(__file__).resolve().parent.parent
ENVIRONMENT = CHECKOUT / ".venv"
STAMP = ENVIRONMENT / "annotator-installed.json"

# The library files that Qt opens at run time, and the Debian package of each.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfreetype.so.6": "libfreetype6",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
FONT_PACKAGE = "fonts-dejavu-core"


def say(text):
    print(text, file=sys.stderr, flush=True)


def refuse_old_python():
    if sys.version_info < interpreter.OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit(f"Annotator needs Python 3.11 or newer; this is {found} ({sys.executable}).")


def prepare(extras=(), needs_qt=True):
    """Make or re-use the environment with the package in it; returns its Python.

    Where system libraries are missing and can't be installed, says the line to type and stops,
    unless `needs_qt` is false.
    """
    refuse_old_python()
    digest = _digest()
    python = _python_in(ENVIRONMENT)
    stamp = _read_stamp()
    fresh = stamp.get("digest") == digest and python.exists()
    installed = fresh and set(extras) <= set(stamp.get("extras", []))
    if installed and (stamp["can_show"] or not needs_qt):
        return python
    can_show = _install_system_packages(needs_qt)
    extras = sorted({*extras, *stamp.get("extras", [])})
    if not installed:
        maker = interpreter.choose()
        if not _is_usable(python, maker):
            _make_environment(maker)
        _install(python, extras)
    stamp = {"digest": digest, "extras": extras, "can_show": can_show}
    STAMP.write_text(json.dumps(stamp), encoding="utf-8")
    return python


def _digest():
    """Changes when what is installed must change: the declaration, the Python, the place."""
    declared = (CHECKOUT / "pyproject.toml").read_bytes()
    choice = Path(interpreter.__file__).read_bytes()
    parts = declared, choice, sys.version.encode(), bytes(CHECKOUT)
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _python_in(environment):
    windows = environment / "Scripts" / "python.exe"
    return windows if os.name == "nt" else environment / "bin" / "python"


def _read_stamp():
    try:
        return json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _is_usable(python, maker):
    """Whether the environment's Python runs, has pip, and is the one that would make it now."""
    made_of = _run_in(python, "import sys, pip; print(sys.version, sys.base_prefix)")
    return made_of is not None and made_of == _run_in(
        maker, "import sys; print(sys.version, sys.base_prefix)"
    )


def _run_in(python, code):
    """What the code prints in that Python, or None."""
    if not Path(python).exists():
        return None
    result = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    return None if result.returncode else result.stdout


def _make_environment(maker):
    whose = "" if maker == sys.executable else f" with {maker}, which is the faster Python here"
    say(f"Making the environment .venv (once){whose} …")
    if ENVIRONMENT.exists():
        shutil.rmtree(ENVIRONMENT)
    result = subprocess.run([maker, "-m", "venv", ENVIRONMENT], check=False)
    if result.returncode:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        sys.exit("Python could not make a virtual environment; its own message stands above.")


def _install(python, extras):
    say("Installing Annotator and what it needs into .venv (a few minutes the first time) …")
    target = str(CHECKOUT) + (f"[{','.join(extras)}]" if extras else "")
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    result = subprocess.run([*command, "--editable", target], check=False)
    if result.returncode:
        sys.exit("Installing failed; pip's message stands above. Is there a network connection?")


def missing_packages():
    """The Debian packages of what this Linux lacks for a Qt window; empty on other systems."""
    if not sys.platform.startswith("linux"):
        return []
    missing = [package for library, package in LIBRARIES.items() if not _loads(library)]
    if not any(_has_font(Path(folder).expanduser()) for folder in FONT_FOLDERS):
        missing.append(FONT_PACKAGE)
    return missing + _missing_venv()


def _loads(library):
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_font(folder):
    return any(any(folder.rglob(f"*{suffix}")) for suffix in (".ttf", ".otf", ".ttc"))


def _missing_venv():
    """Debian splits Python's own venv module off; without ensurepip it makes no environment."""
    try:
        import ensurepip  # noqa: F401, PLC0415
        import venv  # noqa: F401, PLC0415
    except ImportError:
        return [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"]
    return []


def _install_system_packages(needs_qt):
    """Install what is missing where we may; says the one line to type where not."""
    missing = missing_packages()
    if not missing:
        return True
    if shutil.which("apt-get") and os.geteuid() == 0:
        say(f"Installing system packages: {' '.join(missing)} …")
        if _apt_get("install", missing) or (_apt_get("update") and _apt_get("install", missing)):
            return True
    say("This system lacks libraries that Annotator needs. On Debian or Ubuntu, type:")
    say(f"  sudo apt-get update && sudo apt-get install -y {' '.join(missing)}")
    if needs_qt or _missing_venv():
        sys.exit(1)
    return False


def _apt_get(verb, packages=()):
    command = ["apt-get", verb, "-y", "-qq"]
    if packages:
        command += ["--no-install-recommends", *packages]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    result = subprocess.run(
        command, env=environment, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return result.returncode == 0


def hand_over(python, arguments):
    """Run the environment's Python in place of this one and end with its status."""
    command = [str(python), *arguments]
    if os.name != "nt":
        os.execv(command[0], command)
    sys.exit(subprocess.run(command, check=False).returncode)
