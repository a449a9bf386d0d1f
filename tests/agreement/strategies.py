"""Random documents for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from annotator.agreement.data.continuum import Codings, Continuum
from annotator.agreement.figure import Figure
from tests.agreement.oracle import Coding, Document


@st.composite
def documents(
    draw: st.DrawFn, coders: int = 3, codes: int = 2, longest: int = 40, parts: int = 2
) -> Document:
    """A document as the oracle takes it: (length, [codings of each coder or None])."""
    length = draw(st.integers(1, longest))

    def span() -> tuple[int, int]:
        start = draw(st.integers(0, length - 1))
        return start, draw(st.integers(start + 1, min(length, start + 12)))

    own: list[list[Coding] | None] = []
    for _ in range(coders):
        if draw(st.integers(0, 5)) == 0:
            own.append(None)
            continue
        own.append(
            [
                (
                    draw(st.integers(0, codes - 1)),
                    [span() for _ in range(draw(st.integers(1, parts)))],
                )
                for _ in range(draw(st.integers(0, 6)))
            ]
        )
    return length, own


def continuum(document: Document) -> Continuum:
    length, coders = document
    return Continuum(length, tuple(None if own is None else Codings.of(own) for own in coders))


def coded(text: Continuum) -> list[Codings]:
    """What each coder coded, of a text that all of them coded."""
    present = [own for own in text.codings if own is not None]
    assert len(present) == len(text.codings)
    return present


def number(figure: Figure) -> float:
    """The value of a figure that is defined."""
    assert figure.value is not None, figure.reason
    return figure.value
