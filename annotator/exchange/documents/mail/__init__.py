"""Messages and mailboxes as documents: a message is a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.mail.documents import document_of, with_attachments
from annotator.exchange.documents.mail.mbox import Mailbox
from annotator.exchange.documents.mail.mime import mail_of, parsed
from annotator.exchange.documents.reader import Options, ReadDocument

_COUNT: Final = re.compile(rb"([0-9]{1,12})[ \t]*\r?\n")
__all__ = ["read_eml", "read_mbox"]


def read_eml(data: bytes, name: str, options: Options) -> list[ReadDocument]:
    """The message in a file, and its attachments where they are wanted. UserError where it is
    encrypted, or there is nothing in it."""
    if not data.strip():
        raise UserError(tr("“{name}” is empty. Add a file that has a text in it.", name=name))
    if counted := _COUNT.match(data):
        # Apple Mail: the number of the message's bytes, the message, and what the program notes.
        data = data[counted.end() : counted.end() + int(counted[1])]
    mail = mail_of(parsed(data, name))
    if mail.refusal:
        raise UserError(tr("“{name}” {refusal}.", name=name, refusal=mail.refusal))
    return with_attachments(mail, document_of(mail, name), options)


def read_mbox(data: bytes, name: str, options: Options) -> Sequence[ReadDocument]:
    """The messages of a mailbox, read one by one as they are asked for. UserError where none is."""
    mailbox = Mailbox(data, name, options)
    if not len(mailbox):
        raise UserError(
            tr(
                "“{name}” holds no messages: no line “From …” with a date stands before"
                " one. Export it again from the mail program.",
                name=name,
            )
        )
    return mailbox
