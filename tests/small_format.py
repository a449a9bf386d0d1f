"""A small format for tests, with a reader of several versions: lines that say what they are.

``# words`` is a heading, ``= label`` a new page, ``@name value`` an attribute, ``--- key`` begins
another document of the file; other lines are paragraphs. Version 2 of the reader joins a hyphen at
the end of a line, version 3 drops lines that begin with ``%`` as well.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from annotator.errors import UserError
from annotator.exchange.documents import registry
from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.documents.reader import OptionChoice, ReadDocument, Reader, Remark, Sample

HEAD = b"#small\n"


def _read(data: bytes, name: str, options: Mapping[str, str], version: int) -> list[ReadDocument]:
    if b"broken" in data:
        raise UserError(f"“{name}” is damaged. Save it again in its program.")
    words = data.removeprefix(HEAD).decode()
    if version >= 2:
        words = words.replace("-\n", "")
    if options.get("case") == "upper":
        words = words.upper()
    parts = words.split("--- ")
    found = []
    for number, part in enumerate(parts):
        key, _, body = part.partition("\n") if number else ("", "", part)
        found.append(_document(body, f"{key or name}", key, version))
    return found if len(found) == 1 else found[1:]


def _document(body: str, name: str, key: str, version: int) -> ReadDocument:
    builder, attributes, remarks = TextBuilder(), {}, []
    page: tuple[str, int] | None = None
    for line in body.rstrip("\n").split("\n"):
        if line.startswith("@"):
            what, _, value = line[1:].partition(" ")
            attributes[what] = value
        elif line.startswith("= "):
            if page:
                builder.mark("page", page[1], builder.position, label=page[0])
            page = (line[2:], builder.position)
        elif line.startswith("%") and version >= 3:
            remarks.append(Remark("A line was left out.", line))
        else:
            heading = line.startswith("# ")
            values = {"level": 1} if heading else {}
            with builder.element("heading" if heading else "paragraph", **values):
                builder.add(line.removeprefix("# "))
            builder.end_block()
    if page:
        builder.mark("page", page[1], builder.position, label=page[0])
    text, elements = builder.finish()
    return ReadDocument(name, text, elements, attributes, remarks, key)


def read_1(data: bytes, name: str, options: Mapping[str, str]) -> list[ReadDocument]:
    return _read(data, name, options, 1)


def read_2(data: bytes, name: str, options: Mapping[str, str]) -> list[ReadDocument]:
    return _read(data, name, options, 2)


def read_3(data: bytes, name: str, options: Mapping[str, str]) -> list[ReadDocument]:
    return _read(data, name, options, 3)


def is_small(sample: Sample) -> bool:
    """Whether a file is of the format."""
    return sample.head.startswith(HEAD)


def use(monkeypatch: pytest.MonkeyPatch, version: int = 1) -> None:
    """Let the registry know the format, with this version of its reader."""
    reader = Reader(
        name="small",
        title="Small format",
        version=version,
        suffixes=(".small",),
        media_types=("text/x-small",),
        recognises=is_small,
        function=f"tests.small_format:read_{version}",
        options=(OptionChoice("case", "how letters come in", {"as-is": "", "upper": ""}),),
    )
    monkeypatch.setattr(registry, "readers", lambda: (reader, *registry.BUILT_IN))
