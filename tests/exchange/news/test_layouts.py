"""Two articles in every layout: the same fields and texts come out of each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator.operations.documents import file_reading
from annotator.operations.documents.document_rows import TextFile
from tests.exchange.news import news_samples as samples
from tests.exchange.news.news_samples import FERRY, FIRST, HARBOUR, SECOND

ALWAYS = {"headline": HARBOUR, "date": "2019-07-01"}
SECTION = {"section": "NEWS", "page": "12"}
FULL = {"byline": "Ada Moor", "length": "1355"}
CASES: dict[str, tuple[Callable[[], bytes | str], str, dict[str, str]]] = {
    "nexis-docx": (samples.nexis_word, "n.docx", SECTION | FULL),
    "nexis-rtf": (samples.nexis_rich_text, "n.rtf", SECTION | {"length": "355"}),
    "nexis-txt": (
        samples.nexis_text,
        "n.txt",
        FULL | {"section": "Section B", "page": "12", "edition": "Late Edition - Final"},
    ),
    "nexis-html": (samples.nexis_page, "n.html", FULL | {"page": "12"}),
    "factiva-html": (
        samples.factiva_page,
        "f.html",
        {"section": "News", "page": "12", "byline": "By Ada Moor", "edition": "First Edition"},
    ),
    "factiva-rtf": (samples.factiva_rich_text, "f.rtf", {"section": "News", "length": "1355"}),
    "factiva-codes": (
        samples.factiva_codes_page,
        "f.html",
        {"section": "News", "page": "12", "edition": "First", "length": "1355"},
    ),
    "proquest-txt": (
        samples.proquest_text,
        "p.txt",
        {"section": "News", "page": "B.12", "byline": "Moor, Ada", "id": "2637391967"},
    ),
    "proquest-html": (samples.proquest_page, "p.html", {"page": "B.12", "id": "2637391967"}),
    "proquest-rtf": (samples.proquest_rich_text, "p.rtf", {"page": "B.12", "id": "2637391967"}),
    "europresse": (
        samples.europresse_page,
        "e.html",
        {"section": "News", "page": "12", "byline": "Ada Moor"},
    ),
    "genios-txt": (
        samples.genios_text,
        "w.txt",
        {"section": "News", "page": "12", "edition": "Küste", "id": "CG-2019-07-01-12"},
    ),
    "genios-rtf": (samples.genios_rich_text, "w.rtf", {"section": "News", "page": "12"}),
    "genios-html": (samples.genios_page, "w.html", {"section": "News", "page": "12"}),
}


def read(data: bytes | str, name: str) -> list[TextFile]:
    return file_reading.read(data.encode() if isinstance(data, str) else data, name)


def metadata(document: TextFile) -> list[str]:
    return [str(one.values["text"]) for one in document.structure if one.kind == "metadata"]


@pytest.mark.parametrize("case", CASES)
def test_articles_with_their_fields(case: str) -> None:
    make, name, fields = CASES[case]
    first, second = read(make(), name)
    for one in (first, second):
        assert one.origin is not None
        assert one.origin.reader == "news"
    assert first.text == "\n".join((HARBOUR, *FIRST))
    assert second.text == "\n".join((FERRY, *SECOND))
    assert (first.name, second.name) == (HARBOUR, FERRY)
    found = dict(first.attributes)
    assert found["outlet"].startswith("The Coast Gazette")
    assert {name: found.get(name) for name in ALWAYS | fields} == ALWAYS | fields
    assert second.attributes["date"] == "2019-05-07"
    assert second.attributes["outlet"] == "Hafenblatt"


@pytest.mark.parametrize("case", CASES)
def test_the_headline_is_a_heading_and_boilerplate_no_text(case: str) -> None:
    make, name, _fields = CASES[case]
    first, second = read(make(), name)
    (heading,) = (one for one in first.structure if one.kind == "heading")
    assert first.text[heading.start : heading.end] == HARBOUR
    assert all(one.start == one.end for one in first.structure if one.kind == "metadata")
    assert metadata(first)
    assert metadata(second)
    remarks = [what for what, _where in (first.origin.remarks if first.origin else ())]
    assert any("2 articles" in what for what in remarks)
    said = [what for what, _where in (second.origin.remarks if second.origin else ())]
    assert said == []


def test_what_stands_around_the_articles_is_told() -> None:
    first, _second = read(samples.nexis_word(), "n.docx")
    assert first.origin is not None
    (told,) = (what for what, _where in first.origin.remarks if "before the first" in what)
    assert "Documents (2)" in told
    first, _second = read(samples.factiva_page(), "f.html")
    assert first.origin is not None
    (told,) = (what for what, _where in first.origin.remarks if "at its end" in what)
    assert "Search Summary" in told


def test_what_is_below_the_text_is_beside_it() -> None:
    _first, second = read(samples.nexis_word(), "n.docx")
    below = [
        (one.values.get("label"), one.values["text"])
        for one in second.structure
        if one.kind == "metadata" and one.start
    ]
    assert ("Graphic", "A ferry. Photo: B. Lind") in below
    assert ("Language", "GERMAN") in below
    assert second.attributes["language"] == "GERMAN"


@pytest.mark.parametrize("end", ["Fin du document", "Einde van document", "Ende des Dokuments"])
def test_other_languages_of_the_database(end: str) -> None:
    assert [one.name for one in read(samples.nexis_word(end), "n.docx")] == [HARBOUR, FERRY]


def test_an_article_that_is_laid_out_otherwise_is_there_as_it_stands() -> None:
    text = samples.nexis_text().replace("2 of 2", "2 of 3")
    text += "\n\n3 of 3 DOCUMENTS\n\nNothing here is as it is elsewhere.\n\nNot at all.\n"
    *_others, last = read(text, "n.txt")
    assert last.text.endswith("Nothing here is as it is elsewhere.\nNot at all.")
    assert last.origin is not None
    assert "not laid out" in last.origin.remarks[0][0]


def test_lines_among_the_fields_that_no_rule_names_are_kept_and_told() -> None:
    data = samples.nexis_rich_text().replace(b"Byline: Ada Moor", b"Zeppelin: LZ 127")
    first, _second = read(data, "n.rtf")
    assert "Zeppelin: LZ 127" in metadata(first)
    assert first.origin is not None
    assert any("Zeppelin: LZ 127" in what for what, _where in first.origin.remarks)


def test_a_document_that_only_mentions_the_database_stays_what_it_is() -> None:
    for text in ("End of Document\n", "Length: 3\nBody\nEnd of Document\n", "1 of 2 DOCUMENTS\nhi"):
        (one,) = read(text, "t.txt")
        assert one.text == text
        assert one.origin is None


def test_a_file_can_be_read_as_it_is() -> None:
    data = samples.nexis_word()
    (one,) = file_reading.read(data, "n.docx", file_reading.ReaderChoices("docx"))
    assert HARBOUR in one.text


def test_emphasis_and_links_stay_at_their_words() -> None:
    page = samples.factiva_page().replace("asked once", "<b>asked</b> once")
    first, _second = read(page, "f.html")
    (bold,) = (one for one in first.structure if one.values.get("style") == "bold")
    assert first.text[bold.start : bold.end] == "asked"


@pytest.mark.parametrize(
    ("publisher", "is_text"),
    [
        ("Coast Media plc", False),
        ("Coast Media Group, Inc.", False),
        ("Verlag der Küste GmbH &amp; Co. KG", False),
        ("The ferry sails again on Monday.", True),
        ("“It will never sail again”", True),
    ],
)
def test_who_publishes_an_article_is_no_text(publisher: str, is_text: bool) -> None:
    """As it stands between the text and the number of an article."""
    end = '<p class="articleParagraph">Document COASTG'
    page = samples.factiva_page().replace(end, f"<p>{publisher}</p>{end}")
    first, second = read(page, "f.html")
    words = publisher.replace("&amp;", "&")
    assert (words in first.text) == is_text
    assert (words in metadata(first)) != is_text
    assert second.text == "\n".join((FERRY, *SECOND))
    assert first.origin is not None
    assert not any("Not understood" in what for what, _where in first.origin.remarks)


def test_labels_with_a_space_are_those_with_a_hyphen() -> None:
    data = samples.nexis_rich_text().replace(
        b"Load-Date: July 2, 2019",
        b"Language: ENGLISH\\par Journal Code: CG\\par Load Date: July 2, 2019",
    )
    first, _second = read(data, "n.rtf")
    assert first.text == "\n".join((HARBOUR, *FIRST))
    assert {"ENGLISH", "CG", "July 2, 2019"} <= set(metadata(first))


def test_a_section_that_is_a_page_alone_is_a_page() -> None:
    data = samples.nexis_rich_text().replace(b"NEWS; Pg. 12", b"Pg. B12")
    first, _second = read(data, "n.rtf")
    assert "section" not in first.attributes
    assert first.attributes["page"] == "B12"


PRINTED = """
                               1 of 1 DOCUMENTS


                 Copyright 2015 The Coast Newspapers, Inc.
                              All Rights Reserved
                           Coast Gazette (Florida)

                     Distributed by Tide Content Agency

                              May 10, 2015 Sunday
                                   Edition 3;
                                National Edition
                                    Islands

