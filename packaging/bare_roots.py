#!/usr/bin/env python3
"""Try the two commands and the package on bare Debians: ``sudo python3 packaging/bare_roots.py``.

Needs root, debootstrap and a mirror of Debian; the roots lie in `build/roots` and are made once, a
trial works on a copy. In each, with nothing but the Python of that release: `run.py` works through
the sample, then opens the real window under Xvfb with a window manager and codes a passage; the
tests run. With `--deb`, the package is installed into a copy of its own, does the same, and leaves
nothing when it is purged. Standard library only.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NotRequired, TypedDict

from environment import CHECKOUT
from system_libraries import say

ROOTS = CHECKOUT / "build" / "roots"
SUITES = ("bookworm", "trixie", "testing")
APT = "DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0"
SCREEN_TOOLS = "xvfb xauth openbox xdotool"
# What of the package remains in a system would be at one of these places.
_LEFT = "/opt/annotator /usr/bin/annotator /usr/share/doc/annotator"


class Trial(TypedDict):
    """What one trial was of, and the seconds of its steps."""

    name: NotRequired[str]
    suite: NotRequired[str]
    python: NotRequired[str]
    package: NotRequired[str]
    tests: NotRequired[str]
    seconds: NotRequired[dict[str, float]]


class Root:
    """A copy of a bare root to be tried in; what runs in it sees no other process and no mount."""

    def __init__(self, suite: str, name: str) -> None:
        self.path = ROOTS / name
        shutil.rmtree(self.path, ignore_errors=True)
        subprocess.run(["cp", "-a", bare_root(suite), str(self.path)], check=True)
        self.variables = package_index(self.path)
        # A mirror may lag behind, by more than a testing release says that it is valid.
        options = self.path / "etc" / "apt" / "apt.conf.d" / "99trial"
        options.write_text('Acquire::Check-Valid-Until "false";\n', encoding="utf-8")

    def run(self, line: str, *, network: bool = True) -> tuple[float, str]:
        """Run a line of shell in it; returns seconds and output, and ends the trial if it fails."""
        spaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
        inner = (
            'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" &&'
            ' exec chroot "$0" /bin/sh -e -c "$1"'
        )
        start = time.monotonic()
        result = subprocess.run(
            [*spaces, *([] if network else ["--net"]), "sh", "-c", inner, str(self.path), line],
            env={
                "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                "HOME": "/root",
                "LANG": "C.UTF-8",
                **self.variables,
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        if result.returncode:
            raise TrialError(f"In {self.path.name}, “{line}” failed:\n{result.stdout[-6000:]}")
        return time.monotonic() - start, result.stdout

    def remove(self) -> None:
        """Delete the copy."""
        shutil.rmtree(self.path)


class TrialError(Exception):
    """A step did not do what a user would expect; what it wrote stands in the message."""


def bare_root(suite: str) -> str:
    """The folder of a minimal system of that release; made where it is not there yet."""
    root = ROOTS / suite
    if not root.exists():
        say(f"Making a bare {suite} (once) …")
        partial = ROOTS / f"{suite}.partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.parent.mkdir(parents=True, exist_ok=True)
        command = ["debootstrap", "--variant=minbase", suite, str(partial), *mirror()]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        partial.rename(root)
    return str(root)


def own_suite() -> str:
    """The release of this system: what is made here runs there and on what is newer."""
    text = Path("/etc/os-release").read_text(encoding="utf-8")
    name = re.search(r"^VERSION_CODENAME=(\w+)", text, re.MULTILINE)
    return name[1] if name and "ID=debian" in text else "stable"


def mirror() -> list[str]:
    """Where this system has its own packages from, if it is a Debian; else debootstrap decides."""
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI)"]
    filters = ["Created-By: Packages", "Origin: Debian", "Label: Debian"]
    try:
        result = subprocess.run([*command, *filters], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return []
    return result.stdout.split()[:1]


def package_index(root: Path) -> dict[str, str]:
    """Variables by which pip in the root finds what pip here does: index, proxy, certificate."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    settings = dict(re.findall(r"^[\w:]+\.(cert|index-url|proxy)='(.*)'$", result.stdout, re.M))
    if "cert" in settings:
        copy = root / "etc" / "trial-certificates.pem"
        shutil.copyfile(settings["cert"], copy)
        settings["cert"] = f"/{copy.relative_to(root)}"
    named = {f"PIP_{key.replace('-', '_').upper()}": value for key, value in settings.items()}
    proxies = ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
    return named | {name: os.environ[name] for name in proxies if name in os.environ}


