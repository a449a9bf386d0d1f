"""The function that runs each command, by name: a module is imported when its command is called."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import Final, cast

FUNCTIONS: Final = {
    "new": "annotator.cli.creating:new",
    "add": "annotator.cli.adding:add",
    "add --replaces": "annotator.cli.versions:replace",
    "add --mapping": "annotator.cli.records:add",
    "add --propose-mapping": "annotator.cli.records:print_proposal",
    "text": "annotator.cli.adding:print_text",
    "original": "annotator.cli.adding:write_original",
    "info": "annotator.cli.inventory:run",
    "codings": "annotator.cli.codings:run",
    "code": "annotator.cli.coding:run",
    "query": "annotator.cli.query:run",
    "table": "annotator.cli.table:run",
    "concordance": "annotator.cli.concordance:run",
    "keywords": "annotator.cli.keywords:run",
    "designate": "annotator.cli.designating:run",
    "agree": "annotator.cli.agreement:run",
    "merge": "annotator.cli.merging:merge",
    "import": "annotator.cli.transfer:import_files",
    "export": "annotator.cli.transfer:export",
    "archive": "annotator.cli.archiving:run",
    "joined": "annotator.cli.joined:run",
    "memos": "annotator.cli.memos:run",
    "attributes": "annotator.cli.attributes:run",
    "sets": "annotator.cli.named_sets:run",
    "draw": "annotator.cli.drawing:run",
    "speakers": "annotator.cli.speakers:run",
    "check": "annotator.cli.checking:check",
    "repair": "annotator.cli.safekeeping:repair",
    "backups": "annotator.cli.safekeeping:backups",
    "decrypt": "annotator.cli.safekeeping:decrypt",
    "unite": "annotator.cli.checking:unite",
    "codebook": "annotator.cli.codebook:run",
    "codebook --test": "annotator.cli.rules:test",
    "rules": "annotator.cli.rules:run",
    "protocol": "annotator.cli.study:protocol",
    "methods": "annotator.cli.study:report_methods",
    "handout": "annotator.cli.exchange:hand_out",
    "rounds": "annotator.cli.rounds:run",
    "rounds --units": "annotator.cli.study:units",
    "history": "annotator.cli.exchange:history",
    "disagreements": "annotator.cli.settling:run",
    "settle": "annotator.cli.settling_several:settle",
    "blind": "annotator.cli.viewing:set_blind",
    "duplicates": "annotator.cli.duplicates:run",
    "layouts": "annotator.cli.layouts:run",
    "pseudonyms": "annotator.cli.pseudonyms:run",
}
"""``module:function`` of every command; `demo` and `report` are handed what they draw with."""


def run(options: argparse.Namespace) -> int:
    """Run the command that was parsed; returns the exit status."""
    return function_of(_variant(options))(options)


def _variant(options: argparse.Namespace) -> str:
    """The name of the command in the table: what some options ask for is done elsewhere."""
    if options.command == "codebook" and options.test is not None:
        return "codebook --test"
    if options.command == "rounds" and options.units is not None:
        return "rounds --units"
    if options.command != "add":
        return str(options.command)
    if options.propose_mapping:
        return "add --propose-mapping"
    if options.mapping is not None:
        return "add --mapping"
    return "add" if options.replaces is None else "add --replaces"


def function_of(name: str) -> Callable[[argparse.Namespace], int]:
    """The function that runs a command."""
    module, _colon, function = FUNCTIONS[name].partition(":")
    return cast("Callable[[argparse.Namespace], int]", getattr(import_module(module), function))
