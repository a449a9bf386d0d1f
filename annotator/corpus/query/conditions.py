"""The conditions of a query: what is asked of one coding by itself.

Names are as they are written: of a code, coder, document, round or attribute its name or its GUID.
What they refer to is found when the query is run.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from datetime import date

_ESCAPE = re.compile(r"\\.", re.DOTALL)
_ESCAPES_ARE_WHOLE = re.compile(r"(?:[^\\]|\\.)*", re.DOTALL)


class Comparator(enum.StrEnum):
    """How a value is compared: as text, or as numbers or dates (`Comparison`)."""

    IS = ":"
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Comparison:
    """A value beside another. `IS` holds of the same text, and of a list that has it. The others
    compare two numbers or two ISO dates, and hold of nothing else."""

    value: str
    comparator: Comparator = Comparator.IS


@dataclass(frozen=True, slots=True)
class Words:
    """Words somewhere in a text, whatever their capital letters. What looks alike is the same
    (`corpus.folding`); with `exactly`, each character is as written."""

    text: str
    exactly: bool = False

    def __post_init__(self) -> None:
        if not self.text:
            raise ValueError("no words to look for")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression that matches somewhere in a text as it is written. An escaped slash is
    kept as a plain one, which means the same."""

    expression: str

    def __post_init__(self) -> None:
        if not self.expression:
            raise ValueError("no expression to look for")
        if not _ESCAPES_ARE_WHOLE.fullmatch(self.expression):
            raise ValueError("an expression ends in a lone backslash")
        plain = _ESCAPE.sub(lambda m: "/" if m[0] == "\\/" else m[0], self.expression)
        object.__setattr__(self, "expression", plain)


@dataclass(frozen=True, slots=True)
class Anything:
    """Any value, any text: whatever is not empty."""


ValueTest = Comparison | Pattern | Anything
TextTest = Words | Pattern
MemoTest = Words | Pattern | Anything


@dataclass(frozen=True, slots=True)
class CodeIs:
    """The coding has the code at `path`, the names from a root of the codebook down, or the only
    one of this name; with `below`, one of those under it as well."""

    path: tuple[str, ...]
    below: bool = False

    def __post_init__(self) -> None:
        if not self.path:
            raise ValueError("a code has a name")


@dataclass(frozen=True, slots=True)
class CoderIs:
    """The coding is this coder's."""

    name: str


@dataclass(frozen=True, slots=True)
class AnyCoder:
    """The coding is anybody's: holds always, and names coders (`query.names_coders`)."""


@dataclass(frozen=True, slots=True)
class OfConsensus:
    """The coding is what adjudication settled on."""


@dataclass(frozen=True, slots=True)
class AtLeast:
    """So many coders or more have a coding of the same code that shares a code point with this
    one, its own coder among them: of `names`, or of all persons where there are none."""

    number: int
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError("at least one coder")


@dataclass(frozen=True, slots=True)
class ValueIs:
    """What the coding says in an attribute of its code; where it says nothing, the attribute's
    default, unless only what is `said` counts."""

    attribute: str
    test: ValueTest
    said: bool = False


@dataclass(frozen=True, slots=True)
class DocumentIs:
    """The coding is in this document."""

    name: str


@dataclass(frozen=True, slots=True)
class DocumentValueIs:
    """What is said of the coding's document under this name."""

    attribute: str
    test: ValueTest


@dataclass(frozen=True, slots=True)
class RoundIs:
    """The coding's document was its coder's to code in this round."""

    name: str


@dataclass(frozen=True, slots=True)
class InSet:
    """The coding is in this set, or its document or its code is, by what the set is of."""

    name: str


@dataclass(frozen=True, slots=True)
class InStructure:
    """Every code point of the passage is in an element of this kind (`corpus.structure.KINDS`;
    ``note`` is a footnote or an endnote)."""

    kind: str


@dataclass(frozen=True, slots=True)
class OnPages:
    """The passage has a code point on the page labelled `first`, or on a later one up to the one
    labelled `last`, in the order of the text."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class SpeakerIs:
    """The passage has a code point in a turn of this speaker."""

    name: str


@dataclass(frozen=True, slots=True)
class RoleIs:
    """The passage has a code point in a turn of somebody with this role."""

    name: str


@dataclass(frozen=True, slots=True)
class AtTime:
    """The passage has a code point in an element whose time in the recording shares a moment with
    ``start <= t < end`` (milliseconds); None is the beginning or the end."""

    start: int | None
    end: int | None

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError("a stretch of time begins or ends")
        if min(self.start or 0, self.end or 0) < 0:
            raise ValueError("a time is not negative")


@dataclass(frozen=True, slots=True)
class TextHas:
    """The words of the passage; the parts of a discontinuous one are joined by " … "."""

    test: TextTest


@dataclass(frozen=True, slots=True)
class MemoHas:
    """A memo on the coding, whoever wrote it."""

    test: MemoTest


@dataclass(frozen=True, slots=True)
class FromCue:
    """A cue of its code was marked in the passage when the coding was made."""


@dataclass(frozen=True, slots=True)
class Adjudicated:
    """A decision was made about the coding, or came to it."""


class Moment(enum.StrEnum):
    """Something that happened to a coding."""

    CREATED = "created"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Dated:
    """When the coding was made or changed last: from the day `since` to the day `until`, both
    included, in UTC; None is without limit."""

    moment: Moment
    since: date | None
    until: date | None

    def __post_init__(self) -> None:
        if self.since is None and self.until is None:
            raise ValueError("a stretch of days begins or ends")


@dataclass(frozen=True, slots=True)
class UnderVersion:
    """The coding was made, or changed last, under a version of the codebook from number `first` to
    number `last`, both included; None is without limit."""

    first: int | None
    last: int | None

    def __post_init__(self) -> None:
        if self.first is None and self.last is None:
            raise ValueError("versions begin or end somewhere")


Condition = (
    CodeIs
    | CoderIs
    | AnyCoder
    | OfConsensus
    | AtLeast
    | ValueIs
    | DocumentIs
    | DocumentValueIs
    | RoundIs
    | InSet
    | InStructure
    | OnPages
    | SpeakerIs
    | RoleIs
    | AtTime
    | TextHas
    | MemoHas
    | FromCue
    | Adjudicated
    | Dated
    | UnderVersion
)
