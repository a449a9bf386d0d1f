"""Files of any format as texts with structure, each read by its content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from annotator.corpus.document import Origin
from annotator.corpus.limits import LARGEST_DOCUMENT_FILE, LARGEST_TEXT_FILE
from annotator.corpus.messages import tr
from annotator.corpus.structure import Structure, structure_fault
from annotator.errors import UserError
from annotator.exchange.binary_kinds import binary_kind
from annotator.operations.documents.document_rows import TextFile

if TYPE_CHECKING:
    from annotator.exchange.documents.reader import ReadDocument, Reader

PLAIN: Final = "text"
"""The reader of plain text: its documents have the bytes of their file with them."""


@dataclass(frozen=True, slots=True)
class ReaderChoices:
    """How files are to be read: by the reader of a name, where one is chosen, with these options.
    Each reader takes those that it has."""

    reader: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


AS_FOUND: Final = ReaderChoices()


def checked(choices: ReaderChoices) -> ReaderChoices:
    """The choices; UserError where there is no such reader, option or value."""
    from annotator.exchange.documents import registry  # noqa: PLC0415  (start-up)

    known = registry.readers()
    if choices.reader:
        known = tuple(reader for reader in known if reader.name == choices.reader)
        if not known:
            names = ", ".join(reader.name for reader in registry.readers())
            raise UserError(
                tr(
                    "There is no format “{reader}”. Name one of {names}.",
                    reader=choices.reader,
                    names=names,
                )
            )
    for name, value in choices.options.items():
        found = [one for reader in known for one in reader.options if one.name == name]
        if not found:
            names = ", ".join(sorted({one.name for reader in known for one in reader.options}))
            has = f"It has {names}." if names else tr("It has none.")
            raise UserError(tr("There is no option “{name}”. {has}", name=name, has=has))
        if not any(not one.values or value in one.values for one in found):
            values = ", ".join(dict.fromkeys(value for one in found for value in one.values))
            raise UserError(
                tr(
                    "“{value}” is no value of the option “{name}”. It has {values}.",
                    value=value,
                    name=name,
                    values=values,
                )
            )
    return choices


def read(data: bytes, name: str, choices: ReaderChoices = AS_FOUND) -> list[TextFile]:
    """The documents of a file. UserError, one sentence, where it can't be read or holds none."""
    return list(documents(data, name, choices))


def documents(data: bytes, name: str, choices: ReaderChoices = AS_FOUND) -> Iterator[TextFile]:
    """As `read`, one by one: a mailbox may hold more than should be in memory at once."""
    reader = reader_of(data, name, choices.reader)
    if reader.name == PLAIN and len(data) > LARGEST_TEXT_FILE:
        raise UserError(_too_large(name, len(data), LARGEST_TEXT_FILE))
    own = {one.name for one in reader.options}
    options = {option: value for option, value in choices.options.items() if option in own}
    read_: Iterable[ReadDocument] = reader.read(data, name, options)
    layout = choices.options.get("layout", "")
    if not choices.reader and (articles := _articles(read_, data, reader, layout)):
        reader, read_, options = _named(NEWS), articles, {"layout": layout} if layout else {}
    found = (_with_hint(one, reader) for one in read_)
    if reader.name == PLAIN:
        for one in found:
            yield TextFile(
                *(one.name, one.text, data, one.encoding, one.odd, one.guessed),
                remarks=tuple((remark.what, remark.where) for remark in one.remarks),
            )
        return
    digest = hashlib.sha256(data).hexdigest()
    empty = True
    for one in found:
        if one.text:
            empty = False
            yield _text_of(one, reader, data, digest, options)
    if empty:
        raise UserError(tr("“{name}” holds no text: there is nothing in it to code.", name=name))


def _articles(
    documents: Iterable[ReadDocument], data: bytes, reader: Reader, layout: str
) -> list[ReadDocument]:
    """The articles of the file where it is an export of a news database; none where it is not."""
    if reader.name not in _MAY_BE_NEWS or not isinstance(documents, Sequence):
        return []
    from annotator.exchange.news.reading import articles_of  # noqa: PLC0415  (start-up)

    return [one for found in documents for one in articles_of(found, data, reader.name, layout)]


