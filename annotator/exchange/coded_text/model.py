"""A document to be written, whatever the format: blocks of runs, with codings as notes on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

HEADING, PARAGRAPH, LIST_ITEM, QUOTE, NOTE, TABLE, LEGEND = (
    *("heading", "paragraph", "list-item", "quote", "note", "table", "legend"),
)


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look. `codings` are the numbers of the notes that lie on it, the shortest last;
    `opens` and `closes` those that begin at its start and end at its end."""

    text: str
    codings: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()
    bold: bool = False
    italic: bool = False
    fill: str = ""
    """A colour (``#rrggbb``) of its own, for legends."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of some kind, or a table of cells. `level` is that of a heading or an item, from
    1; `label` what stands before it, such as a number or the mark of a note."""

    kind: str
    runs: tuple[Run, ...] = ()
    level: int = 1
    label: str = ""
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()

    def all_runs(self) -> list[Run]:
        """Its runs, those of its cells too."""
        return [*self.runs, *(run for row in self.rows for cell in row for run in cell)]


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of one part of one coding: its code by number in the legend and by its path, its
    colour, whose it is, its memo, and what else is to be said (values, which part)."""

    code: int
    path: str
    color: str
    coder: str
    memo: str
    more: str
    when: datetime

    @property
    def words(self) -> str:
        """Code, what else there is, and the memo, a line each."""
        return "\n".join(filter(None, (self.path, self.more, self.memo)))


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A code with its colour, and how often it is in the document."""

    path: str
    color: str
    number: int


@dataclass(frozen=True)
class Written:
    """A whole document. `show` is how codings are shown: one of `choice.SHOWN`."""

    title: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    legend: tuple[LegendEntry, ...] = ()
    coders: tuple[str, ...] = ()
    show: str = "highlights"


def margin_of(written: Written, block: Block) -> list[Note]:
    """The notes that begin in a block, in order."""
    numbers = dict.fromkeys(number for run in block.all_runs() for number in run.opens)
    return [written.notes[number] for number in numbers]


@lru_cache(maxsize=1024)
def tint(color: str, strength: float = 0.35) -> str:
    """A colour mixed with white, so that black words on it are read (``#rrggbb``)."""
    parts = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * strength):02x}" for part in parts)
