"""Which files are references, by what is in them; light, since it runs on every file."""

from __future__ import annotations

import re
from typing import Final

from annotator.exchange.documents.reader import Sample

_RIS: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*TY  ?- ?[A-Z]")
_RDF: Final = re.compile(rb"<(?:\w+:)?RDF\b")
_CSL: Final = re.compile(
    rb"\"(?:type|itemType)\"\s*:\s*\"(?:article|article-journal|article-magazine|article-newspaper|bill"
    rb"|book|chapter|paper-conference|report|thesis|webpage|post|post-weblog|speech|interview"
    rb"|journalArticle|magazineArticle|newspaperArticle|bookSection|conferencePaper|blogPost"
    rb"|document|legislation|manuscript|personal_communication|review|entry-encyclopedia)\""
)


def is_references(sample: Sample) -> bool:
    """RIS, Zotero's RDF or CSL-JSON, by what is in the file."""
    head = sample.head
    if _RIS.match(head):
        return True
    if b"zotero.org/namespaces/export" in head[:4_000]:
        return bool(_RDF.search(head[:4_000]))
    begin = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return begin in (b"[", b"{") and b'"title"' in head and bool(_CSL.search(head))
