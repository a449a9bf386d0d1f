"""Long names are cut so that they can be told apart, and share their room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from annotator.ui.widgets.elision import elided, elided_heading, shared

NAMES = [f"explicit appeal to the threat of {what}" for what in ("loss", "violence", "exclusion")]


@pytest.fixture
def metrics(qapp: QApplication) -> QFontMetrics:
    return QFontMetrics(QFont("DejaVu Sans", 10))


@pytest.mark.parametrize("share", [0.3, 0.5, 0.8])
def test_names_that_begin_alike_stay_different(metrics: QFontMetrics, share: float) -> None:
    width = int(metrics.horizontalAdvance(NAMES[0]) * share)
    cut = [elided(metrics, name, width) for name in NAMES]
    assert len(set(cut)) == 3
    assert all(metrics.horizontalAdvance(one) <= width + 1 for one in cut)
    assert [one[-4:] for one in cut] == ["loss", "ence", "sion"]


def test_a_name_with_room_is_whole_and_a_beginning_of_two_letters_is_left_out(
    metrics: QFontMetrics,
) -> None:
    assert elided(metrics, "claim", 500) == "claim"
    narrow = elided(metrics, NAMES[0], metrics.horizontalAdvance("ex… of loss") // 2)
    assert narrow.startswith("…")


def test_names_that_begin_and_end_alike_are_told_apart_by_what_is_between(
    metrics: QFontMetrics,
) -> None:
    names = [f"Interview {number:02} with a member of the harbour council.txt" for number in (1, 2)]
    width = metrics.horizontalAdvance(names[0]) // 2
    assert [elided(metrics, name, width, names)[:12] for name in names] == [
        "Interview 01",
        "Interview 02",
    ]
    assert elided(metrics, NAMES[0], width, NAMES).endswith("loss"), "they differ at the end"
    assert elided(metrics, names[0], width, names[:1]) == elided(metrics, names[0], width)


def test_the_parts_of_a_heading_share_its_line(metrics: QFontMetrics) -> None:
    whole = f"{NAMES[1]} · only Ann-Katrin Oberholzer-Vandermeer"
    cut = elided_heading(metrics, whole, metrics.horizontalAdvance(whole) // 2)
    code, who = cut.split(" · ")
    assert code.endswith("violence")
    assert who.startswith("only Ann")
    assert elided_heading(metrics, "claim · only Ben", 500) == "claim · only Ben"


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 600))
def test_two_texts_share_a_line(first: int, second: int, width: int) -> None:
    one, other = shared(first, second, width)
    assert one + other <= max(width, first + second)
    if first + second <= width:
        assert (one, other) == (first, second)
    else:
        assert one + other == width
        assert one >= min(first, width // 2)
        assert other >= min(second, width // 2)
