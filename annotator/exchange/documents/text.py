"""Plain text files as documents."""

from __future__ import annotations

from annotator.exchange.documents.reader import Options, ReadDocument
from annotator.exchange.plain_text import read_text


def read_text_file(data: bytes, name: str, options: Options) -> list[ReadDocument]:
    """The text of a file, in the encoding that is named (option ``encoding``) or proves right."""
    found = read_text(data, name, options.get("encoding") or None)
    return [
        ReadDocument(
            name, found.text, encoding=found.encoding, odd=found.odd, guessed=found.guessed
        )
    ]
