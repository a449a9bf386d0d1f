"""A codebook that leaves as REFI-QDA comes back: attributes, relations, rules and cues too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.corpus.codebook import Codebook
from annotator.exchange import refi
from annotator.operations.codebook import codes


def timeless(book: Codebook) -> Codebook:
    """Without the times, of which the format keeps none for codes."""
    epoch = book.codes[0].created

    def still(one):  # type: ignore[no-untyped-def]
        return replace(one, created=epoch, modified=epoch)

    return Codebook(
        tuple(map(still, book.codes)),
        attributes=tuple(map(still, book.attributes)),
        relation_types=tuple(map(still, book.relation_types)),
    )


@pytest.mark.parametrize("name", codes.built_in_codebooks())
def test_a_shipped_codebook_comes_back_from_qdc(name: str, tmp_path: Path) -> None:
    book = codes.load(name)
    path = tmp_path / "book.qdc"
    with path.open("wb") as file:
        written = refi.write_codebook(book, file)
    (only,) = written.findings
    assert "no place for the name" in only.message, "what does not come back is told"
    found = refi.read_codebook(path, book.codes[0].created)
    assert timeless(found.codebook) == timeless(book)
