"""Messages of Outlook (.msg, MS-OXMSG) as documents."""

from __future__ import annotations

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.compound import CompoundFile
from annotator.exchange.documents.mail.documents import document_of, with_attachments
from annotator.exchange.documents.outlook.messages import mail_of
from annotator.exchange.documents.outlook.properties import Storage
from annotator.exchange.documents.reader import Options, ReadDocument

__all__ = ["read_msg"]


def read_msg(data: bytes, name: str, options: Options) -> list[ReadDocument]:
    """The message in a file, and its attachments where they are wanted. UserError where it is
    damaged or encrypted, or there is nothing in it."""
    file = CompoundFile(data, name)
    mail = mail_of(Storage(file, (), 32), file)
    if mail.refusal:
        raise UserError(tr("“{name}” {refusal}.", name=name, refusal=mail.refusal))
    return with_attachments(mail, document_of(mail, name), options)
