"""Names of files that every system takes."""

from __future__ import annotations

import pytest

from annotator.file_names import is_device, portable


@pytest.mark.parametrize(
    "name", ["con", "CON", "Aux.txt", "nul.tar.gz", "COM1", "lpt9.csv", "prn "]
)
def test_names_of_devices_are_known(name: str) -> None:
    assert is_device(name)
    assert not is_device(portable(name, "table"))


@pytest.mark.parametrize("name", ["Connie", "console.txt", "com10", "common", "my con", "nullable"])
def test_names_that_only_begin_so_are_free(name: str) -> None:
    assert not is_device(name)
    assert portable(name, "table") == name


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Interview 1: “who?”", "Interview 1_ “who_”"),
        ("a/b\\c", "a_b_c"),
        ("Ann.", "Ann"),
        (" . ", "table"),
        ("line\nend", "line_end"),
        ("Café 🎈.txt", "Café 🎈.txt"),
    ],
)
def test_what_no_system_allows_is_replaced(name: str, found: str) -> None:
    assert portable(name, "table") == found
