"""What is to be compared, and how: by GUID, or by the names that a command is given."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from annotator.agreement import JACKKNIFE
from annotator.corpus.messages import tr
from annotator.corpus.team import Purpose
from annotator.corpus.turns import TurnChoice
from annotator.errors import UserError
from annotator.operations.documents.document_attributes import documents_where
from annotator.operations.viewing import Viewer
from annotator.storage import codebook_queries, queries


@dataclass(frozen=True)
class Selection:
    """What to compare, by GUID; None takes all there is.

    All coders are the people who touched any of the documents, the consensus left out; all codes
    are the codable ones. A coder is compared in the documents that they marked as done; where none
    of the coders marked any, in those that they touched (`finished`, `assigned` and `touched` are
    for other wishes).
    """

    coders: Collection[str] | None = None
    documents: Collection[str] | None = None
    codes: Collection[str] | None = None
    finished: bool = False
    """A coder is compared only in the documents that they marked as done, be it none."""
    assigned: bool = False
    """Documents assigned to a coder count as coded by them, even without a coding."""
    touched: bool = False
    """A coder is compared in each document in which they coded, finished or not."""
    pairs: Collection[tuple[str, str]] | None = None
    """Only these (document, coder) are compared, as a round assigns them."""
    round: str | None = None
    """Only what was coded in this round (a GUID)."""
    purpose: Purpose | None = None
    """Only rounds of this purpose; where none is chosen and there are several, those for
    reliability: they are not pooled."""
    pooled: bool = False
    """Rounds of all purposes together, as settling needs them; no figure is made of it."""
    turns: TurnChoice | None = None
    """Only what these speakers say is compared; None is the whole documents."""


@dataclass(frozen=True)
class AgreementSettings:
    """How to compare. unit: one of `segmenting.UNITS`. rule: when a code is present on a word, a
    sentence or a turn, by "any" overlap or on its "majority". min_overlap: characters that two
    codings must share to match by overlap. interval_method: one of `interval.METHODS`, None for
    no intervals. n_resamples: of the bootstrap. each_document: documents are also compared one
    by one, for which their paragraphs are read."""

    unit: str = "character"
    rule: str = "any"
    min_overlap: int = 1
    interval_method: str | None = JACKKNIFE
    n_resamples: int = 1000
    seed: int = 0
    each_document: bool = False
    pairs: bool = False
    confusion: bool = False


def select_by_name(
    viewer: Viewer,
    coders: Sequence[str] | None,
    documents: Sequence[str] | None,
    codes: Sequence[str] | None,
    said: Sequence[str] | None = None,
) -> Selection:
    """The selection that names (or GUIDs) mean. UserError names the first that means nothing.

    A code is named by its name, or by its path with `` > `` between the names. `said` narrows the
    documents to those with attributes like ``genre=news``.
    """
    with viewer.reading() as connection:
        codebook = codebook_queries.codebook(connection)
        known_coders = [((c.guid, c.name), c.guid) for c in queries.coders(connection)]
        known_documents = [((d.guid, d.name), d.guid) for d in queries.documents(connection)]
        known_codes = [
            ((code.guid, code.name, " > ".join(codebook.path(code.guid))), code.guid)
            for code in codebook.codes
        ]
    chosen = _named("document", documents, known_documents)
    if said:
        fitting = documents_where(viewer, said)
        chosen = [guid for guid in fitting if chosen is None or guid in chosen]
        if not chosen:
            raise UserError(tr("None of these documents has {names}.", names=" and ".join(said)))
    return Selection(
        _named("coder", coders, known_coders),
        chosen,
        _named("code", codes, known_codes),
    )


def _named(
    what: str, names: Sequence[str] | None, known: Sequence[tuple[tuple[str, ...], str]]
) -> list[str] | None:
    if not names:
        return None
    found: list[str] = []
    for name in names:
        guids = [guid for aliases, guid in known if name in aliases]
        if not guids:
            there = ", ".join(aliases[-1] for aliases, _guid in known) or "none"
            raise UserError(
                tr(
                    "There is no {what} called “{name}” in the project (it has: {there}).",
                    what=what,
                    name=name,
                    there=there,
                )
            )
        if what == "coder" and len(guids) > 1:
            raise UserError(
                tr(
                    "There are {count} coders called {name}. Name one by GUID: {names}.",
                    count=len(guids),
                    name=name,
                    names=", ".join(guids),
                )
            )
        found += guids
    return found
