"""The window: puts panels, pages and controllers together, and follows the project."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QEvent, QPoint, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QMainWindow,
    QStatusBar,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.errors import BusyFileError, UserError
from annotator.operations import projects
from annotator.operations.projects import ProjectFile
from annotator.settings import Settings
from annotator.ui.actions.action_set import ActionSet
from annotator.ui.actions.conditions import conditions
from annotator.ui.actions.context_menu import ContextMenu
from annotator.ui.actions.key_repeats import KeyRepeats
from annotator.ui.actions.palette import Palette
from annotator.ui.actions.read_only import ReadOnlyBand
from annotator.ui.actions.spec import PROJECT
from annotator.ui.ask import Ask
from annotator.ui.coding.passage_controller import PASSAGE_ACTIONS
from annotator.ui.controllers.messages import Messages
from annotator.ui.controllers.navigator import Navigator
from annotator.ui.controllers.pages import READER, WELCOME, Pages
from annotator.ui.controllers.services import Services
from annotator.ui.documents.empty_project import EmptyProject
from annotator.ui.open_document.importance_marks import ImportanceMarks
from annotator.ui.open_document.memo_marks import MemoMarks
from annotator.ui.open_document.page import DocumentPage
from annotator.ui.open_document.place_label import PlaceLabel
from annotator.ui.open_document.relation_arrows import RelationArrows
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.projects.recent_menu import RecentMenu
from annotator.ui.projects.welcome import WelcomePage
from annotator.ui.reader.reader import Reader
from annotator.ui.recovery.unsaved_notice import UnsavedNotice
from annotator.ui.tasks.service import TaskService
from annotator.ui.theme import Theme, ThemeKeeper, apply_theme
from annotator.ui.widgets.focus import finish_editing
from annotator.ui.widgets.notice import Notice
from annotator.ui.widgets.page import Themed
from annotator.ui.widgets.plain_text import title
from annotator.ui.widgets.screen_fit import open_at
from annotator.ui.window.controllers import Controllers
from annotator.ui.window.drops import DropController
from annotator.ui.window.empty_hints import add_hints
from annotator.ui.window.fixed_panels import FixedPanels
from annotator.ui.window.modes import ModeChips
from annotator.ui.window.optional_panels import PANELS, OptionalPanels, PanelSpec
from annotator.ui.window.whats_this import explain_header, explain_page, explain_panels
from annotator.ui.window.window_header import WindowHeader
from annotator.ui.window.workplace import Workplace

_SAID_OF_DOCUMENTS = (kinds.STATUS, kinds.DOCUMENT_ATTRIBUTE, kinds.ATTRIBUTE_TYPE)
"""What the list of documents shows of them."""


class MainWindow(QMainWindow):
    """One project at a time. What its actions do is in `controllers`."""

    def __init__(
        self,
        settings: Settings,
        themes: ThemeKeeper,
        ask: Ask | None = None,
        optional_panels: Sequence[PanelSpec] = PANELS,
    ) -> None:
        super().__init__()
        self._repeats = KeyRepeats(self)
        self.settings, self.themes = settings, themes
        self.ask = ask or Ask(settings.folders)
        self._opened_project: ProjectFile | None = None
        self._width_shared = False
        self.asks_before_closing = True
        """Off where nobody is there to answer: the system ends the program."""
        self.services = self._make_services()
        self.panels = FixedPanels(self.services)
        self.workplace = Workplace(self.panels, self.theme)
        self.palette_ = Palette(self, self.theme)
        self.controllers = Controllers(self.services, self.panels, self.palette_, self)
        self.optional_panels = OptionalPanels(
            self.services, optional_panels, self.workplace.add_panel
        )
        self._drops = DropController(self.services, self.controllers)
        self._install_actions()
        self._make_parts()
        self._lay_out()
        self._connect()
        self.optional_panels.start()
        self.setAcceptDrops(True)
        open_at(self, 1280, 800)
        if settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))
        self.workplace.restore(settings.layout)
        self._project_opened()

    @property
    def theme(self) -> Theme:
        """The theme of now."""
        return self.themes.theme

    # --- parts

    def _make_services(self) -> Services:
        self.bridge = ProjectBridge(self)
        self.tasks = TaskService(self)
        self.reader = Reader(self.theme)
        self.page = DocumentPage(self.bridge, self.reader)
        self.memo_marks = MemoMarks(self.bridge, self.page)
        self.importance_marks = ImportanceMarks(self.bridge, self.page)
        self.arrows = RelationArrows(self.bridge, self.page)
        self.notice = Notice(self.theme)
        self.messages = Messages(self.statusBar(), self.notice)
        self.modes = ModeChips(self.theme)
        self.pages = Pages()
        self.actions_ = ActionSet(self, self.reader, self._repeats)
        return Services(
            window=self,
            settings=self.settings,
            themes=self.themes,
            ask=self.ask,
            bridge=self.bridge,
            tasks=self.tasks,
            page=self.page,
            pages=self.pages,
            navigator=Navigator(self.bridge, self.page, self.pages),
            messages=self.messages,
            actions=self.actions_,
            modes=self.modes,
        )

    def _install_actions(self) -> None:
        actions, controllers, panels = self.actions_, self.controllers, self.panels
        actions.install(
            [*controllers.actions(), *self.optional_panels.actions()],
            conditions(
                self.bridge,
                self.page,
                has_code=lambda: panels.codebook.current_code() is not None,
                has_case=lambda: controllers.adjudication.is_current,
            ),
            is_read_only=lambda: self.bridge.read_only,
        )
        actions.set_keys(self.settings.keys)
        open_project = controllers.projects.open_project
        self.recent_menu = RecentMenu(self.settings, open_project, self)
        actions.menus[PROJECT].insertMenu(actions["sample"], self.recent_menu)
        panels.documents.add_button(actions["add"], "+")
        panels.documents.set_actions(actions.by_name)
        panels.codebook.add_button(actions["add_code"], "+")
        panels.codebook.set_actions(actions.by_name)
        panels.inspector.set_actions([actions[name] for name in PASSAGE_ACTIONS])

    def _make_parts(self) -> None:
        theme, actions = self.theme, self.actions_
        self.place_label = PlaceLabel(self.page, theme)
        self.welcome = WelcomePage(actions, theme)
        self.empty = EmptyProject(
            self.reader,
            self.reader.view,
            [
                (actions["add"], self.tr("Add documents…")),
                (actions["import"], self.tr("Import a project or a codebook…")),
                (actions["load_codebook"], self.tr("Load a codebook…")),
            ],
            theme,
        )
        self.read_only = ReadOnlyBand(theme)
        self.unsaved_notice = UnsavedNotice(
            self.bridge.unsaved, self.page, self.notice, self.messages.say
        )
        for controller in self.controllers.all:
            for spec in controller.page_specs():
                self.pages.declare(spec)
        self.header = WindowHeader(actions, self.pages.specs, theme)
        self._parts: list[Themed] = [
            self.panels,
            self.optional_panels,
            self.workplace,
            self.pages,
            self.welcome,
            self.header,
            self.read_only,
            self.notice,
            self.modes,
            self.palette_,
            self.controllers.coding_table,
            self.empty,
            self.place_label,
        ]

    def _lay_out(self) -> None:
        self.pages.add(WELCOME, self.welcome, scrolled=True)
        self.pages.add(READER, self.workplace)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.read_only, self.notice):
            column.addWidget(part)
        column.addWidget(self.pages, 1)
        self.controllers.tour.take_place(column, self.header)
        explain_panels(self.panels, self.reader)
        explain_header(self.header)
        self.empty_hints = add_hints(self.panels, self.bridge, self.actions_)
        self.setCentralWidget(middle)
        status: QStatusBar = self.statusBar()
        status.setSizeGripEnabled(False)
        for label in (self.place_label, self.unsaved_notice, self.modes):
            status.addPermanentWidget(label)

    def _connect(self) -> None:
        bridge, panels, update = self.bridge, self.panels, self.actions_.update
        bridge.opened.connect(self._project_opened)
        bridge.changed.connect(self._changed)
        bridge.countsChanged.connect(self._counted)
        bridge.coderChanged.connect(self._coder_changed)
        bridge.refused.connect(self.messages.refuse)
        bridge.remarked.connect(self.messages.say)
        bridge.aboutToLeave.connect(self.finish_editing)
        bridge.aboutToLeave.connect(self.controllers.document_selection.keep_place)
        self.tasks.refused.connect(self.messages.refuse)
        self.tasks.warned.connect(self.messages.refuse)
        self.themes.changed.connect(self._restyle)
        self.pages.pageShown.connect(self._page_shown)
        self.controllers.document_selection.nameChanged.connect(self.header.title.set_name)
        panels.codebook.currentCodeChanged.connect(update)
        self.page.selectedCodingChanged.connect(update)
        self.page.documentChanged.connect(update)
        self.reader.view.unusedKey.connect(self._explain_key)
        self.reader.view.contextMenuRequested.connect(self._text_menu)
        self.reader.codingMenuRequested.connect(self._margin_menu)
        self.welcome.requestOpen.connect(self.controllers.projects.open_project)

    # --- the project

    def _project_opened(self) -> None:
        project, controllers = self.bridge.project, self.controllers
        if project is not None and project is not self._opened_project:
            controllers.coders.become_who_codes_here()
            controllers.document_selection.forget_deleted()
        self._opened_project = project
        self._set_title()
        self.header.setVisible(project is not None)
        self.statusBar().setVisible(project is not None)
        self.panels.documents.model.refresh(same_rows=False)
        self._codes_changed()
        self.messages.dismiss()
        self.read_only.follow(project)
        self.page.show(None)
        self.header.title.set_name("")
        self.ask.start = project.path.parent if project is not None else None
        if project is None:
            self.welcome.show_recent(self.settings)
            self.pages.show_page(WELCOME)
        else:
            self._remember_project(project)
            self.pages.show_page(READER)
            controllers.document_selection.show_last(project.path)
        self.empty.show_if(project is not None and not self.bridge.documents)
        self._coder_changed()
        if self.bridge.unsaved.forms:
            controllers.projects.offer_typed()

    def _remember_project(self, project: ProjectFile) -> None:
        if not project.read_only:
            self.tasks.run(lambda: projects.back_up(project))
            self.settings.opened(project.path)
            self.services.save_settings()

    def _changed(self, changes: Changes) -> None:
        self.messages.dismiss()
        self.messages.unsay()
        if changes.touched(kinds.DOCUMENT):
            self.empty.show_if(not self.bridge.documents)
            self.controllers.document_selection.documents_changed()
        elif any(map(changes.touched, _SAID_OF_DOCUMENTS)):
            self.panels.documents.model.refresh(same_rows=True)
        if changes.touched(kinds.CODE):
            self._codes_changed()
        elif changes.touched(kinds.SET_MEMBER) or changes.touched(kinds.NAMED_SET):
            self.panels.codebook.refresh()
        if changes.touched(kinds.CODE) or changes.touched(kinds.CODER):
            self.panels.codings.model.refresh()
        self.actions_.update()

    def _codes_changed(self) -> None:
        self.panels.codebook.refresh()
        self.controllers.coding.set_code_keys()

    def _counted(self) -> None:
        self.panels.documents.model.refresh(same_rows=True)
        self.panels.codebook.refresh_counts()

    def _coder_changed(self) -> None:
        self.header.show_coder(self.bridge.coder)
        self._set_title()
        self.panels.documents.model.refresh(same_rows=True)
        self.actions_.update()

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

    # --- what is shown

    def _page_shown(self, name: str) -> None:
        self.header.show_page(name)
        explain_page(self.pages, name)
        if name != READER:
            self.messages.unsay()  # keys that it may tell are those of the text
        self.actions_.update()

    def _explain_key(self, key: str) -> None:
        """Say why the command of a key can't act now, where it is pressed in the text."""
        reason = self.actions_.why_unavailable(key)
        if reason:
            self.messages.say(reason)

    def context_menu(self) -> ContextMenu:
        """A menu of what can be done with the passage, the coding and the text."""
        recode = self.controllers.coding.recode_with
        return ContextMenu(self, self.actions_, self.bridge, self.page, recode)

    def _text_menu(self, point: QPoint, position: int) -> None:
        here = self.reader.view.codings_at(position)
        if here and (self.page.selected is None or self.page.selected.guid not in here):
            self.page.select_coding(here[0])
        self.context_menu().open_at(point)

    def _margin_menu(self, point: QPoint, guid: str) -> None:
        self.page.select_coding(guid)
        self.context_menu().open_at(point)

    def _restyle(self, theme: Theme) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply_theme(application, theme)
        zoomed = theme.zoom != self.reader.view.theme.zoom
        self.reader.set_theme(theme)
        for part in self._parts:
            part.restyle(theme)
        if zoomed:
            self.workplace.share_width(self.width())

    # --- events

    def event(self, event: QEvent) -> bool:
        """Keys that nothing took on their way up: note which of them are held down."""
        if isinstance(event, QKeyEvent):
            self._repeats.follow(event)
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A table has a menu; beside it there is Qt's, of the panels."""
        if not self.controllers.shown_table.offer(self, event):
            super().contextMenuEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """The width is known when the window is first shown; what the user chose is kept."""
        super().showEvent(event)
        if not self._width_shared and not self.settings.layout:
            self.workplace.share_width(self.width())
        self._width_shared = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a button that has the focus, as Qt does in dialogs alone; Esc leads back
        to the text from what stands around it."""
        focus, key = QApplication.focusWidget(), event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QAbstractButton):
            if not self._repeats.is_repeat(event):
                focus.click()
        elif key == Qt.Key.Key_Escape and self.pages.shown_name == READER:
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
                self.messages.refuse(str(error))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drops.drop(event.mimeData())

    # --- leaving

    def finish_editing(self) -> None:
        """Write what is being typed in place, wherever the focus is: memos, values, names."""
        self.panels.value_strip.finish()
        finish_editing(self, self.reader.view)

    def may_leave(self) -> bool:
        """Whether the project can be left: all is on the disk, or the user knows what is not."""
        self.finish_editing()
        return self.unsaved_notice.may_leave(self, self.ask)

    def remember(self) -> None:
        """Keep where the reader stands and how the window looks."""
        self.controllers.document_selection.keep_place()
        self.controllers.detaching.put_all_back()
        self.settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.settings.layout = self.workplace.save()
        self.services.save_settings()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.asks_before_closing and not self.may_leave():
            event.ignore()
            return
        self.tasks.wait()
        self.remember()
        self.bridge.close()
        self.controllers.originals.clean_up()
        super().closeEvent(event)
