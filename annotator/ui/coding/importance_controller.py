"""The selected coding is marked as important, or no longer, by one key."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.corpus.codebook import Attribute
from annotator.corpus.messages import fill
from annotator.operations.codebook import importance
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.controller import Controller
from annotator.ui.recovery.unsaved_changes import VALUE


class ImportanceController(Controller):
    """It is a value of the yes/no attribute “important”, which the codebook gets on first use."""

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "important",
                "Mark the coding as important, or not",
                self.toggle,
                key="Shift+S",
                needs=Needs.CODING,
                writes=True,
            ),
        )

    def toggle(self) -> None:
        """Say of the selected coding that it is important, or take that back."""
        entry, me = self.document_page.selected, self.bridge.coder
        if entry is None or me is None:
            return
        if entry.coder != me.guid:
            whose = self.bridge.coder_labels().get(entry.coder, "")
            self.say(self.tr("This coding is {0}’s; its values are too.").format(whose))
            return
        attribute = self._attribute(entry.code)
        if attribute is None:
            return
        (coding,) = self.bridge.codings([entry.guid])
        waiting = self.bridge.unsaved.value_of(VALUE, entry.coder, entry.guid, attribute.guid)
        said = coding.attributes.get(attribute.guid) if waiting is None else waiting
        value = None if said == importance.YES else importance.YES
        if self.bridge.make(VALUE, entry.guid, attribute.guid, value) is not None:
            words = self.tr("Important.") if value else self.tr("Not marked as important any more.")
            self.say(words)

    def _attribute(self, code: str) -> Attribute | None:
        """The attribute of the code; where it has none, whether it shall get one is asked."""
        found = importance.attribute_of(self.bridge.codebook, code)
        if found is not None:
            return found
        able = [one.guid for one in self.bridge.codebook.codes if one.codable]
        question = fill(
            self.tr(
                "To mark codings as important, the codes need a yes/no attribute “important”. Add"
                " it to all {0:,} codes? Undo takes it back."
            ),
            len(able),
        )
        title = self.tr("Mark a coding as important")
        if not self.ask.confirm(self.window, title, question, self.tr("Add it")):
            return None
        if self.bridge.do(importance.add, able) is None:
            return None
        return importance.attribute_of(self.bridge.codebook, code)
