"""The tokens of a Rich Text file (RTF 1.9.1, "Conventions of an RTF reader")."""

from __future__ import annotations

import re
from typing import Final

TEXT: Final = 1
WORD: Final = 2
HEX: Final = 4
OPEN: Final = 5
CLOSE: Final = 6
SYMBOL: Final = 7
UNITS: Final = 8

# The groups are numbered as the constants above (a word's number is group 3). A run of \uN, each
# with the one character that stands for it, is one token: it is how most scripts are written.
TOKEN: Final = re.compile(
    rb"([^\\{}\r\n\x00]+)"
    rb"|\\([a-zA-Z]{1,40})(?<!\\u)(-?[0-9]{1,10})? ?"
    rb"|((?:\\'[0-9a-fA-F]{2})+)"
    rb"|(\{)|(\})"
    rb"|\\([^a-zA-Z'])"
    rb"|((?:\\u-?[0-9]{1,7}(?: |(?=[^0-9]))(?:\?|\\'[0-9a-fA-F]{2}))+)"
    rb"|\\(?:u)(-?[0-9]{1,7})? ?",
    re.DOTALL,
)
BARE_UNIT: Final = 9
UNIT: Final = re.compile(rb"\\u(-?[0-9]+)")

_IN_SKIPPED: Final = re.compile(rb"[{}]|\\bin(-?[0-9]{1,10})? ?|\\[^a-zA-Z]", re.DOTALL)


def end_of_group(data: bytes, position: int) -> int:
    """Where the group ends that `position` lies in: after its closing brace, or at the end."""
    depth = 1
    while (match := _IN_SKIPPED.search(data, position)) is not None:
        token = match[0]
        position = match.end()
        if token == b"{":
            depth += 1
        elif token == b"}":
            depth -= 1
            if depth == 0:
                return position
        elif token.startswith(b"\\bin"):
            position += max(0, int(match[1] or 0))
    return len(data)


def unhex(run: bytes) -> bytes:
    r"""The bytes of a run of ``\'xx``."""
    return bytes.fromhex(run.replace(b"\\'", b"").decode("ascii"))
