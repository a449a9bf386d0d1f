"""The structure of a text: stand-off elements over it, each with a kind, a span and values.

A text never changes, and neither does its structure: headings, pages, tables, notes, emphasis and
the like lie beside the words, as the file that the text was read from had them. Positions are code
points, half open. An element may be empty (`start == end`): a picture, a deleted passage.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, chain
from types import MappingProxyType
from typing import Final, NamedTuple, overload

from annotator.corpus.messages import tr

Value = str | int
"""What an element says under a name: a word, or a number."""

NO_VALUES: Final[Mapping[str, Value]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Element:
    """One element: `kind` as registered in `KINDS`, the code points ``start <= i < end``."""

    kind: str
    start: int
    end: int
    values: Mapping[str, Value] = field(default_factory=lambda: NO_VALUES)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of elements: its name in the singular, and what its values are called and mean."""

    name: str
    what: str
    values: Mapping[str, str]


KINDS: Final[dict[str, Kind]] = {}


def register(name: str, what: str, /, **values: str) -> None:
    """Declare a kind of elements. Raises ValueError where the name is taken."""
    if name in KINDS:
        raise ValueError(f"there is a kind of elements called {name} already")
    # In Python a name has no hyphen; the values of a file have none either.
    KINDS[name] = Kind(name, what, MappingProxyType(values))


register(
    "heading",
    "a heading",
    level=tr("1 for the highest, to 9"),
    label="its number as shown, where it has one",
)
register(
    "page",
    "a page as printed",
    label="as printed on it where that is known, else its number",
    number="its number in the file, from 1, where the file has pages",
)
register("paragraph", "a paragraph of running text")
register(
    "list-item",
    "an item of a list",
    level=tr("1 for the outermost list"),
    label="its number or bullet as shown",
)
register("quote", "a quoted block", level=tr("1 for the outermost"))
register("signature", "the signature of a message")
register("table", "a table", rows="number of rows", columns="number of columns")
register("row", "a row of a table", row="its number, from 1")
register(
    "cell",
    "a cell of a table",
    row="number of its row, from 1",
    column="number of its column, from 1",
    rows="rows it spans, where more than 1",
    columns="columns it spans, where more than 1",
    header=tr("1 where it is a head"),
)
register("note-mark", "the mark of a note in the text", note="the note's id")
register(
    "footnote",
    "the text of a footnote",
    note="its id",
    label="its mark as shown",
    page="the label of its page, where a paragraph that goes over the page's end stands before it",
)
register("endnote", "the text of an endnote", note="its id", label="its mark as shown")
register(
    "comment",
    "a comment on the passage",
    author="who wrote it",
    date="when, as ISO 8601",
    text="what it says",
)
register("link", "a link", address="where it leads")
register(
    "emphasis",
    "a passage set apart in its type",
    style="bold, italic, underline, strike, small-caps, superscript or subscript",
)
register(
    "inserted",
    "an insertion that was tracked",
    author="who made it",
    date="when, as ISO 8601",
    text="what was inserted, where it is not in the text",
)
register(
    "deleted",
    "a deletion that was tracked",
    author="who made it",
    date="when, as ISO 8601",
    text="what was deleted, where it is not in the text",
)
register("caption", "the caption of a table or a picture")
register("image", "a picture", alt="its alternative text", file="the name of its file")
register("line-break", "a line feed within a paragraph")
register("preformatted", "text whose spaces and lines are as they were written")
register(
    "furniture",
    "what stands on every page and is not in the text",
    text="the words",
    place="head, foot, margin or page-number",
)
register(
    "metadata",
    "a line that the file has of the text, such as its copyright or index terms",
    label="what the file calls it, where it does",
    text="what it says",
)
register("hyphen", "the place where a hyphen at a line's end was joined", text="what stood there")
register(
    "turn",
    "what one person says until another does",
    speaker="who says it, where that is known",
    role=tr("what the person is in the talk, where the file tells: interviewer, participant …"),
)
register(
    "time",
    "a passage with its time in the recording",
    start_ms="when it begins, in milliseconds",
    end_ms="when it ends, in milliseconds, where the file tells",
)
register("pause", "a pause", milliseconds="how long it is, where that is known")
register("non-speech", "what is heard but not said, or how, such as (laughs)")
register(
    "tier",
    "a line of annotation that a transcript has for the passage",
    tier="what the line is called there",
    text="what it says",
)
register(
    "record",
    "a row of a table",
    row="its number in the table, as the file counts",
    key="what tells it from other rows, where a column does",
    name="what it is called, where columns say so",
    columns="what its other columns say, a JSON object: values by the names of columns",
)


def structure_fault(elements: Iterable[Element], characters: int) -> str | None:
    """Why elements can't be those of a text of so many characters, or None."""
    for element in elements:
        if not 0 <= element.start <= element.end <= characters:
            return tr(
                "{kind} [{start}, {end}) is not within the text",
                kind=element.kind,
                start=element.start,
                end=element.end,
            )
    return None


def in_order(elements: Iterable[Element]) -> list[Element]:
    """By start, then the longer first, so that an element comes before those within it."""
    return sorted(elements, key=lambda element: (element.start, -element.end))


