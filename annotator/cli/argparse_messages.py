"""The sentences of argparse, in the language of the program.

argparse looks its sentences up in the global domain of `gettext`, which reads files in folders of a
layout of its own. Its two functions are replaced by those of the program's catalogue;
`tests/cli/test_argparse_messages.py` finds the messages below in argparse's source.
"""

from __future__ import annotations

import argparse
from typing import Final

from annotator.corpus.messages import gettext_noop, tr

MESSAGES: Final = (
    gettext_noop("usage: "),
    gettext_noop("options"),
    gettext_noop("positional arguments"),
    gettext_noop("show this help message and exit"),
    gettext_noop("show program's version number and exit"),
    gettext_noop("the following arguments are required: %s"),
    gettext_noop("one of the arguments %s is required"),
    gettext_noop("unrecognized arguments: %s"),
    gettext_noop("argument %(argument_name)s: %(message)s"),
    gettext_noop("not allowed with argument %s"),
    gettext_noop("ignored explicit argument %r"),
    gettext_noop("ambiguous option: %(option)s could match %(matches)s"),
    gettext_noop("expected one argument"),
    gettext_noop("expected at least one argument"),
    gettext_noop("expected at most one argument"),
    gettext_noop("expected %s arguments"),
    gettext_noop("invalid %(type)s value: %(value)r"),
    gettext_noop("invalid choice: %(value)r (choose from %(choices)s)"),
)
"""What people can meet; the others are mistakes of whoever declares arguments."""


def translate() -> None:
    """Let argparse speak the language of the program."""
    setattr(argparse, "_", tr)  # noqa: B010  (types know nothing of it)
    setattr(argparse, "ngettext", _several)  # noqa: B010


def _several(one: str, more: str, number: int) -> str:
    return tr(one if number == 1 else more)
