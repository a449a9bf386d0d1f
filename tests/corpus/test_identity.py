"""Identities that follow from names are those of RFC 9562, version 5."""

from __future__ import annotations

import uuid

import pytest

from annotator.corpus.identity import guid_from

_NAMESPACE = uuid.UUID("5b2f5a3e-6a0c-5c0b-9a4e-0d6a3a7c1f10")


def test_identities_are_those_of_the_files_that_there_are() -> None:
    """Or colleagues' copies of a document or a built-in code would not be the same any more."""
    assert guid_from("document", "a.txt", "0" * 64) == "b9376c86-6ddc-5682-bd00-19d8f9459d6d"
    assert guid_from() == "7ee4f5e5-504b-5ff9-ae63-08755b225afa"


@pytest.mark.parametrize(
    "names", [(), ("",), ("a", "b"), ("é😀", "\n"), tuple(map(str, range(99)))]
)
def test_a_guid_is_what_the_standard_makes_of_the_names(names: tuple[str, ...]) -> None:
    parts = "".join(f"{len(name)}:{name}" for name in names)
    assert guid_from(*names) == str(uuid.uuid5(_NAMESPACE, parts))


def test_names_are_not_run_together() -> None:
    assert len({guid_from("ab", "c"), guid_from("a", "bc"), guid_from("abc")}) == 3
