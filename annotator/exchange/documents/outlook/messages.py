"""What a message of Outlook says: its properties as fields, its body, its attachments."""

from __future__ import annotations

import re
from email.parser import BytesHeaderParser
from email.policy import compat32
from typing import Final

from annotator.corpus.messages import gettext_noop, tr
from annotator.errors import UserError
from annotator.exchange.documents.compound import CompoundFile
from annotator.exchange.documents.mail.charsets import decoded
from annotator.exchange.documents.mail.headers import attributes_of
from annotator.exchange.documents.mail.model import (
    Attachment,
    Body,
    HtmlBody,
    Mail,
    PlainBody,
    RichBody,
)
from annotator.exchange.documents.outlook.compressed import decompressed
from annotator.exchange.documents.outlook.properties import INTERNET_CODE_PAGE, Storage
from annotator.exchange.documents.reader import Remark
from annotator.exchange.documents.rtf import read_rtf
from annotator.exchange.documents.rtf.charsets import code_page
from annotator.exchange.documents.rtf.encapsulated import html_inside
from annotator.exchange.plain_text import with_lf

# Property ids (MS-OXPROPS).
_CLASS, _SUBJECT, _HEADERS = 0x001A, 0x0037, 0x007D
_BODY, _RTF, _HTML = 0x1000, 0x1009, 0x1013
_SENT, _DELIVERED = 0x0039, 0x0E06
_ID, _IN_REPLY_TO = 0x1035, 0x1042
_SENDER: Final = ((0x0C1A, (0x5D01, 0x0C1F)), (0x0042, (0x5D02, 0x0065)))
_NAME, _ADDRESS, _SMTP, _ROLE = 0x3001, 0x3003, 0x39FE, 0x0C15
_SHOWN: Final = {"to": 0x0E04, "cc": 0x0E03}
_ROLES: Final = {1: "to", 2: "cc", 3: "bcc"}
_DATA, _LONG_NAME, _SHORT_NAME = 0x3701, 0x3707, 0x3704
_MESSAGE_WITHIN: Final = "__substg1.0_3701000d"
_ENCRYPTED: Final = gettext_noop(
    "is encrypted or signed so that only Outlook can open it. Save its text in Outlook as .txt, and"
    " add that file"
)


def mail_of(storage: Storage, file: CompoundFile) -> Mail:
    """What a message says. `file` is the compound file that it lies in."""
    mail = Mail(attributes=_attributes(storage))
    mail.subject = " ".join(storage.text(_SUBJECT).split()) or mail.attributes.get("subject", "")
    if mail.subject:
        mail.attributes["subject"] = mail.subject
    body = _body(storage, mail)
    if body is not None:
        mail.bodies.append(body)
    elif storage.text(_CLASS).lower().startswith("ipm.note.smime"):
        mail.refusal = tr(_ENCRYPTED)
    for path in storage.folders("__attach_version1.0_#"):
        mail.attachments.append(_attachment(Storage(file, path, 8, storage.codec), file))
    return mail


def _attributes(storage: Storage) -> dict[str, str]:
    """From the fields as they were transported, where they are kept, else from the properties."""
    found: dict[str, str] = {}
    transported = storage.text(_HEADERS)
    if transported:
        data = transported.encode("utf-8", "surrogatepass")
        found = attributes_of(BytesHeaderParser(policy=compat32).parsebytes(data))
    said = {
        "from": _sender(storage),
        "date": storage.time(_SENT) or storage.time(_DELIVERED),
        "message-id": storage.text(_ID).strip("<> "),
        "in-reply-to": storage.text(_IN_REPLY_TO).strip("<> "),
        **_recipients(storage),
    }
    for name, value in said.items():
        if value:
            found.setdefault(name, value)
    return found


def _sender(storage: Storage) -> str:
    for name, addresses in _SENDER:
        address = next((found for ident in addresses if "@" in (found := storage.text(ident))), "")
        who = _person(storage.text(name), address)
        if who:
            return who
    return ""


def _person(name: str, address: str) -> str:
    name, address = name.strip().strip("'\""), address.strip()
    if not address or name == address:
        return name
    return f"{name} <{address}>" if name else address


def _recipients(storage: Storage) -> dict[str, str]:
    people: dict[str, list[str]] = {}
    for recipient in storage.within("__recip_version1.0_#"):
        role = _ROLES.get(recipient.integer(_ROLE) & 0xF, "to")
        address = recipient.text(_SMTP) or recipient.text(_ADDRESS)
        who = _person(recipient.text(_NAME), address if "@" in address else "")
        if who:
            people.setdefault(role, []).append(who)
    found = {role: ", ".join(names) for role, names in people.items()}
    for role, ident in _SHOWN.items():
        found.setdefault(role, storage.text(ident))
    return found


def _body(storage: Storage, mail: Mail) -> Body | None:
    """The plain text, else HTML, else Rich Text, which may have HTML in it."""
    plain = with_lf(storage.text(_BODY))
    if plain.strip():
        return PlainBody(plain)
    data = storage.binary(_HTML).rstrip(b"\x00")
    markup = storage.text(_HTML)
    if data:
        page = code_page(storage.integer(INTERNET_CODE_PAGE)) or _declared(data)
        markup, remark = decoded(data, page)
        if remark:
            mail.remarks.append(Remark(remark, "text"))
    if markup.strip():
        return HtmlBody(with_lf(markup))
    return _rich_body(decompressed(storage.binary(_RTF)), mail)


def _declared(data: bytes) -> str:
    match = re.search(rb"charset\s*=\s*[\"']?([\w-]{1,40})", data[:4096], re.IGNORECASE)
    return match[1].decode("ascii") if match else ""


def _rich_body(data: bytes, mail: Mail) -> Body | None:
    if not data.strip():
        return None
    markup = html_inside(data)
    if markup is not None:
        return HtmlBody(markup)
    try:
        document = read_rtf(data, mail.subject, {})[0]
    except UserError:
        return None  # a body without text
    mail.remarks += [remark for remark in document.remarks if remark.where != "end of file"]
    return RichBody(document.text, document.structure)


def _attachment(storage: Storage, file: CompoundFile) -> Attachment:
    name = storage.text(_LONG_NAME) or storage.text(_SHORT_NAME) or storage.text(_NAME)
    name = name.replace("\\", "/").rpartition("/")[2].strip() or "attachment"
    inner = storage.folders(_MESSAGE_WITHIN)
    if inner:
        path, codec = inner[0], storage.codec
        return Attachment(
            name, 0, lambda: b"", lambda: mail_of(Storage(file, path, 24, codec), file)
        )
    return Attachment(name, storage.size(_DATA), lambda: storage.binary(_DATA))
