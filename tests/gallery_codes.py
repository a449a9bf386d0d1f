"""Many codes: several at once, sets, colours, versions side by side, ratings, for `gallery.py`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from annotator.corpus.codebook import Attribute, AttributeKind, Choice, Level
from annotator.corpus.identity import guid_from
from annotator.corpus.moments import EPOCH
from annotator.operations.codebook import attributes, code_sets, codes, importance
from annotator.ui.codebook.code_sets_dialog import CodeSetsDialog
from annotator.ui.codebook.coloring_dialog import ColoringDialog
from annotator.ui.codebook.comparison_window import ComparisonWindow
from annotator.ui.codebook.incoming_dialog import IncomingDialog
from annotator.ui.codebook.merge_many_dialog import MergeManyDialog
from annotator.ui.codebook.place_dialog import PlaceDialog
from annotator.ui.main_window import MainWindow
from annotator.ui.recovery.unsaved_changes import VALUE
from tests.gallery_forms import closed_after
from tests.gallery_windows import opened


def code_screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """What is done to many codes; all of it is undone again."""
    bridge, panel = window.bridge, window.panels.codebook
    first, second = [code.guid for code in bridge.codebook.codes][:2]
    bridge.do(code_sets.create, "To discuss", [first, second])
    panel.show_set(bridge.code_sets[0].guid)
    yield "codes-set", window
    panel.show_set(None)
    panel.tree.choose(first)
    panel.tree.select_also([second])
    window.controllers.code_groups.show_sets()
    yield from closed_after("code-sets", opened(CodeSetsDialog))
    window.controllers.code_groups.color_codes()
    yield from closed_after("code-colours", opened(ColoringDialog))
    window.controllers.code_places.move_below()
    yield from closed_after("code-place", opened(PlaceDialog))
    window.controllers.codes.merge_codes()
    yield from closed_after("code-merge-many", opened(MergeManyDialog))
    changed = replace(bridge.code(first), definition="What somebody holds to be so.")
    bridge.do(codes.edit, changed)
    window.controllers.codebook.compare_versions(1, None)
    compared = opened(ComparisonWindow)
    yield "code-versions-beside", compared
    told = [compared._rows[0].path[-1]]
    compared.close()
    form = IncomingDialog(window, "codebook.xlsx", [], window.theme)
    form.list.addItems([f"Code “{name}” changed: definition" for name in told])
    yield from closed_after("codebook-incoming", form)
    bridge.undo()
    bridge.undo()
    yield from rating_screens(window, first)


def rating_screens(window: MainWindow, code: str) -> Iterator[tuple[str, QWidget]]:
    """A coding with stars, a slider and a mark that it is important."""
    bridge = window.bridge
    for number, (name, kind, values, definition) in enumerate(
        (
            ("weight", AttributeKind.CHOICE, "12345", ""),
            ("sure", AttributeKind.NUMBER, "", "0–100: how sure the speaker is"),
        )
    ):
        one = Attribute(
            guid_from("gallery", name),
            code,
            name,
            kind,
            EPOCH,
            EPOCH,
            position=number,
            choices=tuple(map(Choice, values)),
            definition=definition,
            level=Level.ORDINAL if values else Level.UNSTATED,
        )
        bridge.do(attributes.declare, one)
    bridge.do(importance.add, [code])
    own = next(
        entry
        for entry in window.page.codings.entries
        if entry.code == code and bridge.coder is not None and entry.coder == bridge.coder.guid
    )
    window.page.reveal(own.guid)
    bridge.make(VALUE, own.guid, guid_from("gallery", "weight"), "4")
    window.controllers.importance.toggle()
    window.panels.inspector.up_to_date()
    yield "ratings", window
    for _ in range(5):
        bridge.undo()
