"""Going from coding to coding."""

from annotator.corpus.span import Span
from annotator.corpus.text import DocumentText
from annotator.ui.reader.marks import Marks
from annotator.ui.reader.navigation import next_coding, next_uncoded_paragraph


def marks() -> Marks:
    marks = Marks(["c", "d"], ["a", "b"])
    marks.add("one", (Span(2, 4), Span(30, 33)), "c", "a")
    marks.add("two", (Span(10, 12),), "d", "b")
    marks.add("long", (Span(5, 9000),), "d", "a")
    return marks


def test_codings_in_the_order_of_their_parts() -> None:
    order = []
    position = -1
    while (found := next_coding(marks(), position)) is not None:
        order.append(found[0])
        position = found[1].start
    assert order == ["one", "long", "two", "one"]
    assert next_coding(marks(), 30, forward=False) == ("two", Span(10, 12))
    assert next_coding(marks(), 2, forward=False) is None


def test_only_some_codes_or_coders() -> None:
    assert next_coding(marks(), 2, codes=["c"]) == ("one", Span(30, 33))
    assert next_coding(marks(), 2, coders=["b"]) == ("two", Span(10, 12))
    assert next_coding(marks(), 2, codes=["none"]) is None


def test_paragraphs_without_a_coding() -> None:
    document = DocumentText("first\nsecond\n\nthird\nfourth")
    some = Marks(["c"], ["a", "b"])
    some.add("k", (Span(6, 8),), "c", "a")
    some.add("l", (Span(14, 15),), "c", "b")
    assert next_uncoded_paragraph(document, some, 0) == Span(20, 26)
    assert next_uncoded_paragraph(document, some, 0, coders=["a"]) == Span(14, 19)
    assert next_uncoded_paragraph(document, some, 20, forward=False) == Span(0, 5)
    assert next_uncoded_paragraph(document, some, 20) is None
