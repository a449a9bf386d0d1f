"""The panels around the text. Optional ones are declared in `PANELS` alone: each is made when it is
first shown, has an action in the View menu, and is shown again at the next start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from annotator.corpus.messages import gettext_noop
from annotator.settings import Settings
from annotator.ui.actions.spec import VIEW, ActionSpec
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.outline.panel import make_outline
from annotator.ui.theme import Theme
from annotator.ui.widgets.panel import OptionalPanel


class Area(Enum):
    """Where a panel stands."""

    LEFT = auto()
    RIGHT = auto()


@dataclass(frozen=True, slots=True)
class PanelSpec:
    """A panel that can be shown and closed."""

    name: str
    """That of its action, and in the preferences: a contract."""
    text: str
    """What its action says."""
    area: Area
    make: Callable[[Services], OptionalPanel]
    key: str = ""
    is_wanted: Callable[[Settings], bool] = lambda _settings: False
    """Whether it is shown where the user has said nothing of it."""


PANELS: tuple[PanelSpec, ...] = (
    PanelSpec(
        "outline",
        gettext_noop("Outline: &sections of the text"),
        Area.LEFT,
        make_outline,
        key="Ctrl+Shift+O",
        is_wanted=lambda settings: settings.outline,
    ),
)


class OptionalPanels(Controller):
    """Makes the optional panels, shows and closes them. `place` puts a panel into the window."""

    def __init__(
        self,
        services: Services,
        specs: Sequence[PanelSpec],
        place: Callable[[OptionalPanel, Area], None],
    ) -> None:
        super().__init__(services)
        self._specs, self._place = {spec.name: spec for spec in specs}, place
        self._panels: dict[str, OptionalPanel] = {}

    def actions(self) -> Sequence[ActionSpec]:
        return [
            ActionSpec(
                spec.name, spec.text, partial(self.toggle, spec.name), key=spec.key, menu=VIEW
            )
            for spec in self._specs.values()
        ]

    def start(self) -> None:
        """Show the panels that were shown when the window was closed."""
        for name, spec in self._specs.items():
            if self.settings.panels.get(name, spec.is_wanted(self.settings)):
                self.get(name).set_wanted(True)

    def get(self, name: str) -> OptionalPanel:
        """A panel; made now where it has not been shown before."""
        if name not in self._panels:
            spec = self._specs[name]
            self._panels[name] = panel = spec.make(self.services)
            panel.set_wanted(False)
            self._place(panel, spec.area)
        return self._panels[name]

    def toggle(self, name: str) -> None:
        """Show a panel with the focus in it, or close it."""
        panel = self.get(name)
        self.settings.panels[name] = panel.toggle()
        if panel.isVisible():
            panel.take_focus()
        else:
            self.reader_view.setFocus()

    def restyle(self, theme: Theme) -> None:
        """Dress the panels that were made."""
        for panel in self._panels.values():
            panel.restyle(theme)
