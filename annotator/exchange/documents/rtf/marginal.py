"""Notes, comments, and what stands on every page of a Rich Text file."""

from __future__ import annotations

from typing import Final

from annotator.exchange.documents.numerals import numeral
from annotator.exchange.documents.rtf.document import CommentRange, Note, date_of, shifted
from annotator.exchange.documents.rtf.interpreter import Interpreter, Word
from annotator.exchange.documents.rtf.state import SUPER


def _footnote(reader: Interpreter, _number: int | None) -> None:
    r"""``{\footnote …}``, or ``{\footnote\ftnalt …}`` for an endnote. The mark stands before it:
    ``\chftn`` where it is numbered, else what the author typed, in superscript."""
    automatic, reader.automatic = reader.automatic, False
    kind = "endnote" if reader.data.startswith(b"\\ftnalt", reader.position) else "footnote"
    typed = reader.take_spare_run() if not automatic or reader.spare_run.isspace() else ""
    host = reader.flow
    if host is None:
        reader.skip_group()
        return
    notes = reader.gathered.notes
    label = typed.strip()
    if not label:
        reader.counts[kind] += 1
        label = numeral(reader.counts[kind], reader.numbering[kind])
    ident = f"{kind}-{len(notes) + 1}"
    state = reader.state._replace(emphasis=reader.state.emphasis & ~SUPER)
    host.begin(state)
    start = host.builder.position
    host.write(f"[{label}]", state)
    host.builder.mark("note-mark", start, host.builder.position, note=ident)
    note = Note(kind, ident, label, "", [])
    notes.append(note)
    flow = reader.new_flow()

    def close() -> None:
        reader.automatic = False
        text, elements = reader.finish_flow(flow)
        bare = text.lstrip(" \t\n\u2002\u00a0")
        if typed and bare.startswith(label):
            bare = bare[len(label) :].lstrip(" \t")
        note.text, note.elements = bare, shifted(elements, len(text) - len(bare))

    reader.divert(flow, close)


def _furniture(place: str) -> Word:
    def act(reader: Interpreter, _number: int | None) -> None:
        flow = reader.new_flow()

        def close() -> None:
            text = " ".join(reader.finish_flow(flow)[0].split())
            gathered = reader.gathered
            if text and (place, text) not in gathered.furniture and len(gathered.furniture) < 1000:
                gathered.furniture.add((place, text))
                at = gathered.body.base.builder.position
                gathered.body.base.builder.mark("furniture", at, at, text=text, place=place)

        reader.divert(flow, close)

    return act


def _draft(name: str) -> Word:
    """What comes before a comment and belongs to it: its author, its date."""

    def act(reader: Interpreter, _number: int | None) -> None:
        parts: list[str] = []
        drafts = reader.drafts

        def close() -> None:
            drafts[name] = "".join(parts).strip()

        reader.divert(parts, close)

    return act


def _range(*, start: bool) -> Word:
    def act(reader: Interpreter, _number: int | None) -> None:
        flow = reader.flow
        parts: list[str] = []

        def close() -> None:
            ident = "".join(parts).strip()
            if flow is None:
                return
            ranges = reader.gathered.ranges
            here = flow.position_of_next() if start else flow.builder.position
            if start:
                ranges[ident] = CommentRange(flow.builder, here, here)
            elif ident in ranges and ranges[ident].builder is flow.builder:
                ranges[ident].end = max(here, ranges[ident].start)

        reader.divert(parts, close)

    return act


def _comment(reader: Interpreter, _number: int | None) -> None:
    host = reader.flow
    before, inner = reader.drafts, dict[str, str]()
    reader.drafts = inner
    flow = reader.new_flow()

    def close() -> None:
        text = reader.finish_flow(flow)[0].strip()
        reader.drafts = {}
        if host is None:
            return
        said = {**before, **inner}
        number = said.get("date", "")
        values = {
            "author": said.get("author") or said.get("initials", ""),
            "date": date_of(int(number)) if number.lstrip("-").isdecimal() else "",
            "text": text,
        }
        here = CommentRange(host.builder, host.builder.position, host.builder.position)
        place = reader.gathered.ranges.get(said.get("range", ""), here)
        place.builder.mark(
            "comment", place.start, place.end, **{k: value for k, value in values.items() if value}
        )

    reader.divert(flow, close)


WORDS: Final[dict[bytes, Word]] = {
    b"footnote": _footnote,
    **{word: _furniture("head") for word in (b"header", b"headerl", b"headerr", b"headerf")},
    **{word: _furniture("foot") for word in (b"footer", b"footerl", b"footerr", b"footerf")},
    b"atrfstart": _range(start=True),
    b"atrfend": _range(start=False),
    b"atnauthor": _draft("author"),
    b"atnid": _draft("initials"),
    b"atndate": _draft("date"),
    b"atnref": _draft("range"),
    b"annotation": _comment,
}
