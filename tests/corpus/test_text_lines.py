"""Lines and paragraphs."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.span import Span
from annotator.corpus.text import DocumentText

WRAPPED = "\n\n".join(
    "\n".join(["a line of the paragraph that is wrapped at sixty"] * 4) for _ in "abc"
)


def test_lines_end_at_line_feeds_only() -> None:
    text = DocumentText("one\ntwo\u2028still two\n\nfour")
    assert text.line_starts == [0, 4, 18, 19]
    assert text.line_number(3) == 0
    assert text.line_at(5) == Span(4, 17)
    assert text.line_at(18) is None


def test_an_empty_text_has_one_empty_line() -> None:
    text = DocumentText("")
    assert text.line_starts == [0]
    assert text.line_at(0) is None
    assert text.paragraph_at(0) is None
    assert list(text.paragraphs()) == []


def test_a_paragraph_is_a_line() -> None:
    text = DocumentText("Title\nFirst paragraph.\n\nSecond one.")
    assert not text.hard_wrapped
    assert [text.text[p.start : p.end] for p in text.paragraphs()] == [
        "Title",
        "First paragraph.",
        "Second one.",
    ]
    assert text.paragraph_number(0) == 1
    assert text.paragraph_number(30) == 3


def test_lines_broken_at_a_width_make_one_paragraph() -> None:
    text = DocumentText(WRAPPED)
    assert text.hard_wrapped
    assert len(list(text.paragraphs())) == 3
    assert text.paragraph_at(100) == Span(0, WRAPPED.index("\n\n"))
    assert len(text.paragraph_starts) == 3


def test_paragraphs_backwards_mirror_those_forwards() -> None:
    for source in ("a\n\nb\nc\n", WRAPPED, "\n\n", "x"):
        text = DocumentText(source)
        forwards = list(text.paragraphs())
        assert list(text.paragraphs_before(len(source) + 1))[::-1] == forwards


@given(st.text(alphabet="ab \n\u2028", max_size=60))
def test_paragraphs_hold_every_written_character_once(source: str) -> None:
    text = DocumentText(source)
    covered = [i for p in text.paragraphs() for i in range(p.start, p.end)]
    assert len(covered) == len(set(covered))
    written = {i for i, character in enumerate(source) if not character.isspace()}
    assert written <= set(covered)
    assert len(text.paragraph_starts) == len(list(text.paragraphs()))
