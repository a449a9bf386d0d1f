"""Every command that the arguments know has a function that runs it."""

from __future__ import annotations

from annotator.cli.arguments import COMMANDS
from annotator.cli.commands import FUNCTIONS, function_of


def test_every_command_has_a_function() -> None:
    drawing = {"demo", "report"}
    assert COMMANDS.keys() == {name.split()[0] for name in FUNCTIONS} | drawing
    assert all(callable(function_of(name)) for name in FUNCTIONS)
