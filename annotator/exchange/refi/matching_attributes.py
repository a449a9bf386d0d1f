"""Types of attributes of documents that a file tells, beside those of the open project."""

from __future__ import annotations

from collections.abc import Collection

from annotator.corpus.attribute_types import AttributeType, ValueType
from annotator.corpus.messages import tr
from annotator.corpus.project import ProjectContent
from annotator.exchange.refi.report import Findings


def match_types(
    imported: ProjectContent, existing: ProjectContent, findings: Findings
) -> tuple[AttributeType, ...]:
    """The types of the open project as they are then: what is declared here stays, and a choice
    gets the values that the file has besides; what is new is taken where all values fit."""
    brought, here = _values(imported), _values(existing)
    found = {one.name: one for one in existing.attribute_types}
    for theirs in imported.attribute_types:
        name = theirs.name
        ours = found.get(name)
        if ours is None:
            values = brought.get(name, set()) | here.get(name, set())
            found[name] = _new(theirs, values, findings)
        elif ours.type is theirs.type is ValueType.CHOICE:
            found[name] = ours.with_choices(theirs.choices)
        elif ours.type is not theirs.type:
            _tell(findings, name, tr("The file has another type of it; the one here stays."))
    for name, declared in found.items():
        wrong = [one for one in brought.get(name, ()) if declared.fault(one) is not None]
        if wrong:
            message = tr("{number:,} of its values don’t fit its type here.", number=len(wrong))
            _tell(findings, name, message)
    return tuple(one for one in found.values() if not one.is_plain)


def _values(content: ProjectContent) -> dict[str, set[str]]:
    """By the names of attributes what is said in them."""
    found: dict[str, set[str]] = {}
    for one in content.document_attributes:
        found.setdefault(one.name, set()).add(one.value)
    return found


def _new(theirs: AttributeType, values: Collection[str], findings: Findings) -> AttributeType:
    if not any(map(theirs.fault, values)):
        return theirs
    message = tr("Some of its values here are not of the type that the file tells; it holds text.")
    _tell(findings, theirs.name, message)
    return AttributeType(theirs.name, definition=theirs.definition)


def _tell(findings: Findings, name: str, message: str) -> None:
    findings.doubtful(tr("attribute “{name}”", name=name), message)
