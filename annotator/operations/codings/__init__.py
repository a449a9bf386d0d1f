"""Codings: the passages that a coder marked."""

from annotator.operations.codings.editing import (
    NewCoding,
    add,
    add_many,
    delete,
    new_row,
    own_rows,
    recode,
    reshape,
)

__all__ = ["NewCoding", "add", "add_many", "delete", "new_row", "own_rows", "recode", "reshape"]
