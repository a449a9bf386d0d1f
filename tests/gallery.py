"""Draw the main screens: ``python tests/gallery.py DIR``. Look at each before calling it done.

``ANNOTATOR_LANGUAGE=de`` draws them in German, ``en-XA`` with marks around every
message of a catalogue.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from annotator import languages

languages.install(languages.choose(languages.ENGLISH))  # before what it says is imported

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator import app
from annotator.corpus.job import finish
from annotator.corpus.messages import tr
from annotator.corpus.span import Span
from annotator.operations import codings, documents, transfer
from annotator.operations import sample_project as sample
from annotator.operations.codebook import codes
from annotator.operations.codings import memos
from annotator.operations.documents import TextFile, document_attributes
from annotator.operations.viewing import everything
from annotator.settings import Settings
from annotator.ui.actions.help_sheet import HelpSheet
from annotator.ui.adjudication.own_coding import OwnCodingForm
from annotator.ui.ask import Ask
from annotator.ui.codebook.code_dialog import CodeDialog
from annotator.ui.codebook.merge_dialog import MergeDialog
from annotator.ui.codebook.relation_types import RelationTypesDialog
from annotator.ui.codebook.source_window import SourceWindow
from annotator.ui.codebook.versions_window import VersionsWindow
from annotator.ui.coding_issues.window import CodingIssuesWindow
from annotator.ui.documents.attributes_dialog import AttributesDialog
from annotator.ui.documents.encoding_dialog import EncodingDialog
from annotator.ui.history.settle_window import SettleWindow
from annotator.ui.history.window import HistoryWindow
from annotator.ui.main_window import MainWindow
from annotator.ui.transfer.export_dialog import ExportDialog
from annotator.ui.transfer.import_preview import ImportPreview
from annotator.ui.transfer.report_window import ReportWindow

sys.path.insert(0, str(Path(__file__).parent.parent))
import tests.exchange.refi_foreign as foreign
from tests.exchange.programs import databases
from tests.gallery_agreement import agreement_screens
from tests.gallery_codes import code_screens
from tests.gallery_collection import collection_screens
from tests.gallery_documents import document_screens
from tests.gallery_exports import export_screens
from tests.gallery_forms import agreement_tabs, form_screens
from tests.gallery_manual import manual_screens, memo_screens
from tests.gallery_other_programs import other_program_screens
from tests.gallery_pictures import picture_screens
from tests.gallery_preferences import high_contrast_screens, preference_screens
from tests.gallery_questions import question_screens
from tests.gallery_reader import add_third_coder, reader_screens
from tests.gallery_records import table_screens
from tests.gallery_safekeeping import safekeeping_screens
from tests.gallery_several import several_screens
from tests.gallery_structure import open_document, structure_screens
from tests.gallery_study import study_screens
from tests.gallery_team import team_screens
from tests.gallery_transcripts import transcript_screens
from tests.gallery_welcome import tour_screens, welcome_screens
from tests.gallery_windows import come_to_rest, opened, shown, wait
from tests.refi_editing import edited, replaced

_REST_MS = 400
RIGHT_TO_LEFT = (
    "قال المتحدث إن المحادثات لن تفشل قبل نهاية العام.\n"
    "وأضاف أن «الاتفاق» ممكن، 2,5 سنة بعد العاصفة 🌊.\n"
)


def screens(window: MainWindow, project: Path) -> Iterator[tuple[str, QWidget]]:
    """Name and widget of each screen, as the window is made to show it."""
    window.ask = Answering()
    yield from welcome_screens(window, project)
    window.controllers.projects.open_project(project)
    window.bridge.set_coder(next(c for c in window.bridge.coders if c.name.startswith("Noor")))
    add_third_coder(window)
    app.choose_something(window)
    yield "reader", window
    yield from tour_screens(window, project.parent)
    app.choose_something(window)
    yield from reader_screens(window)
    app.choose_something(window)
    window.controllers.agreement.show_page()
    window.controllers.agreement.page.view.setCurrentIndex(
        window.controllers.agreement.page.model.index(0, 3)
    )
    yield "agreement", window
    yield from agreement_tabs(window)
    yield from question_screens(window)
    window.services.navigator.show_reader()
    window.controllers.help.show_keys()
    yield "keys", window.findChildren(HelpSheet)[-1]
    window.findChildren(HelpSheet)[-1].close()
    yield from manual_screens(window)
    yield from memo_screens(window)
    yield from preference_screens(window)
    yield from high_contrast_screens(window)
    yield from picture_screens(window)
    yield from adjudication_screens(window)
    yield from coding_screens(window)
    yield from codebook_screens(window)
    yield from form_screens(window)
    yield from code_screens(window)
    yield from history_screens(window, project)
    yield from team_screens(window, project.parent)
    yield from transfer_screens(window, project.parent)
    yield from export_screens(window)
    yield from safekeeping_screens(window, project.parent)
    window.messages.refuse("x.bin is no text: it holds a picture. Add a file with text.")
    yield "refusal", window
    add_right_to_left(window)
    yield "right-to-left", window
    yield from structure_screens(window)
    yield from document_screens(window, project.parent)
    yield from table_screens(window, project.parent)
    yield from transcript_screens(window, project.parent)
    yield from collection_screens(window, project.parent)
    yield from study_screens(window, project.parent)
    yield from agreement_screens(window, project.parent)
    yield from several_screens(window, project.parent)


def adjudication_screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Disagreements to settle, one that is settled, and a coding of its own."""
    window.controllers.adjudication.show_page()
    page = window.controllers.adjudication.page
    page.step(1)
    yield "adjudication", window
    page.reason.setText("the clause begins with the subject")
    window.controllers.adjudication.take_second()
    page.step(-1)
    yield "adjudication-settled", window
    window.controllers.adjudication.settle_own()
    yield "adjudication-own", opened(OwnCodingForm)
    opened(OwnCodingForm).close()
    window.bridge.undo()
    window.services.navigator.show_reader()
    app.choose_something(window)


