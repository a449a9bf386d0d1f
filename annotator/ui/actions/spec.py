"""What an action is: its name, its text, its key, what it acts on, and the method that does it.

Each controller declares its own (`Controller.actions`); `menus.py` says in which menu they stand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from annotator.corpus.messages import gettext_noop, tr

_CONTEXT = "actions"

PROJECT = gettext_noop("&Project")
EDIT = gettext_noop("&Edit")
TEXT = gettext_noop("&Text")
GO = gettext_noop("&Go")
CODES = gettext_noop("&Codes")
CODER = gettext_noop("C&oder")
SETTLE = gettext_noop("&Settle")
VIEW = gettext_noop("&View")
HELP = gettext_noop("&Help")
MENUS = (PROJECT, EDIT, TEXT, GO, CODES, CODER, SETTLE, VIEW, HELP)
IMPORT, EXPORT = gettext_noop("&Import"), gettext_noop("E&xport")
THIS_DOCUMENT = gettext_noop("Open doc&ument")
FURTHER_VERSION = gettext_noop("Ta&ke a further version")
SAFEKEEPING = gettext_noop("Safe&keeping")
SUBMENUS = {
    IMPORT: PROJECT,
    EXPORT: PROJECT,
    THIS_DOCUMENT: PROJECT,
    SAFEKEEPING: PROJECT,
    FURTHER_VERSION: SETTLE,
}
"""Menus within a menu, with the one they stand in."""


class Needs(StrEnum):
    """What must be there for an action to be enabled."""

    NOTHING = ""
    PROJECT = "project"
    DOCUMENT = "document"
    CODING = "coding"
    CODE = "code"
    UNDO = "undo"
    REDO = "redo"
    CASE = "case"
    """A disagreement on the page of adjudication."""


class Where(StrEnum):
    """Which widget an action's key belongs to."""

    WINDOW = ""
    """The whole window; the reader alone where the key could be typed text."""
    TREE = "tree"
    """The tree of codes."""
    LIST = "list"
    """The list of documents."""
    PAGE = "page"
    """The page that adds the action to itself."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. `name` is a contract: users' own keys are kept by it. `key` is the default
    shortcut in Qt's portable form."""

    name: str
    text: str
    """Translated where it is shown, in the context "actions"."""
    run: Callable[[], object]
    key: str = ""
    needs: Needs = Needs.PROJECT
    where: Where = Where.WINDOW
    repeats: bool = False
    """Whether holding the key down does it again: for what moves about, never for what writes."""
    writes: bool = False
    """Whether it changes the project, and so is disabled in one that is open read-only."""
    checked: Callable[[], bool] | None = None
    """Whether its mark in the menu is set now; None for an action without a mark."""
    text_now: Callable[[], str] | None = None
    """Its text where that changes, ready to be shown: names in it are `literal`."""
    menu: str = ""
    """Filled in from the layout of the menus; an action that stands in no layout names one, and
    comes last in it."""

    @property
    def top(self) -> str:
        """The menu of the bar in which it is, perhaps in a menu within it."""
        return SUBMENUS.get(self.menu, self.menu)

    @property
    def whole(self) -> str:
        """The text as it can be understood outside its menu."""
        if self.menu not in SUBMENUS:
            return self.text
        return f"{translated(self.menu)}: {translated(self.text)}"

    @property
    def place(self) -> str:
        """Where its key works: ``tree``, ``list``, ``page``, ``reader``, or empty for the whole
        window."""
        return self.where.value or ("reader" if self.in_reader else "")

    @property
    def in_reader(self) -> bool:
        """Whether its key belongs to the reader alone: without Ctrl, it could be typed text."""
        if self.where is not Where.WINDOW or not self.key:
            return False
        return "Ctrl" not in self.key and not self.key.startswith("F")


def translated(text: str) -> str:
    """A text of an action or a menu in the language of the window."""
    return tr(text)
