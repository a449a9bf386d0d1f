"""The window: puts the panels together and keeps them in step with the project."""

from __future__ import annotations

import logging
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.span import Span
from annotator.errors import BusyFileError, UserError
from annotator.operations import projects
from annotator.settings import Settings
from annotator.storage.project_file import SUFFIX, ProjectFile
from annotator.ui.action_set import ActionSet
from annotator.ui.actions import PASSAGE_VERBS, PROJECT
from annotator.ui.adding.controller import AddingController
from annotator.ui.ask import Ask
from annotator.ui.codebook.panel import CodebookPanel
from annotator.ui.codings.panel import CodingsPanel
from annotator.ui.codings.table_panel import CodingTablePanel
from annotator.ui.context_menu import ContextMenu
from annotator.ui.differences import Differences
from annotator.ui.document_layouts import DocumentLayouts
from annotator.ui.document_page import DocumentPage
from annotator.ui.documents.empty_project import EmptyProject
from annotator.ui.documents.originals import OriginalsController
from annotator.ui.documents.panel import DocumentsPanel
from annotator.ui.focus import finish_editing, focus_in_page
from annotator.ui.header import Header
from annotator.ui.inspector.panel import InspectorPanel
from annotator.ui.inspector.value_strip import ValueStrip
from annotator.ui.jobs import JobRunner
from annotator.ui.key_repeats import KeyRepeats
from annotator.ui.memo_marks import MemoMarks
from annotator.ui.modes import ModeChips
from annotator.ui.notice import Notice
from annotator.ui.outline.panel import OutlinePanel
from annotator.ui.page import Page, Themed
from annotator.ui.palette import Palette
from annotator.ui.place_label import PlaceLabel
from annotator.ui.plain_text import literal, name_action, title
from annotator.ui.printed.beside import TextAndPages
from annotator.ui.printed.controller import PrintedPagesController
from annotator.ui.printed.panel import PrintedPanel
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.read_only import WRITES, ReadOnlyBand, why_not
from annotator.ui.reader.reader import Reader
from annotator.ui.recent_menu import RecentMenu
from annotator.ui.records.controller import TableController
from annotator.ui.relation_arrows import RelationArrows
from annotator.ui.room import Scrolled, open_at
from annotator.ui.search.panel import SearchPanel
from annotator.ui.theme import Theme, ThemeKeeper, apply_theme
from annotator.ui.unsaved_notice import UnsavedNotice
from annotator.ui.verbs.codebook import CodebookVerbs
from annotator.ui.verbs.codes import CodeVerbs
from annotator.ui.verbs.coding import CodingVerbs
from annotator.ui.verbs.completing import CompletingVerbs
from annotator.ui.verbs.cues import CueVerbs
from annotator.ui.verbs.documents import DocumentVerbs
from annotator.ui.verbs.encodings import EncodingVerbs
from annotator.ui.verbs.files import FileVerbs
from annotator.ui.verbs.finding import FindingVerbs
from annotator.ui.verbs.going import GoingVerbs
from annotator.ui.verbs.history import HistoryVerbs
from annotator.ui.verbs.looking import LookingVerbs
from annotator.ui.verbs.merging import MergingVerbs
from annotator.ui.verbs.passages import PassageVerbs
from annotator.ui.verbs.printing import PrintingVerbs
from annotator.ui.verbs.reading import ReadingVerbs
from annotator.ui.verbs.relating import RelatingVerbs
from annotator.ui.verbs.settling import SettlingVerbs
from annotator.ui.verbs.team import TeamVerbs
from annotator.ui.verbs.transfer import TransferVerbs, is_foreign
from annotator.ui.verbs.view import ViewVerbs
from annotator.ui.welcome import WelcomePage

if TYPE_CHECKING:
    from annotator.ui.agreement.page import AgreementPage

_log = logging.getLogger(__name__)