def coding_screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """A coding with attributes and a relation, cues, and what is left to do."""
    page, bridge = window.page, window.bridge
    own = [e for e in page.codings.entries if e.coder == bridge.coder.guid]  # type: ignore[union-attr]
    related = next((e for e in own if bridge.relations([e.guid])), own[0])
    page.reveal(related.guid)
    come_to_rest(window, 500)
    yield "coding", window
    window.controllers.cues.toggle()
    spin(lambda: bool(window.reader.view.cues.within(0, len(page.text))), 2)
    come_to_rest(window, 300)
    yield "cues", window
    claim = next(c for c in bridge.codebook.codes if c.name.startswith("claim"))
    bridge.do(codes.edit, replace(claim, may_overlap=False))
    window.controllers.coding_issues.show_list()
    listed = opened(CodingIssuesWindow)
    spin(lambda: listed.list.count() > 0, 3)
    yield "to-complete", listed
    listed.list.itemClicked.emit(listed.list.item(0))
    listed.close()
    come_to_rest(window, 500)
    yield "to-complete-marks", window
    bridge.undo()
    window.controllers.cues.toggle()
    app.choose_something(window)


def spin(done: Callable[[], bool], seconds: float) -> None:
    """Let the window work until something is so, or for some seconds."""
    until = time.monotonic() + seconds
    while not done() and time.monotonic() < until:
        QTest.qWait(1)


