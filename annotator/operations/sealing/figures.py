"""Agreement of sealed rounds, what was changed after they were closed, and versions compared."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from annotator.corpus.codebook import Value
from annotator.corpus.messages import number_of, tr
from annotator.corpus.span import Spans
from annotator.operations import reliability
from annotator.operations.codebook.digests import codebook_digest
from annotator.operations.reliability import (
    AgreementSettings,
    Comparison,
    ComparisonData,
    Selection,
)
from annotator.operations.reliability.coded_work import CodedWork
from annotator.operations.sealing.content import SealedRound
from annotator.operations.sealing.sealing import sealed, work_of
from annotator.operations.viewing import Viewer


@dataclass(frozen=True)
class ChangedSince:
    """Codings of a sealed round that were changed after it: in their code, passage or values.
    codebook: whether the codebook says anything else now."""

    added: int
    removed: int
    changed: int
    codebook: bool

    @property
    def words(self) -> str:
        """What was changed, in a sentence."""
        number = self.added + self.removed + self.changed
        book = tr("the codebook has changed") if self.codebook else tr("the codebook is the same")
        if not number:
            return tr("Since the round was sealed no coding of it was changed; {book}.", book=book)
        return tr(
            "Since the round was sealed {added} added, {removed} removed and {changed} changed;"
            " {book}. The figures are those of the seal.",
            added=number_of(self.added, "coding was", "codings were"),
            removed=f"{self.removed:,}",
            changed=f"{self.changed:,}",
            book=book,
        )


@dataclass(frozen=True)
class VersionFigures:
    """A sealed round with its figures, and the version of the codebook that it was coded by.
    number: versions of the codebook counted from 1, as sealed rounds have them."""

    number: int
    sealed: SealedRound
    comparison: Comparison

    @property
    def name(self) -> str:
        """“Version 2: Pilot”."""
        return tr("Version {number}: {name}", number=self.number, name=self.sealed.round.name)


def data_of(
    viewer: Viewer, found: SealedRound, chosen: Selection | None = None, **settings: object
) -> ComparisonData:
    """What a sealed round compares, by its own settings; of `chosen`, which coders, documents and
    codes. `settings` are those of `AgreementSettings` that are asked for besides."""
    of = chosen or Selection()
    known = found.work.codebook.by_guid
    selection = replace(
        found.selection,
        coders=_narrowed(of.coders, of.pairs, 1),
        documents=_narrowed(of.documents, of.pairs, 0),
        codes=None if of.codes is None else [guid for guid in of.codes if guid in known],
    )
    how: AgreementSettings = replace(found.settings, **settings)  # type: ignore[arg-type]
    return reliability.load(viewer, selection, how, found.work)


def _narrowed(
    chosen: Collection[str] | None, pairs: Collection[tuple[str, str]] | None, side: int
) -> Collection[str] | None:
    """What was left out of a round on purpose; None where it is all that is assigned now: what has
    been deleted since is in the seal all the same."""
    if chosen is None or pairs is None:
        return chosen
    return None if {pair[side] for pair in pairs} <= set(chosen) else chosen


def figures(viewer: Viewer, found: SealedRound, codes: Collection[str] | None = None) -> Comparison:
    """The figures of a sealed round: the same for ever."""
    return reliability.compute(data_of(viewer, found, Selection(codes=codes)))


def by_version(viewer: Viewer, codes: Collection[str] | None = None) -> list[VersionFigures]:
    """The figures of the sealed rounds that two coders worked in, in the order in which the rounds
    were sealed. Rounds are never pooled, not those of one version either."""
    numbers: dict[str, int] = {}
    result = []
    for found in sorted(sealed(viewer), key=lambda one: one.at):
        number = numbers.setdefault(found.codebook, len(numbers) + 1)
        comparison = figures(viewer, found, codes)
        if comparison.compared:
            result.append(VersionFigures(number, found, comparison))
    return result


def since(viewer: Viewer, found: SealedRound) -> ChangedSince:
    """What was changed in the round after it was sealed."""
    with viewer.reading() as connection:
        now = work_of(connection, found.round.guid)
    before, after = _by_guid(found.work), _by_guid(now)
    common = before.keys() & after.keys()
    return ChangedSince(
        len(after.keys() - before.keys()),
        len(before.keys() - after.keys()),
        sum(before[guid] != after[guid] for guid in common),
        codebook_digest(now.codebook) != found.codebook,
    )


def _by_guid(work: CodedWork) -> Mapping[str, tuple[str, Spans, Mapping[str, Value]]]:
    """What each coding says: code, passage, values."""
    values = work.sealed.values if work.sealed is not None else {}
    return {
        guid: (columns.code[row], columns.spans(row), values.get(guid, {}))
        for columns in work.columns
        for row, guid in enumerate(columns.guid)
    }
