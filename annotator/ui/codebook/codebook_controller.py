"""The codebook as a whole: relations, load, save.

Its windows are imported when they are asked for: the start of the program does not wait for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.atomic_file import replacing
from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.codebook import RelationType
from annotator.corpus.identity import new_guid
from annotator.corpus.messages import fill
from annotator.corpus.moments import EPOCH
from annotator.errors import UserError
from annotator.operations import codebook
from annotator.operations.codebook import codes, relation_types
from annotator.operations.projects import ProjectFile
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.controllers.form_controller import FormController, refusal
from annotator.ui.controllers.services import Services
from annotator.ui.history.controller import HistoryController
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.tasks.latest import LatestTask
from annotator.ui.transfer.controller import TransferController

if TYPE_CHECKING:
    from annotator.ui.codebook.relation_types import RelationTypesDialog


_LOOK_AFTER_MS = 1_000
"""Opening comes first: looking for newer texts would take a part of the time."""


class CodebookController(FormController):
    """Its windows stay in step with the project while they are open."""

    def __init__(
        self, services: Services, history: HistoryController, transfer: TransferController
    ) -> None:
        super().__init__(services)
        self._history, self._transfer = history, transfer
        self._looked_at: ProjectFile | None = None
        self._newer = LatestTask[object](self.tasks.run, self._tell_newer)
        self._looking = Debouncer(_LOOK_AFTER_MS, self._look_for_newer, self)
        self.bridge.opened.connect(self._looking.start)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "source",
                "The codebook as te&xt…",
                self.show_source,
                key="Ctrl+Shift+T",
                writes=True,
            ),
            ActionSpec("versions", "&Versions of the codebook…", self.show_versions),
            ActionSpec("relation_types", "Rela&tions…", self.show_relations, writes=True),
            ActionSpec(
                "newer_texts", "&Newer texts of the codebook…", self.show_newer_texts, writes=True
            ),
            ActionSpec("load_codebook", "&Load a codebook…", self.load_codebook, writes=True),
            ActionSpec("save_codebook", "&Save the codebook as a file…", self.save_codebook),
            ActionSpec("print_codebook", "Codeboo&k for print (HTML, PDF)…", self.print_codebook),
        )

    # --- relations

    def show_relations(self) -> None:
        """The types of relations, to add, edit and delete."""
        from annotator.ui.codebook.relation_types import RelationTypesDialog  # noqa: PLC0415

        dialog = RelationTypesDialog(self.window, self.bridge.codebook, self.theme)

        def refresh(_changes: Changes) -> None:
            dialog.show_types(self.bridge.codebook)

        self.keep_in_step(dialog, refresh)
        dialog.requestAdd.connect(
            lambda: self._edit_relation(dialog, RelationType(new_guid(), "", EPOCH, EPOCH))
        )
        dialog.requestEdit.connect(lambda kind: self._edit_relation(dialog, kind))
        dialog.requestDelete.connect(lambda kind: self._delete_relation(dialog, kind))
        dialog.open()

    def _edit_relation(self, over: RelationTypesDialog, kind: RelationType) -> None:
        from annotator.ui.codebook.relation_dialog import RelationDialog  # noqa: PLC0415

        form = RelationDialog(over, kind, self.bridge.codebook, self.theme)
        self.open_form(
            form, lambda: self.bridge.attempt(relation_types.declare, form.relation_type())
        )

    def _delete_relation(self, over: RelationTypesDialog, kind: RelationType) -> None:
        used = relation_types.usage(self.bridge.look(), kind.guid)
        question = self.tr("Delete “{0}”? No two codings are related by it.").format(kind.name)
        if self.bridge.blind:
            question = self.tr(
                "Delete “{0}”? Relations by it go out of sight with it; Undo brings all back."
            ).format(kind.name)
        elif used:
            question = fill(
                self.tr(
                    "Codings are related by “{0}” in {1:,} places. Delete it? These relations"
                    " go out of sight with it; Undo brings all back."
                ),
                kind.name,
                used,
            )
        if self.ask.confirm(over, self.tr("Delete a relation"), question, self.tr("Delete")):
            self.bridge.do(relation_types.delete, kind.guid)

    # --- as text

    def show_source(self) -> None:
        """The codebook as text, in a window of its own beside this one."""
        from annotator.exchange.codebook_file import write_codebook_file  # noqa: PLC0415
        from annotator.ui.codebook.source_window import SourceWindow  # noqa: PLC0415

        project = self.bridge.project
        assert project is not None
        source = SourceWindow(
            self.window,
            partial(codebook.preview, project),
            lambda new: refusal(lambda: self.bridge.attempt(codebook.apply, new)),
            self.theme,
        )

        def text() -> str:
            return write_codebook_file(codebook.current(project)).decode()

        def refresh(changes: Changes) -> None:
            if any(changes.touched(kind) for kind in kinds.CODEBOOK_KINDS):
                source.project_changed(text())

        self.keep_in_step(source, refresh)
        source.show_text(text())
        source.show()

    # --- versions

    def show_versions(self) -> None:
        """The versions of the codebook, in a window of its own beside this one."""
        from annotator.ui.codebook.version_facts import VersionFacts  # noqa: PLC0415
        from annotator.ui.codebook.versions_window import VersionsWindow  # noqa: PLC0415

        try:
            versions = VersionsWindow(
                self.window,
                VersionFacts(self.bridge.look),
                self.bridge.coder_labels(),
                self.theme,
            )
        except UserError as error:  # a history of which a part can't be read
            self.refuse(str(error))
            return

        def refresh(changes: Changes) -> None:
            if any(changes.touched(kind) for kind in kinds.CODEBOOK_KINDS):
                versions.refresh()
            elif touched := changes.touched(kinds.CODING):
                versions.forget(touched)

        self.keep_in_step(versions, refresh)
        versions.requestReveal.connect(self.navigator.reveal)
        versions.requestRestore.connect(self._history.restore_version)
        versions.requestCompare.connect(self.compare_versions)
        versions.show()

    def compare_versions(self, before: int, after: int | None) -> None:
        """Two versions side by side, in a window of its own."""
        from annotator.ui.codebook.comparison_window import ComparisonWindow  # noqa: PLC0415
        from annotator.ui.codebook.version_facts import VersionFacts  # noqa: PLC0415

        window = ComparisonWindow(self.window, VersionFacts(self.bridge.look), self.theme)
        window.choose(before, after)

        def refresh(changes: Changes) -> None:
            if any(changes.touched(kind) for kind in kinds.CODEBOOK_KINDS):
                window.refresh()

        self.keep_in_step(window, refresh)
        window.show()

    # --- files

    def load_codebook(self) -> None:
        """Add the codes of a codebook; of one that is there already, show how it differs."""
        from annotator.operations.codebook import shipped  # noqa: PLC0415  (start-up)

        built_in = {title: name for name, title in shipped.titles().items()}
        other = self.tr("Another file…")
        chosen = self.ask.choice(
            self.window, self.tr("Load a codebook"), self.tr("Codebook:"), [*built_in, other]
        )
        chosen = built_in.get(chosen or "", chosen)
        if chosen == other:
            kinds = self.tr("Codebooks and tables (*.yaml *.yml *.csv *.xlsx *.ods)")
            path = self.ask.open_file(self.window, self.tr("Load a codebook"), kinds)
            if path is not None:
                self.load_file(path)
            return
        if chosen is None:
            return
        try:
            self.bridge.do(codes.add_codebook, codes.load(chosen))
        except UserError as error:
            self.refuse(str(error))
            return
        if chosen in built_in.values():
            self._offer_newer([chosen])

    def load_file(self, path: Path) -> None:
        """Take a codebook file or a table in. Where the project has codes of it, what differs is
        shown first, and whether only to add or to follow the file is asked."""
        from annotator.ui.codebook.incoming_dialog import IncomingDialog  # noqa: PLC0415

        project = self.bridge.project
        assert project is not None
        try:
            new = codes.load(str(path))
            differences = codebook.preview(project, new)
            shared = codebook.shares_codes(project, new)
        except UserError as error:
            self.refuse(str(error))
            return
        if not differences:
            self.say(self.tr("The codebook is as the file says already."))
        elif not shared:
            self.bridge.do(codebook.add_new, new)
        else:
            form = IncomingDialog(self.window, path.name, differences, self.theme)
            self.open_form(
                form,
                lambda: self.bridge.attempt(
                    codebook.apply if form.follows else codebook.add_new, new
                ),
            )

    def show_newer_texts(self) -> None:
        """What ships of the project's codebook in other words than it has."""
        from annotator.operations.codebook import shipped  # noqa: PLC0415  (start-up)

        if not self._offer_newer(list(shipped.titles())):
            self.say(self.tr("The codebook has the texts that ship with this program."))

    def _offer_newer(self, names: Sequence[str]) -> bool:
        """Show what differs in the first of these codebooks; whether any does."""
        from annotator.operations.codebook import shipped  # noqa: PLC0415  (start-up)
        from annotator.ui.codebook.shipped_dialog import ShippedDialog  # noqa: PLC0415

        project = self.bridge.project
        assert project is not None
        offer = next((one for one in shipped.offers(project) if one.name in names), None)
        if offer is None:
            return False
        form = ShippedDialog(self.window, offer, self.theme)
        self.open_form(form, lambda: self.bridge.attempt(shipped.take, offer, form.chosen()))
        return True

    def _look_for_newer(self) -> None:
        """Once a project is open, say so where its codebook ships in other words by now."""
        project = self.bridge.project
        if project is not None and project is not self._looked_at:
            self._looked_at = project
            self._newer.ask(lambda: _newer_texts(project))

    def _tell_newer(self, found: object) -> None:
        if isinstance(found, list) and found and self.bridge.project is self._looked_at:
            words = self.tr("“{0}” ships in newer words. Codes › Newer texts shows them.")
            self.say(words.format(found[0].title))

    def print_codebook(self) -> None:
        """Write the codebook as a page for print: PDF, or HTML by the name of the file."""
        from annotator.exchange.codebook_html import codebook_html  # noqa: PLC0415
        from annotator.ui.codebook.printing import write_pdf  # noqa: PLC0415

        project = self.bridge.project
        assert project is not None
        title = self.tr("Codebook for print")
        kinds_ = self.tr("PDF (*.pdf);;HTML (*.html)")
        path = self.ask.save_file(self.window, title, f"{project.path.stem}.pdf", kinds_)
        if path is None:
            return
        if path.suffix.lower() not in (".html", ".htm", ".pdf"):
            path = path.with_name(path.name + ".pdf")
        book, version = codebook.current(project), len(codebook.versions(project))
        note = self.tr("Version {0}, {1}.").format(version, date.today().isoformat())
        html = codebook_html(book, note=note)
        try:
            with replacing(path) as partial:
                if path.suffix.lower() == ".pdf":
                    write_pdf(html, partial, book.name)
                else:
                    partial.write_text(html, encoding="utf-8")
        except OSError as error:
            reason = error.strerror or str(error)
            said = self.tr("{0} can’t be written: {1}.").format(path.name, reason)
            self.refuse(said)
            return
        self.say(self.tr("Wrote {0}.").format(path.name))

    def save_codebook(self) -> None:
        self._transfer.export_codebook_file()


def _newer_texts(project: ProjectFile) -> object:
    """What ships in newer words than the project has, if anything."""
    from annotator.operations.codebook import shipped  # noqa: PLC0415  (start-up)

    return shipped.has_earlier_texts(project) and shipped.offers(project)
