"""The command line: the same operations as the window, no Qt needed.

Exit status: 0 done, 1 the thing asked about is not so, 2 bad usage or input. With ``--json``
standard output holds one JSON document and nothing else; progress and messages go to standard
error.
"""

from annotator.cli.parser import is_command, main

__all__ = ["is_command", "main"]
