"""The words that this program writes into the format and knows again when it reads them."""

from __future__ import annotations

import re
from datetime import datetime

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.identity import guid_from
from annotator.exchange.times import to_utc

PROJECT_NS = "urn:QDA-XML:project:1.0"
CODEBOOK_NS = "urn:QDA-XML:codebook:1.0"
ORIGIN = "Annotator"
ORIGIN_UTF16 = "Annotator (UTF-16 positions)"
CONSENSUS = "consensus"
"""The id of the user whose codings are what adjudication came to."""
CONTINUES = "continues"
"""The name of a link from one part of a discontinuous coding to the next."""

_PROJECT = re.compile(r"Annotator project ([0-9a-f-]{36})(?:\nCodebook: (.*))?", re.DOTALL)


def add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    """A new last child in the parent's namespace."""
    namespace, _, _ = parent.tag.rpartition("}")
    return etree.SubElement(parent, f"{namespace}}}{tag}", attributes)


def progress_variable(coder: str) -> str:
    """The GUID of the variable that holds how far a coder is with each document."""
    return guid_from("refi progress of coder", coder)


def describe_project(guid: str, codebook: str) -> str:
    """What the format has no attribute for: the project's GUID, the name of its codebook."""
    text = f"Annotator project {guid}"
    return f"{text}\nCodebook: {codebook}" if codebook else text


def described_project(text: str) -> tuple[str, str] | None:
    """GUID and codebook name of `describe_project`, or None for any other text."""
    match = _PROJECT.fullmatch(text)
    return None if match is None else (match[1], match[2] or "")


def differing_times(
    created: datetime, modified: datetime, project_created: datetime
) -> tuple[datetime | None, datetime | None]:
    """The times that need saying: None for those a reader takes without."""
    return (
        None if to_utc(created) == to_utc(project_created) else created,
        None if to_utc(modified) == to_utc(created) else modified,
    )
