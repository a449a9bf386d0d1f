"""Names in tips, labels, buttons and titles: as they are, in every place of the window's code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, Qt, QTextDocument
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

import annotator
from annotator.ui.widgets import plain_text

_ROOT = Path(annotator.__file__).parent
_FILES = [*(_ROOT / "ui").rglob("*.py"), _ROOT / "app.py"]
_HELPER = _ROOT / "ui" / "widgets" / "plain_text.py"
HOSTILE = '<b>x</b> <img src="file:///etc/hostname"> & %s {0}\n  two'

_MADE_THERE = {"QLabel", "QMessageBox", "QInputDialog", "QProgressDialog", "QErrorMessage"}
"""What guesses whether a text is markup; `plain_text` alone makes it."""
_NOT_USED = {
    *("setInformativeText", "appendHtml", "insertHtml"),
    *("setSectionToolTip", "setHeaderLabelToolTip", "setMarkdown", "setStatusTip"),
}
"""Further places that guess; who needs one lets it go through `plain_text` first."""
_WAYS = {
    "setToolTip": ("tip", -1),
    "setTabToolTip": ("tip", 1),
    "setWhatsThis": ("tip", -1),
    "showText": ("tip", 1),
    "setWindowTitle": ("title", 0),
    "setTextFormat": ("", 0),
}
"""Methods with the function that their text goes through, and which argument it is."""


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.name)
def test_no_text_is_left_to_the_guess_of_qt(path: Path) -> None:
    if path != _HELPER:
        assert not list(_guesses(path))


def test_the_search_for_guesses_finds_them(tmp_path: Path) -> None:
    path = tmp_path / "example.py"
    path.write_text(
        "label = QLabel(name)\n"
        "QMessageBox.warning(None, 'Annotator', name)\n"
        "class Row(QLabel): ...\n"
        "button.setToolTip(name)\n"
        "button.setToolTip(f'{name}')\n"
        "button.setToolTip(self.tr('{0}').format(name))\n"
        "window.setWindowTitle(name)\n"
        "form.addRow(name, field)\n"
        "button.setText(name.replace('&', '&&'))\n"
        "case = {Qt.ItemDataRole.ToolTipRole: name}\n"
        "edit.insertHtml(name)\n"
        "button.setToolTip(tip(name)); button.setToolTip(self.tr('Close'))\n"
        "button.setToolTip(button.accessibleName())\n"
    )  # a model's tool tip (line 10) is looked for by file: this one knows `tip`
    assert sorted({line for line, _what in _guesses(path)}) == [*range(1, 10), 11, 13]


def _guesses(path: Path) -> Iterator[tuple[int, str]]:
    """Line and kind of each text that Qt would guess the format of."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    text = path.read_text(encoding="utf-8")
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            if any(_name(base) in _MADE_THERE for base in node.bases):
                yield node.lineno, "a class of its own"
        elif isinstance(node, ast.Attribute) and node.attr == "ToolTipRole":
            if "tip(" not in text:
                yield node.lineno, "a model's tool tip"
        elif isinstance(node, ast.Call):
            yield from ((node.lineno, what) for what in _of_call(node))


def _of_call(call: ast.Call) -> Iterator[str]:
    name = _name(call.func)
    owner = _name(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    if name in _MADE_THERE or owner in _MADE_THERE:
        yield f"{owner or name} that plain_text does not make"
    if name in _NOT_USED:
        yield name
    if name == "replace" and [_said(arg) for arg in call.args] == ["&", "&&"]:
        yield "a mnemonic that `literal` does not take away"
    if name == "addRow" and len(call.args) == 2 and not _is_label(call.args[0]):
        yield "the label of a field"
    if name in _WAYS and call.args:
        through, place = _WAYS[name]
        argument = call.args[place]
        if not _is_constant(argument) and _name(getattr(argument, "func", None)) != through:
            yield name


def _is_label(node: ast.expr) -> bool:
    """Whether a field is labelled by words of the program or a label that was made for it."""
    made = _name(node).endswith("label") or _name(getattr(node, "func", None)) in (
        "PlainLabel",
        "field_label",
    )
    return made or _is_constant(node)


def _is_constant(node: ast.expr) -> bool:
    """Words of the program: a literal, its translation, or a choice between two such."""
    if isinstance(node, ast.IfExp):
        return _is_constant(node.body) and _is_constant(node.orelse)
    if isinstance(node, ast.Call) and _name(node.func) in ("tr", "translate", "translated"):
        return all(isinstance(argument, ast.Constant) for argument in node.args)
    return isinstance(node, ast.Constant)


def _said(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def _name(node: ast.expr | None) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def test_a_tip_reads_as_what_it_is(qapp: object) -> None:
    shown = QTextDocument()
    shown.setHtml(plain_text.tip(HOSTILE))
    assert shown.toPlainText() == HOSTILE
    assert plain_text.tip("a < b & c") == "a < b & c", "what is no markup to Qt stays"


def test_a_name_in_an_action_is_whole_in_the_menu_and_in_the_tip(qapp: object) -> None:
    action = QAction()
    plain_text.name_action(action, f"&Undo: {plain_text.literal(HOSTILE)}")
    assert plain_text.without_mnemonic(action.text()) == f"Undo: {HOSTILE}"
    shown = QTextDocument()
    shown.setHtml(action.toolTip())
    assert shown.toPlainText() == f"Undo: {HOSTILE}"


def test_dialogs_show_their_texts_as_they_are(qapp: object) -> None:
    parent = QWidget()
    box = plain_text.message_box(QMessageBox.Icon.NoIcon, HOSTILE, HOSTILE, parent)
    for dialog in (
        box,
        plain_text.input_dialog(parent, HOSTILE, HOSTILE),
        plain_text.progress_dialog(parent, HOSTILE),
    ):
        labels = [label for label in dialog.findChildren(QLabel) if label.text()]
        assert [label.textFormat() for label in labels] == [Qt.TextFormat.PlainText]
        assert labels[0].text() == HOSTILE
        dialog.close()
