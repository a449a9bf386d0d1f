"""PySide's hand is taken off the import statement, which it makes several times as dear."""

from __future__ import annotations

import builtins


def disable_pyside_import_hook() -> None:
    """Give `import` back to Python; call it before the modules of the window are imported.

    PySide replaces the statement to hear of `from __feature__ import …`, a switch for other names
    of Qt's methods, and reads the source of each module for it. Nothing here uses that switch, and
    over the thousands of imports of a start it is a tenth of a second.
    """
    import PySide6.QtCore  # noqa: F401, PLC0415  (this is what replaces it)

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
