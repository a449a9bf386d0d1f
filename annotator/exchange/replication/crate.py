"""`ro-crate-metadata.json`: what an archive is and what is in it, as RO-Crate 1.1 has it (JSON-LD).

RO-Crate Metadata Specification 1.1, https://w3id.org/ro/crate/1.1; the terms are schema.org's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from annotator import __version__
from annotator.exchange.replication.data_file import json_bytes

NAME: Final = "ro-crate-metadata.json"
_TYPES: Final = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".txt": "text/plain",
    ".yaml": "application/yaml",
    ".qdpx": "application/zip",
    ".qdc": "application/xml",
}


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the archive: what it holds in a sentence, and its size in bytes."""

    what: str
    size: int


def metadata(name: str, about: str, modified: datetime, members: Mapping[str, Member]) -> bytes:
    """The metadata of an archive of the project `name`."""
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"Replication archive of {name}",
        "description": about,
        # What the project is, not when the file was written: the same project, the same bytes.
        "datePublished": modified.date().isoformat(),
        "creator": {"@id": "#annotator"},
        "hasPart": [{"@id": one} for one in members],
    }
    files = [
        {
            "@id": path,
            "@type": "File",
            "name": path.rpartition("/")[2],
            "description": one.what,
            "encodingFormat": _TYPES.get(path[path.rfind(".") :], "application/octet-stream"),
            "contentSize": str(one.size),
        }
        for path, one in members.items()
    ]
    descriptor = {
        "@id": NAME,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    program = {
        "@id": "#annotator",
        "@type": "SoftwareApplication",
        "name": "Annotator",
        "softwareVersion": __version__,
    }
    return json_bytes(
        {
            "@context": "https://w3id.org/ro/crate/1.1/context",
            "@graph": [descriptor, root, program, *files],
        }
    )
