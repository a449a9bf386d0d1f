"""A coding as a row: the one place that says which columns hold it."""

from __future__ import annotations

from typing import Any

from annotator.corpus.span import Spans
from annotator.storage import coding_queries


def coding_row(
    guid: str, document: str, code: str, coder: str, spans: Spans, *, from_cue: bool
) -> dict[str, Any]:
    """The columns that hold a coding; `document`, `code` and `coder` are GUIDs, `spans` code points
    in order."""
    return {
        "guid": guid,
        "document": document,
        "code": code,
        "coder": coder,
        "from_cue": int(from_cue),
        **coding_queries.span_columns(spans),
    }
