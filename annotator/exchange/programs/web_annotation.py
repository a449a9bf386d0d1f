"""W3C Web Annotations in JSON-LD, and what Hypothes.is exports: notes and tags on web pages.

Source: W3C Web Annotation Data Model (2017); Hypothes.is' API and export. The pages are not in the
files: a document of the project is found by its name or address, else by the quoted words. Quoted
words decide where a passage is; positions are of the page as the browser had it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.programs.draft import (
    Draft,
    DraftCoding,
    DraftMemo,
    DraftPassageMemo,
)
from annotator.exchange.programs.files import Files
from annotator.exchange.programs.json_values import (
    LARGEST,
    object_in,
    objects_of,
    parse_any,
    text_in,
    whole_in,
)
from annotator.exchange.programs.known_texts import KnownTexts
from annotator.exchange.programs.program import Source
from annotator.exchange.refi.report import LEFT_BEHIND

_LISTS: Final = ("annotations", "rows", "items")
_TAGGING: Final = ("tagging", "classifying", "oa:tagging", "oa:classifying")


def recognises(files: Files) -> bool:
    """Whether the file is JSON of annotations with selectors."""
    if not files.only:
        return False
    head = files.head(files.only)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in (b"{", b"["):
        return False
    return (
        b"TextQuoteSelector" in head
        or b"TextPositionSelector" in head
        or (b"ns/anno.jsonld" in head and b'"target"' in head)
    )


class _Note(NamedTuple):
    """An annotation as both formats have it. `names` are what its page may be called."""

    names: tuple[str, ...]
    tags: tuple[str, ...]
    words: str
    coder: str
    created: str
    modified: str
    start: int | None
    end: int | None
    quote: str
    before: str
    after: str


def read(source: Source) -> Job[Draft]:
    """Every annotation. UserError where no page of them is known."""
    name = source.files.only
    yield JobProgress(0, 0, tr("Reading {name}", name=name))
    values = parse_any(source.files.read(name, LARGEST), name)
    draft = Draft("Web Annotation", source.stem, kind="Web annotations")
    notes = [note for one in _annotations(values) for note in _notes(one)]
    texts = KnownTexts(source, draft)
    by_page: dict[tuple[str, ...], list[_Note]] = {}
    for note in notes:
        by_page.setdefault(note.names, []).append(note)
    for names, found in by_page.items():
        key = texts.key(names, [note.quote for note in found])
        if key is None:
            _left(draft, names, found)
            continue
        for note in found:
            _add(draft, key, note)
    if not draft.documents:
        raise texts.missing(next((names[0] for names in by_page if names), source.name))
    return draft


def _annotations(values: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for one in values:
        lists = [objects_of(one[key]) for key in _LISTS if isinstance(one.get(key), list)]
        page = object_in(one, "first")  # of an AnnotationCollection
        if page:
            lists.append(objects_of(page.get("items")))
        found += [each for listed in lists for each in listed] if lists else [one]
    return found


def _notes(one: dict[str, Any]) -> list[_Note]:
    """An annotation for each of its targets."""
    tags, words = _bodies(one)
    titles = _titles(one)
    coder = _creator(one)
    created = text_in(one, "created")
    modified = text_in(one, "updated") or text_in(one, "modified")
    raw = one.get("target")
    targets: list[Any] = raw if isinstance(raw, list) else [raw]
    found = []
    for target in targets:
        said: dict[str, Any] = target if isinstance(target, dict) else {"source": target}
        page = text_in(said, "source") or text_in(object_in(said, "source"), "id")
        address = page or text_in(one, "uri") or text_in(said, "id")
        names = tuple(dict.fromkeys(filter(None, (*titles, address))))
        place = _selected(said.get("selector"))
        found.append(_Note(names, tags, words, coder, created, modified, *place))
    return found


def _titles(one: dict[str, Any]) -> list[str]:
    title = object_in(one, "document").get("title")
    listed = title if isinstance(title, list) else [title]
    return [each for each in listed if isinstance(each, str)]


def _bodies(one: dict[str, Any]) -> tuple[tuple[str, ...], str]:
    """Tags and words."""
    tags = [each for each in one.get("tags") or () if isinstance(each, str)]
    words = [text_in(one, "text"), text_in(one, "bodyValue")]
    raw = one.get("body")
    for body in raw if isinstance(raw, list) else [raw]:
        if isinstance(body, str):
            words.append(body)
        elif isinstance(body, dict):
            value = text_in(body, "value") or text_in(object_in(body, "source"), "label")
            value = value or text_in(body, "label") or text_in(body, "source")
            is_tag = text_in(body, "purpose") in _TAGGING or text_in(body, "type") == "Tag"
            (tags if is_tag and value else words).append(value)
    return tuple(dict.fromkeys(tags)), "\n".join(filter(None, words))


def _creator(one: dict[str, Any]) -> str:
    person = object_in(one, "creator")
    name = text_in(object_in(one, "user_info"), "display_name") or text_in(person, "name")
    name = name or text_in(person, "nickname") or text_in(person, "id") or text_in(one, "creator")
    account = text_in(one, "user")
    return name or account.removeprefix("acct:").partition("@")[0]


def _selected(
    raw: object,
) -> tuple[int | None, int | None, str, str, str]:
    """Start, end, words, and what stands before and after them; refinements count too."""
    start = end = None
    quote = before = after = ""
    waiting = objects_of(raw if isinstance(raw, list) else [raw])
    for one in waiting:
        kind = text_in(one, "type")
        if kind == "TextPositionSelector":
            start, end = whole_in(one, "start"), whole_in(one, "end")
        elif kind == "TextQuoteSelector":
            quote = text_in(one, "exact")
            before, after = text_in(one, "prefix"), text_in(one, "suffix")
        if isinstance(one.get("refinedBy"), dict) and len(waiting) < 20:
            waiting.append(one["refinedBy"])
    return start, end, quote, before, after


def _add(draft: Draft, document: str, note: _Note) -> None:
    if note.coder:
        draft.coders.append(note.coder)
    has_place = note.start is not None and note.end is not None
    parts = ((note.start or 0, note.end or 0),) if has_place else ()
    if not parts and not note.quote:
        words = "\n".join(filter(None, (note.words, " ".join(f"#{tag}" for tag in note.tags))))
        draft.memos.append(DraftMemo("document", document, words, note.coder, note.created))
        return
    if not note.tags:
        words = note.words or tr("Highlighted, without a tag")
        memo = DraftPassageMemo(document, parts, words, note.coder, note.created, note.quote)
        draft.passage_memos.append(memo)
    for number, tag in enumerate(note.tags):
        draft.codings.append(
            DraftCoding(
                *(document, draft.code_named(tag), note.coder, parts, note.quote),
                *(note.created, note.modified, "" if number else note.words),
                before=note.before,
                after=note.after,
            )
        )


def _left(draft: Draft, names: tuple[str, ...], notes: Sequence[_Note]) -> None:
    if not names:
        raise UserError(tr("An annotation says nothing of the page that it is on."))
    for _note in notes:
        message = tr("{n|annotation|annotations}; the text is not in the project.")
        draft.findings.tally(tr("document “{name}”", name=names[0][:200]), message, LEFT_BEHIND)
