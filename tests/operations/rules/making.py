"""Cases that are settled, each for another cause."""

from __future__ import annotations

from annotator.corpus.team import Cause
from annotator.operations import adjudication
from annotator.operations.rules import causes
from annotator.operations.rules.cases import settled
from annotator.operations.viewing import everything
from tests.making import ANN, BEN, Made, code_apart


def settle_four(made: Made) -> None:
    """Ann settles what she and Ben differ on: a boundary (Ben's is taken), a definition (Ann's), an
    ambiguity (rejected), an oversight (Ben's)."""
    code_apart(made)
    cases = adjudication.docket(everything(made.project), (ANN.guid, BEN.guid)).contested
    one, two, three, four = (case.disagreement for case in cases)
    adjudication.take(made.project, ANN.guid, one, 1, "The subject belongs to it.".lower())
    adjudication.take(made.project, ANN.guid, two, 0)
    adjudication.reject(made.project, ANN.guid, three, "it may be a name")
    adjudication.take(made.project, ANN.guid, four, 1)
    why = (Cause.BOUNDARY, Cause.DEFINITION, Cause.AMBIGUITY, Cause.OVERSIGHT)
    for case, cause in zip(settled(everything(made.project)).cases, why, strict=True):
        causes.state(made.project, ANN.guid, [case.decision.guid], cause)
