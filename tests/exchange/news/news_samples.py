"""Exports of news databases, made for the tests: the same two articles in every layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Final

from tests.exchange.documents.word_samples import para, run, word

HARBOUR: Final = "The harbour that nobody wanted"
FIRST: Final = (
    "When the dredgers came up the river in March, the council had not yet voted on the money that"
    " they cost, and nobody on the quay could say who had ordered them.",
    "Section: that is how the plan calls the first mile of the new channel.",
    "“We were asked once,” says a fisherman, “and we said no.”",
)
FERRY: Final = "Ferry stays in port"
SECOND: Final = ("The ferry stays in port until Friday.", "A spare part is on its way.")
RULE: Final = "_" * 60


def nexis_word(end: str = "End of Document", cover: bool = True) -> bytes:
    """Nexis Uni as Word: a cover, then articles with a bold headline each."""
    head = [
        "Date and Time: Friday, 5. July 2019 09:31:00 CEST",
        "Documents (2)",
        f"1. {HARBOUR}",
        f"2. {FERRY}",
    ]
    return word(
        "".join(para(line) for line in head if cover)
        + _nexis_article(
            [HARBOUR, "The Coast Gazette(London)", "July 1, 2019 Monday 9:20 AM GMT"],
            {"Section": "NEWS; Pg. 12", "Length": "1,355 words", "Byline": "Ada Moor"},
            FIRST,
            {"Load-Date": "July 2, 2019"},
            end,
        )
        + _nexis_article(
            [FERRY, "Hafenblatt", "Dienstag 7. Mai 2019", "Copyright 2019 Hafen GmbH"],
            {"Rubrik": "LOKALES; S. 6", "Länge": "75 Wörter"},
            SECOND,
            {
                "Graphic": "",
                "": "A ferry. Photo: B. Lind",
                "Classification": "",
                "Language": "GERMAN",
            },
            end,
        )
    )


def nexis_export(articles: int, paragraphs: int, seed: int) -> bytes:
    """An export of so many articles, for measuring."""
    made = []
    for number in range(articles):
        body = [f"{FIRST[0]} {seed} {number} {place} {FIRST[2]}" * 2 for place in range(paragraphs)]
        head = [f"{HARBOUR} {number}", "The Coast Gazette(London)", "July 1, 2019 Monday"]
        labels = {"Section": "NEWS; Pg. 12", "Length": "1,355 words", "Byline": "Ada Moor"}
        below = {"Classification": "", "Language": "ENGLISH", "Load-Date": "July 2, 2019"}
        made.append(_nexis_article(head, labels, body, below, "End of Document"))
    return word("".join(made))


def _nexis_article(
    head: Sequence[str],
    labels: Mapping[str, str],
    body: Sequence[str],
    below: Mapping[str, str],
    end: str,
) -> str:
    return "".join(
        (
            para(run(head[0], "<w:b/>")),
            *(para(line) for line in head[1:]),
            para(),
            *(
                para(run(f"{name}:", "<w:b/>"), run(f"\u00a0{value}"))
                for name, value in labels.items()
            ),
            para(run("Body", "<w:b/>")),
            para(),
            *(para(line) for line in body),
            *(
                para(f"{name}:\u00a0{value}" if name and value else name or value)
                for name, value in below.items()
            ),
            para(),
            para(run(end, "<w:b/>")),
        )
    )


def rtf(lines: Sequence[str], bold: Sequence[str] = ()) -> bytes:
    """Paragraphs as rich text, some of them bold."""
    parts = []
    for line in lines:
        words = "".join(c if c.isascii() else rf"\u{ord(c)}?" for c in line).replace("\t", r"\tab ")
        parts.append((rf"{{\b {words}}}" if line in bold else words) + r"\par")
    return ("{\\rtf1\\ansi " + "\n".join(parts) + "}").encode("ascii")


def nexis_rich_text() -> bytes:
    lines = [
        *(HARBOUR, "The Coast Gazette", "July 1, 2019 Monday", "", "Section: NEWS; Pg. 12"),
        *("Length: 355 words", "Byline: Ada Moor", "Body", *FIRST, "Load-Date: July 2, 2019"),
        *("End of Document", FERRY, "Hafenblatt", "Dienstag 7. Mai 2019"),
        *("Länge: 75 Wörter", "Body", *SECOND, "End of Document"),
    ]
    return rtf(lines, bold=(HARBOUR, FERRY, "Body"))


def nexis_text() -> str:
    """The print layout: centred heads, paragraphs filled to 78 characters."""
    first = [
        *("1 of 2 DOCUMENTS".center(78), "", "", "The Coast Gazette (London)".center(78), ""),
        *("July 1, 2019 Monday".center(78), "Late Edition - Final".center(78), "", HARBOUR, ""),
        *("BYLINE: Ada Moor", "", "SECTION: Section B; Page 12, Column 2", ""),
        *("LENGTH: 1355 words", ""),
    ]
    second = [
        *("2 of 2 DOCUMENTS".center(78), "", "Hafenblatt".center(78), ""),
        *("Dienstag 7. Mai 2019".center(78), "", FERRY, "", "RUBRIK: LOKALES; S. 6", ""),
        *("LÄNGE: 75 Wörter", ""),
    ]
    rights = ["", "Copyright 2019 Coast Media".center(78), "All Rights Reserved".center(78), ""]
    return "\n".join(
        (
            *("Download Request: Selected Items: 1-2", "Time Of Request: Friday", "", ""),
            *first,
            *_filled(FIRST),
            *("LOAD-DATE: July 2, 2019", "", "LANGUAGE: ENGLISH", *rights),
            *second,
            *_filled(SECOND),
            *("UPDATE: 8. Mai 2019", "", "SPRACHE: GERMAN; DEUTSCH", *rights),
        )
    )


def _filled(paragraphs: Sequence[str]) -> list[str]:
    return [line for one in paragraphs for line in (*wrap(one, 78), "")]


def page(body: str) -> str:
    return f'<html><head><meta charset="utf-8"><title>x</title></head><body>{body}</body></html>'


def nexis_page() -> str:
    lines = (line for line in nexis_text().split("\n\n") if line.strip())
    return page("".join(f"<div><p>{' '.join(line.split())}</p></div>" for line in lines))


def factiva_page() -> str:
    """Factiva's article format."""
    first = [
        "News",
        f'<span class="enHeadline">{HARBOUR}</span>',
        "By Ada Moor",
        "1,355 words",
        "1 July 2019",
        "09:20",
        "The Coast Gazette",
        "COASTG",
        "First Edition",
        "12",
        "English",
        "(c) 2019 Coast Media. All Rights Reserved.",
    ]
    second = [
        f'<span class="deHeadline">{FERRY}</span>',
        "75 Wörter",
        "7 Mai 2019",
        "Hafenblatt",
        "HAFENB",
        "Deutsch",
        "© 2019 Hafen GmbH",
    ]
    return page(
        "<table><tr><td><h1>Factiva</h1></td><td>Dow Jones</td></tr></table>"
        + _factiva_article("enArticle", first, FIRST, "Document COASTG0020190701ef71000aa")
        + _factiva_article("deArticle", second, SECOND, "Dokument HAFENB0020190507ef57000bb")
        + "<table><tr><td>Search Summary</td></tr><tr><td>Text</td><td>harbour</td></tr></table>"
        "<p>© 2019 Factiva, Inc. All rights reserved.</p>"
    )  # fmt: skip


