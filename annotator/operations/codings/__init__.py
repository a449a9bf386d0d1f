"""Codings: the passages that a coder marked."""

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

__all__ = ["NewCoding", "add", "add_many", "checked", "delete", "own_rows", "recode", "reshape"]
