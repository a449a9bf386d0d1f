"""Query values of every kind, for hypothesis."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from annotator.corpus.query import (
    Adjudicated,
    All,
    And,
    AnyCoder,
    Anything,
    AtLeast,
    AtTime,
    CodeIs,
    CoderIs,
    Comparator,
    Comparison,
    Dated,
    Direction,
    DocumentIs,
    DocumentValueIs,
    FromCue,
    InSet,
    InStructure,
    Linked,
    MemoHas,
    Moment,
    Not,
    OfConsensus,
    OnPages,
    Or,
    Order,
    Overlap,
    Pattern,
    Query,
    Question,
    Related,
    Relation,
    ResultUnit,
    RoleIs,
    RoundIs,
    SameUnit,
    SpeakerIs,
    TextHas,
    TextUnit,
    UnderVersion,
    ValueIs,
    Words,
    shares_passages,
)
from annotator.retrieval.language.vocabulary import STRUCTURE_KINDS

AWKWARD = (
    "and",
    "claim",
    "any",
    "AND",
    "2020",
    "-2.5",
    "2.x",
    "-",
    "12:30",
    'a "b"',
    "\\",
    "a\nb",
    "évaluatif",
    "“x”",
    "",
)
NAMES = st.one_of(st.sampled_from(AWKWARD), st.text(max_size=8))
WORDS = st.builds(Words, NAMES.filter(bool), st.booleans())


def _expression(text: str) -> Pattern | None:
    try:
        return Pattern(text)
    except ValueError:
        return None


PATTERNS = st.one_of(
    st.sampled_from([Pattern(p) for p in ("a/b", "a\\/b", "\\\\/", "^x$", "(", "\\d+", " ")]),
    st.text(min_size=1, max_size=6).map(_expression).filter(lambda found: found is not None),
)
TESTS = st.one_of(
    st.builds(Comparison, NAMES, st.sampled_from(Comparator)), PATTERNS, st.just(Anything())
)
DAYS = st.dates(date(1, 1, 1))
CONDITIONS = st.one_of(
    st.sampled_from([All(), AnyCoder(), OfConsensus(), FromCue(), Adjudicated()]),
    st.builds(CodeIs, st.lists(NAMES, min_size=1, max_size=3).map(tuple), st.booleans()),
    st.builds(CoderIs, NAMES),
    st.builds(AtLeast, st.integers(1, 9), st.lists(NAMES, max_size=2).map(tuple)),
    st.builds(ValueIs, NAMES, TESTS, st.booleans()),
    st.builds(DocumentIs, NAMES),
    st.builds(DocumentValueIs, NAMES, TESTS),
    st.builds(RoundIs, NAMES),
    st.builds(InSet, NAMES),
    st.builds(InStructure, st.sampled_from(STRUCTURE_KINDS)),
    st.builds(OnPages, NAMES, NAMES),
    st.builds(SpeakerIs, NAMES),
    st.builds(RoleIs, NAMES),
    st.builds(AtTime, st.integers(0, 10**8), st.none() | st.integers(0, 10**8)),
    st.builds(AtTime, st.none(), st.integers(0, 10**8)),
    st.builds(TextHas, st.one_of(WORDS, PATTERNS)),
    st.builds(MemoHas, st.one_of(WORDS, PATTERNS, st.just(Anything()))),
    st.builds(Dated, st.sampled_from(Moment), DAYS, st.none() | DAYS),
    st.builds(Dated, st.sampled_from(Moment), st.none(), DAYS),
    st.builds(UnderVersion, st.integers(1, 99), st.none() | st.integers(1, 99)),
    st.builds(UnderVersion, st.none(), st.integers(1, 99)),
)
NEAR_UNITS = st.sampled_from([unit for unit in TextUnit if unit is not TextUnit.DOCUMENT])
RELATIONS: st.SearchStrategy[Relation] = st.one_of(
    st.sampled_from(Overlap),
    st.sampled_from([Order(Direction.BEFORE), Order(Direction.AFTER)]),
    st.builds(Order, st.sampled_from(Direction), st.integers(0, 20), NEAR_UNITS),
    st.builds(SameUnit, st.sampled_from([unit for unit in TextUnit if unit is not TextUnit.WORD])),
    st.builds(Linked, NAMES, st.booleans()),
)


def queries(
    leaves: st.SearchStrategy[Query], relations: st.SearchStrategy[Relation]
) -> st.SearchStrategy[Query]:
    """Queries of these conditions and relations."""
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(And, st.lists(inner, min_size=2, max_size=3).map(tuple)),
            st.builds(Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
            st.builds(Not, inner),
            st.builds(Related, inner, relations, inner, st.booleans()),
        ),
        max_leaves=6,
    )


QUERIES = queries(CONDITIONS, RELATIONS)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    query = draw(QUERIES)
    units = [ResultUnit.CODINGS]
    if isinstance(query, Related):
        units.append(ResultUnit.PAIRS)
    if shares_passages(query):
        units.append(ResultUnit.COMMON)
    return Question(query, draw(st.sampled_from(units)))
