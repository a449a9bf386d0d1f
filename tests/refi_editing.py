"""A .qdpx changed as another program might: its XML and its texts."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from annotator.corpus.identity import guid_from

_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def edited(
    source: Path,
    target: Path,
    xml: Callable[[str], str] = str,
    text: Callable[[str], str] = str,
    name: Callable[[str], str] = str,
) -> Path:
    """The archive with its XML, the texts of its sources, and the names of members changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.namelist():
            words = old.read(member).decode()
            change = xml if member == "project.qde" else text
            new.writestr(name(member), change(words))
    return target


def replaced(old: str, new: str) -> Callable[[str], str]:
    """A change of the first place where the words stand, which must be there."""

    def change(words: str) -> str:
        assert old in words, words
        return words.replace(old, new, 1)

    return change


def with_new_guids(words: str) -> str:
    """All GUIDs made anew, as programs do at every export."""
    return _GUID.sub(lambda match: guid_from("made anew", match.group()), words)
