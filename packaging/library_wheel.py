"""The library and the command line as a distribution of their own, without the window and Qt.

An extra of the program can add a dependency and never take one away, and ``pipx install`` of the
program has to bring the window; so a server or a notebook gets `annotator-qda-core`, made of the
same tree. Both have the package `annotator`, so an environment has one of them.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

NAME: Final = "annotator-qda-core"
_KEPT: Final = ("annotator", "resources", "LICENSE", "README.md")
_OF_THE_WINDOW: Final = ("annotator/ui", "annotator/app.py")
_PICTURES: Final = ("resources/pictures", "resources/themes", "resources/desktop")


def write_tree(checkout: Path, folder: Path) -> Path:
    """Copy what the library is made of to `folder`, which is made anew; returns it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in _KEPT:
        source, target = checkout / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    for name in (*_OF_THE_WINDOW, *_PICTURES):
        gone = folder / name
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    text = (checkout / "pyproject.toml").read_text(encoding="utf-8")
    (folder / "pyproject.toml").write_text(declaration(text), encoding="utf-8")
    return folder


def declaration(text: str) -> str:
    """The declaration of the library from that of the program: its own name, and no Qt."""
    text = re.sub(r'^name = "annotator-qda"$', f'name = "{NAME}"', text, flags=re.MULTILINE)
    text, gone = re.subn(r'^ *"PySide6[^\n]*\n', "", text, flags=re.MULTILINE)
    if f'name = "{NAME}"' not in text or not gone:
        raise ValueError("pyproject.toml names its distribution or Qt in another way now")
    return text
