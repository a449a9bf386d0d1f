"""Packages whose names are imported when they are first used, so that a start needs few modules.

Such a package lists its names in `__all__`, and ends with

    if TYPE_CHECKING:
        from annotator.operations.codings.editing import add, delete
    else:
        __getattr__ = late_names(__name__, __all__, "editing")

Type checkers, “go to definition” and PyInstaller follow the first branch; at run time, Python asks
the second one for a name that the package has not yet (PEP 562).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from importlib import import_module


def late_names(package: str, names: Collection[str], *modules: str) -> Callable[[str], object]:
    """The `__getattr__` of a package: it looks for one of its `names` in its `modules` in turn, and
    keeps what it found in the package."""

    def find(name: str) -> object:
        if name in names:
            for module in modules:
                inner = import_module(f"{package}.{module}")
                if hasattr(inner, name):
                    found = getattr(inner, name)
                    setattr(sys.modules[package], name, found)
                    return found
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return find
