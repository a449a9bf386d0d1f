"""CSL-JSON, and what Zotero's extension Better BibTeX writes beside it (files)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.references.model import Reference, facts_of, plain_words, year_of

_FACTS: Final = {
    "journal": ("container-title", "publicationTitle"),
    "volume": ("volume",),
    "issue": ("issue",),
    "pages": ("page", "pages"),
    "publisher": ("publisher",),
    "doi": ("DOI",),
    "url": ("URL", "url"),
    "language": ("language",),
    "keywords": ("keyword",),
    "type": ("type", "itemType"),
}


def read_csl_json(text: str, name: str) -> Iterator[Reference]:
    """The references in a text. UserError where it is no JSON of references."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError(
            tr("“{name}” is no JSON that can be read: {error}.", name=name, error=error)
        ) from None
    items = found.get("items") if isinstance(found, dict) else found
    if not isinstance(items, list):
        raise UserError(tr("“{name}” is JSON, but no list of references.", name=name))
    for one in items:
        if isinstance(one, dict):
            yield _reference(one)


def _reference(item: Mapping[str, object]) -> Reference:
    def first(*keys: str) -> str:
        return next((_words(item[key]) for key in keys if item.get(key)), "")

    facts = facts_of(
        title=plain_words(first("title")),
        author=_people(item.get("author") or item.get("creators") or item.get("editor")),
        year=year_of(_date(item.get("issued") or item.get("date"))),
        **{name: first(*keys) for name, keys in _FACTS.items()},
    )
    return Reference(
        facts,
        first("abstract", "abstractNote"),
        list(_files(item)),
        first("id", "citationKey", "DOI"),
    )


def _words(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_words(one) for one in value)
    return str(value) if isinstance(value, str | int | float) else ""


def _people(value: object) -> str:
    found = []
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict):
            family = _words(one.get("family") or one.get("lastName"))
            given = _words(one.get("given") or one.get("firstName"))
            whole = _words(one.get("literal") or one.get("name"))
            found.append(whole or ", ".join(filter(None, (family, given))))
    return "; ".join(filter(None, found))


def _date(value: object) -> str:
    """A date as text: CSL has lists of parts, or the date as it was written."""
    if not isinstance(value, dict):
        return _words(value)
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        return _words(parts[0][0])
    return _words(value.get("raw") or value.get("literal"))


def _files(item: Mapping[str, object]) -> Iterator[str]:
    attachments = item.get("attachments")
    for one in attachments if isinstance(attachments, list) else ():
        if isinstance(one, dict):
            yield _words(one.get("path") or one.get("localPath"))
    file = item.get("file")
    if isinstance(file, str):
        yield from file.split(";")
