"""What coders have at one place, grouped: who has the same, and which values they say apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.corpus.codebook import Value
from annotator.corpus.coding import Coder
from annotator.operations.reliability.disagreements import DisagreementSide

Said = Mapping[str, Value]
"""What a coding says, by attribute (GUID)."""


@dataclass(frozen=True)
class Version:
    """A code and a passage that some coders have, or (`side` is None) that they have nothing there.

    side: the coding of the first of them, for its code and passage. codings, values: of each of the
    `coders`, in their order. is_majority: whether more than half of those who coded the document
    have it.
    """

    coders: tuple[Coder, ...]
    side: DisagreementSide | None
    codings: tuple[str, ...] = ()
    values: tuple[Said, ...] = ()
    is_majority: bool = False

    @property
    def said(self) -> dict[str, Value]:
        """The values that all its coders say."""
        if not self.values:
            return {}
        first, *others = self.values
        return {
            attribute: value
            for attribute, value in first.items()
            if all(one.get(attribute) == value for one in others)
        }

    @property
    def apart(self) -> dict[str, list[ValueVersion]]:
        """By attribute (GUID), what they say where they say different things."""
        names = dict.fromkeys(name for one in self.values for name in one)
        found = {name: self._of_attribute(name) for name in names}
        return {name: choices for name, choices in found.items() if len(choices) > 1}

    def _of_attribute(self, name: str) -> list[ValueVersion]:
        by_value: dict[Value | None, list[Coder]] = {}
        for coder, said in zip(self.coders, self.values, strict=True):
            by_value.setdefault(said.get(name), []).append(coder)
        order = sorted(by_value, key=lambda value: (value is None, str(value)))
        return [ValueVersion(value, tuple(by_value[value])) for value in order]


@dataclass(frozen=True)
class ValueVersion:
    """A value that some coders of a version say; None: they say nothing."""

    value: Value | None
    coders: tuple[Coder, ...]
