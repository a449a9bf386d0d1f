"""Where codes stand in the tree: moved by keys, by mouse and by name, one or many at once."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.messages import fill
from annotator.operations.codebook import codes, many_codes
from annotator.ui.actions.spec import ActionSpec, Needs, Where
from annotator.ui.codebook.code_order import CodeOrder
from annotator.ui.codebook.panel import CodebookPanel
from annotator.ui.controllers.form_controller import FormController
from annotator.ui.controllers.services import Services


class CodePlaceController(FormController):
    """Acts on the codes that are selected in the tree; each move is one step."""

    def __init__(self, services: Services, panel: CodebookPanel) -> None:
        super().__init__(services)
        self._panel = panel
        panel.tree.requestMove.connect(self.move)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "code_up",
                "Move it &up",
                self.move_up,
                key="Alt+Up",
                needs=Needs.CODE,
                where=Where.TREE,
                writes=True,
            ),
            ActionSpec(
                "code_down",
                "Move it do&wn",
                self.move_down,
                key="Alt+Down",
                needs=Needs.CODE,
                where=Where.TREE,
                writes=True,
            ),
            ActionSpec(
                "code_in",
                "Move it &into the code above",
                self.move_in,
                key="Alt+Right",
                needs=Needs.CODE,
                where=Where.TREE,
                writes=True,
            ),
            ActionSpec(
                "code_out",
                "Move it &out",
                self.move_out,
                key="Alt+Left",
                needs=Needs.CODE,
                where=Where.TREE,
                writes=True,
            ),
            ActionSpec(
                "code_below",
                "Move it below another code…",
                self.move_below,
                needs=Needs.CODE,
                where=Where.TREE,
                writes=True,
            ),
        )

    @property
    def _book(self) -> Codebook:
        return self.bridge.codebook

    def _moved(self) -> list[Code]:
        """The selected codes, without those that come along with one above them."""
        top = many_codes.topmost(self._book, self._panel.tree.selected())
        return [self._book.by_guid[guid] for guid in top]

    def move(self, guids: Sequence[str], parent: str | None, before: str | None) -> None:
        """Put codes below another, or among its children, and keep them selected."""
        kept = list(guids)
        if self.bridge.do(many_codes.move, kept, parent, before) is not None:
            self._keep_selected(kept)

    def _keep_selected(self, guids: Sequence[str]) -> None:
        current = self._panel.current_code()
        chosen = current.guid if current is not None and current.guid in guids else guids[0]
        self._panel.tree.choose(chosen)
        self._panel.tree.select_also(guids)

    def move_up(self) -> None:
        self._shift(-1)

    def move_down(self) -> None:
        self._shift(1)

    def _shift(self, steps: int) -> None:
        selected = self._panel.tree.selected()
        if self._panel.order is not CodeOrder.CODEBOOK:
            self.say(
                self.tr(
                    "The list is sorted otherwise. Sort it by the codebook’s order (≡) to move"
                    " codes up and down."
                )
            )
        elif selected and self.bridge.do(many_codes.shift, selected, steps) is not None:
            self._keep_selected(selected)

    def move_in(self) -> None:
        """Below the sibling above them, last."""
        moved = self._moved()
        if moved:
            guids = [code.guid for code in moved]
            siblings, place = self._siblings(moved[0])
            above = [guid for guid in siblings[:place] if guid not in guids]
            if above:
                self.move(guids, above[-1], None)

    def move_out(self) -> None:
        """Beside the code that they stand below, right after it."""
        moved = self._moved()
        parent = self._book.by_guid.get(moved[0].parent or "") if moved else None
        if parent is not None:
            siblings, place = self._siblings(parent)
            before = siblings[place + 1] if place + 1 < len(siblings) else None
            self.move([code.guid for code in moved], parent.parent, before)

    def _siblings(self, code: Code) -> tuple[list[str], int]:
        """The GUIDs of a code and those beside it, in order, and its place among them."""
        parent = code.parent if code.parent in self._book.by_guid else None
        siblings = [sibling.guid for sibling in self._book.children(parent)]
        return siblings, siblings.index(code.guid)

    def move_below(self) -> None:
        """Ask below which code they are to stand."""
        from annotator.ui.codebook.place_dialog import PlaceDialog  # noqa: PLC0415  (start-up)

        moved = self._moved()
        if not moved:
            return
        question = self.tr("Below which code is “{0}” to stand?").format(moved[0].name)
        if len(moved) > 1:
            question = fill(self.tr("Below which code are {0:,} codes to stand?"), len(moved))
        guids = [code.guid for code in moved]
        doomed = {one for guid in guids for one in codes.with_descendants(self._book, guid)}
        dialog = PlaceDialog(self.window, question, self._book, self.theme, doomed)
        self.open_form(
            dialog, lambda: self.bridge.attempt(many_codes.move, guids, dialog.target, None)
        )
        dialog.accepted.connect(lambda: self._keep_selected(guids))
