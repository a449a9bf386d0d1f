"""Alpha by code and by version of the codebook, with the rules that came in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotator.corpus.messages import tr
from annotator.operations import sealing
from annotator.operations.rules.keeping import ACCEPTED, Rule
from annotator.operations.sealing import VersionFigures
from annotator.operations.study.version_picture import VersionValue
from annotator.operations.viewing import Viewer


@dataclass(frozen=True)
class AgreementByVersion:
    """Of each sealed round (`versions`, in the order of sealing) alpha of each code (`codes`):
    `values` is a row a code. between: the rules that were added from one round to the next, in
    words."""

    codes: tuple[str, ...]
    versions: tuple[str, ...]
    values: tuple[tuple[VersionValue, ...], ...]
    between: tuple[str, ...]

    @property
    def caution(self) -> str:
        """What is not to be read into it; empty where there is nothing to compare."""
        if len(self.versions) < 2:
            return ""
        return tr(
            "The rounds are of different documents. Where intervals overlap widely, a"
            " difference can be one of the documents, and not of the rules."
        )


def by_version(viewer: Viewer, rules: Sequence[Rule]) -> AgreementByVersion:
    """The figures of the sealed rounds; of a blind project there are none."""
    found = sealing.by_version(viewer)
    names = {
        code.guid: label
        for one in found
        for code, label in zip(one.comparison.codes, one.comparison.data.labels, strict=True)
    }
    return AgreementByVersion(
        tuple(names.values()),
        tuple(one.name for one in found),
        tuple(tuple(_value(one, code) for one in found) for code in names),
        tuple(_between(earlier, later, rules) for earlier, later in pairwise(found)),
    )


def _value(one: VersionFigures, code: str) -> VersionValue:
    numbers = {known.guid: n for n, known in enumerate(one.comparison.codes)}
    if code not in numbers:
        return VersionValue(None, None)
    number = numbers[code]
    spread = one.comparison.interval_table
    ends = spread.rows[number].alpha_character.ends if spread is not None else None
    return VersionValue(one.comparison.table.rows[number].alpha_character.value, ends)


def _between(earlier: VersionFigures, later: VersionFigures, rules: Sequence[Rule]) -> str:
    """The rules that were accepted after one seal and before the next."""
    added = [
        rule.text
        for rule in rules
        if rule.state == ACCEPTED and earlier.sealed.at < rule.changed <= later.sealed.at
    ]
    first, second = earlier.name, later.name
    if not added:
        return tr("No rule was added from {earlier} to {later}.", earlier=first, later=second)
    return tr(
        "Rules added from {earlier} to {later}: {rules}",
        earlier=first,
        later=second,
        rules=" ".join(added),
    )
