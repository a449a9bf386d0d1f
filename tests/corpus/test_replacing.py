"""Positions in a text of which passages are replaced."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.replacing import ReplacedText, Replacement
from annotator.corpus.span import Span


@st.composite
def replaced(draw: st.DrawFn) -> ReplacedText:
    text = draw(st.text("abc 😀\n", max_size=30))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    new = [draw(st.text("XYZ", max_size=4)) for _pair in pairs]
    return ReplacedText(text, [Replacement(*p, one) for p, one in zip(pairs, new, strict=True)])


@given(replaced(), st.data())
def test_a_passage_has_its_words_and_whole_replacements(
    one: ReplacedText, data: st.DataObject
) -> None:
    if not one.original:
        return
    start = data.draw(st.integers(0, len(one.original) - 1))
    end = data.draw(st.integers(start + 1, len(one.original)))
    touched = [each for each in one.replacements if each.start < end and each.end > start]
    first = min([start, *(each.start for each in touched)])
    last = max([end, *(each.end for each in touched)])
    within = [Replacement(each.start - first, each.end - first, each.text) for each in touched]
    wanted = ReplacedText(one.original[first:last], within).text
    found = one.span(Span(start, end)) if wanted else None
    assert one.text[one.start(start) : one.end(end)] == wanted
    if found is not None:
        assert (found.start, found.end) == (one.start(start), one.end(end))


@given(replaced())
def test_ends_of_the_text_stay_ends(one: ReplacedText) -> None:
    assert one.start(0) == 0
    assert one.end(len(one.original)) == len(one.text)


def test_replacements_out_of_order_are_a_mistake() -> None:
    for wrong in ([(2, 1)], [(0, 2), (1, 3)], [(0, 9)], [(1, 1)]):
        with pytest.raises(ValueError, match="out of order"):
            ReplacedText("abc", [Replacement(*one, "") for one in wrong])
