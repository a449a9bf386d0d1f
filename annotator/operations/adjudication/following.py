"""Who was followed: how often what was settled is what a coder had, by code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.corpus.coding import Coder, Coding
from annotator.corpus.messages import tr
from annotator.corpus.number_words import percent
from annotator.operations.adjudication.case import Agreeing, Case, Shown
from annotator.operations.adjudication.cases import CaseQueue
from annotator.operations.viewing import Viewer
from annotator.storage import coding_queries


@dataclass(frozen=True)
class Followed:
    """Of `cases` that were settled and in which the coder had coded the document, in how many the
    coder had what was settled on: the same code and passage, or nothing where nothing was to be
    coded; values aside."""

    cases: int
    followed: int

    @property
    def share(self) -> float | None:
        """Of all; None without any."""
        return self.followed / self.cases if self.cases else None


@dataclass(frozen=True)
class FollowedTable:
    """By code and coder. `cells` is (code, coder) GUIDs; the code None stands for all codes
    together.

    A case belongs to each code that one of its coders gave or that was settled on; in the row of
    all codes it counts once. codes: (GUID, name) in the order of the codebook, those without a
    case left out. settled: cases that count; open: contested ones that do not, since they are
    undecided.
    """

    coders: tuple[Coder, ...]
    codes: tuple[tuple[str, str], ...]
    cells: dict[tuple[str | None, str], Followed]
    settled: int
    open: int

    def cell(self, code: str | None, coder: str) -> Followed:
        """Of a code (None: all) and a coder, by GUID."""
        return self.cells.get((code, coder), Followed(0, 0))


def followed(viewer: Viewer, queue: CaseQueue) -> FollowedTable:
    """Who was followed in the settled cases of a queue in which the coders differ in code or
    passage."""
    contested = queue.listed(Shown(Agreeing.DIFFER))
    differing = [row for row in contested.rows.tolist() if not _is_alike(queue, row)]
    settled = [row for row in differing if not queue.is_open(row)]
    wanted = {guid for row in settled if (guid := queue.standing[row].outcome)}
    with viewer.reading() as connection:
        found = {one.guid: one for one in coding_queries.codings(connection, guids=wanted)}
    counted: dict[tuple[str | None, str], list[int]] = {}
    names = {
        code.guid: path[-1] for code, path in zip(queue.data.codes, queue.data.paths, strict=True)
    }
    seen: set[str] = set()
    for row in settled:
        case = queue.case(row)
        outcome = found.get(queue.standing[row].outcome or "")
        codes = set(_codes(queue, case, outcome))
        seen |= codes
        for coder, is_followed in _by_coder(queue, case, outcome):
            for code in (None, *codes):
                cell = counted.setdefault((code, coder), [0, 0])
                cell[0] += 1
                cell[1] += is_followed
    return FollowedTable(
        tuple(queue.data.coders),
        tuple((guid, name) for guid, name in names.items() if guid in seen),
        {key: Followed(*cell) for key, cell in counted.items()},
        len(settled),
        len(differing) - len(settled),
    )


def _is_alike(queue: CaseQueue, row: int) -> bool:
    """Whether they differ in values only."""
    return int(queue.table.most[row]) == int(queue.table.there[row].sum())


def _codes(queue: CaseQueue, case: Case, outcome: Coding | None) -> Iterator[str]:
    for version in case.versions:
        if version.side is not None:
            yield queue.data.codes[version.side.code].guid
    if outcome is not None:
        yield outcome.code


def _by_coder(queue: CaseQueue, case: Case, outcome: Coding | None) -> Iterator[tuple[str, bool]]:
    """Each coder (a GUID) of a case, and whether what was settled on is what the coder had."""
    for version in case.versions:
        side = version.side
        if side is None or outcome is None:
            same = side is None and outcome is None
        else:
            code = queue.data.codes[side.code].guid
            same = (code, side.spans) == (outcome.code, outcome.spans)
        yield from ((coder.guid, same) for coder in version.coders)


def cell_words(cell: Followed) -> str:
    """“3 of 4 (75%)”; a dash where there is no case."""
    if cell.share is None:
        return "–"
    return tr(
        "{followed:,} of {cases:,} ({share})",
        followed=cell.followed,
        cases=cell.cases,
        share=percent(cell.share, 0),
    )
