"""The manual: links lead somewhere, what it names is there, its search finds."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import languages, manual
from annotator.cli.parser import parser

CHECKOUT = Path(__file__).parent.parent
PAGES = [page for name, page in manual.pages().items() if not name.startswith("decisions/")]
PICTURE = re.compile(r"!\[[^\]]+\]\(([^)]+)\)")
COMMAND = re.compile(r"(?<![\w/])annotator ([a-z]+)(?=[ `\n])")


@pytest.mark.parametrize("page", manual.pages().values(), ids=lambda page: page.name)
def test_every_link_leads_to_a_page_and_a_heading(page: manual.Page) -> None:
    for name, anchor in manual.links(page.name, page.markdown):
        assert name in manual.pages(), f"{page.name}: no page {name}"
        anchors = {section.anchor for section in manual.pages()[name].sections}
        assert not anchor or anchor in anchors, f"{page.name}: no heading {name}#{anchor}"


def test_every_page_is_reached_from_the_first() -> None:
    seen, waiting = {manual.INDEX}, [manual.INDEX]
    while waiting:
        name = waiting.pop()
        for target, _anchor in manual.links(name, manual.pages()[name].markdown):
            if target in manual.pages() and target not in seen:
                seen.add(target)
                waiting.append(target)
    assert seen == set(manual.pages())


TRANSLATED = [
    (language, path.relative_to(manual.folder() / language).with_suffix("").as_posix())
    for language in languages.NAMES
    for path in sorted((manual.folder() / language).rglob("*.md"))
]


@pytest.fixture
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    """A language that is spoken while the test runs."""
    languages.install(request.param)
    yield request.param
    languages.install(languages.ENGLISH)


@pytest.mark.parametrize(("spoken", "name"), TRANSLATED, indirect=["spoken"])
def test_a_page_in_another_language_stands_in_the_place_of_the_english_one(
    spoken: str, name: str
) -> None:
    own = manual.pages()[name]
    languages.install(languages.ENGLISH)
    english = manual.pages()[name]
    assert own.markdown != english.markdown
    assert [one.level for one in own.sections] == [one.level for one in english.sections]
    assert manual.links(name, own.markdown) == manual.links(name, english.markdown)
    assert f"{spoken}/{name}" not in manual.pages()


@pytest.mark.parametrize("spoken", languages.NAMES, indirect=True)
def test_links_lead_to_headings_whatever_is_spoken(spoken: str) -> None:
    pages = manual.pages()
    for page in pages.values():
        for name, anchor in manual.links(page.name, page.markdown):
            anchors = {section.anchor for section in pages[name].sections}
            assert not anchor or anchor in anchors, f"{spoken}/{page.name}: {name}#{anchor}"


@pytest.mark.parametrize(("spoken", "name"), TRANSLATED, indirect=["spoken"])
def test_a_translated_page_has_the_anchors_and_the_pictures_of_the_english_one(
    spoken: str, name: str
) -> None:
    """Help for a place finds its heading, and nobody learns without pictures."""
    page = manual.pages()[name]
    languages.install(languages.ENGLISH)
    english = manual.pages()[name]
    for own, theirs in zip(page.sections, english.sections, strict=True):
        assert page.section(theirs.anchor) == own == page.section(own.anchor)
    shown = PICTURE.findall(page.markdown)
    assert shown == PICTURE.findall(english.markdown), spoken
    assert all(manual.picture(name, link) for link in shown)


def test_links_are_moved_from_the_folder_of_a_language() -> None:
    text = "[a](../query.md#x) [b](first.md) [c](https://x.org/y.md) [d](#z) ![e](../p/e.png)"
    moved = "[a](query.md#x) [b](first.md) [c](https://x.org/y.md) [d](#z) ![e](p/e.png)"
    assert manual.in_place("study", "pt_BR", text) == moved
    deeper = manual.in_place("coming-from/brat", "de", "[a](../../query.md) [b](../first.md)")
    assert deeper == "[a](../query.md) [b](../first.md)"


def test_links_of_the_readme_lead_to_files() -> None:
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)\s#]+)[^)]*\)", text):
        assert "://" in link or (CHECKOUT / link).exists(), link


def commands() -> dict[str, argparse.ArgumentParser]:
    top = parser()
    (choices,) = (a for a in top._actions if isinstance(a, argparse._SubParsersAction))
    return dict(choices.choices)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_of_the_command_line_exists(page: manual.Page) -> None:
    code = "\n".join(re.findall(r"`[^`\n]+`|^```.*?^```|^    .+$", page.markdown, re.S | re.M))
    for name in COMMAND.findall(code):
        assert name in commands(), f"{page.name}: annotator {name}"


def test_searching_finds_sections_that_have_all_words() -> None:
    hits = manual.search("Blind projects")
    assert (hits[0].page.name, hits[0].section.title) == ("coders", "Blind projects")
    assert 0 < len(manual.search("blind round")) < len(manual.search("round"))
    assert manual.search("  ") == manual.search("zzyzx") == []


def test_an_excerpt_is_whole_words_around_what_was_searched_for() -> None:
    hit = next(hit for hit in manual.search("tombstone") if hit.excerpt)
    assert "tombstone" in hit.excerpt.casefold()
    assert set(hit.excerpt.strip("… ").split()) <= set(hit.section.words.split())


@pytest.mark.parametrize(
    ("page", "link", "expected"),
    [
        ("coders", "query.md#the-line", ("query", "the-line")),
        ("coming-from/brat", "../coders.md", ("coders", "")),
        ("coders", "#keys", ("coders", "keys")),
        ("coders", "https://example.org/x.md", None),
        ("index", "../../README.md", ("../../README", "")),
    ],
)
def test_links_are_read_from_the_page_they_stand_on(
    page: str, link: str, expected: tuple[str, str] | None
) -> None:
    assert manual.target(page, link) == expected


def test_headings_in_code_are_none() -> None:
    page = manual._page("x", "# A\n\n```\n# no heading\n```\n\n## B *c* `d`\n\nwords [x](y.md)\n")
    assert [(s.title, s.anchor) for s in page.sections] == [("A", "a"), ("B c d", "b-c-d")]
    assert page.sections[1].words == "words x"
