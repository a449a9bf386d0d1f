"""Tables of Rich Text: rows, merged and nested cells, and files that define them late or never."""

from __future__ import annotations

from tests.exchange.documents.rtf_samples import found, small, word

_TWO = rb"\trowd\cellx1000\cellx2000"


def test_cells_are_parted_by_tabs_and_rows_by_lines() -> None:
    document = small(
        rb"before\par" + _TWO + rb"\pard\intbl a\cell b\par c\cell\row"
        rb"\trowd\trhdr\cellx1000\cellx2000\pard\intbl d\cell\cell\row\pard after"
    )
    assert document.text == "before\na\tb\nc\nd\t\nafter"
    assert found(document, "table") == [("table", "a\tb\nc\nd\t", {"rows": 2, "columns": 2})]
    assert found(document, "row") == [("row", "a\tb\nc", {"row": 1}), ("row", "d\t", {"row": 2})]
    assert found(document, "cell") == [
        ("cell", "a", {"row": 1, "column": 1}),
        ("cell", "b\nc", {"row": 1, "column": 2}),
        ("cell", "d", {"row": 2, "column": 1, "header": 1}),
        ("cell", "", {"row": 2, "column": 2, "header": 1}),
    ]


def test_cells_merged_by_word() -> None:
    document = word(
        rb"\trowd\clmgf\cellx1000\clmrg\cellx2000\clvmgf\cellx3000\pard\intbl a\cell\cell b"
        rb"\cell\row"
        rb"\trowd\cellx1000\cellx2000\clvmrg\cellx3000\pard\intbl c\cell d\cell\cell\row\pard "
    )
    assert document.text == "a\t\tb\nc\td\t"
    assert found(document, "cell") == [
        ("cell", "a", {"row": 1, "column": 1, "columns": 2}),
        ("cell", "b", {"row": 1, "column": 3, "rows": 2}),
        ("cell", "c", {"row": 2, "column": 1}),
        ("cell", "d", {"row": 2, "column": 2}),
    ]


def test_wide_cells_as_libreoffice_writes_them() -> None:
    document = small(
        rb"\trowd\cellx1000\cellx2000\cellx3000\pard\intbl a\cell b\cell c\cell\row"
        rb"\trowd\cellx2010\cellx3000\pard\intbl d\cell e\cell\row\pard x"
    )
    assert found(document, "cell")[3:] == [
        ("cell", "d", {"row": 2, "column": 1, "columns": 2}),
        ("cell", "e", {"row": 2, "column": 3}),
    ]


def test_a_table_in_a_cell() -> None:
    document = word(
        rb"\trowd\cellx3000\cellx6000\pard\intbl\itap1 out\par"
        rb"\pard\intbl\itap2 a\nestcell{\nonesttables\par}b\nestcell"
        rb"{\*\nesttableprops\trowd\cellx1000\cellx2000\nestrow}{\nonesttables\par}"
        rb"\pard\intbl\itap1 below\cell next\cell\row\pard end"
    )
    assert document.text == "out\na\tb\nbelow\tnext\nend"
    assert [values for _kind, _text, values in found(document, "table")] == [
        {"rows": 1, "columns": 2},
        {"rows": 1, "columns": 2},
    ]
    assert found(document, "cell")[0] == ("cell", "out\na\tb\nbelow", {"row": 1, "column": 1})


def test_definition_in_a_group_of_its_own_and_missing_words() -> None:
    document = small(
        rb"{\trowd\cellx1\cellx2 {{\pard\intbl a\par}\cell}{b\cell}\intbl\row}x\cell y"
    )
    assert document.text == "a\tb\nx\ty"
    assert len(found(document, "cell")) == 2


def test_a_table_that_is_cut() -> None:
    document = small(_TWO + rb"\pard\intbl a\cell b")
    assert document.text == "a\tb"
    assert len(found(document, "cell")) == 2


def test_depth_has_a_bound() -> None:
    assert small(rb"\intbl\itap2000000000 a\nestcell b").text.split() == ["a", "b"]
