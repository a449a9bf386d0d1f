"""Folders as people know them: what lies in their own begins with ~."""

from __future__ import annotations

import sys
from pathlib import Path


def shown_folder(folder: Path) -> str:
    """A folder as it is shown and can be typed; on Windows, where nobody writes ~, whole."""
    home = Path.home()
    if sys.platform == "win32" or not folder.is_relative_to(home):
        return str(folder)
    return str(Path("~") / folder.relative_to(home))
