"""What the history says of a row before and after a step: read from JSON, validated each time.

The history of a file is as foreign as its rows. Opening a project does not read it, so whatever
reads it does so here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

from annotator.corpus.identity import is_guid
from annotator.corpus.limits import LONGEST_TEXT
from annotator.corpus.messages import tr
from annotator.corpus.row_words import row_word
from annotator.errors import UserError
from annotator.storage import clock, schema
from annotator.storage.rows import Row
from annotator.storage.validation import fault

STEP_KINDS: Final = ("edit", "setup", "merge", "undo", "redo")
_KIND = re.compile(r"[a-z_]{1,60}")
"""A kind of row, also one that a later version of the format adds."""


def read_image(kind: str, text: str) -> Row:
    """The columns that an image of a row holds. UserError where it can't be one."""
    reason, image = _read(kind, text)
    if image is None:
        raise _unreadable(str(reason))
    return image


def read_before(kind: str, text: str | None) -> Row | None:
    """The image of what was there before a step; None where nothing was."""
    return None if text is None else read_image(kind, text)


_OF_ANY_TYPE: Final = frozenset((int, str, float, bool, list, dict, type(None)))
_SHAPES: Final = {
    kind: {
        column.name: frozenset(
            (column.type.python_type, type(None)) if column.nullable else (column.type.python_type,)
        )
        for column in table.c
    }
    for kind, table in schema.ROW_TABLES.items()
}
"""By kind and column, the types that a value of it can have."""


def refuse_faulty_version(kind: str, row: Row) -> None:
    """Raise UserError where what the history comes to can't have been a row: a column is missing,
    or says what it can't. What it referred to is not looked at."""
    whole = {**_STAMPED, **schema.DEFAULTS[kind], **row}
    is_whole = whole.keys() >= set(schema.ROW_TABLES[kind].c.keys())
    reason = fault(kind, whole, _ANYTHING) if is_whole else tr("a part is missing")
    if reason is not None:
        raise _unreadable(tr("of a row ({word}), {reason}", word=row_word(kind), reason=reason))


def _unreadable(reason: str) -> UserError:
    return UserError(
        tr(
            "A part of the project's history can't be read: {reason}. The codings "
            "are not concerned. “annotator check” lists what is wrong; a backup may"
            " have it whole.",
            reason=reason,
        )
    )


class _Anything(Mapping[str, Row]):
    """Stands for the rows of a kind where it does not matter which there are."""

    def __contains__(self, guid: object) -> bool:
        return True

    def __getitem__(self, guid: str) -> Row:
        return {"characters": 2**62}

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


_ANYTHING: Final = dict.fromkeys(schema.ROW_TABLES, _Anything())
_STAMPED: Final[Row] = {
    **dict.fromkeys(("created_at", "changed_at"), clock.ORIGIN),
    **dict.fromkeys(("created_by", "changed_by"), ""),
    "guid": "00000000-0000-4000-8000-000000000000",
}


def is_possible(kind: str, row: Row) -> bool:
    """Whether such a row can be one of this kind, whatever it refers to."""
    return fault(kind, row, _ANYTHING) is None


def step_fault(step: Row) -> str | None:
    """Why a step of a history can't be kept, or None."""
    if not is_guid(step["guid"]) or not (is_guid(step["coder"]) or step["coder"] == ""):
        return tr("it or its coder has no identity")
    if not clock.is_plausible(step["at"]):
        return tr("its time is impossible")
    if step["kind"] not in STEP_KINDS or step["state"] not in (None, "done", "undone"):
        return tr("its kind is not known")
    if max(len(step["label"]), len(step["words"] or "")) > LONGEST_TEXT:
        return tr("its label is too long")
    return None


def change_fault(kind: str, row: str, before: str | None, after: str) -> str | None:
    """Why an entry of the history can't be kept, or None."""
    if not _KIND.fullmatch(kind):
        return tr("it is about no kind of row")
    if not is_guid(row):
        return tr("it is about a row without an identity")
    for text in (before, after):
        reason, image = _read(kind, text) if text is not None else (None, {})
        if image is None:
            return reason
    return None


def _read(kind: str, text: str) -> tuple[str | None, Row | None]:
    try:
        image = json.loads(text)
        if "\\u" in text:  # half of a surrogate pair is JSON, and no Unicode text
            json.dumps(image, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return tr("it is no JSON"), None
    if not isinstance(image, dict):
        return tr("it is no list of columns"), None
    shape = _SHAPES.get(kind, {})
    for name, value in image.items():
        # A later version of the format may have more columns.
        if type(value) not in shape.get(name, _OF_ANY_TYPE):
            return tr("what it says of “{column}” can't be", column=name[:40]), None
        if type(value) is int and not -(2**63) <= value < 2**63:
            return tr("what it says of “{column}” is too large", column=name[:40]), None
    return None, image
