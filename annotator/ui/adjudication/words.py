"""What the page says of a disagreement and of what was decided."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QDateTime, QLocale

from annotator.corpus.messages import quoted, tr
from annotator.corpus.team import Cause, Decision, Verdict
from annotator.operations.adjudication import AdjudicationCase, AdjudicationQueue
from annotator.operations.reliability.disagreements import DisagreementKind
from annotator.operations.rules.causes import TITLES


def kind_words(one: AdjudicationCase) -> str:
    """How the two differ: “different boundaries”, “only Ann” …"""
    found = one.disagreement
    if found.kind is not DisagreementKind.ONE:
        return found.kind.words
    return tr("only {0}").format(found.first.coder.name)


def code_words(docket: AdjudicationQueue, one: AdjudicationCase) -> str:
    """The code, or both where the coders took different ones."""
    codes = dict.fromkeys(side.code for side in one.disagreement.sides if side is not None)
    return " / ".join(docket.data.paths[code][-1] for code in codes)


_LONGEST = 60
"""Characters of a passage that stand in a sentence."""


def quote_words(one: AdjudicationCase, text: str) -> str:
    """The passage in question in quotation marks, shortened."""
    spans = one.disagreement.first.spans
    words = " ".join(text[spans[0].start : spans[-1].end].split())
    return quoted(words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…")


def decision_words(
    docket: AdjudicationQueue, one: AdjudicationCase, names: Mapping[str, str]
) -> str:
    """Who decided what, when and why; empty where nobody did."""
    decision = one.decision
    if decision is None:
        return ""
    moment = QDateTime.fromSecsSinceEpoch(int(decision.decided.timestamp()))
    when = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
    said = tr("{0}, {1}: {2}").format(
        names.get(decision.coder, "?"), when, _verdict(docket, decision, names)
    )
    if decision.cause is not Cause.UNSTATED:
        said += f" ({tr(TITLES[decision.cause])})"
    if decision.reason:
        said += f" – {decision.reason}"
    if one.is_outdated:
        said += " " + tr("A coding has changed since; decide again.")
    return said


def _verdict(docket: AdjudicationQueue, decision: Decision, names: Mapping[str, str]) -> str:
    taken = docket.codings.get(decision.taken or "")
    words = {
        Verdict.EDITED: tr("a coding of its own"),
        Verdict.REJECTED: tr("rejected"),
        Verdict.AGREED: tr("both agreed"),
    }
    if decision.verdict is not Verdict.TAKEN:
        return words[decision.verdict]
    whose = names.get(taken.coder, "?") if taken else "?"
    return tr("{0}’s coding").format(whose)
