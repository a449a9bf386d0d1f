"""What is looked for is found as a reader sees it, at the exact place in the text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.corpus.job import finish
from annotator.operations.retrieval import search
from annotator.operations.retrieval.search_result import Query
from annotator.storage.project_file import ProjectFile
from tests.making import make

TEXT = (
    "It isn’t over: “5\u00a0km”, co\u2011operate, iso\u00adlated, cafe\u0301, café.\n"
    "A phrase that goes on\nin the next line — “so” he said.\n\nNew paragraph. Cafe.\n"
    "Who goes\n\ngoes goes."
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProjectFile]:
    made = make(tmp_path_factory.mktemp("search") / "p.annot", text=TEXT)
    yield made.project
    made.project.close()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query("isn't"), ["isn’t"]),
        (Query('ISN\'T over: "5 km"'), ["isn’t over: “5\u00a0km”"]),
        (Query("5 km"), ["5\u00a0km"]),
        (Query("co-operate"), ["co\u2011operate"]),
        (Query("isolated"), ["iso\u00adlated"]),
        (Query("café"), ["cafe\u0301", "café"]),
        (Query("cafe\u0301", match_case=True), ["cafe\u0301", "café"]),
        (Query("cafe"), ["Cafe"]),
        (Query("cafe", ignore_accents=True), ["cafe\u0301", "café", "Cafe"]),
        (Query("CAFÉ", ignore_accents=True), ["cafe\u0301", "café", "Cafe"]),
        (Query("goes on in the"), ["goes on\nin the"]),
        (Query("said. New"), []),
        (Query("goes goes"), ["goes goes"]),
        (Query('line - "so"'), ["line — “so”"]),
        (Query("isn't", exactly=True), []),
        (Query("isn’t", exactly=True), ["isn’t"]),
        (Query("It", exactly=True), ["It"]),
        (Query("it", exactly=True), []),
        (Query("isolated", expression=True), []),
        (Query("isn.t", expression=True), ["isn’t"]),
        (Query("lated", whole_words=True), []),
        (Query("\u00ad"), []),
    ],
)
def test_what_a_reader_sees_is_found(
    project: ProjectFile, query: Query, expected: list[str]
) -> None:
    found = finish(search.find(project, query))
    assert [
        TEXT[s:e]
        for hits in found.documents
        for s, e in zip(hits.starts.tolist(), hits.ends.tolist(), strict=True)
    ] == expected


def test_the_sample_is_found_by_what_a_keyboard_has(tmp_path: Path) -> None:
    from annotator.operations import sample_project as sample  # noqa: PLC0415

    project = sample.build_merged(tmp_path / "sample.annot")
    assert len(finish(search.find(project, Query("isn't")))) > 0
    project.close()
