"""All memos of a project in one list: on what, by whom, of which kind; and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from annotator.corpus.coding import Coding, Memo
from annotator.corpus.messages import gettext_noop, tr
from annotator.operations import reading
from annotator.operations.viewing import Viewer

JOURNAL: Final = "journal"
KINDS: Final = (
    gettext_noop("theory"),
    gettext_noop("method"),
    gettext_noop("to discuss"),
    gettext_noop("journal"),
)
"""Kinds that are offered; any other word can be one."""
_LONGEST = 90
"""Characters of a passage that name its coding."""


class About(StrEnum):
    """What a memo can be on."""

    PROJECT = gettext_noop("project")
    DOCUMENT = gettext_noop("document")
    CODE = gettext_noop("code")
    CODING = gettext_noop("coding")
    RELATION = gettext_noop("relation")
    CODER = gettext_noop("coder")
    ROUND = gettext_noop("round")
    OTHER = gettext_noop("something else")


@dataclass(frozen=True, slots=True)
class ListedMemo:
    """A memo with what it is on in words. `document` and `coding` (GUIDs) are where it leads to,
    empty where it leads nowhere."""

    memo: Memo
    about: About
    subject: str
    writer: str
    document: str = ""
    coding: str = ""


def listed(viewer: Viewer) -> list[ListedMemo]:
    """Every memo that the viewer may see, the latest first."""
    memos = reading.all_memos(viewer)
    about = {one.subject for one in memos}
    places = _Subjects(viewer, about)
    writers = {coder.guid: coder.name for coder in reading.coders(viewer)}
    found = [places.listed(memo, writers.get(memo.coder, "")) for memo in memos]
    return sorted(found, key=lambda one: one.memo.created, reverse=True)


class _Subjects:
    """What memos are on, by GUID: only what is asked for is read."""

    def __init__(self, viewer: Viewer, wanted: Iterable[str]) -> None:
        wanted = set(wanted)
        self._viewer = viewer
        project = reading.project_facts(viewer)
        self._named: dict[str, tuple[About, str]] = {project.guid: (About.PROJECT, project.name)}
        self._documents = {one.guid: one.name for one in reading.documents(viewer)}
        self._codes = {one.guid: one.name for one in reading.codebook(viewer).codes}
        for guids, about in (
            (self._documents, About.DOCUMENT),
            (self._codes, About.CODE),
            ({one.guid: one.name for one in reading.coders(viewer)}, About.CODER),
            ({one.guid: one.name for one in reading.team(viewer)[0]}, About.ROUND),
        ):
            self._named |= {guid: (about, name) for guid, name in guids.items()}
        rest = wanted - self._named.keys()
        self._codings: Mapping[str, Coding] = {
            one.guid: one for one in reading.codings(viewer, rest)
        }
        self._relations: dict[str, Coding] = {}
        if rest - self._codings.keys():
            self._find_relations(rest - self._codings.keys())
        self._texts: dict[str, str] = {}

    def _find_relations(self, wanted: set[str]) -> None:
        sources = {
            one.guid: one.source
            for one in reading.all_relations(self._viewer)
            if one.guid in wanted
        }
        found = {one.guid: one for one in reading.codings(self._viewer, set(sources.values()))}
        self._relations = {
            guid: found[source] for guid, source in sources.items() if source in found
        }

    def listed(self, memo: Memo, writer: str) -> ListedMemo:
        """A memo with its subject."""
        named = self._named.get(memo.subject)
        if named is not None:
            about, name = named
            document = memo.subject if about is About.DOCUMENT else ""
            return ListedMemo(memo, about, name, writer, document)
        about = About.CODING
        coding = self._codings.get(memo.subject)
        if coding is None:
            about, coding = About.RELATION, self._relations.get(memo.subject)
        if coding is None:
            return ListedMemo(memo, About.OTHER, "", writer)
        words = self._passage(coding)
        return ListedMemo(memo, about, words, writer, coding.document, coding.guid)

    def _passage(self, coding: Coding) -> str:
        """The words of a coding with its code and document."""
        if coding.document not in self._texts:
            self._texts[coding.document] = reading.text(self._viewer, coding.document)
        text = self._texts[coding.document][coding.start : coding.end]
        words = " ".join(text.split())
        if len(words) > _LONGEST:
            words = words[: _LONGEST - 1] + "…"
        code = self._codes.get(coding.code, "")
        document = self._documents.get(coding.document, "")
        return tr("“{words}” ({code}, {document})", words=words, code=code, document=document)


def as_markdown(
    memos: Iterable[ListedMemo],
    project: str,
    quoted: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> str:
    """Memos as Markdown, the journal first and by date, then the others by what they are on. The
    texts of memos go in as they are: they may be Markdown themselves. `quoted` are quotations with
    their sources that stand behind the text of a memo (a GUID)."""
    every = list(memos)
    journal = [one for one in every if one.memo.kind == JOURNAL]
    lines = ["# " + tr("Memos of {project}", project=project)]
    if journal:
        lines += ["", "## " + tr("Journal")]
        for one in sorted(journal, key=lambda one: one.memo.created):
            lines += _entry(one, day_of(one), quoted)
    for about in About:
        others = [one for one in every if one.about is about and one.memo.kind != JOURNAL]
        if others:
            lines += ["", f"## {tr(about.value).capitalize()}"]
            for one in sorted(others, key=lambda one: (one.subject, one.memo.created)):
                lines += _entry(one, one.subject or tr(about.value), quoted)
    return "\n".join(lines) + "\n"


def _entry(one: ListedMemo, heading: str, quoted: Mapping[str, Sequence[str]]) -> list[str]:
    lines = ["", f"### {heading}", "", f"*{facts_of(one)}*", "", one.memo.text]
    for words in quoted.get(one.memo.guid, ()):
        lines += ["", *(f"> {line}" for line in words.split("\n"))]
    return lines


def facts_of(one: ListedMemo) -> str:
    """Title, kind, coder and date of a memo in one line."""
    memo = one.memo
    kind = tr(memo.kind) if memo.kind in KINDS else memo.kind
    return ", ".join(word for word in (memo.title, kind, one.writer, day_of(one)) if word)


def day_of(one: ListedMemo) -> str:
    """The day on which a memo was begun."""
    return one.memo.created.date().isoformat()
