"""References as documents: title and abstract, where their files do not come in themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.documents.reader import Options, ReadDocument, Remark
from annotator.exchange.plain_text import decode, with_lf
from annotator.exchange.references.model import Reference, plain_words


def references_in(data: bytes, name: str) -> list[Reference]:
    """The references of a file. UserError where it can't be read."""
    if b"zotero.org/namespaces/export" in data[:4_000]:
        from annotator.exchange.references.zotero_rdf import read_zotero_rdf  # noqa: PLC0415

        return list(read_zotero_rdf(data, name))
    text = with_lf(decode(data, name)[0])
    if text.lstrip("\ufeff \t\n")[:1] in ("[", "{"):
        from annotator.exchange.references.csl_json import read_csl_json  # noqa: PLC0415

        return list(read_csl_json(text, name))
    from annotator.exchange.references.ris import read_ris  # noqa: PLC0415

    return list(read_ris(text.lstrip("\ufeff")))


def read_references(data: bytes, name: str, _options: Options) -> list[ReadDocument]:
    """Each reference as a document of its title and abstract. UserError where there is none."""
    found = references_in(data, name)
    if not found:
        raise UserError(tr("“{name}” holds no references.", name=name))
    times = Counter(one.key for one in found)
    return [
        _document(one, one.key if one.key and times[one.key] == 1 else f"#{number}")
        for number, one in enumerate(found, start=1)
    ]


def _document(reference: Reference, key: str) -> ReadDocument:
    builder = TextBuilder()
    with builder.element("heading", level=1):
        builder.add(reference.name)
    builder.end_block()
    for paragraph in _paragraphs(reference.abstract):
        with builder.element("paragraph"):
            builder.add(paragraph)
        builder.end_block()
    text, structure = builder.finish()
    remarks = [] if reference.abstract.strip() else [Remark("The reference has no abstract.")]
    if reference.files:
        remarks.append(Remark("Its files are not beside the export, or can't be reached."))
    return ReadDocument(reference.name, text, structure, dict(reference.facts), remarks, key)


def _paragraphs(text: str) -> Iterator[str]:
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if words := plain_words(line):
            yield words
