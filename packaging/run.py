#!/usr/bin/env python3
"""Start Annotator from a checkout: ``python3 packaging/run.py [ARGS…]``.

Makes or re-uses `.venv`, then hands ARGS to the application. Without a display and without ARGS it
does the main job headless, in `annotator demo`.
"""

import os
import sys

from environment import hand_over, prepare, say


def has_display():
    if sys.platform in ("win32", "darwin"):
        return True
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform:
        return not platform.startswith(("offscreen", "minimal"))
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main():
    arguments = sys.argv[1:]
    if not arguments and not has_display():
        say("There is no display, so the sample is worked through without a window (demo).")
        arguments = ["demo"]
    needs_qt = not arguments or arguments[0] == "demo"
    hand_over(prepare(needs_qt=needs_qt), ["-m", "annotator", *arguments])


if __name__ == "__main__":
    main()
