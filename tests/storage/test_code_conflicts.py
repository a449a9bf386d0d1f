"""Codes that people changed apart and that contradict each other: one codebook in every order."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.corpus.coding import Coder
from annotator.corpus.job import finish
from annotator.corpus.limits import DEEPEST_CODES
from annotator.corpus.merge_report import MergeReport
from annotator.errors import UserError
from annotator.operations import codebook, projects
from annotator.operations.codebook import codes
from annotator.operations.merging import merges
from annotator.operations.merging.merge_words import MergeWords
from annotator.operations.projects import integrity
from annotator.storage.code_conflicts import contradictions
from annotator.storage.project_file import ProjectFile
from tests.examples import examples
from tests.making import ANN, BEN, CLEO, Made, make
from tests.storage.test_merging import replica, rows

PEOPLE = (ANN, BEN, CLEO)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Made, Made]:
    """Two replicas of one project, of Ann and of Ben."""
    origin = make(tmp_path / "origin.annot")
    origin.project.close()
    ann, ben = (
        replica(origin.project.path, tmp_path / f"{who.name}.annot", who) for who in (ANN, BEN)
    )
    return ann, ben


def merge(target: ProjectFile, source: ProjectFile) -> MergeReport:
    foreseen = finish(merges.preview(target, [source.path]))
    report = finish(merges.merge(target, ANN.guid, [source.path])).reports[0]
    assert foreseen == [report]
    assert integrity.check(target) == []
    return report


def set_key(made: Made, by: Coder, name: str, key: str) -> None:
    code = codebook.current(made.project).by_guid[made.codes[name]]
    codes.edit(made.project, by.guid, replace(code, key=key))


def keys(made: Made) -> dict[str, str]:
    return {code.name: code.key for code in codebook.current(made.project).codes}


def parents(made: Made) -> dict[str, str | None]:
    book = codebook.current(made.project)
    return {
        code.name: book.by_guid[code.parent].name if code.parent else None for code in book.codes
    }


def test_of_two_codes_with_one_key_the_later_keeps_it(pair: tuple[Made, Made]) -> None:
    ann, ben = pair
    set_key(ann, ANN, "claim", "x")
    set_key(ben, BEN, "prediction", "x")
    report = merge(ann.project, ben.project)
    merge(ben.project, ann.project)
    assert rows(ann.project) == rows(ben.project)
    assert keys(ann) == keys(ben)
    assert (keys(ann)["claim"], keys(ann)["prediction"]) == ("", "x")
    (conflict,) = report.conflicts
    assert (conflict.what, conflict.kept, conflict.other) == ("claim", {"key": ""}, {"key": "x"})


def test_the_earlier_key_is_one_step_away_and_one_step_back(pair: tuple[Made, Made]) -> None:
    ann, ben = pair
    set_key(ann, ANN, "claim", "x")
    set_key(ben, BEN, "prediction", "x")
    (conflict,) = merge(ann.project, ben.project).conflicts
    words = MergeWords(ann.project, [])
    assert not words.is_other(conflict)
    merges.take_other(ann.project, ANN.guid, conflict)
    assert words.is_other(conflict)
    assert (keys(ann)["claim"], keys(ann)["prediction"]) == ("x", "")
    ann.project.undo(ANN.guid)
    assert (keys(ann)["claim"], keys(ann)["prediction"]) == ("", "x")


def test_of_two_moves_below_each_other_the_later_holds(pair: tuple[Made, Made]) -> None:
    ann, ben = pair
    claim, prediction, attribution = (
        ann.codes[name] for name in ("claim", "prediction", "attribution")
    )
    codes.move(ann.project, ANN.guid, claim, attribution)
    merge(ben.project, ann.project)
    codes.move(ann.project, ANN.guid, claim, prediction)
    codes.move(ben.project, BEN.guid, prediction, claim)
    report = merge(ann.project, ben.project)
    merge(ben.project, ann.project)
    assert rows(ann.project) == rows(ben.project)
    expected = {"prediction": "claim", "claim": "attribution"}
    assert parents(ann) == parents(ben) == parents(ann) | expected
    (conflict,) = [one for one in report.conflicts if "parent" in one.kept]
    assert (conflict.what, conflict.kept) == ("claim", {"parent": attribution})
    assert conflict.other == {"parent": prediction}
    merges.take_other(ann.project, ANN.guid, conflict)
    assert parents(ann) == parents(ann) | {"claim": "prediction", "prediction": None}


def test_codes_deeper_than_a_codebook_may_be_stand_on_its_last_level() -> None:
    def row(number: int) -> dict[str, object]:
        return {"guid": str(number), "parent": str(number - 1), "former_parent": None, "key": ""}

    chain = [row(number) | {"changed_at": number, "changed_by": ""} for number in range(300)]
    found = {one.guid: one.read_as for one in contradictions(chain)}
    assert set(found) == {str(number) for number in range(DEEPEST_CODES, 300)}
    assert set(found.values()) == {str(DEEPEST_CODES - 2)}


@settings(max_examples=examples(4), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.integers(0, 2),
            st.sampled_from(["move", "key"]),
            st.integers(0, 3),
            st.integers(0, 4),
        ),
        max_size=14,
    ),
    st.permutations([0, 1, 2]),
)
def test_three_replicas_read_one_codebook_in_every_order(
    tmp_path_factory: pytest.TempPathFactory,
    plan: list[tuple[int, str, int, int]],
    order: Sequence[int],
) -> None:
    folder = tmp_path_factory.mktemp("codes")
    origin = make(folder / "origin.annot")
    origin.project.close()
    made = [replica(origin.project.path, folder / f"{p.name}.annot", p) for p in PEOPLE]
    names = list(made[0].codes)
    for which, kind, number, other in plan:
        here, by = made[which], PEOPLE[which]
        try:
            if kind == "key":
                set_key(here, by, names[number], "xyz"[other % 3])
            else:
                below = here.codes[names[other]] if other < 4 else None
                codes.move(here.project, by.guid, here.codes[names[number]], below)
        except UserError:
            continue  # a key that is taken, a code below itself
        assert integrity.check(here.project) == []
    for target, source in [(0, 1), (1, 2), (2, 0), *itertools.permutations(order, 2)] * 2:
        finish(merges.merge(made[target].project, ANN.guid, [made[source].project.path]))
        assert integrity.check(made[target].project) == []
    assert rows(made[0].project) == rows(made[1].project) == rows(made[2].project)
    assert parents(made[0]) == parents(made[1]) == parents(made[2])
    assert keys(made[0]) == keys(made[1]) == keys(made[2])
    used = [key for key in keys(made[0]).values() if key]
    assert len(used) == len(set(used))
    for one in made:
        one.project.close()


def test_what_earlier_versions_could_write_opens_and_is_read_by_the_rules(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    made.project.close()
    connection = sqlite3.connect(made.project.path)
    claim, prediction = made.codes["claim"], made.codes["prediction"]
    connection.execute("UPDATE code SET key = 'x' WHERE guid IN (?, ?)", (claim, prediction))
    connection.execute("UPDATE code SET parent = ? WHERE guid = ?", (prediction, claim))
    connection.execute("UPDATE code SET parent = ? WHERE guid = ?", (claim, prediction))
    connection.commit()
    connection.close()
    with projects.open_(made.project.path) as project:
        assert integrity.check(project) == []
        book = codebook.current(project)
        assert sum(code.key == "x" for code in book.codes) == 1
        assert sum(code.parent is None for code in book.codes) == 3


@pytest.mark.parametrize("shape", ["chain", "ring", "rings within rings"])
def test_thousands_of_codes_in_odd_shapes_are_read(shape: str) -> None:
    """In time that grows with their number: each is looked at a few times."""
    number = 5_000

    def parent(at: int) -> int | None:
        return at - 1 if at else {"chain": None}.get(shape, number - 1)

    codes_ = [
        {"guid": str(at), "parent": str(parent(at)), "key": "x"}
        | {"former_parent": str((at * 7 + 1) % number) if shape == "rings within rings" else None}
        | {"changed_at": at, "changed_by": ""}
        for at in range(number)
    ]
    found = contradictions(codes_)
    keyless = [one for one in found if one.column == "key"]
    assert len(keyless) == number - 1
    places = {one.guid: one.read_as for one in found if one.column == "parent"}
    read = {row["guid"]: places.get(str(row["guid"]), row["parent"]) for row in codes_}
    for guid in list(read)[:: number // 50]:
        depth, node = 0, guid
        while node in read and (above := read[node]) in read:
            depth, node = depth + 1, str(above)
            assert depth < DEEPEST_CODES
