"""Pictures of answers and tables: which there are, and what each shows of which."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from annotator.corpus.messages import gettext_noop, tr
from annotator.errors import UserError
from annotator.operations.retrieval.pictures import of_answers, of_tables
from annotator.operations.retrieval.questions import Answer
from annotator.operations.retrieval.tables import ProjectTable
from annotator.retrieval.pictures import Picture

TABLE, ANSWER = "table", "answer"


@dataclass(frozen=True, slots=True)
class PictureKind:
    """name: as the command line has it. title: a message, for `tr`. of: ``table`` or ``answer``.
    attribute: whether an attribute of documents may be named, or must be."""

    name: str
    title: str
    of: str
    may_have_attribute: bool = False
    needs_attribute: bool = False


KINDS = (
    PictureKind("heat-map", gettext_noop("Heat map"), TABLE),
    PictureKind("bars", gettext_noop("Bars"), TABLE),
    PictureKind("dots", gettext_noop("Dots"), TABLE),
    PictureKind("network", gettext_noop("Network"), TABLE),
    PictureKind("flow", gettext_noop("Flow"), TABLE),
    PictureKind("portrait", gettext_noop("Portrait of the documents"), ANSWER, True),
    PictureKind("timeline", gettext_noop("Timeline"), ANSWER, True, True),
    PictureKind("timeline-words", gettext_noop("Timeline by 1,000 words"), ANSWER, True, True),
    PictureKind("distribution", gettext_noop("Place in the text"), ANSWER),
    PictureKind("relations", gettext_noop("Network of relations"), ANSWER),
)

_OF_TABLES: Mapping[str, Callable[[ProjectTable], Picture]] = {
    "heat-map": of_tables.heat_map,
    "bars": of_tables.bars,
    "dots": partial(of_tables.bars, dots=True),
    "network": of_tables.network,
    "flow": of_tables.flow,
}
_OF_ANSWERS: Mapping[str, Callable[[Answer, str], Picture]] = {
    "portrait": of_answers.portrait,
    "timeline": of_answers.timeline,
    "timeline-words": partial(of_answers.timeline, per_words=True),
    "distribution": lambda answer, _attribute: of_answers.distribution(answer),
    "relations": lambda answer, _attribute: of_answers.relations(answer),
}


def of_table(table: ProjectTable, kind: str) -> Picture:
    """A table as a picture of a kind. UserError where it can't be drawn so."""
    if kind not in _OF_TABLES:
        raise _unknown(kind, TABLE)
    return _OF_TABLES[kind](table)


def of_answer(answer: Answer, kind: str, attribute: str = "") -> Picture:
    """The codings of an answer as a picture of a kind, with an attribute of documents where it has
    one. UserError where they can't be drawn so."""
    if kind not in _OF_ANSWERS:
        raise _unknown(kind, ANSWER)
    return _OF_ANSWERS[kind](answer, attribute)


def _unknown(kind: str, of: str) -> UserError:
    known = ", ".join(one.name for one in KINDS if one.of == of)
    return UserError(
        tr("There is no picture “{kind}” of this. There are {known}.", kind=kind, known=known)
    )