def copy_checkout(root: Path) -> None:
    """The files of the working tree, less what git ignores, to /root/annotator."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=CHECKOUT, capture_output=True, check=True).stdout
    for name in listed.decode().split("\0"):
        source, target = CHECKOUT / name, root / "root" / "annotator" / name
        if name and source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)


def try_checkout(suite: str, python: str, *, tests: bool) -> Trial:
    """The two commands with one Python of the release; returns the seconds of each step."""
    root = Root(suite, f"{suite}-{python}")
    root.run(f"{APT} update && {APT} install {python}")
    copy_checkout(root.path)
    here = "cd /root/annotator &&"
    version = root.run(f"{python} --version")[1].split()[1]
    seconds: dict[str, float] = {}
    seconds["demo"], said = root.run(f"{here} {python} packaging/run.py")
    if "no display" not in said:
        raise TrialError(f"run.py did not say that there is no display:\n{said}")
    root.run(f"{here} test -s demo/sample.qdpx && test -s demo/window-light.png")
    # What run.py has installed is enough for every module of Qt that is imported later.
    modules = "QtCore, QtGui, QtWidgets, QtNetwork, QtPrintSupport, QtSvg"
    root.run(f"{here} .venv/bin/python -c 'from PySide6 import {modules}'")
    said = root.run(f"{here} ({python} packaging/run.py demo/sample.annot || echo status $?)")[1]
    if "status 2" not in said or "There is no display" not in said:
        raise TrialError(f"a window without a display was not refused with a sentence:\n{said}")
    root.run(f"{APT} install {SCREEN_TOOLS}")
    program = f"{python} packaging/run.py"
    trial = f"sh packaging/window_trial.sh $PWD/demo/sample.annot {program}"
    seconds["window"] = root.run(f"{here} {trial}")[0]
    told = ""
    if tests:
        seconds["tests"], said = root.run(f"{here} {python} packaging/test.py")
        told = re.findall(r"\d+ passed[^=\n]*", said)[-1].strip()
    root.remove()
    return {"suite": suite, "python": version, "tests": told, "seconds": seconds}


def try_without_network(suite: str, python: str) -> None:
    """Where no server can be reached: one sentence, and pip's messages in its log."""
    root = Root(suite, f"{suite}-alone")
    root.run(f"{APT} update && {APT} install {python} {python}-venv libglib2.0-0")
    copy_checkout(root.path)
    line = f"cd /root/annotator && ({python} packaging/run.py --version 2>&1 || true)"
    said = root.run(line, network=False)[1].splitlines()
    if not said or "could not be reached" not in said[-1] or len(said) > 3:
        raise TrialError("without a network, run.py said: " + "\n".join(said))
    root.remove()