def _factiva_article(kind: str, head: Sequence[str], body: Sequence[str], end: str) -> str:
    lines = "".join(f"<div>{line}</div>" for line in head)
    text = "".join(f'<p class="articleParagraph">{line}</p>' for line in (*body, end))
    return f'<div class="article {kind}">{lines}{text}</div>'


def factiva_rich_text() -> bytes:
    return rtf(
        [
            *("News", HARBOUR, "By Ada Moor", "1,355 words", "1 July 2019", "The Coast Gazette"),
            *("COASTG", "12", "English", "(c) 2019 Coast Media.", *FIRST),
            *("Document COASTG0020190701ef71000aa", "", FERRY, "75 words", "7 May 2019"),
            *("Hafenblatt", "HAFENB", "German", "(c) 2019 Hafen GmbH", *SECOND),
            "Document HAFENB0020190507ef57000bb",
        ],
        bold=(HARBOUR, FERRY),
    )


def factiva_codes_page() -> str:
    first = {
        "SE": "News", "HD": HARBOUR, "BY": "By Ada Moor", "WC": "1,355 words", "PD": "1 July 2019",
        "ET": "09:20", "SN": "The Coast Gazette", "SC": "COASTG", "ED": "First", "PG": "12",
        "LA": "English", "CY": "(c) 2019 Coast Media", "LP": f"<p>{FIRST[0]}</p><p>{FIRST[1]}</p>",
        "TD": f"<p>{FIRST[2]}</p>", "NS": "<p>gcat : Political News</p>",
        "RE": "<p>uk : United Kingdom</p>", "AN": "Document COASTG0020190701ef71000aa",
    }  # fmt: skip
    second = {
        "HD": FERRY, "WC": "75 Wörter", "PD": "7 Mai 2019", "SN": "Hafenblatt", "SC": "HAFENB",
        "LP": f"<p>{SECOND[0]}</p>", "TD": f"<p>{SECOND[1]}</p>",
        "AN": "Dokument HAFENB0020190507ef57000bb",
    }  # fmt: skip
    tables = (
        "".join(
            f"<tr><td><b>{code}</b>&nbsp;</td><td>{value}</td></tr>" for code, value in one.items()
        )
        for one in (first, second)
    )
    return page("".join(f"<table>{rows}</table>" for rows in tables))


