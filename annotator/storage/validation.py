"""The rules that every row of a project file keeps: for opening, merging, checking and undoing.

What a file says is data that anybody may have written: each row is validated before it is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Final

from annotator.corpus.codebook import AttributeKind, Level, Unit
from annotator.corpus.coding import CoderKind
from annotator.corpus.document import Progress
from annotator.corpus.identity import is_guid
from annotator.corpus.limits import LARGEST_POSITION, LONGEST_KEY, LONGEST_TEXT, name_fault
from annotator.corpus.messages import gettext_noop, quoted, tr
from annotator.corpus.row_words import row_word
from annotator.corpus.team import Cause, Purpose, Verdict
from annotator.errors import UserError
from annotator.storage import clock, study_validation
from annotator.storage.rows import Row
from annotator.storage.rule_parts import (
    References,
    are_strings,
    json_value,
    unknown,
    unknown_if_named,
)

_WITHOUT_TEXTS = ("coding", "relation", "assignment", "status")
_COLOR = re.compile(r"#[0-9a-f]{6}")
_LISTS_OF_A_CODE: Final = {
    "examples": gettext_noop("its examples can't be read"),
    "counter_examples": gettext_noop("its counter-examples can't be read"),
    "cues": gettext_noop("its cues can't be read"),
}
"""What is wrong with a code one of whose lists is none, by its column."""
_ENDS_OF_A_RELATION: Final = (
    ("kind", "relation_type", gettext_noop("its kind is not there")),
    ("source", "coding", gettext_noop("its source is not there")),
    ("target", "coding", gettext_noop("its target is not there")),
    ("coder", "coder", gettext_noop("its coder is not there")),
)
"""What a relation refers to: the column, the kind of rows, what is wrong where it is not there."""


def fault(kind: str, row: Row, references: References) -> str | None:
    """What is wrong with a row of a project file, or None.

    `references` are the rows it may refer to, by kind and GUID.
    """
    check = _CHECKS.get(kind)
    words = None if kind in _WITHOUT_TEXTS else text_fault(row)
    return _stamp_fault(row) or words or (check(row, references) if check else None)


def _stamp_fault(row: Row) -> str | None:
    """What is wrong with what all rows have, or None."""
    if not is_guid(row["guid"]):
        return tr("its identity is no GUID")
    if not (clock.is_plausible(row["created_at"]) and clock.is_plausible(row["changed_at"])):
        return tr("its time is impossible")
    if not (_is_somebody(row["created_by"]) and _is_somebody(row["changed_by"])):
        return tr("who made or changed it is no GUID")
    if row["deleted"] not in (0, 1):
        return tr("it is neither there nor deleted")
    if abs(row.get("position", 0)) > LARGEST_POSITION:
        return tr("its position is impossible")
    return None


@lru_cache(maxsize=256)
def _is_somebody(coder: str) -> bool:
    """Whether a coder is named, or left open: the same few in very many rows."""
    return coder == "" or is_guid(coder)


def text_fault(row: Row) -> str | None:
    """Why a text of a row can't be kept, or None: it is too long, or is not Unicode text."""
    for column, value in row.items():
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            return tr(
                "its “{column}” is longer than {limit:,} characters",
                column=column.replace("_", " "),
                limit=LONGEST_TEXT,
            )
    return name_fault(row.get("name", "")) or (
        tr("its key is no key") if len(row.get("key", "")) > LONGEST_KEY else None
    )


def refuse_unfit(kind: str, rows: Iterable[Row]) -> None:
    """Hold rows that are about to be written, from wherever they come, to what can be opened.

    UserError where a text is too long; ValueError where an identity is no GUID or a colour is none,
    which a reader of files has to see to.
    """
    for row in rows:
        if not is_guid(row["guid"]):
            raise ValueError(f"a {kind} with the identity {row['guid']!r}")
        if kind == "code" and not _COLOR.fullmatch(row["color"]):
            raise ValueError(f"a code with the colour {row['color']!r}")
        if kind not in _WITHOUT_TEXTS:
            reason = text_fault(row)
            if reason:
                what = " " + quoted(f"{row['name'][:40]}…") if "name" in row else ""
                raise UserError(
                    tr(
                        "The {word}{what} can't be kept: {reason}.",
                        word=row_word(kind),
                        what=what,
                        reason=reason,
                    )
                )


def _project(row: Row, _references: References) -> str | None:
    return None if {row["blind"], row["cues_locked"]} <= {0, 1} else tr("its rules can't be read")


def _code(row: Row, references: References) -> str | None:
    if row["parent"] is not None and row["parent"] not in references["code"]:
        return tr("it stands below a code that is not there")
    if not _COLOR.fullmatch(row["color"]):
        return tr("its colour is not #rrggbb")
    for column, reason in _LISTS_OF_A_CODE.items():
        if not are_strings(json_value(row[column])):
            return tr(reason)
    if row["unit"] not in set(Unit):
        return tr("its unit is not known")
    flags = (row["codable"], row["may_nest"], row["may_overlap"])
    return None if set(flags) <= {0, 1} else tr("its rules can't be read")


