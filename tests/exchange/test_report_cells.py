"""Cells of a report: percent and intervals for people, shares for programs."""

from __future__ import annotations

from annotator.exchange.report_document import Cell, Measured, Table, cell_text, flat


def test_people_read_percent_and_never_a_minus_before_nothing() -> None:
    assert cell_text(Measured(0.9951, 0.98, 0.9999, percent=True)) == "99.5% [98.0, >99.9]"
    assert cell_text(Measured(-0.0002, -0.001, 0.2)) == "0.000 [0.00, 0.20]"
    assert cell_text(Measured(None, percent=True)) == "–"
    assert [cell_text(cell) for cell in (-0.0001, 1234.5, 7, None)] == [
        "0.000",
        "1,234.500",
        "7",
        "–",
    ]


def test_programs_read_a_share_under_a_heading_that_says_so() -> None:
    rows: list[list[Cell]] = [["claim", Measured(0.5, 0.4, 0.6), Measured(0.995, percent=True)]]
    header, lines = flat(Table("t", "", ["Code", "Alpha", "Percent"], rows))
    assert header == ["Code", "Alpha", "Alpha low", "Alpha high", "Percent (0 to 1)"]
    assert lines == [["claim", 0.5, 0.4, 0.6, 0.995]]
