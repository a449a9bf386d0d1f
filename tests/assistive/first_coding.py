"""A first coding by assistive technology alone: no mouse, no key, nothing seen.

``python3 first_coding.py PASSAGE COMMAND…`` starts the program with the command, codes the passage
of the sample, and prints as JSON what was heard and met. `test_first_coding.py` runs it with the
system's Python.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from atspi import Window  # type: ignore[import-not-found]  # beside it, for the system's Python

CODED = "Nobody should expect much"
"""Where the sample has codings of others."""


def main(passage: str, command: list[str]) -> None:
    """Open the sample, say who codes, select a passage, choose a code, and code."""
    window = Window(command)
    try:
        print(json.dumps(walk(window, passage)))
    finally:
        window.end()


def walk(window: Window, passage: str) -> dict[str, object]:
    """The steps; what was heard, and the states of what was met."""
    window.command("Project", "Open the sample").do("Press")
    window.find("dialog", "Who codes?")
    field = next(node for node in window.all() if node.role == "text" and "Your name" in node.name)
    field.write("Ann")
    window.find("push button", "OK").do("Press")
    reader = window.find("text", "Text of the document")
    window.wait_for("the text", lambda: passage in reader.text.get_text(0, -1))
    text = reader.text.get_text(0, -1)
    window.rest(0.5)
    # What is coded already is heard where the caret comes into it.
    window.heard.clear()
    reader.text.set_caret_offset(text.index(CODED) + 3)
    window.wait_to_hear("Coding: ")
    on_entering = list(window.heard)
    # A passage, a code of the list, and the command.
    start = text.index(passage)
    reader.text.add_selection(start, start + len(passage))
    window.rest(0.2)
    code = window.find("table cell", "claim, key 1")
    code.do("Toggle")
    window.wait_for("the code chosen", lambda: "selected" in code.states)
    window.heard.clear()
    window.command("Edit", "Code with the code chosen in the list").do("Press")
    window.wait_to_hear("Coded as claim.")
    window.rest(0.5)
    names = [node.name for node in window.all() if node.role in ("panel", "filler") and node.name]
    return {
        "entering": on_entering,
        "coding": list(window.heard),
        "reader": sorted(reader.states),
        "code": code.name,
        "named": names,
    }


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
