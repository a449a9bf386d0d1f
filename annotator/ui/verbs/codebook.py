"""The codebook as a whole: relations, load, save."""

from __future__ import annotations

from functools import partial

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.codebook import RelationType
from annotator.corpus.identity import new_guid
from annotator.errors import UserError
from annotator.exchange.codebook_file import write_codebook_file
from annotator.operations import codebook, codes, relations
from annotator.storage import clock
from annotator.ui.codebook.relation_dialog import RelationDialog
from annotator.ui.codebook.relation_types import RelationTypesDialog
from annotator.ui.codebook.source_window import SourceWindow
from annotator.ui.verbs.form_group import FormVerbs


class CodebookVerbs(FormVerbs):
    """Its windows stay in step with the project while they are open."""

    # --- relations

    def show_relations(self) -> None:
        """The types of relations, to add, edit and delete."""
        dialog = RelationTypesDialog(self.window, self.bridge.codebook, self.window.theme)

        def refresh(_changes: Changes) -> None:
            dialog.show_types(self.bridge.codebook)

        self.bridge.changed.connect(refresh)
        dialog.finished.connect(lambda _result: self.bridge.changed.disconnect(refresh))
        dialog.finished.connect(dialog.deleteLater)
        epoch = clock.to_datetime(clock.NEVER)
        dialog.requestAdd.connect(
            lambda: self._edit_relation(dialog, RelationType(new_guid(), "", epoch, epoch))
        )
        dialog.requestEdit.connect(lambda kind: self._edit_relation(dialog, kind))
        dialog.requestDelete.connect(lambda kind: self._delete_relation(dialog, kind))
        dialog.open()

    def _edit_relation(self, over: RelationTypesDialog, kind: RelationType) -> None:
        form = RelationDialog(over, kind, self.bridge.codebook, self.window.theme)
        self.open_form(form, lambda: (relations.declare, form.relation_type()))

    def _delete_relation(self, over: RelationTypesDialog, kind: RelationType) -> None:
        assert self.bridge.project is not None
        used = relations.usage(self.bridge.project, kind.guid)
        question = self.tr("Delete “{0}”? No two codings are related by it.").format(kind.name)
        if used:
            question = self.tr(
                "Codings are related by “{0}” in {1:,} places. Delete it? These relations go out of"
                " sight with it; Undo brings all back."
            ).format(kind.name, used)
        if self.ask.confirm(over, self.tr("Delete a relation"), question, self.tr("Delete")):
            self.bridge.do(relations.delete_type, kind.guid)

    # --- as text

    def show_source(self) -> None:
        """The codebook as text, in a window of its own beside this one."""
        project = self.bridge.project
        assert project is not None
        source = SourceWindow(
            self.window,
            partial(codebook.preview, project),
            lambda new: self.attempt(codebook.apply, new),
            self.window.theme,
        )

        def text() -> str:
            return write_codebook_file(codebook.current(project)).decode()

        def refresh(changes: Changes) -> None:
            if any(changes.touched(kind) for kind in kinds.CODEBOOK_KINDS):
                source.project_changed(text())

        self.bridge.changed.connect(refresh)
        self.bridge.opened.connect(source.accept)
        source.finished.connect(lambda _result: self.bridge.changed.disconnect(refresh))
        source.finished.connect(source.deleteLater)
        source.show_text(text())
        source.show()

    # --- files

    def load_codebook(self) -> None:
        built_in = codes.built_in_codebooks()
        other = self.tr("Another file…")
        chosen = self.ask.choice(
            self.window, self.tr("Load a codebook"), self.tr("Codebook:"), [*built_in, other]
        )
        if chosen == other:
            kinds = self.tr("Codebooks (*.yaml *.yml)")
            path = self.ask.open_file(self.window, self.tr("Load a codebook"), kinds)
            chosen = str(path) if path else None
        if chosen is None:
            return
        try:
            self.bridge.do(codes.add_codebook, codes.load(chosen))
        except UserError as error:
            self.window.refuse(str(error))

    def save_codebook(self) -> None:
        self.window.files.export_codebook_file()
