"""Examples and counter-examples of the codebooks that ship can be coded as they say."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotator.corpus.codebook import Codebook
from annotator.corpus.coded_examples import counter_example_fault, example_fault
from annotator.exchange.codebook_file import read_codebook_file, read_codebook_text
from annotator.paths import resource

WHEN = datetime(2026, 1, 1, tzinfo=UTC)
FILES = sorted(resource("codebooks").glob("*.yaml"))
EACH = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@EACH
def test_each_example_is_codable_as_it_says(path: Path) -> None:
    book = read_codebook_file(path.read_bytes(), path.name, WHEN)
    faults = [
        f"{code.name}: {entry}: {fault}"
        for code in book.codes
        for entry in code.examples
        if (fault := example_fault(book, code, entry)) is not None
    ]
    assert faults == []


@EACH
def test_each_counter_example_says_what_it_is_instead(path: Path) -> None:
    book = read_codebook_file(path.read_bytes(), path.name, WHEN)
    faults = [
        f"{code.name}: {entry}: {fault}"
        for code in book.codes
        for entry in code.counter_examples
        if (fault := counter_example_fault(book, code, entry)) is not None
    ]
    assert faults == []


@pytest.fixture(scope="module")
def book() -> Codebook:
    text = """annotator-codebook: 1
codes:
  - name: folder
    codable: false
    codes:
      - name: claim
        attributes:
          - {name: type, kind: choice, required: true, values: [causal, factual]}
          - {name: topics, kind: choices, values: [trade, ships]}
          - {name: sure, kind: yes/no}
          - {name: voice, kind: entity}
      - name: prediction
"""
    return read_codebook_text(text, "small.yaml", WHEN)


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("So [it sank]. (type: causal)", None),
        ("[It sank] (as ships do). (type: causal; topics: trade + ships; sure: no)", None),
        ("[It], he said, [sank]. (type: factual; voice: he; in 2 parts)", None),
        ("It sank. (type: factual; no span – the headline as a whole)", None),
        ("[It sank].", "“type” is required and not said"),
        ("It sank. (type: causal)", "it has 0 spans in brackets, not 1"),
        ("[It] [sank]. (type: causal)", "it has 2 spans in brackets, not 1"),
        ("[It sank. (type: causal)", "its brackets are not balanced"),
        ("[[It] sank]. (type: causal)", "its brackets are not balanced"),
        ("[It sank ]. (type: causal)", "a span is empty, or begins or ends with a blank"),
        ("[It sank]. (type: moral)", "“moral” is no value of “type”"),
        ("[It sank]. (type: causal; topics: trade + air)", "“trade + air” is no value of “topics”"),
        ("[It sank]. (type: causal; sure: maybe)", "“maybe” is no value of “sure”"),
        ("[It sank]. (kind: causal)", "“kind” is no attribute of “claim”, or stands twice"),
        ("It sank. (type: causal; no span)", "“no span” asks for a reason"),
    ],
)
def test_faults_of_examples_are_found(book: Codebook, entry: str, fault: str | None) -> None:
    assert example_fault(book, book.find(("folder", "claim"))[0], entry) == fault


def test_an_example_of_a_folder_names_a_code_in_it(book: Codebook) -> None:
    (folder,) = book.find(("folder",))
    assert example_fault(book, folder, "[It sank]. (claim; type: causal)") is None
    assert example_fault(book, folder, "[It sank].") == "“” is no code below “folder”"
    assert example_fault(book, folder, "[It sank]. (folder)") is not None


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("[It will sink]. (prediction)", None),
        ("[Will it sink]? (not coded – a question)", None),
        ("[Will it sink]? (not coded)", "“not coded” asks for a reason and nothing else"),
        ("[It sank]. (claim)", "“claim” is no other code"),
        ("[It sank]. (folder)", "“folder” is no other code"),
        ("[It will sink].", "“” is no other code"),
        ("It will sink. (prediction)", "it has 0 spans in brackets, not 1"),
        (
            "[It will sink]. (prediction; type: causal)",
            "“type” is no attribute of “prediction”, or stands twice",
        ),
    ],
)
def test_faults_of_counter_examples_are_found(
    book: Codebook, entry: str, fault: str | None
) -> None:
    assert counter_example_fault(book, book.find(("folder", "claim"))[0], entry) == fault
