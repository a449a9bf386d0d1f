"""The memos in their window: listed, filtered, written, the journal, saved, led back from."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent
from PySide6.QtWidgets import QApplication, QToolButton

from annotator.corpus.codebook import RelationType
from annotator.corpus.identity import guid_from
from annotator.corpus.span import Span
from annotator.operations.codebook import relation_types
from annotator.operations.codings import memos, relations
from annotator.operations.codings.memo_list import About
from annotator.operations.memos import links
from annotator.operations.memos.links import LinkedPassage
from annotator.operations.reading import all_memos
from annotator.operations.team import coders
from annotator.ui.memos.target_dialog import TargetDialog
from annotator.ui.memos.window import MemosWindow
from annotator.ui.reader.passage_drag import PASSAGE, dragged
from tests.making import ANN, BEN, Made
from tests.window.conftest import Driver, top_item


@pytest.fixture(autouse=True)
def coded(made: Made) -> str:
    """Ann's coding with a memo of hers; Ben has one on the document."""
    coding = made.code(ANN, "claim", (0, 6))
    coders.ensure(made.project, BEN)
    memos.write(made.project, ANN.guid, coding, "a bold claim")
    memos.write(made.project, BEN.guid, made.document, "**strong** text")
    return coding


@pytest.fixture
def window(driver: Driver) -> MemosWindow:
    driver.window.actions_["memos"].trigger()
    (shown,) = driver.window.findChildren(MemosWindow)
    driver.qtbot.waitUntil(lambda: len(shown.model.all) == 2)
    return shown


def row_of(window: MemosWindow, words: str) -> int:
    return next(n for n, one in enumerate(window.model.shown) if words in one.memo.text)


def choose(window: MemosWindow, words: str) -> None:
    window.table.setCurrentIndex(window.model.index(row_of(window, words), 0))


def test_the_filter_takes_words_subject_and_coder(window: MemosWindow) -> None:
    window.words.setText("BOLD nobody")
    assert [one.memo.text for one in window.model.shown] == ["a bold claim"]
    window.words.setText("zzyzx")
    assert window.current is None
    assert not window.told.isHidden()
    window.words.clear()
    window.about.setCurrentIndex(window.about.findData("document"))
    window._filter()
    assert [one.writer for one in window.model.shown] == ["Ben"]
    window.writer.setCurrentIndex(window.writer.findData("Ann"))
    window._filter()
    assert window.model.shown == []


def test_others_memos_are_read_as_markdown_and_ones_own_is_written(
    driver: Driver, window: MemosWindow
) -> None:
    choose(window, "strong")
    assert window.sides.currentWidget() is window.reader
    assert window.reader.toPlainText() == "strong text"
    choose(window, "bold")
    assert window.sides.currentWidget() is window.field
    window.field.setFocus()
    window.field.setPlainText("a bolder claim")
    window.table.setFocus()
    driver.qtbot.waitUntil(lambda: any("bolder" in one.memo.text for one in window.model.all))
    assert window.current is not None
    assert window.current.memo.text == "a bolder claim"
    driver.window.bridge.undo()
    driver.qtbot.waitUntil(lambda: all("bolder" not in one.memo.text for one in window.model.all))


def test_a_kind_is_kept(driver: Driver, window: MemosWindow) -> None:
    choose(window, "bold")
    window.own_kind.setCurrentIndex(window.own_kind.findData("theory"))
    window._rewrite()
    driver.qtbot.waitUntil(lambda: any(one.memo.kind == "theory" for one in window.model.all))


def test_an_entry_of_the_journal_is_one_once_it_says_something(
    driver: Driver, window: MemosWindow
) -> None:
    window.begin_entry()
    window.table.setFocus()
    assert window._draft is None
    driver.window.actions_["journal"].trigger()
    assert window.field.toPlainText() == ""
    driver.qtbot.keyClicks(window.field, "Pilot done")
    window.table.setFocus()
    driver.qtbot.waitUntil(lambda: len(window.model.all) == 3)
    assert window.model.all[0].memo.text == "Pilot done"
    assert window.model.all[0].memo.kind == "journal"


