"""Codings: the passages that a coder marked."""

from typing import TYPE_CHECKING

from annotator.late_names import late_names

__all__ = ["NewCoding", "add", "add_many", "checked", "delete", "own_rows", "recode", "reshape"]

if TYPE_CHECKING:
    from annotator.operations.codings.editing import (
        NewCoding,
        add,
        add_many,
        checked,
        delete,
        own_rows,
        recode,
        reshape,
    )
else:
    __getattr__ = late_names(__name__, __all__, "editing")
