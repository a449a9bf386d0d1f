"""A message, whatever file it was in: what is said of it, its text, its attachments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from annotator.corpus.structure import Element
from annotator.exchange.documents.reader import Remark


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attached file. `content` gives its bytes; `size` is their number. `message` reads it where
    it is a message that has no bytes of its own (Outlook)."""

    name: str
    size: int
    content: Callable[[], bytes]
    message: Callable[[], Mail] | None = None


@dataclass(frozen=True, slots=True)
class PlainBody:
    """Plain text with LF line ends. `flowed`: a space at a line's end joins it with the next
    (RFC 3676); `delsp`: that space is then taken off."""

    text: str
    flowed: bool = False
    delsp: bool = False


@dataclass(frozen=True, slots=True)
class HtmlBody:
    """A text in HTML."""

    markup: str


@dataclass(frozen=True, slots=True)
class RichBody:
    """A text that was read already, with its structure."""

    text: str
    elements: Sequence[Element]


Body = PlainBody | HtmlBody | RichBody


@dataclass(slots=True)
class Mail:
    """A message: its bodies in reading order, mostly one. `refusal` says why there is none."""

    subject: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    bodies: list[Body] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    refusal: str = ""
