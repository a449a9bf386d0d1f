"""The rules that rows about a study keep: sets, speakers, seals, protocol (see `validation`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from annotator.corpus import changes
from annotator.corpus.identity import is_guid
from annotator.corpus.messages import tr
from annotator.corpus.team import Cause
from annotator.storage.rows import Row
from annotator.storage.rule_parts import (
    References,
    are_strings,
    json_value,
    unknown,
    unknown_if_named,
)

ABOUT: Final = ("document", "code", "coding")
"""What sets can be of."""

TYPES: Final = ("text", "number", "date", "choice", "yes/no")
"""What attributes of documents and speakers can hold."""

RULE_TYPES: Final = ("include", "exclude", "boundary", "value", "other")
RULE_STATES: Final = ("draft", "accepted", "declined")


def _saved_query(row: Row, _references: References) -> str | None:
    return None if _is_object(row["view"]) else tr("its view can't be read")


def _named_set(row: Row, _references: References) -> str | None:
    return None if row["about"] in ABOUT else tr("what it is of is not known")


def _set_member(row: Row, references: References) -> str | None:
    if not is_guid(row["member"]):
        return tr("its member is no GUID")
    return unknown(row, references, changes.NAMED_SET)


def _speaker_name(row: Row, references: References) -> str | None:
    missing = unknown(row, references, changes.SPEAKER)
    return missing or unknown_if_named(row, references, changes.DOCUMENT)


def _speaker_value(row: Row, references: References) -> str | None:
    return unknown(row, references, changes.SPEAKER)


def _attribute_type(row: Row, _references: References) -> str | None:
    if row["about"] not in ("document", "speaker") or row["kind"] not in TYPES:
        return tr("its type is not known")
    return None if are_strings(json_value(row["choices"])) else tr("its values can't be read")


def _designation(row: Row, references: References) -> str | None:
    return unknown(row, references, changes.DOCUMENT, changes.CODER)


def _seal(row: Row, references: References) -> str | None:
    missing = unknown(row, references, changes.ROUND)
    if missing:
        return missing
    return None if _is_object(row["settings"]) else tr("its settings can't be read")


def _rule(row: Row, references: References) -> str | None:
    if row["kind"] not in RULE_TYPES or row["state"] not in RULE_STATES:
        return tr("its kind is not known")
    if row["cause"] not in set(Cause):
        return tr("its cause is not known")
    cases = json_value(row["cases"])
    if not are_strings(cases) or not all(map(is_guid, cases if isinstance(cases, list) else ())):
        return tr("its cases can't be read")
    return unknown_if_named(row, references, changes.CODE)


def _case_answer(row: Row, references: References) -> str | None:
    missing = unknown(row, references, changes.DECISION, changes.CODER)
    return missing or unknown_if_named(row, references, changes.CODE)


def _study_entry(row: Row, _references: References) -> str | None:
    return None if row["subject"] == "" or is_guid(row["subject"]) else tr("it is about nothing")


def _registration(row: Row, _references: References) -> str | None:
    return None if _is_object(row["content"]) else tr("its content can't be read")


def _memo_link(row: Row, references: References) -> str | None:
    missing = unknown(row, references, changes.MEMO, changes.DOCUMENT)
    if missing:
        return missing
    characters = references[changes.DOCUMENT][row["document"]]["characters"]
    inside = 0 <= row["start"] < row["end"] <= characters
    return None if inside else tr("its passage lies outside the text")


def _is_object(text: str) -> bool:
    return isinstance(json_value(text), dict)


CHECKS: Mapping[str, Callable[[Row, References], str | None]] = {
    changes.SAVED_QUERY: _saved_query,
    changes.NAMED_SET: _named_set,
    changes.SET_MEMBER: _set_member,
    changes.SPEAKER_NAME: _speaker_name,
    changes.SPEAKER_VALUE: _speaker_value,
    changes.ATTRIBUTE_TYPE: _attribute_type,
    changes.DESIGNATION: _designation,
    changes.SEAL: _seal,
    changes.RULE: _rule,
    changes.CASE_ANSWER: _case_answer,
    changes.STUDY_ENTRY: _study_entry,
    changes.REGISTRATION: _registration,
    changes.MEMO_LINK: _memo_link,
}
"""By kind, what is wrong with a row, or None."""
