"""What a reader of documents is, what it gets and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from types import MappingProxyType
from typing import Final

from annotator.corpus.structure import Element

Options = Mapping[str, str]
"""The options chosen by a person, by name; what is absent is as the reader declares it."""

NO_OPTIONS: Final[Options] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader has to say of what it did not take as it stood: `what`, and `where` (a page, a
    part of the file; empty for all of it). A sentence for the person who adds the file."""

    what: str
    where: str = ""


def damaged_part(path: str) -> Remark:
    """Of a part of a package that the text can do without."""
    return Remark("A part of the file is damaged; what it holds was left out.", path)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document read from a file: its text with LF line ends, and the structure beside it.

    `key` is its place in a file that holds several (a message's id, an article's number), empty in
    a file that is one document; together with the digest of the bytes it is the identity of the
    document. `encoding` is the codec where the bytes are the text in a codec, else empty.
    `attributes` (title, author, date …) become attributes of the document. `odd` and `guessed` are
    those of `plain_text.DecodedText`.
    """

    name: str
    text: str
    structure: Sequence[Element] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    remarks: Sequence[Remark] = ()
    key: str = ""
    encoding: str = ""
    odd: tuple[int, ...] = ()
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class OptionChoice:
    """An option of a reader: its values (the first is what holds where nothing is said), each with
    what it does, in words. Without values any text may be given."""

    name: str
    what: str
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def default(self) -> str:
        """What holds where nothing is said."""
        return next(iter(self.values), "")


@dataclass(frozen=True, slots=True)
class Sample:
    """What recognition looks at: the first `HEAD` bytes of a file at most, its name, and the names
    of its members where it is a ZIP archive (or a compound file) that can be opened."""

    head: bytes
    name: str
    members: frozenset[str] = frozenset()
    media_type: str = ""
    """Of a ZIP archive, what its first member ``mimetype`` says (ODF, EPUB)."""
    tail: bytes = b""
    """The last `TAIL` bytes at most, where they are not within the first."""

    @property
    def suffix(self) -> str:
        """In lower case, with its dot."""
        return "." + self.name.rpartition(".")[2].lower() if "." in self.name else ""


def told_by_text(_sample: Sample) -> bool:
    """Of a reader that builds on others and knows its files by the text that those give."""
    return False


HEAD: Final = 1 << 16
TAIL: Final = 1 << 10

ReadFunction = Callable[[bytes, str, Options], Sequence[ReadDocument]]
"""``read(data, name, options)``: the documents of a file, one for most formats. `name` is the
file's name with its suffix, for messages and for the documents' names. Raises UserError, one clear
sentence, where the file can't be read; never anything else, whatever the bytes are."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: how it is called and recognised, and where its reader is.

    `version` is raised when the reader gives another text or structure for the same bytes.
    `function` is ``"package.module:function"`` (a `ReadFunction`), imported when it is first used.
    """

    name: str
    title: str
    version: int
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    recognises: Callable[[Sample], bool]
    function: str
    options: tuple[OptionChoice, ...] = ()

    def read(self, data: bytes, name: str, options: Options = NO_OPTIONS) -> Sequence[ReadDocument]:
        """The documents of a file. UserError where it can't be read."""
        module, _, function = self.function.partition(":")
        read: ReadFunction = getattr(import_module(module), function)
        return read(data, name, options)
