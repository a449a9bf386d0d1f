"""Tables about a project: each cell is what its query finds, and the head says what it is."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from annotator.corpus.job import finish
from annotator.corpus.query import Question
from annotator.errors import UserError
from annotator.operations import reading
from annotator.operations.codebook import code_sets
from annotator.operations.retrieval import material, questions, tables
from annotator.operations.retrieval.material import ProjectMaterial
from annotator.operations.retrieval.tables import ProjectTable, TableQuestion
from annotator.operations.speakers import editing, persons
from annotator.operations.viewing import Viewer, everything
from annotator.retrieval.evaluate import answer
from annotator.retrieval.language import print_query
from tests.making import ANN
from tests.operations.retrieval.retrieval_projects import Asked, make_asked


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    made = make_asked(tmp_path_factory.mktemp("asked") / "asked.annot")
    yield made
    made.project.close()


@pytest.fixture(scope="module")
def loaded(asked: Asked) -> ProjectMaterial:
    return finish(material.load(everything(asked.project)))


def _table(loaded: ProjectMaterial, rows: str, columns: str, *rest: str) -> ProjectTable:
    return tables.table_of(loaded, TableQuestion((rows,), (columns,), *rest))


AXES = (
    *("codes", "documents", "coders", "rounds", "speakers", "document.outlet"),
    *('value."how sure"', "value.number"),
)


@pytest.mark.parametrize(("rows", "columns"), list(product(AXES, AXES)), ids=str)
def test_a_cell_counts_what_its_query_finds(
    loaded: ProjectMaterial, rows: str, columns: str
) -> None:
    table = _table(loaded, rows, columns)
    _adds_up(loaded, table)


@pytest.mark.parametrize(
    "by",
    [
        "overlaps",
        "inside",
        "in same sentence as",
        "in same turn as by same coder",
        "in same document as",
        "within 3 words of",
        "linked supports to",
    ],
)
def test_so_does_a_cell_of_related_codings(loaded: ProjectMaterial, by: str) -> None:
    table = _table(loaded, "codes", "codes", "codings", by, "not code:attribution")
    assert table.by_words == by
    _adds_up(loaded, table)


def _adds_up(loaded: ProjectMaterial, table: ProjectTable) -> None:
    assert table.figures.cells.shape == (len(table.rows.labels), len(table.columns.labels))
    for row, column in product(range(len(table.rows.labels)), range(len(table.columns.labels))):
        query = table.query_of(row, column)
        assert query is not None
        found = answer(Question(query), loaded, table.analysis_set.codings)
        assert table.figures.cells[row, column] == len(found), (row, column)


def test_a_group_that_names_coders_makes_all_cells_be_of_all_codings(asked: Asked) -> None:
    rows = ("code:claim", "code:claim and coder:Cleo")
    loaded = finish(material.load(everything(asked.project)))
    table = tables.table_of(loaded, TableQuestion(rows, ("documents",)))
    query = table.query_of(0, 0)
    assert query is not None and print_query(query).endswith("and coder:any")
    _adds_up(loaded, table)


def test_values_and_missing_ones_are_columns(loaded: ProjectMaterial) -> None:
    table = _table(loaded, "codes", 'value."how sure"')
    assert table.columns.labels == ("plain", "hedged", "–")
    assert table.figures.cells[0].tolist() == [4, 1, 0]
    numbers = _table(loaded, "codes", "value.number")
    assert numbers.columns.labels == ("2.5", "10", "–")
    assert numbers.figures.cells[0].tolist() == [1, 1, 3]


def test_rates_are_of_finished_documents(loaded: ProjectMaterial) -> None:
    """Only the first of the two documents is done; it has 15 words."""
    table = _table(loaded, "codes", "documents", "words")
    words = 15
    claim = table.rows.labels.index("claim")
    assert table.figures.cells[claim, 0] == pytest.approx(3 / words * 1000)
    assert math.isnan(table.figures.cells[claim, 1])
    assert (table.documents, int(table.analysis_set.unfinished.sum())) == (1, 1)
    assert any("nobody has finished" in one for one in table.remarks)


def test_what_follows_what(loaded: ProjectMaterial) -> None:
    table = _table(loaded, "codes", "codes", "codings", "followed within 1 words", "coder:Ann")
    found = {
        (table.rows.labels[row], table.columns.labels[column]): number
        for (row, column), number in _filled(table)
    }
    # Of Ann's: head, both (as long as from its first part to its last), late, term.
    assert found == {
        ("claim", "prediction"): 1,
        ("prediction", "claim"): 1,
        ("claim", "evaluative term"): 1,
    }
    assert table.query_of(0, 0) is None and table.by_words == "followed within 1 words by"


def _filled(table: ProjectTable) -> list[tuple[tuple[int, int], int]]:
    cells = table.figures.cells
    places = product(range(cells.shape[0]), range(cells.shape[1]))
    return [(place, int(cells[place])) for place in places if cells[place]]


def test_the_head_says_what_is_counted_and_on_whose_codings(loaded: ProjectMaterial) -> None:
    table = _table(loaded, "codes", "codes", "passages", "", "document.outlet:Daily")
    assert table.head == (
        "Passages (overlaps) where document.outlet:Daily, in the codings of all coders (there is"
        " neither a consensus nor a designated coder)."
    )
    assert "since the query says whose" in _table(loaded, "codes", "coders").head
    assert "Totals are no sums" in table.remarks[0]
    assert not _table(loaded, "codes", "documents").remarks[0].startswith("Totals")


def test_chance_and_jaccard(loaded: ProjectMaterial) -> None:
    expected = _table(loaded, "codes", "codes", "expected")
    assert (expected.figures.cells >= 0).all() and math.isnan(expected.figures.total)
    together = _table(loaded, "codes", "codes", "jaccard", "in same sentence as")
    assert together.figures.cells[0, 0] == 1


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (TableQuestion(("codes",), ("codes",), "median"), "can't hold “median”"),
        (TableQuestion(("colours",), ("codes",)), "has no “colours”"),
        (TableQuestion(("codes",), ("value.nothing",)), "no attribute of codings “nothing”"),
        (TableQuestion(("codes",), ("codes",), "jaccard"), "counts units"),
        (TableQuestion(("codes",), ("codes",), "expected", "before"), "overlaps alone"),
        (TableQuestion(("codes",), ("codes",), "codings", "near"), "no relation between codings"),
        (TableQuestion(("codes",), ("codes",), "codings", "followed within 2 pages"), "no unit"),
        (TableQuestion(("code:gone",), ("codes",)), "There is no code “gone”"),
        (TableQuestion(("codes",), ("codes",), where="code:"), "is missing"),
    ],
)
def test_what_can_not_be_shown_is_one_sentence(
    loaded: ProjectMaterial, wanted: TableQuestion, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        tables.table_of(loaded, wanted)


def test_the_lines_of_cells_have_names_and_not_guids(loaded: ProjectMaterial) -> None:
    for rows, columns, line in (
        ("codes", "coders", "code:claim and coder:Ann"),
        ("documents", "codes", 'document:"talks.txt" and code:claim'),
        ("rounds", "codes", "round:Pilot and code:claim"),
    ):
        query = _table(loaded, rows, columns).query_of(0, 0)
        assert query is not None and print_query(query) == line


def test_a_blind_table_has_the_own_work_and_says_so(asked: Asked) -> None:
    viewer = Viewer(asked.project, ANN.guid, blind=True)
    own = finish(material.load(viewer))
    table = _table(own, "codes", "coders")
    assert table.columns.labels == ("Ann",), "of others zero would be wrong"
    assert "the codings of Ann alone (the project is blind)" in table.head
    assert table.figures.total == len(own.table)
    whole = tables.table_of(own, TableQuestion(("codes",), ("codes",), coders=tables.RANGE))
    assert "of Ann alone" in whole.head
    nobody = finish(material.load(Viewer(asked.project, None, blind=True)))
    assert "nobody's codings" in _table(nobody, "codes", "documents").head


def test_a_slip_of_the_keys_gets_a_suggestion(loaded: ProjectMaterial) -> None:
    for rows, by, meant in (
        ("codez", "", "Did you mean codes?"),
        ("claim", "", "Did you mean code:claim?"),
        ("codes", "overlps", "Did you mean overlaps?"),
    ):
        with pytest.raises(UserError) as raised:
            _table(loaded, rows, "codes", "codings", by)
        assert str(raised.value).endswith(meant)


def test_rows_of_what_the_project_has_none_of_are_told(loaded: ProjectMaterial) -> None:
    table = _table(loaded, "code-sets", "codes")
    assert table.rows.labels == () and table.figures.total == 0
    assert any("“code-sets”" in remark for remark in table.remarks)


def test_a_change_shows_in_the_next_table(asked: Asked) -> None:
    viewer = everything(asked.project)
    wanted = TableQuestion(("codes",), ("documents",))
    before = finish(tables.build(viewer, wanted)).figures.total
    answer_before = len(finish(questions.ask(viewer, "all")))
    assert before == answer_before == len(asked.codings)


def test_sets_of_codes_are_rows(tmp_path: Path) -> None:
    asked = make_asked(tmp_path / "asked.annot")
    viewer, by = everything(asked.project), ANN.guid
    none = finish(tables.build(viewer, TableQuestion(("code-sets",), ("documents",))))
    assert none.rows.labels == ()
    book = reading.codebook(viewer)
    first, second = [code.guid for code in book.codes if code.codable][:2]
    code_sets.create(asked.project, by, "Both", [first, second])
    code_sets.create(asked.project, by, "First", [first])
    codes = finish(tables.build(viewer, TableQuestion(("codes",), ("coders",))))
    totals = dict(zip(codes.rows.labels, codes.figures.row_totals.tolist(), strict=True))
    numbers = [totals[" > ".join(book.path(guid))] for guid in (first, second)]
    table = finish(tables.build(viewer, TableQuestion(("code-sets",), ("coders",))))
    assert table.rows.labels == ("Both", "First")
    assert table.figures.row_totals.tolist() == [sum(numbers), numbers[0]]
    _adds_up(finish(material.load(viewer)), table)


def test_speakers_and_what_is_said_of_them(tmp_path: Path) -> None:
    asked = make_asked(tmp_path / "asked.annot")
    viewer, by = everything(asked.project), ANN.guid
    table = finish(tables.build(viewer, TableQuestion(("speakers",), ("codes",))))
    assert table.rows.labels == ("Mayor", "Ilse")
    assert table.figures.row_totals.tolist() == [4, 2], "a coding in both turns is in both rows"
    mayor, ilse = finish(persons.persons(viewer))
    editing.set_values(asked.project, by, [(mayor, "party", "red"), (ilse, "party", "red")])
    table = finish(tables.build(viewer, TableQuestion(("speaker.party",), ("codes",))))
    assert table.rows.labels == ("red",) and table.figures.row_totals.tolist() == [5]
    (mayor, *_others) = finish(persons.persons(viewer))
    assert len(finish(questions.ask(viewer, "speaker:Mayor"))) == 4
    editing.rename(asked.project, by, mayor, "The mayor of Kærholm", set())
    renamed = finish(tables.build(viewer, TableQuestion(("speakers",), ("codes",))))
    assert renamed.rows.labels[0] == "The mayor of Kærholm"
    assert renamed.figures.row_totals[0] == 4, "what is kept of the texts follows the names"
    with pytest.raises(UserError, match="There is no attribute of speakers"):
        finish(tables.build(viewer, TableQuestion(("speaker.age",), ("codes",))))
    asked.project.close()
