"""The case in hand: its versions side by side, what was decided, and what can be decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from annotator.corpus.codebook import Value
from annotator.corpus.messages import listing, tr
from annotator.corpus.span import Span, Spans
from annotator.operations.adjudication import Case, CaseQueue, Version
from annotator.ui.adjudication import cause_strip
from annotator.ui.adjudication.coder_names import CoderNames
from annotator.ui.adjudication.side_card import CardContent, SideCard
from annotator.ui.adjudication.value_choices import ValueQuestion
from annotator.ui.adjudication.version_cards import VersionCards
from annotator.ui.adjudication.words import AnyCase, AnyQueue, decision_words, versions
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel

TAKE = (
    *("take_first", "take_second", "take_third", "take_fourth", "take_fifth"),
    *("take_sixth", "take_seventh", "take_eighth", "take_ninth"),
)
"""The names of the actions that take the versions, in their order."""


class CasePanel(QFrame):
    """`actions` are those of the table by name."""

    def __init__(
        self,
        bridge: ProjectBridge,
        theme: Theme,
        actions: Mapping[str, QAction],
        names: CoderNames,
    ) -> None:
        super().__init__()
        self._bridge, self._names = bridge, names
        self._versions: tuple[Version, ...] = ()
        self.place, self.decision = PlainLabel(), PlainLabel()
        for label in (self.place, self.decision):
            label.setProperty("role", "muted")
            label.setWordWrap(True)
        self.row = VersionCards([actions[name] for name in TAKE], theme)
        self.causes = cause_strip.CauseStrip(actions, theme)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("Why? (kept with the decision; needed to reject)"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self._verbs = QHBoxLayout()
        self._verbs.addWidget(self.reason, 1)
        for name, words in (
            ("settle_own", self.tr("Another…")),
            ("settle_reject", self.tr("Reject")),
            ("settle_reopen", self.tr("Take back")),
        ):
            self._verbs.addWidget(verb_button(actions[name], words))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.place)
        self._column.addWidget(self.row, 1)
        self._column.addWidget(self.decision)
        self._column.addLayout(self._verbs)
        self._column.addWidget(self.causes)

    @property
    def cards(self) -> list[SideCard]:
        """The cards of the case in hand."""
        return self.row.cards

    def version(self, number: int) -> Version | None:
        """The version on a card; None where there are not so many."""
        return self._versions[number] if number < len(self._versions) else None

    def show_case(self, docket: AnyQueue, case: AnyCase, text: str) -> None:
        """Show a case and what was decided about it; `text` is that of its document."""
        self._versions = versions(docket, case)
        self.place.setText(self._place_words(case))
        self.row.show_contents(
            [self._content(docket, case, number, text) for number in range(len(self._versions))]
        )
        deciders = self._bridge.coder_labels()
        said = decision_words(docket, case, self._names, deciders)
        self.decision.setText(said)
        self.decision.setVisible(bool(said))
        decided = None if case.is_open else case.decision
        if decided is None:
            self.causes.show_case(None)
        else:
            self.causes.show_case(decided.guid, decided.cause)

    def _place_words(self, case: AnyCase) -> str:
        said = self.tr("In {0}").format(case.document.name)
        if isinstance(case, Case) and case.absent:
            absent = listing(self._names.listed(case.absent))
            said += " · " + tr("not coded by {names}", names=absent)
        return said

    def _content(self, docket: AnyQueue, case: AnyCase, number: int, text: str) -> CardContent:
        version = self._versions[number]
        heading = listing(self._names.listed(version.coders))
        count = _count_words(case, version) if isinstance(case, Case) else ""
        side = version.side
        if side is None:
            if isinstance(case, Case):
                note = self._note(docket, case)
                return CardContent(heading, count, tr("Nothing is here"), note=note)
            return CardContent(heading, count, tr("Nothing is here"))
        code = docket.data.codes[side.code]
        others = [
            one.side.spans for n, one in enumerate(self._versions) if one.side and n != number
        ]
        attributes = self._bridge.codebook.attributes_of(code.guid)
        names = {one.guid: one.name for one in attributes}
        return CardContent(
            *(heading, count),
            tr("Take this") if isinstance(case, Case) else tr("Take {0}’s").format(heading),
            self._bridge.code(code.guid),
            *(side.spans, text),
            # Nothing to compare with: the whole passage is shown as it is.
            _common(side.spans, others),
            attributes,
            version.said,
            [
                ValueQuestion(
                    guid,
                    names.get(guid, "?"),
                    tuple((one.value, listing(self._names.listed(one.coders))) for one in said),
                )
                for guid, said in version.apart.items()
            ],
        )

    def _note(self, docket: AnyQueue, case: Case) -> str:
        """Who of those with nothing here has a coding of another case at the place."""
        near = docket.nearby(case) if isinstance(docket, CaseQueue) else ()
        if not near:
            return ""
        names = listing(self._names.listed(near))
        return tr("In another case here: {names}", names=names)

    def chosen_values(self, number: int) -> dict[str, Value | None] | None:
        """The values chosen on a card, by attribute (GUID); None where one is still to be chosen,
        to which the focus then goes."""
        card = self.cards[number]
        return None if card.ask() else card.choices.chosen()

    def restyle(self, theme: Theme) -> None:
        self._column.setSpacing(theme.space("m"))
        self._verbs.setSpacing(theme.space("m"))
        self.row.restyle(theme)
        self.causes.restyle(theme)


def verb_button(action: QAction, words: str) -> QPushButton:
    """A button that does what an action does, with its key."""
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    button = QPushButton(f"{words}   {key}".rstrip())
    button.clicked.connect(action.trigger)
    button.setEnabled(action.isEnabled())
    action.enabledChanged.connect(button.setEnabled)
    return button


def _count_words(case: Case, version: Version) -> str:
    number, there = len(version.coders), len(case.coders)
    if number == there:
        return tr("all {there}", there=there)
    said = tr("{number} of {there}", number=number, there=there)
    return tr("{count}, the majority", count=said) if version.is_majority else said


def _common(spans: Spans, others: Sequence[Spans]) -> Spans:
    """What of a passage all others have as well; all of it where there are none."""
    found = list(spans)
    for other in others:
        found = [
            Span(max(a.start, b.start), min(a.end, b.end))
            for a in found
            for b in other
            if a.start < b.end and b.start < a.end
        ]
    return tuple(found)
