"""The report tells the study: plan, causes, rules, and the checklist with its gaps."""

from __future__ import annotations

from pathlib import Path

from annotator.corpus.drawing import Drawing
from annotator.corpus.job import finish
from annotator.exchange.report_document import Section, Table
from annotator.operations import report
from annotator.operations.viewing import everything
from tests.making import make
from tests.study_template import copied_study


def section(found: list[Section], title: str) -> Section:
    return next(one for one in found if one.title == title)


def table(one: Section) -> Table:
    return next(block for block in one.blocks if isinstance(block, Table))


def test_the_sample_study_is_reported(tmp_path: Path) -> None:
    with copied_study(tmp_path / "study.annot") as project:
        whole = finish(report.build(everything(project)))
    found, finish_all = list(whole.sections), tmp_path / "report.html"
    report.save(whole, finish_all)
    first, *_rest = section(found, "For the methods section").blocks
    assert str(first).startswith("Sample: Two commentaries") and "In Round 2" in str(first)
    versions = section(found, "Agreement by version of the codebook")
    (picture,) = [block for block in versions.blocks if isinstance(block, Drawing)]
    assert len(picture.marks) == 8 and picture.marks[0].label.startswith("claim, Version 1")
    (between,) = [str(one) for one in versions.blocks if "Rules added" in str(one)]
    assert between.count("Limits of") == 2 and "Code “claim” when" in between
    assert "<svg" in finish_all.read_text(encoding="utf-8")
    causes = table(section(found, "Why coders differed"))
    assert [row[0] for row in causes.rows] == ["prediction", "evaluative term", "claim"]
    assert sum(int(str(cell)) for row in causes.rows for cell in row[2:]) == 6
    rules = section(found, "Rules from settled cases")
    assert "decides 4 of 6 settled cases, 4 of them" in str(rules.blocks[0])
    assert len(table(rules).rows) == 3
    plan = section(found, "Plan and deviations")
    assert "Documents: planned 12, so far 2 documents." in plan.blocks
    checklist = table(section(found, "Reporting checklist"))
    said = {row[0]: row[1] for row in checklist.rows}
    assert said["Hours of training"] == "6" and said["How they were trained"] == "[not recorded]"
    assert "what stands apart from the main clause" in finish_all.read_text(encoding="utf-8")


def test_a_project_without_any_of_it_says_so(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    found = list(finish(report.build(everything(made.project))).sections)
    assert section(found, "Plan and deviations").blocks == ["No plan was frozen."]
    assert section(found, "Why coders differed").blocks == ["No disagreement was settled."]
