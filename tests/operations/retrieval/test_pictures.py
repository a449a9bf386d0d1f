"""Pictures of a project: their figures are those of the table or the answer, and each mark opens
what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from annotator.corpus import boundaries
from annotator.corpus.drawing import Passages
from annotator.corpus.job import finish
from annotator.errors import UserError
from annotator.operations.retrieval import pictures, questions, tables
from annotator.operations.retrieval.pictures import saving
from annotator.operations.retrieval.pictures.periods import day_of, periods
from annotator.operations.retrieval.tables import ProjectTable, TableQuestion
from annotator.operations.viewing import everything
from annotator.retrieval.pictures import (
    BarChart,
    Distribution,
    Flow,
    HeatMap,
    Network,
    Portrait,
    Timeline,
    draw,
)
from tests.operations.retrieval.retrieval_projects import TALK, Asked, make_asked


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Asked]:
    made = make_asked(tmp_path / "asked.annot")
    yield made
    made.project.close()


def _table(
    asked: Asked, rows: str, columns: str, cell: str = "codings", by: str = ""
) -> ProjectTable:
    wanted = TableQuestion((rows,), (columns,), cell, by)
    return finish(tables.build(everything(asked.project), wanted))


def _ask(asked: Asked, line: str) -> questions.Answer:
    return finish(questions.ask(everything(asked.project), line))


def _count(asked: Asked, passages: Passages) -> int:
    return len(_ask(asked, passages.line)) if passages.line else len(passages.codings)


@pytest.mark.parametrize(
    ("rows", "columns", "by"),
    [
        ("codes", "codes", ""),
        ("codes", "coders", ""),
        ("codes", "document.outlet", ""),
        ("codes", "codes", "followed"),
        ("codes", "codes", "in same document as"),
    ],
)
@pytest.mark.parametrize("kind", ["heat-map", "bars", "dots", "flow"])
def test_marks_of_cells_open_as_many_as_they_say(
    asked: Asked, rows: str, columns: str, by: str, kind: str
) -> None:
    table = _table(asked, rows, columns, by=by)
    picture = pictures.of_table(table, kind)
    assert isinstance(picture, HeatMap | BarChart | Flow)
    assert picture.values.sum() == table.figures.cells.sum() > 0
    for mark, value in zip(picture.marks, picture.values.ravel(), strict=True):
        assert _count(asked, mark.passages) == value, mark.label
        assert mark.label.endswith(f": {value:.0f}")


@pytest.mark.parametrize("by", ["", "inside", "followed", "in same paragraph as"])
def test_lines_of_a_network_open_what_they_count(asked: Asked, by: str) -> None:
    table = _table(asked, "codes", "codes", by=by)
    picture = pictures.of_table(table, "network")
    assert isinstance(picture, Network)
    assert picture.directed is (by in ("inside", "followed"))
    for edge in picture.edges:
        mark = picture.marks[edge.mark]
        if edge.source != edge.target:
            assert _count(asked, mark.passages) == edge.weight, mark.label
    for node in picture.nodes:
        assert _count(asked, picture.marks[node.mark].passages) == node.size


def test_rows_of_one_kind_and_columns_of_another_are_joined(asked: Asked) -> None:
    picture = pictures.of_table(_table(asked, "codes", "coders"), "network")
    assert isinstance(picture, Network)
    assert {node.name for node in picture.nodes} >= {"claim", "Ann", "Ben"}
    assert sum(edge.weight for edge in picture.edges) == 9


def test_shares_are_no_flow_and_no_network(asked: Asked) -> None:
    table = _table(asked, "codes", "coders", "row")
    for kind in ("flow", "network"):
        with pytest.raises(UserError, match="needs counts"):
            pictures.of_table(table, kind)
    heat = pictures.of_table(table, "heat-map")
    assert isinstance(heat, HeatMap) and all("%" in text for row in heat.texts for text in row)


def test_a_flow_says_what_is_on_its_sides(asked: Asked) -> None:
    for columns, by, sides in (
        ("coders", "", ("codes", "coders")),
        ("codes", "followed", ("first", "then")),
    ):
        picture = pictures.of_table(_table(asked, "codes", columns, by=by), "flow")
        assert isinstance(picture, Flow) and picture.sides == sides


def test_bars_have_counts_and_shares(asked: Asked) -> None:
    picture = pictures.of_table(_table(asked, "codes", "coders"), "bars")
    assert isinstance(picture, BarChart)
    assert list(picture.texts[0]) == ["3 (60 %)", "1 (20 %)", "1 (20 %)"]
    assert "In brackets the share of all codings of the row." in picture.heading.notes
    one = pictures.of_table(_table(asked, "codes", "code:claim", by="in same document as"), "bars")
    assert isinstance(one, BarChart) and one.texts[0][0].endswith("%)")
    mean = pictures.of_table(_table(asked, "codes", "coders", "mean"), "dots")
    assert isinstance(mean, BarChart) and mean.texts[0][0] == "2"


def test_the_head_says_unit_codings_and_n(asked: Asked) -> None:
    picture = pictures.of_table(_table(asked, "codes", "documents"), "bars")
    assert picture.heading.title == "Codes × documents"
    assert "n\u00a0=\u00a09 codings in 2 documents." in picture.heading.about
    assert picture.heading.about.startswith("Codings, in the codings of all coders")
    heat = pictures.of_table(_table(asked, "codes", "value.number"), "heat-map")
    assert "Left out, with nothing in them: 3 rows." in heat.heading.notes


def test_a_portrait_has_all_documents_and_each_part_in_its_place(asked: Asked) -> None:
    picture = pictures.of_answer(_ask(asked, "all"), "portrait", "outlet")
    assert isinstance(picture, Portrait)
    assert list(picture.groups) == [("Daily", 1), ("Weekly", 1)]
    assert list(picture.documents) == ["talk.txt", "other.txt"] or len(picture.documents) == 2
    assert picture.start.size == 10, "nine codings, of which one has two parts"
    for at in range(picture.start.size):
        (guid,) = picture.marks[int(picture.mark[at])].passages.codings
        assert guid in asked.codings.values()
        assert 0 <= picture.start[at] < picture.end[at] <= picture.lengths[picture.document[at]]
    only = pictures.of_answer(_ask(asked, "code:prediction"), "portrait")
    assert isinstance(only, Portrait)
    assert len(only.documents) == 2, "a document without any is seen to have none"
    assert list(only.codes) == ["prediction"] and set(only.document.tolist()) == {0}


def test_a_timeline_counts_by_periods_and_says_what_has_no_date(asked: Asked) -> None:
    picture = pictures.of_answer(_ask(asked, "all"), "timeline", "date")
    assert isinstance(picture, Timeline)
    assert list(picture.labels) == ["2024-03-01"]
    assert picture.values.sum() == 7
    assert "Without a date: 2 codings." in picture.heading.notes
    for mark, value in zip(picture.marks, picture.values.ravel(), strict=True):
        assert len(mark.passages.codings) == value
    rate = pictures.of_answer(_ask(asked, "all"), "timeline-words", "date")
    assert isinstance(rate, Timeline)
    words = len(boundaries.words(TALK))
    np.testing.assert_allclose(rate.values, picture.values / words * 1000)
    with pytest.raises(UserError, match="No document has a date"):
        pictures.of_answer(_ask(asked, "all"), "timeline", "outlet")
    with pytest.raises(UserError, match="needs an attribute"):
        pictures.of_answer(_ask(asked, "all"), "timeline")


def test_a_distribution_counts_each_coding_once(asked: Asked) -> None:
    picture = pictures.of_answer(_ask(asked, "all"), "distribution")
    assert isinstance(picture, Distribution)
    assert picture.values.sum() == 9
    first = picture.values[list(picture.codes).index("claim")]
    assert first[0] == 1, "the heading is at the beginning of its text"
    opened = [guid for mark in picture.marks for guid in mark.passages.codings]
    assert sorted(opened) == sorted(asked.codings.values())


def test_relations_are_counted_between_codes(asked: Asked) -> None:
    picture = pictures.of_answer(_ask(asked, "all"), "relations")
    assert isinstance(picture, Network)
    (edge,) = picture.edges
    assert (edge.words, edge.weight, picture.directed) == ("supports", 1, True)
    assert len(_ask(asked, picture.marks[edge.mark].passages.line)) == 1
    with pytest.raises(UserError, match="No relation leads"):
        pictures.of_answer(_ask(asked, "code:prediction"), "relations")


def test_what_there_is_no_picture_of(asked: Asked) -> None:
    with pytest.raises(UserError, match="There are heat-map, bars"):
        pictures.of_table(_table(asked, "codes", "codes"), "portrait")
    with pytest.raises(UserError, match="There are portrait"):
        pictures.of_answer(_ask(asked, "all"), "heat-map")


@pytest.mark.parametrize("kind", [one.name for one in pictures.KINDS if one.of == "answer"])
def test_nothing_found_is_a_picture_or_a_sentence(asked: Asked, kind: str) -> None:
    answer = _ask(asked, "code:claim and text:zebra")
    try:
        picture = pictures.of_answer(answer, kind, "date")
    except UserError as error:
        assert str(error).endswith(".")
    else:
        assert draw(picture, saving.print_look()).height > 0


@pytest.mark.parametrize("suffix", [".svg", ".graphml", ".dot", ".drawio"])
def test_a_network_is_saved_in_every_way(asked: Asked, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"network{suffix}"
    for kind in ("network", "flow"):
        picture = pictures.of_table(_table(asked, "codes", "codes", by="followed"), kind)
        saving.save(picture, target, saving.print_look(), None)
        assert "claim" in target.read_text(encoding="utf-8")


def test_what_it_cannot_be_saved_as(asked: Asked, tmp_path: Path) -> None:
    picture = pictures.of_table(_table(asked, "codes", "codes"), "heat-map")
    for name, words in (("a.graphml", "is saved as"), ("a.bmp", "is saved as"), ("a.png", "PNG")):
        with pytest.raises(UserError, match=words):
            saving.save(picture, tmp_path / name, saving.print_look(), None)
    saving.save(picture, tmp_path / "a.png", saving.print_look(), lambda _d, _s: b"painted")
    assert (tmp_path / "a.png").read_bytes() == b"painted"
    assert len(list(tmp_path.glob("a.*"))) == 1


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2024-03-01", date(2024, 3, 1)),
        ("2024-3", date(2024, 3, 1)),
        (" 2024 ", date(2024, 1, 1)),
        ("2024-03-01T10:00", date(2024, 3, 1)),
        ("2024-13-01", None),
        ("0000", None),
        ("March 2024", None),
        ("", None),
    ],
)
def test_days_are_read_as_iso_writes_them(said: str, day: date | None) -> None:
    assert day_of(said) == day


@pytest.mark.parametrize(
    ("first", "last", "kind", "number"),
    [
        (date(2024, 1, 1), date(2024, 1, 1), "day", 1),
        (date(2024, 1, 31), date(2024, 3, 1), "day", 31),
        (date(2024, 1, 31), date(2024, 6, 1), "week", 18),
        (date(2023, 1, 31), date(2024, 12, 1), "month", 24),
        (date(2019, 1, 31), date(2024, 12, 1), "quarter", 24),
        (date(1990, 1, 31), date(2024, 12, 1), "year", 35),
        (date(1800, 1, 31), date(2024, 12, 1), "decade", 23),
        (date(1, 1, 1), date(9999, 12, 31), "century", None),
    ],
)
def test_periods_reach_from_the_first_day_to_the_last(
    first: date, last: date, kind: str, number: int | None
) -> None:
    name, found = periods(first, last)
    assert name == kind and (number is None or len(found) == number)
    assert found[0] <= first and found == sorted(set(found))
    assert np.diff([day.toordinal() for day in found]).min(initial=1) > 0
