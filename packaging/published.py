"""What is said of a release where it is published: metadata with pictures, and the release notes.

The metadata in `resources/desktop/` names no address, since the program asks none. Where the files
of a release lie is known when they are published, and put in here. Standard library only.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import identity
from identity import CHECKOUT

METADATA = CHECKOUT / "resources" / "desktop" / f"{identity.APP_ID}.metainfo.xml"
SCREENSHOTS = {
    "window-light.png": "Passages are coded with one key; everybody’s codings stand in the text",
    "agreement.png": "Agreement by code, with intervals and the counts it came from",
    "adjudication.png": "Where coders differ, both versions stand side by side",
    "window-dark.png": "The dark window",
}
"""Captions of the pictures in `resources/pictures/`; the first is shown first."""
KINDS = {
    "-setup.exe": "Windows 10 (1809) or newer: an installer for the user alone",
    "-arm64.dmg": "macOS 13 or newer, Apple processors",
    "-x86_64.dmg": "macOS 13 or newer, Intel processors",
    ".deb": "Debian 12, Ubuntu 24.04 and newer: `sudo apt install ./FILE`",
    ".AppImage": "any Linux: make it executable and start it",
    ".flatpak": "any Linux with flatpak: `flatpak install FILE`",
    "py3-none-any.whl": "any system with Python 3.11 to 3.15: `pipx install FILE`",
    ".tar.xz": "the tree of the Linux build, for whoever packs it",
}
"""For whom a file is, by how its name ends."""


def sha256(path: Path) -> str:
    """The digest of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def metadata(base: str) -> str:
    """The AppStream metadata with home page and pictures, whose files lie below `base`."""
    lines = [f'<url type="homepage">{base}</url>', "<screenshots>"]
    for number, (name, caption) in enumerate(SCREENSHOTS.items()):
        lines += [
            '  <screenshot type="default">' if number == 0 else "  <screenshot>",
            f"    <caption>{escape(caption)}</caption>",
            f"    <image>{base}/{name}</image>",
            "  </screenshot>",
        ]
    added = "\n".join(f"  {line}" for line in [*lines, "</screenshots>"])
    text = METADATA.read_text(encoding="utf-8")
    return text.replace("  <launchable", f"{added}\n  <launchable", 1)


def notes(files: Iterable[Path]) -> str:
    """The notes of this version: which file is whose, the digests, and what changed."""
    rows = []
    for path in sorted(files):
        said = next((words for end, words in KINDS.items() if path.name.endswith(end)), None)
        if said:  # pictures and lists lie there, too
            rows.append(f"| {path.name} | {said} | `{sha256(path)}` |\n")
    table = "| file | for | SHA-256 |\n|---|---|---|\n" + "".join(rows)
    return f"{table}\n## What changed\n\n{changes()}\n"


def changes() -> str:
    """The section of CHANGELOG.md on this version. Stops where there is none."""
    text = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    heading = rf"^## {re.escape(identity.version())}\b[^\n]*\n(.*?)(?=^## |\Z)"
    found = re.search(heading, text, re.MULTILINE | re.DOTALL)
    if found is None:
        sys.exit(f"CHANGELOG.md has no section on {identity.version()}: add it.")
    return found[1].strip()


def main() -> None:
    """Print the release notes for the files that are named."""
    print(notes(map(Path, sys.argv[1:])), end="")


if __name__ == "__main__":
    main()
