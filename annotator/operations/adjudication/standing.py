"""Which decision stands for a case, and which are replaced when the case is decided.

That is the one about exactly its codings, else one about all of them and others, where it is about
more than two: only a comparison of several coders makes such a decision, and it settled what two
of them had at the place. What was decided between two stays theirs: it does not settle what a
third has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, KeysView, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime

from annotator.corpus.team import Decision


class Decisions:
    """Decisions, found by the codings (GUIDs) that they are about."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._by_about: dict[tuple[str, ...], Decision] = {}
        self._by_coding: dict[str, list[Decision]] = {}
        for one in decisions:
            self._by_about[one.about] = one
            for guid in one.about:
                self._by_coding.setdefault(guid, []).append(one)

    @property
    def codings(self) -> KeysView[str]:
        """The codings (GUIDs) about which something was decided."""
        return self._by_coding.keys()

    def of(self, about: tuple[str, ...]) -> Decision | None:
        """What was decided about exactly these codings (sorted), else about all of these and
        others: where more coders were compared."""
        exact = self._by_about.get(about)
        return exact or next(iter(self.wider(about)), None)

    def wider(self, about: Collection[str]) -> list[Decision]:
        """Those of several coders about all of these codings and others, the latest first."""
        first = next(iter(about), "")
        found = [one for one in self._by_coding.get(first, ()) if is_wider(one, set(about))]
        return sorted(found, key=lambda one: (one.decided, one.guid), reverse=True)

    def sharing(self, about: Collection[str]) -> list[Decision]:
        """Those about at least one of these codings, the latest first."""
        found = {one.guid: one for guid in about for one in self._by_coding.get(guid, ())}
        return sorted(found.values(), key=lambda one: (one.decided, one.guid), reverse=True)


def is_wider(decision: Decision, about: AbstractSet[str]) -> bool:
    """Whether it is about all of these codings and others, more than two in all."""
    return len(decision.about) > 2 and about < set(decision.about)


def is_outdated(decision: Decision, about: Iterable[str], changed: Mapping[str, datetime]) -> bool:
    """Whether one of the codings was changed after the decision; `changed` has when, by GUID."""
    times = [changed[guid] for guid in about if guid in changed]
    return bool(times) and max(times) > decision.decided
