"""A structured text for tests and pictures: one of everything that the reader shows."""

from __future__ import annotations

from annotator.corpus.structure import Element
from annotator.exchange.documents.builder import TextBuilder

IMAGE = "Bar chart of ferry passengers, 1990 to 2020"
COMMENT = "Is this the ministry’s figure or the harbour’s?"
ADDRESS = "https://example.org/ferry?year=2021&lang=en"


def structured() -> tuple[str, list[Element]]:
    """A report with headings, lists, tables, notes, quotations, emphasis and tracked changes."""
    made = TextBuilder()
    page = made.position
    _opening(made)
    made.mark("page", page, made.position, label="iii")
    page = made.position
    _lists(made)
    _table(made)
    _prose_table(made)
    made.mark("page", page, made.position, label="iv")
    page = made.position
    broken = _rest(made)
    made.mark("page", page, broken, label="v")
    made.mark("page", broken, made.position, label="vi")
    return made.finish()


def _heading(made: TextBuilder, words: str, level: int, label: str = "") -> None:
    start = made.position
    made.add(words)
    made.mark("heading", start, made.position, level=level)
    if label:
        made.mark("list-item", start, made.position, level=level, label=label)
    made.end_block()


def _styled(made: TextBuilder, words: str, *styles: str) -> None:
    start = made.position
    made.add(words)
    for style in styles:
        made.mark("emphasis", start, made.position, style=style)


def _paragraph(made: TextBuilder, words: str) -> None:
    with made.element("paragraph"):
        made.add(words)
    made.end_block()


def _opening(made: TextBuilder) -> None:
    _heading(made, "The harbour after the ferry", 1)
    made.add("Between 1990 and 2020 the port lost ")
    _styled(made, "most of its passengers", "bold")
    made.add(", as ")
    _styled(made, "The Harbour Daily", "italic")
    made.add(" reported more than once.")
    with made.element("note-mark", note="n1"):
        made.add("[1]")
    made.add(" What it reported, and how, is the matter of this study; the ")
    with made.element("link", address=ADDRESS):
        made.add("figures of the ministry")
    made.add(" stand beside it. Water is H")
    _styled(made, "2", "subscript")
    made.add("O, the year the 20")
    _styled(made, "th", "superscript")
    made.add(", and ")
    _styled(made, "nato", "small-caps")
    made.add(" is in small capitals; ")
    _styled(made, "this is struck", "strike")
    made.add(" and ")
    _styled(made, "that is underlined", "underline", "bold")
    made.add(".")
    made.end_block()
    _heading(made, "Background", 2, "1.")
    with made.element("comment", author="Ilse Varga", date="2026-03-14T09:30:00", text=COMMENT):
        made.add("Eleven of its thirty berths now stand empty")
    made.add(", the council said")
    made.mark("deleted", made.position, made.position, author="Noor", text=" in vain")
    with made.element("inserted", author="Noor", date="2026-03-15"):
        made.add(", after the storm")
    made.add(". Nobody had expected the talks to fail before the end of the year.")
    made.end_block()
    with made.element("quote", level=1):
        made.add("“We have seen this before. Prices are likely to rise, and nobody will ask us.”")
    made.end_block()
    with made.element("quote", level=1):
        made.add("— a former adviser")
    made.end_block()


def _lists(made: TextBuilder) -> None:
    _heading(made, "What was asked", 2, "2.")
    _paragraph(made, "Each speaker was asked the same:")
    for level, label, words in (
        (1, "1.", "Who decides about the ferry, and who is heard before they decide?"),
        (
            1,
            "2.",
            "What changed after the storm, for the town and for those who work in its port, "
            "in the weeks in which no ship came at all?",
        ),
        (2, "a)", "in the town"),
        (2, "b)", "in the harbour"),
        (3, "•", "on the quays"),
        (1, "10.", "What will it cost?"),
    ):
        with made.element("list-item", level=level, label=label):
            made.add(words)
        made.end_block()


def _row(made: TextBuilder, number: int, cells: list[str], *, header: bool = False) -> None:
    start = made.position
    for column, words in enumerate(cells, 1):
        if column > 1:
            made.add("\t")
        values = {"row": number, "column": column} | ({"header": 1} if header else {})
        with made.element("cell", **values):
            made.add(words)
    made.mark("row", start, made.position, row=number)
    made.end_block()


def _table(made: TextBuilder) -> None:
    _heading(made, "Passengers and berths", 2, "3.")
    start = made.position
    rows = [
        ["Year", "Passengers", "Berths in use", "Remark"],
        ["1990", "412,000", "30", "before the bridge"],
        ["2005", "230,500", "24", "two companies\nthen one"],
        ["2020", "61,200", "19", ""],
    ]
    for number, cells in enumerate(rows, 1):
        _row(made, number, cells, header=number == 1)
    made.mark("table", start, made.position - 1, rows=4, columns=4)
    with made.element("caption"):
        made.add("Table 1. Ferry traffic, by the ministry’s own figures.")
    made.end_block()


def _prose_table(made: TextBuilder) -> None:
    _heading(made, "Two answers", 3)
    start = made.position
    _row(made, 1, ["Speaker", "Answer", "Our reading"], header=True)
    _row(
        made,
        2,
        [
            "Dock worker",
            "They told us in the morning that there would be no ship, and in the evening "
            "that there would be no work. Nobody came down to the quay to say it; "
            "we read it on the door.",
            "Agency is hidden: “there would be no work”. Who decided does not appear.",
        ],
    )
    _row(made, 3, ["Mayor", "We decided, and we would decide it again.", "Agency is claimed."])
    made.mark("table", start, made.position - 1, rows=3, columns=3)


def _rest(made: TextBuilder) -> int:
    """Returns where a page ends within a paragraph."""
    _heading(made, "Sources", 2, "4.")
    made.mark("image", made.position, made.position, alt=IMAGE, file="chart.png")
    made.end_block()
    with made.element("caption"):
        made.add("Figure 1. Passengers a year.")
    made.end_block()
    with made.element("preformatted"):
        made.add("year  passengers  berths\n1990     412,000      30")
    made.end_block()
    made.add("A line that breaks")
    made.line_break()
    made.add(
        "within its paragraph, and then goes on; the reader has heard of it before and will "
        "not be surprised that a page ends "
    )
    broken = made.position
    made.add("in the middle of it.")
    made.end_block()
    with made.element("footnote", note="n1", label="1"):
        made.add("[1] The Harbour Daily, 14 March 2026, page 3, and again a week later.")
    made.end_block()
    with made.element("footnote", note="n2", label="2"):
        made.add("[2] Minutes of the council, as quoted there.")
    made.end_block()
    return broken
