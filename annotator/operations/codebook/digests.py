"""What identifies a version of the codebook, in whichever project file it stands."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from annotator.corpus.codebook import Codebook


def codebook_digest(book: Codebook) -> str:
    """SHA-256 of what the codebook says, as 64 hexadecimal digits.

    Two codebooks with the same codes, attributes and relations have the same digest, whatever
    project they stand in: the name of the codebook is left out, as a project gives it its own, and
    so are sets of codes, which say nothing of how one codes.
    """
    from annotator.exchange.codebook_file import write_codebook_file  # noqa: PLC0415  (YAML)

    return hashlib.sha256(write_codebook_file(replace(book, name="", sets=()))).hexdigest()
