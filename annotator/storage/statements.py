"""Pieces of statements that are made once and run often."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, func, select


def listed(name: str) -> Any:
    """A subquery of the strings in the JSON list that the parameter `name` holds, however many."""
    each = func.json_each(bindparam(name)).table_valued("value")
    return select(each.c.value)
