"""What goes out as REFI-QDA comes back as the same project."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from annotator.corpus.codebook import Codebook
from annotator.corpus.job import finish
from annotator.corpus.project import ProjectContent
from annotator.operations import projects, transfer
from annotator.operations import sample_project as sample
from annotator.operations.codings import memos
from annotator.operations.documents import document_versions
from annotator.operations.projects import integrity
from annotator.operations.viewing import everything
from tests.making import ANN, BEN, TEXT, content, make, text_file


def without_times(now: ProjectContent) -> dict[str, object]:
    """Everything but when rows were made, which the format does not carry for each kind."""

    def still(things: tuple[object, ...]) -> list[object]:
        """The same things at one time, in an order that does not hang on times."""
        same = [replace(t, created=ANN.created, modified=ANN.created) for t in things]  # type: ignore[type-var]
        return sorted(same, key=lambda thing: thing.guid)  # type: ignore[attr-defined]

    book = now.codebook
    return {
        "coders": sorted(c.guid for c in now.coders if c.guid != ANN.guid),
        "codes": still(book.codes),
        "attributes": still(book.attributes),
        "relation types": still(book.relation_types),
        "texts": [(d.guid, d.name, d.text, d.source) for d in now.documents],
        "codings": still(now.codings),
        "times": {c.guid: c.created.replace(microsecond=0) for c in now.codings},
        "relations": still(now.relations),
        "memos": still(now.memos),
    }


def test_the_sample_survives_the_round_trip(tmp_path: Path) -> None:
    """Attributes, relations, discontinuous codings, memos and all texts of the codebook."""
    first = sample.build_merged(tmp_path / "sample.annot")
    assert content(first).relations
    assert any(coding.attributes for coding in content(first).codings)
    finish(transfer.export_file(everything(first), tmp_path / "sample.qdpx"))
    second = projects.create(tmp_path / "back.annot", Codebook(), ANN)
    finish(transfer.import_files(second, ANN.guid, [tmp_path / "sample.qdpx"]))
    assert without_times(content(second)) == without_times(content(first))
    assert integrity.check(second) == []
    again = finish(transfer.import_files(second, ANN.guid, [tmp_path / "sample.qdpx"]))
    assert not again.changes
    second.undo(ANN.guid)
    assert not content(second).documents
    first.close()
    second.close()


def test_a_memo_that_both_sides_wrote_is_shown_with_both_texts(tmp_path: Path) -> None:
    theirs = make(tmp_path / "theirs.annot")
    memos.write(theirs.project, ANN.guid, theirs.document, "What the other copy says.")
    finish(transfer.export_file(everything(theirs.project), tmp_path / "theirs.qdpx"))
    mine = make(tmp_path / "mine.annot")
    memos.write(mine.project, ANN.guid, mine.document, "What stands here.")
    done = finish(transfer.import_files(mine.project, ANN.guid, [tmp_path / "theirs.qdpx"]))
    (memo,) = content(mine.project).memos
    assert memo.text == "What stands here."
    (conflict,) = done.differences["theirs.qdpx"]
    assert (conflict.kept, conflict.other) == (
        {"text": "What stands here."},
        {"text": "What the other copy says."},
    )
    again = finish(
        transfer.import_files(mine.project, ANN.guid, [tmp_path / "theirs.qdpx"], take_theirs=True)
    )
    assert again.changes
    (memo,) = content(mine.project).memos
    assert memo.text == "What the other copy says."
    theirs.project.close()
    mine.project.close()


def test_an_import_that_is_stopped_leaves_everything_as_it_was(tmp_path: Path) -> None:
    theirs = make(tmp_path / "theirs.annot")
    theirs.code_words(BEN, "claim", "US-hosted")
    finish(transfer.export_file(everything(theirs.project), tmp_path / "theirs.qdpx"))
    mine = make(tmp_path / "mine.annot")
    before = content(mine.project)
    steps = 0
    while True:
        job = transfer.import_files(mine.project, ANN.guid, [tmp_path / "theirs.qdpx"])
        try:
            for _step in range(steps):
                next(job)
        except StopIteration:
            break
        job.close()
        assert content(mine.project) == before
        steps += 1
    assert steps > 4
    assert len(content(mine.project).codings) == 1
    theirs.project.close()
    mine.project.close()


def test_work_on_an_earlier_version_of_a_text_comes_to_the_version_here(tmp_path: Path) -> None:
    theirs = make(tmp_path / "theirs.annot", BEN)
    theirs.code_words(BEN, "claim", "US-hosted")
    theirs.code_words(BEN, "claim", "talks to fail")
    theirs.code_words(BEN, "prediction", "It may last")
    memos.write(theirs.project, BEN.guid, theirs.document, "On the text.")
    finish(transfer.export_file(everything(theirs.project), tmp_path / "theirs.qdpx"))
    mine = make(tmp_path / "mine.annot")
    corrected = TEXT.replace("talks to fail", "long talks to end well")
    version = document_versions.replace(
        mine.project, ANN.guid, mine.document, text_file(text=corrected)
    )
    latest = finish(version).document
    for _time in range(2):
        done = finish(transfer.import_files(mine.project, ANN.guid, [tmp_path / "theirs.qdpx"]))
        now = content(mine.project)
        assert [document.guid for document in now.documents] == [latest]
        assert [corrected[c.start : c.end] for c in now.codings] == ["US-hosted", "It may last"]
        assert [memo.subject for memo in now.memos] == [latest]
        report = done.reports["theirs.qdpx"]
        assert "“talks to fail” was changed" in " ".join(f.message for f in report.findings)
    assert not done.changes
    assert integrity.check(mine.project) == []
    theirs.project.close()
    mine.project.close()
