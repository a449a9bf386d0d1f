"""A row of the project file by the names of its columns."""

from __future__ import annotations

from typing import TypeAlias

Column: TypeAlias = str | int | None
Columns: TypeAlias = dict[str, Column]
"""Columns as they are stored: texts, numbers, flags as 0 and 1, lists as JSON. What is told of rows
of any kind (a merge, the history) is told by them; `storage/rows.py` has types for each kind."""
