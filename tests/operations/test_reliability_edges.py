"""Nobody, one coder, nothing chosen, empty texts: always a reason, never a crash."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.document import Progress
from annotator.corpus.job import finish
from annotator.exchange.report_html import html_of
from annotator.operations import documents, reliability, report
from annotator.operations.reliability import AgreementSettings, Selection, measure_registry
from annotator.operations.reliability.disagreements import disagreements
from annotator.operations.reliability.segmenting import UNITS
from annotator.operations.team import coders
from annotator.operations.viewing import everything
from tests.making import ANN, BEN, TEXT, make

EVERYTHING = Selection()
CASES = {
    "nobody": (TEXT, 0, EVERYTHING),
    "one coder": (TEXT, 1, EVERYTHING),
    "no codes chosen": (TEXT, 2, Selection(codes=[])),
    "no documents chosen": (TEXT, 2, Selection(documents=[])),
    "no coders chosen": (TEXT, 2, Selection(coders=[])),
    "blank text": (" \n ", 2, EVERYTHING),
    "empty text": ("", 2, EVERYTHING),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("unit", UNITS)
def test_nothing_to_compare_is_said(tmp_path: Path, case: str, unit: str) -> None:
    text, people, selection = CASES[case]
    made = make(tmp_path / "p.annot", text=text)
    for coder in (ANN, BEN)[:people]:
        coders.ensure(made.project, coder)
        documents.set_progress(made.project, coder.guid, made.document, Progress.DONE)
    settings = AgreementSettings(unit=unit, n_resamples=5, pairs=True, confusion=True)
    data = reliability.load(everything(made.project), selection, settings)
    comparison = reliability.compute(data)
    assert comparison.table.overall.f1_exact.value is None
    assert comparison.table.overall.f1_exact.reason
    for one in measure_registry.measure(data, measure_registry.named(["all"])):
        figures = [*one.by_code, *([one.overall] if one.overall else [])]
        assert all((figure.value is None) == bool(figure.reason) for figure in figures)
    assert disagreements(data) == []
    page = html_of(finish(report.build(everything(made.project), selection, settings)))
    assert ">nan<" not in page and "None" not in page
    made.project.close()
