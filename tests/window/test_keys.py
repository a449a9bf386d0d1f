"""Every key of the table: none twice, and each does what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from annotator import languages
from annotator.corpus.span import Span
from annotator.ui.actions.spec import EDIT, MENUS, SUBMENUS, ActionSpec, translated
from annotator.ui.main_window import MainWindow
from tests.making import ANN, TEXT, Made
from tests.window.conftest import Driver
from tests.window.test_road import span_of

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def selected_words(driver: Driver) -> str:
    entry = driver.window.page.selected
    assert entry is not None
    return driver.window.page.passage(entry)


def key_of(spec: ActionSpec) -> str:
    return QKeySequence(spec.key).toString(QKeySequence.SequenceFormat.PortableText)


@pytest.mark.parametrize("place", ["tree", "reader", "page"])
def test_no_key_is_given_twice_and_none_belongs_to_a_code(
    specs: Sequence[ActionSpec], place: str
) -> None:
    """Reader, tree of codes and pages may have a key each; the window's are everywhere. On a page
    nothing is coded, so digits are free there."""
    with_key = [spec for spec in specs if spec.key]
    there = [spec for spec in with_key if spec.place in ("", place)]
    keys = Counter(map(key_of, there))
    assert [key for key, number in keys.items() if number > 1] == []
    assert all(keys), "a key that Qt does not know"
    assert place == "page" or not set(keys) & set("123456789")


def test_no_name_of_an_action_is_given_twice(specs: Sequence[ActionSpec]) -> None:
    names = Counter(spec.name for spec in specs)
    assert names.most_common(1)[0][1] == 1


@pytest.mark.parametrize("language", languages.NAMES)
def test_no_letter_of_a_menu_is_given_twice_or_is_a_key(
    specs: Sequence[ActionSpec], language: str
) -> None:
    keys = {key_of(spec) for spec in specs if spec.key}
    languages.install(language)
    try:
        menus = {menu: letters([*_texts(specs, menu)]) for menu in (*MENUS, *SUBMENUS)}
        bar = letters(list(map(translated, MENUS)))
    finally:
        languages.install(languages.ENGLISH)
    twice = {menu: more for menu, found in menus.items() if (more := found - Counter(set(found)))}
    assert twice == {}
    assert len(bar) == len(MENUS), "two menus with one letter"
    assert not {f"Alt+{letter.upper()}" for letter in bar} & keys


def _texts(specs: Sequence[ActionSpec], menu: str) -> Iterator[str]:
    """What a menu holds, in the language that is spoken."""
    yield from (translated(spec.text) for spec in specs if spec.menu == menu)
    yield from (translated(inner) for inner, outer in SUBMENUS.items() if outer == menu)


def letters(texts: Sequence[str]) -> Counter[str]:
    """The letters that choose, each with how many texts it chooses."""
    return Counter(text[text.index("&") + 1].lower() for text in texts if "&" in text)


def test_a_boundary_moves_by_word_and_by_character(driver: Driver) -> None:
    for key, modifier, words in (
        (Qt.Key.Key_Right, ALT, "the US-hosted round"),
        (Qt.Key.Key_Left, ALT, "the"),
        (Qt.Key.Key_Up, ALT, "Sabah, “the US-hosted"),
        (Qt.Key.Key_Down, ALT, "US-hosted"),
        (Qt.Key.Key_Left, ALT | SHIFT, "the US-hoste"),
        (Qt.Key.Key_Right, ALT | SHIFT, "the US-hosted "),
        (Qt.Key.Key_Up, ALT | SHIFT, "“the US-hosted"),
        (Qt.Key.Key_Down, ALT | SHIFT, "he US-hosted"),
    ):
        driver.view.select(span_of("the US-hosted"))
        driver.key("1")
        driver.key(key, modifier)
        assert selected_words(driver) == words
        assert driver.words() == [words]
        assert driver.window.page.selected is not None
        driver.key("z", Qt.KeyboardModifier.ControlModifier)
        assert driver.words() == ["the US-hosted"], words
        driver.key("z", Qt.KeyboardModifier.ControlModifier)
        assert driver.words() == []


def test_a_boundary_moves_over_whole_emoji(driver: Driver) -> None:
    driver.view.select(span_of("over"))
    driver.key("1")
    for _ in range(2):
        driver.key(Qt.Key.Key_Right, ALT | SHIFT)
    assert driver.words() == ["over 👩‍👩‍👧"]


def test_the_outer_boundaries_of_several_parts_move(driver: Driver, made: Made) -> None:
    first, second = span_of("Nobody"), span_of("talks to")
    guid = made.code(ANN, "claim", (first.start, first.end), (second.start, second.end))
    driver.window.bridge.reload_if_changed()
    driver.window.page.reveal(guid)
    driver.focus_text()
    driver.key(Qt.Key.Key_Right, ALT)
    (coding,) = driver.codings()
    assert coding.spans == (first, span_of("talks to fail"))


def test_clause_sentence_and_paragraph_are_selected_directly(driver: Driver) -> None:
    driver.view.set_cursor_position(TEXT.index("expects"))
    driver.key("s")
    assert driver.view.selected_text() == "Nobody expects the 🇦🇿 talks to fail."
    driver.view.set_cursor_position(TEXT.index("isn’t"))
    driver.key("g")
    assert driver.view.selected_text() == TEXT.split("\n")[1]
    driver.view.set_cursor_position(TEXT.index("Sabah"))
    driver.key("c")
    assert driver.view.selected_text() == "According to Yeni\u00a0Sabah"


def test_next_uncoded_paragraph(driver: Driver, made: Made) -> None:
    made.code_words(ANN, "claim", "round")
    driver.window.bridge.reload_if_changed()
    driver.focus_text()
    driver.key("u")
    assert driver.view.cursor_position() == TEXT.index("It may last")
    driver.key("u", SHIFT)
    assert driver.view.cursor_position() == 0
    driver.key("u", SHIFT)
    assert "every paragraph before" in driver.window.statusBar().currentMessage()


def test_next_coding_with_this_code(driver: Driver, made: Made) -> None:
    guids = [
        made.code_words(ANN, code, words)
        for code, words in (("claim", "talks"), ("prediction", "fail"), ("claim", "years"))
    ]
    driver.window.bridge.reload_if_changed()
    driver.window.page.reveal(guids[0])
    driver.focus_text()
    driver.key("t")
    assert driver.window.page.selected is not None
    assert driver.window.page.selected.guid == guids[2]
    driver.key("t", SHIFT)
    assert driver.window.page.selected.guid == guids[0]


def test_the_last_code_is_repeated(driver: Driver) -> None:
    driver.view.select(span_of("talks"))
    driver.key(".")
    assert driver.codings() == []
    driver.key("3")
    driver.view.select(span_of("years"))
    driver.key(".")
    names = [driver.window.bridge.code(coding.code).name for coding in driver.codings()]
    assert names == ["attribution", "attribution"]


def test_the_highlighter_codes_what_the_mouse_selects_until_esc(driver: Driver) -> None:
    driver.key("h")
    driver.key("2")
    assert "prediction" in driver.window.modes.texts()["highlighter"]
    for words in ("talks to fail", "over", "2,5"):
        span = span_of(words)
        driver.drag(span.start, span.end)
    assert driver.words() == ["talks to fail", "over", "2,5"]
    driver.view.clear_selection()
    driver.key("4")
    assert "evaluative term" in driver.window.modes.texts()["highlighter"]
    driver.key(Qt.Key.Key_Escape)
    assert driver.window.modes.texts() == {}
    number = len(driver.codings())
    span = span_of("Nobody")
    driver.drag(span.start, span.end)
    assert len(driver.codings()) == number


def test_the_chip_of_a_mode_ends_it_with_a_click(driver: Driver) -> None:
    driver.view.select(span_of("talks"))
    driver.key("1")
    driver.key("r")
    assert set(driver.window.modes.texts()) == {"recoding"}
    driver.key(Qt.Key.Key_Escape)
    driver.view.select(Span(0, 6))
    driver.key("2")
    names = [driver.window.bridge.code(coding.code).name for coding in driver.codings()]
    assert names == ["prediction", "claim"], "after Esc the key codes the selection"


def test_keys_that_are_held_down_write_once(driver: Driver, made: Made) -> None:
    """Qt drops the repeats of an action without auto-repeat; only what writes nothing has it."""
    made.code(ANN, "claim", (0, 6))
    window = driver.window
    window.bridge.reload_if_changed()
    actions = window.actions_
    assert not any(action.autoRepeat() for action in actions.code_actions)
    repeating = {spec.name for spec in actions.specs if spec.repeats}
    assert {name for name, action in actions.by_name.items() if action.autoRepeat()} == repeating
    assert {"next_coding", "next_case", "grow"} <= repeating
    project = window.bridge.project
    assert project is not None
    before = project.last_step()
    for name in sorted(repeating - {"next_case", "previous_case"}):
        actions[name].trigger()
    assert project.last_step() == before


def test_coding_a_passage_once_more_changes_nothing_and_says_so(driver: Driver) -> None:
    driver.drag(0, 6)
    driver.key("1")
    driver.drag(0, 6)
    driver.key("1")
    (coding,) = driver.codings()
    assert "already" in driver.window.statusBar().currentMessage()
    selected = driver.window.page.selected
    assert selected is not None and selected.guid == coding.guid


def test_letters_choose_in_an_open_menu_and_not_in_the_reader(driver: Driver, made: Made) -> None:
    coded = made.code_words(ANN, "claim", "Nobody expects")
    window = driver.window
    window.bridge.reload_if_changed()
    recode = window.actions_["recode"]
    asked: list[bool] = []
    recode.triggered.connect(lambda: asked.append(True))
    driver.focus_text()
    window.page.reveal(coded)
    assert recode.isEnabled()
    menu = window.actions_.menus[EDIT]
    menu.popup(window.mapToGlobal(QPoint(10, 10)))
    driver.qtbot.waitUntil(menu.isVisible)
    press(window)
    assert not asked
    menu.close()
    driver.qtbot.waitUntil(menu.isHidden)
    driver.focus_text()
    press(window)
    assert asked


def press(window: MainWindow) -> None:
    """The key R as the system sends it, by way of the shortcuts."""
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_R)


def test_what_was_said_goes_when_it_no_longer_holds(driver: Driver) -> None:
    driver.view.select(Span(0, 6))
    driver.key("1")
    bar = driver.window.statusBar()
    assert bar.currentMessage() == "Coded as claim."
    driver.key("z", Qt.KeyboardModifier.ControlModifier)
    assert "Coded as" not in bar.currentMessage()
