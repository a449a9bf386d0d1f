"""The rows or columns of a table as one line: words for them, or queries with ``;`` between."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PART = re.compile(r'(?:"(?:[^"\\]|\\.)*"?|/(?:[^/\\]|\\.)*/|[^;"])+')
"""What stands between two semicolons; those in quotation marks or slashes are none."""


def groups_of(line: str) -> tuple[str, ...]:
    """The parts of a line."""
    return tuple(part for one in _PART.findall(line) if (part := one.strip()))


def line_of(groups: Iterable[str]) -> str:
    """The line of the parts."""
    return "; ".join(groups)
