"""Separate unitizing: a round whose coders label units that were agreed on before."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.corpus.team import Round
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.controllers.controller import Controller


class UnitsController(Controller):
    """Asks for the round, then for the code whose agreed passages are its units."""

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec("given_units", "&Label given units only…", self.choose_units, writes=True),
        )

    def choose_units(self) -> None:
        """Give a round its units, or let its coders choose passages again."""
        if self.closed_while_blind():
            return
        from annotator.operations.team import rounds  # noqa: PLC0415  (start-up)

        title = self.tr("Label given units only")
        known = [one for one, _given in rounds.listed(self.bridge.look())]
        if not known:
            self.refuse(self.tr("There is no round yet. Add one on the team page."))
            return
        name = self.ask.choice(
            self.window, title, self.tr("In which round?"), [one.name for one in known]
        )
        found = next((one for one in known if one.name == name), None)
        if found is not None:
            self._choose_code(title, found)

    def _choose_code(self, title: str, found: Round) -> None:
        from annotator.operations.codings import given_units  # noqa: PLC0415  (start-up)

        book = self.bridge.codebook
        codes = {code.name: code.guid for _depth, code in book.walk() if code.codable}
        free = self.tr("None: coders choose passages")
        now = given_units.units_of(found)
        question = self.tr("Passages of which code are the units?")
        if now is not None:
            question = self.tr("{0} units are given. Passages of which code are the units?")
            question = question.format(now.number)
        chosen = self.ask.choice(self.window, title, question, [*codes, free])
        if chosen == free:
            if now is not None:
                self.bridge.do(given_units.take_back, found.guid)
        elif chosen is not None:
            changes = self.bridge.do(given_units.give, found.guid, codes[chosen])
            if changes is not None:
                self.say(self.tr("U goes to the next unit that is not labelled."))