def proquest_text() -> str:
    first = [
        *(HARBOUR, "", "Author: Moor, Ada", "", "Publication info: The Coast Gazette ; London."),
        *("", "https://www.proquest.com/docview/2637391967/se-2", "", "Abstract: None available."),
        *("", "Links: https://example.org/openurl", "", f"Full text: {FIRST[0]}", *FIRST[1:], ""),
        *("Subject: Harbours; Councils", "", f"Title: {HARBOUR}", ""),
        *("Publication title: The Coast Gazette; London (UK)", "", "First page: B.12", ""),
        *("Publication year: 2019", "", "Publication date: Jul 1, 2019", "", "Section: News", ""),
        *("Language of publication: English", "", "ProQuest document ID: 2637391967", ""),
        *("Document URL: https://www.proquest.com/docview/2637391967", ""),
        *("Copyright: Copyright 2019 Coast Media", "", "Last updated: 2019-07-02", ""),
        *("Database: Global Newsstream", ""),
    ]
    second = [
        *(FERRY, "", f"Full text: {SECOND[0]}", SECOND[1], "", "Publication title: Hafenblatt"),
        *("", "Publication date: May 7, 2019", "", "ProQuest document ID: 11", "", "Database: X"),
        "",
    ]
    end = [
        "",
        "Contact us at: http://about.proquest.com",
        "Database copyright © 2022 ProQuest LLC.",
    ]
    return "\n".join((RULE, "", *first, RULE, "", *second, RULE, *end))


def proquest_page() -> str:
    lines = (line for line in proquest_text().split("\n") if line and not line.startswith("__"))
    return page("".join(f"<p>{line}</p>" for line in lines))


def proquest_rich_text() -> bytes:
    return rtf(proquest_text().split("\n"))


def europresse_page() -> str:
    """As the pages are since 2015."""
    return page(
        _europresse_article(
            "The Coast Gazette, no. 5968", "News, lundi 1 juillet 2019, p. 12", "HARBOURS", HARBOUR,
            '<div class="sm-margin-bottomNews">Ada Moor</div>', FIRST, "20190701·CG·1",
        )
        + _europresse_article(
            "Hafenblatt", "mardi 7 mai 2019", "", FERRY, "", SECOND, "20190507·HB·2"
        )
    )  # fmt: skip


def _europresse_article(
    outlet: str, imprint: str, above: str, title: str, author: str, body: Sequence[str], number: str
) -> str:
    text = "".join(f"<p>{line}</p>" for line in body)
    return (
        '<article><header><div class="rdp__DocPublicationName">'
        f'<span class="DocPublicationName">{outlet}</span></div>'
        f'<div><span class="DocHeader">{imprint}</span></div><div><p>{above}</p></div>'
        f'<div class="titreArticle"><p class="titreArticleVisu">{title}</p></div>{author}</header>'
        f'<section><div class="DocText">{text}</div></section>'
        "<aside><div><p><b>Illustration(s) : </b></p><p>A photo.</p></div></aside><footer>"
        f"<small>© 2019 Owner. Tous droits réservés.</small>"
        f"<p>Numéro de document : news·{number}</p>"
        f"<div>news·{number}</div><div>Ce certificat est émis à <b>X</b> à des fins de"
        " visualisation personnelle et temporaire.</div><div>Date d'émission : <b>2019-08-01</b>"
        "</div><div>Le présent document est protégé par les lois et conventions internationales."
        "</div></footer></article>"
    )


def genios_text() -> str:
    """As the parsers that are public say the texts are."""
    return "\n".join(
        (
            *("Dokumente", "", "The Coast Gazette vom 01.07.2019, Seite 12", HARBOUR, *FIRST, ""),
            *("Quelle: The Coast Gazette vom 01.07.2019, Seite 12", "Ressort: News"),
            *("Ausgabe: Küste", "Dokumentnummer: CG-2019-07-01-12"),
            "Dauerhafte Adresse des Dokuments: https://www.wiso-net.de/document/CG__1",
            *("Alle Rechte vorbehalten: (c) Coast Media", ""),
            *("© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH", "", FERRY, *SECOND, ""),
            *("Quelle: Hafenblatt vom 7. Mai 2019", "Dokumentnummer: HB-2"),
            *(
                "Alle Rechte vorbehalten: (c) Hafen",
                "© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH",
            ),
        )
    )


def genios_rich_text() -> bytes:
    return rtf(genios_text().replace(": ", ":\t", 0).split("\n"), bold=(HARBOUR, FERRY))


def genios_page() -> str:
    lines = (line for line in genios_text().split("\n") if line)
    return page("".join(f"<p>{line}</p>" for line in lines))
