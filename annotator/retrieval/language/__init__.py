"""The query language: lines of text to query values and back.

parse           a line to a Question; QueryError has the place of a mistake and a suggestion
print_question  the one line of a Question; print_query that of a query
complete        what may stand at the cursor
Vocabulary      the names of a project, for both
"""

from __future__ import annotations

from annotator.retrieval.language.completion import Suggestion, complete
from annotator.retrieval.language.mistakes import QueryError
from annotator.retrieval.language.parser import parse, parse_relation
from annotator.retrieval.language.printing import print_query, print_question, print_relation
from annotator.retrieval.language.vocabulary import Vocabulary, codes_named, same_name

__all__ = [
    "QueryError",
    "Suggestion",
    "Vocabulary",
    "codes_named",
    "complete",
    "parse",
    "parse_relation",
    "print_query",
    "print_question",
    "print_relation",
    "same_name",
]
