"""How many examples a property test tries: few in the suite, as many times more as the environment
variable EXAMPLES says in `tests/soak/properties.py`."""

from __future__ import annotations

import os

_TIMES = int(os.environ.get("EXAMPLES", "1"))


def examples(few: int) -> int:
    """The number of examples of this run; `few` in the suite."""
    return few * _TIMES
