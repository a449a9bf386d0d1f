"""While very many values are made, garbage is not looked for; afterwards it is, as before."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from annotator.gc_pause import without_collection


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    was = gc.isenabled()
    yield
    (gc.enable if was else gc.disable)()


def test_what_was_made_counts_as_old() -> None:
    gc.enable()
    with without_collection():
        assert not gc.isenabled()
        made = [[number] for number in range(10_000)]
    assert gc.isenabled()
    assert len(gc.get_objects(0)) < len(made)
    assert gc.get_freeze_count() == 0


def test_where_python_does_not_look_nothing_is_touched() -> None:
    gc.disable()
    gc.freeze()
    frozen = gc.get_freeze_count()
    with without_collection():
        pass
    assert not gc.isenabled()
    assert gc.get_freeze_count() == frozen
    gc.unfreeze()


def test_garbage_made_meanwhile_is_found_at_last() -> None:
    """A process that reads many projects one after the other stays as small as with one."""
    gc.enable()
    gone = []
    for _ in range(25):
        with without_collection():
            ring = _Ring()
            gone.append(weakref.ref(ring))
            del ring
    assert sum(one() is not None for one in gone) <= 10


class _Ring:
    def __init__(self) -> None:
        self.itself = self
