"""The program with its desktop files as an archive of `/opt` and `/usr`, for whoever packs it.

Standard library only. The same files give the same archive, whatever their times and owners are.
"""

from __future__ import annotations

import os
import platform
import tarfile
from pathlib import Path

import identity


def build(tree: Path, target: Path) -> Path:
    """Pack a tree as `deb.lay_out` makes it; returns the path of the archive."""
    name = f"annotator-{identity.version()}-linux-{platform.machine()}.tar.xz"
    moment = int(os.environ["SOURCE_DATE_EPOCH"])

    def anybodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.mtime = moment
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    with tarfile.open(target / name, "w:xz", preset=6) as file:
        for top in sorted(tree.iterdir()):  # `add` goes on in the order of names
            file.add(top, top.name, filter=anybodys)
    return target / name
