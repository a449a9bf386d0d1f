"""Zotero's RDF, the export that carries files: items, and attachments that they link to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.xml_tree import parse_tree
from annotator.exchange.references.model import Reference, facts_of, plain_words, year_of

_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_Z: Final = "{http://www.zotero.org/namespaces/export#}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_TERMS: Final = "{http://purl.org/dc/terms/}"
_BIB: Final = "{http://purl.org/net/biblio#}"
_FOAF: Final = "{http://xmlns.com/foaf/0.1/}"
_LINK: Final = "{http://purl.org/rss/1.0/modules/link/}"
_PRISM: Final = "{http://prismstandard.org/namespaces/1.2/basic/}"
_NO_REFERENCES: Final = ("attachment", "note", "annotation")


def read_zotero_rdf(data: bytes, name: str) -> Iterator[Reference]:
    """The references of an export. UserError where it is damaged."""
    root = parse_tree([data], name)
    about = {one.get(f"{_RDF}about"): one for one in root if one.get(f"{_RDF}about")}
    linked: set[str] = set()
    for item in root.iterchildren(etree.Element):
        kind = _words(item, f"{_Z}itemType")
        if kind and kind not in _NO_REFERENCES:
            links = [one.get(f"{_RDF}resource", "") for one in item.findall(f"{_LINK}link")]
            linked.update(links)
            files = [path for link in links for path in _file(about.get(link))]
            yield _reference(item, kind, files, about)
    for key, item in about.items():
        # A file that belongs to no item of the library.
        if _words(item, f"{_Z}itemType") == "attachment" and key not in linked:
            title = plain_words(_words(item, f"{_DC}title"))
            yield Reference(facts_of(title=title), "", list(_file(item)), key)


def _words(item: etree._Element, path: str) -> str:
    found = item.find(path)
    return "" if found is None else " ".join("".join(found.itertext()).split())


def _file(item: etree._Element | None) -> Iterator[str]:
    resource = None if item is None else item.find(f"{_RDF}resource")
    if resource is not None and resource.get(f"{_RDF}resource"):
        yield resource.get(f"{_RDF}resource")


def _reference(
    item: etree._Element, kind: str, files: list[str], about: dict[str, etree._Element]
) -> Reference:
    part = item.find(f"{_TERMS}isPartOf")
    inner = None if part is None else next(iter(part), about.get(part.get(f"{_RDF}resource")))
    identifiers = [
        " ".join("".join(one.itertext()).split()) for one in item.findall(f"{_DC}identifier")
    ]
    url = next((one for one in identifiers if one.startswith(("http://", "https://"))), "")
    doi = next((one[4:] for one in identifiers if one.startswith("DOI ")), "")
    subjects = (" ".join("".join(one.itertext()).split()) for one in item.findall(f"{_DC}subject"))
    facts = facts_of(
        title=plain_words(_words(item, f"{_DC}title")),
        author=_people(item, "authors") or _people(item, "editors"),
        year=year_of(_words(item, f"{_DC}date")),
        journal="" if inner is None else _words(inner, f"{_DC}title"),
        volume="" if inner is None else _words(inner, f"{_PRISM}volume"),
        issue="" if inner is None else _words(inner, f"{_PRISM}number"),
        pages=_words(item, f"{_BIB}pages"),
        publisher=_words(item, f"{_DC}publisher/{_FOAF}Organization/{_FOAF}name"),
        doi=doi,
        url=url,
        language=_words(item, f"{_Z}language"),
        keywords="; ".join(filter(None, subjects)),
        type=kind,
    )
    return Reference(
        facts, _words(item, f"{_TERMS}abstract"), files, item.get(f"{_RDF}about", "") or url
    )


def _people(item: etree._Element, role: str) -> str:
    people = item.iterfind(f"{_BIB}{role}//{_FOAF}Person")
    names = (
        ", ".join(filter(None, (_words(one, f"{_FOAF}surname"), _words(one, f"{_FOAF}givenName"))))
        for one in people
    )
    return "; ".join(filter(None, names))
