"""The hybrid logical clock that orders changes the same way on every machine.

A reading is one integer: milliseconds since 1970 (UTC) in the upper bits, a counter in the lower
16. It is never behind anything already in the file, so a change made after seeing another is
later than it, however wrong the computer's clock is (Kulkarni et al. 2014, "Logical Physical
Clocks"). Readings of two coders may tie; the coder's GUID then decides.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from annotator.corpus.messages import tr
from annotator.errors import UserError

_COUNTER_BITS = 16
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = int((datetime(6000, 1, 1, tzinfo=UTC) - _EPOCH).total_seconds() * 1000) << _COUNTER_BITS
"""The last reading that can be a time: the year 6000."""

NEVER = 0
"""Loses against everything: the reading of a row whose arrival was undone."""

ORIGIN = 1
"""The reading of a row that is the same wherever it is made, such as a built-in code.

Any edit is later, so an untouched copy never hides a colleague's change.
"""

LAST_ORIGIN = (1 << _COUNTER_BITS) - 1
"""The last reading that says no time. What ships with the program and is revised has a later one of
these with each revision: where two revisions meet, the later text stays, and any edit is later."""


def now_ms() -> int:
    """Wall time in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def tick(latest: int, wall_ms: int) -> int:
    """The next reading after `latest`, the highest one seen so far. UserError where there is
    none: something in the file says that it was made thousands of years from now."""
    reading = max(latest + 1, wall_ms << _COUNTER_BITS)
    if reading > LATEST:
        raise UserError(
            tr(
                "A change in the project says that it was made in the year {year}, so "
                "nothing can be made after it. Use a backup from before it came in.",
                year=to_datetime(latest).year,
            )
        )
    return reading


@lru_cache(maxsize=4096)
def to_datetime(reading: int) -> datetime:
    """The wall time of a reading, in UTC, to the millisecond."""
    return _EPOCH + timedelta(milliseconds=min(max(reading, NEVER), LATEST) >> _COUNTER_BITS)


def from_datetime(moment: datetime) -> int:
    """The first reading at a wall time; the year is held to 1970–5999."""
    since = moment - _EPOCH
    milliseconds = (since.days * 86_400 + since.seconds) * 1000 + since.microseconds // 1000
    return min(max(milliseconds << _COUNTER_BITS, ORIGIN), LATEST)


def is_plausible(reading: int) -> bool:
    """Whether a reading from a foreign file can be a time at all."""
    return NEVER <= reading <= LATEST
