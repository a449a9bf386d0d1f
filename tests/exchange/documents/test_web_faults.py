"""Faulty pages, books and Markdown: a sentence or a document, never anything else."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

import pytest

from annotator.errors import UserError
from annotator.exchange.documents import html_notes
from annotator.exchange.documents.html_note_links import LinkFacts, facts_of
from annotator.exchange.documents.registry import reader_named
from tests.exchange.documents.web_samples import (
    checked,
    markdown,
    page,
    rich_books,
    rich_markdown,
    rich_page,
    rich_saved_page,
)

TRIES = 60
PIECES = (
    *(b"<td>", b"</table>", b"<table><tr>", b"<caption>", b"<li>", b"</ul>", b"<pre>", b"</a>"),
    *(b'<a href="#fn1">1</a>', b'<p id="fn1">', b"<q>", b"<h1>", b"&#0;", b"&bogus;", b"\x00"),
    *(b"<![CDATA[", b"]]>", b"<!--", b"\xff\xfe", b"<svg>", b"<!DOCTYPE x [", b"> ", b"```\n"),
    *(b"[^n]", b"|", b"---\n", b"</body>", b"<rt>", b"<dl><dd>", b'="', b"\xed\xa0\x80"),
)


def spoiled(data: bytes, dice: random.Random) -> bytes:
    """Bytes changed, pieces put in, taken out and moved."""
    for _ in range(dice.randint(1, 5)):
        at, other = sorted(dice.choices(range(len(data) + 1), k=2))
        way = dice.randrange(5)
        if way == 0:
            data = data[:at] + bytes((dice.randrange(256),)) + data[at + 1 :]
        elif way == 1:
            data = data[:at] + dice.choice(PIECES) * dice.choice((1, 1, 1, 50)) + data[at:]
        elif way == 2 and other - at < len(data) // 2:
            data = data[:at] + data[other:]
        elif way == 3:
            data = data[:at] + data[at : at + 300] + data[at:]
        elif dice.random() < 0.2:
            data = data[:at]
    return data


def spoiled_book(data: bytes, dice: random.Random) -> bytes:
    """A member spoiled, or the archive as bytes."""
    if dice.random() < 0.2:
        return spoiled(data, dice)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    place = dice.randrange(1, len(members))
    members[place] = members[place][0], spoiled(members[place][1], dice)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("reader", "sound", "spoil"),
    [
        ("html", [rich_page()], spoiled),
        ("mhtml", [rich_saved_page()], spoiled),
        ("markdown", [rich_markdown()], spoiled),
        ("epub", rich_books(), spoiled_book),
    ],
)
def test_faults(
    reader: str, sound: list[bytes], spoil: Callable[[bytes, random.Random], bytes]
) -> None:
    found = reader_named(reader)
    assert found is not None
    read = 0
    for seed in range(TRIES):
        dice = random.Random(seed)
        data = spoil(dice.choice(sound), dice)
        for options in ({}, {"article": "only"}) if reader == "html" else ({},):
            try:
                documents = found.read(data, "file", options)
            except UserError as error:
                assert "\n" not in str(error) and str(error).endswith((".", ")"))
            else:
                for document in documents:
                    checked(document).text.encode()
                    read += 1
    assert read > TRIES // 10


def test_a_table_without_order() -> None:
    found = reader_named("html")
    assert found is not None
    for markup in (
        "<table><tr>loose<td>a</td>more<td>b</td>last</tr></table>",
        "<table><caption>a<caption>b</caption></caption><tr>c</tr></table>",
        "<table>x<tr></tr><caption>y</caption><td>z</td></table>",
        "<tr><td>a<td>b</table><td>c",
        "<li>a<li>b</ol>c",
    ):
        (document,) = found.read(markup.encode(), "page.html")
        shown = "".join(letter for letter in document.text if letter.isalpha())
        assert shown == "".join(
            piece.split(">")[-1] for piece in markup.split("<") if piece.split(">")[-1]
        )


def test_many_rows_that_cells_reach_into_are_soon_read() -> None:
    found = reader_named("html")
    assert found is not None
    cells = "".join(f"<td rowspan={60_000 - place}>" for place in range(900))
    (document,) = found.read(f"<table><tr>{cells}{'<tr><td>x' * 3000}</table>".encode(), "p.html")
    assert document.text.count("x") == 3000


def test_rows_that_many_cells_reach_into_count_until_they_are_too_many() -> None:
    cells = "<td rowspan=20000>a" * 1000
    document = page(f"<table><tr>{cells}{'<tr><td>x' * 1000}</table>")
    columns = [one.values["column"] for one in document.structure if one.kind == "cell"][1000:]
    assert columns[:400] == [1001] * 400
    assert columns[600:] == [1] * 400
    assert document.text.count("x") == 1000


def test_links_of_notes_in_notes_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def counted(path: str, link: object) -> LinkFacts:
        asked.append(link)
        return facts_of(path, link)

    monkeypatch.setattr(html_notes, "facts_of", counted)
    notes = "".join(f'<div id="n{number}">{number}' for number in range(200))
    links = "".join(f'<a href="#n{number % 200}">{number % 99}</a>' for number in range(2_000))
    marks = "".join(f'<a href="#n{number}">{number}</a>' for number in range(200))
    document = page(f"<p>{marks}</p>{notes}{links}{'</div>' * 200}")
    assert "199" in document.text
    assert len(asked) == len(set(asked)) == 2_000


def test_markdown_that_is_nested_too_deep_is_as_it_was_written() -> None:
    for source in ("> " * 70 + "deep\n\nafter", "- " * 40 + "deep\n\nafter"):
        document = markdown(source)
        assert document.text == source
        assert "deep in each other" in document.remarks[0].what
    for source in ("> " * 50 + "deep\n\nafter", "- " * 20 + "deep\n\nafter"):
        assert markdown(source).text == "deep\nafter"
        assert not markdown(source).remarks


def test_pages_beyond_the_bounds_are_refused() -> None:
    found = reader_named("html")
    assert found is not None
    with pytest.raises(UserError, match="more elements"):
        found.read(b"<p>x" * 900_000, "page.html")
    for written in (b"a%d=1", b'a%d="<"'):
        attributes = b" ".join(written % number for number in range(20_000))
        with pytest.raises(UserError, match="too many attributes"):
            found.read(b"<p " + attributes + b">x", "page.html")
