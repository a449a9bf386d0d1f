"""Reading a text that has structure: how much of it is shown, and going by it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from annotator.corpus.places import pages
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.printed.controller import PrintedPagesController

_OPENED = frozenset({"http", "https", "mailto"})
"""What the system is asked to open. Anything else could start a program or read a file."""
_LONGEST = 300

OpenAddress = Callable[[str], bool]
"""Gives an address to the system; False where nothing opens it."""


def open_in_system(address: str) -> bool:
    """Have the system open an address."""
    return QDesktopServices.openUrl(QUrl(address))


class StructureController(Controller):
    """What is shown of the structure, and steps from heading to heading, to pages and notes."""

    open_address: OpenAddress = staticmethod(open_in_system)

    def __init__(self, services: Services, printed: PrintedPagesController) -> None:
        super().__init__(services)
        self._printed = printed
        self._apply()
        printed.set_wanted(self.settings.printed_pages)
        printed.closed.connect(self.toggle_printed)
        self.reader_view.linkRequested.connect(self.ask_to_open)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "next_heading",
                "Next &heading",
                self.next_heading,
                key="Shift+N",
                needs=Needs.DOCUMENT,
                repeats=True,
            ),
            ActionSpec(
                "previous_heading",
                "Previous headin&g",
                self.previous_heading,
                key="Shift+P",
                needs=Needs.DOCUMENT,
                repeats=True,
            ),
            ActionSpec(
                "go_to_page", "Go to p&age…", self.go_to_page, key="Ctrl+L", needs=Needs.DOCUMENT
            ),
            ActionSpec(
                "follow",
                "Note and &back, or open the link",
                self.follow,
                key="J",
                needs=Needs.DOCUMENT,
                repeats=True,
            ),
            ActionSpec(
                "printed",
                "&Pages as printed",
                self.toggle_printed,
                key="Shift+F12",
                needs=Needs.DOCUMENT,
            ),
            ActionSpec(
                "plain",
                "Plain text, or &with its structure",
                self.toggle_plain,
                key="F12",
                needs=Needs.NOTHING,
            ),
            ActionSpec(
                "changes",
                "Comments and tracked chan&ges",
                self.toggle_changes,
                key="Ctrl+F12",
                needs=Needs.NOTHING,
            ),
        )

    # --- what is shown

    def _apply(self) -> None:
        self.document_page.reader.show_structure(
            plain=self.settings.plain, changes=self.settings.shows_changes
        )

    def toggle_plain(self) -> None:
        """Bare lines, or the text as its structure says."""
        self.settings.plain = not self.settings.plain
        self._apply()
        as_is = self.tr("The text is shown with its structure.")
        bare = self.tr("The text is shown plain, without its structure.")
        self.say(bare if self.settings.plain else as_is)

    def toggle_changes(self) -> None:
        """Comments and tracked changes, or neither."""
        self.settings.shows_changes = not self.settings.shows_changes
        self._apply()
        shown = self.tr("Comments and tracked changes are shown.")
        hidden = self.tr("Comments and tracked changes are hidden.")
        self.say(shown if self.settings.shows_changes else hidden)

    def toggle_printed(self) -> None:
        """The pages of the document as printed, beside its text, or the text alone."""
        wanted = not self.settings.printed_pages
        printed = self._printed
        if wanted and not printed.available:
            self.say(self.tr("Pages as printed are there for documents read from a PDF."))
            return
        self.settings.printed_pages = wanted
        printed.set_wanted(wanted)

    # --- going

    def next_heading(self) -> None:
        self._step(forward=True)

    def previous_heading(self) -> None:
        self._step(forward=False)

    def _step(self, *, forward: bool) -> None:
        structure = self.document_page.structure
        starts = [structure.start[number] for number in structure.numbers("heading")]
        position = self.reader_view.cursor_position()
        row = bisect_right(starts, position) if forward else bisect_left(starts, position) - 1
        if not starts:
            self.say(self.tr("This document has no headings."))
        elif 0 <= row < len(starts):
            self.navigator.go_to(starts[row])
        else:
            last = self.tr("No further heading follows.")
            self.say(last if forward else self.tr("No heading stands before this place."))

    def go_to_page(self) -> None:
        """Ask for a page, by what is printed on it or by its number."""
        found = pages(self.document_page.structure)
        if not found:
            self.say(self.tr("This document has no pages."))
            return
        labels = [str(page.values.get("label", number)) for number, page in enumerate(found, 1)]
        question = self.tr("Page, from {0} to {1}:").format(labels[0], labels[-1])
        asked = self.ask.text(self.window, self.tr("Go to page"), question)
        if asked is None or not asked.strip():
            return
        number = page_number(labels, asked)
        if number is None:
            refusal = self.tr("No page “{0}” is in this document. Its pages go from {1} to {2}.")
            self.say(refusal.format(asked.strip()[:40], labels[0], labels[-1]))
        else:
            self.navigator.go_to(min(found[number].start, max(0, len(self.document_page.text) - 1)))

    def follow(self) -> None:
        """From the mark of a note to the note and back, or open the link at the caret."""
        view = self.reader_view
        position = view.cursor_position()
        # The caret behind a mark is at it too.
        if not view.follow(position) and not (position and view.follow(position - 1)):
            self.say(self.tr("No note and no link is at the cursor."))

    def ask_to_open(self, address: str) -> None:
        """Show where a link leads, and open it only when told to."""
        copy = self.tr("Copy the address")
        title = self.tr("Open a link")
        shown = address if len(address) <= _LONGEST else address[:_LONGEST] + "…"
        if _scheme(address) not in _OPENED:
            words = self.tr("This link leads to\n\n{0}\n\nwhich is not opened from here.")
            chosen = self.ask.decide(self.window, title, words.format(shown), [copy])
        else:
            go, words = self.tr("Open"), self.tr("Open this address outside the program?\n\n{0}")
            chosen = self.ask.decide(self.window, title, words.format(shown), [go, copy])
            if chosen == go and not self.open_address(address):
                self.refuse(self.tr("Nothing on this computer opens {0}.").format(shown))
        if chosen == copy:
            QGuiApplication.clipboard().setText(address)


def page_number(labels: list[str], asked: str) -> int | None:
    """Which page is meant, counted from 0: that with this label, whatever the case of its letters,
    else the page of this number; None where there is neither."""
    wanted = asked.strip().casefold()
    for number, label in enumerate(labels):
        if label.casefold() == wanted:
            return number
    if wanted.isdecimal() and 0 < int(wanted) <= len(labels):
        return int(wanted) - 1
    return None


def _scheme(address: str) -> str:
    try:
        return urlsplit(address.strip()).scheme.lower()
    except ValueError:
        return ""