def try_package(package: Path, suite: str) -> Trial:
    """Install the package, use it, purge it; returns the seconds of each step."""
    root = Root(suite, f"{suite}-deb")
    shutil.copy(package, root.path / "root" / package.name)
    seconds: dict[str, float] = {}
    root.run(f"{APT} update")
    seconds["install"] = root.run(f"{APT} install /root/{package.name}")[0]
    root.run("annotator --version")
    # Nothing that the package carries may miss a library, but for the printers' own.
    carried = "LD_LIBRARY_PATH=/opt/annotator/_internal"
    links = f"{carried} find /opt/annotator -name '*.so*' -exec ldd {{}} +"
    root.run(f"! ({links} | grep 'not found' | grep -v libcups)")
    said = root.run("(annotator || echo status $?)")[1]
    if "status 2" not in said or len(said.splitlines()) != 2:
        raise TrialError(f"without a display, the program said:\n{said}")
    demo = "cd /root && QT_QPA_PLATFORM=offscreen annotator demo --out demo"
    seconds["demo"] = root.run(demo)[0]
    root.run("test -s /root/demo/sample.qdpx && test -s /root/demo/window-light.png")
    root.run(f"{APT} install {SCREEN_TOOLS} mesa-utils libgl1-mesa-dri libglx-mesa0")
    # The system's drivers of OpenGL are loaded beside the libraries that the package carries.
    root.run(f"xvfb-run -a env {carried} glxinfo -B | grep 'OpenGL renderer'")
    shutil.copy(CHECKOUT / "packaging" / "window_trial.sh", root.path / "root")
    trial = "sh /root/window_trial.sh /root/demo/sample.annot annotator"
    seconds["window"] = root.run(trial)[0]
    seconds["purge"] = root.run(f"{APT} purge annotator")[0]
    root.run(f"! ls -d {_LEFT} 2>/dev/null && ! find /usr/share -iname '*annotator*' | grep .")
    root.remove()
    return {"suite": suite, "package": package.name, "seconds": seconds}


def pythons_of(suite: str) -> list[str]:
    """The Pythons of the release from 3.11 on, such as python3.13; newest first."""
    root = Root(suite, f"{suite}-asked")
    root.run(f"{APT} update")
    said = root.run("apt-cache pkgnames python3.")[1].split()
    root.remove()
    versions = {int(m[1]) for name in said if (m := re.fullmatch(r"python3\.(\d+)", name))}
    return [f"python3.{minor}" for minor in sorted(versions, reverse=True) if minor >= 11]


def main() -> None:
    """Try what is asked for; end with a status that says whether all of it worked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--suites", nargs="+", default=SUITES, metavar="NAME")
    parser.add_argument("--pythons", nargs="+", help="such as python3.13; default: all there are")
    parser.add_argument("--deb", type=Path, help="a package to try, too")
    parser.add_argument("--only-deb", action="store_true", help="leave the two commands out")
    parser.add_argument("--no-tests", action="store_true", help="leave the tests out")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        sys.exit("For this, be root and have debootstrap: sudo apt-get install debootstrap.")
    rows: list[Trial] = []
    failed: list[str] = []
    for suite in options.suites:
        trials = [] if options.only_deb else checkout_trials(suite, options)
        if options.deb:
            trials.append((f"{suite}, package", partial(try_package, options.deb, suite)))
        for name, trial in trials:
            say(f"{name} …")
            try:
                row = trial()
            except TrialError as error:
                failed.append(name)
                say(str(error))
            else:
                rows.append({"name": name, **(row or {})})
                say(table(rows[-1:]))
    print(json.dumps(rows) if options.json else table(rows))
    if failed:
        sys.exit("Failed: " + "; ".join(failed))


def checkout_trials(
    suite: str, options: argparse.Namespace
) -> list[tuple[str, Callable[[], Trial | None]]]:
    """Names and calls of what is tried of the checkout in one release."""
    pythons = options.pythons or pythons_of(suite)
    trials: list[tuple[str, Callable[[], Trial | None]]] = [
        (
            f"{suite}, {python}",
            partial(try_checkout, suite, python, tests=not options.no_tests),
        )
        for python in pythons
    ]
    without = (f"{suite}, no network", partial(try_without_network, suite, pythons[-1]))
    return [*trials, without]


def table(rows: Sequence[Trial]) -> str:
    """A line for each trial: its name, the seconds of its steps, what the tests said."""
    lines = []
    for row in rows:
        steps = ", ".join(f"{name} {took:.0f} s" for name, took in row.get("seconds", {}).items())
        lines.append(": ".join(filter(None, (row["name"], steps, row.get("tests")))))
    return "\n".join(lines)


if __name__ == "__main__":
    main()
