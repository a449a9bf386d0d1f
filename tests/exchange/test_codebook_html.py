"""The codebook for print: everything is there, in order, and nothing in it is taken for markup."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from annotator.corpus.codebook import Attribute, AttributeKind, Choice, Codebook, RelationType, Unit
from annotator.exchange.codebook_html import codebook_html
from annotator.operations.codebook import codes
from tests.making import ANN

NOW = ANN.created


class Page(HTMLParser):
    """The words of a page by the tag that they stand in, and whether its tags fit together."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.words.append((self.open[-1], data.strip()))

    def in_tag(self, *tags: str) -> list[str]:
        return [words for tag, words in self.words if tag in tags]


def book() -> Codebook:
    stance = codes.new_code("stance", "#0072b2", codable=False)
    claim = replace(
        codes.new_code("claim <b>", "#0072b2", parent=stance.guid),
        definition="What is said & meant.\n\nSecond part.",
        when_to_use="1 < 2",
        examples=("“So it is.”", "<script>alert(1)</script>"),
        counter_examples=("Is it so?",),
        unit=Unit.CLAUSE,
        may_nest=False,
        cues=("surely",),
    )
    hedged = codes.new_code("hedged", "#0072b2", parent=claim.guid)
    values = (Choice("certain", "c", "No doubt."), Choice("open"))
    kind = AttributeKind.CHOICE
    certainty = Attribute(
        *("a", claim.guid, "certainty", kind, NOW, NOW), choices=values, required=True
    )
    backs = RelationType("r", "backs", NOW, NOW, sources=(claim.guid,), definition="Speaks for.")
    return Codebook((stance, claim, hedged), "Study", (certainty,), (backs,))


def test_every_part_of_the_codebook_is_there_in_order() -> None:
    page = Page(codebook_html(book(), note="Version 3."))
    assert page.in_tag("h1", "h2", "h3") == [
        "Study",
        "1\u2002stance",
        "1.1\u2002claim <b>",
        "1.1.1\u2002hedged",
        "Relations",
    ]
    words = " ".join(text for _tag, text in page.words)
    for part in (
        *("2 codes. Version 3.", "What is said & meant.", "Second part.", "1 < 2", "Is it so?"),
        *("A passage is a clause.", "Passages do not lie in one another.", "surely"),
        *("certainty", "required", "certain", "No doubt.", "backs", "any code", "Speaks for."),
        "A heading for the codes below it",
    ):
        assert part in words, part


def test_what_looks_like_markup_is_text() -> None:
    html = codebook_html(book())
    assert "<script>" not in html
    assert "<script>alert(1)</script>" in Page(html).in_tag("li")


def test_the_built_in_codebook_and_an_empty_one_are_pages() -> None:
    built_in = codes.load()
    page = Page(codebook_html(built_in))
    assert len(page.in_tag("h2", "h3")) >= len(built_in.codes)
    assert Page(codebook_html(Codebook())).in_tag("h1") == ["Codebook"]
    titled = codebook_html(replace(built_in, name="x"), "A & B")
    assert Page(titled).in_tag("h1") == ["A & B"]
