"""What a table of codings can hold comes back equal from what this program writes."""

from __future__ import annotations

import io
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.coding import Coder, Coding
from annotator.corpus.document import Document
from annotator.corpus.identity import guid_from
from annotator.corpus.moments import EPOCH
from annotator.corpus.project import ProjectContent
from annotator.corpus.span import Span, united
from annotator.exchange.codings_csv import write_csv
from tests.exchange.programs.reading import LF, coded, read

NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=8)
PLACES = st.tuples(st.integers(0, len(LF) - 1), st.integers(1, 20)).map(
    lambda one: Span(one[0], min(len(LF), one[0] + one[1]))
)
CODINGS = st.lists(
    st.tuples(st.lists(PLACES, min_size=1, max_size=3), st.integers(0, 2), NAMES),
    min_size=1,
    max_size=6,
)


def project(said: list[tuple[list[Span], int, str]], names: list[str]) -> ProjectContent:
    """A project of one text with a chain of codes."""
    codes: list[Code] = []
    for at, name in enumerate(names):
        parent = codes[-1].guid if codes else None
        guid = guid_from("code", str(at))
        codes.append(Code(guid, name, "#000000", EPOCH, EPOCH, parent=parent, position=at))
    document = Document(guid_from("d"), "talk.txt", LF, LF.encode(), "utf-8", EPOCH, EPOCH)
    coders = {name: Coder(guid_from("coder", name), name, EPOCH, EPOCH) for *_rest, name in said}
    codings = [
        Coding(
            guid_from("coding", str(number)),
            *(document.guid, codes[code].guid, coders[name].guid, united(spans), EPOCH, EPOCH),
        )
        for number, (spans, code, name) in enumerate(said)
    ]
    codings.sort(key=lambda one: (one.start, one.end, one.guid))
    book = Codebook(tuple(codes))
    people = tuple(coders.values())
    return ProjectContent(
        guid_from("p"), "p", EPOCH, EPOCH, people, book, (document,), tuple(codings)
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=CODINGS, names=st.lists(NAMES, min_size=3, max_size=3))
def test_codings_come_back_equal(
    said: list[tuple[list[Span], int, str]], names: list[str], tmp_path: Path
) -> None:
    content = project(said, names)
    target = io.BytesIO()
    write_csv(content, target)
    (tmp_path / "codings.csv").write_bytes(target.getvalue())
    back = read(tmp_path / "codings.csv", content.documents).content
    assert coded(back) == coded(content)
