"""The query language: both ways without loss, and every mistake with its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.corpus.codebook import Attribute, AttributeKind, Code, Codebook, RelationType
from annotator.corpus.query import (
    And,
    CodeIs,
    CoderIs,
    Direction,
    Not,
    Or,
    Order,
    Overlap,
    Pattern,
    Question,
    Related,
    ResultUnit,
    TextHas,
    TextUnit,
)
from annotator.cues.query_lexer import QueryLexer
from annotator.retrieval.language import (
    QueryError,
    Vocabulary,
    complete,
    parse,
    print_query,
    print_question,
)
from annotator.retrieval.language.scanning import LONGEST_LINE
from tests.making import ANN
from tests.retrieval.strategies import questions

TERM, CLAIM, A = CodeIs(("evaluative term",)), CodeIs(("claim",)), CoderIs("Coder A")
TIMES = (ANN.created, ANN.modified)
BOOK = Codebook(
    (
        Code("1", "claim", "#000000", *TIMES),
        Code("2", "evaluative term", "#000000", *TIMES),
        Code("3", "attitude", "#000000", *TIMES),
        Code("4", "other", "#000000", *TIMES, parent="3"),
        Code("5", "other", "#000000", *TIMES, parent="1"),
    ),
    attributes=(Attribute("a", "2", "source kind", AttributeKind.TEXT, *TIMES),),
    relation_types=(RelationType("r", "source of", *TIMES),),
)
NAMES = Vocabulary(
    BOOK,
    coders=("Ann", "Ben Brown"),
    documents=("talks.txt",),
    rounds=("Pilot",),
    values={"source kind": ("institution", "a person")},
    document_values={"outlet": ("Daily", "Weekly")},
    speakers=("Mayor",),
    guids=frozenset({"1", "c-guid"}),
)


@settings(max_examples=500, deadline=None)
@given(questions())
def test_what_is_printed_is_read_as_it_was(question: Question) -> None:
    line = print_question(question)
    if len(line) <= LONGEST_LINE:
        assert parse(line) == question


def test_relations_bind_more_than_and() -> None:
    line = 'code:"evaluative term" inside code:claim and coder:"Coder A"'
    inside = Related(TERM, Overlap.INSIDE, CLAIM)
    assert parse(line) == Question(And((inside, A)))
    assert print_question(parse(line)) == line


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("code:a or code:b and not code:c", "code:a or code:b and not code:c"),
        ("(code:a or code:b) and code:c", "(code:a or code:b) and code:c"),
        ("not code:a inside code:b", "not code:a inside code:b"),
        ("((code:a))  AND Coder:Any", "code:a and coder:any"),
        ("code:“a b”", 'code:"a b"'),
        ("page:3..3", "page:3"),
        ("code:a within 1 words after code:b", "code:a within 1 word after code:b"),
        ("time:75:00..", "time:1:15:00.."),
        ("pairs code:a linked to (code:b linked to code:c)", None),
        ("created:2026-01-31..2026-01-31", "created:2026-01-31"),
        ("version:2..2 or version:..4", "version:2 or version:..4"),
        ("version:3.. and code:version", 'version:3.. and code:"version"'),
        ("text:/a\\/b/ and text=X", "text:/a\\/b/ and text=X"),
    ],
)
def test_lines_have_one_form(line: str, query: str | None) -> None:
    assert print_question(parse(line)) == (line if query is None else query)


def test_not_is_of_the_whole_relation() -> None:
    assert parse("not code:claim inside code:claim").query == Not(
        Related(CLAIM, Overlap.INSIDE, CLAIM)
    )
    assert print_query(Related(Not(CLAIM), Overlap.INSIDE, CLAIM)) == (
        "(not code:claim) inside code:claim"
    )


def test_what_an_answer_is() -> None:
    question = parse("pairs code:claim within 2 sentences before code:claim by same coder")
    order = Order(Direction.BEFORE, 2, TextUnit.SENTENCE)
    assert question == Question(Related(CLAIM, order, CLAIM, same_coder=True), ResultUnit.PAIRS)
    for query in (CLAIM, Or((CLAIM, A)), Related(CLAIM, order, CLAIM)):
        with pytest.raises(ValueError, match=r"passages|pairs"):
            Question(query, ResultUnit.COMMON)


def test_an_escaped_slash_is_a_slash() -> None:
    assert parse("text:/1\\/2/").query == TextHas(Pattern("1/2")) == TextHas(Pattern("1\\/2"))


MISTAKES = [
    # line, place, words of the message, suggestion
    ("", (0, 1), "is empty", ""),
    ("code:clam", (5, 4), "There is no code “clam”. Did you mean claim?", "claim"),
    ('code:"evaluative trem"', (5, 17), "evaluative term", '"evaluative term"'),
    ("code:other", (5, 5), "attitude>other, claim>other", "attitude>other"),
    ("code:claim>othr", (5, 10), "Did you mean claim>other?", "claim>other"),
    ("code:claim and coder:Bem", (21, 3), "There is no coder “Bem”", ""),
    ("coder:Benbrown", (6, 8), "", '"Ben Brown"'),
    ("value.kind:x", (6, 4), "no attribute of codings", '"source kind"'),
    ("document.outlt:Daily", (9, 5), "outlet", "outlet"),
    ("document:talk", (9, 4), "talks.txt", '"talks.txt"'),
    ("round:Pilto", (6, 5), "Pilot", "Pilot"),
    ("in:headin", (3, 6), "heading", "heading"),
    ("claim", (0, 5), "is no condition", "code:claim"),
    ("clam", (0, 4), "Did you mean code:claim?", "code:claim"),
    ("harbour", (0, 7), "Did you mean text:harbour?", "text:harbour"),
    ('"the end"', (0, 9), "Did you mean text:", 'text:"the end"'),
    ("overlaps code:claim", (0, 8), "Before “overlaps” a condition is missing", ""),
    ("code:claim and or code:claim", (15, 2), "Before “or” a condition is missing", ""),
    ("code:claim overlap code:claim", (11, 7), "Did you mean overlaps?", "overlaps"),
    ("code:claim adn code:claim", (11, 3), "Did you mean and?", "and"),
    ("code:claim, 5", (10, 1), "can't stand here", ""),
    ("cod:claim", (0, 3), "Did you mean code:?", "code:"),
    ("code:claim code:claim", (11, 4), "“and” or “or” is missing", "and"),
    ("code:claim and", (14, 1), "ends where a condition is missing", ""),
    ("code:claim inside", (17, 1), "ends where a condition is missing", ""),
    ("(code:claim", (11, 1), "closes the parenthesis", ")"),
    ("code:claim)", (10, 1), "never opened", ""),
    ('code:"claim', (5, 6), "begins and does not end", '"claim"'),
    ("text:/a(", (5, 3), "begins and does not end", "/a(/"),
    ("code:claim inside code:claim inside code:claim", (29, 6), "second relation", ""),
    ("code:claim within five words of code:claim", (18, 4), "whole number", ""),
    ("code:claim within 5 wrds of code:claim", (20, 4), "Did you mean words?", "words"),
    ("code:claim within 5 documents of code:claim", (20, 9), "a unit is missing", ""),
    ("code:claim in same word as code:claim", (19, 4), "a unit is missing", ""),
    ("code:claim linked source to code:claim", (18, 6), "no relation between codings", ""),
    ("created:yesterday", (8, 9), "write it as 2026-01-31", ""),
    ("created:2026-02-30", (8, 10), "is no day", ""),
    ("version:draft", (8, 5), "a version of the codebook is missing, a whole number", ""),
    ("version:..", (10, 1), "a version of the codebook is missing", ""),
    ("time:5..6", (5, 1), "a time is missing", ""),
    ("coder:at-least(0)", (15, 1), "one coder at least", "1"),
    ("common code:claim before code:claim", (0, 6), "only where passages overlap", "pairs"),
    ("pairs code:claim", (0, 5), "needs two codes", ""),
    ("code:claim and pairs code:claim", (15, 5), "at the beginning", ""),
    ("code:claim & code:claim", (11, 1), "means nothing here", ""),
    ("value:negative", (5, 1), "the attribute is missing", ""),
    ('value."source kind" institution', (20, 11), "a colon or one of", ":"),
    ('text:""', (5, 2), "is empty", ""),
    ("x" * 10_000, (5_000, 5_000), "has 10,000 characters", ""),
    ("(" * 60, (50, 1), "More than 50 parentheses", ""),
    ("not " * 60, (200, 3), "More than 50 parentheses", ""),
]


@pytest.mark.parametrize(
    ("line", "place", "words", "suggestion"), MISTAKES, ids=lambda x: str(x)[:30]
)
def test_a_mistake_has_its_place_and_a_suggestion(
    line: str, place: tuple[int, int], words: str, suggestion: str
) -> None:
    with pytest.raises(QueryError) as raised:
        parse(line, NAMES)
    error = raised.value
    assert words in str(error)
    assert (error.offset, error.length) == place
    if suggestion:
        assert error.suggestion == suggestion
    assert str(error).startswith(f"At character {place[0] + 1} of the query: ")


def test_names_are_taken_in_any_spelling_that_looks_alike_and_as_guids() -> None:
    for line in (
        "code:CLAIM",
        "code:1",
        "coder:c-guid",
        "code:Claim>other",
        'coder:"ben\u00a0brown"',
    ):
        parse(line, NAMES)


@settings(max_examples=300, deadline=None)
@given(st.text('code:."/()aind and or not 12<>=*\\“”\n', max_size=30))
def test_any_line_is_a_query_or_a_mistake_within_it(line: str) -> None:
    try:
        question = parse(line, NAMES)
    except QueryError as error:
        assert 0 <= error.offset <= len(line)
    else:
        assert parse(print_question(question), NAMES) == question


@settings(max_examples=300, deadline=None)
@given(st.text('code:."/()aind and or not 12<>=*\\“”\n', max_size=30))
def test_the_lexer_gives_back_the_whole_line(line: str) -> None:
    pieces = list(QueryLexer().get_tokens_unprocessed(line))
    assert "".join(text for _start, _kind, text in pieces) == line
    assert all(line.startswith(text, start) for start, _kind, text in pieces)


def test_colours() -> None:
    line = 'not code:claim inside code:"x y" and value.and>3 & all'
    kinds = {text: str(kind) for _at, kind, text in QueryLexer().get_tokens_unprocessed(line)}
    assert kinds["not"] == "Token.Keyword" and kinds["code"] == "Token.Name.Tag"
    assert kinds["inside"] == "Token.Operator.Word" and kinds["claim"] == "Token.Name"
    assert kinds['"x y"'] == "Token.Literal.String" and kinds["3"] == "Token.Literal.Number"
    assert kinds["&"] == "Token.Error" and kinds["all"] == "Token.Name.Constant"


def _completed(line: str) -> list[str]:
    found = complete(line, len(line), NAMES)
    return [line[: one.offset] + one.text for one in found]


def test_names_are_completed_as_one_types() -> None:
    assert _completed("code:ev") == ['code:"evaluative term"']
    assert _completed("(code:claim and code:O") == ["(code:claim and code:other"]
    assert _completed('coder:"ben') == ['coder:"Ben Brown"']
    assert _completed("coder:an") == ["coder:Ann", "coder:any"]
    assert _completed('value."source kind":') == [
        'value."source kind":institution',
        'value."source kind":"a person"',
    ]
    assert _completed("document.ou") == ["document.outlet"]
    assert _completed("document.outlet:we") == ["document.outlet:Weekly"]
    assert _completed("in:tab") == ["in:table"]
    assert _completed("code:term") == ['code:"evaluative term"']


def test_words_of_the_language_are_completed() -> None:
    assert _completed("pa") == ["page:", "pairs"]
    assert _completed("code:claim ins") == ["code:claim inside"]
    assert _completed("code:claim o") == ["code:claim or", "code:claim overlaps"]
    assert _completed("text:x1") == []


@settings(max_examples=200, deadline=None)
@given(st.text('code:."(aind \\“”\n', max_size=20), st.integers(0, 20))
def test_completion_takes_any_line(line: str, cursor: int) -> None:
    for one in complete(line, cursor, NAMES):
        assert 0 <= one.offset <= min(cursor, len(line))
