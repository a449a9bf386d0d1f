"""The structure of a text: stand-off elements over it, each with a kind, a span and values.

A text never changes, and neither does its structure: headings, pages, tables, notes, emphasis and
the like lie beside the words, as the file that the text was read from had them. Positions are code
points, half open. An element may be empty (`start == end`): a picture, a deleted passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

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


def register(name: str, what: str, **values: str) -> None:
    """Declare a kind of elements. Raises ValueError where the name is taken."""
    if name in KINDS:
        raise ValueError(f"there is a kind of elements called {name} already")
    # In Python a name has no hyphen; the values of a file have none either.
    KINDS[name] = Kind(name, what, MappingProxyType(values))


register(
    "heading",
    "a heading",
    level="1 for the highest, to 9",
    label="its number as shown, where it has one",
)
register("page", "a page as printed", label="as printed on it where that is known, else its number")
register("paragraph", "a paragraph of running text")
register(
    "list-item",
    "an item of a list",
    level="1 for the outermost list",
    label="its number or bullet as shown",
)
register("quote", "a quoted block", level="1 for the outermost")
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
    header="1 where it is a head",
)
register("note-mark", "the mark of a note in the text", note="the note's id")
register("footnote", "the text of a footnote", note="its id", label="its mark as shown")
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
    place="head, foot or page-number",
)
register("hyphen", "the place where a hyphen at a line's end was joined", text="what stood there")


def structure_fault(elements: Iterable[Element], characters: int) -> str | None:
    """Why elements can't be those of a text of so many characters, or None."""
    for element in elements:
        if not 0 <= element.start <= element.end <= characters:
            return f"{element.kind} [{element.start}, {element.end}) is not within the text"
    return None


def in_order(elements: Iterable[Element]) -> list[Element]:
    """By start, then the longer first, so that an element comes before those within it."""
    return sorted(elements, key=lambda element: (element.start, -element.end))


def of_kind(elements: Iterable[Element], *kinds: str) -> Iterator[Element]:
    """The elements of these kinds, in the order given."""
    return (element for element in elements if element.kind in kinds)
