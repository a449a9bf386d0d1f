"""The filter of the table of codings as a query."""

from __future__ import annotations

from annotator.corpus.query import (
    Anything,
    CodeIs,
    CoderIs,
    Comparison,
    DocumentIs,
    DocumentValueIs,
    Query,
    TextHas,
    ValueIs,
    Words,
    all_of,
)
from annotator.operations.retrieval.coding_list import Filter


def query_of(wanted: Filter) -> Query:
    """The query that lets through what a filter does."""
    terms: list[Query] = []
    if wanted.document:
        terms.append(DocumentIs(wanted.document))
    if wanted.code:
        terms.append(CodeIs((wanted.code,)))
    if wanted.coder:
        terms.append(CoderIs(wanted.coder))
    if wanted.attribute:
        test = Comparison(wanted.value) if wanted.value else Anything()
        terms.append(ValueIs(wanted.attribute, test, said=True))
    if wanted.said:
        said = Comparison(wanted.as_value) if wanted.as_value else Anything()
        terms.append(DocumentValueIs(wanted.said, said))
    if wanted.words:
        terms.append(TextHas(Words(wanted.words, exactly=True)))
    return all_of(terms)
