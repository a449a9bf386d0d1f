"""Several codes moved, coloured, merged and deleted at once, each as one step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.operations import codebook, reading
from annotator.operations.codebook import codes, many_codes
from annotator.operations.viewing import everything
from tests.making import ANN, BEN, Made, make


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """Codes a, b (with b1 and b2 below it), c, d and nothing else."""
    made = make(tmp_path / "p.annot")
    for guid in list(made.codes.values()):
        if guid in codebook.current(made.project).by_guid:
            codes.delete(made.project, ANN.guid, guid)
    for name in "abcd":
        codes.add(made.project, ANN.guid, codes.new_code(name, "#000000"))
    parent = named(made)["b"]
    for name in ("b1", "b2"):
        codes.add(made.project, ANN.guid, codes.new_code(name, "#000000", parent=parent))
    made.codes = named(made)
    yield made
    made.project.close()


def named(made: Made) -> dict[str, str]:
    return {code.name: code.guid for code in codebook.current(made.project).codes}


def tree(made: Made) -> str:
    walk = codebook.current(made.project).walk()
    return " ".join("." * depth + code.name for depth, code in walk)


def guids(made: Made, *names: str) -> list[str]:
    return [made.codes[name] for name in names]


def test_codes_move_together_and_keep_their_order(made: Made) -> None:
    by, project = ANN.guid, made.project
    many_codes.move(project, by, guids(made, "d", "b", "b1"), None, made.codes["a"])
    assert tree(made) == "b .b1 .b2 d a c"
    many_codes.move(project, by, guids(made, "a", "c"), made.codes["b"], made.codes["b2"])
    assert tree(made) == "b .b1 .a .c .b2 d"
    project.undo(by)
    project.undo(by)
    assert tree(made) == "a b .b1 .b2 c d"
    many_codes.move(project, by, guids(made, "a", "b"), None, made.codes["b"])
    assert tree(made) == "a b .b1 .b2 c d"
    with pytest.raises(UserError, match="below itself"):
        many_codes.move(project, by, guids(made, "a", "b"), made.codes["b1"])
    assert tree(made) == "a b .b1 .b2 c d"


@pytest.mark.parametrize(
    ("chosen", "steps", "after"),
    [
        ("b c", -1, "b .b1 .b2 c a d"),
        ("a c", -1, "a c b .b1 .b2 d"),
        ("a c", 1, "b .b1 .b2 a d c"),
        ("c d", 1, "a b .b1 .b2 c d"),
        ("b2 d", -1, "a b .b2 .b1 d c"),
    ],
)
def test_blocks_go_up_and_down(made: Made, chosen: str, steps: int, after: str) -> None:
    many_codes.shift(made.project, ANN.guid, guids(made, *chosen.split()), steps)
    assert tree(made) == after


def test_colours_of_many(made: Made) -> None:
    colors = dict(zip(guids(made, "a", "b1"), ("#112233", "#445566"), strict=True))
    many_codes.recolor(made.project, ANN.guid, colors)
    now = codebook.current(made.project).by_guid
    assert [now[guid].color for guid in colors] == ["#112233", "#445566"]
    made.project.undo(ANN.guid)
    assert codebook.current(made.project).by_guid[made.codes["a"]].color == "#000000"


def test_codes_with_what_is_below_them_are_merged(made: Made) -> None:
    for number, name in enumerate(("a", "b", "b1")):
        made.code(ANN, name, (number * 10, number * 10 + 5))
    many_codes.merge(made.project, ANN.guid, guids(made, "a", "b", "b1"), made.codes["c"])
    assert tree(made) == "c .b2 d"
    counts = reading.coding_counts(everything(made.project))
    assert {code: n for (_d, code, _c), n in counts.items()} == {made.codes["c"]: 3}
    made.project.undo(ANN.guid)
    assert tree(made) == "a b .b1 .b2 c d"
    with pytest.raises(UserError, match="can't be merged into itself"):
        many_codes.merge(made.project, ANN.guid, guids(made, "a", "b"), made.codes["b2"])


def test_codes_are_deleted_with_what_is_below_them(made: Made) -> None:
    made.code(ANN, "b1", (0, 5))
    made.code(BEN, "a", (0, 5))
    with pytest.raises(UserError, match="Other coders"):
        many_codes.delete(made.project, ANN.guid, guids(made, "a", "b"))
    many_codes.delete(made.project, ANN.guid, guids(made, "a", "b"), made.codes["c"])
    assert tree(made) == "c d"
    assert reading.coding_counts(everything(made.project)).total() == 2
    made.project.undo(ANN.guid)
    assert tree(made) == "a b .b1 .b2 c d"
