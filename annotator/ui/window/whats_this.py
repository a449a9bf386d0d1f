"""“What’s this?”: a few sentences on each part of the window, for whoever points at it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWhatsThis, QWidget

from annotator.corpus.messages import tr
from annotator.ui.controllers.pages import Pages
from annotator.ui.reader.reader import Reader
from annotator.ui.widgets.plain_text import tip
from annotator.ui.window.fixed_panels import FixedPanels
from annotator.ui.window.window_header import WindowHeader


def explain_panels(panels: FixedPanels, reader: Reader) -> None:
    """Give the reader and the panels around it their sentences."""
    for widget, words in (
        (
            reader.view,
            tr(
                "The text, which never changes. Select a passage by mouse, or with Shift and the"
                " arrow keys, and press the key of a code: that makes a coding. Coloured words are"
                " coded; a click on them chooses the coding."
            ),
        ),
        (
            reader.margin,
            tr(
                "Each bracket is a coding, in the colour of its code and beside its lines. A click"
                " chooses it, a right click offers what can be done with it."
            ),
        ),
        (
            reader.overview,
            tr(
                "The whole text, from top to bottom: where codings are, what a search found, and"
                " where coders differ. A click goes there."
            ),
        ),
        (
            reader.numbers,
            tr(
                "Numbers of paragraphs or lines, as you choose in View › Text and margin. They are"
                " counted, and no part of the text."
            ),
        ),
        (
            panels.documents,
            tr(
                "The documents of the project, how far you are with each, and how much is coded. A"
                " click opens one. A right click offers its name, its attributes and whether it is"
                " done."
            ),
        ),
        (
            panels.codebook,
            tr(
                "The codebook: what you code with. A double click codes the selected passage. The"
                " letter or digit at the right is the key of a code, the number is how often it"
                " was used."
            ),
        ),
        (
            panels.inspector,
            tr(
                "Every coding at the cursor: its code, who made it, its values and its memo. Your"
                " own can be changed here, those of others only read."
            ),
        ),
        (
            panels.codings,
            tr("All codings of the open document, in the order of the text. A click goes to one."),
        ),
        (
            panels.search.bar,
            tr(
                "Finds words in the open document or in all of them, also by pattern. What is found"
                " can be coded in one step, after a look."
            ),
        ),
        (
            panels.value_strip,
            tr("The values of the coding that was just made. V leads here, Esc back to the text."),
        ),
    ):
        widget.setWhatsThis(tip(words))


def explain_header(header: WindowHeader) -> None:
    """Give the buttons above every page their sentences."""
    header.undo_button.setWhatsThis(
        tip(
            tr(
                "Takes back your last step; the tip names it. Every change of the project can be"
                " taken back, also after the program was closed."
            )
        )
    )
    header.redo_button.setWhatsThis(tip(tr("Does the step again that was taken back last.")))
    header.coder_button.setWhatsThis(
        tip(tr("Who codes now. Everything you do stands under this name. A click changes it."))
    )
    for name, button in header.page_buttons.items():
        button.setWhatsThis(tip(_page_words(name)))


def explain_page(pages: Pages, name: str) -> None:
    """Give a page that is shown its sentences: most are made when they are first shown."""
    page, words = pages.made(name), _page_words(name)
    if page is not None and words and not page.whatsThis():
        page.setWhatsThis(tip(words))


def _page_words(name: str) -> str:
    """What a page is for; empty for one that other packages brought."""
    return {
        "welcome": tr("Begin here: a project of your own, a colleague’s, or the sample."),
        "reader": tr("Read and code: the documents, the text, and what is coded in it."),
        "questions": tr(
            "Ask which codings there are: by code, place, coder, value or document. The answer is"
            " a list, a table or a picture, and leads back to the passages."
        ),
        "agreement": tr(
            "How far coders agree, by code, with intervals. Finished documents are compared. F1"
            " explains each measure and how to report it."
        ),
        "adjudication": tr(
            "Where coders differ, one case after the other, to be settled. What is decided stands"
            " beside the codings of both, which stay as they are."
        ),
        "study": tr("The plan, the rules and the methods section of a study, and its test set."),
        "team": tr(
            "Rounds of coding: who codes which documents, how far everybody is, and copies for"
            " coders."
        ),
    }.get(name, "")


def show_for_focus() -> bool:
    """Explain the part of the window that has the keys; False where nothing is said of it."""
    focus = QApplication.focusWidget()
    part: QWidget | None = focus
    while part is not None and not part.whatsThis():
        part = part.parentWidget()
    if part is None or focus is None:
        return False
    QWhatsThis.showText(focus.mapToGlobal(focus.rect().center()), tip(part.whatsThis()), focus)
    return True
