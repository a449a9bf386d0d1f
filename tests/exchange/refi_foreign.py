"""Projects as other programs write them, made by hand: XML around one text."""

from __future__ import annotations

from pathlib import Path

from annotator.corpus.identity import guid_from
from annotator.exchange.refi import Reading
from tests.exchange.refi_samples import archive, read_bytes

NS = "urn:QDA-XML:project:1.0"
TEXT = "One 😀 two.\nThree four, five.\n\nSix 🇧🇪 seven."
ANA, DOC, CODE, FILE = (guid_from("deviation", name) for name in ("ana", "doc", "code", "file"))


def guid(name: str) -> str:
    return guid_from("deviation", name)


def selection(
    start: object, end: object, name: str = "", codes: tuple[str, ...] = (CODE,), inner: str = ""
) -> str:
    key = f"{start} {end} {name} {codes}"
    codings = "".join(
        f'<Coding guid="{guid(key + code + str(n))}" creatingUser="{ANA}" '
        f'creationDateTime="2026-01-02T10:00:00Z"><CodeRef targetGUID="{code}"/></Coding>'
        for n, code in enumerate(codes)
    )
    return (
        f'<PlainTextSelection guid="{guid("s" + key)}" name="{name}" startPosition="{start}" '
        f'endPosition="{end}" creatingUser="{ANA}">{codings}{inner}</PlainTextSelection>'
    )


def source(inner: str, path: str = f"internal://{FILE}.txt", name: str = 'name="Doc"') -> str:
    return f'<TextSource guid="{DOC}" {name} plainTextPath="{path}">{inner}</TextSource>'


def project(
    sources: str,
    *,
    codes: str = f'<Code guid="{CODE}" name="c" isCodable="true" color="#3a5"/>',
    users: str = f'<Users><User guid="{ANA}" name="Ana"/></Users>',
    rest: str = "",
    before: str = "",
    origin: str = "Somebody 1.0",
    namespace: str = NS,
    attributes: str = 'creationDateTime="2026-01-01T10:00:00Z"',
) -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><Project xmlns="{namespace}" name="P" '
        f'origin="{origin}" {attributes}>{users}<CodeBook><Codes>{codes}</Codes></CodeBook>'
        f"{before}<Sources>{sources}</Sources>{rest}</Project>"
    )


def read(
    tmp_path: Path,
    xml: str | bytes,
    text: str | bytes = TEXT,
    qde: str = "project.qde",
    folder: str = "sources",
) -> Reading:
    data = text.encode() if isinstance(text, str) else text
    return read_bytes(archive(xml, {f"{folder}/{FILE}.txt": data}, qde), tmp_path)


def passages(reading: Reading) -> list[str]:
    texts = {document.guid: document.text for document in reading.content.documents}
    return [
        " … ".join(texts[c.document][s.start : s.end] for s in c.spans)
        for c in reading.content.codings
    ]


def messages(reading: Reading, kind: str) -> str:
    return "\n".join(f"{f.place}: {f.message}" for f in reading.report.findings if f.kind == kind)


def at(words: str, text: str = TEXT, units: str = "points") -> tuple[int, int]:
    start = text.index(words)
    ends = start, start + len(words)
    if units == "utf16":
        return tuple(len(text[:end].encode("utf-16-le")) // 2 for end in ends)  # type: ignore[return-value]
    return ends
