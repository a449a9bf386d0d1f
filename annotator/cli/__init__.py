"""The command line: the same operations as the window, no Qt needed.

Exit status: 0 done, 1 the thing asked about is not so, 2 bad usage or input. With ``--json``
standard output holds one JSON document and nothing else; progress and messages go to standard
error.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.late_names import late_names

__all__ = ["is_command", "main"]

if TYPE_CHECKING:
    from annotator.cli.parser import main
else:
    __getattr__ = late_names(__name__, __all__, "parser")


def is_command(arguments: Sequence[str]) -> bool:
    """Whether the arguments are for the command line rather than the window: anything but
    nothing, or a file that is there."""
    if not arguments:
        return False
    first = arguments[0]
    if not Path(first).exists():
        return True
    if Path(first).name != first or Path(first).suffix:
        return False  # no command looks like this, so that the window need not know them all
    from annotator.cli.arguments import COMMANDS  # noqa: PLC0415  (start-up)

    return first in COMMANDS
