from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from annotator.storage import clock


@given(st.integers(0, 1 << 57), st.integers(0, 1 << 41))
def test_a_tick_is_later_than_all_seen(latest: int, wall: int) -> None:
    reading = clock.tick(latest, wall)
    assert reading > latest
    assert reading >= wall << 16


def test_a_clock_that_went_back_does_not_go_back() -> None:
    ahead = clock.from_datetime(datetime(2030, 1, 1, tzinfo=UTC))
    assert clock.tick(ahead, 0) == ahead + 1


@given(st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1)))
def test_times_survive_to_the_millisecond(moment: datetime) -> None:
    there = clock.to_datetime(clock.from_datetime(moment.replace(tzinfo=UTC)))
    assert abs((there - moment.replace(tzinfo=UTC)).total_seconds()) < 0.001


def test_no_time_is_before_the_first_millisecond() -> None:
    first = clock.from_datetime(clock.to_datetime(1 << 16))
    assert (clock.LAST_ORIGIN, first) == (65_535, 65_536)
    assert clock.NEVER < clock.ORIGIN < clock.LAST_ORIGIN < first
