"""The window through AT-SPI, as a screen reader on Linux meets it.

For the system's Python, which has the bindings (`gir1.2-atspi-2.0`); nothing of the program is
imported here. Runs in a session bus of its own.
"""

from __future__ import annotations

import contextlib
import importlib
import subprocess
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, cast

warnings.simplefilter("ignore", DeprecationWarning)
_gi = importlib.import_module("gi")
_gi.require_version("Atspi", "2.0")
Atspi = importlib.import_module("gi.repository.Atspi")
GLib = importlib.import_module("gi.repository.GLib")

_DEEPEST = 30
_REPLY_MS = 1_500
_PATIENCE = 30.0
"""Seconds in which what is waited for has to come."""


class Text(Protocol):
    """`org.a11y.atspi.Text`, as far as it is used; offsets are code points."""

    def get_text(self, start: int, end: int) -> str: ...
    def set_caret_offset(self, offset: int) -> bool: ...
    def add_selection(self, start: int, end: int) -> bool: ...


class Window:
    """A started program, and what it says."""

    def __init__(self, command: Sequence[str]) -> None:
        Atspi.init()
        Atspi.set_timeout(_REPLY_MS, _REPLY_MS)
        self.heard: list[str] = []
        """What a screen reader was asked to say, in order."""
        self._desktop = Atspi.get_desktop(0)
        self._desktop.get_child_count()  # starts the registry, which the program looks for
        self._listener = Atspi.EventListener.new(self._hear)
        self._listener.register("object:announcement")
        self._process = subprocess.Popen(command)

    def end(self) -> None:
        """Stop the program."""
        self._process.kill()
        self._process.wait()

    def _hear(self, event: object) -> None:
        self.heard.append(str(cast("Event", event).any_data))

    # --- waiting

    def rest(self, seconds: float = 0.05) -> None:
        """Let events come in for a while."""
        until = time.monotonic() + seconds
        context = GLib.MainContext.default()
        while time.monotonic() < until:
            while context.pending():
                context.iteration(False)
            time.sleep(0.01)

    def wait_for(self, what: str, look: Callable[[], object]) -> object:
        """What `look` finds, as soon as it does. TimeoutError where it does not come."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            self.rest()
            try:
                found = look()
            except GLib.Error:  # it went away while it was asked
                found = None
            if found:
                return found
        raise TimeoutError(f"{what}; heard: {self.heard}")

    def wait_to_hear(self, words: str) -> None:
        """Wait until something with these words is said."""
        self.wait_for(f"“{words}” said", lambda: any(words in one for one in self.heard))

    # --- finding

    def all(self) -> Iterator[Node]:
        """Everything of the program that is shown, in its order."""
        self._desktop.clear_cache()
        for number in range(self._desktop.get_child_count()):
            yield from _below(self._desktop.get_child_at_index(number), 0)

    def find(self, role: str, name: str) -> Node:
        """What has this role, and a name that is this or goes on after it with a comma, waited
        for."""

        def look() -> Node | None:
            found = (node for node in self.all() if node.role == role)
            return next((node for node in found if f"{node.name},".startswith(f"{name},")), None)

        return cast(Node, self.wait_for(f"{role} “{name}”", look))

    def command(self, menu: str, name: str) -> Node:
        """A command of the menu bar; menus need not be open for it."""
        top = self.find("menu item", menu)
        return next(node for node in top.below(2) if node.name == name)


class Event(Protocol):
    """What a listener is told."""

    any_data: object


class Node:
    """One object of the accessibility tree."""

    def __init__(self, raw: object) -> None:
        self._raw = cast("_Raw", raw)

    @property
    def role(self) -> str:
        return str(self._raw.get_role_name())

    @property
    def name(self) -> str:
        return str(self._raw.get_name())

    @property
    def text(self) -> Text:
        return cast(Text, self._raw.get_text_iface())

    @property
    def states(self) -> set[str]:
        return {state.value_nick for state in self._raw.get_state_set().get_states()}

    @property
    def actions(self) -> list[str]:
        """What can be done with it, by AT-SPI's names."""
        actions = self._raw.get_action_iface()
        if actions is None:
            return []
        return [actions.get_action_name(number) for number in range(actions.get_n_actions())]

    def below(self, levels: int) -> Iterator[Node]:
        """What is in it, also what is not shown, so many levels down."""
        for number in range(self._raw.get_child_count()):
            node = Node(self._raw.get_child_at_index(number))
            yield node
            if levels > 1:
                yield from node.below(levels - 1)

    def do(self, action: str) -> None:
        """Do one of its actions. ValueError where it has no such one. What opens a dialog answers
        when that is closed: that is not waited for."""
        number = self.actions.index(action)
        with contextlib.suppress(GLib.Error):
            self._raw.get_action_iface().do_action(number)

    def write(self, words: str) -> None:
        """Put words into a field."""
        self._raw.get_editable_text_iface().set_text_contents(words)


class _Raw(Protocol):
    def get_role_name(self) -> str: ...
    def get_name(self) -> str: ...
    def get_child_count(self) -> int: ...
    def get_child_at_index(self, number: int) -> object: ...
    def get_text_iface(self) -> object: ...
    def get_state_set(self) -> _States: ...
    def get_action_iface(self) -> _Actions: ...
    def get_editable_text_iface(self) -> _Editable: ...


class _State(Protocol):
    value_nick: str


class _States(Protocol):
    def get_states(self) -> list[_State]: ...


class _Actions(Protocol):
    def get_n_actions(self) -> int: ...
    def get_action_name(self, number: int) -> str: ...
    def do_action(self, number: int) -> bool: ...


class _Editable(Protocol):
    def set_text_contents(self, words: str) -> bool: ...


def _below(raw: object, depth: int) -> Iterator[Node]:
    if raw is None or depth > _DEEPEST:
        return
    showing = raw.get_state_set().contains(Atspi.StateType.SHOWING)  # type: ignore[attr-defined]
    if depth > 1 and not showing:
        return
    yield Node(raw)
    for number in range(raw.get_child_count()):  # type: ignore[attr-defined]
        yield from _below(raw.get_child_at_index(number), depth + 1)  # type: ignore[attr-defined]
