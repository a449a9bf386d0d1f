"""Settle what coders differ on: the outcome is the consensus coder's, the originals stay.

A decision is about codings (their GUIDs). It is kept with who made it, when and why, and can be
made anew; a coding that was changed after it makes it open again. Agreement is computed on the
coders' own codings, whatever the consensus says.

    pairs       two coders, one disagreement after the other
    cases       two coders or more: what all of them have at one place, grouped
    deciding    what is decided about either
    agreeing    what all of them, or a number of them, have alike, taken over in one step
    following   who was followed how often
"""

from annotator.operations.adjudication.case import Agreeing, Case, CaseKind, Shown
from annotator.operations.adjudication.cases import CaseQueue, cases
from annotator.operations.adjudication.consensus import CONSENSUS_NAME, consensus_coder
from annotator.operations.adjudication.deciding import (
    edit,
    reject,
    reopen,
    take,
    take_agreed,
    take_version,
)
from annotator.operations.adjudication.pairs import (
    AdjudicationCase,
    AdjudicationQueue,
    Order,
    about,
    docket,
)
from annotator.operations.adjudication.versions import Version

__all__ = [
    "CONSENSUS_NAME",
    "AdjudicationCase",
    "AdjudicationQueue",
    "Agreeing",
    "Case",
    "CaseKind",
    "CaseQueue",
    "Order",
    "Shown",
    "Version",
    "about",
    "cases",
    "consensus_coder",
    "docket",
    "edit",
    "reject",
    "reopen",
    "take",
    "take_agreed",
    "take_version",
]
