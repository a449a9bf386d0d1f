"""What is said of the rounds behind figures: what is not pooled, and who was assigned alone."""

from __future__ import annotations

from collections import Counter

from annotator.corpus.messages import listing, number_of, tr
from annotator.corpus.team import Purpose
from annotator.operations.reliability.comparison import ComparisonData


def words(data: ComparisonData) -> list[str]:
    """Sentences, or none where rounds change nothing."""
    return [*_unsought(data), *_apart(data), *_alone(data)]


def purpose_words(purpose: Purpose) -> str:
    """What a round is for, within a sentence."""
    return {
        Purpose.TRAINING: tr("training"),
        Purpose.RELIABILITY: tr("reliability"),
        Purpose.PRODUCTION: tr("production"),
    }[purpose]


def _unsought(data: ComparisonData) -> list[str]:
    """A study may do without agreement, if it says why (O’Connor & Joffe 2020)."""
    work = data.work
    if work is None or not work.unsought:
        return []
    return [tr("Agreement is not sought in this round, because {why}.", why=work.unsought)]


def _apart(data: ComparisonData) -> list[str]:
    work = data.work
    if work is None or work.purpose is None or not work.apart:
        return []
    return [
        tr(
            "Of rounds for {purpose} alone, and what was coded in them: rounds for {others} are not"
            " pooled with these, and are reported for themselves (--purpose).",
            purpose=purpose_words(work.purpose),
            others=listing([purpose_words(one) for one in work.apart]),
        )
    ]


def _alone(data: ComparisonData) -> list[str]:
    """Documents of a round that fewer than two coders are to code."""
    pairs = data.selection.pairs
    if pairs is None:
        return []
    coders = Counter(document for document, _coder in pairs)
    alone = [one for one in data.documents if coders[one.guid] < 2]
    if not alone:
        return []
    return [
        tr(
            "Fewer than two coders are assigned to {documents} of the round: nothing can be"
            " compared there.",
            documents=number_of(len(alone), "document"),
        )
    ]
