"""GUIDs: made once, compared in one form."""

from __future__ import annotations

import uuid

_NAMESPACE = uuid.UUID("5b2f5a3e-6a0c-5c0b-9a4e-0d6a3a7c1f10")


def new_guid() -> str:
    """A fresh random GUID (RFC 9562 version 4), lower case with hyphens."""
    return str(uuid.uuid4())


def guid_from(*names: str) -> str:
    """The GUID that belongs to `names`, the same on every machine (RFC 9562 version 5)."""
    parts = "".join(f"{len(name)}:{name}" for name in names)
    return str(uuid.uuid5(_NAMESPACE, parts))
