"""The page on codebooks names what ships and every field, and its example is one."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from annotator.corpus.coded_examples import counter_example_fault, example_fault
from annotator.exchange.codebook_attributes import ATTRIBUTE_FIELDS, VALUE_FIELDS
from annotator.exchange.codebook_file import CODE_FIELDS, TOP_FIELDS, read_codebook_text
from annotator.exchange.codebook_relations import RELATION_FIELDS
from annotator.operations.codebook import codes
from annotator.paths import resource

PAGE = resource("manual", "codebooks.md").read_text(encoding="utf-8")
FIELDS = {*TOP_FIELDS, *CODE_FIELDS, *ATTRIBUTE_FIELDS, *VALUE_FIELDS, *RELATION_FIELDS}


@pytest.mark.parametrize("name", [*sorted(FIELDS), *codes.built_in_codebooks(), *codes.RENAMED])
def test_it_names_every_field_and_codebook(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_its_example_is_a_codebook_whose_examples_are_codable() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    book = read_codebook_text(text, "page", datetime(2026, 1, 1, tzinfo=UTC))
    (forecast,) = book.find(("forecast",))
    assert len(forecast.examples) == len(forecast.counter_examples) == 2
    assert [example_fault(book, forecast, one) for one in forecast.examples] == [None, None]
    faults = [counter_example_fault(book, forecast, one) for one in forecast.counter_examples]
    assert faults == [None, None]


def test_the_list_of_pages_leads_to_it() -> None:
    assert "(codebooks.md)" in resource("manual", "index.md").read_text(encoding="utf-8")
