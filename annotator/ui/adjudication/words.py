"""What the page says of a case and of what was decided."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QDateTime, QLocale

from annotator.corpus.messages import listing, quoted, tr
from annotator.corpus.team import Cause, Decision, Verdict
from annotator.operations.adjudication import (
    AdjudicationCase,
    AdjudicationQueue,
    Case,
    CaseKind,
    CaseQueue,
)
from annotator.operations.adjudication.versions import Version
from annotator.operations.reliability.disagreements import DisagreementKind
from annotator.operations.rules.causes import TITLES
from annotator.ui.adjudication.coder_names import CoderNames

AnyCase = AdjudicationCase | Case
"""A disagreement of two coders, or a case of several."""
AnyQueue = AdjudicationQueue | CaseQueue
"""What is listed of either."""


def case_at(docket: AnyQueue, place: int) -> AnyCase:
    """The case at a place of the list."""
    return docket.contested[place]


def versions(docket: AnyQueue, one: AnyCase) -> tuple[Version, ...]:
    """What stands side by side."""
    if isinstance(docket, CaseQueue):
        return one.versions if isinstance(one, Case) else ()
    return docket.versions(one) if isinstance(one, AdjudicationCase) else ()


def kind_words(one: AnyCase, names: CoderNames) -> str:
    """How they differ: “different boundaries”, “only Ann”, “different codes · all differ”."""
    if isinstance(one, Case):
        return _several_words(one, names)
    found = one.disagreement
    if found.kind is not DisagreementKind.ONE:
        return found.kind.words
    return tr("only {0}").format(*names.listed([found.first.coder]))


def _several_words(one: Case, names: CoderNames) -> str:
    match one.kind:
        case CaseKind.ONE:
            return tr("only {0}").format(*names.listed([one.first.coder]))
        case CaseKind.SOME:
            held = sum(len(version.codings) for version in one.versions)
            return tr("{held} of {there} have it", held=held, there=len(one.coders))
        case CaseKind.BOUNDARY | CaseKind.CODE:
            return f"{one.kind.words} · {one.support_words()}"
    return one.kind.words


def code_words(docket: AnyQueue, one: AnyCase) -> str:
    """The code, or all where the coders took different ones."""
    sides = (version.side for version in versions(docket, one))
    codes = dict.fromkeys(side.code for side in sides if side is not None)
    return " / ".join(docket.data.paths[code][-1] for code in codes)


_LONGEST = 60
"""Characters of a passage that stand in a sentence."""


def quote_words(one: AnyCase, text: str) -> str:
    """The passage in question in quotation marks, shortened."""
    spans = one.first.spans
    words = " ".join(text[spans[0].start : spans[-1].end].split())
    return quoted(words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…")


def decision_words(
    docket: AnyQueue, one: AnyCase, names: CoderNames, deciders: Mapping[str, str]
) -> str:
    """Who decided what, when and why; empty where nobody did. `deciders` has their names."""
    decision = one.decision
    if decision is not None:
        said = _said(docket, one, decision, names, deciders)
        if one.is_outdated:
            said += " " + tr("A coding has changed since; decide again.")
        elif isinstance(one, Case) and one.earlier:
            said += " " + tr("Another decision about these codings stands too; decide again.")
        return said
    if isinstance(one, Case) and one.earlier:
        before = _said(docket, one, one.earlier[0], names, deciders)
        return tr(
            "Settled before, about other codings here: {decision}. Deciding now replaces it.",
            decision=before,
        )
    return ""


def _said(
    docket: AnyQueue,
    one: AnyCase,
    decision: Decision,
    names: CoderNames,
    deciders: Mapping[str, str],
) -> str:
    moment = QDateTime.fromSecsSinceEpoch(int(decision.decided.timestamp()))
    when = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
    said = tr("{0}, {1}: {2}").format(
        deciders.get(decision.coder, "?"), when, _verdict(docket, one, decision, names)
    )
    if decision.cause is not Cause.UNSTATED:
        said += f" ({tr(TITLES[decision.cause])})"
    if decision.reason:
        said += f" – {decision.reason}"
    return said


def _verdict(docket: AnyQueue, one: AnyCase, decision: Decision, names: CoderNames) -> str:
    words = {
        Verdict.EDITED: tr("a coding of its own"),
        Verdict.REJECTED: tr("rejected"),
        Verdict.AGREED: tr("all agreed") if isinstance(one, Case) else tr("both agreed"),
    }
    if decision.verdict is not Verdict.TAKEN:
        return words[decision.verdict]
    whose = next(
        (
            listing(names.listed(version.coders))
            for version in versions(docket, one)
            if decision.taken in version.codings
        ),
        "",
    )
    return tr("{0}’s coding").format(whose) if whose else tr("another coder’s coding")
