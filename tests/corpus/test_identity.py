"""Identities that follow from names are those of RFC 9562, version 5."""

from __future__ import annotations

import uuid

import pytest

from annotator.corpus import identity
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


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        7,
        None,
        "5F0A3C52-7D0E-5B5C-8A59-2F6F0C1D7A01",
        "{5f0a3c52-7d0e-5b5c-8a59-2f6f0c1d7a01}",
        "5f0a3c52-7d0e-5b5c-8a59-2f6f0c1d7a01\n",
        "5f0a3c527d0e5b5c8a592f6f0c1d7a01",
    ],
)
def test_what_is_no_guid(text: object) -> None:
    assert not identity.is_guid(text)


def test_each_kind_of_thing_has_identities_of_its_own() -> None:
    made = [
        identity.memo_guid("a", "b"),
        identity.value_guid("a", "b"),
        identity.status_guid("a", "b"),
        identity.document_attribute_guid("a", "b"),
        identity.assignment_guid("a", "b", "c"),
    ]
    assert all(identity.is_guid(guid) for guid in [*made, identity.new_guid()])
    assert len(set(made)) == len(made)
    assert identity.value_guid("a", "b") == identity.value_guid("a", "b")
    assert identity.value_guid("ab", "") != identity.value_guid("a", "b")
