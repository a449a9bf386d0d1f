"""A query that is clicked together: one term of it for each list above the table.

None is the query of an empty line, which shows all codings. Any other that does not speak of coders
is answered on the analysis set; what is clicked together is asked of all coders, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.corpus.query import All, And, AnyCoder, Query, TextHas, Words, all_of


def terms_of(query: Query | None) -> list[Query]:
    """What a query is all of."""
    if isinstance(query, And):
        return list(query.terms)
    return [] if query is None else [query]


def query_of(terms: Sequence[Query]) -> Query | None:
    """The query that is all of these; None where that is every coding of every coder."""
    said: list[Query] = [one for one in dict.fromkeys(terms) if not isinstance(one, All)]
    if not said:
        return All() if terms else None
    return None if said == [AnyCoder()] else all_of(said)


def replaced(
    query: Query | None, old: Sequence[Query], new: Query | None, *, several_coders: bool
) -> Query | None:
    """The query with a term in the place of old ones; None takes them away."""
    terms = [one for one in terms_of(query) if one not in old]
    terms += [] if new is None else [new]
    if query is None and several_coders:
        terms.append(AnyCoder())
    return query_of(terms)


def words_of(term: Query) -> str:
    """The words that a passage is to have as they are written, if the term asks for some."""
    match term:
        case TextHas(Words(text, exactly=True)):
            return text
    return ""