NEWS: Final = "news"
_MAY_BE_NEWS: Final = frozenset((PLAIN, "docx", "odt", "rtf", "html", "mhtml", "office"))
_MAY_BE_TRANSCRIPTS: Final = frozenset(
    (PLAIN, "docx", "odt", "rtf", "pdf", "html", "office", "markdown")
)


_TABLES: Final = (".csv", ".tsv", ".tab", ".jsonl", ".ndjson")


def _with_hint(found: ReadDocument, reader: Reader) -> ReadDocument:
    """The document, with a remark where it looks like a transcript and was not read as one."""
    if reader.name not in _MAY_BE_TRANSCRIPTS:
        return found
    if reader.name == PLAIN and found.name.lower().endswith(_TABLES):
        from annotator.exchange.documents.reader import Remark  # noqa: PLC0415  (start-up)

        table = Remark(
            "It is a table, and comes in as one plain text. With a mapping its rows become"
            " documents: Project › Add a table, or “annotator add --mapping”."
        )
        return replace(found, remarks=[*found.remarks, table])
    from annotator.exchange.transcripts.text_reader import hint  # noqa: PLC0415  (start-up)

    remark = hint(found)
    return found if remark is None else replace(found, remarks=[*found.remarks, remark])


def _named(name: str) -> Reader:
    from annotator.exchange.documents import registry  # noqa: PLC0415  (start-up)

    reader = registry.reader_named(name)
    assert reader is not None
    return reader


def reader_of(data: bytes, name: str, chosen: str = "") -> Reader:
    """The reader of this name, else the one that the content asks for. UserError for none."""
    from annotator.exchange.documents import (  # noqa: PLC0415  (start-up)
        recognition,
        refusals,
        registry,
    )

    sample = recognition.sample_of(data, name)
    found = registry.reader_named(chosen) if chosen else registry.reader_for(sample)
    if found is None:
        reason = refusals.refusal(sample)
        if reason is not None:
            raise UserError(reason)
        kind, advice = binary_kind(data) or (tr("of no format that is known here"), "")
        then = tr(" To code its text, {advice}.", advice=advice) if advice else ""
        raise UserError(
            tr(
                "“{name}” is {kind}, and no document that can be read.{then}",
                name=name,
                kind=kind,
                then=then,
            )
        )
    return found


def stop() -> None:
    """End the other programs that read files for this one: who waits for them wants no more. From
    any thread; the file that was being read is refused."""
    from annotator.exchange.documents import libreoffice  # noqa: PLC0415  (start-up)

    libreoffice.stop()


def _text_of(
    found: ReadDocument, reader: Reader, data: bytes, digest: str, options: Mapping[str, str]
) -> TextFile:
    if len(found.text) > LARGEST_TEXT_FILE:
        raise UserError(_too_large(found.name, len(found.text), LARGEST_TEXT_FILE))
    fault = structure_fault(found.structure, len(found.text))
    if fault is not None or "\r" in found.text:
        raise ValueError(f"the reader {reader.name} gave a document that can't be: {fault}")
    origin = Origin(
        *(digest, found.key, reader.media_types[0] if reader.media_types else ""),
        *(reader.name, reader.version, options),
        tuple((remark.what, remark.where) for remark in found.remarks),
    )
    return TextFile(
        *(found.name, found.text, found.text.encode(), "utf-8", found.odd, found.guessed),
        *(Structure.of(found.structure), origin, dict(found.attributes), data, found.encoding),
    )


def _too_large(name: str, size: int, most: int) -> str:
    return tr(
        "“{name}” has {size:,.0f} MB of text; {most:,.0f} MB are possible. "
        "Split it into several texts.",
        name=name,
        size=size / 1000000.0,
        most=most / 1000000.0,
    )


LARGEST: Final = LARGEST_DOCUMENT_FILE
"""Bytes of a file that is read."""


def title_of(reader: str) -> str:
    """What the format of a reader is called; its name where it is not known here."""
    from annotator.exchange.documents import registry  # noqa: PLC0415  (start-up)

    found = registry.reader_named(reader)
    return reader if found is None else found.title


def version_of(reader: str) -> int:
    """The version of a reader here; 0 where it is not known."""
    from annotator.exchange.documents import registry  # noqa: PLC0415  (start-up)

    found = registry.reader_named(reader)
    return 0 if found is None else found.version
