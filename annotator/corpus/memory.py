"""Making very many small values at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Do not look for garbage in rings while hundreds of thousands of values are made that all
    stay: each look goes through all of them and finds nothing.

    Where Python looks by itself, the next look would go through them as well, since they are
    young: frozen and thawed at once, they count as old. The window, which looks by itself and
    keeps its modules frozen, is left as it is.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
