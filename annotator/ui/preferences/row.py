"""What a row of the page of preferences is, and the kinds of fields that it can have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from annotator.corpus.messages import gettext_noop, tr


class Section(StrEnum):
    """Headings of the page, in their order."""

    APPEARANCE = gettext_noop("Appearance")
    READING = gettext_noop("Text and margin")
    CODERS = gettext_noop("Coders and codings")
    LANGUAGE = gettext_noop("Language")
    KEYS = gettext_noop("Keys")
    QUOTATIONS = gettext_noop("Quotations and tables")
    BACKUPS = gettext_noop("Backups")
    PRIVACY = gettext_noop("Privacy")


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off."""

    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few; `options` are values with what they are called."""

    options: Callable[[], list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from `least` to `most`. `none` is what the least one means, where it means
    something else."""

    least: int
    most: int
    step: int
    unit: str = ""
    none: str = ""


@dataclass(frozen=True, slots=True)
class Font:
    """A family of letters; empty is the usual one."""

    usual: str


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder; empty is the usual place."""

    usual: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a quotation is cited, with an example."""


@dataclass(frozen=True, slots=True)
class CoderColors:
    """A colour for each coder of the open project."""


@dataclass(frozen=True, slots=True)
class Command:
    """No value: a button that does something. `done` is said afterwards."""

    label: str
    done: str = ""


Kind = Switch | Choice | Number | Font | Folder | Pattern | CoderColors | Command


@dataclass(frozen=True, slots=True)
class Row:
    """A preference. `name` is that of the setting, or of the command."""

    name: str
    section: Section
    title: str
    sentence: str
    kind: Kind

    @property
    def is_setting(self) -> bool:
        """Whether it has a value, and so a default."""
        return not isinstance(self.kind, Command)

    def words(self) -> str:
        """What a search looks at."""
        said = [tr(self.section), tr(self.title), tr(self.sentence)]
        match self.kind:
            case Switch(label) | Command(label):
                said.append(tr(label))
            case Choice(options):
                said += [name for _value, name in options()]
            case _:
                pass
        return " ".join(said)
