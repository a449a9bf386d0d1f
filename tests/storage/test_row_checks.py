"""What is looked at in all rows at once: identities, circles."""

from __future__ import annotations

from pathlib import Path

from annotator.corpus.identity import new_guid
from annotator.storage import row_checks
from tests.making import ANN, make


def test_identities_in_a_row_are_guids_each_at_its_place() -> None:
    some = [new_guid() for _ in range(3)]
    joined = "".join(some).encode()
    assert row_checks.are_guids(joined, 3)
    assert row_checks.are_guids(b"", 0)
    assert not row_checks.are_guids(joined, 2)
    one = some[0]
    for place in (0, 8, 13, 18, 23, 35):
        for letter in "gA-0":
            odd = one[:place] + letter + one[place + 1 :]
            expected = (letter == "-") == (place in (8, 13, 18, 23)) and letter in "-0"
            assert row_checks.are_guids(odd.encode() + joined, 4) == expected, (place, letter)


def test_circles_are_found_once_each() -> None:
    following = {"a": "b", "b": "c", "c": "b", "d": "d", "e": "a", "f": None, "g": "nowhere"}
    assert row_checks.cycles(following) == [["b", "c"], ["d"]]
    assert row_checks.cycles({}) == []


def test_rows_of_a_file_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    coding = made.code(ANN, "claim", (0, 6))
    with made.project.reading() as connection:
        rows = row_checks.stored_rows(connection)["coding"]
        assert (list(rows), len(rows)) == ([coding], 1)
        assert rows[coding]["end"] == 6
        assert coding in rows and new_guid() not in rows
        assert set(row_checks.stored_rows(connection)["code"]) == set(made.codes.values())
