"""Mailboxes: many messages in one file (RFC 4155; mboxo and mboxrd)."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, overload

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.choices import ATTACHMENTS
from annotator.exchange.documents.mail.documents import (
    NO_SUBJECT,
    digest_of,
    document_of,
    with_attachments,
)
from annotator.exchange.documents.mail.mime import mail_of, parsed
from annotator.exchange.documents.mail.model import Mail
from annotator.exchange.documents.reader import Options, ReadDocument, Remark

# A line "From sender date", then a field: the line alone may be one of a letter.
_START: Final = re.compile(rb"(?:\A|(?<=\n))From [^\r\n]*[0-9]{4}[^\r\n]*\r?\n(?=>?[!-9;-~]+:)")
_ESCAPED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_HEADER_END: Final = re.compile(rb"\r?\n\r?\n")
_MESSAGE_ID: Final = re.compile(
    rb"^message-id:(?:[ \t]|\r?\n[ \t])*<?([^\s<>]{1,500})", re.IGNORECASE | re.MULTILINE
)


class Mailbox(Sequence[ReadDocument]):
    """The messages of a mailbox as documents, each read when it is asked for.

    Only places and keys are kept, so that 100,000 messages take no more memory than the file.
    A key is the message's id, or a digest of the message where it has none or another has it too.
    """

    def __init__(self, data: bytes, name: str, options: Options) -> None:
        self._data = data
        self._name = name
        self._options = options
        self._starts, self._ends = _places(data)
        self.keys = _keys(data, self._starts, self._ends)
        # Of each document its message and its place among that message's documents.
        self._index: list[tuple[int, int]] | None = None
        if options.get(ATTACHMENTS.name) == "add":
            self._index = [
                (number, place)
                for number in range(len(self.keys))
                for place in range(len(self._read(number)))
            ]

    def __len__(self) -> int:
        return len(self.keys if self._index is None else self._index)

    @overload
    def __getitem__(self, index: int) -> ReadDocument: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[ReadDocument]: ...

    def __getitem__(self, index: int | slice) -> ReadDocument | Sequence[ReadDocument]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        at = index if index >= 0 else len(self) + index
        if not 0 <= at < len(self):
            raise IndexError(index)
        number, place = (at, 0) if self._index is None else self._index[at]
        return self._read(number)[place]

    def __iter__(self) -> Iterator[ReadDocument]:
        if self._index is None:
            for number in range(len(self.keys)):
                yield self._read(number)[0]
        else:
            for number in range(len(self.keys)):
                yield from self._read(number)

    def _read(self, number: int) -> list[ReadDocument]:
        """The documents of one message; one that can't be read is its subject, and says why."""
        raw = self._data[self._starts[number] : self._ends[number]]
        key = self.keys[number]
        mail = Mail()
        place = f"message {number + 1}"
        try:
            mail = mail_of(parsed(_ESCAPED.sub(rb"\1", raw), self._name))
            if mail.refusal:
                raise UserError(tr("The message {refusal}.", refusal=mail.refusal))
            return with_attachments(mail, document_of(mail, self._name, key), self._options)
        except UserError as error:
            remarks = [*mail.remarks, Remark(str(error), place)]
            title = mail.subject or NO_SUBJECT
            return [ReadDocument(title, title, (), mail.attributes, remarks, key)]


def _places(data: bytes) -> tuple[array[int], array[int]]:
    """Where messages begin, after their line “From …”, and where they end."""
    starts, ends = array("Q"), array("Q")
    for match in _START.finditer(data):
        if starts:
            ends.append(match.start())
        starts.append(match.end())
    if starts:
        ends.append(len(data))
    return starts, ends


def _keys(data: bytes, starts: array[int], ends: array[int]) -> list[str]:
    keys: list[str] = []
    for start, end in zip(starts, ends, strict=True):
        head = _HEADER_END.search(data, start, end)
        match = _MESSAGE_ID.search(data, start, head.start() if head else end)
        keys.append(match[1].decode("utf-8", "replace") if match else "")
    times = Counter(keys)
    seen: Counter[str] = Counter()
    for number, key in enumerate(keys):
        if not key or times[key] > 1:
            digest = digest_of(data[starts[number] : ends[number]].rstrip())
            own = f"{key}#{digest}" if key else digest
            seen[own] += 1
            keys[number] = own if seen[own] == 1 else f"{own}#{seen[own]}"
    return keys
