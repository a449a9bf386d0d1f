"""Drift: whether coders who agreed go on to agree, by code and over time.

The documents that two coders share are put in the order in which they were coded and divided into
consecutive parts of equal number; each part has its figures with intervals. Coders' readings of a
code move apart, or get worse with fatigue, unnoticed by one figure over all (Krippendorff 2019,
chapter 11, on instability; Neuendorf 2017 on coder drift).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from annotator.corpus.messages import tr
from annotator.corpus.number_words import decimals
from annotator.operations.reliability.comparison import (
    Comparison,
    ComparisonData,
    compute,
)
from annotator.operations.viewing import Viewer
from annotator.storage import clock, coding_queries

LEAST_DOCUMENTS = 4
"""Documents of a part, below which there is no interval to speak of."""
MOST_PARTS = 5


@dataclass(frozen=True)
class DriftPeriod:
    """A part of the documents (from 1), from when to when they were coded, with its figures."""

    number: int
    first: datetime
    last: datetime
    comparison: Comparison

    @property
    def name(self) -> str:
        """“1: 2026-03-01 to 2026-03-09”, or the one day."""
        begin, end = self.first.date().isoformat(), self.last.date().isoformat()
        if begin == end:
            return f"{self.number}: {begin}"
        return tr("{number}: {begin} to {end}", number=self.number, begin=begin, end=end)


def drift(viewer: Viewer, data: ComparisonData, parts: int | None = None) -> list[DriftPeriod]:
    """The figures of what is compared, part by part; empty where there are fewer than twice
    `LEAST_DOCUMENTS` documents that two coders share. `parts`: how many, up to `MOST_PARTS`."""
    shared = [
        place
        for place, one in enumerate(data.continua)
        if sum(own is not None for own in one.codings) >= 2
    ]
    number = min(parts or MOST_PARTS, len(shared) // LEAST_DOCUMENTS, MOST_PARTS)
    if number < 2:
        return []
    times = _times(viewer, data, shared)
    order = sorted(shared, key=lambda place: (times[place], place))
    plain = replace(data.settings, pairs=False, confusion=False, each_document=False)
    found = []
    for place, part in enumerate(np.array_split(np.array(order), number), 1):
        places = part.tolist()
        comparison = compute(_of_documents(replace(data, settings=plain), places))
        ends = clock.to_datetime(times[places[0]]), clock.to_datetime(times[places[-1]])
        found.append(DriftPeriod(place, *ends, comparison))
    return found


def _times(viewer: Viewer, data: ComparisonData, places: Sequence[int]) -> dict[int, int]:
    """By place of the document, when both had coded it (a reading of the clock): of each coder the
    middle one of their codings, of these the latest. Documents in which nobody coded come with
    those before them."""
    with viewer.reading() as connection:
        made = coding_queries.coding_times(connection)
    who = {coder.guid for coder in data.coders}
    found: dict[int, int] = {}
    last = 0
    for place in places:
        columns = data.columns[place]
        own: dict[str, list[int]] = {}
        for guid, coder in zip(columns.guid, columns.coder, strict=True):
            if coder in who and guid in made:
                own.setdefault(coder, []).append(made[guid][0])
        last = max((sorted(times)[len(times) // 2] for times in own.values()), default=last)
        found[place] = last
    return found


def _of_documents(data: ComparisonData, places: Sequence[int]) -> ComparisonData:
    """The same with some of the documents, by their places."""
    choice = data.choice
    return replace(
        data,
        documents=[data.documents[place] for place in places],
        continua=[data.continua[place] for place in places],
        columns=[data.columns[place] for place in places],
        choice=choice and replace(choice, bounds=[choice.bounds[place] for place in places]),
        paragraphs=None,
    )


def fallen(periods: Sequence[DriftPeriod]) -> list[int]:
    """The codes (numbers) whose last interval of alpha lies wholly below their first figure, and
    whose last figure lies below the first interval: what no longer agrees as it did."""
    if len(periods) < 2:
        return []
    first, last = periods[0].comparison, periods[-1].comparison
    if first.interval_table is None or last.interval_table is None:
        return []
    found = []
    for code, (before, after) in enumerate(zip(first.table.rows, last.table.rows, strict=True)):
        was, now = before.alpha_character.value, after.alpha_character.value
        if was is None or now is None:
            continue
        high = last.interval_table.rows[code].alpha_character.ends
        low = first.interval_table.rows[code].alpha_character.ends
        above = was > (high[1] if high else now)
        below = now < (low[0] if low else was)
        if above and below and (high or low):
            found.append(code)
    return found


def words(periods: Sequence[DriftPeriod]) -> list[str]:
    """What drifted, a sentence a code; that nothing did; or why nothing can be said."""
    if not periods:
        return [
            tr(
                "Drift is looked for in documents that two coders share: there are fewer than"
                " {least}.",
                least=2 * LEAST_DOCUMENTS,
            )
        ]
    first, last = periods[0].comparison, periods[-1].comparison
    said = [
        tr(
            "“{code}” has drifted: alpha was {first} at first and is {last} now, beyond what the"
            " intervals allow. Look at the latest disagreements before more is coded.",
            code=first.data.labels[code],
            first=decimals(first.table.rows[code].alpha_character.value or 0.0),
            last=decimals(last.table.rows[code].alpha_character.value or 0.0),
        )
        for code in fallen(periods)
    ]
    said = said or [tr("No code has drifted beyond what the intervals allow.")]
    return [*said, tr("Coded: {periods}.", periods="; ".join(one.name for one in periods))]