def test_what_is_typed_stays_when_the_list_is_read_anew_and_is_written_on_closing(
    driver: Driver, window: MemosWindow
) -> None:
    choose(window, "bold")
    window.activateWindow()
    window.field.setFocus()
    window.field.setPlainText("half a sent")
    window.show_memos(window.model.all, ANN.guid, read_only=False)
    assert window.field.toPlainText() == "half a sent"
    window.reject()
    bridge = driver.window.bridge
    assert any(one.text == "half a sent" for one in all_memos(bridge.look()))


def test_an_entry_that_was_begun_stays_too(driver: Driver, window: MemosWindow) -> None:
    window.activateWindow()
    window.begin_entry()
    driver.qtbot.keyClicks(window.field, "Pil")
    window.show_memos(window.model.all, ANN.guid, read_only=False)
    assert window.field.toPlainText() == "Pil"
    window.table.setFocus()
    driver.qtbot.waitUntil(lambda: window.model.all[0].memo.text == "Pil")


def test_it_leads_to_the_passage(driver: Driver, window: MemosWindow, coded: str) -> None:
    choose(window, "bold")
    driver.qtbot.mouseClick(window.go, Qt.MouseButton.LeftButton)
    assert driver.window.page.selected is not None
    assert driver.window.page.selected.guid == coded


def test_what_is_listed_is_saved_as_markdown(
    driver: Driver, window: MemosWindow, tmp_path: Path
) -> None:
    target = tmp_path / "memos.md"
    driver.answers.target = target
    window.words.setText("bold")
    window.save.click()
    driver.qtbot.waitUntil(target.exists)
    words = target.read_text(encoding="utf-8")
    assert "a bold claim" in words
    assert "strong" not in words


def test_it_closes_with_the_project(driver: Driver, window: MemosWindow) -> None:
    driver.window.controllers.projects.close_project()
    assert not window.isVisible()


# --- passages that memos quote


def quote(driver: Driver, words: str) -> TargetDialog:
    """Select words of the text, and ask for the memo that quotes them."""
    view = driver.window.page.reader.view
    start = view.text.text.index(words)
    view.select(Span(start, start + len(words)))
    driver.window.actions_["quote_in_memo"].trigger()
    (form,) = driver.window.findChildren(TargetDialog)
    return form


def linked(driver: Driver) -> dict[str, list[LinkedPassage]]:
    return links.links(driver.window.bridge.look())


def test_a_selection_is_quoted_with_its_source_in_a_memo_that_is_chosen(driver: Driver) -> None:
    driver.window.settings.citation = "“…” ({document}, {paragraph})"
    form = quote(driver, "2,5 years")
    form.filter.line.setText("a bold claim")
    assert form.target is not None
    assert form.target.memo
    form.ok.click()
    (found,) = linked(driver).values()
    assert [one.words for one in found] == ["2,5 years"]
    texts = [one.text for one in all_memos(driver.window.bridge.look())]
    assert "a bold claim\n\n> “2,5 years” (talks.txt, 3)" in texts
    driver.window.actions_["undo"].trigger()
    assert linked(driver) == {}


def test_a_quotation_begins_an_entry_of_the_journal(driver: Driver) -> None:
    form = quote(driver, "Nobody")
    form.filter.line.setText("journal")
    form.ok.click()
    kinds = [one.kind for one in all_memos(driver.window.bridge.look())]
    assert kinds.count("journal") == 1
    assert len(linked(driver)) == 1


def test_a_click_leads_to_the_passage_and_delete_takes_the_link_off(driver: Driver) -> None:
    form = quote(driver, "2,5 years")
    form.filter.line.setText("a bold claim")
    form.ok.click()
    view = driver.window.page.reader.view
    view.clear_selection()
    driver.window.actions_["memos"].trigger()
    (window,) = driver.window.findChildren(MemosWindow)
    driver.qtbot.waitUntil(lambda: len(window.model.all) == 2)
    choose(window, "bold")
    assert window.passages.count() == 1
    window.passages.setCurrentRow(0)
    window.passages.itemClicked.emit(window.passages.item(0))
    assert view.selected_text() == "2,5 years"
    window.passages.unlink.trigger()
    driver.qtbot.waitUntil(lambda: window.passages.count() == 0)
    choose(window, "strong")
    assert window.passages.isHidden()


