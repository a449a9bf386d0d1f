"""Unfinished work is no judgement that there is nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.agreement import diagnose
from annotator.corpus.document import Progress
from annotator.operations import documents, reliability
from annotator.operations.reliability import (
    AgreementSettings,
    Comparison,
    Selection,
    missing_coders,
    unfinished_work,
)
from annotator.operations.viewing import everything
from tests.making import ANN, BEN, CLEO, Made, make

PLAIN = AgreementSettings(interval_method=None)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """One text of 128 characters. Ann and Ben coded six of them alike; Cleo has only begun."""
    made = make(tmp_path / "p.annot")
    for who in (ANN, BEN):
        made.code(who, "claim", (0, 6))
    made.code(CLEO, "attribution", (60, 65))
    yield made
    made.project.close()


def compared(made: Made, selection: Selection | None = None) -> Comparison:
    return reliability.compare(everything(made.project), selection, PLAIN)


def claim(comparison: Comparison) -> float | None:
    number = [path[-1] for path in comparison.paths].index("claim")
    return comparison.table.rows[number].alpha_character.value


def mark(made: Made, *who: str) -> None:
    documents.mark_done(made.project, ANN.guid, [(made.document, one) for one in who])


def test_a_coder_who_has_only_begun_does_not_lower_the_figures(made: Made) -> None:
    """By hand, with Cleo: 6 units (1, 1, 0) and 122 (0, 0, 0), n = 384, n₁ = 12. Do = 6·2 / 384,
    De = 2·12·372 / (384·383), so alpha = 1 − .03125 / .06070 = .485. Without her it is 1."""
    counted = 1 - (12 / 384) / (2 * 12 * 372 / (384 * 383))
    assert claim(compared(made)) == pytest.approx(counted), "nobody marks: what is touched"
    mark(made, ANN.guid, BEN.guid)
    found = compared(made)
    assert [one.name for one in found.coders] == ["Ann", "Ben"]
    assert claim(found) == 1.0
    assert claim(compared(made, Selection(touched=True))) == pytest.approx(counted)
    mark(made, CLEO.guid)
    assert claim(compared(made)) == pytest.approx(counted), "done, it is her judgement"


def test_where_the_state_is_the_same_so_are_the_figures(made: Made) -> None:
    before = compared(made, Selection(touched=True)).table
    assert compared(made).table == before, "nobody marked anything, as in most older projects"
    mark(made, ANN.guid, BEN.guid, CLEO.guid)
    assert compared(made).table == before


def test_it_is_said_whose_work_is_left_out_and_why(made: Made) -> None:
    assert "None of these coders has marked" in missing_coders.words(compared(made).data)[0]
    mark(made, ANN.guid, BEN.guid)
    (said,) = missing_coders.words(compared(made).data)
    assert "coded and not marked as done: Cleo 1 document (1 coding)" in said
    (said,) = missing_coders.words(compared(made, Selection(touched=True)).data)
    assert "Counted though not marked as done: Cleo 1 document (1 coding)" in said
    mark(made, CLEO.guid)
    assert unfinished_work.words(compared(made).data) == []


def test_one_mark_is_enough(made: Made) -> None:
    mark(made, ANN.guid, BEN.guid)
    made.code(ANN, "claim", (20, 26))
    assert compared(made).data.unfinished == {(made.document, CLEO.guid): 1}, "still marked"
    documents.set_progress(made.project, ANN.guid, made.document, Progress.IN_PROGRESS)
    assert len(compared(made).data.unfinished) == 2


def test_remarks_name_cases_before_causes(made: Made) -> None:
    for start in range(10, 90, 10):
        made.code(ANN, "claim", (start, start + 5))
    both = Selection(coders=[ANN.guid, BEN.guid])

    def one_sided() -> tuple[str, str]:
        found = compared(made, both)
        said = diagnose(found.table, unfinished_work.unfinished_coders(found.data))
        (one,) = (each for each in said if each.kind == "one-sided margins")
        return one.finding, one.advice

    finding, advice = one_sided()
    assert finding == "Ann (not finished) used the code “claim” 9 times, Ben (not finished) once."
    assert "List these passages first. Ann, Ben did not mark" in advice
    mark(made, ANN.guid, BEN.guid)
    finding, advice = one_sided()
    assert finding == "Ann used the code “claim” 9 times, Ben once."
    assert advice.startswith("List these passages first.") and "only then ask" in advice