def of_kind(elements: Iterable[Element], *kinds: str) -> Iterator[Element]:
    """The elements of these kinds, in the order given."""
    return (element for element in elements if element.kind in kinds)


class _OfKind(NamedTuple):
    """The elements of one kind: their numbers and starts in order, and how far any up to each
    reaches (an empty one reaches one position, so that it is found where it stands)."""

    numbers: array[int]
    starts: array[int]
    reach: array[int]


class Structure(Sequence[Element]):
    """The elements of a text as columns, ordered by start, then the longer first.

    `kind` holds places in `kinds`, `value` places in `values`; `start` and `end` are code points.
    What several elements say alike is there once. An `Element` is made when it is asked for.
    """

    def __init__(
        self,
        kinds: Sequence[str] = (),
        kind: array[int] | None = None,
        start: array[int] | None = None,
        end: array[int] | None = None,
        value: array[int] | None = None,
        values: Sequence[Mapping[str, Value]] = (),
    ) -> None:
        self.kinds = tuple(kinds)
        self.kind = array("i") if kind is None else kind
        self.start = array("i") if start is None else start
        self.end = array("i") if end is None else end
        self.value = array("i") if value is None else value
        self.values = values
        self._searched: dict[str, _OfKind] = {}

    @classmethod
    def of(cls, elements: Iterable[Element]) -> Structure:
        """The columns of elements in any order."""
        if isinstance(elements, Structure):
            return elements
        ordered = in_order(elements)
        kinds: dict[str, int] = {}
        said: dict[tuple[tuple[str, Value], ...], int] = {}
        kind = [kinds.setdefault(one.kind, len(kinds)) for one in ordered]
        value = [said.setdefault(tuple(one.values.items()), len(said)) for one in ordered]
        return cls(
            tuple(kinds),
            array("i", kind),
            array("i", [one.start for one in ordered]),
            array("i", [one.end for one in ordered]),
            array("i", value),
            [dict(items) for items in said],
        )

    def __len__(self) -> int:
        return len(self.kind)

    @overload
    def __getitem__(self, number: int) -> Element: ...
    @overload
    def __getitem__(self, number: slice) -> list[Element]: ...
    def __getitem__(self, number: int | slice) -> Element | list[Element]:
        if isinstance(number, slice):
            return [self._element(one) for one in range(len(self))[number]]
        return self._element(range(len(self))[number])

    def __iter__(self) -> Iterator[Element]:
        return map(self._element, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Structure) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def _element(self, number: int) -> Element:
        return Element(
            self.kinds[self.kind[number]],
            self.start[number],
            self.end[number],
            self.values[self.value[number]],
        )

    @cached_property
    def _numbers(self) -> dict[str, array[int]]:
        """The numbers of the elements of each kind, in order."""
        numbers = [array("i") for _kind in self.kinds]
        append = [own.append for own in numbers]
        for number, kind in enumerate(self.kind):
            append[kind](number)
        return dict(zip(self.kinds, numbers, strict=True))

    def _of_kind(self, kind: str) -> _OfKind | None:
        """The elements of a kind, as they are searched; None where there are none."""
        if kind not in self._searched and (own := self._numbers.get(kind)):
            starts = array("i", map(self.start.__getitem__, own))
            ends = map(self.end.__getitem__, own)
            reach = accumulate(map(max, ends, (start + 1 for start in starts)), max)
            self._searched[kind] = _OfKind(own, starts, array("i", reach))
        return self._searched.get(kind)

    def numbers(self, *kinds: str) -> Sequence[int]:
        """The numbers of all elements of these kinds, in order."""
        if len(kinds) == 1:
            return self._numbers.get(kinds[0], ())
        return sorted(chain.from_iterable(self._numbers.get(kind, ()) for kind in kinds))

    def number_of(self, kind: str) -> int:
        """How many elements of a kind there are."""
        return self.kind.count(self.kinds.index(kind)) if kind in self.kinds else 0

    def of_kind(self, *kinds: str) -> list[Element]:
        """All elements of these kinds, in order."""
        return [self._element(number) for number in self.numbers(*kinds)]

    def overlapping(self, start: int, end: int, *kinds: str) -> list[int]:
        """The numbers of the elements that have a position in ``start <= i < end``, of these kinds
        or of any, in order. An empty one has the position at which it stands."""
        found: list[int] = []
        for kind in kinds or self.kinds:
            own = self._of_kind(kind)
            if own is None:
                continue
            first = bisect_right(own.reach, start)
            for number in own.numbers[first : bisect_left(own.starts, end)]:
                if max(self.end[number], self.start[number] + 1) > start:
                    found.append(number)
        return sorted(found)

    def at(self, position: int, *kinds: str) -> Element | None:
        """The innermost element of these kinds that holds the position, or None."""
        holding = [
            number
            for number in self.overlapping(position, position + 1, *kinds)
            if self.end[number] > position
        ]
        if not holding:
            return None
        return self._element(min(holding, key=lambda n: (self.end[n] - self.start[n], -n)))

    def last_before(self, position: int, kind: str) -> Element | None:
        """The last element of a kind that begins at or before the position, or None."""
        own = self._of_kind(kind)
        place = bisect_right(own.starts, position) - 1 if own else -1
        return self._element(own.numbers[place]) if own and place >= 0 else None


EMPTY: Final = Structure()