def codebook_screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The forms and windows of the codebook."""
    tree = window.panels.codebook.tree
    first = tree.topLevelItem(0)
    assert first is not None
    tree.setCurrentItem(first)
    window.controllers.codes.edit_code()
    form = opened(CodeDialog)
    yield "code", form
    form.tabs.setCurrentIndex(3)
    yield "code-attributes", form
    form.close()
    window.controllers.codes.merge_codes()
    merge = opened(MergeDialog)
    merge.picker.list.setCurrentRow(0)
    yield "code-merge", merge
    merge.close()
    window.controllers.codebook.show_relations()
    yield "code-relations", opened(RelationTypesDialog)
    opened(RelationTypesDialog).close()
    window.controllers.codebook.show_source()
    source = opened(SourceWindow)
    text = source.editor.toPlainText()
    source.editor.setPlainText(text.replace("key: '2'", "key: two"))
    source.check()
    source.editor.go_to(min(source.editor.marked))
    spin(lambda: source.highlighter.is_done, 3)
    yield "code-source", source
    source.show_text(text)
    source.close()
    window.controllers.codebook.show_versions()
    yield "code-versions", opened(VersionsWindow)
    opened(VersionsWindow).close()


def changed_elsewhere(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """A project that comes back changed, and a text whose encoding is a guess."""
    project = window.bridge.project
    assert project is not None
    out = folder / "Out.qdpx"
    finish(transfer.export_file(everything(project), out, overwrite=True))
    begin = f'<Code guid="{window.bridge.codebook.codes[0].guid}" name="'
    changed = replaced(begin, f"{begin}another name of ")
    back = edited(out, folder / "Back.qdpx", changed)
    ask, window.controllers.transfer.ask = window.controllers.transfer.ask, Answering()
    window.controllers.transfer.take_in([back])
    window.controllers.transfer.ask = ask
    wait(window)
    yield "refi-differences", opened(ReportWindow)
    opened(ReportWindow).close()
    odd = folder / "Radio.txt"
    odd.write_bytes("“It isn’t” – so. Café.\n".encode() + b"It isn\x92t, he said.\n")
    window.controllers.adding.add([odd])
    wait(window)
    wait(window)
    yield "encodings", opened(EncodingDialog)
    opened(EncodingDialog).close()
    window.bridge.undo()


def transfer_screens(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """What goes out as REFI-QDA, and the report on what came in."""
    window.controllers.transfer.export_project()
    wait(window)
    yield "refi-export", opened(ExportDialog)
    opened(ExportDialog).close()
    made = foreign.project(
        foreign.source(
            "".join(foreign.selection(*foreign.at(words), name=words) for words in ("two", "Six"))
            + foreign.selection(5, 5)
            + foreign.selection(*foreign.at("five"), name="A label")
        )
        + f'<PictureSource guid="{foreign.guid("picture")}" name="Harbour.jpg"/>',
        users="",
        origin="NVivo 14.23.2",
        rest=f'<Graphs><Graph guid="{foreign.guid("map")}" name="Concept map"/></Graphs>',
    )
    with zipfile.ZipFile(folder / "Interviews 2026.qdpx", "w") as packed:
        packed.writestr("project.qde", made)
        packed.writestr(f"sources/{foreign.FILE}.txt", foreign.TEXT)
    ask, window.controllers.transfer.ask = window.controllers.transfer.ask, Answering()
    window.controllers.transfer.take_in([folder / "Interviews 2026.qdpx"])
    window.controllers.transfer.ask = ask
    wait(window)
    yield "refi-report", opened(ReportWindow)
    opened(ReportWindow).close()
    window.bridge.undo()
    window.controllers.transfer.take_in([databases.qualcoder(folder)])
    wait(window)
    yield "import-preview", opened(ImportPreview)
    opened(ImportPreview).close()
    yield from changed_elsewhere(window, folder)
    (document,) = window.bridge.documents
    said = {"genre": "news report", "source": "Harbour Daily, 14 March 2026", "words": "412"}
    values = {(document.guid, name): value for name, value in said.items()}
    window.bridge.do(document_attributes.set_values, values)
    window.controllers.documents.edit_attributes()
    yield "document-attributes", opened(AttributesDialog)
    opened(AttributesDialog).close()


class Answering(Ask):
    """Answers at once: the usual way, and yes."""

    def confirm(self, _parent: QWidget, _title: str, _question: str, _verb: str) -> bool:
        return True

    def decide(
        self, _parent: QWidget, _title: str, _question: str, verbs: Sequence[str], _cancel: str = ""
    ) -> str | None:
        return verbs[0]


def history_screens(window: MainWindow, project: Path) -> Iterator[tuple[str, QWidget]]:
    """The history, what restoring does in it, and what a new version of a text left to settle."""
    by = window.bridge.coder
    assert by is not None and window.page.document is not None
    selected = next(e for e in window.page.codings.entries if e.coder == by.guid)
    coding = selected.guid
    window.bridge.do(codings.reshape, coding, [Span(selected.start, selected.end + 24)])
    window.bridge.do(memos.write, coding, "The sentence goes on: is the claim only the first half?")
    window.controllers.history.show_history()
    history = opened(HistoryWindow)
    labels = [history.model.index(row, 2).data() for row in range(40)]
    merged = tr("Merge {names}").partition("{")[0]
    merge = next(row for row, label in enumerate(labels) if label.startswith(merged))
    history.table.setCurrentIndex(history.model.index(merge, 0))
    history.changes.setCurrentRow(8)
    yield "history-merge", history
    history.table.setCurrentIndex(history.model.index(1, 0))
    yield "history", history
    history.show_coding(coding)
    history.table.setCurrentIndex(history.model.index(1, 0))
    history.before.click()
    yield "history-restored", history
    history.close()
    corrected = project.with_name("corrected.txt")
    text = window.page.text
    words = [text[e.start : e.end] for e in window.page.codings.entries]
    text = text.replace(words[1], words[1].replace("Quarrel", "Dispute")).replace(words[5], "")
    corrected.write_text("Corrected transcript\n\n" + text, encoding="utf-8")
    window.controllers.history.replace(window.page.document, corrected)
    while window.tasks.busy or not any(isinstance(w, SettleWindow) for w in shown()):
        QTest.qWait(1)
    yield "settle", opened(SettleWindow)
    yield "settle-reader", window
    opened(SettleWindow).close()
    window.controllers.undo.undo()


def add_right_to_left(window: MainWindow) -> None:
    text = TextFile("محادثات.txt", RIGHT_TO_LEFT, RIGHT_TO_LEFT.encode(), "utf-8")

    window.bridge.do(documents.add, [text])
    window.controllers.document_selection.next_document()
    code = window.bridge.codebook.codes[1].guid
    start = RIGHT_TO_LEFT.index("لن تفشل")
    window.bridge.do(codings.add, open_document(window), code, [Span(start, start + 7)])
    window.bridge.do(
        codings.add,
        open_document(window),
        window.bridge.codebook.codes[2].guid,
        [Span(0, start + 7)],
    )


def noor() -> dict[str, str]:
    """Who codes on this computer: the sample knows her, so that nobody asks."""
    return {one.name: one.guid for one in sample.sample_coders() if one.name == "Noor"}


class PassingSettings(Settings):
    """Preferences that are written nowhere."""

    def save(self) -> None:
        """Keep nothing."""


def main(folder: Path, only: str = "") -> None:
    """Draw every screen in both themes, at 100 % and 200 %."""
    folder.mkdir(parents=True, exist_ok=True)
    application = app.make_application()
    for theme in ("light", "dark"):
        for zoom in (100, 200):
            with tempfile.TemporaryDirectory() as scratch:
                project = Path(scratch) / "sample.annot"
                sample.build_merged(project).close()
                settings = PassingSettings(coder="Noor", coders=noor(), theme=theme, zoom=zoom)
                window = app.make_window(application, settings)
                window.resize(QSize(1360, 860))
                window.show()
                draw(window, project, application, folder, f"{theme}-{zoom}", only)
                window.close()
                window.deleteLater()
                application.processEvents()


def draw(
    window: MainWindow,
    project: Path,
    application: QApplication,
    folder: Path,
    suffix: str,
    only: str,
) -> None:
    settle: Callable[[], None] = application.processEvents
    drawn = chain(screens(window, project), other_program_screens(window, project.parent))
    for name, widget in drawn:
        for _ in range(5):
            settle()
        if only in name:
            QTest.qWait(_REST_MS)  # lists and cards follow what is shown
            widget.grab().save(str(folder / f"{name}-{suffix}.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
