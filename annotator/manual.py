"""The manual: pages of Markdown that ship with the program, their sections, and a search.

A page in another language has the name of the English one, in a folder called by the language
("de/first-study.md"). It stands in the place of the English page while that language is spoken.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from annotator import languages, paths
from annotator.corpus import messages

INDEX = "index"
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*$")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)\s]+\)")
_MARKS = re.compile(r"[*`_|]+")
_EXCERPT = 90
"""Characters of a section that a result shows."""


@dataclass(frozen=True, slots=True)
class Section:
    """What stands below one heading, up to the next. `anchor` is the heading as links name it;
    `english` that of the heading in its place on the English page."""

    level: int
    title: str
    anchor: str
    words: str
    """The text below the heading without its marks."""
    english: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the manual. `name` is its path in the manual without the suffix and without the
    folder of its language, with slashes."""

    name: str
    title: str
    markdown: str
    sections: tuple[Section, ...]

    def section(self, wanted: str) -> Section | None:
        """The section that an anchor names, the page's own or the English page's."""
        named = [one for one in self.sections if wanted in (one.anchor, one.english)]
        return named[0] if named and wanted else None


@dataclass(frozen=True, slots=True)
class Hit:
    """A section in which all words of a search stand."""

    page: Page
    section: Section
    excerpt: str


def folder() -> Path:
    """Where the pages are. Raises FileNotFoundError in a broken install."""
    return paths.resource("manual")


def pages() -> dict[str, Page]:
    """All pages by name, in the language that is spoken where there is one, else in English: those
    that the first page names in its order, then the others."""
    return _pages(messages.language().replace("-", "_"))


@cache
def _pages(language: str) -> dict[str, Page]:
    root = folder()
    found = {path.relative_to(root).with_suffix("").as_posix(): path for path in root.rglob("*.md")}
    english = {name: path for name, path in found.items() if _language_of(name) == ""}
    texts = {name: _read(path) for name, path in english.items()}
    headings: dict[str, list[Section]] = {}
    for name, path in found.items():
        if _language_of(name) == language:
            own = name.removeprefix(f"{language}/")
            headings[own] = _sections(texts.get(own, ""))
            texts[own] = in_place(own, language, _read(path))
    first = [INDEX, *(target for target, _anchor in links(INDEX, texts[INDEX]))]
    order = dict.fromkeys([*(name for name in first if name in texts), *sorted(texts)])
    return {name: _page(name, texts[name], headings.get(name, [])) for name in order}


def _language_of(name: str) -> str:
    """The language in whose folder a file is; empty for English, which has none."""
    first, slash, _rest = name.partition("/")
    return first if slash and first in languages.NAMES else ""


def in_place(name: str, language: str, markdown: str) -> str:
    """A page from the folder of a language with its links and pictures as from the place of the
    English page."""
    here = posixpath.dirname(f"{language}/{name}")

    def moved(link: re.Match[str]) -> str:
        path, hash_, anchor_ = link[2].partition("#")
        if not path.endswith((".md", ".png")) or "://" in path:
            return link[0]
        whole = posixpath.normpath(posixpath.join(here, path)).removeprefix(f"{language}/")
        path = posixpath.relpath(whole, posixpath.dirname(name) or ".")
        return f"[{link[1]}]({path}{hash_}{anchor_})"

    return _LINK.sub(moved, markdown)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _page(name: str, markdown: str, english: Sequence[Section] = ()) -> Page:
    """A page; `english` are the sections of the English one in whose place it stands."""
    sections = _sections(markdown)
    if len(sections) == len(english):
        pairs = zip(sections, english, strict=True)
        sections = [replace(own, english=theirs.anchor) for own, theirs in pairs]
    title = sections[0].title if sections else name
    return Page(name, title, markdown, tuple(sections))


def _sections(markdown: str) -> list[Section]:
    found: list[tuple[int, str, list[str]]] = []
    fenced = False
    for line in markdown.splitlines():
        fenced ^= line.lstrip().startswith("```")
        heading = None if fenced else _HEADING.match(line)
        if heading:
            found.append((len(heading[1]), plain(heading[2]), []))
        elif found:
            found[-1][2].append(line)
    return [
        Section(level, title, anchor(title), " ".join(plain("\n".join(lines)).split()))
        for level, title, lines in found
    ]


def plain(markdown: str) -> str:
    """Markdown without pictures, and without the marks of links, emphasis, code and tables."""
    return _MARKS.sub("", _LINK.sub(r"\1", _PICTURE.sub("", markdown)))


def anchor(title: str) -> str:
    """How a link names a heading, as code hosts do: small letters, hyphens for spaces."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def target(page: str, link: str) -> tuple[str, str] | None:
    """The page and the anchor that a link of a page leads to; None where it leads elsewhere."""
    path, _hash, wanted = link.partition("#")
    if "://" in link or link.startswith("mailto:") or (path and not path.endswith(".md")):
        return None
    if not path:
        return page, wanted
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    return joined.removesuffix(".md"), wanted


def picture(page: str, link: str) -> Path | None:
    """The file of a picture that a page shows; None where there is no such file in the manual."""
    root = folder().resolve()
    path = (root / posixpath.dirname(page) / link).resolve()
    return path if path.is_relative_to(root) and path.is_file() else None


def links(page: str, markdown: str) -> list[tuple[str, str]]:
    """The pages and anchors within the manual that a page leads to, in its order."""
    found = (target(page, link) for _words, link in _LINK.findall(markdown))
    return [one for one in found if one is not None]


def search(words: str) -> list[Hit]:
    """The sections that have all of the words, capitals aside: those with one in the heading
    first, else in the order of the manual."""
    wanted = words.casefold().split()
    if not wanted:
        return []
    hits: list[tuple[int, Hit]] = []
    for page in pages().values():
        for section in page.sections:
            heading = section.title.casefold()
            whole = f"{heading} {section.words.casefold()}"
            if all(word in whole for word in wanted):
                rank = sum(word not in heading for word in wanted)
                hits.append((rank, Hit(page, section, _excerpt(section.words, wanted))))
    return [hit for _rank, hit in sorted(hits, key=lambda one: one[0])]


def _excerpt(words: str, wanted: list[str]) -> str:
    """The words around the first that was searched for, whole words only."""
    at = min((found for word in wanted if (found := words.casefold().find(word)) >= 0), default=0)
    start = words.rfind(" ", 0, max(0, at - _EXCERPT // 3)) + 1
    piece = words[start : start + _EXCERPT]
    if start + _EXCERPT < len(words):
        piece = piece[: max(piece.rfind(" "), 1)] + " …"
    return f"… {piece}" if start else piece
