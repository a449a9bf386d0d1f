"""Attributes, relations and memos of the coding under the cursor, in place and by key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from annotator.corpus.codebook import Attribute, AttributeKind, Choice, RelationType
from annotator.corpus.identity import guid_from
from annotator.corpus.span import Span
from annotator.operations.codebook import attributes, relation_types
from annotator.operations.codings import coding_values, memos, relations
from annotator.operations.viewing import everything
from annotator.ui.inspector.typing_burst import PAUSE_MS
from tests.making import ANN, BEN, TEXT, Made, person
from tests.window.conftest import Driver
from tests.window.test_road import span_of


def declare(made: Made, driver: Driver) -> dict[str, str]:
    """Attributes of “claim”: a choice with keys, several choices, a name, yes or no."""
    declared = (
        ("type", AttributeKind.CHOICE, ("factual", "normative"), True),
        ("ground", AttributeKind.CHOICES, ("data", "experience"), False),
        ("voice", AttributeKind.ENTITY, (), False),
        ("quoted", AttributeKind.YES_NO, (), False),
    )
    guids = {}
    for name, kind, values, required in declared:
        guid = guids[name] = guid_from("test", name)
        choices = tuple(Choice(value, value[0]) for value in values)
        code = made.codes["claim"]
        driver.window.bridge.do(
            attributes.declare,
            Attribute(
                guid, code, name, kind, ANN.created, ANN.created, choices=choices, required=required
            ),
        )
    return guids


def said(driver: Driver, guids: dict[str, str]) -> dict[str, object]:
    """What the one coding says, by the name of the attribute."""
    names = {guid: name for name, guid in guids.items()}
    (coding,) = driver.codings()
    return {names[guid]: value for guid, value in coding.attributes.items()}


def rest(driver: Driver) -> None:
    """Wait as long as one does between two commands."""
    driver.qtbot.wait(PAUSE_MS + 80)


def test_single_keys_set_values_where_they_are_offered(driver: Driver, made: Made) -> None:
    guids = declare(made, driver)
    driver.view.select(span_of("talks"))
    driver.key("1")
    strip = driver.window.panels.value_strip
    assert not strip.is_open, "offered only when asked for"
    driver.key("v")
    assert strip.isVisible()
    offered = [chip.text() for chip in strip.findChildren(QToolButton)]
    assert "normative  n" in offered
    for key in "nde":
        driver.key(key)
    chips = {chip.text(): chip.isChecked() for chip in strip.findChildren(QToolButton)}
    assert chips["normative  n"], "shown at once"
    rest(driver)
    assert said(driver, guids) == {"type": "normative", "ground": ("data", "experience")}
    driver.key("n")  # once more takes it back
    driver.key("y")
    rest(driver)
    assert said(driver, guids) == {"ground": ("data", "experience"), "quoted": "yes"}
    driver.key("z", Qt.KeyboardModifier.ControlModifier)
    assert said(driver, guids) == {"ground": ("data", "experience")}
    assert not strip.is_open, "a command that is not on the strip closes it"


def test_keys_of_the_menus_mean_after_coding_what_they_always_mean(
    driver: Driver, made: Made
) -> None:
    """M for a memo is no value “mixed”, N goes to the next coding."""
    guids = declare(made, driver)
    driver.view.select(span_of("isn’t"))
    driver.key("1")
    driver.view.select(span_of("talks"))
    driver.key("1")
    driver.key("n")
    assert all(coding.attributes == {} for coding in driver.codings())
    assert driver.window.page.selected is not None
    assert driver.window.page.selected.start == TEXT.index("isn’t")
    driver.key("v")
    driver.key("w")  # on no chip: the strip closes, and the selection grows
    assert not driver.window.panels.value_strip.is_open
    assert driver.view.selected_span() is not None
    assert guids


def test_words_typed_while_the_strip_is_open_set_no_value(driver: Driver, made: Made) -> None:
    guids = declare(made, driver)
    driver.view.select(span_of("talks"))
    driver.key("1")
    for words in ("nobody", "den ", "ye s"):
        driver.key("v")
        assert driver.window.panels.value_strip.is_open
        for letter in words:
            driver.key(letter, widget=QApplication.focusWidget())
        rest(driver)
        assert said(driver, guids) == {}, words
        assert not driver.window.panels.value_strip.is_open
        driver.key(Qt.Key.Key_Escape, widget=QApplication.focusWidget())
        driver.focus_text()
        driver.window.page.select_coding(driver.codings()[0].guid)
    driver.key("v")
    for letter in "nobody says so":  # of which S and A would be commands, were they not words
        driver.key(letter, widget=QApplication.focusWidget())
    rest(driver)
    assert [TEXT[c.start : c.end] for c in driver.codings()] == ["talks"]
    assert driver.view.selected_span() is None
    driver.key("w")
    assert driver.view.selected_span() is not None, "keys are commands again"
    driver.key("v")
    for letter in "nobody":
        driver.key(letter, widget=QApplication.focusWidget())
    assert "typed like words" in driver.window.statusBar().currentMessage()


def test_commands_right_behind_a_value_lose_nothing(driver: Driver, made: Made) -> None:
    guids = declare(made, driver)
    driver.view.select(span_of("talks"))
    driver.key("1")
    (coding,) = driver.codings()
    driver.key("v")
    driver.key("n")
    driver.key("z", Qt.KeyboardModifier.ControlModifier)  # of the value, not of the coding
    assert [one.guid for one in driver.codings()] == [coding.guid]
    assert said(driver, guids) == {}
    driver.window.page.select_coding(coding.guid)
    for key in "vdp":  # a value, then to the previous coding
        driver.key(key)
    rest(driver)
    assert said(driver, guids) == {"ground": ("data",)}
    driver.window.page.select_coding(coding.guid)
    for key in "vem":
        driver.key(key)
    for letter in "words":  # at once, into the memo
        driver.key(letter, widget=QApplication.focusWidget())
    assert said(driver, guids) == {"ground": ("data", "experience")}
    driver.focus_text()
    driver.window.page.select_coding(coding.guid)
    driver.key("v")
    driver.key("n")
    driver.window.finish_editing()  # as closing does, within the moment
    assert said(driver, guids) == {"ground": ("data", "experience"), "type": "normative"}


def test_a_coding_with_another_code_is_offered_the_values_of_that_code(
    driver: Driver, made: Made
) -> None:
    declare(made, driver)
    driver.view.select(span_of("talks"))
    driver.key("1")
    driver.key("v")
    assert driver.window.panels.value_strip.is_open
    entry = driver.window.page.selected
    assert entry is not None
    driver.window.controllers.coding.recode_with(entry.guid, made.codes["prediction"])
    assert not driver.window.panels.value_strip.is_open, "prediction has no values"


def test_whoever_wants_it_is_asked_after_each_coding(driver: Driver, made: Made) -> None:
    declare(made, driver)
    driver.window.actions_["ask_values"].trigger()
    driver.view.select(span_of("talks"))
    driver.key("1")
    assert driver.window.panels.value_strip.is_open
    driver.key(Qt.Key.Key_Escape)
    assert not driver.window.panels.value_strip.isVisible()
    driver.view.select(span_of("isn’t"))
    driver.key("2")
    assert not driver.window.panels.value_strip.is_open, "prediction has no values"


def test_what_can_not_act_says_why_and_a_memo_is_about_the_document(
    driver: Driver, made: Made
) -> None:
    window = driver.window
    for key in "ABLR":
        window.statusBar().clearMessage()
        driver.key(key)
        assert "no coding at the cursor" in window.statusBar().currentMessage(), key
    driver.key("M")
    field = window.panels.inspector.document_memo
    assert field is not None
    driver.qtbot.waitUntil(field.hasFocus)
    driver.qtbot.keyClicks(field, "highlights kept cues")
    assert window.modes.texts() == {}
    driver.focus_text()
    (memo,) = memos.on(everything(made.project), made.document)
    assert memo.text == "highlights kept cues"


def test_undo_below_another_coders_step_says_whose_it_is(driver: Driver, made: Made) -> None:
    made.code(BEN, "claim", (0, 6))
    driver.window.bridge.reload_if_changed()
    driver.focus_text()
    driver.key("z", Qt.KeyboardModifier.ControlModifier)
    assert "Only Ben" in driver.window.statusBar().currentMessage()


def test_chips_and_fields_change_the_coding_in_place(driver: Driver, made: Made) -> None:
    guids = declare(made, driver)
    driver.view.select(span_of("talks"))
    driver.key("1")
    fields = {entry.attribute.name: entry for entry in driver.window.panels.inspector.fields()}
    chip = next(
        chip
        for chip in fields["type"].findChildren(QToolButton)
        if chip.accessibleName() == "type: factual"
    )
    driver.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert said(driver, guids) == {"type": "factual"}
    fields = {entry.attribute.name: entry for entry in driver.window.panels.inspector.fields()}
    line = fields["voice"].line
    line.setFocus()
    driver.qtbot.keyClicks(line, "the mayor")
    driver.qtbot.keyClick(line, Qt.Key.Key_Return)
    assert said(driver, guids) == {"type": "factual", "voice": "the mayor"}
    assert len(driver.codings()) == 1, "keys typed into a field code nothing"


def test_what_is_required_is_marked_until_it_is_said(driver: Driver, made: Made) -> None:
    declare(made, driver)
    driver.view.select(span_of("talks"))
    driver.key("1")
    (entry,) = coding_values.incomplete(driver.window.bridge.project)  # type: ignore[arg-type]
    assert entry.missing == ["type"]
    driver.key("v")
    driver.key("f")
    rest(driver)
    assert coding_values.incomplete(driver.window.bridge.project) == []  # type: ignore[arg-type]


def test_relations_are_listed_and_lead_to_the_other_coding(driver: Driver, made: Made) -> None:

    bridge = driver.window.bridge
    supports = RelationType(guid_from("test", "supports"), "supports", ANN.created, ANN.created)
    bridge.do(relation_types.declare, supports)
    one = made.code(ANN, "claim", (0, 6))
    start = TEXT.index("It may")
    two = made.code(ANN, "claim", (start, start + 11))
    bridge.reload_if_changed()
    bridge.do(relations.relate, supports.guid, one, two)
    driver.window.page.reveal(one)
    driver.window.panels.inspector.up_to_date()
    (line,) = driver.window.panels.inspector.cards[0].content.relations
    assert line.words == "supports → “It may last”"
    driver.window.panels.inspector.cards[0].requestSelect.emit(line.other)
    assert driver.window.page.selected is not None
    assert driver.window.page.selected.guid == two
    assert driver.view.is_visible(Span(start, start + 1).start)
    driver.window.panels.inspector.up_to_date()
    (back,) = driver.window.panels.inspector.cards[0].content.relations
    assert back.words == "← supports: “Nobody”"


def test_what_is_shown_as_here_is_here(driver: Driver, made: Made) -> None:
    coding = made.code(ANN, "claim", (0, 6))
    driver.window.bridge.reload_if_changed()
    driver.window.page.reveal(coding)
    driver.window.panels.inspector.rebuild()
    assert [card.content.entry.guid for card in driver.window.panels.inspector.cards] == [coding]
    driver.view.select(Span(40, 50))
    driver.window.panels.inspector.refresh()
    driver.window.panels.inspector.up_to_date()
    assert driver.window.panels.inspector.cards == []
    driver.key(Qt.Key.Key_Delete)
    assert len(driver.codings()) == 1, "it is shown before it is deleted"
    selected = driver.window.page.selected
    assert selected is not None
    assert selected.guid == coding
    driver.key(Qt.Key.Key_Delete)
    assert driver.codings() == []


def test_a_click_in_the_margin_shows_the_coding_there(driver: Driver, made: Made) -> None:
    coding = made.code(ANN, "claim", (0, 6))
    driver.window.bridge.reload_if_changed()
    driver.view.set_cursor_position(60)
    driver.window.reader.margin.codingClicked.emit(coding)
    driver.window.panels.inspector.up_to_date()
    assert [card.content.entry.guid for card in driver.window.panels.inspector.cards] == [coding]


def test_a_long_name_of_a_coder_leaves_the_code_its_line(driver: Driver, made: Made) -> None:
    clara = person("Clara Oyelaran-Whitfield")
    coding = made.code(clara, "evaluative term", (0, 6))
    driver.window.bridge.reload_if_changed()
    driver.window.reader.margin.codingClicked.emit(coding)
    driver.view.set_cursor_position(60)
    driver.view.set_cursor_position(2)
    driver.window.panels.inspector.up_to_date()
    (card,) = driver.window.panels.inspector.cards
    (code,) = (one for one in card.findChildren(QLabel) if one.text() == "evaluative term")
    driver.qtbot.waitUntil(lambda: code.width() > card.width() * 3 // 4)
