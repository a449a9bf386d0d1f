"""Web pages saved as one file with all that belongs to them (MHTML, RFC 2557)."""

from __future__ import annotations

from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parsedate_to_datetime

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.html import read_page
from annotator.exchange.documents.html_encoding import decoded_markup
from annotator.exchange.documents.reader import Options, ReadDocument

_MOST_PARTS = 20_000
_LONGEST = 1000


def read_mhtml(data: bytes, name: str, options: Options) -> list[ReadDocument]:
    """The text of the page; see `html.read_html` for the options."""
    if data.count(b"\n--") > _MOST_PARTS:
        raise UserError(
            tr(
                "“{name}” has more than {most_parts} parts; refused.",
                name=name,
                most_parts=_MOST_PARTS,
            )
        )
    try:
        message = BytesParser(policy=compat32).parsebytes(data)
        root = _root(message)
        page = None if root is None else root.get_payload(decode=True)
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError) as error:
        raise UserError(
            tr("“{name}” is damaged: its parts can't be told ({error}).", name=name, error=error)
        ) from None
    if root is None or not isinstance(page, bytes) or not page.strip():
        raise UserError(
            tr(
                "“{name}” holds no web page. Save the page again from the browser and "
                "add that file.",
                name=name,
            )
        )
    chosen = options.get("encoding", "")
    markup = decoded_markup(page, name, chosen, _charset(root))
    address = _header(message, "Snapshot-Content-Location") or _header(root, "Content-Location")
    if not address.startswith(("http://", "https://")):
        address = ""
    found = read_page(markup, name, options, address)
    attributes = dict(found.attributes)
    if subject := _header(message, "Subject"):
        attributes.setdefault("title", subject)
    if saved := _date(message):
        attributes["saved"] = saved
    return [
        ReadDocument(name, found.text, found.structure, attributes, found.remarks, guessed=False)
    ]


def _root(message: Message) -> Message | None:
    """The part that is the page: the one that ``start`` names, else the first in HTML."""
    pages = [
        part
        for part in message.walk()
        if part.get_content_type() in ("text/html", "application/xhtml+xml")
    ]
    start = message.get_param("start")
    if isinstance(start, str):
        for part in pages:
            if str(part.get("Content-ID", "")).strip() == start.strip():
                return part
    return pages[0] if pages else None


def _charset(part: Message) -> str:
    said = part.get_param("charset")
    return said.strip() if isinstance(said, str) else ""


def _header(part: Message, name: str) -> str:
    """A header in plain characters; empty where there is none."""
    said = part.get(name)
    if said is None:
        return ""
    try:
        shown = str(make_header(decode_header(said)))
    except (ValueError, LookupError):
        shown = str(said)
    shown = shown.encode("utf-8", "replace").decode("utf-8")
    return " ".join(shown.split())[:_LONGEST]


def _date(message: Message) -> str:
    """When the page was saved, as ISO 8601."""
    try:
        return parsedate_to_datetime(_header(message, "Date")).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
