"""MIME messages (RFC 5322, RFC 2045): which parts are the text, which are attached."""

from __future__ import annotations

import email.errors
import re
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from typing import Final

from annotator.corpus.messages import gettext_noop, tr
from annotator.errors import UserError
from annotator.exchange.documents.mail.charsets import decoded
from annotator.exchange.documents.mail.headers import attributes_of, field_text
from annotator.exchange.documents.mail.model import Attachment, Body, HtmlBody, Mail, PlainBody
from annotator.exchange.documents.reader import Remark
from annotator.exchange.plain_text import with_lf

_MOST_BOUNDARIES: Final = 500
"""Parts with parts in a message. The parser compares each line with all that are open."""
_BOUNDARY: Final = re.compile(rb"boundary\s*=", re.IGNORECASE)
_DEEPEST: Final = 60
_TEXTS: Final = frozenset(("text/plain", "text/html", "text/enriched"))
_ENCRYPTED: Final = gettext_noop(
    "is encrypted. Open it in your mail program, save it decrypted (or its text as .txt), and"
    " add that file"
)


def parsed(data: bytes, name: str) -> Message:
    """The parts of a message. UserError where there are too many to read."""
    if len(_BOUNDARY.findall(data)) > _MOST_BOUNDARIES:
        raise UserError(
            tr("“{name}” has more parts within parts than can be read here.", name=name)
        )
    try:
        # This policy keeps fields as they stand; the newer one parses each, at ten times the cost,
        # and fails on some that programs write.
        return BytesParser(policy=compat32).parsebytes(data)
    except RecursionError:  # parts within parts without end; the parser calls itself for each
        raise UserError(
            tr("“{name}” has more parts within parts than can be read here.", name=name)
        ) from None


def mail_of(message: Message) -> Mail:
    """What a message says."""
    mail = Mail(attributes=attributes_of(message))
    mail.subject = mail.attributes.get("subject", "")
    _take(message, mail, 0)
    return mail


def _take(part: Message, mail: Mail, depth: int) -> None:
    """Take a part for the text or as an attachment."""
    kind = part.get_content_type()
    if depth > _DEEPEST:
        mail.remarks.append(Remark("Parts within parts were left out where they lie too deep."))
    elif kind == "multipart/encrypted" or _is_enveloped(part, kind):
        mail.refusal = tr(_ENCRYPTED)
    elif part.is_multipart() and kind.startswith("multipart/"):
        _take_parts(part, mail, kind, depth)
    elif kind in _TEXTS and not _is_attached(part):
        if (body := _body(part, kind, mail)) is not None:
            mail.bodies.append(body)
    elif not kind.startswith("multipart/") or _content(part):
        mail.attachments.append(_attachment(part, kind, len(mail.attachments) + 1))


def _is_enveloped(part: Message, kind: str) -> bool:
    return (
        kind in ("application/pkcs7-mime", "application/x-pkcs7-mime")
        and (_parameter(part, "smime-type") or "enveloped-data").lower() == "enveloped-data"
    )


def _take_parts(part: Message, mail: Mail, kind: str, depth: int) -> None:
    parts = _parts(part)
    if kind == "multipart/alternative":
        _take_alternative(parts, mail, depth)
    elif kind == "multipart/related":
        for number, inner in enumerate(parts):
            before = len(mail.bodies)
            _take(inner, mail, depth + 1)
            if number and len(mail.bodies) > before:
                # What the first part refers to is no text of its own.
                del mail.bodies[before:]
                mail.attachments.append(_attachment(inner, inner.get_content_type(), 0))
    else:
        for inner in parts:
            _take(inner, mail, depth + 1)


def _parts(part: Message) -> list[Message]:
    payload = part.get_payload() if part.is_multipart() else []
    return [inner for inner in payload if isinstance(inner, Message)]


def _take_alternative(parts: list[Message], mail: Mail, depth: int) -> None:
    """Of the same text in several forms: the plain one, else the first that has any text."""
    drafts = []
    for part in parts:
        draft = Mail()
        _take(part, draft, depth + 1)
        drafts.append(draft)
        mail.refusal = mail.refusal or draft.refusal
    filled = [draft for draft in drafts if any(_has_text(body) for body in draft.bodies)]
    plain = [draft for draft in filled if all(isinstance(body, PlainBody) for body in draft.bodies)]
    chosen = next(iter(plain or filled), None)
    for draft in drafts:
        mail.attachments += draft.attachments
        if draft is chosen:
            mail.bodies += draft.bodies
            mail.remarks += draft.remarks


def _has_text(body: Body) -> bool:
    return bool((body.markup if isinstance(body, HtmlBody) else body.text).strip())


def _is_attached(part: Message) -> bool:
    disposition = str(part.get("content-disposition", "")).strip().lower()
    return disposition.startswith("attachment") or (
        bool(_file_name(part)) and not disposition.startswith("inline")
    )


def _body(part: Message, kind: str, mail: Mail) -> Body | None:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data:
        return None
    charset = _parameter(part, "charset")
    if not charset and kind == "text/html":
        charset = _declared_in_html(data)
    text, remark = decoded(data, charset)
    if remark:
        mail.remarks.append(Remark(remark, "text"))
    text = with_lf(text.removeprefix("\ufeff")).replace("\x00", "")
    if kind == "text/html":
        return HtmlBody(text)
    if kind == "text/enriched":
        text = re.sub(r"<<", "<", re.sub(r"(?<!<)</?[a-zA-Z-]{1,60}>", "", text))
    flowed = _parameter(part, "format").lower() == "flowed"
    return PlainBody(text, flowed, flowed and _parameter(part, "delsp").lower() == "yes")


def _declared_in_html(data: bytes) -> str:
    match = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{1,40})", data[:4096], re.I)
    return match[1].decode("ascii") if match else ""


def _attachment(part: Message, kind: str, number: int) -> Attachment:
    name = _file_name(part)
    if not name:
        inner = _parts(part)[:1] if kind == "message/rfc822" else []
        subject = field_text(str(inner[0].get("subject", ""))) if inner else ""
        name = f"{subject}.eml" if subject else f"attachment {number or 1}{_suffix(kind)}"
    data = _content(part)
    return Attachment(name, len(data), lambda: data)


def _suffix(kind: str) -> str:
    import mimetypes  # noqa: PLC0415  (reads tables of the system; only for parts without a name)

    return ".eml" if kind == "message/rfc822" else mimetypes.guess_extension(kind) or ""


def _content(part: Message) -> bytes:
    if part.is_multipart():
        inner = _parts(part)
        return _as_bytes(inner[0]) if inner else b""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _as_bytes(message: Message) -> bytes:
    try:
        return message.as_bytes()
    except (ValueError, KeyError, LookupError, TypeError, RecursionError):
        # A field or part that the library reads but can't write.
        return b""


def _file_name(part: Message) -> str:
    name = _parameter(part, "filename", "content-disposition") or _parameter(part, "name")
    return name.replace("\\", "/").rpartition("/")[2].strip().strip("\x00")[:255]


def _parameter(part: Message, name: str, field: str = "content-type") -> str:
    try:
        found = part.get_param(name, "", field)
    except (ValueError, IndexError, email.errors.MessageError):
        return ""  # parameters in parts (RFC 2231) that are numbered wrongly
    if isinstance(found, tuple):
        charset, _language, value = found
        data = (value or "").encode("latin-1", "replace")
        return decoded(data, charset or "us-ascii")[0]
    return field_text(str(found or ""))
