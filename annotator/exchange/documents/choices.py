"""Options that several readers have; light, since the table of readers names them."""

from __future__ import annotations

from typing import Final

from annotator.exchange.documents.reader import Choice

ATTACHMENTS: Final = Choice(
    "attachments",
    "what becomes of attached files",
    {
        "list": "name them in the remarks",
        "add": "add those that hold a text as documents of their own",
    },
)
CONVERT: Final = Choice(
    "convert",
    "conversion of the file",
    {
        "ask": "none: say what to do with the file",
        "libreoffice": "by LibreOffice, where it is installed",
    },
)
