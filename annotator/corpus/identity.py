"""GUIDs: made once, compared in one form."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from hashlib import sha1

_NAMESPACE = uuid.UUID("5b2f5a3e-6a0c-5c0b-9a4e-0d6a3a7c1f10").bytes

_VARIANT = {f"{digit:x}": f"{8 | digit & 3:x}" for digit in range(16)}
"""The digit of a GUID in which its variant stands, by what the digest has there."""

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def new_guid() -> str:
    """A fresh random GUID (RFC 9562 version 4), lower case with hyphens."""
    return str(uuid.uuid4())


def is_guid(text: object) -> bool:
    """Whether a text is a GUID in the one form that is used: lower case, with hyphens."""
    return isinstance(text, str) and _GUID.fullmatch(text) is not None


def guid_from(*names: str) -> str:
    """The GUID that belongs to `names`, the same on every machine (RFC 9562 version 5)."""
    parts = "".join([f"{len(name)}:{name}" for name in names])
    # As `uuid.uuid5` makes it, in half the time: tables have hundreds of thousands.
    digest = sha1(_NAMESPACE + parts.encode(), usedforsecurity=False).hexdigest()
    variant = _VARIANT[digest[16]]
    return f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}"


def pseudonym_guid(project: str) -> str:
    """The project with pseudonyms of a project: by it, the two know each other."""
    return guid_from("project with pseudonyms", project)


# What follows from what it is about has the same identity in every copy of a project, so two
# coders who say it apart have said one thing.


def memo_guid(subject: str, coder: str) -> str:
    """A coder's one memo on a subject."""
    return guid_from("memo", subject, coder)


def value_guid(coding: str, attribute: str) -> str:
    """What a coding says in an attribute."""
    return guid_from("value", coding, attribute)


def set_member_guid(named_set: str, member: str) -> str:
    """That something is in a set."""
    return guid_from("member", named_set, member)


def speaker_name_guid(name: str, document: str | None) -> str:
    """Whose name this is, in one document or in all."""
    return guid_from("name of a speaker", name, document or "")


def speaker_value_guid(speaker: str, name: str) -> str:
    """The one value that a speaker has under a name."""
    return guid_from("attribute of a speaker", speaker, name)


def attribute_type_guid(about: str, name: str) -> str:
    """The type of an attribute of documents or speakers."""
    return guid_from("type of attributes", about, name)


def designation_guid(document: str) -> str:
    """Whose codings of a document answer questions."""
    return guid_from("designation", document)


def case_answer_guid(decision: str, coder: str, codebook: str) -> str:
    """How a coder codes a case by a version of the codebook (its digest)."""
    return guid_from("answer to a case", decision, coder, codebook)


def study_entry_guid(section: str, subject: str, name: str) -> str:
    """The one entry under a name."""
    return guid_from("entry about the study", section, subject, name)


def status_guid(document: str, coder: str) -> str:
    """How far a coder is with a document."""
    return guid_from("status", document, coder)


def document_attribute_guid(document: str, name: str) -> str:
    """The one value that a document has under a name."""
    return guid_from("document attribute", document, name)


def assignment_guid(coding_round: str, document: str, coder: str) -> str:
    """That a document is a coder's in a round."""
    return guid_from("assignment", coding_round, document, coder)


def consensus_guid(project: str) -> str:
    """The coder of a project whose codings are what adjudication came to."""
    return guid_from("consensus", project)


def decision_guid(codings: Iterable[str]) -> str:
    """What is decided about these codings, in whatever order they are named."""
    return guid_from("decision", *sorted(codings))


def outcome_guid(codings: Iterable[str]) -> str:
    """The coding of the consensus that a decision about these codings came to."""
    return guid_from("outcome", decision_guid(codings))
