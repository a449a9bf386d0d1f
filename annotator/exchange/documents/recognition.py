"""How formats are recognised by what is in a file; light, since it runs on every file."""

from __future__ import annotations

import io
from zipfile import BadZipFile, ZipFile

from annotator.exchange.documents.reader import HEAD, Sample

_MOST_MEMBERS = 100_000


def sample_of(data: bytes, name: str) -> Sample:
    """What recognition looks at, of a file's bytes."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Sample(data[:HEAD], name)
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            members = frozenset(archive.namelist()[:_MOST_MEMBERS])
            media_type = b""
            if "mimetype" in members and archive.getinfo("mimetype").file_size < 200:
                media_type = archive.read("mimetype")
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return Sample(data[:HEAD], name)
    return Sample(data[:HEAD], name, members, media_type.decode("ascii", "replace").strip())
