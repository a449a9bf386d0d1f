"""A message as a document, and its attachments as further ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.documents.choices import ATTACHMENTS
from annotator.exchange.documents.mail.model import Attachment, HtmlBody, Mail, RichBody
from annotator.exchange.documents.mail.plain import add_plain
from annotator.exchange.documents.reader import Options, ReadDocument, Remark

NO_SUBJECT: Final = "(no subject)"
_DEEPEST: Final = 8
_LEVEL: Final = "attachments-level"
"""How many messages the one at hand is attached to; an option between readers alone."""


def document_of(mail: Mail, name: str, key: str = "") -> ReadDocument:
    """The document of a message. `name` is the file's, for messages without a subject and for
    errors. A message without text has its subject as text; UserError where it has neither."""
    builder = TextBuilder()
    remarks = [*mail.remarks]
    for body in mail.bodies:
        if isinstance(body, HtmlBody):
            from annotator.exchange.documents.html_text import add_html  # noqa: PLC0415

            add_html(builder, body.markup, name)
        elif isinstance(body, RichBody):
            start = builder.position
            builder.add(body.text + "\n")
            for element in body.elements:
                builder.mark(
                    element.kind, element.start + start, element.end + start, **element.values
                )
        else:
            add_plain(builder, body)
    text, elements = builder.finish()
    if not text.strip():
        if not mail.subject:
            raise UserError(
                tr("“{name}” is a message without text and subject; nothing to add.", name=name)
            )
        text, elements = mail.subject, []
        remarks.append(Remark("The message has no text; its subject stands for it."))
    for file in mail.attachments:
        size = "a message" if file.message is not None else _size(file.size)
        remarks.append(Remark(f"Attached: “{file.name}”, {size}."))
    title = mail.subject or (NO_SUBJECT if key else name)
    return ReadDocument(title, text, elements, mail.attributes, remarks, key)


def with_attachments(mail: Mail, document: ReadDocument, options: Options) -> list[ReadDocument]:
    """The document, and those of its attachments where they are wanted (option `attachments`)."""
    if options.get(ATTACHMENTS.name) != "add":
        return [document]
    remarks = [*document.remarks]
    added: list[ReadDocument] = []
    for number, attachment in enumerate(mail.attachments, start=1):
        try:
            added += _documents_of(attachment, f"{document.key}/{number}", options)
        except UserError as error:
            remarks.append(Remark(f"Not added: {error}", attachment.name))
    whole = ReadDocument(
        document.name, document.text, document.structure, document.attributes, remarks, document.key
    )
    return [whole, *added]


def _documents_of(attachment: Attachment, key: str, options: Options) -> Iterator[ReadDocument]:
    from annotator.exchange.documents.recognition import sample_of  # noqa: PLC0415
    from annotator.exchange.documents.refusals import refusal  # noqa: PLC0415
    from annotator.exchange.documents.registry import reader_for  # noqa: PLC0415

    level = int(options.get(_LEVEL, "0")) + 1
    inner = {ATTACHMENTS.name: "add", _LEVEL: str(level)}
    if attachment.message is not None and level <= _DEEPEST:
        mail = attachment.message()
        yield from with_attachments(mail, document_of(mail, attachment.name, key), inner)
        return
    data = attachment.content()
    sample = sample_of(data, attachment.name)
    if (why := refusal(sample)) is not None:
        raise UserError(why)
    reader = reader_for(sample)
    if reader is None or level > _DEEPEST:
        raise UserError(
            tr("“{attachment}” holds no text that can be read.", attachment=attachment.name)
        )
    for document in reader.read(data, attachment.name, inner):
        yield ReadDocument(
            document.name,
            document.text,
            document.structure,
            document.attributes,
            document.remarks,
            f"{key}/{document.key}" if document.key else key,
            document.encoding,
            document.odd,
            document.guessed,
        )


def digest_of(data: bytes) -> str:
    """What a message without an id is known by."""
    return hashlib.sha256(data).hexdigest()[:32]


def _size(size: int) -> str:
    if size < 1_000:
        return f"{size} bytes"
    return f"{size / 1_000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
