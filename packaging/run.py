#!/usr/bin/env python3
"""Start Annotator from a checkout: ``python3 packaging/run.py [ARGS…]``.

Makes or re-uses `.venv`, then hands ARGS to the application. Without a display and without ARGS it
does the main job headless, in `annotator demo`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from environment import hand_over, prepare
from system_libraries import say


def has_display() -> bool:
    """Whether a window can be shown, as far as the environment tells."""
    if sys.platform in ("win32", "darwin"):
        return True
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform:
        return not platform.startswith(("offscreen", "minimal"))
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def needs_qt(arguments: Sequence[str]) -> bool:
    """Whether something is drawn: the window, as `annotator.cli.is_command` decides, a file that is
    there; the pictures of the demo; a PDF."""
    first = arguments[:1]
    draws = not first or first == ["demo"] or Path(first[0]).exists()
    return draws or (first == ["report"] and any(name.endswith(".pdf") for name in arguments))


def main() -> None:
    """Make the environment ready and hand over to the program."""
    arguments = sys.argv[1:]
    if not arguments and not has_display():
        say("There is no display, so the sample is worked through without a window (demo).")
        arguments = ["demo"]
    hand_over(prepare(needs_qt=needs_qt(arguments)), ["-m", "annotator", *arguments])


if __name__ == "__main__":
    main()
