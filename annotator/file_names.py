"""Names of files that every system takes, whichever made them: projects travel."""

from __future__ import annotations

import re

FORBIDDEN = '<>:"/\\|?*'
"""Signs that no file name has on Windows."""
_FORBIDDEN = re.compile(f"[\x00-\x1f{re.escape(FORBIDDEN)}]")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|\Z)", re.IGNORECASE)


def is_device(name: str) -> bool:
    """Whether Windows keeps the name for a device, with whatever suffix: `con`, `Aux.txt`."""
    return _DEVICE.match(name) is not None


def portable(name: str, instead: str) -> str:
    """The name without what some system does not allow; `instead` where nothing is left."""
    found = _FORBIDDEN.sub("_", name).strip(". ")
    return f"_{found}" if is_device(found) else found or instead
