"""Rich Text Format (RTF 1.9.1) as documents."""

from __future__ import annotations

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.reader import Options, ReadDocument
from annotator.exchange.documents.rtf.destinations import STARRED, WORDS
from annotator.exchange.documents.rtf.interpreter import Interpreter

__all__ = ["read_rtf"]


def read_rtf(data: bytes, name: str, options: Options) -> list[ReadDocument]:
    """The text of a Rich Text file with its structure; option ``tracked`` says what becomes of
    tracked changes. UserError where it is none, or is empty."""
    start = data.find(b"{\\rtf", 0, 1024)
    if start < 0:
        raise UserError(
            tr(
                "“{name}” is no Rich Text file: it does not begin as one. Save it again"
                " from the program that it comes from.",
                name=name,
            )
        )
    tracked = options.get("tracked", "accept")
    reader = Interpreter(data[start:] if start else data, WORDS, STARRED, tracked)
    reader.run()
    reader.settle()
    reader.settle_run()
    reader.tracked.end()
    return [reader.gathered.document(name)]
