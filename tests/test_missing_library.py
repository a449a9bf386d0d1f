"""Libraries of the system that are not there: a sentence, wherever it is noticed."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from annotator import missing_library
from annotator.errors import UserError

CHECKOUT = Path(__file__).resolve().parents[1]
ERROR = "libEGL.so.1: cannot open shared object file: No such file or directory"


def test_the_sentence_names_the_library() -> None:
    sentence = missing_library.sentence(ImportError(ERROR))
    assert sentence is not None
    assert "libEGL.so.1" in sentence
    with pytest.raises(UserError, match=r"libEGL\.so\.1"), missing_library.as_user_error():
        raise ImportError(ERROR)


@pytest.mark.parametrize(
    "error", [ModuleNotFoundError("No module named 'PySide6'"), OSError(ERROR), ImportError("x")]
)
def test_any_other_error_stays_a_bug(error: Exception) -> None:
    assert missing_library.sentence(error) is None
    with pytest.raises(type(error)), missing_library.as_user_error():
        raise error


# Stands before PySide6 on the path and fails as its modules do where the system lacks a library.
_BARE = f"""
import sys
class Bare:
    def find_spec(self, name, path=None, target=None):
        if name == "PySide6.QtWidgets":
            raise ImportError({ERROR!r})
sys.meta_path.insert(0, Bare())
from annotator.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("arguments", [[], ["demo", "--out", "made"]])
def test_the_program_on_a_bare_system_ends_with_a_sentence(
    tmp_path: Path, arguments: list[str]
) -> None:
    result = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_BARE), *arguments],
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert "libEGL.so.1" in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr
