"""Whether what the manual and the README say is in order: links, pictures, commands, spelling.

Words are looked up in the English of pyspellchecker (of the test extra); where that is not
installed, spelling is not looked at. Names and terms that it lacks stand in ``manual_words.txt``.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

from annotator import manual

CHECKOUT = Path(__file__).resolve().parent.parent
README = CHECKOUT / "README.md"
KEPT = CHECKOUT / "packaging" / "manual_words.txt"
_LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```|^    .+$|`[^`\n]+`", re.S | re.M)
_COMMAND = re.compile(r"(?<![\w/])annotator ([a-z]+)(?=[ `\n])")
_TARGET = re.compile(r"\]\([^)]*\)")
_NO_WORDS = re.compile(r"https?://\S+|<[^>\n]+>|[\w.+-]+@[\w.-]+|[\w/-]+\.[a-z]{2,5}\b")
_WORD = re.compile(r"(?<![\w.’'-])[^\W\d_]+(?:[’'][^\W\d_]+)?(?![\w])")


def faults() -> list[str]:
    """What is wrong, a line each; empty where all is in order."""
    found = [*link_faults(), *picture_faults(), *command_faults()]
    return found + list(spelling_faults()) if can_spell() else found


def texts() -> dict[str, str]:
    """The pages by name, and the README."""
    pages = {f"manual/{name}": page.markdown for name, page in manual.pages().items()}
    return pages | {"README": README.read_text(encoding="utf-8")}


def link_faults() -> Iterator[str]:
    """Links to pages, headings and files that are not there."""
    for name, page in manual.pages().items():
        for target, anchor in manual.links(name, page.markdown):
            there = (manual.folder() / f"{target}.md").resolve().is_file()
            if not there:
                yield f"manual/{name}: no page {target}"
            elif anchor and target in manual.pages() and anchor not in anchors(target):
                yield f"manual/{name}: no heading {target}#{anchor}"
    for _picture, link in _LINK.findall(texts()["README"]):
        path, _hash, anchor = link.partition("#")
        if "://" in link:
            continue
        if path and not (CHECKOUT / path).exists():
            yield f"README: no file {path}"
        page = path.removeprefix("resources/manual/").removesuffix(".md")
        if anchor and page in manual.pages() and anchor not in anchors(page):
            yield f"README: no heading {link}"


def anchors(page: str) -> set[str]:
    """The headings of a page, as links name them."""
    return {section.anchor for section in manual.pages()[page].sections}


def pictures() -> dict[str, list[str]]:
    """The pictures of the manual that are named, with the pages that show them."""
    named: dict[str, list[str]] = {}
    for name, page in manual.pages().items():
        for mark, link in _LINK.findall(page.markdown):
            if mark:
                named.setdefault(link.rpartition("/")[2].removesuffix(".png"), []).append(name)
    return named


def picture_faults() -> Iterator[str]:
    """Pictures that are named and not there, and pictures that no page shows."""
    there = {path.stem for path in (manual.folder() / "pictures").glob("*.png")}
    for name, pages in pictures().items():
        if name not in there:
            yield f"manual/{pages[0]}: no picture {name}"
    for name in sorted(there - set(pictures())):
        yield f"no page shows pictures/{name}.png"


def command_faults() -> Iterator[str]:
    """Commands of the command line that there are not."""
    from annotator.cli.parser import parser  # noqa: PLC0415  (the site needs no parser)

    actions = parser()._subparsers
    assert actions is not None
    known = next(
        set(one.choices or ())
        for one in actions._group_actions
        if isinstance(one, argparse._SubParsersAction)
    )
    for name, text in texts().items():
        for command in _COMMAND.findall("\n".join(_CODE.findall(text))):
            if command not in known:
                yield f"{name}: no command annotator {command}"


def can_spell() -> bool:
    """Whether words can be looked up."""
    return importlib.util.find_spec("spellchecker") is not None


def spelling_faults() -> Iterator[str]:
    """Words that neither the dictionary nor our own list has."""
    from spellchecker import SpellChecker  # noqa: PLC0415  (of the test extra)

    kept = set(KEPT.read_text(encoding="utf-8").split())
    checker = SpellChecker()
    for name, text in texts().items():
        asked = {word for word in words(text) if word not in kept and word.lower() not in kept}
        for word in sorted(asked):
            if checker.unknown([word.lower()]):
                yield f"{name}: {word}"


def words(text: str) -> Iterator[str]:
    """The words of a page that are prose: without code, addresses, abbreviations, and the ending
    of the genitive."""
    prose = _NO_WORDS.sub(" ", _TARGET.sub("]", _CODE.sub(" ", text)))
    for word in _WORD.findall(prose):
        plain = word.replace("’", "'").removesuffix("'s")
        if len(plain) > 1 and plain.upper() != plain and plain[1:].lower() == plain[1:]:
            yield plain
