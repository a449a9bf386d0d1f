"""What brat's configuration says of types: which stands below which, and their colours."""

from __future__ import annotations

import re
from typing import Final

from annotator.exchange.programs.draft import Draft, DraftCode
from annotator.exchange.programs.files import Files

_SECTION: Final = re.compile(r"\[(\w+)\]")
_COLOR: Final = re.compile(r"bgColor:(#[0-9A-Fa-f]{3,6}|\w+)")
_LARGEST: Final = 1_000_000


def read_configuration(files: Files, draft: Draft) -> None:
    """Add the types of the configuration nearest to the top as codes, those without types none."""
    colors = {
        line.split("\t")[0].split(" ")[0]: found[1]
        for line in _section(files, "visual.conf", "drawing")
        if (found := _COLOR.search(line)) is not None
    }
    for section in ("entities", "events"):
        above: list[str] = []
        for line in _section(files, "annotation.conf", section):
            depth = len(line) - len(line.lstrip("\t"))
            words = line.split()
            if not words:
                continue
            name = words[0].lstrip("!")
            del above[depth:]
            draft.codes.append(
                DraftCode(
                    name,
                    name,
                    above[-1] if above else "",
                    colors.get(name, ""),
                    codable=not words[0].startswith("!"),
                )
            )
            above.append(name)


def _section(files: Files, name: str, section: str) -> list[str]:
    """The lines of a section, without comments and macros."""
    found = [one for one in files.names if one.rpartition("/")[2] == name]
    if not found or files.only:
        return []
    data = files.read(min(found, key=lambda one: one.count("/")), _LARGEST)
    lines, within = [], ""
    for line in data.decode("utf-8", "replace").splitlines():
        bare = line.strip()
        if not bare or bare.startswith(("#", "<")):
            continue
        header = _SECTION.fullmatch(bare)
        if header is not None:
            within = header[1]
        elif within == section and not bare.startswith("-"):
            lines.append(line)
    return lines