class MainWindow(QMainWindow):
    """One project at a time. `files`, `coding`, `codes` and `view` are its verbs."""

    def __init__(self, settings: Settings, themes: ThemeKeeper, ask: Ask | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.themes = themes
        self.ask = ask or Ask(settings.folders)
        self.bridge = ProjectBridge(self)
        self.jobs = JobRunner(self)
        self.reader = Reader(self.theme)
        self.page = DocumentPage(self.bridge, self.reader)
        self.layouts = DocumentLayouts(settings, self.page)
        self.memo_marks = MemoMarks(self.bridge, self.page)
        self.arrows = RelationArrows(self.bridge, self.page)
        self.modes = ModeChips(self.theme)
        self.files, self.coding = FileVerbs(self), CodingVerbs(self)
        self.passages, self.going = PassageVerbs(self), GoingVerbs(self)
        self.relating, self.finding = RelatingVerbs(self), FindingVerbs(self)
        self.codes, self.view = CodeVerbs(self), ViewVerbs(self)
        self.book = CodebookVerbs(self)
        self.looking, self.printing = LookingVerbs(self), PrintingVerbs(self)
        self.transfer, self.texts = TransferVerbs(self), DocumentVerbs(self)
        self.cues, self.completing = CueVerbs(self), CompletingVerbs(self)
        self.settling, self.past = SettlingVerbs(self), HistoryVerbs(self)
        self.merging, self.team = MergingVerbs(self), TeamVerbs(self)
        self.encodings, self.reading = EncodingVerbs(self), ReadingVerbs(self)
        self.adding, self.originals = AddingController(self), OriginalsController(self)
        self.tables = TableController(self)
        self.actions_ = ActionSet(self, self.reader)
        self.actions_.set_keys(settings.keys)
        self.recent_menu = RecentMenu(settings, self.files.open_project, self)
        self.actions_.menus[PROJECT].insertMenu(self.actions_["sample"], self.recent_menu)
        self.actions_["ask_values"].setCheckable(True)
        self.actions_["ask_values"].setChecked(settings.ask_values)
        self._later_pages: dict[QWidget, str] = {}
        self._opened_project: ProjectFile | None = None
        self._gone: str | None = None
        """The document (GUID) that was open when it was deleted."""
        self._repeats = KeyRepeats()
        self.key_is_held = False
        """While a key that is held down asks for its command once more."""
        self._width_shared = False
        self.asks_before_closing = True
        """Off where nobody is there to answer: the system ends the program."""
        self._make_panels()
        self._lay_out()
        self._connect()
        self.reading.start()
        self.setAcceptDrops(True)
        open_at(self, 1280, 800)
        self._restore_layout()
        self._project_opened()

    @property
    def theme(self) -> Theme:
        return self.themes.theme

    # --- parts

    def _make_panels(self) -> None:
        theme, actions = self.theme, self.actions_
        self.documents = DocumentsPanel(self.bridge, theme)
        self.documents.add_button(actions["add"], "+")
        self.documents.set_verbs(actions.by_name)
        self.outline = OutlinePanel(self.page, theme)
        self.place_label = PlaceLabel(self.page, theme)
        self.codebook = CodebookPanel(self.bridge, theme)
        self.codebook.add_button(actions["add_code"], "+")
        self.codebook.set_verbs(actions.by_name)
        self.inspector = InspectorPanel(self.bridge, self.page, theme, self.jobs.quietly)
        self.inspector.set_verbs([actions[name] for name in PASSAGE_VERBS])
        self.value_strip = ValueStrip(self.bridge, self.page, theme)
        self.codings_panel = CodingsPanel(self.bridge, self.page, theme)
        self.differences = Differences(self.bridge, self.page, self.jobs.quietly)
        self.search = SearchPanel(self.bridge, self.page, self.jobs, theme)
        self.table = CodingTablePanel(self.bridge, self.page, self.jobs, theme)
        self.search.add_below(self.table)
        self.printed_panel = PrintedPanel(theme, self.jobs.quietly)
        self.printed_panel.hide()
        self.printed = PrintedPagesController(
            self.page,
            self.printed_panel,
            self.bridge.has_pages,
            self.bridge.open_pages,
            self.jobs.quietly,
        )
        self.welcome = WelcomePage(actions["new"], actions["open"], actions["sample"], theme)
        self.header = Header(theme)
        self.undo_button = self.header.add_button(actions["undo"], "", icon="undo")
        self.redo_button = self.header.add_button(actions["redo"], "", icon="redo")
        self.header.add_gap()
        self.coder_button = self.header.add_button(actions["switch_coder"], " ", icon="coder")
        self.coder_button.setProperty("role", "coder")
        self.header.add_gap()
        self.page_buttons = {
            name: self.header.add_button(actions[name], words, icon=name, checkable=True)
            for name, words in (
                ("reader", self.tr("Reader")),
                ("agreement", self.tr("Agreement")),
                ("adjudication", self.tr("Adjudication")),
                ("team", self.tr("Team")),
            )
        }
        self.empty = EmptyProject(
            self.reader,
            [
                (actions["add"], self.tr("Add documents…")),
                (actions["import"], self.tr("Import a project or a codebook…")),
                (actions["load_codebook"], self.tr("Load a codebook…")),
            ],
            theme,
        )
        self.notice, self.read_only = Notice(theme), ReadOnlyBand(theme)
        self.unsaved_notice = UnsavedNotice(self.bridge.unsaved, self.page, self.notice, self.say)
        self.palette_ = Palette(self, theme)
        self._parts: list[Themed] = [
            *(self.documents, self.codebook, self.inspector, self.codings_panel),
            *(self.welcome, self.header, self.read_only, self.notice, self.modes),
            *(self.search, self.table, self.palette_, self.value_strip, self.empty),
            *(self.printed_panel, self.outline, self.place_label),
        ]

    def _lay_out(self) -> None:
        left = _split(Qt.Orientation.Vertical, self.documents, self.codebook, self.outline)
        right = _split(Qt.Orientation.Vertical, self.inspector, self.codings_panel)
        texts = TextAndPages(self.search, self.printed_panel, self.theme)
        self._parts.append(texts)
        self.workplace = _split(Qt.Orientation.Horizontal, left, texts, right)
        self.workplace.setStretchFactor(1, 1)
        left.setSizes([230, 270, 200])
        right.setSizes([430, 300])
        self._splitters = (self.workplace, left, right, texts)
        self.pages = QStackedWidget()
        for page in (self.welcome, self.workplace):
            self.pages.addWidget(page)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.read_only, self.notice):
            column.addWidget(part)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(middle)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addPermanentWidget(self.place_label)
        self.statusBar().addPermanentWidget(self.unsaved_notice)
        self.statusBar().addPermanentWidget(self.modes)

    def _share_width(self) -> None:
        """Panels as wide as the size of the letters asks for; the text keeps at least half."""
        width = self.width()
        left = min(max(self.theme.px(250), width // 6), width // 5)
        right = min(max(self.theme.px(275), width // 6), width * 3 // 10)
        self.workplace.setSizes([left, self.width() - left - right, right])

    def _connect(self) -> None:
        self.bridge.opened.connect(self._project_opened)
        self.bridge.changed.connect(self._changed)
        self.bridge.countsChanged.connect(self._counted)
        self.bridge.coderChanged.connect(self._coder_changed)
        self.bridge.refused.connect(self.refuse)
        self.bridge.remarked.connect(self.say)
        self.bridge.aboutToLeave.connect(self.finish_editing)
        self.bridge.aboutToLeave.connect(self._keep_place)
        self.jobs.refused.connect(self.refuse)
        self.jobs.warned.connect(self.refuse)
        self.themes.changed.connect(self._restyle)
        self.documents.requestOpenDocument.connect(self._show_document)
        self.documents.requestReader.connect(self.reader.view.setFocus)
        self.documents.view.requestMove.connect(self.texts.move)
        self.documents.view.requestRename.connect(self.texts.rename)
        self.codebook.requestCode.connect(self._code_from_tree)
        self.codebook.codeChosen.connect(self.looking.point_at)
        self.codebook.currentCodeChanged.connect(self.enable)
        self.codebook.tree.requestMove.connect(self.codes.move)
        self.codebook.tree.requestRename.connect(self.codes.rename)
        self.codings_panel.requestReveal.connect(self.page.reveal)
        self.inspector.requestDelete.connect(self.coding.delete)
        self.inspector.requestReveal.connect(self.page.reveal)
        self.search.requestPlace.connect(self.show_place)
        self.table.requestPassage.connect(self._show_from_table)
        self.table.closed.connect(self.reader.view.setFocus)
        self.table.requestExport.connect(self.transfer.export_table)
        self.table.said.connect(self.say)
        self.search.said.connect(self.say)
        self.value_strip.wordsTyped.connect(self._explain_words)
        self.reader.view.unusedKey.connect(self._explain_key)
        self.page.selectedCodingChanged.connect(self.enable)
        self.page.documentChanged.connect(self.enable)
        self.reader.view.contextMenuRequested.connect(self._text_menu)
        self.reader.codingMenuRequested.connect(self._margin_menu)
        self.welcome.requestOpen.connect(self.files.open_project)

    # --- the project

    def _project_opened(self) -> None:
        project = self.bridge.project
        if project is not None and project is not self._opened_project:
            self.view.become_who_codes_here()
            self._gone = None
        self._opened_project = project
        self._set_title()
        self.header.setVisible(project is not None)
        self.statusBar().setVisible(project is not None)
        self.documents.model.refresh(same_rows=False)
        self.codebook.refresh()
        self._set_code_keys()
        self.notice.hide()
        self.read_only.follow(project)
        self.page.show(None)
        self.header.title.set_name("")
        self.ask.start = project.path.parent if project is not None else None
        if project is None:
            self.welcome.show_recent(self.settings.recent)
            self.show_page(self.welcome)
        else:
            if not project.read_only:
                self.jobs.quietly(lambda: projects.back_up(project))
                self.settings.opened(project.path)
                self.save_settings()
            self.show_page(self.workplace)
            self._show_last_document(project.path)
        self.empty.show_if(project is not None and not self.bridge.documents)
        self._coder_changed()
        if self.bridge.unsaved.forms:
            self.files.offer_typed()

    def _show_last_document(self, project: Path) -> None:
        """The document that was read last, where it was left; else the first."""
        guids = [document.guid for document in self.bridge.documents]
        last = self.settings.last_documents.get(str(project.absolute()))
        if guids:
            self.documents.select(guids.index(last) if last in guids else 0)

    def _changed(self, changes: Changes) -> None:
        self.notice.hide()
        self.unsay()
        if changes.touched(kinds.DOCUMENT):
            self._documents_changed()
        elif changes.touched(kinds.STATUS) or changes.touched(kinds.DOCUMENT_ATTRIBUTE):
            self.documents.model.refresh(same_rows=True)
        if changes.touched(kinds.CODE):
            self.codebook.refresh()
            self._set_code_keys()
        if changes.touched(kinds.CODE) or changes.touched(kinds.CODER):
            self.codings_panel.model.refresh()
        if self._later_pages.get(self.shown_page) == "agreement":
            self.agreement.refresh_soon()
        self.enable()

    def _documents_changed(self) -> None:
        """Keep the open document where it is still there, else open the nearest; one that was open
        when it went, and is back, is opened again."""
        self.empty.show_if(not self.bridge.documents)
        row = self.documents.view.current_number()
        guids = [document.guid for document in self.bridge.documents]
        self.documents.model.refresh(same_rows=False)
        open_ = self.page.document
        if self._gone in guids:
            open_, self._gone = self._gone, None
        elif open_ is not None and open_ not in guids:
            self._gone = open_
        if open_ in guids:
            self.documents.select(guids.index(open_))
        elif guids:
            self.documents.select(min(max(row, 0), len(guids) - 1))
        else:
            self.page.show(None)
        self._name_document()

    def _name_document(self) -> None:
        """Say above the text which document it is."""
        open_ = self.page.document
        self.header.title.set_name(
            next((one.name for one in self.bridge.documents if one.guid == open_), "")
        )

    def _counted(self) -> None:
        self.documents.model.refresh(same_rows=True)
        self.codebook.refresh_counts()

    def _set_code_keys(self) -> None:
        codes = [code for _depth, code in self.bridge.codebook.walk() if code.codable]
        self.actions_.set_code_keys(codes, self.coding.code_with)

    def _coder_changed(self) -> None:
        coder = self.bridge.coder
        self.coder_button.setText(literal(coder.name) if coder else self.tr("Who codes?"))
        self._set_title()
        self.documents.model.refresh(same_rows=True)
        self.enable()

    def _set_title(self) -> None:
        """Project, file and coder: copies of one project are told apart."""
        project, coder = self.bridge.project, self.bridge.coder
        if project is None:
            self.setWindowTitle("Annotator")
            return
        parts = [self.bridge.name, project.path.name, coder.name if coder else "", "Annotator"]
        if project.path.stem == self.bridge.name:
            del parts[0]
        self.setWindowTitle(title(" – ".join(part for part in parts if part)))

    def ensure_coder(self) -> None:
        """Know who codes: asked once, and kept."""
        if not self.settings.coder:
            question = self.tr("Your name, as your team should see it on your codings:")
            answer = self.ask.text(self, self.tr("Who codes?"), question, Path.home().name)
            name = " ".join((answer or "").split()) or Path.home().name
            self.settings.coder = name
            self.settings.coder_guid(name)
            self.save_settings()
        if self.bridge.project is None:
            self.view.become(self.settings.coder)

    # --- documents

    def _show_document(self, guid: str) -> None:
        if guid == self.page.document:
            return
        self.layouts.keep()
        self.page.show(guid)
        self.layouts.restore()
        self._name_document()
        if not self.documents.view.hasFocus():  # whoever goes through the list by keys stays in it
            self.reader.view.setFocus()

    def _code_from_tree(self, code: str) -> None:
        """Code with it, and give the keys back to the text, where the next passage is selected."""
        self.coding.code_with(code)
        self.reader.view.setFocus()

    def show_place(self, guid: str, span: Span) -> None:
        """Open a document at a passage, and select it."""
        focus = QApplication.focusWidget()
        if guid != self.page.document:
            guids = [document.guid for document in self.bridge.documents]
            self.documents.select(guids.index(guid))
        self.reader.view.select(span)
        self.reader.view.reveal(span)
        if self.page.selected is not None and not self.page.is_here(self.page.selected):
            self.page.select_coding(None)  # that of another place
        if focus is not None:
            focus.setFocus()

    def show_passage(self, document: str, coding: str) -> None:
        """Show a coding of any document in the reader."""
        guids = [one.guid for one in self.bridge.documents]
        if document in guids:
            self.documents.select(guids.index(document))
            self.show_page(self.workplace)
            self.page.reveal(coding)
            self.reader.view.setFocus()

    def _show_from_table(self, document: str, coding: str, read: bool) -> None:
        """The keys stay in the table unless one wants to read."""
        focus = QApplication.focusWidget()
        self.show_passage(document, coding)
        if focus is not None and not read:
            focus.setFocus()

    def step_document(self, by: int) -> None:
        """Open the next (1) or previous (-1) document."""
        row = self.documents.next_row(by)
        if row is not None:
            self.documents.select(row)

    # --- what is shown

    def show_page(self, page: QWidget) -> None:
        inside = [p for p in self.findChildren(Scrolled) if p.content is page]
        self.pages.setCurrentWidget(inside[0] if inside else page)
        names = {self.workplace: "reader"} | self._later_pages
        for name, button in self.page_buttons.items():
            button.setChecked(names.get(page) == name)
        if page is not self.workplace:
            self.statusBar().clearMessage()  # keys that it may tell are those of the text
        self.enable()

    def focus_page(self, wanted: QWidget) -> None:
        """Give the keys to a part of the page that is shown."""
        focus_in_page(self.shown_page, wanted)

    @cached_property
    def agreement(self) -> AgreementPage:
        """The page of figures, made when it is first asked for: no start waits for statistics."""
        from annotator.ui.agreement.page import AgreementPage  # noqa: PLC0415

        page = AgreementPage(self.bridge, self.theme, self.ask, self.jobs.quietly)
        page.requestPassage.connect(self.show_passage)
        page.refused.connect(self.refuse)
        page.requestSettling.connect(self.settling.show_disagreement)
        page.requestDocument.connect(self.team.open_document)
        page.requestTeam.connect(self.team.show_page)
        self.add_page(page, "agreement")
        return page

    @property
    def shown_page(self) -> QWidget:
        """The page that fills the window."""
        shown = self.pages.currentWidget()
        return shown.content if isinstance(shown, Scrolled) else shown

    def add_page(self, page: Page, name: str) -> None:
        """Take in a page that was made when it was first asked for; `name` is its action's."""
        self._later_pages[page] = name
        self.pages.addWidget(Scrolled(page))
        self._parts.append(page)

    def say(self, sentence: str) -> None:
        """Tell in passing what was done."""
        self.statusBar().showMessage(sentence, 8000)

    def unsay(self) -> None:
        """What was said in passing may not hold any more."""
        self.statusBar().clearMessage()

    def _explain_key(self, key: str) -> None:
        """Say why the command of a key can't act now, where it is pressed in the text."""
        spec = self.actions_.unavailable(key)
        if spec is not None:
            closed = self.bridge.read_only and spec.name in WRITES
            self.say(why_not() if closed else self.bridge.why_not(spec.needs))

    def refuse(self, sentence: str) -> None:
        """Tell why something can't be done."""
        self.notice.refuse(sentence)

    def enable(self) -> None:
        bridge = self.bridge
        there = {
            "project": bridge.project is not None,
            "document": self.page.document is not None,
            "coding": self.page.selected is not None,
            "code": bridge.project is not None and self.codebook.current_code() is not None,
            "undo": bridge.undo_label is not None,
            "redo": bridge.redo_label is not None,
            "case": self.settling.is_current,
        }
        closed = WRITES if bridge.read_only else frozenset()
        self.actions_.enable({name for name, is_there in there.items() if is_there}, closed)
        for action, verb, label in (
            (self.actions_["undo"], self.tr("&Undo"), bridge.undo_label),
            (self.actions_["redo"], self.tr("&Redo"), bridge.redo_label),
        ):
            words = f"{verb}: {literal(label)}" if label else verb
            name_action(action, words)

    def _text_menu(self, point: QPoint, position: int) -> None:
        here = self.reader.view.codings_at(position)
        if here and (self.page.selected is None or self.page.selected.guid not in here):
            self.page.select_coding(here[0])
        ContextMenu(self).open_at(point)

    def _margin_menu(self, point: QPoint, guid: str) -> None:
        self.page.select_coding(guid)
        ContextMenu(self).open_at(point)

    def _restyle(self, theme: Theme) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply_theme(application, theme)
        if theme.zoom != self.reader.view.theme.zoom:
            self._share_width()
        self.reader.set_theme(theme)
        for part in self._parts:
            part.restyle(theme)

    # --- events

    def event(self, event: QEvent) -> bool:
        """Keys that nothing took on their way up: note which of them are held down."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyRelease:
                self._repeats.note_release(event)
            elif event.type() == QEvent.Type.ShortcutOverride:
                self.key_is_held = self._repeats.is_repeat(event)
                if self.key_is_held:  # the command of the key is asked for before this
                    QTimer.singleShot(0, self, self._forget_held_key)
        return super().event(event)

    def _forget_held_key(self) -> None:
        self.key_is_held = False

    def showEvent(self, event: QShowEvent) -> None:
        """The width is known when the window is first shown; what the user chose is kept."""
        super().showEvent(event)
        if not self._width_shared and not self.settings.layout:
            self._share_width()
        self._width_shared = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a button that has the focus, as Qt does in dialogs alone; Esc leads back
        to the text from what stands around it."""
        focus, key = QApplication.focusWidget(), event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QAbstractButton):
            if not self._repeats.is_repeat(event):
                focus.click()
        elif key == Qt.Key.Key_Escape and self.shown_page is self.workplace:
            self.reader.view.setFocus()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            try:
                self.bridge.reload_if_changed()
            except BusyFileError as error:
                self.bridge.locked.wait(str(error))
            except UserError as error:
                self.refuse(str(error))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        dropped = [path for path in files if path.suffix == SUFFIX]
        foreign = [path for path in files if is_foreign(path)]
        if files and self.bridge.read_only:
            self.refuse(why_not())
        elif dropped and self.bridge.project is not None:
            self.merging.take_dropped(dropped)
        elif dropped:
            self.files.open_project(dropped[0])
        elif foreign:
            self.transfer.take_in(foreign)
        elif files and self.bridge.project is not None:
            self.adding.add(files)
        elif files:
            self.refuse(
                self.tr("Documents are added to a project: open or make one, then drop them.")
            )

    def _explain_words(self) -> None:
        self.say(
            self.tr(
                "This was typed like words, so no value was set. V sets values, M writes a memo."
            )
        )

    def finish_editing(self) -> None:
        """Write what is being typed in place, wherever the focus is: memos, values, names."""
        self.value_strip.finish()
        finish_editing(self, self.reader.view)

    def _keep_place(self) -> None:
        """Remember which document is read, and where in it."""
        self.layouts.keep()
        if self.bridge.project is not None and self.page.document is not None:
            self.settings.keep_document(self.bridge.project.path, self.page.document)

    def may_leave(self) -> bool:
        """Whether the project can be left: all is on the disk, or the user knows what is not."""
        self.finish_editing()
        return self.unsaved_notice.may_leave(self, self.ask)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.asks_before_closing and not self.may_leave():
            event.ignore()
            return
        self.jobs.wait()
        self.remember()
        self.bridge.close()
        self.originals.clean_up()
        super().closeEvent(event)

    # --- what is remembered

    def remember(self) -> None:
        """Keep where the reader stands and how the window looks."""
        self._keep_place()
        self.settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        states = [bytes(s.saveState().toBase64().data()).decode() for s in self._splitters]
        self.settings.layout = " ".join(states)
        self.save_settings()

    def save_settings(self) -> None:
        """Write the preferences; where the disk refuses, the work goes on and the log says so."""
        try:
            self.settings.save()
        except OSError as error:
            _log.warning("the settings can't be saved: %s", error)

    def _restore_layout(self) -> None:
        if self.settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self.settings.geometry.encode()))
        for splitter, state in zip(self._splitters, self.settings.layout.split(), strict=False):
            splitter.restoreState(QByteArray.fromBase64(state.encode()))


def _split(orientation: Qt.Orientation, *widgets: QWidget) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)
    for widget in widgets:
        splitter.addWidget(widget)
    return splitter