def test_a_passage_is_dragged_onto_ones_own_memo_only(driver: Driver, window: MemosWindow) -> None:
    view = driver.window.page.reader.view
    view.select(Span(0, 6))
    data = view.passage_drag.data(Span(0, 6), "Nobody")
    target = window.table.viewport()
    for words, expected in (("bold", 1), ("strong", 1)):
        place = window.table.visualRect(window.model.index(row_of(window, words), 0)).center()
        copied, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        plain = Qt.KeyboardModifier.NoModifier
        entering = QDragEnterEvent(place, copied, data, left, plain)
        QApplication.sendEvent(target, entering)
        assert entering.isAccepted()
        QApplication.sendEvent(target, QDropEvent(QPointF(place), copied, data, left, plain))
        assert len(linked(driver)) == expected
    assert "somebody else’s" in driver.window.notice.text


def test_the_text_lets_go_of_passages_only_while_the_memos_are_open(
    driver: Driver, window: MemosWindow
) -> None:
    drag = driver.window.page.reader.view.passage_drag
    assert drag.document is not None
    assert drag.document() == driver.window.page.document
    window.reject()
    assert drag.document is None


@pytest.mark.parametrize("sent", [b"", b"[", b"[1]", b'{"document": 1, "start": 0, "end": 2}'])
def test_what_other_programs_drag_is_no_passage(sent: bytes) -> None:
    data = QMimeData()
    data.setData(PASSAGE, sent)
    assert dragged(data) is None


# --- memos that are begun


def test_a_new_memo_is_on_what_is_chosen(driver: Driver, window: MemosWindow) -> None:
    window.new.click()
    (form,) = driver.window.findChildren(TargetDialog)
    form.group.setCurrentIndex(form.group.findData("code"))
    form._narrow()
    form.filter.line.setText("claim")
    form.ok.click()
    assert "claim" in window.told.text()
    driver.qtbot.keyClicks(window.field, "Too wide")
    window.table.setFocus()
    driver.qtbot.waitUntil(lambda: len(window.model.all) == 3)
    one = window.model.all[0]
    assert (one.about, one.subject, one.memo.text) == (About.CODE, "claim", "Too wide")
    driver.qtbot.waitUntil(lambda: window.current is not None and window.current == one)


def test_a_memo_on_a_relation_is_begun_where_it_is_shown(driver: Driver, made: Made) -> None:
    window = driver.window
    ends = [made.code_words(ANN, "claim", words) for words in ("over", "years")]
    window.bridge.reload_if_changed()
    window.page.reveal(ends[0])
    window.actions_["memo_on_relation"].trigger()
    assert "no relation yet" in window.statusBar().currentMessage()
    kind = RelationType(guid_from("test", "supports"), "supports", ANN.created, ANN.created)
    window.bridge.do(relation_types.declare, kind)
    window.bridge.do(relations.relate, kind.guid, *ends)
    window.panels.inspector.up_to_date()
    (card,) = [one for one in window.panels.inspector.cards if one.content.selected]
    (button,) = [
        one
        for one in card.findChildren(QToolButton)
        if one.accessibleName() == "Memo on this relation"
    ]
    (relation,) = card.content.relations
    button.click()
    (memos,) = window.findChildren(MemosWindow)
    assert memos._draft is not None and memos._draft.subject == relation.guid
    memos.field.setPlainText("Is it support?")
    QApplication.sendEvent(memos.field, QFocusEvent(QEvent.Type.FocusOut))
    driver.qtbot.waitUntil(lambda: bool(window.bridge.memos([relation.guid])))
    window.panels.inspector.up_to_date()
    (card,) = [one for one in window.panels.inspector.cards if one.content.selected]
    assert card.content.relations[0].notes == ("Ann: Is it support?",)
    window.actions_["memo_on_relation"].trigger()
    own = "Is it support?"  # the one that is there
    driver.qtbot.waitUntil(lambda: memos.current is not None and memos.current.memo.text == own)


def test_a_memo_on_a_code_or_the_text_is_begun_where_it_is(driver: Driver) -> None:
    panel = driver.window.panels.codebook
    panel.tree.setCurrentItem(top_item(panel.tree))
    driver.window.actions_["memo_on_code"].trigger()
    (window,) = driver.window.findChildren(MemosWindow)
    assert window._draft is not None
    code = panel.current_code()
    assert code is not None
    assert window._draft.subject == code.guid
    driver.window.actions_["memo_on_document"].trigger()
    assert window._draft.subject == driver.window.page.document
