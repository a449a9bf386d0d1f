"""The controllers of a window, in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.ui.actions.dialog_keys import DialogKeys
from annotator.ui.actions.palette import Palette
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.adding.controller import AddingController
from annotator.ui.adjudication.cause_controller import CauseController
from annotator.ui.adjudication.controller import AdjudicationController
from annotator.ui.adjudication.several_controller import SeveralController
from annotator.ui.agreement.controller import AgreementController
from annotator.ui.codebook.code_controller import CodeController
from annotator.ui.codebook.codebook_controller import CodebookController
from annotator.ui.codebook.groups_controller import CodeGroupsController
from annotator.ui.codebook.place_controller import CodePlaceController
from annotator.ui.coding.coding_controller import CodingController
from annotator.ui.coding.highlighter_controller import HighlighterController
from annotator.ui.coding.importance_controller import ImportanceController
from annotator.ui.coding.in_vivo_controller import InVivoController
from annotator.ui.coding.passage_controller import PassageController
from annotator.ui.coding.relation_controller import RelationController
from annotator.ui.coding_issues.controller import CodingIssuesController
from annotator.ui.codings.controller import CodingTableController
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.cues.controller import CueController
from annotator.ui.documents.controller import DocumentController
from annotator.ui.documents.encoding_controller import EncodingController
from annotator.ui.documents.originals import OriginalsController
from annotator.ui.documents.selection_controller import DocumentSelectionController
from annotator.ui.documents.sets_controller import SetsController
from annotator.ui.duplicates.controller import DuplicatesController
from annotator.ui.history.controller import HistoryController
from annotator.ui.history.undo_controller import UndoController
from annotator.ui.manual.controller import ManualController
from annotator.ui.memos.controller import MemosController
from annotator.ui.memos.quoting_controller import QuotingController
from annotator.ui.merging.controller import MergeController
from annotator.ui.open_document.differences import Differences
from annotator.ui.open_document.display_controller import DisplayController
from annotator.ui.open_document.layouts import DocumentLayouts
from annotator.ui.open_document.navigation_controller import NavigationController
from annotator.ui.open_document.structure_controller import StructureController
from annotator.ui.open_document.turn_controller import TurnController
from annotator.ui.preferences.appearance_controller import AppearanceController
from annotator.ui.preferences.controller import PreferencesController
from annotator.ui.preferences.help_controller import HelpController
from annotator.ui.printed.controller import PrintedPagesController
from annotator.ui.printing.controller import PrintController
from annotator.ui.projects.controller import Closable, ProjectController
from annotator.ui.pseudonyms.controller import PseudonymsController
from annotator.ui.questions.controller import QuestionsController
from annotator.ui.questions.designation_controller import DesignationController
from annotator.ui.records.controller import TableController
from annotator.ui.safekeeping.controller import SafekeepingController
from annotator.ui.search.controller import SearchController
from annotator.ui.speakers.controller import SpeakersController
from annotator.ui.study.controller import StudyController
from annotator.ui.team.coder_controller import CoderController
from annotator.ui.team.controller import TeamController
from annotator.ui.team.sampling_controller import SamplingController
from annotator.ui.team.units_controller import UnitsController
from annotator.ui.tour.controller import TourController
from annotator.ui.transfer.archive_controller import ArchiveController
from annotator.ui.transfer.controller import TransferController
from annotator.ui.transfer.shown_table_controller import ShownTableController
from annotator.ui.transfer.writing_controller import WritingController
from annotator.ui.window.detaching import DetachingController
from annotator.ui.window.fixed_panels import FixedPanels


class Controllers:
    """Makes them, each with the services and with the panels and controllers that it needs."""

    def __init__(
        self, services: Services, panels: FixedPanels, palette: Palette, main: Closable
    ) -> None:
        self._dialog_keys = DialogKeys(services.window, services.actions)
        self._add_projects(services, main)
        self._add_codebook(services, panels)
        self._add_documents(services, panels)
        self._add_coding(services, panels, palette)
        self._add_comparing(services)
        self._add_window(services, panels)

    def _add_projects(self, services: Services, main: Closable) -> None:
        """Projects, people and files."""
        self.coders = CoderController(services)
        self.projects = ProjectController(services, self.coders, main)
        self.merging = MergeController(services, self.projects)
        self.encodings = EncodingController(services)
        self.tables = TableController(services)
        self.adding = AddingController(services, self.encodings, self.tables)
        self.transfer = TransferController(services, self.projects, self.coders, self.encodings)
        self.archive = ArchiveController(services)
        self.shown_table = ShownTableController(services, self._dialog_keys)
        self.sampling = SamplingController(services)
        self.writing = WritingController(services)
        self.team = TeamController(services, self.coders, self.projects)
        self.units = UnitsController(services)
        self.safekeeping = SafekeepingController(services, self.projects, self.team)
        self.history = HistoryController(services)

    def _add_codebook(self, services: Services, panels: FixedPanels) -> None:
        self.codes = CodeController(services, panels.codebook)
        self.code_places = CodePlaceController(services, panels.codebook)
        self.code_groups = CodeGroupsController(services, panels.codebook)
        self.codebook = CodebookController(services, self.history, self.transfer)

    def _add_documents(self, services: Services, panels: FixedPanels) -> None:
        """The documents, and the one that is open."""
        bridge, page = services.bridge, services.page
        layouts = DocumentLayouts(services.settings, page)
        self.documents = DocumentController(services, panels.documents)
        self.document_sets = SetsController(services, panels.documents)
        self.document_selection = DocumentSelectionController(services, panels.documents, layouts)
        self.originals = OriginalsController(services)
        self.printing = PrintController(services)
        self.printed_pages = PrintedPagesController(
            page, panels.printed, bridge.has_pages, bridge.open_pages, services.tasks.run
        )
        self.structure = StructureController(services, self.printed_pages)
        self.turns = TurnController(services, panels.documents)
        self.speakers = SpeakersController(services)
        self.duplicates = DuplicatesController(services)
        self.pseudonyms = PseudonymsController(services)
        self.display = DisplayController(services, panels.codebook)

    def _add_coding(self, services: Services, panels: FixedPanels, palette: Palette) -> None:
        """Coding, and finding what was coded."""
        self.cues = CueController(services)
        self.highlighter = HighlighterController(services)
        self.coding = CodingController(
            services,
            self.cues,
            self.highlighter,
            panels.inspector,
            panels.value_strip,
            panels.search,
            panels.codebook,
        )
        self.in_vivo = InVivoController(services, self.coding)
        self.importance = ImportanceController(services)
        self.passages = PassageController(services)
        self.relations = RelationController(services)
        self.navigation = NavigationController(services, self.coding, panels.codebook)
        self.coding_issues = CodingIssuesController(services)
        self.coding_table = CodingTableController(
            services, panels.search, panels.codebook, self.transfer
        )
        self.search = SearchController(services, panels.search, palette, self.coding)
        self.questions = QuestionsController(services, self.transfer)
        self.designation = DesignationController(services)

    def _add_comparing(self, services: Services) -> None:
        """Comparing coders."""
        self.differences = Differences(services.bridge, services.page, services.tasks.run)
        self.adjudication = AdjudicationController(services, self.differences)
        self.several, self.causes = (
            SeveralController(services, self.adjudication),
            CauseController(services, self.adjudication),
        )
        self.study = StudyController(services)
        self.agreement = AgreementController(services, self.adjudication, self.team)
        self.undo = UndoController(services, self.adjudication)

    def _add_window(self, services: Services, panels: FixedPanels) -> None:
        """The window itself, its help and its preferences."""
        self.appearance = AppearanceController(services)
        self.help = HelpController(services)
        self.preferences = PreferencesController(services, self.display, self.cues, self.help)
        self.detaching = DetachingController(services, panels)
        self.manual = ManualController(services, self._dialog_keys)
        self.memos = MemosController(services)
        self.quoting = QuotingController(services, self.memos, panels.codebook, panels.inspector)
        self.team.memoWanted.connect(self.quoting.on_round)
        self.tour = TourController(services, self.projects, self.merging, panels)

    @property
    def all(self) -> Sequence[Controller]:
        """Those that have actions or pages."""
        return [one for one in vars(self).values() if isinstance(one, Controller)]

    def actions(self) -> list[ActionSpec]:
        """The actions of all controllers."""
        return [spec for controller in self.all for spec in controller.actions()]
