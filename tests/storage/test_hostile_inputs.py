"""A few inputs with faults in them; `tests/soak/hostile_inputs.py` makes many."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.soak.hostile_inputs import kinds, tries


def test_inputs_with_faults_are_refused_or_come_in_whole(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(home))  # the tries set them for themselves
    found = Counter(kind for kind, _outcome in tries(times=36, seed=9_000))
    assert found == dict.fromkeys(kinds(), 4)
