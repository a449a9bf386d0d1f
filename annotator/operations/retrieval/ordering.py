"""Results in the order of one of their columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from annotator.operations.retrieval.concordances import order_of
from annotator.operations.retrieval.questions import Answer
from annotator.retrieval.arrays import Ints
from annotator.retrieval.concordance import Sorting


@dataclass(frozen=True, slots=True)
class ColumnOrder:
    """By which of `COLUMNS` results stand."""

    column: str
    descending: bool = False


def in_order(answer: Answer, order: ColumnOrder) -> Answer:
    """The answer in an order; what is alike in it stays in the order of the text."""
    keys = COLUMNS[order.column](answer)
    rows = np.argsort(-keys if order.descending else keys, kind="stable")
    return replace(answer, found=answer.found.taken(rows))


def _ranks(names: Iterable[str]) -> Ints:
    """(names,) the places of names among the different ones, capital letters aside; those that are
    empty come last."""
    keys = [name.casefold() for name in names]
    places = {key: place for place, key in enumerate(sorted(set(keys) - {""}))}
    last = len(places)
    return np.fromiter((places.get(key, last) for key in keys), np.int64, len(keys))


def _by_document(answer: Answer) -> Ints:
    ranks = _ranks(one.name for one in answer.material.documents)
    return ranks[answer.material.table.document[answer.found.codings]]


def _by_place(answer: Answer) -> Ints:
    start: Ints = answer.material.table.start[answer.found.codings]
    return start


def _code_ranks(answer: Answer, codings: Ints) -> Ints:
    material = answer.material
    ranks = _ranks(" > ".join(material.codebook.path(guid)) for guid in material.codes)
    return ranks[material.table.code[codings]]


def _by_code(answer: Answer) -> Ints:
    return _code_ranks(answer, answer.found.codings)


def _by_partner(answer: Answer) -> Ints:
    """By the code of the right coding of a pair, then as that stands in the text."""
    partners = answer.found.partners
    if partners is None:
        return np.zeros(len(answer), dtype=np.int64)
    return _code_ranks(answer, partners) * (len(answer.material.table) + 1) + partners


def _by_coder(answer: Answer) -> Ints:
    ranks = _ranks(one.name for one in answer.material.coders)
    return ranks[answer.material.table.coder[answer.found.codings]]


def _by_passage(answer: Answer) -> Ints:
    """By the coded words, in the way that a concordance is sorted."""
    order = order_of(answer, Sorting((0,)))
    places = np.empty_like(order)
    places[order] = np.arange(order.size)
    return places


def _by_values(answer: Answer) -> Ints:
    """By what the codings say in their attributes, as it is shown."""
    material = answer.material
    book, said = material.codebook, dict[int, dict[str, str | Sequence[str]]]()
    for attribute in book.attributes:
        for number, value in material.said(attribute).items():
            said.setdefault(number, {})[attribute.guid] = value
    shown = np.full(len(material.table), -1, dtype=np.int64)
    words = [book.values_in_words(material.code_of(number), own) for number, own in said.items()]
    shown[list(said)] = np.arange(len(words))
    return _ranks([*words, ""])[shown[answer.found.codings]]


def _by_speaker(answer: Answer) -> Ints:
    """By who speaks where a passage begins."""
    table, texts = answer.material.table, answer.material.texts
    codings = answer.found.codings
    names, speaker = [""], np.zeros(codings.size, dtype=np.int64)
    documents = table.document[codings]
    for document in np.unique(documents).tolist():
        structure = texts.text(document).structure
        turns = structure.numbers("turn")
        if not turns:
            continue
        own = np.flatnonzero(documents == document)
        starts = np.array([structure.start[turn] for turn in turns], dtype=np.int64)
        ends = np.array([structure.end[turn] for turn in turns], dtype=np.int64)
        place = table.start[codings[own]] - int(table.document_start[document])
        turn = np.searchsorted(starts, place, "right") - 1
        inside = (turn >= 0) & (place < ends[turn])
        number = np.arange(len(turns)) + len(names)
        names += [str(structure.values[structure.value[one]].get("speaker", "")) for one in turns]
        speaker[own[inside]] = number[turn[inside]]
    return _ranks(names)[speaker]


COLUMNS: Mapping[str, Callable[[Answer], Ints]] = {
    "document": _by_document,
    "place": _by_place,
    "code": _by_code,
    "coder": _by_coder,
    "passage": _by_passage,
    "partner": _by_partner,
    "values": _by_values,
    "speaker": _by_speaker,
}
"""By the name of a column what gives each result its place in it."""