def _attribute(row: Row, references: References) -> str | None:
    if row["code"] not in references["code"]:
        return tr("it belongs to a code that is not there")
    if row["kind"] not in set(AttributeKind):
        return tr("its kind is not known")
    choices = json_value(row["choices"])
    if not isinstance(choices, list) or not all(
        are_strings(choice) and len(choice) == 3 for choice in choices
    ):
        return tr("its values can't be read")
    if row["level"] not in set(Level):
        return tr("its level of measurement is not known")
    return None if row["required"] in (0, 1) else tr("it is neither required nor optional")


def _relation_type(row: Row, references: References) -> str | None:
    fit = all(are_strings(json_value(row[column])) for column in ("sources", "targets"))
    return None if fit else tr("the codes it joins can't be read")


def _attribute_value(row: Row, references: References) -> str | None:
    missing = unknown(row, references, "coding", "attribute")
    if missing:
        return missing
    value = json_value(row["value"])
    return None if isinstance(value, str) or are_strings(value) else tr("it can't be read")


def _relation(row: Row, references: References) -> str | None:
    for column, kind, reason in _ENDS_OF_A_RELATION:
        if row[column] not in references[kind]:
            return tr(reason)
    return None


def _coding(row: Row, references: References) -> str | None:
    missing = unknown(row, references, "document", "code", "coder")
    missing = missing or unknown_if_named(row, references, "round")
    if missing:
        return missing
    characters = references["document"][row["document"]]["characters"]
    if not 0 <= row["start"] < row["end"] <= characters:
        return tr(
            "it lies outside its text ({start}–{end} of {characters})",
            start=row["start"],
            end=row["end"],
            characters=characters,
        )
    if row["from_cue"] not in (0, 1):
        return tr("it is unclear whether it began from a cue")
    if row["parts"] is not None and not _are_parts(row):
        return tr("its parts are not in order within it")
    return None


def _are_parts(row: Row) -> bool:
    parts = json_value(row["parts"])
    if not isinstance(parts, list) or len(parts) < 2:
        return False
    if not all(isinstance(p, list) and len(p) == 2 for p in parts):
        return False
    positions = [position for part in parts for position in part]
    if not all(type(position) is int for position in positions):
        return False
    rising = all(a < b for a, b in pairwise(positions))
    return rising and positions[0] == row["start"] and positions[-1] == row["end"]


def _memo(row: Row, references: References) -> str | None:
    missing = unknown(row, references, "coder")
    if missing:
        return missing
    return None if is_guid(row["subject"]) else tr("it is about nothing")


def _status(row: Row, references: References) -> str | None:
    missing = unknown(row, references, "document", "coder")
    if missing:
        return missing
    known = row["progress"] in set(Progress)
    return None if known else tr("“{progress}” is no progress", progress=row["progress"][:40])


def _coder(row: Row, _references: References) -> str | None:
    return None if row["kind"] in set(CoderKind) else tr("it is no kind of coder")


def _document(row: Row, references: References) -> str | None:
    place = row["replaced_by"]
    if place is not None and place not in references["document"]:
        return tr("it is replaced by a document that is not there")
    return tr("it is replaced by itself") if place == row["guid"] else None


def _document_attribute(row: Row, references: References) -> str | None:
    return unknown(row, references, "document")


def _round(row: Row, _references: References) -> str | None:
    if row["purpose"] not in set(Purpose):
        return tr("its purpose is not known")
    if not isinstance(json_value(row["design"]), dict):
        return tr("its design can't be read")
    flags = {row["blind"], row["cues_locked"]}
    return None if flags <= {0, 1} else tr("its rules can't be read")


def _assignment(row: Row, references: References) -> str | None:
    return unknown(row, references, "round", "document", "coder")


def _decision(row: Row, references: References) -> str | None:
    if row["verdict"] not in set(Verdict):
        return tr("its verdict is not known")
    if row["cause"] not in set(Cause):
        return tr("its cause is not known")
    about = json_value(row["about"])
    if not are_strings(about) or not about:
        return tr("it is about nothing")
    if row["outcome"] is not None and row["outcome"] not in references["coding"]:
        return tr("the coding that it came to is not there")
    return unknown(row, references, "document", "coder")


_CHECKS: dict[str, Callable[[Row, References], str | None]] = {
    "project": _project,
    "coder": _coder,
    "document": _document,
    "code": _code,
    "attribute": _attribute,
    "relation_type": _relation_type,
    "coding": _coding,
    "attribute_value": _attribute_value,
    "relation": _relation,
    "memo": _memo,
    "status": _status,
    "document_attribute": _document_attribute,
    "round": _round,
    "assignment": _assignment,
    "decision": _decision,
    **study_validation.CHECKS,
}
