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
    DraftRelation,
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
    """An annotation as both formats have it. `names` are what its page may be called; of several
    places in one page, `quote` has the words of all."""

    key: str
    names: tuple[str, ...]
    tags: tuple[str, ...]
    words: str
    coder: str
    created: str
    modified: str
    parts: tuple[tuple[int, int], ...]
    quote: str
    before: str
    after: str


def read(source: Source) -> Job[Draft]:
    """Every annotation. UserError where no page of them is known."""
    name = source.files.only
    yield JobProgress(0, 0, tr("Reading {name}", name=name))
    values = parse_any(source.files.read(name, LARGEST), name)
    draft = Draft("Web Annotation", source.stem, kind="Web annotations")
    found_here = _annotations(values)
    keys = {text_in(one, "id") for one in found_here} - {""}
    links = [one for one in found_here if _is_link(one, keys)]
    notes = [note for one in found_here if one not in links for note in _notes(one)]
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
    for one in links:
        _link(draft, one)
    if not draft.documents:
        raise texts.missing(next((names[0] for names in by_page if names), source.name))
    return draft


def _is_link(one: dict[str, Any], keys: set[str]) -> bool:
    """Whether an annotation links two others."""
    return text_in(one, "motivation") == "linking" and text_in(one, "target") in keys


def _link(draft: Draft, one: dict[str, Any]) -> None:
    """A relation from the annotation that is linked to, as a body says, to the target."""
    tags, _words = _bodies(one)
    raw = one.get("body")
    for body in objects_of(raw if isinstance(raw, list) else [raw]):
        if text_in(body, "purpose") == "linking":
            ends = text_in(one, "target"), text_in(body, "id")
            kind = tags[0] if tags else "linking"
            draft.relations.append(DraftRelation(kind, *ends, _creator(one)))


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
    """An annotation for each page that it is on."""
    tags, words = _bodies(one)
    modified = text_in(one, "updated") or text_in(one, "modified")
    raw = one.get("target")
    by_page: dict[tuple[str, ...], list[_Selection]] = {}
    for target in raw if isinstance(raw, list) else [raw]:
        said: dict[str, Any] = target if isinstance(target, dict) else {"source": target}
        by_page.setdefault(_page(one, said), []).append(_selected(said.get("selector")))
    return [
        _Note(
            text_in(one, "id"),
            *(names, tags, words, _creator(one), text_in(one, "created"), modified),
            tuple(part for place in places for part in place.parts),
            " ".join(place.quote for place in places if place.quote),
            places[0].before,
            places[-1].after,
        )
        for names, places in by_page.items()
    ]


def _page(one: dict[str, Any], target: dict[str, Any]) -> tuple[str, ...]:
    """What the page of a target may be called: its title, its label, its address."""
    source = object_in(target, "source")
    address = text_in(target, "source") or text_in(source, "id")
    address = address or text_in(one, "uri") or text_in(target, "id")
    names = (*_titles(one), text_in(source, "label"), address)
    return tuple(dict.fromkeys(filter(None, names)))


def _titles(one: dict[str, Any]) -> list[str]:
    title = object_in(one, "document").get("title")
    listed = title if isinstance(title, list) else [title]
    return [each for each in listed if isinstance(each, str)]


def _bodies(one: dict[str, Any]) -> tuple[tuple[str, ...], str]:
    """Tags and words."""
    listed = one.get("tags")
    tags = [each for each in listed if isinstance(each, str)] if isinstance(listed, list) else []
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


class _Selection(NamedTuple):
    """A place as its selectors say it: positions, words, and what stands around them."""

    parts: tuple[tuple[int, int], ...] = ()
    quote: str = ""
    before: str = ""
    after: str = ""


def _selected(raw: object) -> _Selection:
    """The place that selectors mean together; refinements count too."""
    found = _Selection()
    waiting = objects_of(raw if isinstance(raw, list) else [raw])
    for one in waiting:
        kind = text_in(one, "type")
        start, end = whole_in(one, "start"), whole_in(one, "end")
        if kind == "TextPositionSelector" and start is not None and end is not None:
            found = found._replace(parts=((start, end),))
        elif kind == "TextQuoteSelector":
            before, after = text_in(one, "prefix"), text_in(one, "suffix")
            quote = text_in(one, "exact")
            found = found._replace(quote=quote, before=before, after=after)
        if isinstance(one.get("refinedBy"), dict) and len(waiting) < 20:
            waiting.append(one["refinedBy"])
    return found


def _add(draft: Draft, document: str, note: _Note) -> None:
    if note.coder:
        draft.coders.append(note.coder)
    if not note.parts and not note.quote:
        words = "\n".join(filter(None, (note.words, " ".join(f"#{tag}" for tag in note.tags))))
        draft.memos.append(DraftMemo("document", document, words, note.coder, note.created))
        return
    if not note.tags:
        words = note.words or "Highlighted, without a tag"
        memo = DraftPassageMemo(document, note.parts, words, note.coder, note.created, note.quote)
        draft.passage_memos.append(memo)
    for number, tag in enumerate(note.tags):
        draft.codings.append(
            DraftCoding(
                *(document, draft.code_named(tag), note.coder, note.parts, note.quote),
                *(note.created, note.modified, "" if number else note.words),
                key=note.key,
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
