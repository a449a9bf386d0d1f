"""What `packaging/test.py` sets before the tests run."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "test.py"


@pytest.fixture
def script() -> ModuleType:
    """The script as a module; its name is that of one of Python's own."""
    spec = importlib.util.spec_from_file_location("running_tests", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_modules_are_compiled_beside_the_builds(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "")
    monkeypatch.delenv("PYTHONPYCACHEPREFIX")
    script.keep_compiled()
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ
    assert os.environ["PYTHONPYCACHEPREFIX"] == str(SCRIPT.parents[1] / "build" / "compiled")
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "elsewhere")
    script.keep_compiled()
    assert os.environ["PYTHONPYCACHEPREFIX"] == "elsewhere"
