"""Plain text of a message: what is quoted in it, and the signature."""

from __future__ import annotations

import re
from typing import Final

from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.documents.mail.model import PlainBody

_MARKS: Final = re.compile(r"[ \t]?((?:>[ \t]?)*>)")
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_COLON_AT_END: Final = re.compile(r"[:：][ \t]*$", re.MULTILINE)
# "On 3 May 2024, Anna <anna@example.org> wrote:", as programs of several languages say it.
_WROTE: Final = re.compile(
    r"\b(?:wrote|schrieb(?: [^:]{1,200})?|a écrit|escribió|ha scritto|escreveu|schreef|skrev"
    r"|napisał\(a\)|написал(?:а|\(а\))?|пишет|kirjoitti|写道|のメール)\s?\Z",
    re.IGNORECASE,
)
_MOST_ANSWERS: Final = 1_000
_ORIGINAL: Final = re.compile(
    r"^[ \t]*-{3,}[ \t]*(?:Original (?:Message|Appointment)|Ursprüngliche Nachricht"
    r"|Message d'origine|Mensaje original|Messaggio originale|Oorspronkelijk bericht"
    r"|Исходное сообщение)[ \t]*-{3,}[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
# Outlook's block of fields above what is answered: at least three of them, the sender first.
_FIELDS: Final = re.compile(
    r"^\*?(?:From|Von|De|Da|Van|От|Från|Fra|差出人|发件人)\*?[ \t\xa0]?[:：][^\n]+\n"
    r"(?:\*?[\w-]{1,20}\*?[ \t\xa0]?[:：][^\n]*\n){2,7}",
    re.MULTILINE,
)
_SIGNATURE: Final = re.compile(r"^-- ?$", re.MULTILINE)


def add_plain(builder: TextBuilder, body: PlainBody) -> None:
    """Append the text as it was written, with elements for what is quoted and for the signature.

    The marks of quoted lines stay in the text, which is what the author saw.
    """
    text = unflowed(body.text, delsp=body.delsp) if body.flowed else body.text
    text = text.strip("\n")
    start = builder.position
    builder.add(text)
    marked = _mark_quoted_lines(builder, text, start)
    _mark_answered(builder, text, start, marked)
    for match in _SIGNATURE.finditer(text):
        end = _end_of_signature(text, match.start())
        builder.mark("signature", start + match.start(), start + end)
        break
    builder.end_block()


def depth_of(line: str) -> int:
    """How deep a line is quoted."""
    match = _MARKS.match(line)
    return match[1].count(">") if match else 0


def _mark_quoted_lines(builder: TextBuilder, text: str, offset: int) -> list[tuple[int, int]]:
    """Elements over runs of quoted lines, one for each level; the runs of the first level."""
    if ">" not in text:
        return []
    open_at: list[int] = []
    runs: list[tuple[int, int]] = []
    end = 0
    for match in _LINE.finditer(text):
        line = match[0]
        depth = min(depth_of(line), 50)
        while len(open_at) > depth:
            start = open_at.pop()
            builder.mark("quote", offset + start, offset + end, level=len(open_at) + 1)
            if not open_at:
                runs.append((start, end))
        while len(open_at) < depth:
            open_at.append(match.start())
        if depth:
            end = match.start() + len(line.rstrip("\n"))
    while open_at:
        start = open_at.pop()
        builder.mark("quote", offset + start, offset + end, level=len(open_at) + 1)
        if not open_at:
            runs.append((start, end))
    return runs


def _mark_answered(
    builder: TextBuilder, text: str, offset: int, runs: list[tuple[int, int]]
) -> None:
    """A message that is answered without marks at its lines: all that follows is quoted."""
    starts = [match.start() for match in _ORIGINAL.finditer(text)]
    starts += [match.start() for match in _FIELDS.finditer(text)]
    starts += _attributions(text)
    starts = [
        at
        for at in sorted(starts)[:_MOST_ANSWERS]
        if not any(first <= at < last for first, last in runs[:_MOST_ANSWERS])
    ]
    for level, at in enumerate(_apart(starts, text), start=1):
        builder.mark("quote", offset + at, offset + len(text), level=level)


def _attributions(text: str) -> list[int]:
    """Where lines begin that say who wrote what follows, if that is not marked line by line."""
    starts: list[int] = []
    for match in _COLON_AT_END.finditer(text):
        first = text.rfind("\n", 0, match.start()) + 1
        said = text[max(first, match.start() - 500) : match.start()]
        if not _WROTE.search(said) or said.startswith(">"):
            continue
        if not any(char.isdigit() for char in said):
            # The date may stand on the line before.
            first = text.rfind("\n", 0, max(first - 1, 0)) + 1
            if not any(char.isdigit() for char in text[first : match.start()][:500]):
                continue
        if (following := text[match.end() : match.end() + 500].lstrip()) and following[0] != ">":
            starts.append(first)
        if len(starts) >= _MOST_ANSWERS:
            break
    return starts


def _apart(starts: list[int], text: str) -> list[int]:
    """Of places that are one after the other (a line of hyphens, then fields) the first."""
    kept: list[int] = []
    last = -1
    for at in starts:
        between = text[last:at] if last >= 0 else "-"
        if last < 0 or len(between.strip().split("\n")) > 2:
            kept.append(at)
        last = at
        if len(kept) >= 50:
            break
    return kept


def _end_of_signature(text: str, start: int) -> int:
    """Before what is quoted below it, or the end."""
    for match in _LINE.finditer(text, start):
        line = match[0]
        if depth_of(line) or _ORIGINAL.match(line) or _FIELDS.match(text, match.start()):
            return start + len(text[start : match.start()].rstrip("\n"))
    return len(text)


def unflowed(text: str, *, delsp: bool) -> str:
    """Lines that were only broken for transport, joined (RFC 3676, 4.2 to 4.5)."""
    lines: list[list[str]] = []
    depth_before = -1
    joins = False
    for line in text.split("\n"):
        bare = line.lstrip(">")
        depth = len(line) - len(bare)
        bare = bare.removeprefix(" ")
        signature = bare == "-- "
        if not (joins and depth == depth_before and not signature):
            lines.append([">" * depth + " "] if depth else [])
        joins = bare.endswith(" ") and not signature
        lines[-1].append(bare[:-1] if joins and delsp else bare)
        depth_before = depth
    return "\n".join("".join(parts) for parts in lines)
