"""A corrected text takes a document's place: codings move with their words, and none is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.corpus.document import Progress
from annotator.corpus.job import finish
from annotator.corpus.span import Span, passage
from annotator.corpus.team import Purpose
from annotator.errors import UserError
from annotator.operations import adjudication, codings, documents, projects, transfer, viewing
from annotator.operations.codings import memos
from annotator.operations.documents import document_attributes, document_versions, reanchoring
from annotator.operations.documents.reanchoring import Settling
from annotator.operations.history import restoring, trail
from annotator.operations.merging import merges
from annotator.operations.projects import integrity
from annotator.operations.team import coders, rounds
from annotator.storage import coding_queries, queries
from annotator.storage.project_file import ProjectFile
from tests.examples import examples
from tests.making import ANN, BEN, TEXT, Made, code_apart, content, make, text_file

Place = tuple[str, str, str]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return make(tmp_path / "p.annot")


def replace(made: Made, text: str, document: str | None = None) -> document_versions.NewVersion:
    job = document_versions.replace(
        made.project, ANN.guid, document or made.document, text_file("corrected.txt", text)
    )
    return finish(job)


def everything(project: ProjectFile) -> dict[str, Place]:
    """Every living coding, in earlier versions too: where it is and what it marks."""
    found = {}
    with project.reading() as connection:
        known = (*queries.documents(connection), *queries.replaced_documents(connection))
        for facts in known:
            text = queries.document_text(connection, facts.guid)
            for coding in coding_queries.codings(connection, facts.guid):
                words = passage(text, coding.spans)
                found[coding.guid] = (facts.guid, words, repr((coding.code, coding.spans)))
    return found


def test_codings_move_and_the_old_version_stays(made: Made) -> None:
    talks, over = made.code_words(ANN, "claim", "talks"), made.code_words(BEN, "claim", "over")
    gone = made.code_words(ANN, "claim", "2,5 years")
    memos.write(made.project, ANN.guid, over, "mine")
    memos.write(made.project, ANN.guid, made.document, "of the text")
    document_attributes.set_value(made.project, ANN.guid, made.document, "genre", "speech")
    for who in (ANN, BEN):
        documents.set_progress(made.project, who.guid, made.document, Progress.DONE)
    new = replace(made, "A title.\n" + TEXT.replace("2,5 years", "two and a half years"))
    assert (new.moved, new.unsettled) == (2, 1)
    assert new.changes.label == "New version of talks.txt"
    places = everything(made.project)
    assert {guid: place[:2] for guid, place in places.items()} == {
        talks: (new.document, "talks"),
        over: (new.document, "over"),
        gone: (made.document, "2,5 years"),
    }
    now = content(made.project)
    assert [d.name for d in now.documents] == ["talks.txt"]
    with made.project.reading() as connection:
        (earlier,) = queries.replaced_documents(connection)
        assert queries.document_text(connection, made.document) == TEXT
    assert earlier.name == "talks (version 1).txt"
    assert sorted(m.text for m in now.memos) == ["mine", "of the text"]
    assert {s.coder: s.progress for s in now.statuses} == {
        ANN.guid: Progress.IN_PROGRESS,
        BEN.guid: Progress.DONE,
    }
    assert [(a.document, a.value) for a in now.document_attributes] == [(new.document, "speech")]
    assert integrity.check(made.project) == []
    assert trail.versions(viewing.everything(made.project), talks)[-1].what.startswith(
        "The coding “talks” as claim"
    )


def test_undo_gives_the_old_state_back(made: Made) -> None:
    made.code_words(ANN, "claim", "talks")
    before, places = content(made.project).documents, everything(made.project)
    replace(made, TEXT.replace("talks", "talk"))
    made.project.undo(ANN.guid)
    assert [(d.guid, d.name, d.text) for d in content(made.project).documents] == [
        (d.guid, d.name, d.text) for d in before
    ]
    assert everything(made.project) == places
    made.project.redo(ANN.guid)
    assert reanchoring.number(viewing.everything(made.project)) == 1


def test_versions_of_versions(made: Made) -> None:
    stays, goes = made.code_words(ANN, "claim", "talks"), made.code_words(ANN, "claim", "2,5")
    second = replace(made, TEXT.replace("2,5", "3"))
    third = replace(made, "Title\n" + TEXT, second.document)
    fourth = replace(made, TEXT, third.document)
    places = everything(made.project)
    assert places[stays][0] == fourth.document
    assert places[goes][0] == made.document
    with made.project.reading() as connection:
        names = [d.name for d in queries.replaced_documents(connection)]
    assert sorted(names) == [f"talks (version {n}).txt" for n in (1, 2, 3)]
    moved = finish(document_versions.bring_over(made.project, ANN.guid))
    assert (moved.moved, moved.unsettled) == (1, 0), "the words are there again"
    assert everything(made.project)[goes][:2] == (fourth.document, "2,5")
    documents.delete(made.project, ANN.guid, [fourth.document])
    assert everything(made.project) == {}


def test_what_cannot_be_replaced(made: Made) -> None:
    with pytest.raises(UserError, match="says what"):
        replace(made, TEXT)
    replace(made, "x" + TEXT)
    with pytest.raises(UserError, match="later version"):
        replace(made, "y" + TEXT)


def test_settling_takes_a_proposal_a_passage_or_gives_up(made: Made) -> None:
    guids = [made.code_words(BEN, "claim", w) for w in ("2,5 years", "round", "talks to fail")]
    new = replace(
        made, TEXT.replace("2,5", "two").replace("round", "X").replace("talks to", "talk to")
    )
    text = TEXT.replace("2,5", "two").replace("round", "X").replace("talks to", "talk to")
    listed = finish(Settling().find(viewing.everything(made.project)))
    assert {u.coding.guid: (u.words, u.proposed) for u in listed} == {
        guids[0]: ("2,5 years", "two years"),
        guids[1]: ("round", ""),
        guids[2]: ("talks to fail", "talk to fail"),
    }
    first = next(u for u in listed if u.coding.guid == guids[0])
    assert first.proposal is not None
    reanchoring.settle(made.project, ANN.guid, guids[0], first.proposal)
    place = text.index("X”")
    reanchoring.settle(made.project, ANN.guid, guids[1], (Span(place, place + 1),))
    reanchoring.give_up(made.project, ANN.guid, [guids[2]])
    assert {g: p[:2] for g, p in everything(made.project).items()} == {
        guids[0]: (new.document, "two years"),
        guids[1]: (new.document, "X"),
    }
    assert reanchoring.number(viewing.everything(made.project)) == 0
    made.project.undo(ANN.guid)
    assert reanchoring.number(viewing.everything(made.project)) == 1
    with pytest.raises(UserError, match="latest version already"):
        reanchoring.settle(made.project, ANN.guid, guids[0], first.proposal)
    with pytest.raises(UserError, match="earlier version"):
        reanchoring.give_up(made.project, ANN.guid, [guids[0]])


def test_what_a_colleague_coded_in_the_old_version_is_brought_over(
    made: Made, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.annot"
    projects.save_copy(made.project, copy)
    with projects.open_(copy) as other:
        coders.ensure(other, BEN)
        codings.add(other, BEN.guid, made.document, made.codes["claim"], [Span(0, 6)])
    new = replace(made, "Title\n" + TEXT)
    finish(merges.merge(made.project, ANN.guid, [copy]))
    assert reanchoring.number(viewing.everything(made.project)) == 1
    moved = finish(document_versions.bring_over(made.project, ANN.guid))
    assert (moved.moved, moved.unsettled) == (1, 0)
    ((document, words, _),) = everything(made.project).values()
    assert (document, words) == (new.document, "Nobody")


def test_an_earlier_version_of_a_moved_coding_comes_back_in_the_new_text(made: Made) -> None:
    guid = made.code_words(ANN, "claim", "talks")
    step = made.project.last_step()
    codings.recode(made.project, ANN.guid, [guid], made.codes["prediction"])
    new = replace(made, "Title\n" + TEXT)
    restoring.restore_coding(made.project, ANN.guid, guid, step)
    (coding,) = content(made.project).codings
    assert (coding.document, coding.code) == (new.document, made.codes["claim"])
    assert everything(made.project)[guid][1] == "talks"


WORDS = ("peace", "war", "talks", "the", "🌊", "2,5", "नमस्ते")
texts = st.lists(st.sampled_from((*WORDS, "\n")), min_size=4, max_size=25).map(" ".join)
cuts = st.lists(
    st.tuples(st.integers(0, 90), st.integers(0, 12), st.sampled_from(("", "peace ", "x", "\n"))),
    max_size=4,
)


@settings(max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, cuts, st.lists(st.tuples(st.integers(0, 99), st.integers(1, 9)), max_size=12))
def test_nothing_is_lost_and_what_moves_says_what_it_said(
    tmp_path_factory: pytest.TempPathFactory,
    old: str,
    edits: list[tuple[int, int, str]],
    spans: list[tuple[int, int]],
) -> None:
    new = old
    for place, length, words in edits:
        at = place % (len(new) + 1)
        new = new[:at] + words + new[at + length :]
    if new == old or not new:
        return
    made = make(tmp_path_factory.mktemp("v") / "p.annot", text=old)
    made.code(ANN, "claim", (0, 1))
    many = [
        codings.NewCoding(made.document, made.codes["claim"], [Span(s, min(s + n, len(old)))])
        for s, n in ((s % len(old), n) for s, n in spans)
    ]
    coders.ensure(made.project, BEN)
    codings.add_many(made.project, BEN.guid, many)
    before = everything(made.project)
    done = replace(made, new)
    after = everything(made.project)
    assert {guid: place[1] for guid, place in after.items()} == {
        guid: place[1] for guid, place in before.items()
    }
    stayed = [guid for guid, place in after.items() if place[0] == made.document]
    assert len(stayed) == done.unsettled == reanchoring.number(viewing.everything(made.project))
    assert {
        u.coding.guid for u in finish(Settling().find(viewing.everything(made.project)))
    } == set(stayed)
    made.project.undo(ANN.guid)
    assert everything(made.project) == before
    made.project.close()


def test_stopping_on_the_way_leaves_everything_as_it_was(made: Made) -> None:
    made.code_words(ANN, "claim", "talks")
    before, places = made.project.last_step(), everything(made.project)
    file = text_file("corrected.txt", TEXT.replace("talks", "talk"))
    job = document_versions.replace(made.project, ANN.guid, made.document, file)
    for _ in range(2):
        next(job)
        assert made.project.last_step() == before
    job.close()
    assert (made.project.last_step(), everything(made.project)) == (before, places)


def test_a_colleagues_edit_in_the_old_version_is_kept_and_comes_over(
    made: Made, tmp_path: Path
) -> None:
    """They worked on in the old version: their later row wins, and lies there until it moves."""
    guid = made.code_words(ANN, "claim", "talks")
    copy = tmp_path / "copy.annot"
    projects.save_copy(made.project, copy)
    new = replace(made, "Title\n" + TEXT)
    with projects.open_(copy) as other:
        codings.recode(other, ANN.guid, [guid], made.codes["prediction"])
    finish(merges.merge(made.project, ANN.guid, [copy]))
    assert everything(made.project)[guid][:2] == (made.document, "talks")
    finish(document_versions.bring_over(made.project, ANN.guid))
    (coding,) = content(made.project).codings
    assert (coding.document, coding.code) == (new.document, made.codes["prediction"])
    assert everything(made.project)[guid][1] == "talks"
    with projects.open_(copy) as other:
        finish(merges.merge(other, BEN.guid, [made.project.path]))
        assert everything(other) == everything(made.project), "both sides end the same"


def test_an_export_says_which_codings_still_wait(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot", text="One claim here. Another there.")
    made.code(ANN, "claim", (0, 15))
    finish(
        document_versions.replace(
            made.project, ANN.guid, made.document, text_file(text="No such thing. Another there.")
        )
    )
    said = [finding.message for finding in transfer.kept_here(viewing.everything(made.project))]
    assert any("1 coding still lies in an earlier version" in message for message in said)


def test_assignments_and_decisions_go_along_to_the_new_version(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    code_apart(made)
    rounds.add(made.project, ANN.guid, "Pilot", Purpose.RELIABILITY)
    pilot = rounds.find(made.project, "Pilot").guid
    rounds.assign(made.project, ANN.guid, pilot, {(made.document, BEN.guid)})
    case = adjudication.docket(viewing.everything(made.project), (ANN.guid, BEN.guid)).contested[0]
    adjudication.take(made.project, ANN.guid, case.disagreement, 1, "clearer")
    later = text_file(text=TEXT + "\nAnd a line more.")
    finish(document_versions.replace(made.project, ANN.guid, made.document, later))
    (new,) = content(made.project).documents
    ((_pilot, given),) = rounds.listed(viewing.everything(made.project))
    assert [(one.document, one.coder) for one in given] == [(new.guid, BEN.guid)]
    found = adjudication.docket(viewing.everything(made.project), (ANN.guid, BEN.guid)).contested[0]
    assert found.decision is not None
    assert (found.decision.reason, found.decision.document) == ("clearer", new.guid)
