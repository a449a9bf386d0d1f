"""What a format can hold comes back equal from what this program writes in it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from annotator.corpus.codebook import Code, Codebook, RelationType
from annotator.corpus.coding import Coder, Coding, Relation
from annotator.corpus.document import Document
from annotator.corpus.identity import guid_from
from annotator.corpus.job import finish
from annotator.corpus.moments import EPOCH
from annotator.corpus.project import ProjectContent
from annotator.corpus.span import Span, passage, united
from annotator.exchange.exporters.exporter import ExportSettings
from annotator.exchange.exporters.registry import exporter_for
from tests.exchange.programs.reading import LF, coded, read

WHOLE = (".brat.zip", ".jsonld", ".csv", ".tei.xml")
"""Formats that hold discontinuous codings as one."""
IN_PARTS = (".doccano.jsonl", ".labelstudio.json", ".cas.zip", ".xmi.zip")
NAMES = st.text("abcdefghABCDEFGH", min_size=2, max_size=6)
PLACES = (
    st.tuples(st.integers(0, len(LF) - 1), st.integers(1, 20))
    .map(lambda one: Span(one[0], min(len(LF), one[0] + one[1])))
    .filter(lambda one: LF[one.start] != "\n" != LF[one.end - 1])
    .filter(lambda one: bool(LF[one.start : one.end].strip()))
)
"""brat cuts passages at line ends, which it does not hold; nothing proves where blanks are."""
CODINGS = st.lists(
    st.tuples(st.lists(PLACES, min_size=1, max_size=3), st.integers(0, 2), st.integers(0, 1)),
    min_size=1,
    max_size=6,
)
Said = list[tuple[list[Span], int, int]]


def project(said: Said, names: list[str], *, parts: bool) -> ProjectContent:
    """A project of one text, codes and coders of these names, and a relation of the first two."""
    codes = tuple(
        Code(guid_from("code", name), name, "#000000", EPOCH, EPOCH, position=at)
        for at, name in enumerate(names)
    )
    document = Document(guid_from("d"), "talk.txt", LF, LF.encode(), "utf-8", EPOCH, EPOCH)
    coders = tuple(Coder(guid_from("c", one), one, EPOCH, EPOCH) for one in ("Ana", "Ben"))
    codings = []
    for number, (spans, code, coder) in enumerate(said):
        places = united(spans if parts else spans[:1])
        who = coders[coder].guid
        refers = document.guid, codes[code].guid, who
        codings.append(Coding(guid_from("n", str(number)), *refers, places, EPOCH, EPOCH))
    codings.sort(key=lambda one: (one.start, one.end, one.guid))
    kind = RelationType(guid_from("r"), "supports", EPOCH, EPOCH)
    of_ana = [one for one in codings if one.coder == coders[0].guid]
    relations = [
        Relation(guid_from("l"), kind.guid, a.guid, b.guid, a.coder, EPOCH, EPOCH)
        for a, b in pairwise(of_ana[:2])
    ]
    return ProjectContent(
        *(guid_from("p"), "p", EPOCH, EPOCH, coders, Codebook(codes, relation_types=(kind,))),
        *((document,), tuple(codings), tuple(relations)),
    )


def parted_by_lines(content: ProjectContent) -> bool:
    """Whether a coding has parts with nothing but line ends between: for brat they are one."""
    texts = {one.guid: one.text for one in content.documents}
    return any(
        not texts[one.document][a.end : b.start].strip("\n")
        for one in content.codings
        for a, b in pairwise(one.spans)
    )


def related(content: ProjectContent) -> list[tuple[str, str]]:
    """The words that relations join."""
    texts = {one.guid: one.text for one in content.documents}
    words = {one.guid: passage(texts[one.document], one.spans) for one in content.codings}
    return [(words[one.source], words[one.target]) for one in content.relations]


@pytest.mark.parametrize("suffix", [*WHOLE, *IN_PARTS])
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(said=CODINGS, names=st.lists(NAMES, min_size=3, max_size=3, unique_by=str.lower))
def test_codings_come_back_equal(suffix: str, said: Said, names: list[str], tmp_path: Path) -> None:
    exporter = exporter_for(suffix)
    if exporter is None:
        pytest.skip(f"nothing writes {suffix} here")
    content = project(said, names, parts=suffix in WHOLE)
    assume(suffix != ".brat.zip" or not parted_by_lines(content))
    path = tmp_path / f"study{suffix}"
    with path.open("wb") as file:
        finish(exporter.write(content, file, ExportSettings()))
    back = read(path, content.documents).content
    assert [one[1:] for one in coded(back)] == [one[1:] for one in coded(content)]
    if suffix != ".csv":
        assert related(back) == related(content)