SECTION: NEWS; Pg. 1A

LENGTH: 49  words

HEADLINE: The harbour stays open;
A ferry returns after a year of waiting and of letters to a council that would
not hear of it;
MORE ON PAGE 4

BYLINE: Ada Moor

BODY:

CITY

QUAY

The quay was open again on Monday, and nobody who came there had believed that
it would be.

LANGUAGE: ENGLISH

LOAD-DATE: May 11, 2015
"""


def test_centred_lines_of_a_printed_head_are_lines_of_their_own() -> None:
    """A paper directly below the rights, editions below the date, a headline in three parts, and
    headings in the text that could be labels."""
    (one,) = read(PRINTED, "n.txt")
    assert one.attributes == {
        "headline": (
            "The harbour stays open; A ferry returns after a year of waiting and of letters to a"
            " council that would not hear of it; MORE ON PAGE 4"
        ),
        "outlet": "Coast Gazette (Florida)",
        "date": "2015-05-10",
        "section": "NEWS",
        "page": "1A",
        "edition": "Edition 3; National Edition Islands",
        "byline": "Ada Moor",
        "length": "49",
        "language": "ENGLISH",
    }
    _headline, *paragraphs = one.text.split("\n")
    assert paragraphs == [
        "CITY",
        "QUAY",
        "The quay was open again on Monday, and nobody who came there had believed that it would"
        " be.",
    ]
    assert one.origin is not None
    assert [what for what, _where in one.origin.remarks if "Not understood" in what] == []


def test_an_article_in_which_nothing_is_text_is_there_as_it_stands() -> None:
    begin, end = PRINTED.index("HEADLINE"), PRINTED.index("LANGUAGE")
    bare = (PRINTED[:begin] + PRINTED[end:]).replace("Islands\n", "\n")
    _first, one = read(PRINTED + bare, "n.txt")
    assert "Coast Gazette" in one.text
    assert one.origin is not None
    assert any("not laid out" in what for what, _where in one.origin.remarks)


def test_numbers_above_headlines_and_labels_without_spaces() -> None:
    text = samples.proquest_text().replace("Document URL:", "DocumentURL:")
    text = text.replace(f"\n{HARBOUR}\n", f"\nDocument 1 of 2\n\n{HARBOUR}\n", 1)
    assert "DocumentURL:" in text
    one, _other = read(text, "p.txt")
    assert one.text == "\n".join((HARBOUR, *FIRST))
    assert one.attributes["url"].startswith("https://")
