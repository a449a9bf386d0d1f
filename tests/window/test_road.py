"""The whole road in the window: open, code, see, undo, close, find again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from annotator import settings as preferences
from annotator.corpus.document import Progress
from annotator.corpus.span import Span
from annotator.settings import Settings
from annotator.storage.project_file import SUFFIX
from annotator.ui.codings.export_form import CodingsExportForm
from annotator.ui.merging.window import MergeWindow
from annotator.ui.projects.new_project_form import NewProjectForm
from annotator.ui.transfer.export_dialog import ExportDialog
from annotator.ui.widgets.form import Form
from tests.making import ANN, BEN, TEXT, Made, content, make
from tests.window.conftest import Driver, top_item

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_code_with_the_mouse_undo_redo_close_reopen(
    driver: Driver, made: Made, open_window: Callable[..., Driver]
) -> None:
    span = span_of("the US-hosted round")
    driver.drag(span.start, span.end)
    assert driver.view.selected_span() == span
    driver.key("1")
    assert driver.words() == ["the US-hosted round"]
    assert driver.window.panels.codings.model.rowCount() == 1
    assert driver.window.panels.codings.model.index(0, 0).data() == "the US-hosted round"
    assert driver.view.codings_at(span.start) == [driver.codings()[0].guid]

    driver.key("z", CTRL)
    assert driver.codings() == []
    assert driver.window.panels.codings.model.rowCount() == 0
    driver.key("z", CTRL | SHIFT)
    assert driver.words() == ["the US-hosted round"]

    driver.window.close()
    again = open_window(made.project.path)
    assert again.words() == ["the US-hosted round"]
    assert again.window.panels.codings.model.rowCount() == 1
    again.focus_text()
    again.key("z", CTRL)  # undo survives closing
    assert again.codings() == []


def test_code_with_the_keyboard_alone(driver: Driver) -> None:
    driver.view.set_cursor_position(TEXT.index("expects") + 1)
    driver.key("w")
    assert driver.view.selected_span() == span_of("expects")
    driver.key(Qt.Key.Key_Right, CTRL | SHIFT)
    driver.key("2")
    assert driver.words() == ["expects the"]


def test_offsets_name_exactly_the_selected_words(driver: Driver) -> None:
    """Flags, joined emoji and a no-break space stand before and in the selection."""
    for words in ("🇦🇿 talks", "👩‍👩‍👧 yet", "Yeni\u00a0Sabah", "2,5", "isn’t over"):
        span = span_of(words)
        driver.drag(span.start, span.end)
        driver.key("4")
        (coding,) = driver.codings()
        assert (coding.start, coding.end) == (span.start, span.end)
        assert driver.words() == [words]
        driver.key("z", Qt.KeyboardModifier.ControlModifier)
        assert driver.codings() == []


def test_backwards_drag_selects_the_same(driver: Driver) -> None:
    span = span_of("talks to fail")
    driver.drag(span.end - 1, span.start + 1)
    assert driver.view.selected_span() == span


def test_every_code_has_its_key(driver: Driver) -> None:
    for key in "1234":
        driver.view.select(span_of("isn’t"))
        driver.key(key)
    names = {driver.window.bridge.code(coding.code).name for coding in driver.codings()}
    assert names == {"claim", "prediction", "attribution", "evaluative term"}
    assert len(driver.view.codings_at(TEXT.index("isn’t"))) == 4


def test_recode_reshape_extend_delete(driver: Driver) -> None:
    driver.view.select(span_of("talks"))
    driver.key("1")
    driver.key("r")
    driver.key("3")
    (coding,) = driver.codings()
    assert driver.window.bridge.code(coding.code).name == "attribution"

    driver.view.select(span_of("talks to fail"))
    driver.key("b")
    assert driver.words() == ["talks to fail"]

    driver.view.select(span_of("yet"))
    driver.window.page.select_coding(coding.guid)
    driver.key("a")
    (coding,) = driver.codings()
    assert coding.spans == (span_of("talks to fail"), span_of("yet"))
    assert driver.window.panels.codings.model.rowCount() == 1

    driver.key(Qt.Key.Key_Delete)
    assert driver.codings() == []
    driver.key("z", CTRL)
    assert driver.codings()[0].spans == coding.spans


def test_a_memo_is_written_in_place(driver: Driver) -> None:
    driver.view.select(span_of("talks"))
    driver.key("1")
    driver.key("m")
    field = driver.window.panels.inspector.cards[0].memo
    assert field is not None
    driver.qtbot.keyClicks(field, "why not 2?")
    driver.view.setFocus()
    project = driver.window.bridge.project
    assert project is not None
    assert [memo.text for memo in content(project).memos] == ["why not 2?"]
    assert len(driver.codings()) == 1, "keys typed into a memo code nothing"


def test_a_key_without_a_selection_codes_nothing_and_says_so(driver: Driver) -> None:
    driver.key("1")
    assert driver.codings() == []
    assert "Select a passage" in driver.window.statusBar().currentMessage()


def test_clicks_and_keys_reach_each_of_overlapping_codings(driver: Driver, made: Made) -> None:
    outer = made.code_words(ANN, "claim", "Nobody expects the 🇦🇿 talks")
    inner = made.code_words(ANN, "prediction", "expects")
    driver.window.bridge.reload_if_changed()
    driver.focus_text()
    driver.click(TEXT.index("expects") + 2)
    assert driver.window.page.selected is not None
    assert driver.window.page.selected.guid == inner
    driver.key("o")
    assert driver.window.page.selected.guid == outer
    driver.key("n")
    assert driver.window.page.selected.guid == inner
    driver.qtbot.waitUntil(lambda: len(driver.window.panels.inspector.cards) == 2)
    driver.key("p")
    assert driver.window.page.selected.guid == outer


def test_another_coders_coding_stays_as_it_is(driver: Driver, made: Made) -> None:
    guid = made.code_words(BEN, "claim", "talks")
    driver.window.bridge.reload_if_changed()
    driver.window.page.reveal(guid)
    driver.key(Qt.Key.Key_Delete)
    assert len(driver.codings()) == 1
    assert "another coder" in driver.window.notice.text


def test_two_coders_and_their_agreement(driver: Driver) -> None:
    driver.view.select(span_of("talks to fail"))
    driver.key("1")
    driver.answers.words = "Ben"
    driver.window.controllers.coders.become("Ben", BEN.guid)
    driver.view.select(span_of("talks"))
    driver.key("1")
    driver.window.actions_["agreement"].trigger()
    model = driver.window.controllers.agreement.page.model
    row = [model.index(0, column).data() for column in range(model.columnCount())]
    percent = f"{100 * (1 - len(' to fail') / len(TEXT)):.1f}%"
    assert [row[0], *row[2:6]] == ["claim", "0.000", "1.000", "0.556", percent]
    assert 0 < float(row[1]) < 1
    assert row[6:] == ["1 (1.0)", "1", "1"], "what intervals rest on, then codings by coder"
    assert model.index(1, 1).data() == "–"
    assert "Nobody used" in model.explanation(model.index(1, 1))


def test_the_name_is_asked_once_and_kept(
    open_window: Callable[..., Driver], made: Made, home: Path
) -> None:
    driver = open_window(None, Settings())
    driver.answers.words = "Dora"
    driver.window.controllers.projects.open_project(made.project.path)
    assert driver.window.bridge.coder is not None
    assert driver.window.bridge.coder.name == "Dora"
    assert preferences.load().coder == "Dora"


def test_new_project_texts_and_exports(open_window: Callable[..., Driver], tmp_path: Path) -> None:
    driver = open_window()
    driver.window.actions_["new"].trigger()
    form = driver.window.findChild(NewProjectForm)
    assert form is not None
    form.place.name.setText("mine")
    form.place.folder.setText(str(tmp_path))
    assert form.list.item(0).text() == "Discourse"
    assert top_item(form.tree).text(0) == "claim"
    form.ok.click()
    assert driver.window.empty.isVisible(), "an empty project says what to do"
    assert (tmp_path / f"mine{SUFFIX}").is_file()
    text = tmp_path / "a.txt"
    text.write_bytes("Café\r\nno".encode("cp1252"))
    driver.answers.files = [text]
    driver.window.actions_["add"].trigger()
    driver.wait_for_jobs()
    assert driver.window.page.text == "Café\nno"
    driver.focus_text()
    driver.view.select(Span(0, 4))
    driver.key("1")
    for name, suffix in (
        ("export_project", ".qdpx"),
        ("export_csv", ".csv"),
        ("export_codebook", ".qdc"),
        ("save_codebook", ".yaml"),
        ("save_copy", SUFFIX),
    ):
        driver.answers.target = tmp_path / f"out{suffix}"
        driver.window.actions_[name].trigger()
        driver.wait_for_jobs()
        kinds: tuple[type[Form], ...] = (ExportDialog, CodingsExportForm)
        for dialog in [form for kind in kinds for form in driver.window.findChildren(kind)]:
            dialog.try_accept()
            driver.wait_for_jobs()
        assert (tmp_path / f"out{suffix}").stat().st_size > 100


def test_a_file_that_is_no_text_is_refused_in_a_sentence(driver: Driver, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    driver.answers.files = [tmp_path / "x.txt"]
    driver.window.actions_["add"].trigger()
    driver.wait_for_jobs()
    assert "x.txt" in driver.window.notice.text
    assert len(driver.window.bridge.documents) == 1


def test_merging_a_colleagues_file(driver: Driver, tmp_path: Path) -> None:
    colleague = make(tmp_path / "ben.annot", BEN)
    colleague.code_words(BEN, "prediction", "It may last 2,5 years")
    colleague.project.close()
    driver.answers.files = [tmp_path / "ben.annot"]
    driver.window.actions_["merge"].trigger()
    driver.wait_for_jobs()
    assert driver.words() == [], "first it is told what would come in"
    preview = driver.window.findChild(MergeWindow)
    assert preview is not None
    preview.accept()
    driver.wait_for_jobs()
    driver.window.findChildren(MergeWindow)[-1].close()
    assert driver.words() == ["It may last 2,5 years"]
    assert driver.window.panels.codings.model.rowCount() == 1
    driver.focus_text()
    driver.key("z", CTRL)
    assert driver.codings() == []


def test_progress_is_shown_with_the_document(driver: Driver) -> None:
    driver.window.actions_["mark_done"].trigger()
    bridge = driver.window.bridge
    assert bridge.progress_of(bridge.documents[0].guid, ANN.guid) == Progress.DONE


def test_what_another_program_wrote_is_shown(driver: Driver, made: Made) -> None:
    made.code_words(ANN, "claim", "talks")
    driver.window.bridge.reload_if_changed()
    assert driver.window.panels.codings.model.rowCount() == 1


def test_a_drag_far_from_the_caret_stays_on_its_words(
    open_window: Callable[..., Driver], tmp_path: Path
) -> None:
    """Selected here, scrolled away, selected there: the page must not jump under the mouse."""
    text = "".join(
        f"Paragraph {n} says what the one before it said. " * 6 + "\n" for n in range(80)
    )
    make(tmp_path / "long.annot", text=text).project.close()
    driver = open_window(tmp_path / "long.annot")
    driver.focus_text()
    for number in (3, 60, 20):
        words = f"Paragraph {number} says"
        start = text.index(words)
        driver.view.reveal(Span(start, start + len(words)), force=True)
        driver.drag(start, start + len(words))
        assert driver.view.selected_text() == words
        driver.key("1")
    assert sorted(driver.words()) == sorted(f"Paragraph {n} says" for n in (3, 60, 20))
